"""Run the notebooks side by side before Sphinx reads them: it would run them one after the other."""

from __future__ import annotations

import os
from logging import getLogger
from multiprocessing.pool import ThreadPool
from typing import TYPE_CHECKING

import forked_kernels
from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from jupyter_cache.executors.basic import ExecutionWorkerLocalSerial, ProcessData

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def notebooks(root: Path) -> list[Path]:
    """Return the notebooks of the book, the longest first: it takes longest."""
    found = [*root.glob("*.ipynb"), *root.glob("chapters/*.ipynb"), *root.glob("exercises/*.ipynb")]
    return sorted(found, key=lambda path: -path.stat().st_size)


def run(cache_folder: Path, paths: Iterable[Path], timeout_sec: int) -> Iterator[None]:
    """Run the notebooks that the cache does not hold yet, and yield when another is done.

    What fails is left to Sphinx, which reports it.
    """
    cache = get_cache(str(cache_folder))
    names = [str(path) for path in paths]
    for name in names:
        cache.add_nb_to_project(name)
    missing = load_executor("local-serial", cache).get_records(filter_uris=names, clear_tracebacks=True)
    orders = [ProcessData(one.pk, one.uri, cache, timeout_sec, allow_errors=False) for one in missing]
    if orders:
        forked_kernels.use()
        # Threads are enough: the work is done by the kernels.
        with ThreadPool(os.cpu_count()) as threads:
            for _ in threads.imap_unordered(ExecutionWorkerLocalSerial(getLogger(__name__)), orders):
                yield
