"""The budgets of building the book."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.budget import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns("_build", ".git", "__pycache__", ".hypothesis", ".*_cache")


def seconds_of(command: list[str], place: Path) -> float:
    """Return how long a command takes, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def change_one_chapter(place: Path) -> None:
    """Add a sentence to the first chapter."""
    chapter = min((place / "chapters").glob("*.ipynb"))
    notebook = json.loads(chapter.read_text())
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "changed", "metadata": {}, "source": ["One more sentence."]}
    )
    chapter.write_text(json.dumps(notebook))


def measures() -> Iterator[Measured]:
    """From a clean clone with the packages cached; then after one chapter changed."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        yield Measured("book from a clean clone (packages cached)", seconds_of(["make", "book"], clone), "s", 180)
        change_one_chapter(clone)
        yield Measured("book after one chapter changed", seconds_of(["make", "book"], clone), "s", 15)
