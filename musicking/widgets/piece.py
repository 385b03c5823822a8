"""A piece as the page gets it: the score, what is said about it, and its engraving."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from musicking.written import as_written

if TYPE_CHECKING:
    from musicking.score import Score

Layout = Literal["wide", "narrow"]
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
_PREFIX = "mk0-"
_pictures = count(1)
_engraved: dict[str, dict[str, str]] = {}


def piece_of(score: Score, *, with_notation: bool) -> dict[str, Any]:
    """Return the score as plain data with its summary and its spoken bars, and the notation if wanted."""
    from musicking.export.spoken import spoken, summary

    written = as_written(score)
    said = {"summary": summary(written), "spoken": list(spoken(written))}
    piece: dict[str, Any] = {"score": score.to_json() | said}
    pictures = notation_of(score) if with_notation else {}
    return piece | {"notation": pictures} if pictures else piece


def is_played_freely(score: Score) -> bool:
    """Return whether a score was read from music that was played, not written: there is no notation of it."""
    return score.origin.get("notation") == "none"


def picture_prefix() -> str:
    """Return a beginning for the identifiers of one picture: a page may hold many."""
    return f"mk{next(_pictures)}-"


def notation_of(score: Score) -> dict[str, str]:
    """Return the SVG of each layout; a score is engraved once, however many widgets show it."""
    if is_played_freely(score):
        return {}

    pictures: dict[str, str] = {}
    text = json.dumps(score.to_json(), sort_keys=True)
    if text not in _engraved:
        from musicking.export.engraved import kept

        _engraved[text] = kept(text, lambda: _engrave(score))
    for layout, picture in _engraved[text].items():
        prefix = picture_prefix()
        engraved = picture.replace(f'"{_PREFIX}', f'"{prefix}')
        pictures[layout] = engraved.replace(f"#{_PREFIX}", f"#{prefix}")
    return pictures


def _engrave(score: Score) -> dict[str, str]:
    from musicking.export.notation import notations

    return dict(notations(score, LAYOUTS, prefix=_PREFIX).items())
