"""What is built in the form lab is judged by each kind of goal, with a sentence that says why."""

from __future__ import annotations

import pytest

from musicking.errors import MusicError
from musicking.exercises import check, form_goals
from musicking.exercises.form_brief import asked, listed
from musicking.form.layer_file import layer_file
from musicking.form.layers import Choice

WALTZ = Choice(style="waltz", tonality="ionian", tonic="C", progression="primary", plan="aba")
# Each goal, a choice that meets it, and one that does not.
GOALS: list[tuple[form_goals.FormGoal, Choice, Choice]] = [
    (form_goals.Among("style", ("waltz", "march")), WALTZ, Choice()),
    (form_goals.Among("tonality", ("ionian",), wanted=False), Choice(), WALTZ),
    (form_goals.Among("tonic", ("D",)), Choice(), WALTZ),
    (form_goals.Metre(3), WALTZ, Choice()),
    (form_goals.Metre(2), Choice(style="lullaby"), WALTZ),
    (form_goals.Pace(110, 114), WALTZ, Choice(tempo_bpm=109.9)),
    (form_goals.Layers(heard=("bass",), silent=("drums",)), Choice(layers=("bass",)), Choice(layers=("bass", "drums"))),
    (form_goals.Layers(heard=("bass",)), Choice(), Choice(layers=())),
    (form_goals.Open(4), Choice(open_every=4), Choice(open_every=8)),
    (form_goals.Open(0), Choice(), Choice(open_every=2)),
    (form_goals.AtHome(), WALTZ, Choice(tonality="dorian", progression="primary")),
    (form_goals.Chords(3, 4), WALTZ, Choice(tonality="ionian", progression="drone", plan="once")),
    (form_goals.Tones(has=("b3", "6"), lacks=("3", "7")), Choice(tonality="dorian"), Choice(tonality="aeolian")),
    (form_goals.Tones(lacks=("b3", "3")), Choice(tonality="open_fifths"), WALTZ),
    (form_goals.Returns(2, 2), WALTZ, Choice(plan="aaba")),
    (form_goals.Length(30, 40), WALTZ, Choice(style="waltz", plan="once")),
    (form_goals.Foremost("bass", 3), Choice(balance_db={"bass": 5}), Choice(balance_db={"bass": 1})),
    (form_goals.Foremost("bass", 3), Choice(layers=("bass",)), Choice(layers=("melody",))),
]


@pytest.mark.parametrize(("goal", "met", "missed"), GOALS, ids=lambda item: getattr(item, "kind", ""))
def test_each_goal_is_met_by_one_choice_and_missed_by_another(
    goal: form_goals.FormGoal, met: Choice, missed: Choice
) -> None:
    [there], [not_yet] = check([goal], met), check([goal], missed)
    assert (there.met, not_yet.met) == (True, False)
    assert not_yet.said.count(".") >= 2, "a miss says what is there, and what would help"
    assert asked(goal, layer_file())


def test_what_is_changed_is_counted_from_the_start_and_named() -> None:
    made = Choice(style="waltz", tonality="ionian", tonic="C", progression="primary", plan="once", open_every=4)
    [found] = check([form_goals.Changed(1, 1)], made, WALTZ)
    assert not found.met
    assert "plan of repetition and bars left open" in found.said
    assert "back as it was" in found.said
    assert check([form_goals.Changed(0, 0)], WALTZ, WALTZ)[0].met


def test_a_progression_that_does_not_belong_is_judged_by_what_is_played() -> None:
    stranger = Choice(tonality="dorian", progression="primary")
    played, home = check([form_goals.Among("progression", ("dorian_round",)), form_goals.AtHome()], stranger)
    assert played.met
    assert "needs F#" in home.said


def test_the_reason_of_a_goal_is_told_with_either_finding() -> None:
    goal = form_goals.Open(4, why="Room that comes regularly can be expected.")
    assert all(check([goal], Choice(open_every=every))[0].said.endswith(goal.why) for every in (0, 2, 4))


def test_a_brief_may_say_less_than_is_judged() -> None:
    goal = form_goals.Among("plan", ("aba", "aaba"), says="It comes back")
    assert asked(goal, layer_file()) == "It comes back"
    assert "says" not in goal.to_json()
    assert asked(form_goals.Chords(1, 2), {}) == "At most 2 different chords"


def test_way_of_an_open_bar() -> None:
    more, less = (
        check([form_goals.Open(4)], Choice(open_every=8))[0],
        check([form_goals.Open(4)], Choice(open_every=2))[0],
    )
    assert "more often" in more.said
    assert "less often" in less.said


def test_goals_that_ask_for_nothing_known_are_refused() -> None:
    with pytest.raises(MusicError, match="no element 'tempo'"):
        form_goals.Among("tempo", ("fast",))  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(MusicError, match="no layer 'choir'"):
        form_goals.Layers(heard=("choir",))
    with pytest.raises(MusicError, match="degree 'h2'"):
        form_goals.Tones(has=("h2",))
    assert set(form_goals.ELEMENTS) <= set(Choice.__dataclass_fields__)


def test_words_in_a_row() -> None:
    assert listed(["C", "F", "G"], "or") == "C, F or G"
