"""What one looks things up in: contents, indexes, pages for teachers, exercises, citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from musicking.repertoire import song, songs
from tests.book.conftest import ROOT, is_outside, target
from tests.book.test_quotations import markdown_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.book.conftest import Page

NOT_OF_THE_BOOK = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}
# Pages that are reached by a form, or by nobody on purpose.
FOUND_OTHERWISE = {"search.html"}
CITED_FROM = 1980


def listed(items: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the pages of a part of the contents, and those inside them."""
    for item in items:
        yield item["file"]
        yield from listed(item.get("sections", []))


CONTENTS = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
PAGES = [CONTENTS["root"], *(page for part in CONTENTS["parts"] for page in listed(part["chapters"]))]
CHAPTERS = [page for page in PAGES if page.startswith("chapters/")]


def page_of(pages: dict[Path, Page], book: Path, name: str) -> Page:
    return pages[book / f"{name}.html"]


def leads_to(page: Page, book: Path) -> set[str]:
    """Return the addresses in the book to which a page links, with their fragments."""
    inside = (target(page, address) for address in page.links if not is_outside(address))
    return {f"{path.relative_to(book.resolve())}#{place}" for path, place in inside}


def test_all_that_is_written_is_in_the_contents() -> None:
    written = [*ROOT.glob("*.md"), *ROOT.glob("*.ipynb")]
    written += [path for folder in ("chapters", "exercises", "parts", "teaching") for path in ROOT.glob(f"{folder}/*")]
    names = {str(path.relative_to(ROOT).with_suffix("")) for path in written if path.name not in NOT_OF_THE_BOOK}
    assert names == set(PAGES)
    assert len(set(PAGES)) == len(PAGES)


def test_no_page_is_an_orphan(pages: dict[Path, Page], book: Path) -> None:
    reached, new = set(), {(book / "index.html").resolve()}
    while new:
        reached |= new
        linked = {target(pages[path], link)[0] for path in new for link in pages[path].links if not is_outside(link)}
        new = {path for path in linked if path in pages} - reached
    assert {path.name for path in set(pages) - reached} <= FOUND_OTHERWISE


def test_every_part_begins_with_a_page_of_its_name(pages: dict[Path, Page], book: Path) -> None:
    for part in CONTENTS["parts"]:
        first = part["chapters"][0]
        assert first["title"] == part["caption"]
        assert page_of(pages, book, first["file"]).title.startswith(part["caption"])
        name = f'<p class="caption"><a class="reference internal" href="{first["file"]}.html">{part["caption"]}</a></p>'
        assert name in page_of(pages, book, "index").source


def test_every_chapter_has_exercises_of_its_name() -> None:
    assert [page for page in CHAPTERS if page.replace("chapters/", "exercises/") not in PAGES] == []


def test_every_chapter_has_its_section_for_teachers(pages: dict[Path, Page], book: Path) -> None:
    links: set[str] = set()
    for name in PAGES:
        if name.startswith("teaching/"):
            links |= leads_to(page_of(pages, book, name), book)
    for chapter in CHAPTERS:
        assert f"{chapter}.html#" in links, chapter
        assert any(link.startswith(f"{chapter}.html#") and len(link) > len(chapter) + 6 for link in links), chapter


def test_what_is_projected_opens_in_classroom_view(pages: dict[Path, Page], book: Path) -> None:
    projected = [
        (page, link)
        for name in PAGES
        if name.startswith("teaching/")
        for page in [page_of(pages, book, name)]
        for link in page.links
        if "?classroom#" in link
    ]
    assert len(projected) > len(CHAPTERS)
    for page, link in projected:
        path, place = target(page, link)
        assert f'data-widget="{place.split("-")[0]}" id="{place}"' in pages[path].source, link


def terms(page: Page) -> dict[str, str]:
    """Return the place of every term in the glossary, by its name."""
    found = re.findall(r'<dt id="(term-[^"]+)">(.*?)<a class="headerlink"', page.source)
    return {re.sub("<[^>]+>", "", name): place for place, name in found}


def test_the_index_of_terms_has_every_term_with_its_definition_and_places(pages: dict[Path, Page], book: Path) -> None:
    known = terms(page_of(pages, book, "glossary"))
    index = page_of(pages, book, "index-of-terms")
    entry = re.compile(r'<dt><a [^>]*href="glossary\.html#([^"]+)">.*?</a></dt><dd>(.*?)</dd>', re.DOTALL)
    entries = dict(entry.findall(index.source))
    assert entries.keys() == set(known.values())
    assert 'href="chapters/tempo.html#ritardando"' in entries[known["Ritardando"]]
    assert 'href="chapters/harmony.html#arriving-or-not"' in entries[known["Half cadence"]]
    nowhere = [name for name, place in known.items() if "<a " not in entries[place]]
    assert nowhere == [], "explain these terms in a page, or take them out of the glossary"


def test_the_index_of_songs_has_every_song_with_sound_origin_and_places(pages: dict[Path, Page], book: Path) -> None:
    index = page_of(pages, book, "index-of-songs")
    assert len([address for address in index.fetched if address.endswith(".mp3")]) == len(songs())
    for name in songs():
        assert f'aria-label="{song(name).title}"' in index.source.replace("&amp;", "&").replace("&#x27;", "'"), name
    for heading in ("Year", "Rights", "History"):
        assert index.source.count(f"<dt>{heading}</dt>") == len(songs())
    assert "chapters/tempo.html#shape-rubato-greensleeves" in leads_to(index, book)


def entries_of_the_bibliography() -> list[tuple[str, str]]:
    """Return the names that can be cited, with the year of each entry that has one."""
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    plain = text.replace('{\\"o}', "ö").replace("{\\'i}", "í")
    named = re.compile(r"^\s*(\w+)\s*=\s*\{+(.*?)\}+,?$", re.MULTILINE)
    fields = [dict(named.findall(entry)) for entry in plain.split("@")[1:]]
    return [(entry.get("author", ""), entry["year"]) for entry in fields if "year" in entry]


KNOWN = entries_of_the_bibliography()


def test_every_citation_has_its_entry() -> None:
    cited = 0
    for page in [*ROOT.glob("chapters/*.ipynb"), *ROOT.glob("exercises/*.ipynb")]:
        text = markdown_of(page)
        for found in re.finditer(r"\((\d{4})\)", text):
            if int(found[1]) < CITED_FROM:
                continue
            before = text[max(0, found.start() - 200) : found.start()]
            first = [re.split(r",|}? and ", author.strip("{ "))[0] for author, year in KNOWN if year == found[1]]
            assert any(name in before for name in first), f"{page.name}: {before[-60:]}({found[1]})"
            cited += 1
    assert cited


def test_every_entry_stands_in_the_references(pages: dict[Path, Page], book: Path) -> None:
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{(\w+),", text, re.MULTILINE)
    listed_in_page = page_of(pages, book, "references").source.count('role="listitem"')
    assert listed_in_page == len(set(keys)) == len(keys)
