"""Which keys a hand takes for a chord: the nearest position, between the bass and the melody."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from musicking.form.chords import Chord, pitch_class

if TYPE_CHECKING:
    from collections.abc import Sequence

_BASS_RANGE, _BASS_HOME = (36, 52), 43
_HARMONY_RANGE, _HARMONY_HOME = (48, 66), 56
_WIDEST_GRIP, _FULL_GRIP = 12, 3
_MUDDY_BELOW = 52  # close chords below E3 lose their clearness on a piano


def keys_called(name: str, lowest: int, highest: int) -> list[int]:
    """Return the MIDI keys of this name between two keys, both counted."""
    return [k for k in range(lowest, highest + 1) if k % 12 == pitch_class(name)]


def root_key(chord: Chord, before: tuple[int, ...], heard: Sequence[int]) -> int:
    """Return the bass of a chord, near the root before it and near the middle of the hand's range.

    Parameters
    ----------
    before
        The key before it, or nothing.
    heard
        Keys that the melody plays meanwhile; the bass stays below them where it can.

    Examples
    --------
    >>> from musicking.form.chords import read_chord
    >>> root_key(read_chord("D7"), (43,), [69])
    38
    """
    lowest, highest = _BASS_RANGE
    below = [k for k in keys_called(chord.bass, lowest, highest) if all(k < pitch for pitch in heard)]
    last = before[0] if before else _BASS_HOME
    below = below or keys_called(chord.bass, lowest, highest)[:1]
    return min(below, key=lambda k: (abs(k - last) + abs(k - _BASS_HOME) / 2, k))


def fifth_key(chord: Chord, root: int, heard: Sequence[int]) -> int:
    """Return the fifth of the chord nearest to its root in the bass; the root itself under a slash chord."""
    name = chord.tones[min(2, len(chord.tones) - 1)] if chord.bass == chord.tones[0] else chord.bass
    lowest, highest = _BASS_RANGE
    below = [k for k in keys_called(name, lowest, highest) if all(k < pitch for pitch in heard)]
    return min(below or [root], key=lambda k: (abs(k - root), k))


def upper_fifth_key(chord: Chord, root: int, heard: Sequence[int]) -> tuple[int, ...]:
    """Return the highest tone of an open chord next above its root, or nothing where the melody lies lower.

    Examples
    --------
    >>> from musicking.form.chords import read_chord
    >>> upper_fifth_key(read_chord("E5"), 40, [69])
    (47,)
    """
    key = root + (pitch_class(chord.tones[-1]) - root) % 12
    return (key,) if key != root and all(key < pitch for pitch in heard) else ()


def nearest_grip(chord: Chord, before: tuple[int, ...], bass: int, heard: Sequence[int]) -> tuple[int, ...]:
    """Return the keys for a chord nearest to the hand's last grip, between bass and melody.

    What is weighed: how far the fingers move, how far the hand lies from home, close tones so low
    that they blur, semitones against the melody, tones left out. It may be fewer than three keys,
    or none, where the melody leaves no room.

    Examples
    --------
    >>> from musicking.form.chords import read_chord
    >>> nearest_grip(read_chord("F"), (52, 55, 60), 41, [72])
    (53, 57, 60)
    """
    lowest, highest = max(_HARMONY_RANGE[0], bass + 1), min([_HARMONY_RANGE[1], *(p - 1 for p in heard)])
    keys = sorted(k for tone in chord.tones for k in keys_called(tone, lowest, highest))
    grips = [g for size in (3, 2, 1) for g in combinations(keys, size) if g[-1] - g[0] <= _WIDEST_GRIP]
    grips = [g for g in grips if len({k % 12 for k in g}) == len(g)]
    # The third gives a chord its colour, and a seventh its pull.
    colour = {pitch_class(chord.third)} | {pitch_class(t) for t in chord.tones[3:]}

    def cost(grip: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
        motion = sum(min(abs(k - b) for b in before) for k in grip) * _FULL_GRIP / len(grip) if before else 0
        from_home = abs(sum(grip) / len(grip) - _HARMONY_HOME)
        muddy = sum(k < _MUDDY_BELOW for k in grip)
        rubbing = sum((p - k) % 12 in (1, 11) for p in heard for k in grip)
        rubbing += 3 * sum(p - k == 1 for p in heard for k in grip)
        missing = len(colour - {k % 12 for k in grip})
        thin = _FULL_GRIP - len(grip)
        return motion + from_home / 2 + 1.5 * muddy + 4 * rubbing + 7 * thin + 9 * missing, grip

    return min(grips, key=cost) if grips else ()
