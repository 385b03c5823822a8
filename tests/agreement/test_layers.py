"""The page joins layers as Python does."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

from musicking.form.layers import LAYERS, Choice, assemble, read_tables
from musicking.widgets import assets

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("MUSICKING_AGREEMENT", "200"))
TONICS = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
MOSTLY = 0.8


def choices(count: int, tables: dict[str, Any], seed: int) -> list[Choice]:
    """Return random choices, layers taken away and bars left open among them."""
    rng = random.Random(seed)
    return [
        Choice(
            style=rng.choice(list(tables["styles"])),
            tonality=rng.choice(list(tables["tonalities"])),
            tonic=rng.choice(TONICS),
            progression=rng.choice(list(tables["rows"])),
            phrase=rng.choice(list(tables["phrases"])),
            plan=rng.choice(list(tables["plans"])),
            tempo_bpm=rng.choice([None, 60, 131.5, 220]),
            layers=tuple(layer for layer in LAYERS if rng.random() < MOSTLY),
            open_every=rng.choice([0, 0, 2, 4, 8]),
            balance_db={layer: float(rng.randrange(-20, 6)) for layer in LAYERS if rng.random() > MOSTLY},
            human=rng.random() < MOSTLY,
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
