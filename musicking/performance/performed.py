"""The performance itself, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.instruments import measured_instruments
from musicking.interpretation import Interpretation
from musicking.performance.loudness import Bends, Touch, clip, gain_of
from musicking.performance.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from musicking.curve import Curve
    from musicking.instruments import Instrument
    from musicking.performance.timing import Clock
    from musicking.score import Score, Voice


@dataclass(frozen=True, slots=True)
class PerformedNote:
    """One sounding note: the ids of the written notes tied in it, its seconds, its velocity."""

    ids: tuple[str, ...]
    pitch: int
    onset_beat: float
    end_beat: float
    onset_sec: float
    release_sec: float
    velocity: int


@dataclass(frozen=True, slots=True)
class PerformedVoice:
    """One voice as it sounds; ``gain`` holds breakpoints (second, dB)."""

    id: str
    instrument: str
    balance_db: float
    notes: tuple[PerformedNote, ...]
    gain: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Performance:
    """A score as it is played.

    Parameters
    ----------
    duration_sec
        Seconds until the last note is released, or the last bar is over.
    clipped
        Whether the interpretation asks for a level outside what is played, -20 to +10 dB.
    tempo, level
        Beat period in seconds, and level in dB, over beats.
    """

    score: Score
    interpretation: Interpretation
    duration_sec: float
    clipped: bool
    voices: tuple[PerformedVoice, ...]
    tempo: Curve
    level: Curve
    _clock: Clock = field(repr=False, compare=False)

    def seconds_at(self, beat: float) -> float:
        """Return the second at which a beat sounds, by the common clock."""
        return self._clock.onset(float(beat))

    def beat_at(self, seconds: float) -> float:
        """Return the beat that sounds at a second: the inverse of `seconds_at`."""
        return self._clock.beat_at(seconds)

    def to_json(self) -> dict[str, Any]:
        """Return plain data, laid out as ``spec/performance.md`` §9 says."""
        return {
            "duration_sec": self.duration_sec,
            "clipped": self.clipped,
            "voices": [
                {
                    "id": voice.id,
                    "instrument": voice.instrument,
                    "balance_db": voice.balance_db,
                    "notes": [_note_to_json(note) for note in voice.notes],
                    "gain": [list(point) for point in voice.gain],
                }
                for voice in self.voices
            ],
        }

    def to_audio(self) -> Any:  # noqa: ANN401 (IPython is not imported here)
        """Return a player of the sound for a notebook (`IPython.display.Audio`)."""
        from musicking.export.audio import to_audio

        return to_audio(self)

    def to_wav(self, path: str | Path) -> Path:
        """Write the sound as the page plays it into a WAV file; returns the file's path."""
        from musicking.export.audio import to_wav

        return to_wav(self, path)

    def to_midi(self, path: str | Path) -> Path:
        """Write a MIDI file whose bars and beats follow the performed tempo; returns its path."""
        from musicking.export.midi import to_midi

        return to_midi(self, path)

    def to_musicxml(self, path: str | Path) -> Path:
        """Write a MusicXML file of the score with the marks of what is performed; returns its path."""
        from musicking.export.musicxml import to_musicxml

        return to_musicxml(self, path)


def _note_to_json(note: PerformedNote) -> dict[str, Any]:
    return {
        "ids": list(note.ids),
        "pitch": note.pitch,
        "onset_beat": note.onset_beat,
        "end_beat": note.end_beat,
        "onset_sec": note.onset_sec,
        "release_sec": note.release_sec,
        "velocity": note.velocity,
    }


def perform(
    score: Score,
    interpretation: Interpretation | None = None,
    *,
    instruments: Mapping[str, Instrument] | None = None,
    speed: float = 1.0,
) -> Performance:
    """Play a score: turn its beats into seconds and its levels into velocities.

    Parameters
    ----------
    interpretation
        What is laid over the score; None plays it as written.
    instruments
        Measured instruments by name; None takes those of the book.
    speed
        Practice tempo as a share of the full tempo, 0.25 to 4.

    Raises
    ------
    MusicError
        When the interpretation does not suit the score.

    Examples
    --------
    >>> from musicking import Bar, Metre, Note, Score, Voice, fermata
    >>> from musicking.instruments import Instrument
    >>> melody = Voice("melody", "Melody", "piano", (Note("m0", 0, 2, 60), Note("m1", 2, 4, 67)))
    >>> score = Score("Two notes", (melody,), (Bar(1, 0, 4),), (Metre(0, 4, 4),), ((0, 0.5),))
    >>> piano = Instrument(sustaining=False, velocity_db=((20, -20), (80, 0), (120, 10)))
    >>> held = perform(score, fermata("m0", ratio=2), instruments={"piano": piano})
    >>> [(note.onset_sec, note.release_sec, note.velocity) for note in held.voices[0].notes]
    [(0.0, 2.0, 80), (2.0, 3.0, 80)]
    """
    laid = Interpretation() if interpretation is None else interpretation
    timeline = Timeline.of(score, laid, speed)
    bends = Bends.of(timeline.level, timeline.holds.beats)
    voices = tuple(_voice(voice, timeline, bends, _instrument(voice, instruments)) for voice in score.voices)
    return Performance(
        score,
        laid,
        timeline.duration_sec(),
        timeline.is_clipped(),
        voices,
        timeline.tempo,
        timeline.level,
        timeline.common,
    )


def _voice(voice: Voice, timeline: Timeline, bends: Bends, instrument: Instrument) -> PerformedVoice:
    clock, touch = timeline.clocks[voice.id], Touch(instrument)
    chains, levels = timeline.chains[voice.id], timeline.levels[voice.id]
    velocities = {level: touch.velocity(clip(level)) for level in set(levels)}
    notes = tuple(
        PerformedNote(
            chain.ids,
            chain.pitch,
            chain.onset_beat,
            chain.end_beat,
            clock.onset(chain.onset_beat),
            clock.release(chain.end_beat),
            velocities[level],
        )
        for chain, level in zip(chains, levels, strict=True)
    )
    gain = gain_of(chains, touch, bends, clock, timeline.common.end_beat)
    return PerformedVoice(voice.id, voice.instrument, voice.balance_db, notes, gain)


def _instrument(voice: Voice, instruments: Mapping[str, Instrument] | None) -> Instrument:
    known = measured_instruments() if instruments is None else instruments
    if voice.instrument not in known:
        raise MusicError(f'There is no instrument "{voice.instrument}". Instruments: {", ".join(known)}.')
    return known[voice.instrument]
