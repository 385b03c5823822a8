"""Marks in the score: what stands where, derived by hand from the rules of the spec."""

from __future__ import annotations

from fractions import Fraction

import pytest

import musicking as m
from musicking.errors import MusicError
from musicking.expression.kinds import ON_NOTES, kinds
from musicking.interpretation import Accent, Component, Hold, Interpretation
from musicking.marks import MARKS, Mark, marks
from musicking.score import Bar, Metre, Note, Score, Voice

NOTES = tuple(Note(f"m{i}", Fraction(i), Fraction(i + 1), 60 if i in {6, 7} else 62, tied=i == 6) for i in range(16))
BARS = tuple(Bar(n + 1, Fraction(4 * n), Fraction(4 * n + 4)) for n in range(4))
SCORE = Score(
    "Sixteen", (Voice("melody", "Melody", "piano", NOTES),), BARS, (Metre(Fraction(0), 4, 4),), ((Fraction(0), 0.6),)
)


def written(*components: Component) -> list[tuple[str, float, float | None]]:
    """Return (what is read, from, to) of each mark of components."""
    found = marks(SCORE, Interpretation(components))
    return [(f"{mark.before} {mark.text or mark.direction}".strip(), mark.from_beat, mark.to_beat) for mark in found]


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (Component("ritardando", 8, 12, until_beat=12), [("rit.", 8, 12), ("a tempo", 12, None)]),
        (Component("ritardando", 12, 16, until_beat=16), [("rit.", 12, 16)]),
        (Component("accelerando", 4, 8), [("accel.", 4, 8)]),
        (Component("ritardando", 4, 8, ((0, 1), (1, 0.8))), [("accel.", 4, 8)]),
        (Component("ritardando", 4, 8, ((0, 1), (0.5, 1.5), (1, 1)), 8), [("rit.", 4, 8)]),
        (Component("tempo_contrast", 4, 8, "clear", 8), [("Faster", 4, None), ("a tempo", 8, None)]),
        (Component("tempo_contrast", 4, 8, "slower_clear"), [("Slower", 4, None)]),
        (Component("rubato", 4, 8), [("rubato", 4, 8)]),
        (Component("crescendo", 4, 8), [("rises", 4, 8), ("ff", 8, None)]),
        (Component("diminuendo", 4, 8, until_beat=12), [("falls", 4, 8), ("pp", 8, None), ("mf", 12, None)]),
        (Component("diminuendo", 12, 16), [("falls", 12, 16)]),
        (Component("forte", 4, 8, "subtle", 8), [("f", 4, None), ("mf", 8, None)]),
        (Component("forte", 4, 8, "bold", 8), [("ff", 4, None), ("mf", 8, None)]),
        (Component("piano", 4, 8, "subtle", 8), [("mp", 4, None), ("mf", 8, None)]),
        (Component("piano", 4, 8, "clear", 8), [("p", 4, None), ("mf", 8, None)]),
        (Component("dynamic_contrast", 4, 8, "clear", 8), [("subito p", 4, None), ("mf", 8, None)]),
        (Component("dynamic_contrast", 4, 8, "louder_clear", 16), [("subito f", 4, None)]),
        (Component("crescendo", 4, 8, "bold", amount=0), []),
        (Component("forte", 4, 8, ((0, 0), (1, 0))), []),
    ],
)
def test_each_component_is_marked_as_musicians_do(
    component: Component, expected: list[tuple[str, float, float | None]]
) -> None:
    assert written(component) == expected


def test_a_new_tempo_tells_its_beats_a_minute() -> None:
    (faster,) = marks(SCORE, Interpretation((Component("tempo_contrast", 4, 8, ((0, 0.8), (1, 0.8))),)))
    assert (faster.text, faster.bpm) == ("Faster", 125)


def test_where_a_new_tempo_sets_in_no_a_tempo_stands() -> None:
    slowing, faster = Component("ritardando", 4, 8, until_beat=8), Component("tempo_contrast", 8, 12)
    assert written(slowing, faster) == [("rit.", 4, 8), ("Faster", 8, None)]


def test_a_dynamic_names_the_level_that_is_reached() -> None:
    grown, softer = Component("crescendo", 0, 4, "clear"), Component("dynamic_contrast", 4, 8, "clear", 8)
    assert written(grown, softer) == [("rises", 0, 4), ("subito f", 4, None), ("ff", 8, None)]


def test_marks_of_notes_stand_at_the_ends_of_a_tied_chain() -> None:
    laid = Interpretation(holds=(Hold("m6", 2, 1), Hold("m7", 3)), accents=(Accent("m7", 4), Accent("m2", -3)))
    common = {"voice": "melody", "placement": "above"}
    assert marks(SCORE, laid) == [
        Mark("fermata", "fermata", 7, note="m7", **common),  # type: ignore[arg-type]  # fields of any kind
        Mark("fermata", "breath", 8, note="m7", **common),  # type: ignore[arg-type]  # fields of any kind
        Mark("accentuation", "accent", 6, note="m6", **common),  # type: ignore[arg-type]  # fields of any kind
    ]


@pytest.mark.parametrize("hold", [Hold("m3", 2, 1, amount=0), Hold("m3", 1)])
def test_a_hold_that_does_nothing_has_no_mark(hold: Hold) -> None:
    assert marks(SCORE, Interpretation(holds=(hold,))) == []


def test_what_is_drawn_by_hand_has_no_mark() -> None:
    assert marks(SCORE, Interpretation(hand_tempo=((0, 1), (4, 2)), hand_level=((0, 3), (4, -3)))) == []


def test_every_kind_has_a_rule() -> None:
    assert set(MARKS["kinds"]) == set(kinds())
    on_notes = {name for name, kind in kinds().items() if kind.family in ON_NOTES}
    assert {name for name, rule in MARKS["kinds"].items() if rule["anchor"] != "stretch"} == on_notes


@pytest.mark.parametrize("size", ["subtle", "clear", "bold"])
def test_rounding_never_decides_a_dynamic(size: str) -> None:
    for name, kind in kinds().items():
        if kind.family == "level":
            reached = kind.shapes[size][-1][1]
            assert min(abs(reached - bound) for bound, _ in MARKS["levels"]) > 0.05, name


def test_what_does_not_suit_the_score_is_refused() -> None:
    with pytest.raises(MusicError):
        marks(SCORE, m.Interpretation((Component("forte", 4, 99),)))
