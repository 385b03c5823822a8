"""Progressions mean what music21 reads in them, and every mode has an answer to each."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21 import chord, key, roman

from musicking.errors import MusicError
from musicking.form.harmony import (
    Chord,
    Progression,
    cadence,
    chord_tones_allowed,
    progression,
    progressions,
    read_progression,
    spans,
    suited,
)
from musicking.form.numerals import numeral_chord
from musicking.form.tonality import modes, tonality

KINDS = ["authentic", "half", "plagal", "deceptive"]
PROGRESSIONS = list(progressions().values())


@pytest.mark.parametrize("row", PROGRESSIONS, ids=list(progressions()))
def test_a_progression_belongs_where_it_says(row: Progression) -> None:
    assert len(row.numerals) == len(row.bars)
    for mode in row.modes:
        home = tonality(f"D {mode}")
        borrowed = {home.pitch_class(degree) for degree in row.borrows}
        for sounding in progression(row, home):
            assert set(sounding.pitch_classes) <= chord_tones_allowed(home) | borrowed, (mode, sounding)


@pytest.mark.parametrize("mode", modes())
def test_every_mode_answers_every_progression(mode: str) -> None:
    home = tonality(f"C {mode}")
    assert set(home.mode.instead) == {row.kind for row in PROGRESSIONS}
    for row in PROGRESSIONS:
        answer = suited(row, home)
        assert mode in answer.progression.modes
        assert (answer.substitute_for is None) == (mode in row.modes)
        if answer.substitute_for:
            assert answer.substitute_for is row
            assert answer.reason.startswith(f'"{row.name}" ')
            assert answer.reason.endswith(".")


@pytest.mark.parametrize("mode", modes())
def test_cadences_are_the_modes_own(mode: str) -> None:
    home = tonality(f"E {mode}")
    for kind in KINDS:
        chords = cadence(kind, home)
        assert len(chords) == 2
        assert all(set(c.pitch_classes) <= chord_tones_allowed(home) for c in chords)
        assert (chords[-1].degree == "1") == (kind in {"authentic", "plagal"})


def test_music21_reads_the_same_roman_numerals_back() -> None:
    """Degrees are reckoned from the major scale, so the judge is asked in major, whatever the mode."""
    asked = agreed = 0
    for tonic in ("C", "Eb", "A"):
        major = key.Key(tonic.replace("b", "-"))
        for numeral in sorted({n for row in PROGRESSIONS for n in row.numerals}):
            ours = numeral_chord(numeral, tonic)
            if ours.is_open or "add6" in numeral:  # C minor with its sixth has the tones of A half-diminished
                continue
            theirs = roman.romanNumeralFromChord(
                chord.Chord([f"{t.replace('b', '-')}{4 + (i > 0)}" for i, t in enumerate(_stacked(ours))]), major
            )
            asked += 1
            degree = (theirs.frontAlterationString.replace("-", "b")) + str(theirs.scaleDegree)
            agreed += degree == ours.degree and theirs.quality == _quality(numeral)
    assert agreed / asked >= 0.99, (agreed, asked)


def _stacked(ours: Chord) -> list[str]:
    at = ours.tones.index(ours.bass)
    return [ours.bass, *(t for i, t in enumerate(ours.tones) if i != at)]


def _quality(numeral: str) -> str:
    head = numeral.split("/", maxsplit=1)[0]
    if "ø" in head or "o" in head:
        return "diminished"
    if "+" in head:
        return "augmented"
    return "major" if head.strip("b#")[0].isupper() else "minor"


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(PROGRESSIONS),
    st.sampled_from(list(modes())),
    st.integers(1, 40),
    st.sampled_from([2, 3, 4]),
    st.sampled_from([None, *KINDS]),
)
def test_bars_add_up_and_endings_are_what_was_asked(
    row: Progression, mode: str, bars: int, beats: int, close: str | None
) -> None:
    home = tonality(f"G {mode}")
    row = suited(row, home).progression
    laid = spans(row, home, bars, beats, close)
    assert laid[0].from_beat == 0
    assert laid[-1].to_beat == bars * beats
    assert all(a.to_beat == b.from_beat for a, b in pairwise(laid))
    assert all(s.from_beat < s.to_beat for s in laid)
    if close == "authentic":
        assert laid[-1].chord.degree == "1"
    elif close and row.kind != "drone":
        assert laid[-1].chord == cadence(close, home)[-1]


def test_own_numerals_are_kept_where_their_tones_are_at_home() -> None:
    assert suited("i bVII", tonality("D dorian")).substitute_for is None
    assert suited("i v bIII", tonality("D dorian")).progression.numerals == ("i", "v", "bIII")
    assert "needs C#" in suited("i v V", tonality("D dorian")).reason


@pytest.mark.parametrize("text", ["", "I H", "VX", "I " * 80, "I/x", "IO"])
def test_what_is_no_progression_is_one_sentence(text: str) -> None:
    with pytest.raises(MusicError):
        read_progression(text)
