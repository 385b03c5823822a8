"""The score: voices of notes placed in beats, as written.

Beats count the beats of the metre (a quarter note in 3/4, a dotted quarter in 6/8) from the
first downbeat; an upbeat lies before beat 0. See ``spec/performance.md`` §1 and §2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Mapping

Beat = Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the score, from one beat to another."""

    from_beat: Beat
    to_beat: Beat


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
    written_beat
        Where it is written to begin and end, if it is played elsewhere: swung, or by an uneven hand.
    """

    id: str
    onset_beat: Beat
    end_beat: Beat
    pitch: int
    spelling: str = ""
    tied: bool = False
    level_db: float = 0.0
    lyric: str = ""
    written_beat: tuple[Beat, Beat] | None = None


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
class Section:
    """A part of a piece's plan of repetition.

    Parameters
    ----------
    letter
        Sections of one letter share their music: ``"A"``, ``"B"``.
    name
        What it is called: "Verse", "Bridge".
    varied
        What is different from the first section of this letter, in words; empty where nothing is.
    """

    letter: str
    from_beat: Beat
    to_beat: Beat
    name: str = ""
    varied: str = ""


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
    sections
        The plan of repetition, section by section; empty where none was made.
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
    sections: tuple[Section, ...] = ()

    @property
    def start_beat(self) -> Beat:
        """Where the first bar begins: below 0 when there is an upbeat."""
        return self.bars[0].start_beat if self.bars else Fraction(0)

    @property
    def end_beat(self) -> Beat:
        """Where the last bar ends."""
        return self.bars[-1].end_beat if self.bars else Fraction(0)

    def __post_init__(self) -> None:
        """Raise MusicError if the score does not hold together."""
        from musicking.score_check import check_score

        check_score(self)

    def voice(self, voice_id: str) -> Voice:
        """Return the voice of this id, or raise MusicError."""
        for voice in self.voices:
            if voice.id == voice_id:
                return voice
        known = ", ".join(voice.id for voice in self.voices) or "none"
        raise MusicError(f'There is no voice "{voice_id}" in {self.title}. Its voices: {known}.')

    def bar(self, number: int, *, pass_: int = 1) -> Bar:
        """Return the bar of this number, or raise MusicError; an upbeat bar has number 0."""
        for bar in self.bars:
            if (bar.number, bar.pass_) == (number, pass_):
                return bar
        last = max((bar.number for bar in self.bars), default=0)
        again = f" played {pass_} times" if pass_ > 1 else ""
        raise MusicError(f"There is no bar {number}{again} in {self.title}; its last bar is {last}.")

    def beat(self, bar: int, beat: Fraction | float = 1, *, pass_: int = 1) -> Beat:
        """Return where a beat of a bar lies; beats are counted from 1, as musicians do.

        An upbeat bar is counted from its end: in 3/4 an upbeat of one quarter is beat 3 of bar 0.
        """
        here = self.bar(bar, pass_=pass_)
        place = here.start_beat + Fraction(beat) - 1
        if here.number == 0 and self.metres:
            metre = self.metres[0]
            full = Fraction(4 * metre.numerator, metre.denominator) / self.beat_quarters
            place += here.end_beat - here.start_beat - full
        if not here.start_beat <= place < here.end_beat:
            raise MusicError(f"Bar {bar} of {self.title} has no beat {float(beat):g}.")
        return place

    def place(self, first: int, last: int | None = None, *, pass_: int = 1) -> Place:
        """Return the stretch from the start of bar ``first`` to the end of bar ``last``.

        Without ``last`` it is the one bar. ``pass_`` says which time, where bars are repeated.
        """
        start = self.bar(first, pass_=pass_).start_beat
        end = self.bar(first if last is None else last, pass_=pass_).end_beat
        if end <= start:
            raise MusicError(f"Bar {last} comes before bar {first}: name the earlier bar first.")
        return Place(start, end)

    def note(self, voice: str, bar: int, beat: Fraction | float = 1, *, pass_: int = 1) -> Note:
        """Return the note of a voice that begins at this beat of this bar: of a chord, the highest."""
        here = self.bar(bar, pass_=pass_)
        place = self.beat(bar, beat, pass_=pass_)
        notes = self.voice(voice).notes
        found = [note for note in notes if note.onset_beat == place]
        if found:
            return max(found, key=lambda note: note.pitch)
        onsets = sorted({n.onset_beat for n in notes if here.start_beat <= n.onset_beat < here.end_beat})
        known = ", ".join(f"{float(onset - place + Fraction(beat)):g}" for onset in onsets) or "none"
        raise MusicError(f"No note of {voice} begins at bar {bar}, beat {float(beat):g}; notes begin at: {known}.")

    def transposed(self, semitones: int) -> Score:
        """Return the score some semitones higher (or lower, -11 to 11), spelled in its new key."""
        from musicking.transposition import transposed

        return transposed(self, semitones)

    def to_json(self) -> dict[str, Any]:
        """Return the score as plain data, laid out as ``spec/performance.md`` §2 says."""
        from musicking.score_json import score_to_json

        return score_to_json(self)
