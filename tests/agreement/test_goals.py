"""Goals of exercises, judged by the page as by Python: met or not, and every sentence."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

from musicking.exercises import (
    Accented,
    Course,
    Displaced,
    Goal,
    Held,
    Lasts,
    Level,
    Tempo,
    Unchanged,
    Uses,
    check,
)
from musicking.expression.kinds import kinds
from musicking.interpretation import Interpretation
from musicking.score import Place, Score
from tests.agreement.cases import Maker

ROOT = Path(__file__).parents[2]
ANSWER = Path(__file__).with_name("goals.mjs")
COUNT = int(os.environ.get("MUSICKING_AGREEMENT", "300"))


def goals_of(draw: random.Random, score: Score, beats: list[float]) -> list[Goal]:
    """One goal of each kind, about any places and notes of the score."""

    def place() -> Place:
        start, end = sorted(draw.sample(beats, 2))
        return Place(start, end)  # type: ignore[arg-type]  # drawn floats and names

    voices = [voice.id for voice in score.voices]
    notes = [note.id for voice in score.voices for note in voice.notes]
    goals: list[Goal] = [
        Lasts(place(), draw.uniform(0.5, 2), draw.uniform(0, 0.5)),
        Tempo(place(), draw.uniform(0.5, 2), draw.choice([None, place()]), draw.uniform(0, 0.5)),
        Level(place(), draw.uniform(-9, 9), draw.choice([None, place()]), draw.uniform(0, 6)),
        Displaced(place(), draw.choice([None, *voices]), draw.uniform(0, 0.2), draw.choice([None, 0.1])),
        Unchanged(tuple(place() for _ in range(draw.randint(0, 2))), draw.choice(["tempo", "level", "both"])),
        Uses(draw.choice([*kinds(), "hand_tempo", "hand_level"]), draw.random() < 0.5),
    ]
    for of, least in (("tempo", 0.1), ("level", 2.0)):
        most = draw.choice([None, 3 * least])
        goals.append(Course(place(), of, draw.choice(["rises", "falls"]), least, most))  # type: ignore[arg-type]  # drawn floats and names
    for note in draw.sample(notes, min(2, len(notes))):
        goals += [Held(note, draw.uniform(1, 3)), Accented(note, draw.uniform(1, 6))]
    return goals


def test_page_and_python_judge_alike() -> None:
    sent, expected = [], []
    for number in range(COUNT):
        maker = Maker(random.Random(f"goals {number}"))
        score = maker.score()
        case: dict[str, Any] = maker.case(score)
        beats = maker.places(score)
        if len(beats) < 2:
            continue
        goals = goals_of(maker.draw, score, beats)
        findings = check(goals, score, Interpretation.from_json(case["interpretation"]))
        case["goals"] = [goal.to_json() for goal in goals]
        sent.append(json.dumps(case, allow_nan=False) + "\n")
        expected.append([asdict(finding) for finding in findings])
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    lines = "".join(sent)
    answer = subprocess.run([node, str(ANSWER)], input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(found) == len(expected)
    for number, (page, python) in enumerate(zip(found, expected, strict=True)):
        assert page == python, f"case {number}"
    everything = [finding["met"] for findings in expected for finding in findings]
    assert any(everything)
    assert not all(everything)
