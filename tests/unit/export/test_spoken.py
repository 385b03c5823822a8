"""The spoken score."""

from dataclasses import replace

from conftest import beat

from musicking.export.spoken import spoken, summary
from musicking.score import Score


def test_upbeat_words_values_and_chords(phrase: Score) -> None:
    assert spoken(phrase) == (
        "Upbeat: beat 3, D4, quarter note, “A-”.",
        (
            "Bar 1: beat 1, G4, half note, “maz-”; beat 3, B4, eighth note, “ing”; "
            "beat 3½, G4, eighth note; chord G."
        ),
        "Bar 2: beat 1, B4, half note, “grace”; beat 3, A4, quarter note, “how”.",
        "Bar 3: beat 1, G4, half note, “sweet”; beat 3, E4, quarter note, “the”; chord C.",
        "Bar 4: beat 1, D4, half note, “sound”; chord G.",
    )


def test_other_voices_are_named(phrase: Score) -> None:
    said = spoken(phrase, ["harmony", "bass"])
    assert said[0] == "Upbeat: Harmony, rest; Bass, rest."
    assert said[1] == (
        "Bar 1: Harmony, beat 1, B3 and D4 and G4, half note; beat 3, quarter rest; "
        "Bass, beat 1, G2, dotted half note; chord G."
    )


def test_ties_repeats_and_late_chords(phrase: Score) -> None:
    melody = phrase.voices[0]
    notes = (*melody.notes[:4], replace(melody.notes[4], pitch=67, spelling="G4"), *melody.notes[5:])
    tied = replace(notes[3], tied=True)
    again = replace(phrase.bars[4], pass_=2)
    score = replace(
        phrase,
        voices=(replace(melody, notes=(*notes[:3], tied, *notes[4:])),),
        bars=(*phrase.bars[:4], again),
        chords=((beat(4), "Bb/D"),),
    )
    said = spoken(score)
    assert said[2].startswith("Bar 2: beat 1, G4, half note, tied from the note before; beat 3, A4")
    assert said[2].endswith("chord B flat over D on beat 2.")
    assert said[4].startswith("Bar 4, second time: ")


def test_summary_names_what_a_reader_needs(phrase: Score) -> None:
    assert summary(phrase) == (
        "Amazing Grace: G major, 3/4, 4 bars with an upbeat, 76 beats a minute, melody from D4 to B4."
    )
