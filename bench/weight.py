"""What each page of the built book weighs until it can be read and operated, reckoned from its files."""

from __future__ import annotations

import gzip
import re
from functools import cache
from typing import TYPE_CHECKING

from musicking_book.serve import BUILT_BOOK

from bench.budget import Measured
from tests.book.conftest import Page, is_outside, target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_KB = 200
#: What a host says of each file beside its bytes.
HEADERS_KB = 0.25
PACKED = {".woff2", ".png"}
#: Fetched when they are wanted.
LATER = re.compile(r"(?:^|/)(?:audio|_audio|_pictures|_images)/")
IMPORTED = re.compile(r'(?:from|import)\s*"(\.{1,2}/[^"]+\.js)"')


@cache
def weight_kb(path: Path) -> float:
    """Return what a file weighs on the wire, text compressed as hosts do."""
    data = path.read_bytes()
    return len(data if path.suffix in PACKED else gzip.compress(data, 6)) / 1000 + HEADERS_KB


@cache
def with_imports(script: Path) -> frozenset[Path]:
    """Return a script and all that it imports before it runs."""
    return frozenset({script}).union(
        *(with_imports((script.parent / name).resolve()) for name in IMPORTED.findall(script.read_text("utf-8")))
    )


def needed(page: Page) -> set[Path]:
    """Return the files that a page fetches until it can be read and operated."""
    addresses = [address for address in page.fetched if not is_outside(address) and not LATER.search(address)]
    files = {target(page, address)[0] for address in addresses}
    if "<em>" in page.source:
        files.add(BUILT_BOOK / "_static" / "fonts" / "source-serif-4-italic.woff2")
    code = BUILT_BOOK / "_musicking" / "page"
    kinds = set(re.findall(r'data-widget="(\w+)"', page.source)) | (
        {"exercise"} if '"task":{' in page.source else set()
    )
    files |= {part for kind in kinds if (part := code / f"{kind}.js").is_file()}
    files = {file.resolve() for file in files}
    ours = [file for file in files if code.resolve() in file.parents and file.suffix == ".js"]
    return files.union({page.path.resolve()}, *map(with_imports, ours))


def measures() -> Iterator[Measured]:
    """Weigh all pages; the three heaviest are told."""
    weights = {path: sum(map(weight_kb, needed(Page(path)))) for path in BUILT_BOOK.rglob("*.html")}
    for path in sorted(weights, key=lambda path: -weights[path])[:3]:
        name = path.relative_to(BUILT_BOOK).with_suffix("")
        yield Measured(f"a heavy page: {name}", weights[path], "kB", MOST_KB)
