"""The motives: enough, each its own, each whole."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from musicking.errors import MusicError
from musicking.form.motives import BEATS, Motive, motive, motives, suiting
from musicking.form.operations import length
from musicking.form.style import styles

ALL = motives()


def tones(each: Motive) -> list[tuple[object, int]]:
    return [(tone.length, tone.step) for bar in (each.upbeat, *each.bars) for tone in bar if tone.step is not None]


def test_there_are_at_least_forty_and_some_in_every_metre() -> None:
    assert len(ALL) >= 40
    assert min(Counter(each.metre for each in ALL).values()) >= 8
    assert len({each.character for each in ALL}) >= 15
    assert sum(bool(each.upbeat) for each in ALL) >= 10


def test_no_two_are_alike() -> None:
    assert len({each.name for each in ALL}) == len(ALL)
    assert len({tuple(tones(each)) for each in ALL}) == len(ALL)


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_bars_add_up_and_can_be_sung(each: Motive) -> None:
    bar = BEATS[each.metre]
    assert [length(part) for part in each.bars] == [bar, bar]
    assert length(each.upbeat) < bar
    steps = [step for _, step in tones(each)]
    assert max(steps) - min(steps) <= 7
    assert max(abs(right - left) for left, right in itertools.pairwise(steps)) <= 5
    if each.upbeat:  # room for the upbeat when it comes again
        rest = each.bars[1][-1]
        assert rest.step is None
        assert rest.length >= length(each.upbeat)


def test_a_bar_of_two_halves_is_one_of_four_quarters() -> None:
    assert [each.name for each in motives("2/2")] == [each.name for each in motives("4/4")]
    assert all(length(bar) == 2 for each in motives("2/2") for bar in each.bars)


def test_every_style_has_motives_that_suit_it() -> None:
    for style in styles():
        for metre in BEATS:
            assert len(suiting(metre, style)) >= 3


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(MusicError, match="no motives in 5/4"):
        motives("5/4")
    with pytest.raises(MusicError, match='no motive "nothing"'):
        motive("nothing")
