"""What a voice moves on: its compass, and what the chords make of each step of the scale."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.form.harmony import Chord, Span
    from musicking.form.tonality import Tonality

#: How a step of the scale stands to a chord: one of its tones, another tone, a semitone above one of its tones.
CHORD_TONE, OTHER_TONE, RUBBING_TONE = 0, 1, 2
SEVEN = 7
_OCTAVE = 12
_MIDDLE_OCTAVE = 60


@dataclass(frozen=True, slots=True)
class Compass:
    """Where a voice lies in a tonality: its lowest and highest step, and the key that the tonic is near."""

    low: int
    high: int
    anchor: int


class Ground:
    """The chords of a phrase as its voice meets them.

    Attributes
    ----------
    tones
        How many tones the scale has.
    scale
        How many of its steps make one step of a scale of seven.
    mode
        Semitones of the scale's tones above the tonic.
    """

    def __init__(self, tonality: Tonality, harmony: Sequence[Span], voice: Compass) -> None:
        self.tones = len(tonality.mode.steps)
        self.scale = self.tones / SEVEN
        self.voice = voice
        self.mode = tonality.mode.steps
        self._starts = [float(span.from_beat) for span in harmony]
        chords = {span.chord.symbol: span.chord for span in harmony}
        views = {symbol: _standing(tonality, chord) for symbol, chord in chords.items()}
        self._views = [views[span.chord.symbol] for span in harmony]

    def standing(self, beat: float) -> tuple[int, ...]:
        """Return how each tone of the scale, from the tonic up, stands to the chord at a beat."""
        return self._view(beat)[0]

    def alteration(self, beat: float, step: int) -> int:
        """Return by how many semitones the chord at a beat alters a step; an upbeat to the first is not altered."""
        return 0 if beat < 0 else self._view(beat)[1][step % self.tones]

    def _view(self, beat: float) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return self._views[max(0, bisect_right(self._starts, beat) - 1)]


def _standing(tonality: Tonality, chord: Chord) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return how each tone of a scale stands to a chord, and by how many semitones the chord alters it.

    Only a scale of seven takes on the chord's accidentals (G becomes G# over E7 in A minor): one of five
    or six has its own sound to keep, as the blues its minor third over a major chord.
    """
    scale, held = tonality.pitch_classes, chord.pitch_classes
    alters = [0] * len(scale)
    if len(scale) == SEVEN:
        letters = {tonality.spell(pc + _MIDDLE_OCTAVE)[0]: place for place, pc in enumerate(scale)}
        for name, pc in zip(chord.tones, held, strict=True):
            place = letters.get(name[0])
            if place is not None and scale[place] not in held and pc not in scale:
                alters[place] = (pc - scale[place] + _OCTAVE // 2) % _OCTAVE - _OCTAVE // 2
    sounding = [(pc + alter) % _OCTAVE for pc, alter in zip(scale, alters, strict=True)]
    standing = tuple(
        CHORD_TONE if pc in held else RUBBING_TONE if (pc - 1) % _OCTAVE in held else OTHER_TONE for pc in sounding
    )
    return standing, tuple(alters)
