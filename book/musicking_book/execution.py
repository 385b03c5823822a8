"""Run the notebooks side by side before Sphinx reads them: it would run them one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def notebooks(root: Path) -> list[Path]:
    """Return the notebooks of the book, the longest first: it takes longest."""
    found = [*root.glob("*.ipynb"), *root.glob("chapters/*.ipynb"), *root.glob("exercises/*.ipynb")]
    return sorted(found, key=lambda path: -path.stat().st_size)


def run(cache_folder: Path, paths: Iterable[Path], timeout_sec: int) -> None:
    """Run the notebooks that the cache does not hold yet; what fails is left to Sphinx, which reports it."""
    cache = get_cache(str(cache_folder))
    names = [str(path) for path in paths]
    for name in names:
        cache.add_nb_to_project(name)
    load_executor("local-parallel", cache).run_and_cache(filter_uris=names, timeout=timeout_sec)
