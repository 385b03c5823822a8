"""No song of the book reaches the limiter, however loud it is made: peaks found by an outside judge."""

from __future__ import annotations

import os

import numpy as np
import pytest
from scipy.signal import resample_poly

from musicking import Interpretation, Place, Score, accentuation, forte, perform, song, songs
from musicking.export.audio import render

#: The limiter of the page lets pass what stays below this.
CEILING_DBTP = -1
#: Those that come nearest to it; `make soak` hears all.
LOUDEST = ("mary_had_a_little_lamb", "oh_susanna")
NAMES = songs() if os.environ.get("MUSICKING_ALL_SONGS") else LOUDEST
OVERSAMPLED = 4
NEAR = 0.5
MARGIN = 64


def true_peak_dbtp(name: str, laid: Interpretation, score: Score) -> float:
    """Return the highest value of the sound between its samples, looked for around the highest samples."""
    samples = render(perform(score, laid)).astype(np.float64)
    highest = np.abs(samples).max()
    assert highest > 0, name
    peak = highest
    for channel in samples.T:
        for place in np.flatnonzero(np.abs(channel) > max(NEAR, 0.9) * highest)[::MARGIN]:
            around = channel[max(0, place - 2 * MARGIN) : place + 2 * MARGIN]
            peak = max(peak, float(np.abs(resample_poly(around, OVERSAMPLED, 1)).max()))
    return float(20 * np.log10(peak))


@pytest.mark.parametrize("name", NAMES)
def test_a_song_stays_below_the_limiter(name: str) -> None:
    score = song(name)
    whole = Place(score.start_beat, score.end_beat)
    tune = score.voices[0]
    loud = forte(whole, "bold") + accentuation(tune.notes, "bold")
    written, loudest = (true_peak_dbtp(name, laid, score) for laid in (Interpretation(), loud))
    assert written < loudest
    assert loudest < CEILING_DBTP, f"{name}: {loudest:.2f} dBTP"
