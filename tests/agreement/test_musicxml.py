"""The page's MusicXML files, read back by music21: the score's notes, words and chords, and the marks in place."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from music21 import converter

from musicking.export.musicxml import musicxml
from musicking.interpretation import Interpretation
from musicking.marks import marks
from musicking.repertoire import song, songs
from tests.agreement.cases import Maker
from tests.agreement.musicxml_read import asked, every_component, marks_asked, marks_read, sounding

if TYPE_CHECKING:
    from musicking.score import Score

ROOT = Path(__file__).parents[2]
WRITE = Path(__file__).with_name("musicxml.mjs")
COUNT = 40


def written(cases: list[tuple[Score, Interpretation]]) -> list[str]:
    """Return the page's file of each score with what is laid over it."""
    sent = "".join(
        json.dumps({"score": score.to_json(), "interpretation": laid.to_json()}) + "\n" for score, laid in cases
    )
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    answer = subprocess.run([node, str(WRITE)], input=sent, capture_output=True, text=True, check=True, cwd=ROOT)
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Return the page's file of each song under all eleven components."""
    cases = [(song(name), every_component(song(name))) for name in songs()]
    return dict(zip(songs(), written(cases), strict=True))


@pytest.mark.parametrize("name", songs())
def test_each_song_reads_back_with_its_notes_words_chords_and_marks(files: dict[str, str], name: str) -> None:
    score = song(name)
    read: Any = converter.parseData(files[name], format="musicxml")
    staves = list(read.parts)
    for staff, voice in zip(staves, score.voices, strict=True):
        assert sounding(staff, score) == asked(voice)
    words = [note.lyric.removesuffix("-") for note in score.voices[0].notes if note.lyric]
    assert [note.lyrics[0].text for note in staves[0].flatten().notes if note.lyrics] == words
    assert marks_read(staves, score) == marks_asked(marks(score, every_component(score)), score)


@pytest.mark.parametrize("name", songs())
def test_the_page_writes_what_python_writes(files: dict[str, str], name: str) -> None:
    score = song(name)
    page, own = (ET.fromstring(text) for text in (files[name], musicxml(score, every_component(score))))
    assert chords(page) == chords(own)
    assert pitches(page) == pitches(own)
    assert page.findtext(".//key/fifths") == own.findtext(".//key/fifths")
    assert [clef.findtext("sign") for clef in page.iter("clef")] == [clef.findtext("sign") for clef in own.iter("clef")]
    assert [m.get("number") for m in page.iter("measure")] == [m.get("number") for m in own.iter("measure")]


def chords(root: ET.Element) -> list[tuple[str | None, ...]]:
    paths = ("root/root-step", "root/root-alter", "kind", "bass/bass-step", "bass/bass-alter")
    return [tuple(harmony.findtext(path) for path in paths) for harmony in root.iter("harmony")]


def pitches(root: ET.Element) -> Counter[tuple[str | None, ...]]:
    """Return how each notehead is written: its id, its place on the staff, its value, its syllable's place."""
    return Counter(
        (
            note.get("id"),
            note.findtext("pitch/step"),
            note.findtext("pitch/alter") or "0",
            *(note.findtext(path) for path in ("pitch/octave", "type", "lyric/syllabic")),
        )
        for note in root.iter("note")
        if note.get("id")
    )


@pytest.mark.parametrize("name", songs())
def test_what_is_seen_is_what_sounds(files: dict[str, str], name: str) -> None:
    """An accidental holds for its line to the end of the bar; the rest follows the key."""
    signs = {"flat": -1, "natural": 0, "sharp": 1, "double-sharp": 2, "flat-flat": -2}
    for part in ET.fromstring(files[name]).iter("part"):
        fifths = int(part.findtext("measure/attributes/key/fifths", "0"))
        key = dict(zip("FCGDAEB", ((fifths - place + 6) // 7 for place in range(7)), strict=True))
        for measure in part.iter("measure"):
            seen: dict[tuple[str | None, ...], int] = {}
            for note in measure.iter("note"):
                if note.find("pitch") is None or any(tie.get("type") == "stop" for tie in note.iter("tie")):
                    continue
                place = (note.findtext("staff"), note.findtext("pitch/step"), note.findtext("pitch/octave"))
                if note.find("accidental") is not None:
                    seen[place] = signs[note.findtext("accidental", "")]
                assert seen.get(place, key[str(place[1])]) == int(note.findtext("pitch/alter", "0"))


def test_awkward_scores_keep_every_note_at_its_place() -> None:
    makers = [Maker(random.Random(9_000 + number)) for number in range(COUNT)]
    scores = [score for maker in makers if (score := maker.score()).voices]
    for score, text in zip(scores, written([(score, Interpretation()) for score in scores]), strict=True):
        expected = {
            note.id: (note.onset_beat, min(note.end_beat, score.end_beat), note.pitch)
            for voice in score.voices
            for note in voice.notes
            if note.onset_beat < score.end_beat
        }
        assert heads(ET.fromstring(text), score) == expected


def heads(root: ET.Element, score: Score) -> dict[str, tuple[Fraction, Fraction, int]]:
    """Return from where to where each note is written, by the durations in the file, and its key."""
    found: dict[str, tuple[Fraction, Fraction, int]] = {}
    for part in root.iter("part"):
        divisions = int(part.findtext("measure/attributes/divisions", "1"))
        for measure, bar in zip(part.iter("measure"), score.bars, strict=True):
            here = before = Fraction(0)
            for element in measure:
                length = Fraction(int(element.findtext("duration", "0")), divisions) / score.beat_quarters
                if element.tag == "backup":
                    assert here == bar.end_beat - bar.start_beat
                    here -= length
                if element.tag != "note":
                    continue
                start = before if element.find("chord") is not None else here
                before, here = start, start + length
                if name := element.get("id", "").partition("--")[0]:
                    step, alter, octave = (element.findtext(f"pitch/{p}", "0") for p in ("step", "alter", "octave"))
                    key = "C D EF G A B".index(step) + int(alter) + 12 * int(octave) + 12
                    first = found.get(name, (bar.start_beat + start,))[0]
                    found[name] = (first, bar.start_beat + start + length, key)
            assert here == bar.end_beat - bar.start_beat
    return found


def test_text_from_outside_stays_text() -> None:
    score = song("amazing_grace")
    data = score.to_json() | {"title": '<b>A & "B"</b>\x00\ud800'}
    (text,) = [
        json.loads(line)
        for line in subprocess.run(
            [str(shutil.which("node")), str(WRITE)],
            input=json.dumps({"score": data, "interpretation": Interpretation().to_json()}) + "\n",
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout.splitlines()
    ]
    assert ET.fromstring(text).findtext("movement-title") == '<b>A & "B"</b>'
