"""The page joins layers as Python does."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

from musicking.form.layers import LAYERS, Choice, assemble, read_tables
from musicking.widgets import assets

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("MUSICKING_AGREEMENT", "200"))
TONICS = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]


def choices(count: int, tables: dict[str, dict[str, object]], seed: int) -> list[Choice]:
    """Return random choices, layers taken away and bars left open among them."""
    rng = random.Random(seed)  # noqa: S311 (choices for a test)
    return [
        Choice(
            *(rng.choice(list(tables[kind])) for kind in ("styles", "tonalities")),
            rng.choice(TONICS),
            *(rng.choice(list(tables[kind])) for kind in ("rows", "phrases", "plans")),
            tempo_bpm=rng.choice([None, 60, 131.5, 220]),
            layers=tuple(layer for layer in LAYERS if rng.random() < 0.8),
            open_every=rng.choice([0, 0, 2, 4, 8]),
            balance_db={layer: float(rng.randrange(-20, 6)) for layer in LAYERS if rng.random() < 0.3},
        )
        for _ in range(count)
    ]


def test_page_and_python_join_the_same_notes() -> None:
    data = assets.read("layers/form.json")
    tables = read_tables(data)
    made = choices(min(COUNT, 2000), tables, seed=3)
    sent = "\n".join([data.decode(), *(json.dumps(dataclasses.asdict(choice)) for choice in made)])
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    script = Path(__file__).with_name("join.mjs")
    answer = subprocess.run([node, str(script)], input=sent, capture_output=True, text=True, check=True, cwd=ROOT)
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    for choice, score in zip(made, found, strict=True):
        expected = json.loads(json.dumps(assemble(tables, choice)))
        assert score == expected, choice
