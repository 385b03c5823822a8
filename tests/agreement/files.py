"""Files that no one here wrote, and the page's reading of any."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import music21

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
READ_SECONDS = 5
START_SECONDS = 60
READ = Path(__file__).with_name("read.mjs")
MUSIC21 = Path(music21.__file__).parent
#: MusicXML, compressed MusicXML and ABC of music21's corpus, where its own reading is not in doubt.
SCORES = [MUSIC21 / "corpus" / name for name in Path(__file__).with_name("own_songs.txt").read_text().split()]
#: MIDI that music21 carries, from several programs.
MIDI = sorted((MUSIC21 / "midi" / "testPrimitive").glob("*.mid")) + sorted((MUSIC21 / "omr").glob("*.mid"))


def read_in_page(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Return what the page's reader makes of each file: a score, or an error."""
    node = shutil.which("node")
    assert node, "Node is needed to compare the page with Python: make test brings it."
    paths = list(paths)
    sent = "".join(f"{path}\n" for path in paths)
    answer = subprocess.run([node, str(READ)], input=sent, capture_output=True, text=True, check=True, cwd=ROOT,
                            timeout=START_SECONDS + READ_SECONDS * len(paths))  # fmt: skip
    return [json.loads(line) for line in answer.stdout.splitlines()]
