"""When notebooks are run again: when they, or anything that their outputs can show, have changed.

Outputs are cached by what is in a notebook's code cells. That alone would keep an output after the library
that made it changed. So each state of the library has a cache of its own, named by a digest of everything
that an output can come from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import forked_kernels

from . import execution, library
from .files import KERNEL_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

OUTPUTS_COME_FROM = ("musicking", "spec")
"""Folders that a notebook's output can come from; `musicking/_built` is in the first."""
PAGES_COME_FROM = ("book", "spec")
"""Folders that shape every page, whatever it says."""


def source_files(root: Path, folders: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files of these folders, in the same order on every machine."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def digest(root: Path, folders: tuple[str, ...] = OUTPUTS_COME_FROM) -> str:
    """Name the state of these folders: the same for the same files, another for any change."""
    state = hashlib.sha256()
    for path in source_files(root, folders):
        state.update(path.relative_to(root).as_posix().encode())
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()[:16]


def prepare(app: Sphinx, config: Config) -> None:
    """Point the notebooks at the cache of this state, and tell their kernels where sound files go."""
    root = Path(app.srcdir)
    caches = root / "_build" / "notebooks"
    cache = caches / digest(root)
    made = root / KERNEL_FILES
    if not cache.exists():
        forked_kernels.use(soon=True)
        shutil.rmtree(caches, ignore_errors=True)
        shutil.rmtree(made, ignore_errors=True)
    cache.mkdir(parents=True, exist_ok=True)
    made.mkdir(parents=True, exist_ok=True)
    config["musicking_book_state"] = digest(root, PAGES_COME_FROM)
    # Changing this setting makes Sphinx read every page again, which is what a new state needs.
    config["nb_execution_cache_path"] = str(cache)
    config["html_context"]["tokens"] = json.loads((root / "spec" / "tokens.json").read_text(encoding="utf-8"))
    os.environ["MUSICKING_BOOK_FILES"] = str(made)
    sounding = library.of_build(app)
    sounding.begin_terms()
    for _ in execution.run(cache, execution.notebooks(root), config["nb_execution_timeout"]):
        sounding.rendering.begin_ordered()
