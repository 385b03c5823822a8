"""What sounds in the book: which example stands on which page, what it is called, where its files lie."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from musicking.export.book_sounds import FOLDER, MIDI, ORDER, SOUND

from .anchors import names_of, widgets_in
from .files import KERNEL_FILES
from .sounds import Sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

ADDRESS = re.compile(rf"musicking-root:{FOLDER}/(?P<name>[0-9a-f]+){re.escape(SOUND)}")
"""How a cell's output names the sound that it has ordered."""
PUBLISHED = "audio"


@dataclass(frozen=True)
class Placed:
    """A sound where it stands: the name of its order, and the section around it."""

    name: str
    heading: str
    anchor: str
    """Of the widget, or of the section where no widget plays it."""


@dataclass(frozen=True, kw_only=True)
class Example(Sound):
    """One example of the listening library."""

    page: str
    placed: Placed
    title: str
    said: tuple[str, ...]
    asks: str
    path: str = ""
    """Where it lies in the book, without its suffix."""

    @property
    def midi(self) -> Path | None:
        """Its MIDI file; none where one could read what the reader is asked to hear."""
        place = self.book / KERNEL_FILES / FOLDER / f"{self.placed.name}{MIDI}"
        return place if place.is_file() else None


def placed_in(document: nodes.document) -> Iterator[Placed]:
    """Yield the sounds of a page in their order, each once."""
    outputs = [raw for raw in document.findall(nodes.raw) if "html" in raw.get("format", "")]
    widgets = [(raw, widget) for raw in outputs for widget in widgets_in(raw.astext())]
    names = names_of([widget for _, widget in widgets])
    anchors = {id(raw): name for name, (raw, _) in zip(names, widgets, strict=True)}
    found: set[str] = set()
    for raw in outputs:
        for address in ADDRESS.finditer(raw.astext()):
            if address["name"] not in found:
                found.add(address["name"])
                heading, anchor = section_of(raw)
                yield Placed(address["name"], heading, anchors.get(id(raw), anchor))


def section_of(node: nodes.Node) -> tuple[str, str]:
    """Return heading and anchor of the section in which a node stands."""
    place: nodes.Element | None = node.parent
    while place is not None and not isinstance(place, nodes.section):
        place = place.parent
    if place is None:
        return "", ""
    return place[0].astext(), place["ids"][0]


def read_examples(env: BuildEnvironment, sounds: dict[str, list[Placed]]) -> list[Example]:
    """Return every example in the order of the book, under a title that no other has."""
    root = Path(env.srcdir)
    read = []
    for page in in_order(env):
        for placed in sounds.get(page, ()):
            order = json.loads((root / KERNEL_FILES / FOLDER / f"{placed.name}{ORDER}").read_text(encoding="utf-8"))
            title = order["title"] or placed.heading
            if order["asks"]:
                title = f"{placed.heading}: {title}"
            read.append(
                Example(
                    performance=order["performance"],
                    book=root,
                    page=page,
                    placed=placed,
                    title=title,
                    said=tuple(order["said"]),
                    asks=order["asks"],
                )
            )
    return with_paths(told_apart(read, {page: title.astext() for page, title in env.titles.items()}))


def in_order(env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages of the book in the order in which they are read."""
    pages = [env.config.root_doc]
    while pages:
        page = pages.pop(0)
        yield page
        pages = [*env.toctree_includes.get(page, ()), *pages]


def told_apart(examples: Iterable[Example], pages: dict[str, str]) -> list[Example]:
    """Return the examples with titles of their own: with their section where that is enough, else with their page."""
    waiting, named = list(enumerate(examples)), {}
    for level in range(len(titles(waiting[0][1], pages, 0)) if waiting else 0):
        called = {place: titles(example, pages, place)[level] for place, example in waiting}
        often = Counter(called.values())
        for place, example in waiting:
            if often[called[place]] == 1:
                named[place] = replace(example, title=called[place])
        waiting = [(place, example) for place, example in waiting if place not in named]
    return [named[place] for place in sorted(named)]


def titles(example: Example, pages: dict[str, str], number: int) -> tuple[str, ...]:
    """Return what an example may be called, the shortest first; the last is like no other."""
    title, section, page = example.title, example.placed.heading, pages[example.page]
    return (
        title,
        f"{title} ({section})" if section != title else title,
        f"{title} ({page})",
        f"{title} ({page}: {section})",
        f"{title} ({page}: {section}, {number})",
    )


def with_paths(examples: Iterable[Example]) -> list[Example]:
    """Return the examples with the places where their files lie, each its own."""
    taken: Counter[str] = Counter()
    placed = []
    for example in examples:
        path = f"{PUBLISHED}/{example.page}/{nodes.make_id(example.title)}"
        taken[path] += 1
        placed.append(replace(example, path=path if taken[path] == 1 else f"{path}-{taken[path]}"))
    return placed
