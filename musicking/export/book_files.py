"""Files that stand beside the pages of the book, fetched when they are wanted and not before."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BOOK_FILES = "MUSICKING_BOOK_FILES"
"""Set while the book is built: the folder whose files stand in the book by the same path."""
_HASH_DIGITS = 16


def in_book() -> bool:
    """Tell whether the book is being built."""
    return bool(os.environ.get(BOOK_FILES))


def beside_page(folder: str, suffix: str, content_key: str, make: Callable[[], bytes]) -> str:
    """Return the address of a file beside the page; it is made unless it is there already.

    Parameters
    ----------
    folder, suffix
        Where it stands and what it is: ``"_audio"``, ``".mp3"``.
    content_key
        All that decides what is in it; the same key is the same file. The build empties the folder whenever
        the library, the instruments or the renderer have changed, so these need not be in the key.
    make
        Makes what is in it.

    Returns
    -------
    str
        An address from ``musicking-root:`` on, which the book's extension makes relative to the page.
    """
    name = hashlib.sha256(content_key.encode()).hexdigest()[:_HASH_DIGITS] + suffix
    target = Path(os.environ[BOOK_FILES]) / folder / name
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        # Notebooks are built side by side: whoever reads sees the whole file or none.
        part = target.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(make())
        part.replace(target)
    return f"musicking-root:{folder}/{name}"
