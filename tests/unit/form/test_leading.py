"""Voice leading keeps the rules of a good accompanist, over every progression in every mode where it belongs."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicking.errors import MusicError
from musicking.form.chords import pitch_class
from musicking.form.harmony import Chord, Progression, cadence, progression, progressions
from musicking.form.leading import BASS_KEYS, Position, lead, voicings
from musicking.form.tonality import modes, tonality

LED = [name for name, voicing in voicings().items() if not voicing.parallels]
CASES = [(row, mode) for row in progressions().values() for mode in row.modes]
TONICS = ["C", "D", "Eb", "F#", "A"]


def parallel(before: Position, after: Position, low: int, high: int) -> bool:
    """Whether two voices (0 for the bass) go the same way between equal perfect intervals."""
    (a, b), (c, d) = ((p[low], p[high]) for p in ((x.bass, *x.grip) for x in (before, after)))
    return (c - a) * (d - b) > 0 and (b - a) % 12 == (d - c) % 12 and (b - a) % 12 in (0, 7)


def rounds(row: Progression, mode: str, tonic: str) -> list[Chord]:
    """Two rounds of a progression and a cadence, as they follow each other in a piece."""
    home = tonality(f"{tonic} {mode}")
    return [*progression(row, home), *progression(row, home), *cadence("authentic", home)]


@pytest.mark.parametrize("voicing", LED)
@pytest.mark.parametrize("tonic", TONICS)
def test_bass_and_top_never_run_in_parallel(voicing: str, tonic: str) -> None:
    for row, mode in CASES:
        chords = rounds(row, mode, tonic)
        led = lead(chords, voicing)
        for (x, y), (before, after) in zip(pairwise(chords), pairwise(led), strict=True):
            on_purpose = x.is_open and y.is_open  # bare fifths side by side are what those progressions are
            assert on_purpose or not parallel(before, after, 0, -1), (row.id, mode, before, after)


@pytest.mark.parametrize("voicing", LED)
def test_inner_parallels_are_rare(voicing: str) -> None:
    """A good accompanist lets some inner ones pass; one move in twelve is the most."""
    moves = found = 0
    for row, mode in CASES:
        chords = rounds(row, mode, "D")
        for (x, y), (before, after) in zip(pairwise(chords), pairwise(lead(chords, voicing)), strict=True):
            moves += before != after
            if len(before.grip) == len(after.grip) and not (x.is_open and y.is_open):
                size = len(before.grip) + 1
                found += any(parallel(before, after, i, j) for i in range(size) for j in range(i + 1, size))
    assert found / moves < 1 / 12, (found, moves)


@pytest.mark.parametrize("voicing", voicings())
def test_positions_hold_the_chord_within_the_hand(voicing: str) -> None:
    manner = voicings()[voicing]
    for row, mode in CASES:
        chords = rounds(row, mode, "E")
        for chord, position in zip(chords, lead(chords, voicing), strict=True):
            held = {k % 12 for k in position.grip}
            assert held <= set(chord.pitch_classes)
            colour = set() if manner.parallels else {pitch_class(chord.third), *chord.pitch_classes[3:]}
            assert colour <= held, (row.id, mode, chord.symbol, position)
            assert position.bass % 12 == pitch_class(chord.bass)
            assert BASS_KEYS[0] <= position.bass <= BASS_KEYS[1]
            assert manner.keys[0] <= position.grip[0] <= position.grip[-1] <= manner.keys[1]
            assert manner.narrowest <= position.grip[-1] - position.grip[0] <= manner.widest
            assert position.bass < position.grip[0]
            assert list(position.grip) == sorted(set(position.grip))


@pytest.mark.parametrize("voicing", LED)
def test_common_tones_are_kept_and_steps_are_small(voicing: str) -> None:
    kept = could = 0
    for row, mode in CASES:
        chords = rounds(row, mode, "G")
        led = lead(chords, voicing)
        for (x, y), (before, after) in zip(pairwise(chords), pairwise(led), strict=True):
            if x != y and len(before.grip) == len(after.grip):
                common = set(x.pitch_classes) & set(y.pitch_classes) & {k % 12 for k in before.grip}
                could += bool(common)
                kept += bool(common) and bool(set(before.grip) & set(after.grip))
                moved = [abs(a - b) for a, b in zip(before.grip, after.grip, strict=True)]
                assert max(moved) <= 9, (row.id, mode, before, after)
    assert kept / could > 0.85, (kept, could)


@pytest.mark.parametrize("voicing", voicings())
def test_nothing_blurs_in_the_depth(voicing: str) -> None:
    """No third below D3 and no second below G3, the bass included."""
    for row, mode in CASES:
        for position in lead(rounds(row, mode, "C"), voicing):
            for low, high in pairwise((position.bass, *position.grip)):
                assert not (high - low <= 2 and low < 53), (row.id, mode, position)
                assert not (high - low <= 4 and low < 50), (row.id, mode, position)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["i", "IV", "V7", "bVII", "iiø7", "I5", "I+", "#ivo7"]), max_size=12),
       st.sampled_from(list(modes())), st.sampled_from(list(voicings())))  # fmt: skip
def test_any_row_of_chords_can_be_led(numerals: list[str], mode: str, voicing: str) -> None:
    chords = progression(" ".join(numerals), tonality(f"B {mode}")) if numerals else ()
    led = lead(chords, voicing)
    assert len(led) == len(chords)
    assert all(a == b for (x, a), (y, b) in pairwise(zip(chords, led, strict=True)) if x == y)


def test_an_unknown_voicing_is_one_sentence() -> None:
    with pytest.raises(MusicError, match=r"There is no voicing called 'wide'. Try: close"):
        lead((), "wide")
