"""What the form lab calls a chord in another key sounds as much higher as the tonic; nonsense is one sentence."""

import pytest

from musicking.errors import MusicError
from musicking.form.chords import pitch_class, read_chord
from musicking.form.layer_choice import TONICS, moved


@pytest.mark.parametrize("tonic", TONICS)
@pytest.mark.parametrize("symbol", ["C", "Bbm7", "F#dim7", "C/Bb", "E7"])
def test_a_chord_moves_with_the_tonic(symbol: str, tonic: str) -> None:
    there = read_chord(moved(symbol, tonic))
    higher = {(pc + pitch_class(tonic)) % 12 for pc in read_chord(symbol).pitch_classes}
    assert set(there.pitch_classes) == higher
    assert pitch_class(there.bass) == (pitch_class(read_chord(symbol).bass) + pitch_class(tonic)) % 12


@pytest.mark.parametrize("symbol", ["", "h7", "N.C.", "/C", "C/H", "C/G/E", "♭B", "<b>" * 20])
def test_what_does_not_begin_with_a_tone_is_refused(symbol: str) -> None:
    with pytest.raises(MusicError, match=r"is not a chord symbol, nor the name of a tone: begin with A to G\.") as told:
        moved(symbol, "D")
    assert len(str(told.value)) < 100
