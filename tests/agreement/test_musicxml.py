"""The page's MusicXML files, read back by music21: the score's notes, words and chords, and the marks in place."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from music21 import converter

from musicking.export.musicxml import musicxml
from musicking.interpretation import Interpretation
from musicking.marks import marks
from musicking.repertoire import song, songs
from musicking.score import Score
from tests.agreement.cases import Maker
from tests.agreement.musicxml_read import asked, every_component, marks_asked, marks_read, sounding

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
    page, own = (ET.fromstring(text) for text in (files[name], musicxml(score, every_component(score))))  # noqa: S314
    assert chords(page) == chords(own)
    assert pitches(page) == pitches(own)
    assert page.findtext(".//key/fifths") == own.findtext(".//key/fifths")
    assert [clef.findtext("sign") for clef in page.iter("clef")] == [clef.findtext("sign") for clef in own.iter("clef")]
    assert [m.get("number") for m in page.iter("measure")] == [m.get("number") for m in own.iter("measure")]


def chords(root: ET.Element) -> list[tuple[str | None, ...]]:
    paths = ("root/root-step", "root/root-alter", "kind", "bass/bass-step", "bass/bass-alter")
    return [tuple(harmony.findtext(path) for path in paths) for harmony in root.iter("harmony")]


def pitches(root: ET.Element) -> Counter[tuple[str | None, ...]]:
    """Return how each notehead is written: its id, its place on the staff, its accidental, its value."""
    paths = ("pitch/step", "pitch/alter", "pitch/octave", "type", "accidental", "lyric/syllabic")
    return Counter(
        (note.get("id"), *(note.findtext(path) for path in paths)) for note in root.iter("note") if note.get("id")
    )


def test_awkward_scores_read_back() -> None:
    makers = [Maker(random.Random(9_000 + number)) for number in range(COUNT)]  # noqa: S311 (repeatable)
    scores = [maker.score() for maker in makers]
    # Notes that overhang the last bar have no bar to be written in.
    scores = [score for score in scores if score.voices and whole(score)]
    assert len(scores) > COUNT // 8
    for score, text in zip(scores, written([(score, Interpretation()) for score in scores]), strict=True):
        read: Any = converter.parseData(text, format="musicxml")
        for staff, voice in zip(read.parts, score.voices, strict=True):
            assert sounding(staff, score) == asked(voice)


def whole(score: Score) -> bool:
    return all(note.end_beat <= score.end_beat for voice in score.voices for note in voice.notes)


def test_text_from_outside_stays_text() -> None:
    score = song("amazing_grace")
    data = score.to_json() | {"title": "<b>A & \"B\"</b>\x00\ud800"}
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
    assert ET.fromstring(text).findtext("movement-title") == '<b>A & "B"</b>'  # noqa: S314
