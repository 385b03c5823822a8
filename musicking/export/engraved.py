"""Scores that have been engraved before, kept in the user's cache folder: engraving takes a second, reading none.

What is kept lies in a folder named by everything that engraving depends on but the score: the library's own code and
the versions of music21 and verovio. When one of them changes there is another folder, so nothing is ever stale.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = Path(__file__).parents[1]
_ENGRAVERS = ("music21", "verovio")
#: So many states of the library keep what they have engraved; the oldest gives way.
_STATES_KEPT = 4

Pictures = dict[str, str]


def kept(score_text: str, engrave: Callable[[], Pictures]) -> Pictures:
    """Return the pictures of a score as they were kept, or engrave and keep them.

    A cache that cannot be read or written is as none.

    Parameters
    ----------
    score_text
        The score and all that was asked of the engraving, as text.
    engrave
        Makes the SVG of each layout.
    """
    with suppress(ImportError, OSError):
        place = _folder() / (hashlib.sha256(score_text.encode()).hexdigest()[:32] + ".json")
        with suppress(ValueError):
            if place.is_file():
                return _whole(json.loads(place.read_text(encoding="utf-8")))
        made = engrave()
        with suppress(OSError):
            # Others may read it meanwhile: they see the whole file or none.
            part = place.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
            part.replace(place)
        return made
    return engrave()


def _whole(pictures: object) -> Pictures:
    """Return the pictures, or raise ValueError if they are not whole."""
    if not isinstance(pictures, dict) or not all(str(svg).endswith("</svg>") for svg in pictures.values()):
        raise ValueError("damaged")
    return pictures


@cache
def _folder() -> Path:
    """Return the folder of this state of the library; the oldest of the others go when it is new."""
    from platformdirs import user_cache_path

    folders = user_cache_path("musicking") / "engraved"
    folder = folders / code_state()
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(
            (other for other in folders.iterdir() if other != folder), key=lambda other: other.stat().st_mtime
        )
        for old in others[: max(0, len(others) + 1 - _STATES_KEPT)]:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def code_state() -> str:
    """Name the state of the library and its engravers: another name for any change."""
    state = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        state.update(path.relative_to(_CODE).as_posix().encode())
        state.update(path.read_bytes())
    for engraver in _ENGRAVERS:
        with suppress(PackageNotFoundError):
            state.update(f"{engraver} {version(engraver)}".encode())
    return state.hexdigest()[:16]
