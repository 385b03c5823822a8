"""What the page says of a song of one's own is what Python says of the book's."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from musicking import song, songs
from musicking.export.spoken import spoken, summary

SAY = Path(__file__).with_name("say.mjs")


def test_page_and_python_say_the_same_of_every_song() -> None:
    scores = [song(name) for name in songs()]
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    sent = "".join(json.dumps(score.to_json()) + "\n" for score in scores)
    answer = subprocess.run(
        [node, str(SAY)], input=sent, capture_output=True, text=True, check=True, cwd=SAY.parents[2]
    )
    for score, line in zip(scores, answer.stdout.splitlines(), strict=True):
        assert json.loads(line) == {"summary": summary(score), "spoken": list(spoken(score))}
