"""A performance as a MIDI file: bars and beats follow the performed tempo, so that it can be notated."""

from __future__ import annotations

from itertools import pairwise
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.export.tempo_map import TICKS_PER_QUARTER, TempoMap, score_tick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from musicking.performance import Performance, PerformedVoice
    from musicking.score import Score

#: General MIDI programs, counted from 0.
PROGRAMS = {
    "piano": 0,
    "glockenspiel": 9,
    "vibraphone": 11,
    "marimba": 12,
    "nylon_guitar": 24,
    "guitar": 24,
    "steel_guitar": 25,
    "bass": 32,
    "harp": 46,
    "strings": 48,
    "choir": 52,
    "oboe": 68,
    "clarinet": 71,
    "flute": 73,
}
DRUMS, DRUM_CHANNEL, CHANNELS = "drums", 9, 16
VOLUME, EXPRESSION = 7, 11
#: Controller values that stand for 0 dB; the rest is room for gain, 6 dB by the law below.
VOLUME_0_DB, EXPRESSION_0_DB = 100, 90
#: A change of gain is written in steps of this length.
GAIN_STEP_SEC = 0.02


def to_midi(performance: Performance, path: str | Path) -> Path:
    """Write a performance as a standard MIDI file, type 1.

    Parameters
    ----------
    performance
        What to write. Score beats lie on their own ticks (960 a quarter note) and tempo events follow the
        performed beat period, holds included; a voice with a rubato of its own lies off the beat.
    path
        Where to write it.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    MusicError
        When there are more voices than MIDI has channels, or the file cannot be written.
    """
    place = Path(path)
    try:
        midi_file(performance).save(str(place))
    except OSError as error:
        raise MusicError(f"The MIDI file {place} could not be written: {error.strerror}.") from error
    return place


def to_pretty_midi(performance: Performance) -> Any:  # noqa: ANN401  (pretty_midi is imported late)
    """Return a performance as ``pretty_midi.PrettyMIDI``: notes in seconds, ready to be analysed.

    Returns
    -------
    pretty_midi.PrettyMIDI
        The same notes, tempo changes and controllers as in the file of `to_midi`.
    """
    from io import BytesIO

    import pretty_midi

    buffer = BytesIO()
    midi_file(performance).save(file=buffer)
    buffer.seek(0)
    return pretty_midi.PrettyMIDI(buffer)


def midi_file(performance: Performance) -> Any:  # noqa: ANN401  (mido is imported late)
    """Return a performance as ``mido.MidiFile``."""
    import mido

    if len(performance.voices) > CHANNELS - 1:
        raise MusicError(f"MIDI has room for {CHANNELS - 1} voices; this has {len(performance.voices)}.")
    tempo_map = TempoMap.of(performance)
    written = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER)
    written.tracks.append(_track(performance.score.title, list(_conductor(performance, tempo_map))))
    channels = (channel for channel in range(CHANNELS) if channel != DRUM_CHANNEL)
    names = {voice.id: voice.name for voice in performance.score.voices}
    for voice in performance.voices:
        channel = DRUM_CHANNEL if voice.instrument == DRUMS else next(channels)
        written.tracks.append(_track(names[voice.id], list(_voice(voice, channel, tempo_map))))
    return written


def _track(name: str, events: list[tuple[int, int, Any]]) -> Any:  # noqa: ANN401  (mido is imported late)
    """Return a track of (tick, rank at that tick, message)."""
    import mido

    # A MIDI text holds Latin letters only; what lies outside becomes a question mark.
    text = name.encode("latin-1", "replace").decode("latin-1")
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=text)])
    here = 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        message.time = tick - here
        track.append(message)
        here = tick
    track.append(mido.MetaMessage("end_of_track"))
    return track


def _conductor(performance: Performance, tempo_map: TempoMap) -> Iterator[tuple[int, int, Any]]:
    """Yield tempo and metre events."""
    import mido

    for tick, tempo in zip(tempo_map.ticks, tempo_map.tempos, strict=True):
        yield tick, 1, mido.MetaMessage("set_tempo", tempo=tempo)
    for beat, numerator, denominator in _metres(performance.score):
        message = mido.MetaMessage("time_signature", numerator=numerator, denominator=denominator)
        yield score_tick(performance, beat), 0, message


def _metres(score: Score) -> Iterator[tuple[float, int, int]]:
    """Yield (beat, numerator, denominator), an upbeat as a bar of its own, so that barlines fall right."""
    first = score.bars[0] if score.bars else None
    for place, metre in enumerate(score.metres):
        beat = float(metre.beat)
        if place == 0 and first is not None and first.number == 0:
            size = (first.end_beat - first.start_beat) * score.beat_quarters / 4 * metre.denominator
            if size.denominator == 1:
                yield float(first.start_beat), int(size), metre.denominator
                beat = float(first.end_beat)
        yield beat, metre.numerator, metre.denominator


def _voice(voice: PerformedVoice, channel: int, tempo_map: TempoMap) -> Iterator[tuple[int, int, Any]]:
    """Yield a voice's program, volume, gain and notes; at one tick, notes end before others begin."""
    import mido

    if channel != DRUM_CHANNEL:
        yield 0, 0, mido.Message("program_change", channel=channel, program=PROGRAMS.get(voice.instrument, 0))
    volume = controller_value(VOLUME_0_DB, voice.balance_db)
    yield 0, 0, mido.Message("control_change", channel=channel, control=VOLUME, value=volume)
    for second, value in expression_values(voice.gain):
        message = mido.Message("control_change", channel=channel, control=EXPRESSION, value=value)
        yield tempo_map.tick_at(second), 2, message
    for note in voice.notes:
        on, off = tempo_map.tick_at(note.onset_sec), tempo_map.tick_at(note.release_sec)
        sound = {"channel": channel, "note": note.pitch}
        yield on, 3, mido.Message("note_on", velocity=note.velocity, **sound)
        yield max(off, on + 1), 1, mido.Message("note_off", velocity=64, **sound)


def controller_value(zero_db: int, level_db: float) -> int:
    """Return the controller value for a level, by the usual law of synthesizers: 40·log10 of the value in dB.

    Examples
    --------
    >>> controller_value(90, 0), controller_value(90, -12), controller_value(90, 30)
    (90, 45, 127)
    """
    return max(0, min(127, floor(zero_db * 10 ** (level_db / 40) + 0.5)))


def expression_values(gain: tuple[tuple[float, float], ...]) -> list[tuple[float, int]]:
    """Return a gain curve as (second, value of controller 11), each value once."""
    samples = [(max(0.0, gain[0][0]), gain[0][1])]
    for (left, start), (right, end) in pairwise(gain):
        steps = floor((right - left) / GAIN_STEP_SEC) if start != end else 0
        samples += [
            (left + (right - left) * step / steps, start + (end - start) * step / steps) for step in range(1, steps)
        ]
        samples.append((right, end))
    values: list[tuple[float, int]] = []
    for second, level_db in samples:
        value = controller_value(EXPRESSION_0_DB, level_db)
        if not values or value != values[-1][1]:
            values.append((second, value))
    return values
