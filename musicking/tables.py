"""Write the tables that both languages read: ``python -m musicking.tables``.

With ``--check`` nothing is written; the exit status says whether the files are current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from musicking.exercises.form_sentences import FORM_GOALS
from musicking.exercises.hearing import hearing_table
from musicking.exercises.sentences import GOALS
from musicking.expression.kinds import kinds
from musicking.form.guitar import guitar_table
from musicking.marks import MARKS
from musicking.singing import RANGES
from musicking.words import WORDS

SPEC = Path(__file__).parent.parent / "spec"


def tables() -> dict[str, str]:
    """Return each table's text by file name."""
    return {
        "shapes.json": _text({name: kind.to_json() for name, kind in kinds().items()}),
        "words.json": _text(WORDS),
        "marks.json": _text(MARKS),
        "chords.json": _text(guitar_table()),
        "ranges.json": _text(RANGES),
        "goals.json": _text(GOALS),
        "form_goals.json": _text(FORM_GOALS),
        "hear.json": _text(hearing_table()),
    }


def stale(folder: Path) -> list[str]:
    """Return the names of the tables that differ from the files in a folder, or are missing there."""
    return [
        name
        for name, text in tables().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def write(folder: Path) -> None:
    """Write every table into a folder."""
    for name, text in tables().items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(data: object) -> str:
    return _spread(data) + "\n"


def _spread(data: object, indent: str = "") -> str:
    """Lay out JSON with one line for each table of numbers, so that one changed shape is one changed line."""
    if not isinstance(data, dict) or not any(isinstance(value, dict | list) for value in data.values()):
        return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    deeper = indent + "  "
    fields = [f"{deeper}{json.dumps(name)}: {_spread(value, deeper)}" for name, value in data.items()]
    return "{\n" + ",\n".join(fields) + "\n" + indent + "}"


def main(arguments: list[str]) -> int:
    """Write the tables, or with ``--check`` say whether they are current."""
    if arguments == ["--check"]:
        old = stale(SPEC)
        if old:
            sys.stderr.write(f"Not current: {', '.join(old)}. Run: python -m musicking.tables\n")
        return 1 if old else 0
    write(SPEC)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
