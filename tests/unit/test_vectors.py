"""The cases of spec/vectors.json, derived by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from musicking.curve import Curve, product, total
from musicking.errors import MusicError
from musicking.instruments import instruments_from_json
from musicking.interpretation import Interpretation
from musicking.performance import perform
from musicking.score import Score
from musicking.score_json import score_from_json
from musicking.words import describe

Case = dict[str, Any]
VECTORS = json.loads((Path(__file__).parents[2] / "spec" / "vectors.json").read_text(encoding="utf-8"))
INSTRUMENTS = instruments_from_json(VECTORS["instruments"])


def cases(group: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", VECTORS[group], ids=[case["name"] for case in VECTORS[group]])


def score_of(case: Case) -> Score:
    score = case["score"]
    return score_from_json(VECTORS["scores"][score] if isinstance(score, str) else score)


def near(value: Any) -> Any:
    return pytest.approx(value, abs=1e-9, rel=0)


@cases("curves")
def test_curve(case: Case) -> None:
    join = "product" if "product" in case else "sum"
    curves = [Curve(tuple((b, v) for b, v in points)) for points in case[join]]
    curve = product(curves) if join == "product" else total(curves)
    if "points" in case:
        assert [list(point) for point in curve.points] == [near(point) for point in case["points"]]
    for operation in ("value_at", "value_before", "integral_to", "invert"):
        for argument, expected in case.get(operation, []):
            assert getattr(curve, operation)(argument) == near(expected), (operation, argument)


@cases("performances")
def test_performance(case: Case) -> None:
    interpretation = Interpretation.from_json(case["interpretation"])
    performance = perform(score_of(case), interpretation, instruments=INSTRUMENTS, speed=case.get("speed", 1))
    found, expect = performance.to_json(), case["expect"]
    notes = {note["ids"][0]: note for voice in found["voices"] for note in voice["notes"]}
    assert set(expect) <= {
        "duration_sec",
        "clipped",
        "notes",
        "order",
        "gain",
        "seconds_at",
        "beat_at",
    }
    assert found["duration_sec"] == near(expect.get("duration_sec", found["duration_sec"]))
    assert found["clipped"] == expect.get("clipped", found["clipped"])
    for name, fields in expect.get("notes", {}).items():
        for field, expected in fields.items():
            inexact = field.endswith("_sec")
            assert notes[name][field] == (near(expected) if inexact else expected), (name, field)
    for voice in found["voices"]:
        if voice["id"] in expect.get("order", {}):
            assert [note["ids"][0] for note in voice["notes"]] == expect["order"][voice["id"]]
        if voice["id"] in expect.get("gain", {}):
            assert voice["gain"] == [near(point) for point in expect["gain"][voice["id"]]]
    for beat, second in expect.get("seconds_at", []):
        assert performance.seconds_at(beat) == near(second), beat
    for second, beat in expect.get("beat_at", []):
        assert performance.beat_at(second) == near(beat), second


@cases("words")
def test_words(case: Case) -> None:
    assert describe(score_of(case), Interpretation.from_json(case["interpretation"])) == case["expect"]


@cases("refused")
def test_refused(case: Case) -> None:
    with pytest.raises(MusicError) as refusal:
        perform(
            score_of(case),
            Interpretation.from_json(case["interpretation"]),
            instruments=INSTRUMENTS,
            speed=case.get("speed", 1),
        )
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
