"""The MIDI file, read back by mido: the same onsets as the performance, on the score's own ticks."""

from itertools import pairwise
from pathlib import Path

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicking.errors import MusicError
from musicking.export.midi import controller_value, expression_values, midi_file, to_midi, to_pretty_midi
from musicking.export.tempo_map import TICKS_PER_QUARTER
from musicking.instruments import instruments_from_json
from musicking.interpretation import Component, Hold, Interpretation
from musicking.performance import Performance, perform
from musicking.score import Score

LAW = [[20, -18], [120, 10]]
INSTRUMENTS = instruments_from_json(
    {"piano": {"sustaining": False, "velocity_db": LAW}, "flute": {"sustaining": True, "velocity_db": LAW}}
)


def performed(score: Score, laid: Interpretation | None = None) -> Performance:
    return perform(score, laid, instruments=INSTRUMENTS)


def notes_of(written: mido.MidiFile, track: int) -> list[tuple[int, float, float]]:
    """Return (tick, second, second lasted by one tick here) of each onset, by mido's own arithmetic."""
    merged = mido.merge_tracks([written.tracks[0], written.tracks[track]])
    tick, second, tempo, found = 0, 0.0, 500_000, []
    for message in merged:
        tick += message.time
        second += mido.tick2second(message.time, written.ticks_per_beat, tempo)
        if message.type == "set_tempo":
            tempo = message.tempo
        if message.type == "note_on" and message.velocity:
            found.append((tick, second, mido.tick2second(1, written.ticks_per_beat, tempo)))
    return found


def assert_onsets_agree(performance: Performance) -> None:
    written = midi_file(performance)
    for place, voice in enumerate(performance.voices, start=1):
        found = notes_of(written, place)
        expected = sorted(note.onset_sec for note in voice.notes)
        assert len(found) == len(expected)
        for (_, second, tick_sec), onset in zip(found, expected, strict=True):
            assert abs(second - onset) <= max(tick_sec, 0.001)


def test_as_written_each_onset_lies_on_its_score_tick(phrase: Score) -> None:
    performance = performed(phrase)
    assert_onsets_agree(performance)
    found = notes_of(midi_file(performance), 1)
    expected = [(n.onset_beat - phrase.start_beat) * TICKS_PER_QUARTER for n in phrase.voices[0].notes]
    assert [tick for tick, _, _ in found] == expected


def test_slowing_and_a_hold_keep_the_score_ticks(phrase: Score) -> None:
    laid = Interpretation(
        (Component("ritardando", 6, 11, until_beat=11),), holds=(Hold("m5", 2.5, breath_beats=1),)
    )
    performance = performed(phrase, laid)
    assert_onsets_agree(performance)
    found = notes_of(midi_file(performance), 1)
    expected = [(n.onset_beat - phrase.start_beat) * TICKS_PER_QUARTER for n in phrase.voices[0].notes]
    assert [tick for tick, _, _ in found] == expected


def test_rubato_of_one_voice_moves_its_ticks_alone(phrase: Score) -> None:
    laid = Interpretation((Component("rubato", 0, 9, voice="melody", cycles=3),))
    performance = performed(phrase, laid)
    assert_onsets_agree(performance)
    written = midi_file(performance)
    on_beat = [n.onset_beat - phrase.start_beat for n in phrase.voices[0].notes]
    assert [tick / TICKS_PER_QUARTER for tick, _, _ in notes_of(written, 1)] != on_beat
    bass = [(n.onset_beat - phrase.start_beat) * TICKS_PER_QUARTER for n in phrase.voices[2].notes]
    assert [tick for tick, _, _ in notes_of(written, 3)] == bass


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    ratio=st.floats(1, 8),
    breath=st.floats(0, 8),
    note=st.sampled_from(["m2", "m5", "h4", "b3", "m9"]),
    slowing=st.floats(0, 1),
    hand=st.floats(0.1, 10),
)
def test_onsets_agree_under_anything(
    ratio: float, breath: float, note: str, slowing: float, hand: float
) -> None:
    from conftest import phrase_score

    laid = Interpretation(
        (Component("ritardando", 3, 9, until_beat=9, amount=slowing), Component("rubato", 0, 6, cycles=2)),
        holds=(Hold(note, ratio, breath),),
        hand_tempo=((1.0, hand), (4.5, 1.0)),
    )
    assert_onsets_agree(performed(phrase_score(), laid))


def test_metres_programs_names_and_velocities(phrase: Score, tmp_path: Path) -> None:
    performance = performed(phrase)
    written = mido.MidiFile(to_midi(performance, tmp_path / "grace.mid"))
    metres = [(m.numerator, m.denominator) for m in written.tracks[0] if m.type == "time_signature"]
    assert metres == [(1, 4), (3, 4)]
    assert [track.name for track in written.tracks] == ["Amazing Grace", "Melody", "Harmony", "Bass"]
    velocities = [m.velocity for m in written.tracks[1] if m.type == "note_on"]
    assert velocities == [note.velocity for note in performance.voices[0].notes]


def test_pretty_midi_reads_the_same_seconds(phrase: Score) -> None:
    performance = performed(phrase, Interpretation((Component("ritardando", 6, 11, until_beat=11),)))
    read = to_pretty_midi(performance)
    onsets = sorted(note.start for note in read.instruments[0].notes)
    assert onsets == pytest.approx([note.onset_sec for note in performance.voices[0].notes], abs=0.001)


def test_gain_becomes_expression() -> None:
    values = expression_values(((0.0, 0.0), (1.0, -12.0)))
    assert values[0] == (0.0, 90)
    assert values[-1][1] == controller_value(90, -12) == 45
    assert all(later < earlier for (_, earlier), (_, later) in pairwise(values))
    assert len(values) > 30


def test_a_place_that_cannot_be_written_is_said(phrase: Score, tmp_path: Path) -> None:
    with pytest.raises(MusicError, match="could not be written"):
        to_midi(performed(phrase), tmp_path / "nowhere" / "grace.mid")
