"""What each operation on a motive keeps, and what it changes."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicking.errors import MusicError
from musicking.form import operations as op
from musicking.form.operations import Figure, Tone
from musicking.form.tonality import tonality

LENGTHS = st.sampled_from([Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2)])
TONES = st.builds(Tone, LENGTHS, st.one_of(st.none(), st.integers(-7, 14)), st.just(0))
FIGURES = st.lists(TONES, min_size=1, max_size=8).map(tuple)
SOUNDING = st.lists(st.builds(Tone, LENGTHS, st.integers(-7, 14), st.just(0)), min_size=1, max_size=8).map(tuple)


def steps(figure: Figure) -> list[int]:
    return [tone.step for tone in figure if tone.step is not None]


def ways(figure: Figure) -> list[int]:
    row = steps(figure)
    return [right - left for left, right in itertools.pairwise(row)]


def rhythm(figure: Figure) -> list[tuple[Fraction, bool]]:
    return [(tone.length, tone.step is None) for tone in figure]


@given(FIGURES, st.integers(1, 4))
def test_repetition_says_the_same_again(figure: Figure, times: int) -> None:
    again = op.repeat(figure, times)
    assert again[: len(figure)] == figure == again[-len(figure) :]
    assert op.length(again) == times * op.length(figure)


@given(FIGURES, st.integers(-5, 5))
def test_a_tonal_sequence_keeps_rhythm_and_steps(figure: Figure, by: int) -> None:
    moved = op.transpose(figure, by)
    assert rhythm(moved) == rhythm(figure)
    assert ways(moved) == ways(figure)
    assert op.transpose(moved, -by) == figure


@given(SOUNDING, st.integers(-5, 5), st.sampled_from(["C major", "D dorian", "A harmonic minor", "C blues"]))
def test_a_real_sequence_keeps_every_interval(figure: Figure, by: int, name: str) -> None:
    key = tonality(name)
    moved = op.transpose_real(figure, by, key.pitch)
    before = [key.pitch(tone.step or 0) for tone in figure]
    after = [key.pitch(tone.step or 0) + tone.alter for tone in moved]
    assert {b - a for a, b in zip(before, after, strict=True)} == {after[0] - before[0]}
    assert moved[0].alter == 0


@given(FIGURES)
def test_inversion_turns_every_interval_round_and_is_its_own_opposite(figure: Figure) -> None:
    assert ways(op.invert(figure)) == [-way for way in ways(figure)]
    assert rhythm(op.invert(figure)) == rhythm(figure)
    assert op.invert(op.invert(figure)) == figure


@given(FIGURES)
def test_retrograde_is_its_own_opposite(figure: Figure) -> None:
    assert steps(op.retrograde(figure)) == steps(figure)[::-1]
    assert op.retrograde(op.retrograde(figure)) == figure


@given(FIGURES, st.integers(2, 4))
def test_augmentation_and_diminution_undo_each_other(figure: Figure, factor: int) -> None:
    assert op.length(op.augment(figure, factor)) == factor * op.length(figure)
    assert op.diminish(op.augment(figure, factor), factor) == figure
    assert steps(op.augment(figure, factor)) == steps(figure)


@given(FIGURES, LENGTHS)
def test_a_fragment_is_the_beginning(figure: Figure, beats: Fraction) -> None:
    part = op.fragment(figure, beats)
    assert op.length(part) == min(beats, op.length(figure))
    assert part[:-1] == figure[: len(part) - 1]


@given(FIGURES, LENGTHS)
def test_extension_lengthens_the_last_tone_alone(figure: Figure, beats: Fraction) -> None:
    longer = op.extend(figure, beats)
    assert longer[:-1] == figure[:-1]
    assert op.length(longer) == op.length(figure) + beats


@given(FIGURES)
def test_ornament_keeps_the_tones_it_decorates_and_the_length(figure: Figure) -> None:
    decorated = op.ornament(figure, Fraction(1, 4))
    assert op.length(decorated) == op.length(figure)
    kept = iter(decorated)
    assert all(any(tone.step == own.step for tone in kept) for own in figure)
    assert min(tone.length for tone in decorated) >= min(Fraction(1, 4), *(tone.length for tone in figure))


@given(FIGURES)
def test_omission_keeps_the_length_and_drops_only_short_tones(figure: Figure) -> None:
    thinned = op.omit(figure, 1)
    assert op.length(thinned) == op.length(figure)
    assert len(thinned) <= len(figure)
    long = [tone.step for tone in figure if tone.length >= 1 and tone.step is not None]
    left = iter(steps(thinned))
    assert all(any(step == own for step in left) for own in long)


@pytest.mark.parametrize(
    ("rhythm", "contour", "said"),
    [("1 x", "0 1", '"x" is no length'), ("1 0", "0 1", "no length"), ("1 1", "0", "2 notes and 1 steps")],
)
def test_a_figure_that_does_not_add_up_is_refused(rhythm: str, contour: str, said: str) -> None:
    with pytest.raises(MusicError, match=said):
        op.figure(rhythm, contour)
