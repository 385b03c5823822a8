"""A piece as the page gets it: the score, what is said about it, and its engraving."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from musicking.score import Score

LAYOUTS: tuple[Literal["wide", "narrow"], ...] = ("wide", "narrow")
_pictures = count(1)


def piece_of(score: Score, *, with_notation: bool) -> dict[str, Any]:
    """Return the score as plain data with its summary and its spoken bars, and the notation if wanted."""
    from musicking.export.spoken import spoken, summary

    said = {"summary": summary(score), "spoken": list(spoken(score))}
    piece: dict[str, Any] = {"score": score.to_json() | said}
    return piece | {"notation": notation_of(score)} if with_notation else piece


def picture_prefix() -> str:
    """Return a beginning for the identifiers of one picture: a page may hold many."""
    return f"mk{next(_pictures)}-"


def notation_of(score: Score) -> dict[str, str]:
    """Return the SVG of each layout."""
    from musicking.export.notation import notation

    return {layout: notation(score, layout, prefix=picture_prefix()) for layout in LAYOUTS}
