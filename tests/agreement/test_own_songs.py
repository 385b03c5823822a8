"""Songs that a reader brings: Python and the page read the same, and music21 and mido read the same notes."""

# mypy: allow-untyped-calls

from __future__ import annotations

import os
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import mido
import pytest
from music21 import converter, stream

from musicking import Score, perform, read_song, song, songs
from musicking.score_json import score_from_json
from tests.agreement.files import MIDI, SCORES, read_in_page

ALL = [*SCORES, *MIDI]
#: music21 takes its time.
READ_TWICE = SCORES if os.environ.get("MUSICKING_ALL_SONGS") else SCORES[1::3]
#: Onset and length in quarters from the beginning, and key.
Notes = Counter[tuple[float, float, int]]
#: A written note of MIDI is put on its place of the grid.
GRID_QUARTERS = 1 / 64
DRUMS = 9


@pytest.fixture(scope="module")
def in_page() -> dict[Path, dict[str, Any]]:
    return dict(zip(ALL, read_in_page(ALL), strict=True))


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(path.suffix for path in ALL)
    assert sum(kinds.values()) >= 60
    assert min(kinds[suffix] for suffix in (".mxl", ".xml", ".abc", ".mid")) >= 10


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_python_and_page_read_the_same(path: Path, in_page: dict[Path, dict[str, Any]]) -> None:
    read = read_song(path)
    assert "score" in in_page[path], in_page[path]
    assert read == score_from_json(in_page[path]["score"])
    assert perform(read).duration_sec > 0


def ours(score: Score) -> Notes:
    def place(beat: Any) -> float:
        return round(float((beat - score.start_beat) * score.beat_quarters), 3)

    return Counter(
        (place(note.onset_beat), round(float((note.end_beat - note.onset_beat) * score.beat_quarters), 3), note.pitch)
        for voice in score.voices
        if voice.instrument != "drums"
        for note in voice.notes
    )


def theirs(path: Path) -> Notes:
    whole: Any = converter.parse(path, forceSource=True)
    if isinstance(whole, stream.Opus):
        whole = whole.scores[0]
    found: Notes = Counter()
    for part in whole.parts:
        played = part.expandRepeats() if part.hasMeasures() else part
        for element in played.toSoundingPitch().flatten().notes:
            if element.duration.isGrace or type(element).__name__ not in {"Note", "Chord"}:
                continue
            length = round(float(element.quarterLength), 3)
            found.update((round(float(element.offset), 3), length, pitch.midi) for pitch in element.pitches)
    return found


@pytest.mark.parametrize("path", READ_TWICE, ids=lambda path: path.stem)
def test_music21_reads_the_same_notes(path: Path) -> None:
    assert ours(read_song(path)) == theirs(path)


def struck(path: Path) -> list[tuple[float, int]]:
    """Return (onset in quarters, key) of every note that mido finds and that lasts at all, drums left out."""
    written = mido.MidiFile(path)
    found = []
    for track in written.tracks:
        tick, held = 0, defaultdict[tuple[int, int], list[int]](list)
        for message in track:
            tick += message.time
            if message.type not in {"note_on", "note_off"} or message.channel == DRUMS:
                continue
            begun = held[message.channel, message.note]
            if message.type == "note_on" and message.velocity:
                begun.append(tick)
            elif begun and (start := begun.pop(0)) < tick:
                found.append((start / written.ticks_per_beat, message.note))
        for (_, note), begun in held.items():
            found += [(start / written.ticks_per_beat, note) for start in begun if start < tick]
    return sorted(found, key=lambda note: (note[1], note[0]))


@pytest.mark.parametrize("path", MIDI, ids=lambda path: path.stem)
def test_mido_reads_the_same_onsets(path: Path) -> None:
    score = read_song(path)
    found = sorted(
        (
            (float(note.onset_beat * score.beat_quarters), note.pitch)
            for voice in score.voices
            if voice.instrument != "drums"
            for note in voice.notes
        ),
        key=lambda note: (note[1], note[0]),
    )
    expected = struck(path)
    assert [pitch for _, pitch in found] == [pitch for _, pitch in expected]
    slack = 1e-6 if score.origin.get("notation") == "none" else GRID_QUARTERS + 1e-6
    assert all(abs(mine - its) <= slack for (mine, _), (its, _) in zip(found, expected, strict=True))


@pytest.mark.parametrize("path", MIDI, ids=lambda path: path.stem)
def test_the_tempo_map_is_kept(path: Path) -> None:
    score = read_song(path)
    written = mido.MidiFile(path)
    if len(written.tracks) > 1 and written.type == 2:
        pytest.skip("its tracks do not play together")
    end = max(note.release_sec for voice in perform(score).voices for note in voice.notes)
    second, last = 0.0, 0.0
    for message in written:
        second += message.time
        last = second if message.type in {"note_on", "note_off"} else last
    assert end == pytest.approx(last, abs=0.1)


@pytest.mark.parametrize("name", songs())
def test_the_books_own_songs_are_read_as_its_strict_reader_reads_them(name: str) -> None:
    strict, read = song(name), read_song(files_of(name))
    assert [(n.onset_beat, n.end_beat, n.pitch, n.spelling, n.tied, n.lyric) for n in strict.voices[0].notes] == [
        (n.onset_beat, n.end_beat, n.pitch, n.spelling, n.tied, n.lyric) for n in read.voices[0].notes
    ]
    for field in ("title", "key", "bars", "metres", "tempo", "chords", "beat_quarters"):
        assert getattr(read, field) == getattr(strict, field), field


def files_of(name: str) -> Path:
    return Path(str(files("musicking.repertoire"))) / f"{name}.abc"
