"""What is found of one goal, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicking.exercises.sentences import GOALS
from musicking.words.places import span_name

if TYPE_CHECKING:
    from musicking.exercises.measures import Taken
    from musicking.score import Place

#: What is below these is said to be the same.
SAME_DB = 0.05


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a goal is met, and the sentence that says why or why not."""

    met: bool
    said: str


def finding(met: bool, made: str, asked: str, hint: str) -> Finding:
    """Return what is found of a goal: met, or missed with what was asked and what would help."""
    return met_by(made) if met else missed_by(made, asked, hint)


def met_by(made: str) -> Finding:
    """Return that a goal is met."""
    return Finding(met=True, said=GOALS["met"].format(made=made))


def missed_by(made: str, asked: str, hint: str) -> Finding:
    """Return that a goal is missed."""
    return Finding(met=False, said=GOALS["missed"].format(made=made, asked=asked, hint=hint))


def span_of(taken: Taken, place: Place) -> str:
    """Return a place in words."""
    return span_name(taken.score, float(place.from_beat), float(place.to_beat))


def sign_of(value: float, same: float = 0.0) -> str:
    """Return whether a difference is more, less, or the same."""
    return "same" if abs(value) <= same else "more" if value > 0 else "less"
