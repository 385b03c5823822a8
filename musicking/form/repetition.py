"""Plans of repetition, and what returns varied.

The plans stand in ``plans.toml``. A section that returns keeps its tones but for what its variation
changes; what that was is said in words and travels with the score (`musicking.score.Section`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from musicking.form.operations import Figure, Tone, omit, ornament
from musicking.naming import plain_name, unknown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

    from musicking.form.melody import Line, Sung
    from musicking.form.phrases import Ending

#: What each way of returning is called.
VARIATIONS = MappingProxyType(
    {
        "ornament": "ornamented",
        "thinned": "thinned out",
        "higher": "an octave higher",
        "lower": "an octave lower",
        "ending": "another ending",
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a plan: its letter, how its phrase ends, and how it returns ("" as it was)."""

    letter: str
    ends: Ending
    variation: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of repetition."""

    id: str
    name: str
    about: str
    parts: tuple[Part, ...]
    names: Mapping[str, str]

    @property
    def letters(self) -> str:
        """The letters of its sections in a row.

        Examples
        --------
        >>> plan_of_repetition("rondo").letters
        'ABACA'
        """
        return "".join(part.letter for part in self.parts)


@cache
def plans() -> Mapping[str, Plan]:
    """Return the plans of repetition by their ids.

    Examples
    --------
    >>> len(plans()) >= 6, plans()["aaba"].letters
    (True, 'AABA')
    """
    table = tomllib.loads((files(__package__) / "plans.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: Plan(name, entry["name"], entry["about"], tuple(map(_part, entry["sections"])), entry["names"])
            for name, entry in table.items()
        }
    )


def plan_of_repetition(name: str) -> Plan:
    """Return the plan of this name or of these letters.

    Raises
    ------
    MusicError
        If there is none; names the nearest.

    Examples
    --------
    >>> plan_of_repetition("verse-refrain").id, plan_of_repetition("ABACA").id
    ('verse_refrain', 'rondo')
    """
    wanted = plain_name(name)
    known = next((each for each, plan in plans().items() if wanted in (each, plan.letters.casefold())), None)
    if known is None:
        raise unknown_name("plan of repetition", name, plans())
    return plans()[known]


def varied(line: Line, variation: str, *, shortest: Fraction, alteration: Callable[[Fraction, int], int]) -> Line:
    """Return a phrase as it returns, ornamented or thinned; its cadences and its first tone stay.

    Parameters
    ----------
    variation
        "ornament" or "thinned"; any other leaves the tones as they are.
    shortest
        The shortest tone that ornaments may make, in beats; thinning leaves out tones up to this long.
    alteration
        By how many semitones the chord at a beat alters a step of the scale.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from musicking.form.melody import Line, Sung
    >>> tones = tuple(Sung(Fraction(beat), Fraction(1), step) for beat, step in ((0, 0), (1, 2), (2, 4), (4, 0)))
    >>> line = Line(tones, (Fraction(8),), ((0, 3), (3, 4)))
    >>> decorated = varied(line, "ornament", shortest=Fraction(1, 2), alteration=lambda beat, step: 0)
    >>> [tone.step for tone in decorated.tones]
    [0, 1, 2, 3, 4, 0]
    """
    change = {
        "ornament": lambda figure: ornament(figure, shortest),
        "thinned": lambda figure: omit(figure, shortest * 3 / 2),
    }.get(variation)
    if change is None:
        return line
    tones: list[Sung] = []
    places: list[tuple[int, int]] = []
    last = max((place for place, (start, end) in enumerate(line.bars) if end > start), default=0)
    for place, (start, end) in enumerate(line.bars):
        first = len(tones)
        bar = line.tones[start:end]
        tones += bar if place == last or not bar else _changed(bar, change, alteration)
        places.append((first, len(tones)))
    return replace(line, tones=tuple(tones), bars=tuple(places))


def _changed(
    bar: tuple[Sung, ...], change: Callable[[Figure], Figure], alteration: Callable[[Fraction, int], int]
) -> list[Sung]:
    figure: list[Tone] = []
    for sung, following in pairwise((*bar, None)):
        current = cast("Sung", sung)
        figure.append(Tone(current.length, current.step))
        if following is not None and following.onset > current.onset + current.length:
            figure.append(Tone(following.onset - current.onset - current.length, None))
    at = bar[0].onset
    changed = []
    for tone in change(tuple(figure)):
        if tone.step is not None:
            changed.append(
                bar[0]._replace(onset=at, length=tone.length, step=tone.step, alter=alteration(at, tone.step))
            )
        at += tone.length
    return changed


def _part(written: str) -> Part:
    letter, ends, *variation = written.split()
    return Part(letter, cast("Ending", ends), *variation)
