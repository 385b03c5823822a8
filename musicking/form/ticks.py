"""Beats counted in whole numbers while thousands of notes are placed: a fraction costs twenty times as much."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

#: Ticks in a beat: enough for thirds, fifths and 64ths of it.
TICKS = 3840


def to_ticks(beat: Fraction) -> int:
    """Return a place in ticks, rounded down where it lies between two.

    Examples
    --------
    >>> to_ticks(Fraction(1, 3))
    1280
    """
    return beat.numerator * TICKS // beat.denominator


@lru_cache(maxsize=1 << 16)
def to_beat(ticks: int) -> Fraction:
    """Return a place in beats.

    Examples
    --------
    >>> to_beat(1920)
    Fraction(1, 2)
    """
    return Fraction(ticks, TICKS)
