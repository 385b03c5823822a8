"""What a line of a layer says, bar by bar, and small rules by which lines are joined (``spec/layers.md``)."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from musicking.form.bar_coding import BASE, LETTERS, PARTS
from musicking.form.feel import SHUFFLE_RATIO, swing_ratio
from musicking.form.ticks import TICKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TICKS_PER_PART = TICKS // PARTS
_HALF = TICKS // 2
_VALUES = {letter: number for number, letter in enumerate(LETTERS)}
_LINES = ("A open", "A closed", "B open", "B closed")


class Struck(NamedTuple):
    """One tone of a bar: places in parts of a beat, and what its letter is worth."""

    onset: int
    length: int
    level_db: int
    letter: int


class Tone(NamedTuple):
    """One tone of a piece: places in parts of a beat; the chord that it is heard over, in C (none under drums)."""

    onset: int
    end: int
    key: int
    level_db: float
    chord: str


def read_bars(rhythms: Sequence[Sequence[int]], line: str) -> Iterator[tuple[int, list[Struck]]]:
    """Yield each bar of a line: whose it is (1 for the answer), and its tones."""
    at = 0
    while at < len(line):
        voice, count, *numbers = rhythms[_VALUES[line[at]] * BASE + _VALUES[line[at + 1]]]
        letters = [_VALUES[letter] for letter in line[at + 2 : at + 2 + count]]
        at += 2 + count
        fours = range(0, len(numbers), 4)
        yield voice, [Struck(numbers[i], numbers[i + 1], numbers[i + 2], letters[numbers[i + 3]]) for i in fours]


def line_of(letter: str, ends: str) -> int:
    """Return which of its lines a section takes.

    Examples
    --------
    >>> line_of("A", "closed"), line_of("C", "open")
    (1, 2)
    """
    return _LINES.index(f"{'A' if letter == 'A' else 'B'} {ends}")


def is_rich(letter: str, ends: str, variation: str) -> bool:
    """Return whether a section is the theme come back ornamented."""
    return (letter, ends, variation) == ("A", "closed", "ornament")


def make_way(sung: list[tuple[Tone, int]], onset: int) -> None:
    """Take away what begins at an onset or later, and cut short what lasts past it."""
    while sung and sung[-1][0].onset >= onset:
        sung.pop()
    if sung and sung[-1][0].end > onset:
        tone, voice = sung[-1]
        sung[-1] = (tone._replace(end=onset), voice)


def with_room(tones: Iterable[Tone], every: int, bar: int) -> Iterator[Tone]:
    """Leave every bar of this number open: nothing begins in it, and nothing lasts into it."""
    for tone in tones:
        if tone.onset < 0:
            continue
        number = tone.onset // bar
        if not every:
            yield tone
        elif number % every != every - 1:
            yield tone._replace(end=min(tone.end, (number // every * every + every - 1) * bar))


def chord_at(chords: Sequence[Sequence[Any]], bar: float) -> str:
    """Return the chord that sounds at a place, in bars."""
    return str([symbol for start, symbol in chords if start <= bar][-1])


def off_beat(swing: str, bpm: float) -> int:
    """Return where the second eighth of a beat falls, in ticks.

    Examples
    --------
    >>> off_beat("", 120), off_beat("shuffle", 120)
    (1920, 2560)
    """
    if not swing:
        return _HALF
    ratio = swing_ratio(bpm) if swing == "jazz" else SHUFFLE_RATIO
    return floor(TICKS * ratio / (ratio + 1) + 0.5)


def swung(parts: int, off: int) -> int:
    """Return where a written place is played, in ticks; triplets stay where they are.

    Examples
    --------
    >>> swung(12, 2560), swung(8, 2560)
    (2560, 1280)
    """
    whole, part = divmod(parts * _TICKS_PER_PART, TICKS)
    if part == 0 or parts % 3 or off == _HALF:
        return whole * TICKS + part
    if part <= _HALF:
        return whole * TICKS + part * off // _HALF
    return whole * TICKS + off + (part - _HALF) * (TICKS - off) // _HALF
