"""What stands where in the book, collected while Sphinx reads it: for the index of terms and the index of songs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import pending_xref

from .anchors import names_of, widgets_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .anchors import Widget

READ_IN = ("chapters/", "exercises/")
"""Where the book explains and plays."""
ABOUT_THE_BOOK = ("index", "for-teachers", "accessibility", "about", "parts/making-form", "parts/working-with-songs")
"""Where it speaks of itself; its other pages only point."""


@dataclass(frozen=True)
class Section:
    """A section of a page, without those inside it."""

    page: str
    anchor: str
    """Empty for the page's first section: the link leads to its head."""
    title: str
    marked: str
    """What is set apart in it as a term: emphasised, or linked to the glossary."""
    prose: str


@dataclass(frozen=True)
class Sounding:
    """A widget with a piece of music, and where it stands."""

    page: str
    anchor: str
    title: str
    """The widget's own, or that of its section where it is called as its piece is."""
    widget: Widget


@dataclass(frozen=True)
class Places:
    """What the indexes need to know of one page."""

    sections: tuple[Section, ...]
    soundings: tuple[Sounding, ...]


def places_of(env: BuildEnvironment) -> dict[str, Places]:
    """Return what has been collected so far, by page."""
    found: dict[str, Places] = env.__dict__.setdefault("musicking_places", {})
    return found


def in_order(env: BuildEnvironment) -> Iterator[tuple[str, Places]]:
    """Yield the pages in the order of the book."""
    order = {page: i for i, page in enumerate(_toctree(env, env.config.root_doc))}
    yield from sorted(places_of(env).items(), key=lambda item: order.get(item[0], len(order)))


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Remember what a page that has just been read holds."""
    page = app.env.docname
    if page.startswith(READ_IN) or page in ABOUT_THE_BOOK:
        places_of(app.env)[page] = Places(tuple(_sections(page, doctree)), tuple(_soundings(page, doctree)))


def purge(_app: Sphinx, env: BuildEnvironment, page: str) -> None:
    """Forget a page that is gone, or will be read again."""
    places_of(env).pop(page, None)


def merge(_app: Sphinx, env: BuildEnvironment, _pages: list[str], other: BuildEnvironment) -> None:
    """Take over what a process beside this one has read."""
    places_of(env).update(places_of(other))


def _sections(page: str, doctree: nodes.document) -> Iterator[Section]:
    for section in doctree.findall(nodes.section):
        own = [child for child in section.children if not isinstance(child, nodes.section)]
        title = next((child.astext() for child in own if isinstance(child, nodes.title)), "")
        anchor = "" if isinstance(section.parent, nodes.document) else section["ids"][0]
        text = [child for child in own if not isinstance(child, nodes.title | nodes.container)]
        prose = " ".join(node.astext() for node in text)
        yield Section(page, anchor, title, "\n".join(_marked(text)), prose)


def _marked(text: Iterable[nodes.Node]) -> Iterator[str]:
    for node in text:
        for inner in node.findall():
            if isinstance(inner, nodes.strong | nodes.emphasis) or (
                isinstance(inner, pending_xref) and inner.get("reftype") == "term"
            ):
                yield inner.astext()


def _soundings(page: str, doctree: nodes.document) -> Iterator[Sounding]:
    html = [node for node in doctree.findall(nodes.raw) if node.get("format") == "html"]
    found = [(node, widget) for node in html for widget in widgets_in(node.astext())]
    for name, (node, widget) in zip(names_of([widget for _, widget in found]), found, strict=True):
        title = _heading_above(node) if widget.title in ("", widget.piece) else widget.title
        yield Sounding(page, name, title, widget)


def _heading_above(node: nodes.Node) -> str:
    while not isinstance(node, nodes.section):
        node = node.parent
    return str(node.next_node(nodes.title).astext())


def _toctree(env: BuildEnvironment, page: str) -> Iterator[str]:
    yield page
    for inner in env.toctree_includes.get(page, []):
        yield from _toctree(env, inner)
