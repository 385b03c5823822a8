"""A score in another key sounds and reads as a musician would write it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicking import Note, Score, Voice, perform, song, songs
from musicking.errors import MusicError
from musicking.form.chords import pitch_class, read_chord
from musicking.singing import RANGES, keys_that_fit
from musicking.transposition import MOST_SEMITONES, moved_symbol, places_moved, signature

SEMITONES = st.integers(-MOST_SEMITONES, MOST_SEMITONES)


@settings(deadline=None)
@given(st.sampled_from(songs()), SEMITONES)
def test_every_song_in_every_key_is_spelled_as_it_sounds(name: str, semitones: int) -> None:
    written, moved = song(name), song(name).transposed(semitones)
    assert abs(signature(moved.key)) <= 6
    for before, after in zip(written.voices, moved.voices, strict=True):
        for old, new in zip(before.notes, after.notes, strict=True):
            assert (new.id, new.onset_beat, new.lyric) == (old.id, old.onset_beat, old.lyric)
            assert new.pitch == old.pitch + semitones
            letter, octave = new.spelling.rstrip("-0123456789"), new.spelling.lstrip("ABCDEFG#b")
            natural = new.pitch - letter.count("#") + letter.count("b")
            assert (pitch_class(letter), int(octave)) == (new.pitch % 12, natural // 12 - 1)
    for (_, old_chord), (_, new_chord) in zip(written.chords, moved.chords, strict=True):
        old_tones, new_tones = read_chord(old_chord), read_chord(new_chord)
        assert [(pitch_class(t) + semitones) % 12 for t in old_tones.tones] == [pitch_class(t) for t in new_tones.tones]
        assert (pitch_class(old_tones.bass) + semitones) % 12 == pitch_class(new_tones.bass)


@settings(deadline=None)
@given(SEMITONES)
def test_there_and_back_sounds_as_before(semitones: int) -> None:
    score = song("greensleeves")
    back = score.transposed(semitones).transposed(-semitones)
    assert [n.pitch for v in back.voices for n in v.notes] == [n.pitch for v in score.voices for n in v.notes]
    assert back.key == score.key


def test_of_keys_that_sound_alike_the_one_with_fewer_accidentals() -> None:
    keys = [song("amazing_grace").transposed(n).key for n in range(12)]
    assert keys == [f"{k} major" for k in ("G", "Ab", "A", "Bb", "B", "C", "Db", "D", "Eb", "E", "F", "F#")]
    assert [places_moved(key, 6) for key in ("C major", "E minor", "F major")] == [-6, -6, 6]


def test_percussion_stays_and_the_keyboard_has_an_end() -> None:
    score = song("amazing_grace")
    low = Note("low", score.start_beat, score.end_beat, 3)
    drums = Voice("drums", "Drums", "drums", (Note("d1", score.start_beat, score.end_beat, 38),))
    made = Score(score.title, (Voice("v", "V", "piano", (low,)), drums), score.bars, score.metres, score.tempo)
    moved = made.transposed(-5)
    assert [voice.notes[0].pitch for voice in moved.voices] == [10, 38]
    assert moved.voices[0].notes[0].spelling == ""


def test_what_is_no_chord_stays() -> None:
    assert [moved_symbol(s, 2) for s in ("N.C.", "C6/9", "Bb/D", "F#m7")] == ["N.C.", "D6/9", "C/E", "G#m7"]


def test_too_far_is_said() -> None:
    for semitones in (12, -12, 1.5, True):
        with pytest.raises(MusicError, match=r"whole number of semitones from -11 to 11"):
            song("amazing_grace").transposed(semitones)  # type: ignore[arg-type]  # wrong on purpose


def test_a_melody_fits_a_range_as_it_sounds_or_an_octave_away() -> None:
    score = song("amazing_grace")  # D4 to D5
    assert keys_that_fit(score, 62, 74) == ((0, 0),)
    assert [fit.octave for fit in keys_that_fit(score, *RANGES["bass"])] == [-12] * 8
    assert keys_that_fit(score, 60, 70) == ()
    with pytest.raises(MusicError, match="exchange them"):
        keys_that_fit(score, 70, 60)


def test_the_performance_is_the_same_but_for_its_pitches() -> None:
    score = song("amazing_grace")
    before, after = perform(score), perform(score.transposed(4))
    assert after.duration_sec == before.duration_sec
    notes = zip(before.voices[0].notes, after.voices[0].notes, strict=True)
    assert all(b.pitch == a.pitch - 4 and (b.onset_sec, b.velocity) == (a.onset_sec, a.velocity) for b, a in notes)
