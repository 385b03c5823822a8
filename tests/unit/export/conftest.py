"""Small scores built by hand."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from musicking.score import Bar, Metre, Note, Score, Voice

WORDS = ["A-", "maz-", "ing", "", "grace", "how", "sweet", "the", "sound"]
# (pitch, spelling, onset, end) of the first phrase of Amazing Grace
PHRASE: list[tuple[int, str, Fraction | int, Fraction | int]] = [
    (62, "D4", -1, 0), (67, "G4", 0, 2), (71, "B4", 2, Fraction(5, 2)), (67, "G4", Fraction(5, 2), 3),
    (71, "B4", 3, 5), (69, "A4", 5, 6), (67, "G4", 6, 8), (64, "E4", 8, 9), (62, "D4", 9, 11),
]  # fmt: skip


def beat(value: Fraction | int) -> Fraction:
    return Fraction(value)


def part(
    voice_id: str, notes: Sequence[tuple[int, Fraction | int, Fraction | int]], instrument: str = "piano"
) -> Voice:
    return Voice(
        voice_id,
        voice_id.title(),
        instrument,
        tuple(
            Note(f"{voice_id[0]}{number}", beat(onset), beat(end), pitch)
            for number, (pitch, onset, end) in enumerate(notes, start=1)
        ),
    )


@pytest.fixture
def phrase() -> Score:
    return phrase_score()


def phrase_score() -> Score:
    """Amazing Grace, first phrase: an upbeat, words, chords, three voices, a short last bar."""
    melody = Voice(
        "melody",
        "Melody",
        "piano",
        tuple(
            Note(f"m{number}", beat(onset), beat(end), pitch, spelling, lyric=word)
            for number, ((pitch, spelling, onset, end), word) in enumerate(
                zip(PHRASE, WORDS, strict=True), start=1
            )
        ),
    )
    harmony = part("harmony", [(p, b, b + 2) for b in (0, 3, 6, 9) for p in (59, 62, 67)])
    bass = part("bass", [(43, 0, 3), (43, 3, 6), (48, 6, 9), (43, 9, 11)])
    return Score(
        title="Amazing Grace",
        voices=(melody, harmony, bass),
        bars=(
            Bar(0, beat(-1), beat(0)),
            Bar(1, beat(0), beat(3)),
            Bar(2, beat(3), beat(6)),
            Bar(3, beat(6), beat(9)),
            Bar(4, beat(9), beat(11)),
        ),
        metres=(Metre(beat(-1), 3, 4),),
        tempo=((beat(-1), 60 / 76),),
        chords=((beat(0), "G"), (beat(6), "C"), (beat(9), "G")),
        phrases=((beat(-1), beat(11)),),
        key="G major",
        origin={"author": "John Newton"},
    )
