"""Chord symbols spell the chords that musicians mean; music21 is the judge."""

import pytest
from music21 import harmony

from musicking.errors import MusicError
from musicking.form.chords import pitch_class, read_chord, spell

QUALITIES = ["", "m", "7", "maj7", "m7", "6", "m6", "dim", "dim7", "m7b5", "aug", "sus4", "sus2"]


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("root", ["C", "F#", "Bb", "E"])
def test_music21_spells_the_same_tones(root: str, quality: str) -> None:
    figure = root.replace("b", "-") + quality
    theirs = {p.name.replace("-", "b") for p in harmony.ChordSymbol(figure).pitches}
    assert set(read_chord(root + quality).tones) == theirs


def test_other_ways_of_writing_and_slash_chords() -> None:
    assert read_chord("Emin").tones == read_chord("E-").tones == read_chord("Em").tones
    assert (read_chord("D/F#").bass, read_chord("D").bass) == ("F#", "D")
    assert read_chord("C5").tones == ("C", "G")


@pytest.mark.parametrize("pitch", range(36, 85))
def test_a_spelled_name_sounds_as_its_key(pitch: int) -> None:
    for name in ["C", "B#", "Cb", "F#", "Gb", "A##", "Bbb"]:
        if pitch_class(name) == pitch % 12:
            octave = int(spell(name, pitch).removeprefix(name))
            assert pitch_class(name[0]) + name.count("#") - name.count("b") + 12 * (octave + 1) == pitch


@pytest.mark.parametrize("symbol", ["", "H", "Gfoo", "D/", "D/H", "<b>", "G" * 500])
def test_unknown_chords_are_one_sentence(symbol: str) -> None:
    with pytest.raises(MusicError, match="is not known: write it as in"):
        read_chord(symbol)
