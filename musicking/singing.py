"""A singer's range, and the keys in which a melody lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from musicking.errors import MusicError
from musicking.transposition import MOST_SEMITONES

if TYPE_CHECKING:
    from musicking.score import Score

#: Where to begin looking for one's own range, as MIDI keys; a range is one's own, not a label.
RANGES = {
    "soprano": (60, 79),
    "alto": (55, 74),
    "tenor": (48, 67),
    "bass": (41, 60),
    "child": (60, 74),
}
_OCTAVES = (0, -12, 12)


class Fit(NamedTuple):
    """A transposition in which a melody lies in a range.

    Parameters
    ----------
    semitones
        How far the piece is transposed.
    octave
        How far from what sounds it is sung, in semitones: 0, or -12 for a low voice that sings an octave below.
    """

    semitones: int
    octave: int


def keys_that_fit(score: Score, lowest: int, highest: int) -> tuple[Fit, ...]:
    """Return the transpositions in which the melody lies within a range, the nearest first.

    The melody is the score's first voice. Each transposition counts once, sung as it sounds where that fits, else an
    octave below, else an octave above.

    Parameters
    ----------
    lowest, highest
        The range, as MIDI keys.

    Raises
    ------
    MusicError
        When the range is empty.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> [(fit.semitones, fit.octave) for fit in keys_that_fit(song("amazing_grace"), 57, 72)]
    [(-2, 0), (-3, 0), (-4, 0), (-5, 0), (7, -12), (8, -12), (9, -12), (10, -12)]
    """
    if lowest > highest:
        raise MusicError("The lowest note of a range must not lie above its highest: exchange them.")
    pitches = [note.pitch for note in score.voices[0].notes] if score.voices else []
    if not pitches:
        return ()
    low, high = min(pitches), max(pitches)
    fits = []
    for semitones in sorted(range(-MOST_SEMITONES, MOST_SEMITONES + 1), key=lambda n: (abs(n), n)):
        for octave in _OCTAVES:
            if lowest <= low + semitones + octave and high + semitones + octave <= highest:
                fits.append(Fit(semitones, octave))
                break
    return tuple(fits)
