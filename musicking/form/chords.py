"""Chord symbols as pitches: a small table, enough for songs.

Each tone of a quality is (semitones above the root, letters above the root), so that a chord is
spelled as musicians spell it: the third of E major is G#, not Ab.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from musicking.errors import MusicError

LETTERS = "CDEFGAB"
_SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_THIRD, _MINOR_THIRD, _FIFTH = (4, 2), (3, 2), (7, 4)
_OPEN_TONES = 2
_QUALITIES = {
    "": (_THIRD, _FIFTH),
    "m": (_MINOR_THIRD, _FIFTH),
    "7": (_THIRD, _FIFTH, (10, 6)),
    "maj7": (_THIRD, _FIFTH, (11, 6)),
    "m7": (_MINOR_THIRD, _FIFTH, (10, 6)),
    "6": (_THIRD, _FIFTH, (9, 5)),
    "m(maj7)": (_MINOR_THIRD, _FIFTH, (11, 6)),
    "m6": (_MINOR_THIRD, _FIFTH, (9, 5)),
    "dim": (_MINOR_THIRD, (6, 4)),
    "dim7": (_MINOR_THIRD, (6, 4), (9, 6)),
    "m7b5": (_MINOR_THIRD, (6, 4), (10, 6)),
    "aug": (_THIRD, (8, 4)),
    "sus4": ((5, 3), _FIFTH),
    "sus2": ((2, 1), _FIFTH),
    "7sus4": ((5, 3), _FIFTH, (10, 6)),
    "5": (_FIFTH,),
}
#: What others write for a quality of the table.
OTHER_NAMES = {
    "min": "m",
    "-": "m",
    "M7": "maj7",
    "min7": "m7",
    "-7": "m7",
    "o": "dim",
    "°": "dim",
    "+": "aug",
}


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: ``tones`` names its tones from the root up, ``bass`` the lowest; ``quality`` is as in ``m7``."""

    symbol: str
    tones: tuple[str, ...]
    bass: str
    quality: str

    @property
    def third(self) -> str:
        """The tone that gives the chord its colour; the root where there is none."""
        return self.tones[0 if self.is_open else 1]

    @property
    def root_pc(self) -> int:
        """The pitch class of its root."""
        return pitch_class(self.tones[0])

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """The pitch classes of its tones, from the root up."""
        return tuple(pitch_class(tone) for tone in self.tones)

    @property
    def bare_fifth(self) -> tuple[int, ...]:
        """The pitch classes of its root and fifth."""
        return (self.root_pc, pitch_class(self.tones[min(2, len(self.tones) - 1)]))

    @property
    def is_open(self) -> bool:
        """Whether it is an open fifth, without a third."""
        return len(self.tones) == _OPEN_TONES


@cache
def pitch_class(name: str) -> int:
    """Return the pitch class of a note name without octave: 0 for C, 11 for B.

    Examples
    --------
    >>> pitch_class("F#"), pitch_class("Cb")
    (6, 11)
    """
    return (_SEMITONES[name[0]] + name.count("#") - name.count("b")) % 12


def spell(name: str, pitch: int) -> str:
    """Return the name with the octave that makes it sound as this MIDI key.

    Examples
    --------
    >>> spell("F#", 54), spell("Cb", 59)
    ('F#3', 'Cb4')
    """
    natural = pitch - name.count("#") + name.count("b")
    return f"{name}{natural // 12 - 1}"


@cache
def read_chord(symbol: str) -> Chord:
    """Return the tones that a chord symbol stands for.

    Raises
    ------
    MusicError
        If the symbol is not in the table.

    Examples
    --------
    >>> read_chord("F#7").tones, read_chord("D/F#").bass
    (('F#', 'A#', 'C#', 'E'), 'F#')
    """
    match = re.fullmatch(r"([A-G](?:#|b)?)([^/]*)(?:/([A-G](?:#|b)?))?", symbol.strip())
    quality = OTHER_NAMES.get(match[2], match[2]) if match else None
    if not match or quality not in _QUALITIES:
        raise MusicError(f"The chord '{symbol[:12]}' is not known: write it as in G, Em, D7 or D/F#.")
    root = match[1]
    tones = (root, *(above(root, *interval) for interval in _QUALITIES[quality]))
    return Chord(symbol.strip(), tones, match[3] or root, quality)


@cache
def above(root: str, semitones: int, letters: int) -> str:
    """Return the name of the tone so many semitones and letters above a root.

    Examples
    --------
    >>> above("E", 4, 2), above("Ab", 3, 2)
    ('G#', 'Cb')
    """
    letter = LETTERS[(LETTERS.index(root[0]) + letters) % 7]
    altered = (pitch_class(root) + semitones - _SEMITONES[letter] + 6) % 12 - 6
    return letter + ("#" * altered if altered > 0 else "b" * -altered)
