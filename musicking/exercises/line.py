"""Examples to be placed on a line from "nothing prepared" to "composed at the moment", and what speaks for each place.

The definitions of the reading disagree, so there is no one right order. The table is ``line.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.exercises.tasks import sealed

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Line:
    """Stations on a line, definitions, and examples to place.

    Parameters
    ----------
    stations
        The names of the places on the line, in their order.
    definitions
        Whose definitions are asked about each example.
    examples
        As in the table, each with its ``interpretation`` as plain data, or None where it is played as written.
    """

    stations: tuple[str, ...]
    definitions: tuple[str, ...]
    examples: tuple[Mapping[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """Return the line as the page gets it; what is said of each example stands sealed."""
        shown = ("name", "title", "about", "piece", "interpretation")
        return {
            "stations": list(self.stations),
            "definitions": list(self.definitions),
            "examples": [
                {key: example[key] for key in shown}
                | {"sealed": sealed({"at": example["at"], "says": example["says"]})}
                for example in self.examples
            ],
        }


@cache
def line() -> Line:
    """Return the line of the chapter *What is improvisation?*, with its examples.

    Examples
    --------
    >>> line().stations
    ('Nothing prepared', 'A framework elaborated', 'Composed at the moment')
    """
    table = tomllib.loads((files(__package__) / "line.toml").read_text(encoding="utf-8"))
    stations, definitions = tuple(table["stations"]), tuple(table["definitions"])
    for example in table["example"]:
        if len(example["at"]) != len(stations) or len(example["says"]) != len(definitions):
            raise MusicError(f"The example {example['name']} needs a word for each station and each definition.")
        example["interpretation"] = _interpretation(example["piece"], example.get("laid", []))
    return Line(stations, definitions, tuple(table["example"]))


def _interpretation(piece: str, laid: list[list[Any]]) -> dict[str, Any] | None:
    from musicking import expression
    from musicking.repertoire import piece_named

    score = piece_named(piece)
    parts = [getattr(expression, kind)(score.place(first, last), size) for kind, first, last, size in laid]
    if not parts:
        return None
    whole = parts[0]
    for part in parts[1:]:
        whole += part
    plain: dict[str, Any] = whole.to_json()
    return plain
