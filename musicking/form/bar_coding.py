"""Lines of music written small: each bar is a rhythm and the tones that fill it, as a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from musicking.form.melody import Line
    from musicking.score import Note

#: Parts of a beat in which places are counted.
PARTS = 24
#: What numbers are written in: printable, and none that JSON has to escape.
LETTERS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
BASE = len(LETTERS)
#: The tone that the middle letter stands for, so that steps below the tonic can be written.
ZERO = 24


class Book:
    """Rhythms, each kept once.

    A rhythm is ``[voice, tones, (onset, length, level_db, tone) ...]``.
    """

    def __init__(self) -> None:
        self.rhythms: list[list[int]] = []
        self._rhythm: dict[tuple[int, ...], int] = {}

    def rhythm(self, numbers: Sequence[int]) -> str:
        """Return the two letters of a rhythm."""
        key = tuple(numbers)
        number = self._rhythm.setdefault(key, len(self.rhythms))
        if number == len(self.rhythms):
            self.rhythms.append(list(key))
        return LETTERS[number // BASE] + LETTERS[number % BASE]


def in_parts(beat: Fraction) -> int:
    """Return a place or a length in parts of a beat.

    Examples
    --------
    >>> from fractions import Fraction
    >>> in_parts(Fraction(1, 3))
    8
    """
    parts, rest = divmod(beat.numerator * PARTS, beat.denominator)
    if rest:
        raise ValueError(f"{beat} is no whole number of parts.")
    return parts


def coded_voice(book: Book, notes: Iterable[Note], bars: int, width: Fraction) -> str:
    """Return the bars of an accompanying voice: its rhythm over the keys of that bar, the lowest first."""
    found: list[list[tuple[int, int, Note]]] = [[] for _ in range(bars)]
    bar_parts = in_parts(width)
    for note in notes:
        onset, end = in_parts(note.onset_beat), in_parts(note.end_beat)
        number, place = divmod(onset, bar_parts)
        found[number].append((place, end - onset, note))
    text = ""
    for bar in found:
        keys = sorted({note.pitch for _, _, note in bar})
        numbers = [0, len(keys)]
        for place, length, note in bar:
            numbers += (place, length, round(note.level_db), keys.index(note.pitch))
        text += book.rhythm(numbers) + "".join(LETTERS[key - ZERO] for key in keys)
    return text


def coded_steps(book: Book, line: Line, width: Fraction) -> str:
    """Return the bars of a melody: its rhythm, and its tones in steps from the tonic, one after the other."""
    text = ""
    bar_parts = in_parts(width)
    for number, (start, end) in enumerate(line.bars):
        tones = line.tones[start:end]
        numbers = [int(any(tone.answer for tone in tones)), len(tones)]
        for place, tone in enumerate(tones):
            numbers += (in_parts(tone.onset) - number * bar_parts, in_parts(tone.length), 0, place)
        text += book.rhythm(numbers) + "".join(LETTERS[tone.step + ZERO] for tone in tones)
    return text
