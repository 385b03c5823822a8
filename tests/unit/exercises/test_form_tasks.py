"""Tasks on form: what the page gets of them, what it does not, and whether they can be done."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from typing import Any

import pytest

from musicking.errors import MusicError
from musicking.exercises import Brief, Identify, Open, PlayAlong, check, identify
from musicking.exercises.clues import clues
from musicking.exercises.figures import twice
from musicking.exercises.form_tasks import _score_of
from musicking.exercises.identify import tasks
from musicking.form.layers import Choice
from musicking.form.vamp import vamp
from musicking.widgets import FormExercise

NAMES = list(tasks())


def unsealed(task: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b64decode(task["sealed"]))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_task_of_the_book_can_be_told_by_words_alone(name: str) -> None:
    task = identify(name)
    assert task.clues
    scores = {option: _score_of(made.sound) for option, made in task.options.items()}
    heard = clues(task.clues, scores[task.answer])
    for option, score in scores.items():
        assert option == task.answer or clues(task.clues, score) != heard, f"{option} sounds like {task.answer}"
        if task.before is not None:
            assert clues(task.clues, score) != clues(task.clues, _score_of(task.before)) or option != task.answer


@pytest.mark.parametrize("name", NAMES)
def test_no_page_gives_an_answer_away(name: str) -> None:
    task = identify(name)
    told = task.to_json()
    hidden = unsealed(told)
    assert told["options"][hidden["answer"]] == task.answer
    assert hidden["replies"][hidden["answer"]] == task.why
    page = FormExercise(task).page_html()
    assert task.why not in page
    named = task.answer.removeprefix("The ") != task.answer
    assert named or not any(task.answer in clue for clue in told["clues"])
    scores = [sound["score"] for sound in told["sounds"] if "score" in sound]
    assert all(score["title"] == score["key"] == "" and not score["chords"] for score in scores)


def test_a_task_may_be_written_with_any_score() -> None:
    options = {
        "authentic": replace(identify("harmony 1").options["Authentic: V to I"]),
        "half": identify("harmony 1").options["Half: it stops on V"],
    }
    told = Identify("Which?", options, "half", "It waits.", before=Choice(plan="once"), clues=("bass",)).to_json()
    assert [list(sound) for sound in (*told["sounds"], told["before"])] == [["score"], ["score"], ["choice"]]
    assert [clue.split(":")[0] for clue in told["clues"]] == ["First", "Then"]
    with pytest.raises(MusicError, match="not among the options"):
        Identify("Which?", options, "plagal", "").to_json()


def test_a_brief_is_refused_whose_worked_answer_misses_or_which_is_done() -> None:
    room = Brief("Leave room.", [Open(4)], Choice(open_every=4), "why")
    told = room.to_json()
    assert told["asked"] == ["Left open: every fourth bar"]
    assert unsealed(told)["because"] == "why"
    assert all(finding.met for finding in check(room.goals, room.worked, room.start))
    with pytest.raises(MusicError, match="worked answer misses"):
        replace(room, worked=Choice()).to_json()
    with pytest.raises(MusicError, match="Nothing is left to do"):
        replace(room, start=Choice(open_every=4)).to_json()


def test_a_lead_sheet_stands_on_paper() -> None:
    along = PlayAlong(
        "Play.", Choice(style="waltz", tonality="lydian", tonic="D", progression="lydian_vamp"), ["Did I?"]
    )
    paper = FormExercise(along).paper()
    assert "Tones: D E F# G# A B C#" in paper
    assert "| D | E | D | E | D | E | D | E |" in paper
    assert along.to_json()["tones"] == ["C", "D", "E", "F#", "G", "A", "B"]


def test_clues_say_what_sounds() -> None:
    four = vamp("I IV V vi", "C major").to_json()
    assert clues(["bass", "metre"], four) == [
        "The bass, bar by bar: C C G; F F C F; G G D; A A E E.",
        "A bar has 4 beats.",
    ]
    alone = twice("1 1 2", "0 1 2", "invert").to_json()
    assert clues(["melody", "chords"], alone) == [
        "The melody, bar by bar: C D E; C B A.",
        "There are no chords.",
    ]
    with pytest.raises(MusicError, match="no clue called 'smell'"):
        clues(["smell"], four)


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ("repeat", [60, 62, 64]),
        ("transpose", [62, 64, 65]),
        ("invert", [60, 59, 57]),
        ("retrograde", [64, 62, 60]),
        ("augment", [60, 62, 64]),
        ("fragment", [60, 62]),
    ],
)
def test_what_is_made_of_a_motive(change: str, after: list[int]) -> None:
    score = twice("1 1 2", "0 1 2", change)
    assert [note.pitch for note in score.voices[0].notes][3:] == after
    lengths = [note.end_beat - note.onset_beat for note in score.voices[0].notes][3:]
    assert (lengths[0] == 2) == (change in {"augment", "retrograde"})


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(MusicError, match='called "groove 99"'):
        identify("groove 99")
