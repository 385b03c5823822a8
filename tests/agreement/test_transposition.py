"""Every song in many keys (in soak: in all): page and Python make the same of it, in notes, in chords and in words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from musicking.export.sheet import sheet_lines
from musicking.export.spoken import spoken, summary
from musicking.repertoire import song, songs
from musicking.shared import shared_table
from musicking.singing import RANGES, keys_that_fit
from musicking.transposition import MOST_SEMITONES

if TYPE_CHECKING:
    from musicking.score import Score

ROOT = Path(__file__).parents[2]
ANSWER = Path(__file__).with_name("transpose.mjs")
EVERY = range(-MOST_SEMITONES, MOST_SEMITONES + 1)


def said(score: Score) -> dict[str, Any]:
    return {"spoken": list(spoken(score)), "summary": summary(score)}


@pytest.fixture(scope="module")
def answers() -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    ranges = list(RANGES.values())
    every = 1 if os.environ.get("MUSICKING_ALL_SONGS") else 4
    cases = [(name, n) for number, name in enumerate(songs()) for n in EVERY[number % every :: every]]
    lines = [
        json.dumps({
            "score": song(name).to_json() | said(song(name)), "semitones": n,
            "instruments": shared_table("instruments")["instruments"], "range": ranges[n % len(ranges)],
        })
        for name, n in cases
    ]  # fmt: skip
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    sent = "\n".join(lines) + "\n"
    answer = subprocess.run([node, str(ANSWER)], input=sent, capture_output=True, text=True, check=True, cwd=ROOT)
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    expected = []
    for name, n in cases:
        score = song(name).transposed(n)
        fits = [{"semitones": f.semitones, "octave": f.octave} for f in keys_that_fit(song(name), *ranges[n % 5])]
        sheet = json.loads(json.dumps(sheet_lines(song(name), n), default=float))
        expected.append({"score": score.to_json(), "fits": fits, "sheet": sheet} | said(score))
    labels = [f"{name} by {n}" for name, n in cases]
    return list(zip(labels, found, expected, strict=True))


@pytest.mark.parametrize("part", ["score", "spoken", "summary", "fits", "sheet"])
def test_page_and_python_agree(answers: list[tuple[str, dict[str, Any], dict[str, Any]]], part: str) -> None:
    for label, found, expected in answers:
        assert found[part] == expected[part], label
