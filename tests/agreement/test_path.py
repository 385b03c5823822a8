"""The page joins the phrases of every path as Python does."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from musicking.form.path import letters, path, path_to_json, ways

ROOT = Path(__file__).parents[2]
JOIN = Path(__file__).with_name("path.mjs")
SAME = ("start_beat", "end_beat", "beat_quarters", "bars", "metres", "voices", "tempo", "level", "chords", "phrases")


def test_every_path_is_the_same_score_in_page_and_python() -> None:
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    asked = json.dumps({"table": path_to_json(), "ways": [letters(way) for way in ways()]})
    answer = subprocess.run([node, str(JOIN)], input=asked, capture_output=True, text=True, check=True, cwd=ROOT)
    for way, found in zip(ways(), json.loads(answer.stdout), strict=True):
        expected = path(way).to_json()
        for part in SAME:
            assert found[part] == expected[part], f"{letters(way) or 'the beginning'}: {part}"
