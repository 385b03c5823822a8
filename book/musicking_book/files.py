"""Put what widgets fetch beside the pages: the bundle, the instruments, the pictures that cells have drawn."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from musicking.widgets import assets

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BUILT_PAGE = Path("musicking/_built/page")
BUILT_INSTRUMENTS = Path("musicking/_built/instruments")
BUILT_LAYERS = Path("musicking/_built/layers")
KERNEL_FILES = Path("_build/files")
"""Where kernels put files that pages fetch, by their path in the book (`MUSICKING_BOOK_FILES`)."""
PLACES = {
    BUILT_PAGE: "_musicking/page",
    BUILT_INSTRUMENTS: "_musicking/instruments",
    BUILT_LAYERS: "_musicking/layers",
    KERNEL_FILES / "_pictures": "_pictures",
}


def publish(app: Sphinx, failure: Exception | None) -> None:
    """Mirror `PLACES` into the built book, and write the songs that widgets fetch by name."""
    if failure is not None or app.builder.format != "html":
        return
    for source, target in PLACES.items():
        mirror(Path(app.srcdir) / source, Path(app.outdir) / target)
    pieces = Path(app.outdir) / "_musicking/pieces"
    pieces.mkdir(parents=True, exist_ok=True)
    for name in assets.pieces():
        (pieces / Path(name).name).write_bytes(assets.read(name))


def mirror(source: Path, target: Path) -> None:
    """Make `target` hold exactly the files of `source`, copying only what differs."""
    wanted = {path.relative_to(source): path for path in source.rglob("*") if path.is_file() and ships(path)}
    for stale in [path for path in target.rglob("*") if path.is_file()]:
        if stale.relative_to(target) not in wanted:
            stale.unlink()
    for relative, path in wanted.items():
        copy = target / relative
        if not copy.exists() or differs(path, copy):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)


def ships(path: Path) -> bool:
    """Tell what readers fetch from what the build keeps for itself: half-written files, stamps, bundles for tests."""
    return path.suffix != ".part" and path.name not in {".stamp", "stamp.json"} and path.parent.name != "test"


def differs(one: Path, other: Path) -> bool:
    """Tell two files apart by size and time, as `shutil.copy2` keeps both."""
    a, b = one.stat(), other.stat()
    return (a.st_size, a.st_mtime_ns) != (b.st_size, b.st_mtime_ns)
