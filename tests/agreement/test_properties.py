"""What is true of every performance."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musicking.expression.kinds import kinds
from musicking.instruments import instruments_from_json
from musicking.interpretation import Component, Interpretation
from musicking.performance import Performance, perform
from musicking.score import Bar, Metre, Note, Score, Voice
from musicking.score_json import score_from_json
from tests.agreement.cases import INSTRUMENTS, Maker

Case = tuple[Score, Interpretation]
MEASURED = instruments_from_json(INSTRUMENTS)
quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def music(draw: st.DrawFn) -> Case:
    """Return a score and an interpretation of it."""
    maker = Maker(draw(st.randoms(use_true_random=False)))
    score = maker.score()
    return score, Interpretation.from_json(maker.case(score)["interpretation"])


def played(score: Score, interpretation: Interpretation | None = None) -> Performance:
    return perform(score, interpretation, instruments=MEASURED)


@quick
@given(music())
def test_seconds_rise_with_beats_and_the_clock_runs_both_ways(case: Case) -> None:
    score, interpretation = case
    performance = played(score, interpretation)
    start, end = float(score.start_beat), float(score.end_beat)
    beats = [start + (end - start) * k / 97 for k in range(98)]
    seconds = [performance.seconds_at(beat) for beat in beats]
    assert seconds[0] == pytest.approx(0)
    assert all(left <= right + 1e-9 for left, right in pairwise(seconds))
    for beat, second in zip(beats, seconds, strict=True):
        assert performance.beat_at(second) == pytest.approx(beat, abs=1e-7)


@quick
@given(music())
def test_notes_are_playable(case: Case) -> None:
    performance = played(*case)
    for voice in performance.voices:
        for note in voice.notes:
            assert 20 <= note.velocity <= 120
            assert -1e-9 <= note.onset_sec <= note.release_sec <= performance.duration_sec + 1e-9
        assert all(left[0] <= right[0] + 1e-9 for left, right in pairwise(voice.gain))


@quick
@given(music())
def test_amount_0_is_as_written(case: Case) -> None:
    score, given_items = case
    nothing = Interpretation(
        tuple(replace(item, amount=0.0) for item in given_items.components),
        tuple(replace(item, amount=0.0) for item in given_items.holds),
        tuple(replace(item, amount=0.0) for item in given_items.accents),
    )
    written, performed = played(score), played(score, nothing)
    assert performed.duration_sec == pytest.approx(written.duration_sec, abs=1e-9)
    assert performed.clipped == written.clipped
    for one, other in zip(written.voices, performed.voices, strict=True):
        for left, right in zip(one.notes, other.notes, strict=True):
            assert right.onset_sec == pytest.approx(left.onset_sec, abs=1e-9)
            assert right.release_sec == pytest.approx(left.release_sec, abs=1e-9)
            assert right.velocity == left.velocity


@quick
@given(music())
def test_what_is_written_is_read_again(case: Case) -> None:
    score, interpretation = case
    assert score_from_json(score.to_json()) == score
    assert Interpretation.from_json(interpretation.to_json()) == interpretation


STEADY = Score(
    "Sixteen beats",
    (
        Voice(
            "melody",
            "Melody",
            "struck",
            tuple(Note(f"m{i}", Fraction(i), Fraction(i + 1), 60) for i in range(16)),
        ),
    ),
    tuple(Bar(n + 1, Fraction(4 * n), Fraction(4 * n + 4)) for n in range(4)),
    (Metre(Fraction(0), 4, 4),),
    ((Fraction(0), 0.5),),
)


@st.composite
def beside_a_rubato(draw: st.DrawFn) -> Interpretation:
    """Return anything that may be laid over the sixteen beats besides a rubato: tempo, level, holds, accents, hands."""
    random = Maker(draw(st.randoms(use_true_random=False))).interpretation(
        STEADY, [float(beat) for beat in range(17)], [note.id for note in STEADY.voices[0].notes]
    )
    laid = Interpretation.from_json(random)
    return replace(laid, components=tuple(item for item in laid.components if item.kind != "rubato"))


@quick
@given(
    beside_a_rubato(),
    st.sampled_from(list(kinds()["rubato"].shapes)),
    st.floats(0, 1),
    st.integers(1, 5),
    st.integers(0, 6),
    st.integers(1, 9),
)
def test_rubato_gives_back_what_it_takes(  # noqa: PLR0913, PLR0917 (what is drawn)
    others: Interpretation, shape: str, amount: float, cycles: int, start: int, length: int
) -> None:
    rubato = Component("rubato", start, start + length, shape, amount=amount, cycles=cycles)
    strict, free = played(STEADY, others), played(STEADY, others + Interpretation((rubato,)))
    for cycle in range(cycles + 1):
        # What is a hold's own is at its beat, which a cycle may end at to within rounding.
        beat = round(start + length * cycle / cycles, 12)
        assert free.seconds_at(beat) == pytest.approx(strict.seconds_at(beat), abs=1e-9)
    assert free.duration_sec == pytest.approx(strict.duration_sec, abs=1e-9)
