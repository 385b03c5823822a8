"""How a component is placed on a stretch of the score."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from musicking.interpretation import Component, Interpretation

if TYPE_CHECKING:
    from musicking.interpretation import Table
    from musicking.score import Place

# "end": given up where it arrives; "stay": kept for good; a beat: given up there.
Until = Literal["end", "stay"] | float | Fraction


def placed(  # noqa: PLR0913 (the fields of a component)
    kind: str,
    place: Place,
    shape: str | Table,
    *,
    until: Until,
    amount: float,
    voice: str | None = None,
    cycles: int = 1,
) -> Interpretation:
    """Return the interpretation that holds this one component."""
    to_beat = float(place.to_beat)
    until_beat = {"end": to_beat, "stay": None}[until] if isinstance(until, str) else float(until)
    component = Component(kind, float(place.from_beat), to_beat, shape, until_beat, float(amount), voice, cycles)
    return Interpretation((component,))
