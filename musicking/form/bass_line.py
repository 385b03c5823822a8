"""The bass: roots, fifths and octaves as a groove asks for them, tones that lead on, and walking lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicking.form.harmony import chord_tones_allowed

if TYPE_CHECKING:
    from musicking.form.chords import Chord
    from musicking.form.tonality import Tonality

_LOWEST, _HIGHEST = 31, 52
_HOME = 40
_OCTAVE = 12
_SECOND, _FIFTH, _TRITONE, _MINOR_SIXTH, _SIXTH, _MINOR_SEVENTH = 2, 7, 6, 8, 9, 10
#: Signs whose tones lie above their root and need room there.
_CLIMBING = frozenset("3678")
#: How a walking line passes the time under a chord that stays.
_STROLL = "R3568653"


@dataclass(frozen=True, slots=True)
class Footing:
    """What the bass knows at a stroke.

    Parameters
    ----------
    root
        The key that it stands on: of the chord that sounds, or of its lowest tone.
    target
        The key that it stands on in the next bar; in a walking line, under the next chord where that comes so soon.
    last
        The key that it played before.
    first
        Whether this is its first stroke since the chord changed.
    leading
        Whether another chord comes before its next stroke.
    turning
        Whether all begins again after it, with the target as its first key.
    """

    chord: Chord
    root: int
    target: int
    last: int
    first: bool
    leading: bool
    turning: bool = False


class BassLine:
    """Finds the key for each sign of a bass pattern.

    Examples
    --------
    >>> from musicking.form.chords import read_chord
    >>> from musicking.form.tonality import tonality
    >>> line = BassLine(tonality("C major"), "R-5-")
    >>> line.key("5", Footing(read_chord("C"), 36, 36, 36, first=False, leading=False))
    (43, '')
    """

    def __init__(self, tonality: Tonality, pattern: str) -> None:
        self._scale = frozenset(tonality.pitch_classes)
        self._allowed = chord_tones_allowed(tonality)
        #: Whether the pattern climbs through the chord, so that each chord wants its beginning.
        self.climbs = bool(_CLIMBING & set(pattern))
        self._turn = 0

    def key(self, sign: str, here: Footing) -> tuple[int, str]:
        """Return the key of a stroke, and why it lies outside chord and scale, where it does."""
        self._turn = 0 if here.first else self._turn + 1
        if sign == "n":
            return here.target, ""
        if sign == "a":
            return self._leading(here)
        if sign == "w":
            return self._walking(here)
        if sign == "A":
            sign = "R" if self._turn % 2 == 0 else "5"
        return self._above(sign.upper(), here), ""

    def _above(self, sign: str, here: Footing) -> int:
        slashed = here.root % _OCTAVE != here.chord.root_pc
        root = here.root
        if self.climbs and root > _HIGHEST - _OCTAVE and root - _OCTAVE >= _LOWEST:
            root -= _OCTAVE
        if sign == "R" or slashed:
            return root + (_OCTAVE if sign == "8" and root + _OCTAVE <= _HIGHEST else 0)
        key = root + self._interval(sign, here.chord)
        if sign == "5" and not self.climbs and abs(key - _OCTAVE - _HOME) < abs(key - _HOME):
            key -= _OCTAVE
        while key > _HIGHEST:
            key -= _OCTAVE
        return key if key >= _LOWEST else root

    def _interval(self, sign: str, chord: Chord) -> int:
        """Return how far above the root of its chord a sign lies."""
        tones = [(pc - chord.root_pc) % _OCTAVE for pc in chord.pitch_classes]
        fifth = next((t for t in tones if t in (_SECOND, _FIFTH, _TRITONE, _MINOR_SIXTH)), _FIFTH)
        if sign == "8":
            return _OCTAVE
        if sign == "3":
            return fifth if chord.is_open else tones[1]
        if sign == "6":
            return next((i for i in (_SIXTH, _MINOR_SIXTH) if self._fits(chord, i)), fifth)
        if sign == "7":
            return next((i for i in (*tones[3:], _MINOR_SEVENTH) if self._fits(chord, i) or i in tones), _OCTAVE)
        return fifth

    def _fits(self, chord: Chord, interval: int) -> bool:
        return (chord.root_pc + interval) % _OCTAVE in self._allowed

    def _leading(self, here: Footing) -> tuple[int, str]:
        """Return a step of the scale beside the next root; a fifth where that root stays."""
        if here.target % _OCTAVE == here.root % _OCTAVE:
            return self._above("5", here), ""
        below = here.last <= here.target
        for distance in (2, 1) if below else (1, 2):
            key = here.target - distance if below else here.target + distance
            if key % _OCTAVE in self._scale and _LOWEST <= key <= _HIGHEST:
                return key, ""
        return self._above("5", here), ""

    def _walking(self, here: Footing) -> tuple[int, str]:
        if here.first:
            return here.root, ""
        if here.leading and here.target % _OCTAVE != here.last % _OCTAVE:
            return self._approach(here)
        if here.turning and (step := self._leading(here)[0]) != here.last:
            return step, ""
        if here.target % _OCTAVE != here.root % _OCTAVE:
            return self._passing(here), ""
        stroll = self._above(_STROLL[self._turn % len(_STROLL)], here) % _OCTAVE
        octaves = [k for k in range(_LOWEST, _HIGHEST + 1) if k % _OCTAVE == stroll and k != here.last]
        return min(octaves or [self._passing(here)], key=lambda k: abs(k - here.last)), ""

    def _approach(self, here: Footing) -> tuple[int, str]:
        """Return the key beside the target that the line comes past, a semitone from it."""
        side = -1 if here.last <= here.target else 1
        beside = [here.target + side, here.target - side, here.target + 2 * side, here.target - 2 * side]
        key = next(k for k in beside if k != here.last and _LOWEST <= k <= _HIGHEST)
        inside = key % _OCTAVE in self._allowed or key % _OCTAVE in here.chord.pitch_classes
        return key, "" if inside else "it leads into the next root by a semitone"

    def _passing(self, here: Footing) -> int:
        """Return the tone of the chord next to the last key, on the way to the target, and not its root again."""
        tones = [k for k in range(_LOWEST, _HIGHEST + 1) if k % _OCTAVE in here.chord.pitch_classes and k != here.last]
        fresh = [k for k in tones if (k - here.root) % _OCTAVE] or tones
        onward = [k for k in fresh if (k - here.last) * (here.target - here.last) > 0]
        if abs(here.target - here.last) <= _SECOND or not onward:
            onward = fresh
        return min(onward, key=lambda k: (abs(k - here.last), k))
