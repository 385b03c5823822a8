"""Where the reading stands: its statements one by one, with the places of the book where each is told and alive."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from .narrow import IN_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = Path(__file__).parents[1] / "reading_map.toml"
BOOK = Path(__file__).parents[2]
#: How a widget is called in the table; what is not named here goes by its own name.
WIDGETS = {
    "Listen": "listen", "Shape": "expressive lab", "Build": "form lab", "Path": "path", "Plan": "plan",
    "Exercise": "exercise", "FormExercise": "exercise", "Hear": "listening practice", "Recall": "quiz",
    "Reflect": "room to write", "Sort": "sorting", "Survey": "survey",
}  # fmt: skip
_WIDGET = re.compile(r"\b(" + "|".join(WIDGETS) + r")\(")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, quotation, term or list of the reading.

    Parameters
    ----------
    section
        The heading under which the reading has it.
    words
        How it begins there, word for word.
    says
        The thought, in the book's words.
    told, alive
        Where it stands, and where it can be heard, seen, changed or answered: ``"page#section"``.
    quotes
        How the quotation begins that must stand on a page where it is told; empty where nothing is quoted.
    """

    id: str
    section: str
    words: str
    says: str
    told: tuple[str, ...]
    alive: tuple[str, ...]
    quotes: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a page: what heads it, its own text without code, the widgets in it and in its subsections."""

    heading: str
    text: str
    widgets: tuple[str, ...]


def statements() -> tuple[Statement, ...]:
    """Return the statements of the reading, in its order."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["statement"]
    return tuple(Statement(**{**row, "told": tuple(row["told"]), "alive": tuple(row["alive"])}) for row in rows)


def page_of(place: str) -> Path:
    """Return the notebook of a place; a page without a folder is a chapter."""
    page = place.partition("#")[0]
    return BOOK / f"{page if '/' in page else 'chapters/' + page}.ipynb"


@cache
def places(page: Path) -> dict[str, Place]:
    """Return the sections of a notebook by their anchors; the page itself under ""."""
    found: dict[str, tuple[str, list[str], list[str]]] = {}
    inside: list[str] = [""]
    for cell in json.loads(page.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            for section in inside:
                found[section][2].extend(_WIDGET.findall(source))
            continue
        for line in source.splitlines():
            if heading := re.fullmatch(r"(#{1,3}) (.+)", line):
                inside = [*inside[: len(heading[1]) - 1], "" if len(heading[1]) == 1 else anchor(heading[2])]
                found.setdefault(inside[-1], (heading[2].strip(), [], []))
            else:
                found[inside[-1]][1].append(line)
    return {name: Place(head, "\n".join(text), tuple(made)) for name, (head, text, made) in found.items()}


def anchor(heading: str) -> str:
    """Return the anchor that MyST gives to a heading.

    Examples
    --------
    >>> anchor("Hear it, see it, change it")
    'hear-it-see-it-change-it'
    """
    plain = re.sub(r"[*_`]", "", heading.strip())
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


class ReadingMap(SphinxDirective):
    """The table, one for each section of the reading."""

    def run(self) -> list[nodes.Node]:
        """Return what the table's Markdown makes, and note what it depends on."""
        self.env.note_dependency(str(TABLE))
        lines: list[str] = []
        for section, rows in groupby(statements(), key=lambda row: row.section):
            lines += [f"## {section}", "", f"{{.{IN_ROWS}}}"]
            lines += ["| the reading | where it stands | where it is alive |", "|---|---|---|"]
            lines += [f"| {row.says} | {self._links(row.told)} | {self._links(row.alive)} |" for row in rows]
            lines.append("")
        holder = nodes.section()
        holder.document = self.state.document
        self.state.nested_parse(StringList(lines, source=str(TABLE)), self.content_offset, holder, match_titles=True)
        return list(holder.children)

    def _links(self, named: Iterable[str]) -> str:
        """Return the places as links, page after page."""
        pages = groupby(named, key=page_of)
        return "; ".join(f"*{self._name(page)}:* " + ", ".join(map(self._link, there)) for page, there in pages)

    def _name(self, page: Path) -> str:
        self.env.note_dependency(str(page))
        kind, _, subject = places(page)[""].heading.partition(":")
        return f"{kind}, {subject.strip()}" if kind == "Exercises" else kind.rstrip("?")

    def _link(self, place: str) -> str:
        path, section = page_of(place), place.partition("#")[2]
        there = places(path).get(section)
        if there is None:
            raise ExtensionError(f'{TABLE.name}: the page has no section "{place}"; name one of its headings.')
        made = ", ".join(dict.fromkeys(WIDGETS[widget] for widget in there.widgets))
        target = path.relative_to(BOOK).as_posix() + (f"#{section}" if section else "")
        return f"[{there.heading}]({target})" + (f" ({made})" if made else "")
