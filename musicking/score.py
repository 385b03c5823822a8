"""The score: voices of notes placed in beats, as written.

Beats count the beats of the metre (a quarter note in 3/4, a dotted quarter in 6/8) from the
first downbeat; an upbeat lies before beat 0. See ``spec/performance.md`` §1 and §2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Beat = Fraction


@dataclass(frozen=True, slots=True)
class Note:
    """One written note.

    Parameters
    ----------
    id
        Name of the note, unique in its score; the notation carries the same name.
    onset_beat, end_beat
        Where the note begins and ends, in beats.
    pitch
        MIDI key, 60 is middle C.
    spelling
        Written pitch, letter, accidental (``#`` or ``b``, repeated) and octave: ``"F#4"``.
    tied
        Whether the note is tied to the next of the same pitch in its voice.
    level_db
        The note's own written stress, in dB.
    lyric
        The syllable sung on it; a trailing ``-`` joins it to the next.
    """

    id: str
    onset_beat: Beat
    end_beat: Beat
    pitch: int
    spelling: str = ""
    tied: bool = False
    level_db: float = 0.0
    lyric: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One part of the score: a melody, a bass, an accompanying hand.

    ``balance_db`` sets the voice as a whole against the others; ``instrument`` is a name in
    ``instruments.json``.
    """

    id: str
    name: str
    instrument: str
    notes: tuple[Note, ...]
    balance_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One played bar; an upbeat bar has number 0, a repeat of a bar has a later ``pass_``."""

    number: int
    start_beat: Beat
    end_beat: Beat
    pass_: int = 1


@dataclass(frozen=True, slots=True)
class Metre:
    """A time signature that holds from ``beat`` on."""

    beat: Beat
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Score:
    """A piece as written.

    Parameters
    ----------
    beat_quarters
        Quarter notes in one beat: 1 in 3/4, 3/2 in 6/8, 2 in 2/2.
    tempo
        Breakpoints (beat, seconds a beat), as written.
    level
        Breakpoints (beat, dB from the piece's mezzo-forte), as written; empty means level.
    chords
        (beat, chord symbol).
    phrases
        (from_beat, to_beat).
    key
        Tonic and mode, as in ``"G major"`` or ``"D dorian"``.
    origin
        Where the piece comes from, by heading: author, year, status, ...
    """

    title: str
    voices: tuple[Voice, ...]
    bars: tuple[Bar, ...]
    metres: tuple[Metre, ...]
    tempo: tuple[tuple[Beat, float], ...]
    beat_quarters: Fraction = Fraction(1)
    level: tuple[tuple[Beat, float], ...] = ()
    chords: tuple[tuple[Beat, str], ...] = ()
    phrases: tuple[tuple[Beat, Beat], ...] = ()
    key: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)

    @property
    def start_beat(self) -> Beat:
        """Where the first bar begins: below 0 when there is an upbeat."""
        return self.bars[0].start_beat if self.bars else Fraction(0)

    @property
    def end_beat(self) -> Beat:
        """Where the last bar ends."""
        return self.bars[-1].end_beat if self.bars else Fraction(0)

    def voice(self, voice_id: str) -> Voice:
        """Return the voice of this name, or raise KeyError."""
        return next(v for v in self.voices if v.id == voice_id)

    def to_json(self) -> dict[str, Any]:
        """Return the score as plain data, laid out as ``spec/performance.md`` §2 says."""
        raise NotImplementedError
