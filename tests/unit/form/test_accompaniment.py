"""The accompaniment plays the chords, keeps out of the melody's way, and closes on the tonic."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicking.errors import MusicError
from musicking.form.accompaniment import accompany
from musicking.form.chords import pitch_class, read_chord
from musicking.reading.abc import read_abc
from musicking.repertoire import song, songs
from musicking.score import Note, Score

OVER = {"harmony": (48, 66), "bass": (36, 52)}
METRES = ["2/4", "3/4", "4/4", "6/8", "2/2", "5/4", "9/8", "3/8"]


def chord_at(score: Score, beat: Fraction) -> str:
    return [symbol for place, symbol in score.chords if place <= beat][-1]


def sounding(notes: tuple[Note, ...], beat: Fraction) -> Note | None:
    return next((n for n in notes if n.onset_beat <= beat < n.end_beat), None)


def check(score: Score) -> None:
    """What holds of every accompaniment, whatever the song."""
    melody = score.voice("melody").notes
    for voice in ("harmony", "bass"):
        for note in score.voice(voice).notes:
            chord = read_chord(chord_at(score, note.onset_beat))
            assert note.pitch % 12 in {pitch_class(t) for t in (*chord.tones, chord.bass)}
            assert OVER[voice][0] <= note.pitch <= OVER[voice][1]
            assert max(score.start_beat, Fraction(0)) <= note.onset_beat < note.end_beat <= score.end_beat
            over = [m.pitch for m in melody if m.onset_beat < note.end_beat and m.end_beat > note.onset_beat]
            assert all(note.pitch < pitch for pitch in over)
    for note in score.voice("harmony").notes:
        under = sounding(score.voice("bass").notes, note.onset_beat)
        assert under is None or under.pitch < note.pitch


@pytest.mark.parametrize("name", songs())
def test_songs_keep_the_rules(name: str) -> None:
    score = song(name)
    check(score)
    rubs = [
        (m.id, n.id)
        for m in score.voice("melody").notes
        for n in score.voice("harmony").notes
        if n.onset_beat < m.end_beat and n.end_beat > m.onset_beat and m.pitch - n.pitch == 1
    ]
    assert not rubs


@pytest.mark.parametrize("name", songs())
def test_bass_and_melody_move_in_no_parallel_fifths_or_octaves(name: str) -> None:
    score = song(name)
    melody, bass = score.voice("melody").notes, score.voice("bass").notes
    heard = [(sounding(melody, b), sounding(bass, b)) for b in sorted({n.onset_beat for n in (*melody, *bass)})]
    for (m1, b1), (m2, b2) in pairwise(heard):
        if m1 and b1 and m2 and b2:
            same_way = (m2.pitch - m1.pitch) * (b2.pitch - b1.pitch) > 0
            same_interval = (m1.pitch - b1.pitch) % 12 == (m2.pitch - b2.pitch) % 12
            assert not (same_way and same_interval and (m2.pitch - b2.pitch) % 12 in (0, 7))


def is_passing(before: Note, between: Note, after: Note) -> bool:
    return min(before.pitch, after.pitch) < between.pitch < max(before.pitch, after.pitch)


@pytest.mark.parametrize("name", songs())
def test_no_parallel_fifths_or_octaves_are_bridged_by_a_passing_note(name: str) -> None:
    score = song(name)
    melody = score.voice("melody").notes
    for b1, b2 in pairwise(score.voice("bass").notes):
        m1, m2 = sounding(melody, b1.onset_beat), sounding(melody, b2.onset_beat)
        between = [m for m in melody if m1 and m2 and m1.end_beat <= m.onset_beat < m2.onset_beat]
        if m1 and m2 and len(between) == 1 and is_passing(m1, between[0], m2):
            same_way = (m2.pitch - m1.pitch) * (b2.pitch - b1.pitch) > 0
            intervals = {(m1.pitch - b1.pitch) % 12, (m2.pitch - b2.pitch) % 12}
            assert not (same_way and intervals in ({0}, {7}))


@pytest.mark.parametrize("name", songs())
def test_the_last_bar_is_the_tonic_held(name: str) -> None:
    score = song(name)
    tonic = pitch_class(score.key.split(" ")[0])
    last = {v.id: [n for n in v.notes if n.end_beat == score.end_beat] for v in score.voices[1:]}
    assert last["bass"][0].pitch % 12 == tonic
    assert len(last["harmony"]) == (1 if score.chords[-1][1].endswith("5") else 3)
    assert {n.onset_beat for v in last.values() for n in v} == {last["bass"][0].onset_beat}


def test_voices_are_balanced_and_the_upbeat_is_alone() -> None:
    score = song("amazing_grace")
    assert [(v.id, v.instrument, v.balance_db) for v in score.voices] == [
        ("melody", "piano", 0.0),
        ("harmony", "piano", -7.0),
        ("bass", "piano", -5.0),
    ]
    assert min(n.onset_beat for v in score.voices[1:] for n in v.notes) == 0
    names = [n.id for v in score.voices for n in v.notes]
    assert len(set(names)) == len(names)


def test_the_hand_moves_to_the_nearest_position() -> None:
    """From one chord to the next no voice of the hand leaps by more than a fifth."""
    for name in songs():
        grips: dict[Fraction, list[int]] = {}
        for n in song(name).voice("harmony").notes:
            grips.setdefault(n.onset_beat, []).append(n.pitch)
        full = [g for g in grips.values() if len(g) == 3]
        assert all(abs(a - b) <= 7 for g, h in pairwise(full) for a, b in zip(g, h, strict=True))


def test_a_waltz_is_bass_then_two_chords() -> None:
    score = accompany(read_abc('X:1\nM:3/4\nL:1/4\nK:C\n"C"c3|"G7"B3|"C"c3|'))
    assert [(float(n.onset_beat), float(n.end_beat), n.spelling) for n in score.voice("bass").notes][:2] == [
        (0, 3, "C3"),
        (3, 6, "G2"),
    ]
    assert sorted({n.onset_beat for n in score.voice("harmony").notes}) == [1, 2, 4, 5, 6]


@pytest.mark.parametrize(("metre", "beats"), [("4/4", 4), ("6/8", 2), ("5/4", 5)])
def test_an_open_fifth_is_a_drone_held_through_the_bar(metre: str, beats: int) -> None:
    bars = "|".join(f"{key}{metre[0]}" for key in "AcB")
    score = accompany(read_abc(f'X:1\nM:{metre}\nL:1/{metre[-1]}\nK:Ephr\n"E5"{bars}|]'))
    bass = score.voice("bass").notes
    assert [(n.onset_beat // beats, n.spelling) for n in bass] == [
        (0, "E2"), (0, "B2"), (1, "E2"), (1, "B2"), (2, "E2"),
    ]  # fmt: skip
    assert {n.end_beat - n.onset_beat for n in bass} == {beats}
    assert {n.spelling[0] for n in score.voice("harmony").notes} <= set("EB")
    assert {n.onset_beat for n in score.voice("harmony").notes} == {0, beats, 2 * beats}


def test_no_chords_no_accompaniment() -> None:
    score = read_abc("X:1\nM:3/4\nL:1/4\nK:C\nc3|")
    assert accompany(score) is score


def test_a_metre_that_changes_keeps_its_pattern() -> None:
    score = accompany(read_abc('X:1\nM:6/8\nL:1/8\nK:C\n"C"c6|"F"c6|[M:2/4]"G7"d4|"C"c4|]'))
    check(score)
    places = [n.onset_beat for n in score.voice("bass").notes]
    assert places == [0, 1, 2, 3, 4, Fraction(14, 3), Fraction(16, 3)]


def test_a_melody_below_the_bass_leaves_the_accompaniment_standing() -> None:
    score = accompany(read_abc('X:1\nM:3/4\nL:1/4\nK:C\n"C"C,,3|"G7"D,,3|"C"C,,3|'))
    assert [n.spelling for n in score.voice("bass").notes] == ["C2", "G2", "C2"]
    assert not score.voice("harmony").notes


def test_an_unknown_chord_names_its_bar() -> None:
    with pytest.raises(MusicError, match="Bar 2: The chord 'Hx' is not known"):
        accompany(read_abc('X:1\nM:3/4\nL:1/4\nK:C\n"C"c3|"Hx"c3|'))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(METRES),
    st.lists(st.sampled_from(["C", "Dm", "G7", "F#7", "Bbmaj7", "E/G#", "Adim7", "Csus4"]), min_size=1, max_size=8),
    st.lists(st.sampled_from(["C", "E", "G", "A", "c", "e", "G,", "A,"]), min_size=8, max_size=8),
)
def test_any_chords_in_any_metre_keep_the_rules(metre: str, chords: list[str], melody: list[str]) -> None:
    count, unit = metre.split("/")
    bars = "|".join(f'"{chord}"{key}{count}' for chord, key in zip(chords, melody, strict=False))
    check(accompany(read_abc(f"X:1\nM:{metre}\nL:1/{unit}\nK:C\n{bars}|]")))
