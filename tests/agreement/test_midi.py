"""The page's MIDI files, read back by mido: the performance's onsets to within a tick, and what Python writes."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import mido
import numpy as np
import pytest

from musicking.export.midi import controller_value, midi_file
from musicking.instruments import instruments_from_json
from musicking.interpretation import Interpretation
from musicking.performance import Performance, perform
from musicking.score_json import score_from_json
from tests.agreement.cases import cases

ROOT = Path(__file__).parents[2]
WRITE = Path(__file__).with_name("midi.mjs")
COUNT = 30
#: A gain that moves is written in steps of a fiftieth of a second.
LATE_SEC = 0.025

Pairs = list[tuple[Performance, mido.MidiFile]]


def performance_of(case: dict[str, Any]) -> Performance:
    return perform(
        score_from_json(case["score"]),
        Interpretation.from_json(case["interpretation"]),
        instruments=instruments_from_json(case["instruments"]),
        speed=case["speed"],
    )


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    """Return random performances with the page's files of them."""
    made = list(cases(COUNT, seed=2))
    sent = "".join(json.dumps(case, allow_nan=False) + "\n" for case in made)
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    answer = subprocess.run([node, str(WRITE)], input=sent, capture_output=True, text=True, check=True, cwd=ROOT)
    files = [mido.MidiFile(file=BytesIO(base64.b64decode(line))) for line in answer.stdout.splitlines()]
    return list(zip(map(performance_of, made), files, strict=True))


def onsets(written: mido.MidiFile, track: int) -> list[tuple[float, float, int]]:
    """Return (second, seconds a tick lasts here, velocity) of each onset, by mido's own arithmetic."""
    second, tempo, found = 0.0, 500_000, []
    before = tempo
    for message in mido.merge_tracks([written.tracks[0], written.tracks[track]]):
        before = tempo if message.time > 0 else before
        second += mido.tick2second(message.time, written.ticks_per_beat, tempo)
        if message.type == "set_tempo":
            tempo = message.tempo
        if message.type == "note_on":
            # Where the tempo changes, an onset may have been rounded by the longer tick before it.
            tick_sec = mido.tick2second(1, written.ticks_per_beat, max(tempo, before))
            found.append((second, tick_sec, message.velocity))
    return found


def test_onsets_lie_within_a_tick_of_the_performance(pairs: Pairs) -> None:
    for performance, written in pairs:
        for track, voice in enumerate(performance.voices, start=1):
            found = onsets(written, track)
            expected = sorted((note.onset_sec, note.velocity) for note in voice.notes)
            assert sorted(velocity for _, _, velocity in found) == sorted(velocity for _, velocity in expected)
            for (second, tick_sec, _), (onset, _) in zip(found, expected, strict=True):
                assert abs(second - onset) <= max(tick_sec, 0.001)


def gain_between(gain: tuple[tuple[float, float], ...], start: float, end: float) -> tuple[float, float]:
    """Return the least and the greatest gain from one second to another, ends included."""
    seconds, levels = zip(*gain, strict=True)
    inside = [level for second, level in gain if start <= second <= end]
    edges = [float(np.interp(second, seconds, levels)) for second in (start, end)]
    return min(inside + edges), max(inside + edges)


def test_the_gain_is_controller_11(pairs: Pairs) -> None:
    seen = set()
    for performance, written in pairs:
        for track, voice in enumerate(performance.voices, start=1):
            changes = expressions(written, track)
            for at in np.linspace(max(0.0, voice.gain[0][0]) + LATE_SEC, performance.duration_sec, 120):
                found = [value for second, value in changes if second <= at + 0.001][-1]
                low, high = gain_between(voice.gain, at - LATE_SEC, at + LATE_SEC)
                assert controller_value(90, low) - 1 <= found <= controller_value(90, high) + 1
                seen.add(found)
    assert len(seen) > 30, "gains of many sizes were met"


def expressions(written: mido.MidiFile, track: int) -> list[tuple[float, int]]:
    """Return (second, value) of each message of controller 11, by mido's own arithmetic."""
    second, tempo, found = 0.0, 500_000, []
    for message in mido.merge_tracks([written.tracks[0], written.tracks[track]]):
        second += mido.tick2second(message.time, written.ticks_per_beat, tempo)
        if message.type == "set_tempo":
            tempo = message.tempo
        if message.type == "control_change" and message.control == 11:
            found.append((second, message.value))
    return found


def plain(track: mido.MidiTrack) -> list[tuple[int, list[int]]]:
    """Return (tick, bytes) of each message."""
    here, found = 0, []
    for message in track:
        here += message.time
        found.append((here, list(message.bytes())))
    return found


def test_page_and_python_write_the_same_file(pairs: Pairs) -> None:
    for performance, written in pairs:
        own = midi_file(performance)
        assert written.type == own.type
        assert written.ticks_per_beat == own.ticks_per_beat
        for mine, theirs in zip(own.tracks, written.tracks, strict=True):
            for (tick, message), (page_tick, page_message) in zip(plain(mine), plain(theirs), strict=True):
                # A tempo of microseconds and a tick may each fall on the other side of a half.
                assert abs(tick - page_tick) <= 1
                assert message == page_message or (
                    message[:3] == page_message[:3] == [0xFF, 0x51, 3]
                    and abs(int.from_bytes(message[3:]) - int.from_bytes(page_message[3:])) <= 1
                )
