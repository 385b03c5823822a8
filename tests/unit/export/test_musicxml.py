"""MusicXML read back by music21: the same notes, words and chords."""

from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from musicking.errors import MusicError
from musicking.export.musicxml import musicxml
from musicking.repertoire import song, songs
from musicking.score import Bar, Metre, Note, Score, Voice
from tests.unit.export.conftest import beat, part


def read_back(score: Score, voices: list[str] | None = None) -> object:
    from music21 import converter

    return converter.parseData(musicxml(score, voices), format="musicxml")


def sounding(staff: object, score: Score) -> list[tuple[Fraction, Fraction, int]]:
    """Return (onset, end, pitch) in beats of what a staff sounds, ties joined."""
    found = []
    for element in staff.stripTies().flatten().notes:  # type: ignore[attr-defined]
        if "ChordSymbol" in element.classes:
            continue
        onset = Fraction(element.offset) / score.beat_quarters + score.start_beat
        end = onset + Fraction(element.quarterLength) / score.beat_quarters
        found += [(onset, end, pitch.midi) for pitch in element.pitches]
    return sorted(found)


def expected(voice: Voice) -> list[tuple[Fraction, Fraction, int]]:
    from musicking.performance.chains import chains_of

    return sorted(
        (Fraction(c.onset_beat).limit_denominator(960), Fraction(c.end_beat).limit_denominator(960), c.pitch)
        for c in chains_of(voice)
    )


@pytest.mark.parametrize("name", songs())
def test_each_song_reads_back_as_it_is(name: str) -> None:
    score = song(name)
    read = read_back(score)
    staves = list(read.parts)  # type: ignore[attr-defined]
    assert len(staves) == len(score.voices)
    for staff, voice in zip(staves, score.voices, strict=True):
        assert sounding(staff, score) == expected(voice)
    words = [note.lyric.removesuffix("-") for note in score.voices[0].notes if note.lyric]
    assert [n.lyrics[0].text for n in staves[0].flatten().notes if n.lyrics] == words


def test_title_key_upbeat_and_chords_read_back(phrase: Score) -> None:
    read = read_back(phrase)
    assert read.metadata.bestTitle == "Amazing Grace"  # type: ignore[attr-defined]
    assert read.metadata.composer == "John Newton"  # type: ignore[attr-defined]
    melody = read.parts[0]  # type: ignore[attr-defined]
    assert melody.flatten().getElementsByClass("Key")[0].mode == "major"
    assert melody.getElementsByClass("Measure")[0].paddingLeft == 2
    assert [chord.figure for chord in melody.flatten().getElementsByClass("ChordSymbol")] == ["G", "C", "G"]


def test_an_open_fifth_is_written_as_musicians_write_it() -> None:
    root = ET.fromstring(musicxml(song("sakura")))  # noqa: S314
    (chord,) = root.iter("harmony")
    assert [(k.text, k.get("text")) for k in chord.iter("kind")] == [("power", "5")]
    assert not list(chord.iter("degree"))


def test_notes_keep_their_ids_and_hands_share_a_grand_staff(phrase: Score) -> None:
    root = ET.fromstring(musicxml(phrase))  # noqa: S314
    ids = {note.get("id") for note in root.iter("note") if note.get("id")}
    assert ids == {note.id for voice in phrase.voices for note in voice.notes}
    assert [staves.text for staves in root.iter("staves")] == ["2"]


def test_a_note_across_the_barline_is_cut_and_tied() -> None:
    melody = part("melody", [(60, 0, 5), (62, 5, 6)])
    bars = (Bar(1, beat(0), beat(3)), Bar(2, beat(3), beat(6)))
    score = Score("Long", (melody,), bars, (Metre(beat(0), 3, 4),), ((beat(0), 1.0),))
    root = ET.fromstring(musicxml(score))  # noqa: S314
    ids = [note.get("id") for note in root.iter("note")]
    assert ids == ["m1", "m1--1", "m2"]
    assert sounding(read_back(score).parts[0], score) == expected(melody)  # type: ignore[attr-defined]


def test_changing_metres_triplets_and_overlapping_notes_read_back() -> None:
    third = Fraction(1, 3)
    notes: list[tuple[int, Fraction | int, Fraction | int]]
    notes = [(60, 0, third), (62, third, 2 * third), (64, 2 * third, 1), (65, 1, 2), (48, 1, 4), (67, 2, 5)]
    voice = part("melody", notes)
    bars = (Bar(1, beat(0), beat(2)), Bar(2, beat(2), beat(5)))
    metres = (Metre(beat(0), 2, 4), Metre(beat(2), 3, 4))
    score = Score("Changing", (voice,), bars, metres, ((beat(0), 1.0),))
    read = read_back(score).parts[0]  # type: ignore[attr-defined]
    signs = [sign.ratioString for sign in read.flatten().getElementsByClass("TimeSignature")]
    assert signs == ["2/4", "3/4"]
    assert sorted(p for _, _, p in sounding(read, score)) == sorted(p for _, _, p in expected(voice))


def test_text_is_escaped_and_the_same_every_time(phrase: Score) -> None:
    nasty = replace(phrase, title="<b>A & B</b>")
    assert musicxml(nasty) == musicxml(nasty)
    assert ET.fromstring(musicxml(nasty)).findtext("movement-title") == "<b>A & B</b>"  # noqa: S314


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
    assert read_back(score).parts[0].flatten().notes[0].nameWithOctave == "B-4"  # type: ignore[attr-defined]


def test_an_unknown_voice_is_said(phrase: Score) -> None:
    with pytest.raises(MusicError, match="no voice"):
        musicxml(phrase, ["tuba"])
