"""What does not suit a score is refused with its place as a reader knows it: bars and beats."""

from __future__ import annotations

import pytest

from musicking import (
    Interpretation,
    MusicError,
    Place,
    Score,
    accentuation,
    crescendo,
    fermata,
    perform,
    ritardando,
    rubato,
    song,
)


@pytest.fixture(scope="module")
def grace() -> Score:
    return song("amazing_grace")


def beats(start: float, end: float) -> Place:
    return Place(start, end)  # type: ignore[arg-type]  # whole and drawn beats


@pytest.mark.parametrize(
    ("laid", "said"),
    [
        (ritardando(beats(7, 7)), "ritardando from bar 3, beat 2 must end after it begins, not at bar 3, beat 2"),
        (crescendo(beats(-1, 6), until=3), "crescendo from the upbeat cannot be given up at bar 2, before it ends"),
        (ritardando(beats(36, 99)), "ritardando from bar 13 reaches beyond the music, which goes from the upbeat to"),
        (ritardando(beats(-9, 3)), "ritardando from beat -9 reaches beyond"),
        (rubato(beats(0, 6)) + rubato(beats(4, 9)), "Two rubatos overlap at bar 2, beat 2"),
        (fermata("m7", ratio=9), "fermata on bar 3 must last 1 to 8 times"),
        (accentuation("m2", lengthen=3), "accent on bar 1 must last 1 to 2 times as long, not 3"),
        (Interpretation(hand_tempo=((0.0, 20.0),)), "tempo drawn by hand is 20 at bar 1; it goes from 0.1 to 10"),
    ],
)
def test_a_refusal_names_bars_and_beats(grace: Score, laid: Interpretation, said: str) -> None:
    with pytest.raises(MusicError, match=said):
        perform(grace, laid)
