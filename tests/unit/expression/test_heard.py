"""The components as they sound: rendered, and measured by an ear that knows nothing of the synth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from musicking import Interpretation, Score, accentuation, dynamic_contrast, forte, perform, piano, song, tempo_contrast
from musicking.export.audio import SAMPLE_RATE_HZ, render
from tests.browser.listening import Samples, level_db, onsets

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicking import Place

TEMPO_SHARE = 0.03
LEVEL_DB = 1.5


@pytest.fixture(scope="module")
def melody() -> Score:
    """The first eight bars of a tune alone, so that an ear can tell its notes apart."""
    score = song("amazing_grace")
    bars = tuple(bar for bar in score.bars if bar.number <= 8)
    end = bars[-1].end_beat
    tune = score.voice("melody")
    notes = tuple(replace(note, tied=False) for note in tune.notes if note.end_beat <= end)
    phrases = tuple(phrase for phrase in score.phrases if phrase[1] <= end)
    chords = tuple(chord for chord in score.chords if chord[0] < end)
    return replace(score, bars=bars, voices=(replace(tune, notes=notes),), phrases=phrases, chords=chords)


def heard(score: Score, interpretation: Interpretation) -> tuple[Samples, list[float], list[float], list[float]]:
    """Return the sound, and each note's onset beat, onset and release in seconds."""
    performance = perform(score, interpretation)
    notes = performance.voices[0].notes
    samples = render(performance)[:, 0].astype(np.float64)
    return samples, [n.onset_beat for n in notes], [n.onset_sec for n in notes], [n.release_sec for n in notes]


def rises(score: Score, interpretation: Interpretation) -> dict[float, float]:
    """Return by onset beat how much louder each note sounds than as written, in dB."""
    changed, beats, *times = heard(score, interpretation)
    written, *_ = heard(score, Interpretation())
    return {
        beat: level_db(changed, SAMPLE_RATE_HZ, onset, release) - level_db(written, SAMPLE_RATE_HZ, onset, release)
        for beat, onset, release in zip(beats, *times, strict=True)
    }


@pytest.mark.parametrize(
    ("shape", "ratio"), [("clear", 1.33), ("slower_clear", 0.75), ("bold", 2), ("slower_bold", 0.5)]
)
def test_a_tempo_contrast_is_heard(melody: Score, shape: str, ratio: float) -> None:
    place = melody.place(3, 6)
    samples, beats, expected, _ = heard(melody, tempo_contrast(place, shape))
    plain, _, as_written, _ = heard(melody, Interpretation())
    first, after = (beats.index(float(beat)) for beat in (place.from_beat, place.to_beat))
    # The note on which the tempo comes back begins in the sound of the one before: measured between others.
    last, after = after - 1, after + 1
    found, before = onsets(samples, SAMPLE_RATE_HZ, expected), onsets(plain, SAMPLE_RATE_HZ, as_written)
    assert (before[last] - before[first]) / (found[last] - found[first]) == pytest.approx(ratio, rel=TEMPO_SHARE)
    assert (before[first] - before[0]) / (found[first] - found[0]) == pytest.approx(1, rel=TEMPO_SHARE)
    assert (before[-1] - before[after]) / (found[-1] - found[after]) == pytest.approx(1, rel=TEMPO_SHARE)


@pytest.mark.parametrize(
    ("build", "shape", "level", "instrument"),
    [
        (piano, "clear", -6, "piano"),
        (piano, "clear", -6, "flute"),
        (piano, "bold", -10, "piano"),
        (forte, "clear", 6, "piano"),
        (forte, "clear", 6, "flute"),
        (forte, "bold", 10, "piano"),
        (dynamic_contrast, "clear", -8, "piano"),
        (dynamic_contrast, "clear", -8, "flute"),
        (dynamic_contrast, "louder_clear", 8, "piano"),
        (dynamic_contrast, "bold", -15, "flute"),
    ],
)
def test_a_place_at_another_level_is_heard(
    melody: Score, build: Callable[[Place, str], Interpretation], shape: str, level: float, instrument: str
) -> None:
    score = replace(melody, voices=(replace(melody.voices[0], instrument=instrument),))
    place = score.place(3, 6)
    for beat, rise in rises(score, build(place, shape)).items():
        inside = place.from_beat <= beat < place.to_beat
        # Where the level steps, the note before may still be dying away.
        if beat not in {place.from_beat, place.to_beat}:
            assert rise == pytest.approx(level if inside else 0, abs=LEVEL_DB), beat


@pytest.mark.parametrize(("shape", "level"), [("clear", 4), ("bold", 8)])
def test_an_accent_is_heard_on_its_note_alone(melody: Score, shape: str, level: float) -> None:
    note = melody.note("melody", bar=3, beat=1)
    for beat, rise in rises(melody, accentuation(note, shape)).items():
        assert rise == pytest.approx(level if beat == note.onset_beat else 0, abs=LEVEL_DB), beat
