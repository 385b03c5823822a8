"""MusicXML read back by music21: the same notes, words and chords."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from musicking import accentuation, crescendo, fermata, perform, tempo_contrast
from musicking.errors import MusicError
from musicking.export.musicxml import musicxml
from musicking.interpretation import Interpretation
from musicking.marks import marks
from musicking.repertoire import song, songs
from musicking.score import Bar, Metre, Note, Score, Voice
from tests.agreement.musicxml_read import asked, every_component, marks_asked, marks_read, sounding
from tests.unit.export.conftest import beat, part


def read_back(score: Score, laid: Interpretation | None = None) -> Any:
    from music21 import converter

    return converter.parseData(musicxml(score, laid), format="musicxml")


@pytest.mark.parametrize("name", songs())
def test_each_song_reads_back_as_it_is_with_the_marks_of_all_eleven_components(name: str) -> None:
    score = song(name)
    laid = every_component(score)
    staves = list(read_back(score, laid).parts)
    for staff, voice in zip(staves, score.voices, strict=True):
        assert sounding(staff, score) == asked(voice)
    words = [note.lyric.removesuffix("-") for note in score.voices[0].notes if note.lyric]
    assert [n.lyrics[0].text for n in staves[0].flatten().notes if n.lyrics] == words
    assert marks_read(staves, score) == marks_asked(marks(score, laid), score)


def test_marks_have_signs_that_notation_programs_know(phrase: Score) -> None:
    laid = tempo_contrast(phrase.place(1, 2)) + crescendo(phrase.place(1, 2)) + fermata("m5") + accentuation("m2")
    root = ET.fromstring(musicxml(phrase, laid))
    wedges = [(wedge.get("type"), wedge.get("number")) for wedge in root.iter("wedge")]
    assert wedges == [("crescendo", "1"), ("stop", "1")]
    assert [sound.get("tempo") for sound in root.iter("sound")][1:] == ["101.08", "76"]
    assert [note.get("id") for note in root.iter("note") if note.find("notations/fermata") is not None] == ["m5"]
    for note in root.iter("note"):
        order = [child.tag for child in note if child.tag in {"beam", "notations", "lyric"}]
        assert order == sorted(order, key=["beam", "notations", "lyric"].index)


def test_an_interpretation_that_changes_nothing_leaves_the_file_as_written(phrase: Score) -> None:
    assert musicxml(phrase, Interpretation()) == musicxml(phrase)


def test_a_performance_writes_its_file(phrase: Score, tmp_path: Path) -> None:
    place = perform(phrase, fermata("m5")).to_musicxml(tmp_path / "grace.musicxml")
    assert "<fermata" in place.read_text(encoding="utf-8")
    with pytest.raises(MusicError, match="could not be written"):
        perform(phrase).to_musicxml(tmp_path / "nowhere" / "grace.musicxml")


def test_title_key_upbeat_and_chords_read_back(phrase: Score) -> None:
    read = read_back(phrase)
    assert read.metadata.bestTitle == "Amazing Grace"
    assert read.metadata.composer == "John Newton"
    melody = read.parts[0]
    assert melody.flatten().getElementsByClass("Key")[0].mode == "major"
    assert melody.getElementsByClass("Measure")[0].paddingLeft == 2
    assert [chord.figure for chord in melody.flatten().getElementsByClass("ChordSymbol")] == ["G", "C", "G"]


def test_an_open_fifth_is_written_as_musicians_write_it() -> None:
    root = ET.fromstring(musicxml(song("sakura")))
    (chord,) = root.iter("harmony")
    assert [(k.text, k.get("text")) for k in chord.iter("kind")] == [("power", "5")]
    assert not list(chord.iter("degree"))


def test_notes_keep_their_ids_and_hands_share_a_grand_staff(phrase: Score) -> None:
    root = ET.fromstring(musicxml(phrase))
    ids = {note.get("id") for note in root.iter("note") if note.get("id")}
    assert ids == {note.id for voice in phrase.voices for note in voice.notes}
    assert [staves.text for staves in root.iter("staves")] == ["2"]


def test_a_note_across_the_barline_is_cut_and_tied() -> None:
    melody = part("melody", [(60, 0, 5), (62, 5, 6)])
    bars = (Bar(1, beat(0), beat(3)), Bar(2, beat(3), beat(6)))
    score = Score("Long", (melody,), bars, (Metre(beat(0), 3, 4),), ((beat(0), 1.0),))
    root = ET.fromstring(musicxml(score))
    ids = [note.get("id") for note in root.iter("note")]
    assert ids == ["m1", "m1--1", "m2"]
    assert sounding(read_back(score).parts[0], score) == asked(melody)


def test_changing_metres_triplets_and_overlapping_notes_read_back() -> None:
    third = Fraction(1, 3)
    notes: list[tuple[int, Fraction | int, Fraction | int]]
    notes = [(60, 0, third), (62, third, 2 * third), (64, 2 * third, 1), (65, 1, 2), (48, 1, 4), (67, 2, 5)]
    voice = part("melody", notes)
    bars = (Bar(1, beat(0), beat(2)), Bar(2, beat(2), beat(5)))
    metres = (Metre(beat(0), 2, 4), Metre(beat(2), 3, 4))
    score = Score("Changing", (voice,), bars, metres, ((beat(0), 1.0),))
    read = read_back(score).parts[0]
    signs = [sign.ratioString for sign in read.flatten().getElementsByClass("TimeSignature")]
    assert signs == ["2/4", "3/4"]
    assert sorted(p for _, _, p in sounding(read, score)) == sorted(p for _, _, p in asked(voice))


def test_text_is_escaped_and_the_same_every_time(phrase: Score) -> None:
    nasty = replace(phrase, title="<b>A & B</b>")
    assert musicxml(nasty) == musicxml(nasty)
    assert ET.fromstring(musicxml(nasty)).findtext("movement-title") == "<b>A & B</b>"


def test_flats_without_spelling_follow_the_key() -> None:
    voice = Voice("melody", "Melody", "piano", (Note("m1", beat(0), beat(4), 70),))
    score = Score(
        "Flat",
        (voice,),
        (Bar(1, beat(0), beat(4)),),
        (Metre(beat(0), 4, 4),),
        ((beat(0), 1.0),),
        key="Eb major",
    )
    assert read_back(score).parts[0].flatten().notes[0].nameWithOctave == "B-4"


def test_an_unknown_voice_is_said(phrase: Score) -> None:
    with pytest.raises(MusicError, match="no voice"):
        musicxml(phrase, voices=["tuba"])
