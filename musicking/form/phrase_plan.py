"""The plan of a phrase: each bar a figure drawn from the motive, with its duties.

A bar may repeat another, or move it; it may come to rest; nothing may be sung in it. Which tones it
gets is found by `musicking.form.melody`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import pi, sin
from typing import TYPE_CHECKING, Literal

from musicking.form.motives import BEATS, SHORTEST
from musicking.form.operations import Figure, Tone, augment, fragment, invert, ornament, retrograde, transpose
from musicking.form.phrases import CADENCES, Ending, PhraseKind, cadences, words_of

if TYPE_CHECKING:
    from random import Random

    from musicking.form.motives import Motive

_TALLEST = 2.5  # how far a line leaves its middle, in steps of a scale of seven


@dataclass(frozen=True, slots=True)
class Slot:
    """One bar of a phrase before its tones are found.

    Parameters
    ----------
    figure
        Its tones, those of an upbeat first; empty where nothing is sung.
    upbeat
        How many beats of it lie before the bar line.
    like
        The bar that it repeats or moves, counted from 0.
    moved
        Whether it is moved by a step or more; if ``move_of`` is given, as far as that bar was.
    goal
        How its last tone rests: "open", "closed", or "" where the line goes on.
    height
        Where it lies in the line's course, in steps from its middle.
    answer
        Whether the answering voice has it.
    ends_line
        Whether a breath follows.
    """

    figure: Figure
    upbeat: Fraction = Fraction(0)
    like: int | None = None
    moved: bool = False
    move_of: int | None = None
    strict: bool = False
    goal: Literal["", "open", "closed"] = ""
    height: float = 0.0
    answer: bool = False
    ends_line: bool = False


def plan(  # noqa: PLR0913  (what a phrase is made of)
    kind: PhraseKind, motive: Motive, bars: int, ends: Ending, rng: Random, *, space: int = 0
) -> tuple[Slot, ...]:
    """Return the bars of a phrase as figures with duties.

    Parameters
    ----------
    bars
        4, 8, 12 or 16.
    ends
        How the phrase as a whole comes to rest.
    rng
        Decides between what the kind leaves free: which cadence, which contrast.
    space
        Leave every bar of this number open: 4 leaves bars 4, 8, ...; 0 leaves none.
    """
    words = words_of(kind, bars, space)
    writer = _Writer(kind, motive, rng)
    slots: list[Slot] = []
    for place, word in enumerate(words):
        slot = writer.slot(word.rstrip("|"), ends, slots)
        course = _course(kind.shape, (place + 0.5) / bars)
        slots.append(replace(slot, height=course, ends_line=word.endswith("|") or place == bars - 1))
    return tuple(slots)


class _Writer:
    """Turns the words of one phrase into slots; what is decided once for the phrase is decided here."""

    def __init__(self, kind: PhraseKind, motive: Motive, rng: Random) -> None:
        self._kind, self._rng, self._motive = kind, rng, motive
        self._bar = Fraction(BEATS[motive.metre])
        self._shortest = SHORTEST[motive.metre]
        self._ideas = tuple(_narrow(bar, kind.tones) for bar in motive.bars)
        self._cadence = {goal: rng.choice(cadences(motive.metre)) for goal in ("open", "closed")}
        self._direction = rng.choice((-1, 1, -1))
        self._turns = rng.sample(self._contrasts(), 2)

    def slot(self, word: str, ends: Ending, before: list[Slot]) -> Slot:
        """Return what a word asks for."""
        answer, bare = word.startswith(">"), word.lstrip(">")
        if bare == "space":
            return Slot(())
        if bare in CADENCES:
            goal: Ending = ends if bare == "end" else "open" if bare == "open" else "closed"
            return Slot(self._resting(goal), goal=goal, answer=answer)
        if bare[0] in "=~":
            return self._later(bare[0], int(bare[1:]) - 1, before, answer=answer)
        upbeat = self._motive.upbeat if bare == "idea1" else ()
        figure = (*upbeat, *self._figure(bare))
        beats = sum((tone.length for tone in upbeat), Fraction(0))
        return Slot(figure, upbeat=beats, answer=answer)

    def _later(self, sign: str, like: int, before: list[Slot], *, answer: bool) -> Slot:
        model = before[like]
        moved = sign == "~"
        move_of = next((i for i in range(len(before) - 1, -1, -1) if before[i].moved), None) if moved else None
        if move_of is not None and len(before) - move_of > 1 and before[move_of].like != like - 1:
            move_of = None
        return replace(
            model, like=like, moved=moved, move_of=move_of, strict=self._kind.strict, answer=answer or model.answer
        )

    def _figure(self, word: str) -> Figure:
        first, second = self._ideas
        if word in ("idea1", "idea2"):
            return first if word == "idea1" else second
        if word == "inv1":
            return invert(first)
        if word == "wide1":
            return augment(fragment(first, self._bar / 2))
        if word == "frag":
            return self._fragments()
        if word == "drive":
            return ornament(self._moving(second), self._shortest)
        return self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]

    def _fragments(self) -> Figure:
        """Return the liveliest half of the motive twice, the second time a step away; in three, its livelier bar."""
        if self._bar % 2:
            return transpose(max(self._ideas, key=_liveliness), self._direction)
        halves = [half for bar in self._ideas for half in (fragment(bar, self._bar / 2), _rest_of(bar, self._bar / 2))]
        head = max(halves, key=_liveliness)
        return (*head, *transpose(head, self._direction))

    def _moving(self, bar: Figure) -> Figure:
        """Return the bar itself if it moves, else the other one: a single long tone leads nowhere."""
        return bar if len([tone for tone in bar if tone.step is not None]) > 1 else self._ideas[0]

    def _contrasts(self) -> list[Figure]:
        first, second = self._ideas
        second = self._moving(second)
        backwards = retrograde(first)
        choices = [invert(second), transpose(second, 2), transpose(invert(first), 2)]
        return [*choices, backwards] if backwards[0].length >= 1 and backwards[0].step is not None else choices

    def _resting(self, goal: Ending) -> Figure:
        rest = _narrow(self._cadence[goal], self._kind.tones)
        # A question may come from below as well as from above.
        return invert_about_last(rest) if goal == "open" and self._direction > 0 else rest


def _liveliness(tones: Figure) -> int:
    return sum(tone.step is not None for tone in tones)


def _rest_of(tones: Figure, beats: Fraction) -> Figure:
    """Return what comes after so many beats of a figure, or nothing where a tone lasts across that place."""
    at = Fraction(0)
    for place, tone in enumerate(tones):
        if at == beats:
            return tones[place:]
        at += tone.length
    return ()


def invert_about_last(tones: Figure) -> Figure:
    """Return a figure upside down about its last tone.

    Examples
    --------
    >>> from musicking.form.operations import figure
    >>> [tone.step for tone in invert_about_last(figure("1 1 2", "2 1 0"))]
    [-2, -1, 0]
    """
    return retrograde(invert(retrograde(tones)))


def _narrow(tones: Figure, span: int | None) -> Figure:
    """Return a figure pressed into so many neighbouring steps."""
    steps = sorted(tone.step for tone in tones if tone.step is not None)
    if span is None or not steps:
        return tones
    middle, reach = steps[len(steps) // 2], span // 2
    return tuple(
        tone if tone.step is None else Tone(tone.length, max(-reach, min(reach, tone.step - middle))) for tone in tones
    )


def _course(shape: str, x: float) -> float:
    courses = {
        "arch": sin(pi * min(1.0, x**1.3)) - 0.4,
        "rise": 1.2 * x - 0.5 if x < 0.8 else 0.0,  # noqa: PLR2004  (the cadence comes down again)
        "descent": 0.7 - 1.2 * x,
        "wave": 0.7 * sin(3 * pi * x),
        "level": 0.0,
    }
    return _TALLEST * courses[shape]
