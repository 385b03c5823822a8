"""Interpretations: adding them up, and reading them from outside."""

from typing import Any

import pytest

from musicking.errors import MusicError
from musicking.interpretation import Accent, Component, Hold, Interpretation


def test_two_interpretations_add_up_in_order() -> None:
    first = Interpretation((Component("ritardando", 0, 4),), hand_tempo=((0, 1.1),))
    second = Interpretation((Component("crescendo", 0, 4),), (Hold("m1", 2),), (Accent("m2", 4),))
    both = first + second
    assert [item.kind for item in both.components] == ["ritardando", "crescendo"]
    assert (both.holds, both.accents, both.hand_tempo) == (second.holds, second.accents, first.hand_tempo)


def test_only_one_may_be_drawn_by_hand() -> None:
    drawn = Interpretation(hand_level=((0, 1.0), (1, 2.0)))
    with pytest.raises(MusicError, match="level drawn by hand"):
        drawn + drawn


def test_what_is_missing_takes_its_default() -> None:
    data = {"components": [{"kind": "rubato", "from_beat": 0, "to_beat": 4, "shape": [[0, 1], [1, 1]]}]}
    item = Interpretation.from_json(data).components[0]
    assert item == Component("rubato", 0, 4, ((0, 1), (1, 1)), None, 1, None, 1)
    assert Interpretation.from_json({"version": 1}) == Interpretation()


COMPONENT = {"kind": "rubato", "from_beat": 0, "to_beat": 4, "shape": "clear"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("loud", "must be an object"),
        ({"version": 2}, "version 2"),
        ({"components": {}}, "must be a list"),
        ({"components": [7]}, "A component must be an object"),
        ({"components": [{"from_beat": 0}]}, 'lacks "kind"'),
        (
            {"components": [{**COMPONENT, "from_beat": "0"}]},
            "from_beat of the rubato must be a number, not text",
        ),
        ({"components": [{**COMPONENT, "to_beat": True}]}, "not yes or no"),
        ({"components": [{**COMPONENT, "amount": float("nan")}]}, "finite"),
        ({"components": [{**COMPONENT, "amount": 10**400}]}, "finite"),
        ({"components": [{**COMPONENT, "shape": 3}]}, "must be a list"),
        ({"components": [{**COMPONENT, "shape": [[0, 1, 2]]}]}, "two numbers"),
        ({"components": [{**COMPONENT, "voice": 3}]}, "must be text"),
        ({"components": [{**COMPONENT, "cycles": 1.5}]}, "whole number"),
        ({"holds": [{"note": "m1"}]}, 'lacks "ratio"'),
        ({"holds": [{"note": 1, "ratio": 2}]}, "note of a fermata must be text"),
        ({"accents": [{"note": "m1", "level_db": None}]}, "not nothing"),
        ({"hand_tempo": [[0, "x"]]}, "Point 1 of the tempo drawn by hand"),
        ({"hand_level": 5}, "must be a list"),
    ],
)
def test_what_is_malformed_is_said_in_a_sentence(data: Any, said: str) -> None:
    with pytest.raises(MusicError, match=said) as refusal:
        Interpretation.from_json(data)
    assert str(refusal.value).endswith(".")
