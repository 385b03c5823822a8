"""Files of the build that a page asks its kernel for: bundle, styles, worklet, instruments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.repertoire import piece_named, sketches, songs
from musicking.widgets.piece import piece_of

if TYPE_CHECKING:
    from collections.abc import Mapping

BUILT = Path(__file__).parent.parent / "_built"
_KINDS = {"page": {".js", ".css"}, "instruments": {".sf2"}, "layers": {".json"}}


def pieces() -> dict[str, str]:
    """Return the song or sketch that each piece file is made from, by its name: ``"pieces/amazing_grace.json"``."""
    return {f"pieces/{name}.json": name for name in (*songs(), *sketches())}


def names() -> frozenset[str]:
    """Return the names that may be asked for: ``"page/widgets.js"``, ``"pieces/amazing_grace.json"``, ..."""
    built = frozenset(
        f"{folder}/{path.name}"
        for folder, suffixes in _KINDS.items()
        for path in (BUILT / folder).glob("*")
        if path.suffix in suffixes
    )
    return built | pieces().keys()


def read(name: str) -> bytes:
    """Return a file of the build by its name.

    Raises
    ------
    MusicError
        When there is no such file: names are looked up in a list, so that none leads out of the build.

    Examples
    --------
    >>> read("../secret")
    Traceback (most recent call last):
    ...
    musicking.errors.MusicError: The build has no file '../secret': run "make book" or install the wheel.
    """
    if name not in names():
        raise MusicError(f'The build has no file {name!r}: run "make book" or install the wheel.')
    if name in pieces():
        return json.dumps(piece_of(piece_named(pieces()[name]), with_notation=False), separators=(",", ":")).encode()
    return (BUILT / name).read_bytes()


def answer(content: object) -> tuple[dict[str, Any], list[bytes]] | None:
    """Answer a page that asks for a file, with the file or with a sentence; None if it asks for none.

    Parameters
    ----------
    content
        What the page sends: ``{"asset": name, "request": number}``.
    """
    asked: Mapping[str, object] = content if isinstance(content, dict) else {}
    name = asked.get("asset")
    if not isinstance(name, str):
        return None
    head = {"asset": name, "request": asked.get("request")}
    try:
        return head, [read(name)]
    except (MusicError, OSError) as problem:
        return head | {"error": str(problem)}, []
