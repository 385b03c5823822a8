"""What is composed measures like songs that people sing: the repertoire is the yardstick."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from statistics import mean, median, quantiles
from typing import TYPE_CHECKING

import pytest

from musicking.form.chords import read_chord
from musicking.form.compose import compose
from musicking.form.groove import grooves
from musicking.form.phrases import phrase_kinds
from musicking.repertoire import song, songs

if TYPE_CHECKING:
    from musicking.score import Score

#: Progressions as songs have them, each in a key of its own; a drone or a twelve-tone cycle is no measure.
SONGLIKE = (
    ("C major", "primary"), ("G major", "axis"), ("F major", "tonic_dominant"), ("D dorian", "i IV"),
    ("A minor", "minor_primary"), ("G mixolydian", "I bVII IV I"), ("E minor", "minor_axis"), ("C major", "doo_wop"),
)  # fmt: skip
#: Kinds of phrase as songs have them: sequence and ostinato hold on to a figure whatever the harmony.
KINDS = tuple(kind for kind in phrase_kinds() if kind not in ("sequence", "ostinato", "chant"))
METRES = ("rock8", "ballad", "waltz", "march24", "lullaby68")


def measures(score: Score) -> dict[str, float]:
    """How a melody moves, in numbers."""
    sung: list[list[float]] = []
    notes = sorted(
        (n for v in score.voices if v.id in ("melody", "answer") for n in v.notes), key=lambda n: n.onset_beat
    )
    tied = False
    for note in notes:
        if tied and sung[-1][1] == note.pitch:
            sung[-1][2] = float(note.end_beat)
        else:
            sung.append([float(note.onset_beat), note.pitch, float(note.end_beat)])
        tied = note.tied
    keys = [pitch for _, pitch, _ in sung]
    ways = [b - a for a, b in pairwise(keys)]
    sizes = [abs(way) for way in ways]
    bars = [bar for bar in score.bars if bar.number]
    downbeats = {float(bar.start_beat) for bar in score.bars}
    strong = [(onset, pitch) for onset, pitch, _ in sung if onset in downbeats and onset >= float(score.chords[0][0])]
    rhythms = [
        tuple(
            (onset - float(bar.start_beat), end - onset)
            for onset, _, end in sung
            if bar.start_beat <= onset < bar.end_beat
        )
        for bar in bars
    ]
    return {
        "range in semitones": max(keys) - min(keys),
        "share of repeated tones": mean(size == 0 for size in sizes),
        "share of steps": mean(0 < size <= 2 for size in sizes),
        "share of thirds": mean(2 < size <= 4 for size in sizes),
        "share of leaps": mean(size > 4 for size in sizes),
        "mean interval": mean(sizes),
        "share of turns": mean(a * b < 0 for a, b in pairwise(ways)),
        "chord tones on downbeats": mean(int(pitch) % 12 in _chord_at(score, onset) for onset, pitch in strong),
        "tones a bar": len(sung) / len(bars),
        "different rhythms a bar": len(set(rhythms)) / len(bars),
        "lowest key": min(keys),
        "highest key": max(keys),
    }


def _chord_at(score: Score, beat: float) -> tuple[int, ...]:
    return read_chord([symbol for place, symbol in score.chords if place <= beat][-1]).pitch_classes


@cache
def of_songs() -> list[dict[str, float]]:
    return [measures(song(name)) for name in songs()]


@cache
def of_pieces() -> list[dict[str, float]]:
    return [
        measures(
            compose(
                METRES[number % len(METRES)], *SONGLIKE[number % len(SONGLIKE)], phrase=kind, form="AABA", seed=number
            )
        )
        for number, kind in enumerate(KINDS * 10)
    ]


@pytest.mark.parametrize("measure", measures(song("amazing_grace")))
def test_composed_melodies_lie_among_the_songs(measure: str) -> None:
    """The middle piece lies among the middle eight of ten songs, and nine of ten pieces between the outermost songs."""
    known = sorted(each[measure] for each in of_songs())
    made = sorted(each[measure] for each in of_pieces())
    tenths = quantiles(known, n=10)
    assert tenths[0] <= median(made) <= tenths[-1], (tenths[0], median(made), tenths[-1])
    inside = mean(known[0] <= value <= known[-1] for value in made)
    assert inside >= 0.9, (inside, known[0], known[-1], made[0], made[-1])


def test_the_grooves_measured_cover_the_metres_of_the_songs() -> None:
    assert {grooves()[name].metre for name in METRES} >= {(4, 4), (3, 4), (2, 4), (6, 8)}
