"""An outside ear: onsets and levels found in captured sound, knowing nothing of the synth."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

Samples = NDArray[np.float64]
ENVELOPE_SEC = 0.002
SETTLE_SEC = 0.02


def onset_near(samples: Samples, rate: float, expected_sec: float, *, reach_sec: float = 0.02) -> float:
    """Return when, near an expected onset, the sound above 2 kHz begins to rise, in seconds.

    A struck note begins with the noise of its stroke: the amplitude there reaches half of its fastest rise
    within a millisecond or two of the stroke, whatever the pitch. Where nothing begins (in silence, or while
    a note dies away) the answer is not a number, which is close to nothing.

    Parameters
    ----------
    samples
        One channel.
    rate
        Samples a second.
    expected_sec
        Where to listen.
    reach_sec
        How far before, and half as far as after, to listen.
    """
    first = max(0, int((expected_sec - reach_sec) * rate))
    # The filter itself begins to sound: what it adds has gone where the listening begins.
    settled = max(0, first - int(SETTLE_SEC * rate))
    window = samples[settled : int((expected_sec + 2 * reach_sec) * rate)]
    bright = sosfilt(butter(4, 2000, "highpass", fs=rate, output="sos"), window)
    width = int(ENVELOPE_SEC * rate)
    amplitude = np.sqrt(np.convolve(np.square(bright), np.ones(width) / width, "full")[first - settled : len(bright)])
    rise = amplitude[width:] - amplitude[:-width]
    begins = int(np.argmax(rise >= rise.max() / 2))
    return (first + begins) / rate if begins > 0 else math.nan


def onsets(samples: Samples, rate: float, expected_sec: list[float]) -> NDArray[np.float64]:
    """Return the onset found near each expected one, in seconds."""
    return np.array([onset_near(samples, rate, sec) for sec in expected_sec])


def beyond_constant(found_sec: NDArray[np.float64], expected_sec: list[float]) -> NDArray[np.float64]:
    """Return what remains of found minus expected after the constant offset is taken away, in seconds."""
    difference = found_sec - np.array(expected_sec)
    return np.asarray(difference - np.median(difference))


def level_db(samples: Samples, rate: float, onset_sec: float, release_sec: float) -> float:
    """Return the RMS level of a note, from its onset to its release, in dB."""
    part = samples[int(onset_sec * rate) : int(release_sec * rate)]
    return float(10 * np.log10(np.mean(np.square(part)) + 1e-20))
