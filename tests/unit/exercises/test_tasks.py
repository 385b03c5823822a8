from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest

from musicking import ritardando, song
from musicking.errors import MusicError
from musicking.exercises import Find, Hear, Lasts, Make, Play, listening
from musicking.exercises.listening import _TASKS
from musicking.export.spoken import summary
from musicking.interpretation import Interpretation
from musicking.performance import perform
from musicking.widgets import Exercise, assets

if TYPE_CHECKING:
    from pathlib import Path

BOAT = song("row_your_boat")
END = BOAT.place(7, 8)
SLOWER = ritardando(END, w=0.4)


@pytest.fixture(autouse=True)
def loader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "anywidget.js").write_text("export default {}", encoding="utf-8")
    monkeypatch.setattr(assets, "BUILT", tmp_path)


def unsealed(task: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b64decode(task["sealed"]))
    return found


def test_a_make_carries_its_goals_openly_and_its_answer_sealed() -> None:
    task = Make("Slow down.", [Lasts(END, 1.35)], SLOWER, "why").to_json(BOAT)
    assert [goal["kind"] for goal in task["goals"]] == ["lasts"]
    assert unsealed(task) == {"worked": SLOWER.to_json(), "because": "why"}
    assert "ritardando" not in json.dumps(task)


def test_a_worked_answer_that_misses_is_refused() -> None:
    with pytest.raises(MusicError, match="worked answer misses"):
        Make("Slow down.", [Lasts(END, 2)], SLOWER).to_json(BOAT)
    with pytest.raises(MusicError, match="Nothing is left to do"):
        Make("Slow down.", [Lasts(END, 1.35)], SLOWER, start=SLOWER).to_json(BOAT)


def test_a_hear_knows_its_answer_by_place() -> None:
    task = Hear("What?", SLOWER, {"accelerando": "no", "ritardando": "yes"}, "ritardando").to_json(BOAT)
    assert task["options"] == ["accelerando", "ritardando"]
    assert unsealed(task)["answer"] == 1
    with pytest.raises(MusicError, match="not among the options"):
        Hear("What?", SLOWER, {"accelerando": "no"}, "ritardando").to_json(BOAT)


def test_a_find_offers_every_bar() -> None:
    grace = song("amazing_grace")
    task = Find("Where?", ritardando(grace.place(13, 16)), 13, "there").to_json(grace)
    assert task["options"][:2] == ["the upbeat", "bar 1"]
    hidden = unsealed(task)
    assert (task["options"][hidden["answer"]], hidden["replies"][hidden["answer"]]) == ("bar 13", "there")


def test_a_play_has_its_lead_in() -> None:
    task = Play("Go on.", ["Did you?"], BOAT.place(1, 4)).to_json(BOAT)
    assert (task["cue"], task["checks"]) == ([0.0, 8.0], ["Did you?"])


@pytest.mark.parametrize("name", _TASKS)
def test_every_listening_task_of_the_book_suits_its_song(name: str) -> None:
    score, task = listening(name)
    told = task.to_json(score)
    assert told["options"]
    hidden = unsealed(told)
    perform(score, Interpretation.from_json(hidden["interpretation"]))
    assert hidden["replies"][hidden["answer"]]


def test_an_unknown_listening_task_is_refused() -> None:
    with pytest.raises(MusicError, match='no listening task "tempo 99"'):
        listening("tempo 99")


def test_a_page_does_not_tell_what_is_to_be_heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = Exercise(BOAT, Hear("What?", SLOWER, {"faster": "no", "slower": "yes, slower"}, "slower"))
    assert (made.widget, made.interpretation) == ("listen", Interpretation.from_json(SLOWER.to_json()))
    monkeypatch.setenv("MUSICKING_BOOK_FILES", str(tmp_path))
    page = made._repr_mimebundle_()["text/html"]
    assert "ritardando" not in page.lower()
    assert "yes, slower" not in page
    assert "<p>What?</p>" in page
    assert '"interpretation":null' in page
    (order,) = (tmp_path / "_audio").iterdir()  # its sound is ordered, and no MIDI file in which the tempo stands
    ordered = json.loads(order.read_text())
    assert (ordered["asks"], ordered["said"]) == ("What?", [summary(BOAT)])


def test_a_make_opens_the_lab() -> None:
    made = Exercise(BOAT, Make("Slow down.", [Lasts(END, 1.35)], SLOWER))
    assert (made.widget, made.interpretation, made.show) == ("shape", None, ["notation", "tempo"])
