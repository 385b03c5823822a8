"""Motives: short ideas of two bars with a character, written by hand in ``motives.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.form.operations import Figure, Tone, diminish, figure, length

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Beats of a bar; in 6/8 and 12/8 a beat is a dotted quarter, in 2/2 a half note.
BEATS = {"2/4": 2, "3/4": 3, "4/4": 4, "6/8": 2, "12/8": 4, "2/2": 2}
#: The shortest tone that ornaments make in a metre, in beats.
SHORTEST = {
    "2/4": Fraction(1, 4), "2/2": Fraction(1, 4), "3/4": Fraction(1, 2), "4/4": Fraction(1, 2),
    "6/8": Fraction(1, 3), "12/8": Fraction(1, 3),
}  # fmt: skip
#: As many as a plan of repetition has letters.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Motive:
    """A musical idea of two bars.

    Parameters
    ----------
    character
        One word for how it moves: "fanfare", "sighing", "lullaby".
    metre
        The time signature that it is written in.
    upbeat
        What stands before its first bar line; may be empty.
    bars
        Its two bars; where an upbeat will follow, the second ends in a rest.
    """

    name: str
    character: str
    metre: str
    upbeat: Figure
    bars: tuple[Figure, Figure]


@cache
def motives(metre: str | None = None) -> tuple[Motive, ...]:
    """Return the motives of a metre, or all.

    A bar of 2/2 is one of 4/4 counted in halves.

    Raises
    ------
    MusicError
        If there are none in this metre.

    Examples
    --------
    >>> [motive.name for motive in motives("6/8")][:2]
    ['rocking', 'still water']
    """
    if metre is None:
        return tuple(motive for each in BEATS if each != "2/2" for motive in motives(each))
    if metre == "2/2":
        return tuple(_halved(motive) for motive in motives("4/4"))
    if metre not in BEATS:
        raise MusicError(f"There are no motives in {metre}. Choose a metre of: {', '.join(BEATS)}.")
    return tuple(
        _motive(name, entry["character"], metre, entry["rhythm"], entry["contour"])
        for name, entry in _table()[metre].items()
    )


@cache
def suiting(metre: str, style_id: str) -> tuple[Motive, ...]:
    """Return the motives of a metre whose character suits a style; all, where few do.

    Examples
    --------
    >>> {motive.character for motive in suiting("6/8", "lullaby")} & {"jig", "march"}
    set()
    """
    characters = _table()["suits"].get(style_id, "").split()
    found = tuple(motive for motive in motives(metre) if motive.character in characters)
    return found if len(found) >= _ENOUGH else motives(metre)


def motive(name: str) -> Motive:
    """Return the motive of this name.

    Raises
    ------
    MusicError
        If there is none.

    Examples
    --------
    >>> rocking = motive("rocking")
    >>> rocking.character, [tone.step for tone in rocking.bars[0]]
    ('lullaby', [4, 2, 4, 2])
    """
    for each in motives():
        if each.name == name:
            return each
    raise MusicError(f'There is no motive "{name[:40]}". Some that there are: rocking, long road, gliding, hop.')


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "motives.toml").read_text(encoding="utf-8"))


def _motive(name: str, character: str, metre: str, rhythm: str, contour: str) -> Motive:
    groups = [figure(beats, steps) for beats, steps in zip(rhythm.split("|"), contour.split("|"), strict=True)]
    bar = Fraction(BEATS[metre])
    upbeat = groups.pop(0) if length(groups[0]) < bar else ()
    first, second = groups
    if length(second) < bar:
        second = (*second, Tone(bar - length(second), None))
    return Motive(name, character, metre, upbeat, (first, second))


def _halved(motive: Motive) -> Motive:
    first, second = motive.bars
    return Motive(motive.name, motive.character, "2/2", diminish(motive.upbeat), (diminish(first), diminish(second)))
