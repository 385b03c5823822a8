"""The contract of a notation SVG: addressable notes and bars, ink of the page, text that is only text."""

import gzip
import re
from collections import Counter
from dataclasses import replace
from typing import Literal
from xml.etree import ElementTree as ET

import pytest

from musicking.export.notation import notation
from musicking.reading.abc import read_abc
from musicking.repertoire import song, songs
from musicking.score import Bar, Metre, Note, Score
from tests.unit.export.conftest import beat, part

LAYOUTS: tuple[Literal["wide", "narrow"], ...] = ("wide", "narrow")
SVG = "{http://www.w3.org/2000/svg}"


def picture(score: Score, layout: Literal["wide", "narrow"] = "wide", voices: list[str] | None = None) -> ET.Element:
    return ET.fromstring(notation(score, layout, voices))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", songs())
def test_every_note_and_bar_of_a_song_is_addressable(name: str, layout: Literal["wide", "narrow"]) -> None:
    score = song(name)
    svg = picture(score, layout, [voice.id for voice in score.voices])
    drawn = {group.get("data-note") for group in svg.iter(f"{SVG}g") if group.get("class") == "note"}
    assert drawn == {note.id for voice in score.voices for note in voice.notes}
    bars = [group.get("data-bar") for group in svg.iter(f"{SVG}g") if group.get("class") == "measure"]
    assert bars == [str(index) for index in range(len(score.bars))]


def test_a_note_lies_in_its_own_bar(phrase: Score) -> None:
    measures = [g for g in picture(phrase).iter(f"{SVG}g") if g.get("class") == "measure"]
    found = [[g.get("data-note") for g in bar.iter(f"{SVG}g") if g.get("class") == "note"] for bar in measures]
    assert found == [["m1"], ["m2", "m3", "m4"], ["m5", "m6"], ["m7", "m8"], ["m9"]]


def test_lines_hold_about_four_bars_wide_and_two_narrow() -> None:
    score = song("amazing_grace")
    counts = {
        layout: [
            len([g for g in system.iter(f"{SVG}g") if g.get("class") == "measure"])
            for system in picture(score, layout).iter(f"{SVG}g")
            if system.get("class") == "system"
        ]
        for layout in LAYOUTS
    }
    assert counts["wide"] == [5, 4, 4, 4]
    assert set(counts["narrow"]) <= {2, 3}


def test_there_is_no_ink_but_the_page_s_own(phrase: Score) -> None:
    text = notation(phrase)
    assert set(re.findall(r'(?:fill|stroke|color)="([^"]*)"', text)) == {"currentColor"}
    assert "<style" not in text
    assert "#" not in re.sub(r'href="#[^"]*"', "", text)
    assert set(re.findall(r'font-family="([^"]*)"', text)) == {"inherit"}
    head = text[: text.index(">")]
    assert "viewBox" in head
    assert " width=" not in head


def test_ids_are_unique_even_with_the_same_song_twice(phrase: Score) -> None:
    both = notation(phrase, prefix="a-") + notation(phrase, prefix="b-")
    counts = Counter(re.findall(r' id="([^"]*)"', both))
    assert max(counts.values()) == 1
    assert set(re.findall(r'href="#([^"]*)"', both)) <= set(counts)


def test_a_note_cut_in_two_answers_to_one_name() -> None:
    score = Score(
        "Long",
        (part("melody", [(60, 0, 5), (62, 5, 6)]),),
        (Bar(1, beat(0), beat(3)), Bar(2, beat(3), beat(6))),
        (Metre(beat(0), 3, 4),),
        ((beat(0), 1.0),),
    )
    names = [g.get("data-note") for g in picture(score).iter(f"{SVG}g") if g.get("class") == "note"]
    assert names == ["m1", "m1", "m2"]


def test_words_and_chords_stand_as_text(phrase: Score) -> None:
    texts = [text.text for text in picture(phrase).iter(f"{SVG}text")]
    assert [word for word in ("maz", "grace", "sound") if word not in texts] == []
    assert texts.count("G") == 2


def test_text_from_outside_stays_text(phrase: Score) -> None:
    melody = phrase.voices[0]
    first = replace(melody.notes[0], lyric='<script>alert("1")</script>&amp;')
    nasty = replace(phrase, voices=(replace(melody, notes=(first, *melody.notes[1:])),))
    svg = picture(nasty)
    assert not list(svg.iter(f"{SVG}script"))
    assert '<script>alert("1")</script>&amp;' in [text.text for text in svg.iter(f"{SVG}text")]


def test_sharps_in_chord_symbols_are_plain_text() -> None:
    text = notation(song("ode_to_joy"))
    assert "D/F♯" in text
    assert "♮" not in text
    assert not re.search("[\ue000-\uf8ff]", text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_small(layout: Literal["wide", "narrow"]) -> None:
    assert len(gzip.compress(notation(song("amazing_grace"), layout).encode())) <= 15_000


def test_nothing_is_logged(capfd: pytest.CaptureFixture[str], phrase: Score) -> None:
    odd = replace(phrase, chords=((beat(0), "N.C.?!"),))
    notation(odd)
    assert capfd.readouterr() == ("", "")


def test_odd_ids_are_kept() -> None:
    note = Note("melody 1/2: ä", beat(0), beat(3), 60)
    voice = replace(part("melody", []), notes=(note,))
    score = Score("Odd", (voice,), (Bar(1, beat(0), beat(3)),), (Metre(beat(0), 3, 4),), ((beat(0), 1.0),))
    assert 'data-note="melody 1/2: ä"' in notation(score)


def test_the_bracket_of_a_tuplet_is_a_line() -> None:
    picture = notation(read_abc("X:1\nT:Three\nM:4/4\nL:1/4\nK:C\n(3CDE F2|G4|]"))
    brackets = re.findall(r"<polyline [^>]*>", picture)
    assert brackets
    assert all('fill="none"' in bracket for bracket in brackets)
