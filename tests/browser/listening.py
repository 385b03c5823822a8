"""An outside ear: onsets and levels found in captured sound, knowing nothing of the synth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

Samples = NDArray[np.float64]
ENVELOPE_SEC = 0.002


def onset_near(samples: Samples, rate: float, expected_sec: float, *, reach_sec: float = 0.03) -> float:
    """Return when, near an expected onset, the sound above 1 kHz rises fastest, in seconds.

    Parameters
    ----------
    samples
        One channel.
    rate
        Samples a second.
    expected_sec
        Where to listen.
    reach_sec
        How far before and after to listen.
    """
    first = max(0, int((expected_sec - reach_sec) * rate))
    window = samples[first : int((expected_sec + reach_sec) * rate)]
    bright = sosfilt(butter(4, 1000, "highpass", fs=rate, output="sos"), window)
    width = int(ENVELOPE_SEC * rate)
    energy = np.convolve(np.square(bright), np.ones(width) / width, "full")[: len(window)]
    rise = energy[width:] - energy[:-width]
    return (first + int(np.argmax(rise))) / rate


def onsets(samples: Samples, rate: float, expected_sec: list[float]) -> NDArray[np.float64]:
    """Return the onset found near each expected one, in seconds."""
    return np.array([onset_near(samples, rate, sec) for sec in expected_sec])


def beyond_constant(found_sec: NDArray[np.float64], expected_sec: list[float]) -> NDArray[np.float64]:
    """Return what remains of found minus expected after the constant offset is taken away, in seconds."""
    difference = found_sec - np.array(expected_sec)
    return np.asarray(difference - np.median(difference))


def level_db(samples: Samples, rate: float, onset_sec: float, length_sec: float = 0.3) -> float:
    """Return the RMS level of a stretch after an onset, in dB."""
    part = samples[int(onset_sec * rate) : int((onset_sec + length_sec) * rate)]
    return float(10 * np.log10(np.mean(np.square(part)) + 1e-20))
