"""Each kind of phrase does what its name says."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from musicking.errors import MusicError
from musicking.form.harmony import read_progression
from musicking.form.melody import Line, compass, grow
from musicking.form.motives import BEATS, motive, motives
from musicking.form.phrase_harmony import harmony_of
from musicking.form.phrases import LENGTHS, phrase_kind, phrase_kinds, words_of
from musicking.form.repetition import varied
from musicking.form.tonality import tonality

if TYPE_CHECKING:
    from musicking.form.melody import Sung
    from musicking.form.phrases import Ending

KEY = tonality("G major")
SEEDS = range(6)


def line_of(  # noqa: PLR0913 (what a phrase is made of)
    kind: str, name: str = "long road", *, row: str = "primary", bars: int = 8, ends: Ending = "closed",
    seed: int = 1, space: int = 0, begins: Line | None = None,
) -> Line:  # fmt: skip
    idea = motive(name)
    chosen = phrase_kind(kind)
    chords = harmony_of(chosen, read_progression(row), KEY, BEATS[idea.metre], bars=bars, ends=ends, space=space)
    return grow(chosen, idea, KEY, chords, bars=bars, ends=ends, seed=seed, space=space, begins=begins)


def bar(line: Line, number: int) -> tuple[Sung, ...]:
    start, end = line.bars[number - 1]
    return line.tones[start:end]


def rhythm(tones: tuple[Sung, ...]) -> list[tuple[Fraction, Fraction]]:
    first = tones[0].onset
    return [(tone.onset - first, tone.length) for tone in tones]


def ways(tones: tuple[Sung, ...]) -> list[int]:
    return [right.step - left.step for left, right in pairwise(tones)]


@pytest.mark.parametrize("kind", phrase_kinds())
@pytest.mark.parametrize("bars", LENGTHS)
def test_every_kind_in_every_length_ends_as_asked(kind: str, bars: int) -> None:
    for idea in motives():
        for ends in ("open", "closed"):
            line = line_of(kind, idea.name, bars=bars, ends=ends)
            assert (line.tones[-1].step % 7 == 0) == (ends == "closed"), (idea.name, line.tones[-1])
            assert line.breaths[-1] == bars * BEATS[idea.metre]
            assert all(tone.length > 0 for tone in line.tones)
            assert all(left.onset + left.length <= right.onset for left, right in pairwise(line.tones))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_period_asks_and_answers_with_the_same_beginning(seed: int) -> None:
    line = line_of("period", seed=seed)
    assert bar(line, 4)[-1].step % 7 != 0
    assert line.tones[-1].step % 7 == 0
    assert rhythm(bar(line, 1)) == rhythm(bar(line, 5))
    assert [tone.step for tone in bar(line, 1)] == [tone.step for tone in bar(line, 5)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sentence_moves_its_idea_and_then_cuts_it_up(seed: int) -> None:
    line = line_of("sentence", seed=seed)
    assert rhythm(bar(line, 1)) == rhythm(bar(line, 3))
    assert ways(bar(line, 1)) == ways(bar(line, 3))
    assert bar(line, 1)[0].step != bar(line, 3)[0].step
    half = len(bar(line, 5)) // 2
    assert rhythm(bar(line, 5)[:half]) == rhythm(bar(line, 5)[half:])


@pytest.mark.parametrize("name", ["long road", "gliding", "rocking", "spinning coin", "long swell"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_sequence_keeps_its_intervals_and_goes_on_in_one_direction(name: str, seed: int) -> None:
    line = line_of("sequence", name, seed=seed)
    moves = [
        bar(line, later)[0].step - bar(line, earlier)[0].step for earlier, later in ((1, 3), (3, 5), (2, 4), (4, 6))
    ]
    assert len(set(moves)) == 1
    assert moves[0]
    for model, copy in ((1, 3), (3, 5), (2, 4), (4, 6)):
        assert ways(bar(line, model)) == ways(bar(line, copy))
        assert rhythm(bar(line, model)) == rhythm(bar(line, copy))


@pytest.mark.parametrize("name", [each.name for each in motives("4/4")])
def test_a_call_leaves_as_much_room_as_it_took_and_is_answered_within_a_bar(name: str) -> None:
    line = line_of("call and response", name)
    call = [tone for tone in line.tones if not tone.answer]
    answer = [tone for tone in line.tones if tone.answer]
    first = [tone for tone in call if tone.onset < 8]
    again = next(tone for tone in call if tone.onset >= 12)
    ended = first[-1].onset + first[-1].length
    assert again.onset - ended >= ended - first[0].onset - 2
    assert 0 <= answer[0].onset - ended <= 4
    assert not any(8 <= tone.onset < 12 for tone in call)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_ostinato_stays_the_same_whatever_the_harmony(seed: int) -> None:
    line = line_of("ostinato", row="axis", seed=seed)
    for later in (3, 5, 7):
        assert [(t.length, t.step) for t in bar(line, 1)] == [(t.length, t.step) for t in bar(line, later)]


@pytest.mark.parametrize("name", [each.name for each in motives()])
def test_a_chant_has_few_tones(name: str) -> None:
    steps = {tone.step for tone in line_of("chant", name).tones}
    assert max(steps) - min(steps) <= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_a_line_of_the_blues_is_said_twice_and_leaves_room(seed: int) -> None:
    line = line_of("bar form", row="blues12", bars=12, seed=seed)
    assert rhythm(bar(line, 1)) == rhythm(bar(line, 5))
    assert not any(bar(line, empty) for empty in (3, 4, 7, 8, 12))
    assert [int(breath) for breath in line.breaths] == [16, 32, 48]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_through_composed_line_does_not_say_a_bar_twice(seed: int) -> None:
    line = line_of("through", seed=seed)
    bars = [(tuple(rhythm(bar(line, n))), tuple(t.step for t in bar(line, n))) for n in range(1, 9)]
    assert len(set(bars)) == 8


@pytest.mark.parametrize("kind", phrase_kinds())
@pytest.mark.parametrize("space", [2, 3, 4])
def test_bars_are_left_open(kind: str, space: int) -> None:
    line = line_of(kind, "four voices", space=space)
    for number in range(space, 9, space):
        assert not bar(line, number)
    assert line.tones[-1].step % 7 == 0


@pytest.mark.parametrize("kind", phrase_kinds())
def test_a_line_can_be_sung(kind: str) -> None:
    """Its range is about a tenth, strong tones belong to the chords, wide leaps are rare."""
    lines = [line_of(kind, each.name, seed=seed) for each in motives("3/4") for seed in range(3)]
    for line in lines:
        keys = [KEY.pitch(tone.step) for tone in line.tones]
        assert max(keys) - min(keys) <= 17
    leaps = [abs(b.step - a.step) for line in lines for a, b in pairwise(line.tones)]
    assert sum(leap > 4 for leap in leaps) / len(leaps) < 0.04
    assert sum(leap <= 1 for leap in leaps) / len(leaps) > 0.5


def test_the_compass_lies_where_most_can_sing() -> None:
    for seed in range(30):
        for tonic in ("C", "Eb", "F#", "A"):
            home = tonality(f"{tonic} minor_pentatonic")
            voice = compass(home, Random(seed))
            assert 55 <= home.pitch(voice.low, voice.anchor) < home.pitch(voice.high, voice.anchor) <= 79
            assert voice.low <= 0 < voice.high


def test_another_ending_keeps_all_but_the_last_bars() -> None:
    first = line_of("period", ends="open")
    second = line_of("period", ends="closed", begins=first)
    assert first.steps[:6] == second.steps[:6]
    assert first.tones[-1].step % 7 != 0 == second.tones[-1].step % 7


def test_an_ornamented_return_keeps_the_tones_that_it_decorates() -> None:
    line = line_of("period", "setting down")
    richer = varied(line, "ornament", shortest=Fraction(1, 2), alteration=lambda _beat, _step: 0)
    plainer = varied(line, "thinned", shortest=Fraction(2), alteration=lambda _beat, _step: 0)
    assert len(richer.tones) > len(line.tones) >= len(plainer.tones)
    assert {(tone.onset, tone.step) for tone in line.tones} <= {(tone.onset, tone.step) for tone in richer.tones}
    assert line.tones[-1] == richer.tones[-1] == plainer.tones[-1]
    ends = [tone.onset + tone.length for tone in richer.tones]
    assert ends[-1] == line.tones[-1].onset + line.tones[-1].length


def test_a_phrase_of_another_length_is_refused() -> None:
    with pytest.raises(MusicError, match="not 6"):
        words_of(phrase_kind("period"), 6)
