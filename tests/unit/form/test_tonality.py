"""Scales by degrees: music21 is the judge of those that it knows, the degrees of the others."""

# mypy: allow-untyped-calls

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21 import key, scale

from musicking.errors import MusicError
from musicking.form.chords import pitch_class
from musicking.form.tonality import Mode, modes, semitones, tonality

TONICS = ["C", "G", "D", "A", "E", "B", "F#", "C#", "F", "Bb", "Eb", "Ab", "Db", "Gb"]
JUDGES = {
    "ionian": scale.MajorScale,
    "dorian": scale.DorianScale,
    "phrygian": scale.PhrygianScale,
    "lydian": scale.LydianScale,
    "mixolydian": scale.MixolydianScale,
    "aeolian": scale.MinorScale,
    "locrian": scale.LocrianScale,
    "harmonic_minor": scale.HarmonicMinorScale,
}


@pytest.mark.parametrize("mode", JUDGES)
@pytest.mark.parametrize("tonic", TONICS)
def test_music21_names_the_same_tones(tonic: str, mode: str) -> None:
    ours = tonality(f"{tonic} {mode}")
    named = [ours.spell(ours.pitch(step)).rstrip("0123456789") for step in range(7)]
    theirs = JUDGES[mode](tonic.replace("b", "-")).getPitches()[:7]
    assert named == [p.name.replace("-", "b") for p in theirs]


@pytest.mark.parametrize("mode", ["ionian", "dorian", "phrygian", "lydian", "mixolydian", "aeolian", "locrian"])
def test_music21_writes_the_same_key_signature(mode: str) -> None:
    for tonic in TONICS:
        theirs = key.Key(tonic.replace("b", "-"), mode).sharps
        if abs(theirs) <= 7:
            assert tonality(f"{tonic} {mode}").fifths == theirs


@pytest.mark.parametrize("mode", list(modes().values()), ids=list(modes()))
def test_a_mode_holds_together(mode: Mode) -> None:
    assert mode.steps[0] == 0
    assert list(mode.steps) == sorted(set(mode.steps))
    assert mode.steps[-1] < 12
    assert set(mode.signature) <= set(mode.degrees.split())
    assert not {semitones(d) for d in mode.borrowed} & set(mode.steps)
    assert mode.harmony in modes()
    assert mode.caution.endswith(".")
    assert not mode.why.endswith(".")


def test_there_are_modes_enough() -> None:
    assert len(modes()) >= 12


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TONICS), st.sampled_from(list(modes())), st.integers(-20, 20), st.integers(40, 80))
def test_steps_and_pitches_are_each_others_inverse(tonic: str, mode: str, step: int, anchor: int) -> None:
    ours = tonality(f"{tonic} {mode}")
    pitch = ours.pitch(step, anchor)
    assert ours.step_of(pitch, anchor) == step
    assert abs(ours.pitch(0, anchor) - anchor) <= 6
    assert pitch % 12 in ours.pitch_classes


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TONICS), st.sampled_from(list(modes())), st.integers(20, 100))
def test_a_spelled_pitch_sounds_as_itself(tonic: str, mode: str, pitch: int) -> None:
    ours = tonality(f"{tonic} {mode}")
    written = ours.spell(pitch)
    name = written.rstrip("-0123456789")
    octave = int(written.removeprefix(name))
    assert pitch_class(name[0]) + name.count("#") - name.count("b") + 12 * (octave + 1) == pitch
    if ours.step_of(pitch) is None:
        assert len(name) <= 3


@pytest.mark.parametrize("name", ["", "D", "H major", "D doriann", "D <b>", "D " + "x" * 500])
def test_an_unknown_tonality_is_one_sentence(name: str) -> None:
    with pytest.raises(MusicError, match=r"is not known: write|There is no mode"):
        tonality(name)
