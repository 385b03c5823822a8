"""Tonality: a tonic and a mode, with the names that musicians give its tones.

Degrees (``"b3"``) are reckoned from the major scale; *steps* count the tones of the mode itself,
0 for the tonic, up and down without end. The modes stand in ``modes.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.form.chords import above, pitch_class, spell
from musicking.naming import plain_name, unknown_name

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAJOR = (0, 2, 4, 5, 7, 9, 11)
#: How a tone outside the mode is named, by its distance from the tonic: the harmonic chromatic scale.
_CHROMATIC = ("1", "b2", "2", "b3", "3", "4", "#4", "5", "b6", "6", "b7", "7")
_SHARP_ORDER = "FCGDAEB"
_MIDDLE_C = 60
_OCTAVE = 12


@dataclass(frozen=True, slots=True)
class Mode:
    """A scale as semitones and degrees above its tonic.

    Parameters
    ----------
    steps
        Semitones of its tones above the tonic.
    degrees
        The same tones as degrees of the major scale: ``"1 2 b3 4 5 6 b7"``.
    signature
        The degrees that an ear should hunt for.
    vamp
        Roman numerals of a vamp that shows them.
    caution
        What to keep in mind before linking it with a mood or a people.
    harmony
        The mode whose chords accompany it: itself, where its own tones make enough chords.
    borrowed
        Degrees that its chords take from outside on purpose.
    cadences
        Roman numerals of its authentic, half, plagal and deceptive cadence.
    instead
        What is played for a kind of progression that does not belong, by that kind.
    why
        The reason for that, a clause.
    """

    id: str
    name: str
    steps: tuple[int, ...]
    degrees: str
    signature: tuple[str, ...]
    vamp: str
    caution: str
    harmony: str
    borrowed: tuple[str, ...]
    cadences: Mapping[str, str] = field(hash=False)
    instead: Mapping[str, str] = field(hash=False)
    why: str


@dataclass(frozen=True)
class Tonality:
    """A tonic and a mode.

    Examples
    --------
    >>> dorian = tonality("D dorian")
    >>> [dorian.spell(dorian.pitch(step)) for step in range(8)]
    ['D4', 'E4', 'F4', 'G4', 'A4', 'B4', 'C5', 'D5']
    >>> dorian.step_of(59), dorian.step_of(61)
    (-2, None)
    """

    tonic: str
    mode: Mode

    @property
    def name(self) -> str:
        """The tonic and the mode's id, as in ``"D phrygian_dominant"``."""
        return f"{self.tonic} {self.mode.id}"

    @cached_property
    def tonic_pc(self) -> int:
        """The pitch class of the tonic."""
        return pitch_class(self.tonic)

    @cached_property
    def pitch_classes(self) -> tuple[int, ...]:
        """The pitch classes of the mode, from the tonic up."""
        return tuple((self.tonic_pc + step) % _OCTAVE for step in self.mode.steps)

    def pitch_class(self, degree: str | int) -> int:
        """Return the pitch class of a degree, reckoned from the major scale: ``"b3"``, ``5``.

        Examples
        --------
        >>> tonality("D dorian").pitch_class("b3")
        5
        """
        return (self.tonic_pc + semitones(str(degree))) % _OCTAVE

    def pitch(self, step: int, octave_anchor: int = _MIDDLE_C) -> int:
        """Return the MIDI key of a step of the mode; step 0 is the tonic nearest to the anchor."""
        octaves, place = divmod(step, len(self.mode.steps))
        return self._tonic_near(octave_anchor) + _OCTAVE * octaves + self.mode.steps[place]

    def step_of(self, pitch: int, octave_anchor: int = _MIDDLE_C) -> int | None:
        """Return which step of the mode a MIDI key is, or None when it lies outside."""
        octaves, above_tonic = divmod(pitch - self._tonic_near(octave_anchor), _OCTAVE)
        if above_tonic not in self.mode.steps:
            return None
        return octaves * len(self.mode.steps) + self.mode.steps.index(above_tonic)

    def spell(self, pitch: int) -> str:
        """Return the written name of a MIDI key, a tone of the mode by its degree.

        Examples
        --------
        >>> tonality("E phrygian").spell(65), tonality("A minor").spell(68), tonality("F minor").spell(61)
        ('F4', 'G#4', 'Db4')
        """
        return spell(self._names[pitch % _OCTAVE], pitch)

    @cached_property
    def fifths(self) -> int:
        """The key signature: sharps, or flats as a negative number; the nearest where none fits.

        Examples
        --------
        >>> [tonality(name).fifths for name in ("D dorian", "F minor", "A major", "E phrygian_dominant")]
        [0, -4, 3, 0]
        """
        names = [self._names[pc] for pc in self.pitch_classes]
        # Of two that fit alike, the one that the tonic would bring as major, or as minor.
        own = _fifths_of(self.tonic) - (0 if "3" in self.mode.degrees.split() else 3)
        return min(range(-7, 8), key=lambda f: (_misfits(names, f), abs(f - own), abs(f)))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The name of each pitch class, from C up."""
        names = [""] * _OCTAVE
        degrees = (*_CHROMATIC, *self.mode.borrowed, *self.mode.degrees.split())
        for degree in degrees:
            names[self.pitch_class(degree)] = degree_name(self.tonic, degree)
        return tuple(names)

    def _tonic_near(self, anchor: int) -> int:
        return anchor + (self.tonic_pc - anchor + 5) % _OCTAVE - 5


@cache
def modes() -> Mapping[str, Mode]:
    """Return the modes by their ids.

    Examples
    --------
    >>> modes()["lydian"].steps
    (0, 2, 4, 6, 7, 9, 11)
    """
    table = tomllib.loads((files(__package__) / "modes.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _mode(name, entry) for name, entry in table.items()})


@cache
def tonality(name: str) -> Tonality:
    """Return the tonality of a name such as ``"D dorian"`` or ``"Bb major"``.

    Raises
    ------
    MusicError
        If the tonic or the mode is not known; names the nearest mode.

    Examples
    --------
    >>> tonality("f# Minor").name
    'F# aeolian'
    """
    match = re.fullmatch(r"([A-Ga-g])(#|b)?[\s_]+(.+)", str(name).strip().replace("♯", "#").replace("♭", "b"))
    if not match:
        raise MusicError(f"The tonality '{str(name)[:40]}' is not known: write a tonic and a mode, as in D dorian.")
    wanted = plain_name(match[3])
    if wanted not in _ids():
        raise unknown_name("mode", match[3], _ids())
    return Tonality(match[1].upper() + (match[2] or ""), modes()[_ids()[wanted]])


@cache
def semitones(degree: str) -> int:
    """Return how many semitones a degree lies above the tonic.

    Examples
    --------
    >>> semitones("b3"), semitones("#4"), semitones("7")
    (3, 6, 11)
    """
    match = re.fullmatch(r"([b#]*)([1-7])", degree)
    if not match:
        raise MusicError(f"The degree '{degree[:12]}' is not known: write 1 to 7, with b or # before it.")
    return _MAJOR[int(match[2]) - 1] + match[1].count("#") - match[1].count("b")


@cache
def degree_name(tonic: str, degree: str) -> str:
    """Return the note name of a degree above a tonic.

    Examples
    --------
    >>> degree_name("F", "b6"), degree_name("E", "#4")
    ('Db', 'A#')
    """
    return above(tonic, semitones(degree), int(degree[-1]) - 1)


@cache
def _ids() -> Mapping[str, str]:
    """Return the id of each mode by each name it goes by."""
    table = tomllib.loads((files(__package__) / "modes.toml").read_text(encoding="utf-8"))
    names = {name: name for name in table}
    for name, entry in table.items():
        names |= {re.sub(r"[^a-z]+", "_", other): name for other in entry.get("also", ())}
    return names


def _mode(name: str, entry: Mapping[str, Any]) -> Mode:
    return Mode(
        id=name,
        name=entry["name"],
        steps=tuple(semitones(degree) for degree in entry["degrees"].split()),
        degrees=entry["degrees"],
        signature=tuple(entry["signature"]),
        vamp=entry["vamp"],
        caution=entry["caution"],
        harmony=entry.get("harmony", name),
        borrowed=tuple(entry.get("borrowed", ())),
        cadences=MappingProxyType(entry["cadences"]),
        instead=MappingProxyType(entry["instead"]),
        why=entry["why"],
    )


def _fifths_of(tonic: str) -> int:
    """Return the sharps of the major key on a tonic."""
    return _SHARP_ORDER.index(tonic[0]) - 1 + 7 * (tonic.count("#") - tonic.count("b"))


def _misfits(names: list[str], fifths: int) -> int:
    """Return how many names a key signature does not give."""
    sharps = _SHARP_ORDER[: max(fifths, 0)]
    flats = _SHARP_ORDER[::-1][: max(-fifths, 0)]
    return sum(name != name[0] + "#" * (name[0] in sharps) + "b" * (name[0] in flats) for name in names)
