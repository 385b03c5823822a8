"""The small unevenness of hands: the same for the same seed, in Python and in the page (``spec/layers.md``, 3)."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from musicking.form.ticks import TICKS

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = 0xFFFFFFFF
_STEP, _MIX = 0x6D2B79F5, 61
#: The sum of four bytes lies round 510, with a standard deviation of 148.
_MIDDLE = 510
#: One standard deviation is 4 ms, and 0.7 dB; and the most.
_MS, _MOST_MS = 0.027, 10
_DB, _MOST_DB = 0.0047, 1.5
_MS_A_MINUTE = 60_000


class Hand:
    """How late and how loud one voice plays each note, drawn note after note.

    Parameters
    ----------
    seed
        The same seed is uneven in the same way.
    voice
        The number of the voice, so that two hands of one player differ.
    bpm
        Beats a minute.

    Examples
    --------
    >>> hand = Hand(7, 0, 120)
    >>> [(hand.late_ticks(), hand.louder_db()) for _ in range(3)]
    [(-17, -0.55), (-39, -0.2), (-44, 0.01)]
    """

    def __init__(self, seed: int, voice: int, bpm: float) -> None:
        self._drawn = _numbers(seed * 16 + voice)
        self._bpm = bpm

    def late_ticks(self) -> int:
        """Return how late the next note begins, in ticks; early is below 0."""
        late_ms = max(-_MOST_MS, min(_MOST_MS, next(self._drawn) * _MS))
        return floor(late_ms * TICKS * self._bpm / _MS_A_MINUTE + 0.5)

    def louder_db(self) -> float:
        """Return how much louder it is, in hundredths of a dB."""
        louder = max(-_MOST_DB, min(_MOST_DB, next(self._drawn) * _DB))
        return floor(louder * 100 + 0.5) / 100

    def moved(self, onset: int, end: int, *, on_bar_line: bool) -> int:
        """Return where a note begins that is written at an onset, in ticks.

        It keeps half of its length at least; on a bar line it is never early, so that nothing is lost where one
        music gives way to another there.
        """
        late, most = self.late_ticks(), (end - onset) // 2
        return onset + min(most, max(-most, abs(late) if on_bar_line else late))


def _numbers(state: int) -> Iterator[int]:
    """Yield numbers round 0, nearly as a bell curve has them (mulberry32, four bytes added up)."""
    while True:
        state = (state + _STEP) & _WORD
        t = ((state ^ (state >> 15)) * (1 | state)) & _WORD
        t = ((t + (((t ^ (t >> 7)) * (_MIX | t)) & _WORD)) & _WORD) ^ t
        word = t ^ (t >> 14)
        yield sum(word.to_bytes(4)) - _MIDDLE
