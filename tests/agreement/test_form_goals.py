"""Goals of exercises on form, judged by the page as by Python: met or not, and every sentence."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musicking.exercises import check, form_goals
from musicking.exercises.form_sentences import FORM_GOALS
from musicking.form.layer_choice import choice_to_json
from musicking.form.layer_file import layer_file
from musicking.form.layers import LAYERS
from tests.agreement.test_layers import COUNT, TONICS, choices

if TYPE_CHECKING:
    from musicking.form.layers import Choice

ROOT = Path(__file__).parents[2]
ANSWER = Path(__file__).with_name("form_goals.mjs")


def goals_of(draw: random.Random, tables: dict[str, Any]) -> list[form_goals.FormGoal]:
    """One goal of each kind, each asking anything that it can ask."""

    def some(names: Any, most: int) -> tuple[str, ...]:
        return tuple(draw.sample(list(names), draw.randint(1, min(most, len(names) - 1))))

    known = {"style": "styles", "tonality": "tonalities", "progression": "progressions", "phrase": "phrases"}
    among = [
        form_goals.Among(element, some(tables[table], 9), wanted=draw.random() < 0.5)  # type: ignore[arg-type]  # a drawn name
        for element, table in (*known.items(), ("plan", "plans"))
    ]
    parted = draw.sample(LAYERS, 4)
    degrees = draw.sample(list(FORM_GOALS["degrees"]), 4)
    least = draw.randint(1, 4)
    return [
        *among,
        form_goals.Among("tonic", some(TONICS, 6)),
        form_goals.Metre(draw.choice([2, 3, 4])),
        form_goals.Pace(draw.uniform(40, 120), draw.uniform(90, 200)),
        form_goals.Layers(heard=tuple(parted[: draw.randint(0, 2)]), silent=tuple(parted[2 : draw.randint(2, 4)])),
        form_goals.Open(draw.choice([0, 2, 4, 8])),
        form_goals.AtHome(why="It is at home."),
        form_goals.Chords(least, least + draw.randint(0, 3)),
        form_goals.Tones(has=tuple(degrees[: draw.randint(0, 2)]), lacks=tuple(degrees[2 : draw.randint(2, 4)])),
        form_goals.Returns(least, least + draw.randint(0, 2)),
        form_goals.Changed(0, draw.randint(1, 10)),
        form_goals.Length(draw.uniform(5, 60), draw.uniform(30, 200)),
        form_goals.Foremost(draw.choice(LAYERS), draw.choice([0, 3, 6.5])),
    ]


def test_page_and_python_judge_alike() -> None:
    tables = layer_file()
    draw = random.Random("form goals")
    made: list[Choice] = choices(COUNT, tables, seed=11)
    sent, expected = [json.dumps(tables)], []
    for choice, start in zip(made, [*made[1:], made[-1]], strict=True):
        goals = goals_of(draw, tables)
        expected.append([asdict(finding) for finding in check(goals, choice, start)])
        case = {"goals": [goal.to_json() for goal in goals]}
        sent.append(json.dumps(case | {"choice": choice_to_json(choice), "start": choice_to_json(start)}))
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    answer = subprocess.run(
        [node, str(ANSWER)], input="\n".join(sent), capture_output=True, text=True, check=True, cwd=ROOT
    )
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(found) == len(expected)
    for number, (page, python) in enumerate(zip(found, expected, strict=True)):
        assert page == python, f"case {number}: {made[number]}"
    by_goal = list(zip(*expected, strict=True))
    assert all({finding["met"] for finding in findings} == {True, False} for findings in by_goal)
