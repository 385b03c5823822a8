"""The index of terms and the index of songs, made from the glossary, the pages and the songs when the book is built."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from musicking.repertoire import song, songs

from .places import READ_IN, in_order
from .song_entries import TITLES, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .places import Section, Sounding

FORMS = tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))
# A song's title may hold a term, as "Home on the Range" does, and then means none.
_TITLES_OF_SONGS = re.compile("|".join(re.escape(title) for title in sorted(TITLES, key=len, reverse=True)))


class term_places(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 (docutils names its nodes so)
    """Stands for the index of terms until all pages have been read."""


class song_places(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 (as above)
    """Stands for the places of one song until all pages have been read."""


class part_pages(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 (as above)
    """Stands for the other pages of a part until all pages have been read."""


class IndexOfTerms(SphinxDirective):
    """``{index-of-terms}``: every term of the glossary, and where the book uses it as a term."""

    def run(self) -> list[nodes.Node]:
        """Return what is filled in at the end."""
        return [term_places()]


class IndexOfSongs(SphinxDirective):
    """``{index-of-songs}``: every song, its sound, where it comes from, and where it is in the book."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each song."""
        ordered = sorted(songs(), key=lambda name: letters(song(name).title))
        return [entry_of(name, song_places(song=song(name).title)) for name in ordered]


class PagesOfPart(SphinxDirective):
    """``{pages-of-part}``: links to the other pages of the part that this page begins."""

    def run(self) -> list[nodes.Node]:
        """Return what is filled in at the end."""
        return [part_pages()]


def letters(words: str) -> str:
    """Return what a word is sorted by."""
    return re.sub("[^a-z0-9 ]", "", words.casefold())


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the indexes in the place of what stands for them."""
    for node in list(doctree.findall(term_places)):
        node.replace_self(list(_terms(app, page)))
    for node in list(doctree.findall(part_pages)):
        node.replace_self(_pages(app, page))
    for node in list(doctree.findall(song_places)):
        found = [one for _, places in in_order(app.env) for one in places.soundings]
        here = [sounding for sounding in found if sounding.widget.piece == node["song"]]
        node.replace_self(_links(app, page, here) if here else [nodes.Text("Only here, so far.")])


def stale(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages that hold an index: they are written anew whenever any page has changed."""
    return [page for page in env.found_docs if page.startswith(("index-of-", "parts/"))]


def _pages(app: Sphinx, page: str) -> nodes.bullet_list:
    subtrees = app.config.external_site_map.root.subtrees
    part: list[str] = next((list(map(str, tree.items)) for tree in subtrees if page in tree.items), [])
    linked = [
        nodes.reference("", _short(app, name), refuri=_address(app, page, name, ""), internal=True)
        for name in part
        if name != page
    ]
    return nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", link)) for link in linked))


def _terms(app: Sphinx, page: str) -> Iterator[nodes.Node]:
    sections = [section for _, places in in_order(app.env) for section in places.sections]
    entries = sorted(_glossary(app.env), key=lambda entry: letters(entry[0]))
    by_letter = [(letter, list(group)) for letter, group in groupby(entries, key=lambda entry: entry[0][0].upper())]
    jumps = nodes.paragraph(classes=["letters"])
    for letter, _ in by_letter:
        jumps += [nodes.reference("", letter, refid=f"letter-{letter.lower()}", internal=True), nodes.Text(" ")]
    yield jumps
    for letter, group in by_letter:
        part = nodes.section("", nodes.title("", letter), ids=[f"letter-{letter.lower()}"])
        listed = nodes.definition_list(classes=["index"])
        for term, glossary, anchor in group:
            link = nodes.reference("", term, refuri=_address(app, page, glossary, anchor), internal=True)
            places = _links(app, page, uses(term, sections)) or [nodes.Text("In the glossary alone.")]
            told = nodes.definition("", nodes.paragraph("", "", *places))
            listed += nodes.definition_list_item("", nodes.term("", "", link), told)
        part += listed
        yield part


def _glossary(env: BuildEnvironment) -> list[tuple[str, str, str]]:
    objects = env.get_domain("std").get_objects()
    return [(shown, page, anchor) for _, shown, kind, page, anchor, _ in objects if kind == "term"]


def uses(term: str, sections: Sequence[Section]) -> list[Section]:
    """Return the sections that name a term in their title or set it apart; if none does, one of each page that says it.

    The pages about the book itself are looked through only for what no chapter sets apart: the words for its widgets.
    """
    forms = "|".join(map(re.escape, (term, *FORMS.get(term, {}).get("also", ()))))
    word = re.compile(rf"(?<!\w)(?:{forms})(?:e?s)?(?!\w)", re.IGNORECASE)
    meant = [section for section in sections if section.title != "Sources" and _may_mean(term, section.page)]
    of_music = [section for section in meant if section.page.startswith(READ_IN)]
    about_the_book = [section for section in meant if not section.page.startswith(READ_IN)]
    for group in (of_music, about_the_book):
        as_term = [section for section in group if _says(word, f"{section.title}\n{section.marked}")]
        if as_term:
            return as_term
    said = [section for section in meant if _says(word, section.prose)]
    return [next(group) for _, group in groupby(said, key=lambda section: section.page)]


def _may_mean(term: str, page: str) -> bool:
    known = FORMS.get(term, {})
    return page not in known.get("except", ()) and page in known.get("only", (page,))


def _says(word: re.Pattern[str], text: str) -> bool:
    return word.search(_without_titles(text)) is not None


@cache  # each section is asked for every term
def _without_titles(text: str) -> str:
    return _TITLES_OF_SONGS.sub("", text)


def _links(app: Sphinx, page: str, places: Sequence[Section | Sounding]) -> list[nodes.Node]:
    """Return links to places, chapter by chapter: the chapter, and in it what is found."""
    made: list[nodes.Node] = []
    for chapter, group in groupby(places, key=lambda place: place.page):
        inner = [place for place in group if place.anchor and place.title != app.env.titles[chapter].astext()]
        made += [nodes.Text("; ")] if made else []
        made.append(nodes.reference("", _short(app, chapter), refuri=_address(app, page, chapter, ""), internal=True))
        for i, place in enumerate(inner):
            made.append(nodes.Text(": " if i == 0 else ", "))
            address = _address(app, page, chapter, place.anchor)
            made.append(nodes.reference("", place.title, refuri=address, internal=True))
    return made


def _short(app: Sphinx, page: str) -> str:
    """Return a page's name as the contents have it."""
    if page == app.config.root_doc:
        return "The first page of the book"
    named = app.config.external_site_map.get(page)
    return str(named.title) if named is not None and named.title else app.env.titles[page].astext()


def _address(app: Sphinx, page: str, to: str, anchor: str) -> str:
    return app.builder.get_relative_uri(page, to) + (f"#{anchor}" if anchor else "")
