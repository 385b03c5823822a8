"""Each tune note by note beside the same tune as somebody else prints it, in any key."""

from fractions import Fraction

import pytest

from musicking.reading.abc import read_abc
from musicking.repertoire import song, songs
from musicking.score import Score
from tests.unit.repertoire.prints import PRINTS, Print

WITHOUT = {"home_on_the_range"}  # no other encoding of the whole tune was found


def sung(score: Score, first: int = 0, times: Fraction | int = 1) -> dict[int, list[tuple[int, Fraction]]]:
    """Return by bar which notes begin, in semitones above the first, and where, in quarters.

    Whether a long note is held, tied or cut off by a rest is left to the print.
    """
    notes = score.voices[0].notes
    begun = [n for before, n in zip((None, *notes), notes, strict=False) if before is None or not before.tied]
    bars = [b for b in score.bars if b.number >= first]
    reference = next(n for n in begun if n.onset_beat >= bars[0].start_beat).pitch
    return {
        bar.number: [
            (n.pitch - reference, (n.onset_beat - bar.start_beat) * score.beat_quarters / times)
            for n in begun
            if bar.start_beat <= n.onset_beat < bar.end_beat
        ]
        for bar in bars
    }


@pytest.mark.parametrize("other", PRINTS, ids=lambda p: f"{p.song}: {p.whose[:24]}")
def test_notes_are_those_of_another_print(other: Print) -> None:
    mine = sung(song(other.song), other.first)
    theirs = sung(read_abc(f"X:1\n{other.abc}"), 0, other.times)
    if other.first:
        theirs = dict(enumerate(theirs.values(), start=other.first))
        mine = {number: mine[number] for number in theirs}
    assert mine.keys() == theirs.keys()
    assert tuple(number for number in mine if mine[number] != theirs[number]) == other.differ


def test_every_song_that_has_another_print_is_compared() -> None:
    assert {p.song for p in PRINTS} == set(songs()) - WITHOUT
    assert "from memory" in song("home_on_the_range").origin["checked"]
