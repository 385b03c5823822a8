"""Each tune note by note beside the same tune as somebody else prints it, in any key."""

from fractions import Fraction
from typing import NamedTuple

import pytest

from musicking.reading.abc import read_abc
from musicking.repertoire import song
from musicking.score import Score


class Print(NamedTuple):
    """Another print: whose, its melody, how much longer its notes are, and the bars that differ."""

    whose: str
    abc: str
    times: int
    differ: tuple[int, ...]


PRINTS = {
    # "like" has a passing note there.
    "amazing_grace": Print(
        "thanhcalilypond, english-unison/amazing-grace (CC0)",
        "M:3/4\nL:1/4\nK:F\nC|F2 A/F/|A2 G|F2 D|C2 C|F2 A/F/|A2 G/A/|c3-|c2 A|"
        "c3/2A/ c/A/|F2 C|D3/2F/ F/D/|C2 C|F2 A/F/|A2 G|F3-|F2|]",
        1,
        (6,),
    ),
    # The long notes at the ends of the strains stand for "company" here, and leave room for the upbeat.
    "greensleeves": Print(
        "rwmpelstilzchen/ukulele, greensleeves",
        "M:6/8\nL:1/8\nK:Gdor\nG|B2c d>ed|c2A F>GA|B2G G>^FG|A2^F D2G|B2c d>ed|c2A F>GA|B>AG ^F>E^F|G6|"
        "f3 f>ed|c2A F>GA|B2G G>^FG|A2^F D3|f3 f>ed|c2A F>GA|B>AG ^F>E^F|G6|]",
        1,
        (8, 16),
    ),
    # There the strains end with a rest.
    "ode_to_joy": Print(
        "LiberCantorum, Freude_schoener_Goetterfunken",
        "M:4/4\nL:1/4\nK:C\nEEFG|GFED|CCDE|E3/2D/Dz|EEFG|GFED|CCDE|D3/2C/Cz|"
        "DDEC|DE/F/EC|DE/F/ED|CDG,E|EEFG|GFED|CCDE|D3/2C/C|]",
        1,
        (4, 8, 16),
    ),
    "row_your_boat": Print(
        "Digital Tradition, ROWROWBT",
        "M:6/8\nL:1/8\nK:C\nC3 C3|C2 D E3|E2 D E2 F|G6|ccc GGG|EEE CCC|G2 F E2 D|C6|]",
        1,
        (),
    ),
    # There the sixth is flat, and the strains end with a rest.
    "drunken_sailor": Print(
        "a collection of dance and play tunes in ABC",
        "M:4/4\nL:1/8\nK:C\nE2EE E2EE|E2A,2C2E2|D2DD D2DD|D2G,2B,2D2|E2EE E2EE|E2F2G2A2|G2E2 D2B,2|A,4A,2z2|"
        "E4 E3E|E2A,2C2E2|D4 D3D|D2G,2B,2D2|E4 E3E|E2F2G2A2|G2E2 D2B,2|A,4A,2z2|]",
        2,
        (6, 8, 14, 16),
    ),
}


def bars(score: Score, times: int = 1) -> list[list[tuple[int, Fraction]]]:
    """Return each bar's notes as semitones above the last note and lengths in quarter notes."""
    notes = score.voices[0].notes
    return [
        [
            (n.pitch - notes[-1].pitch, (n.end_beat - n.onset_beat) * score.beat_quarters / times)
            for n in notes
            if bar.start_beat <= n.onset_beat < bar.end_beat
        ]
        for bar in score.bars
    ]


@pytest.mark.parametrize("name", sorted(PRINTS))
def test_notes_are_those_of_another_print(name: str) -> None:
    other = PRINTS[name]
    mine, theirs = song(name), read_abc(f"X:1\n{other.abc}")
    pairs = zip(mine.bars, bars(mine), bars(theirs, other.times), strict=True)
    assert tuple(bar.number for bar, a, b in pairs if a != b) == other.differ
