"""Every guitar shape sounds its chord, and a hand can hold it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from musicking.errors import MusicError
from musicking.form.chords import pitch_class, read_chord
from musicking.form.guitar import Shape, guitar_shape, guitar_table
from musicking.repertoire import song, songs
from musicking.transposition import MOST_SEMITONES

SHAPES = [Shape(name, tuple(row[0]), tuple(row[1])) for name, row in guitar_table()["shapes"].items()]
NECK = 12


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.symbol)
def test_a_shape_sounds_exactly_its_chord_from_its_bass_up(shape: Shape) -> None:
    chord = read_chord(shape.symbol)
    tones = {pitch_class(tone) for tone in chord.tones}
    sounding = {key % 12 for key in shape.keys}
    fifth = {pitch_class(chord.tones[2])} if len(chord.tones) > 3 else set()
    assert sounding <= tones
    assert tones - sounding <= fifth
    assert min(shape.keys) % 12 == pitch_class(chord.bass)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.symbol)
def test_a_hand_can_hold_it(shape: Shape) -> None:
    pressed = [(fret, finger) for fret, finger in zip(shape.frets, shape.fingers, strict=True) if fret > 0]
    frets = [fret for fret, _ in pressed]
    assert max(frets) - min(frets) < 4
    assert max(frets) <= NECK
    assert all(1 <= finger <= 4 for _, finger in pressed)
    assert all(finger == 0 for fret, finger in zip(shape.frets, shape.fingers, strict=True) if fret <= 0)
    where = {finger: {fret for fret, other in pressed if other == finger} for _, finger in pressed}
    assert all(len(frets) == 1 for frets in where.values()), "a finger lies at one fret"
    order = [min(where[finger]) for finger in sorted(where)]
    assert all(low <= high for low, high in pairwise(order)), "a later finger lies no lower"
    for finger, (fret,) in where.items():
        strings = [string for string, other in enumerate(shape.fingers) if other == finger]
        under = shape.frets[strings[0] : strings[-1] + 1]
        assert all(other < 0 or other >= fret for other in under), "no open string under a finger that lies across"


def test_what_guitarists_know() -> None:
    assert guitar_shape("G").frets == (3, 2, 0, 0, 0, 3)
    assert guitar_shape("F").fingers == (1, 3, 4, 2, 1, 1)
    assert guitar_shape("Bm").frets == (-1, 2, 4, 4, 3, 2)
    assert guitar_shape("Eb").frets == (-1, -1, 1, 3, 4, 3)
    assert guitar_shape("G").effort < guitar_shape("F").effort


def test_every_chord_of_every_song_in_every_key_has_a_shape() -> None:
    symbols = {
        symbol
        for name in songs()
        for semitones in range(-MOST_SEMITONES, MOST_SEMITONES + 1)
        for _, symbol in song(name).transposed(semitones).chords
    }
    for symbol in symbols:
        assert guitar_shape(symbol).symbol in guitar_table()["shapes"], symbol


def test_a_bass_without_a_shape_is_said() -> None:
    with pytest.raises(MusicError, match=r"no guitar shape for Cm7/D: play Cm7"):
        guitar_shape("Cm7/D")
