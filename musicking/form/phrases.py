"""Kinds of phrase: bar by bar, what each bar makes of the motive.

The kinds stand in ``phrases.toml``. Here their words become a plan of bars, each a figure with its
duties (repeat that bar, move it, rest here); `musicking.form.melody` then finds the tones.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import pi, sin
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from musicking.errors import MusicError
from musicking.form.motives import BEATS, THREEFOLD
from musicking.form.operations import (
    Figure,
    Tone,
    augment,
    diminish,
    extend,
    figure,
    fragment,
    invert,
    ornament,
    retrograde,
    transpose,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from musicking.form.motives import Motive

Ending = Literal["open", "closed"]
#: How many bars a phrase may have.
LENGTHS = (4, 8, 12, 16)
_CADENCES = ("open", "close", "end")
_TALLEST = 2.5  # how far a line leaves its middle, in steps of a scale of seven


@dataclass(frozen=True, slots=True)
class PhraseKind:
    """A kind of phrase.

    Parameters
    ----------
    shape
        Where the line goes: "arch", "rise", "descent", "wave", "level".
    strict
        Whether a repeated bar keeps its tones whatever the harmony.
    tones
        The most scale steps it may span, None for as many as a voice has.
    bars
        The words of each bar, by the phrase's length.
    """

    id: str
    name: str
    about: str
    shape: str
    bars: Mapping[int, str]
    strict: bool = False
    tones: int | None = None


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


@cache
def phrase_kinds() -> Mapping[str, PhraseKind]:
    """Return the kinds of phrase by their ids.

    Examples
    --------
    >>> sorted(phrase_kinds())[:3]
    ['bar_form', 'call_and_response', 'chant']
    """
    table = {name: entry for name, entry in _table().items() if name != "cadences"}
    return MappingProxyType({name: _kind(name, entry) for name, entry in table.items()})


def phrase_kind(name: str) -> PhraseKind:
    """Return the kind of phrase of this name.

    Raises
    ------
    MusicError
        If there is none; names the nearest.

    Examples
    --------
    >>> phrase_kind("Call and response").shape
    'level'
    """
    wanted = str(name).strip().casefold().replace(" ", "_").replace("-", "_")
    if wanted in phrase_kinds():
        return phrase_kinds()[wanted]
    near = difflib.get_close_matches(wanted, phrase_kinds(), n=3, cutoff=0.4) or phrase_kinds()
    raise MusicError(f"There is no phrase called '{str(name)[:40]}'. Try: {', '.join(near)}.")


def plan(kind: PhraseKind, motive: Motive, bars: int, ends: Ending, rng: Random, *, space: int = 0) -> tuple[Slot, ...]:
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
    words = words_of(kind, bars)
    if space:
        words = _make_space(words, space)
    writer = _Writer(kind, motive, rng)
    slots: list[Slot] = []
    for place, word in enumerate(words):
        slot = writer.slot(word.rstrip("|"), ends, slots)
        course = _course(kind.shape, (place + 0.5) / bars)
        slots.append(replace(slot, height=course, ends_line=word.endswith("|") or place == bars - 1))
    return tuple(slots)


def words_of(kind: PhraseKind, bars: int) -> tuple[str, ...]:
    """Return the words of each bar; one that ends a line carries a ``|``.

    Raises
    ------
    MusicError
        If a phrase cannot have so many bars.

    Examples
    --------
    >>> words_of(phrase_kind("period"), 4)
    ('idea1', 'open|', '=1', 'end')
    """
    if bars not in LENGTHS:
        raise MusicError(f"A phrase has 4, 8, 12 or 16 bars, not {bars}.")
    if bars in kind.bars:
        return tuple(kind.bars[bars].replace(" |", "|").split())
    part = 8 if bars == 16 else 4  # noqa: PLR2004  (two eights, three fours)
    whole: list[str] = []
    for start in range(0, bars, part):
        for place, word in enumerate(words_of(kind, part)):
            again = _again(word, place, start, part, last=start + part == bars)
            whole.append(again + "|" * (place == part - 1 and start + part < bars))
    return tuple(whole)


def _again(word: str, place: int, start: int, part: int, *, last: bool) -> str:
    """Return a word for a later part of a longer phrase: it begins as the first, and but the last ends open."""
    bare, breath, voice = word.strip("|>"), "|" * word.endswith("|"), ">" * word.startswith(">")
    if bare == "end" and not last:
        bare = "open"
    if start and (bare.startswith("idea") or (not last and place < part - 1)):
        bare = f"={place + 1}"
    elif start and bare[0] in "=~":
        bare = f"{bare[0]}{int(bare[1:]) + start}"
    return voice + bare + breath


def _make_space(words: tuple[str, ...], every: int) -> tuple[str, ...]:
    """Empty every so-manieth bar; a cadence that stood there comes a bar earlier."""
    made = list(words)
    for place in range(every - 1, len(made), every):
        bare = made[place].strip("|>")
        if bare in _CADENCES and place:
            made[place - 1] = made[place].rstrip("|")
        made[place] = "space" + "|" * made[place].endswith("|")
    # What repeated a bar that is now empty or a cadence would lose its own duty: the last rest stays the phrase's own.
    if not any(word.strip("|>") == "end" for word in made):
        last = max(place for place, word in enumerate(made) if word.strip("|") != "space")
        made[last] = "end" + "|" * made[last].endswith("|")
    return tuple(made)


class _Writer:
    """Turns the words of one phrase into slots; what is decided once for the phrase is decided here."""

    def __init__(self, kind: PhraseKind, motive: Motive, rng: Random) -> None:
        self._kind, self._rng, self._motive = kind, rng, motive
        self._bar = Fraction(BEATS[motive.metre])
        self._shortest = Fraction(1, 3) if motive.metre in THREEFOLD else Fraction(self._bar, 8)
        self._ideas = tuple(_narrow(bar, kind.tones) for bar in motive.bars)
        self._cadence = {goal: rng.choice(cadences(motive.metre)) for goal in ("open", "closed")}
        self._direction = rng.choice((-1, 1, -1))
        self._turns = rng.sample(self._contrasts(), 2)

    def slot(self, word: str, ends: Ending, before: list[Slot]) -> Slot:
        """Return what a word asks for."""
        answer, bare = word.startswith(">"), word.lstrip(">")
        if bare == "space":
            return Slot(())
        if bare in _CADENCES:
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
            return self._fragments(first)
        if word == "drive":
            return ornament(self._moving(second), self._shortest)
        return self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]

    def _fragments(self, first: Figure) -> Figure:
        if self._bar % 2:
            head = fragment(first, self._bar - 1)
            return extend(head, 1)
        head = fragment(first, self._bar / 2)
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


def invert_about_last(tones: Figure) -> Figure:
    """Return a figure upside down about its last tone.

    Examples
    --------
    >>> [tone.step for tone in invert_about_last(figure("1 1 2", "2 1 0"))]
    [-2, -1, 0]
    """
    return retrograde(invert(retrograde(tones)))


@cache
def cadences(metre: str) -> tuple[Figure, ...]:
    """Return the ways of coming to rest in a metre; steps are counted from the last tone.

    Examples
    --------
    >>> [tone.step for tone in cadences("3/4")[2]]
    [1, 0]
    """
    if metre == "2/2":
        return tuple(diminish(cadence) for cadence in cadences("4/4"))
    return tuple(figure(*written.split(" / ")) for written in _table()["cadences"][metre])


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


def _kind(name: str, entry: Mapping[str, Any]) -> PhraseKind:
    bars = {int(key): words for key, words in entry.items() if key.isdigit()}
    return PhraseKind(
        name, entry["name"], entry["about"], entry["shape"], MappingProxyType(bars),
        strict=entry.get("strict", False), tones=entry.get("tones"),
    )  # fmt: skip


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "phrases.toml").read_text(encoding="utf-8"))
