"""The page's own performance of random cases, compared with Python's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.agreement.cases import cases

ROOT = Path(__file__).parents[2]
ANSWER = Path(__file__).with_name("answer.mjs")
COUNT = int(os.environ.get("MUSICKING_AGREEMENT", "500"))
#: So many are held at a time, however many there are.
BATCH = 500
SECONDS = 1e-9

Pairs = list[tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture(scope="module", params=range(0, COUNT, BATCH))
def pairs(request: pytest.FixtureRequest) -> Pairs:
    """Return each case with what the page makes of it."""
    made = list(cases(min(BATCH, COUNT - request.param), seed=1 + request.param // BATCH))
    sent = "".join(json.dumps(case, allow_nan=False) + "\n" for case in made)
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    answer = subprocess.run([node, str(ANSWER)], input=sent, capture_output=True, text=True, check=True, cwd=ROOT)
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    for one in (*made, *lines):
        settle(one["performance"])
    return list(zip(made, lines, strict=True))


def settle(performance: dict[str, Any]) -> None:
    """Write each gain in one way, whatever rounding made of it.

    Of breakpoints that differ by rounding alone the first is kept, and of a row of values that are equal but for
    rounding the two ends: which of two equal values is written says nothing about the gain.
    """
    for voice in performance["voices"]:
        kept: list[list[float]] = []
        for point in voice["gain"]:
            if kept and all(close(new, old) for new, old in zip(point, kept[-1], strict=True)):
                continue
            if len(kept) > 1 and close(kept[-2][1], kept[-1][1]) and close(kept[-1][1], point[1]):
                kept.pop()
            kept.append(point)
        voice["gain"] = kept


def close(one: float, other: float) -> bool:
    return abs(one - other) <= SECONDS


def same(found: Any, expected: Any) -> bool:
    """Return whether plain data agree: whole numbers and text exactly, others to 1e-9."""
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[k], expected[k]) for k in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return bool(abs(found - expected) <= SECONDS)
    return bool(found == expected)


@pytest.mark.parametrize("part", ["performance", "clock", "words", "marks"])
def test_page_and_python_agree(pairs: Pairs, part: str) -> None:
    for number, (case, found) in enumerate(pairs):
        assert same(found[part], case[part]), f"case {number}: {found[part]} is not {case[part]}"
