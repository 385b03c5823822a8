from __future__ import annotations

from fractions import Fraction

import pytest

from musicking.score import Bar, Metre, Note, Score, Voice


@pytest.fixture
def score() -> Score:
    """An upbeat and four bars of three quarters, one note a beat, 60 beats a minute."""
    notes = tuple(Note(f"m{i}", Fraction(i - 1), Fraction(i), 60 + i, lyric="la") for i in range(13))
    bars = (
        Bar(0, Fraction(-1), Fraction(0)),
        *(Bar(i + 1, Fraction(3 * i), Fraction(3 * i + 3)) for i in range(4)),
    )
    return Score(
        "A </script> Tune",
        (Voice("melody", "Melody", "piano", notes),),
        bars,
        (Metre(Fraction(-1), 3, 4),),
        ((Fraction(-1), 1.0),),
        key="C major",
    )
