"""What holds for every page of the built book: it is whole, stands alone, and works under any address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.book.conftest import Page, is_outside, target

if TYPE_CHECKING:
    from pathlib import Path


def test_there_are_pages(pages: dict[Path, Page]) -> None:
    assert {"index.html", "glossary.html", "search.html", "expressive-components.html"} <= {path.name for path in pages}


def test_no_page_fetches_from_elsewhere(pages: dict[Path, Page], book: Path) -> None:
    for page in pages.values():
        outside = [address for address in page.fetched if is_outside(address) and not address.startswith("data:")]
        assert not outside, f"{page.path.name} would fetch {outside}"
    for style in [*book.rglob("book.css"), *book.glob("_musicking/page/*.css")]:
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", style.read_text(encoding="utf-8")), style.name


def test_all_addresses_are_relative_and_lead_somewhere(pages: dict[Path, Page], book: Path) -> None:
    for page in pages.values():
        for address in [*page.fetched, *page.links]:
            if is_outside(address):
                continue
            assert not address.startswith("/"), f"{page.path.name}: {address} fails under a sub-path"
            path, place = target(page, address)
            assert path.is_relative_to(book.resolve()), f"{page.path.name}: {address} leaves the book"
            assert path.is_file(), f"{page.path.name}: {address} leads nowhere"
            if place and path.suffix == ".html":
                there = pages.get(path) or Page(path)
                assert place in there.ids, f"{page.path.name}: {address} names no place on that page"


def test_every_page_has_its_frame(pages: dict[Path, Page]) -> None:
    titles = [page.title for page in pages.values()]
    assert len(set(titles)) == len(titles), titles
    for page in pages.values():
        assert page.language == "en", page.path.name
        assert page.title.strip(), page.path.name
        assert page.tags.count("main") == 1, page.path.name
        assert page.headings.count(1) == 1, page.path.name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), f"{page.path.name}: {page.headings}"
        assert len(set(page.ids)) == len(page.ids), page.path.name


def test_nothing_is_left_over(pages: dict[Path, Page]) -> None:
    for page in pages.values():
        assert "musicking-root:" not in page.source, page.path.name
        assert "application/vnd.jupyter.widget" not in page.source, page.path.name
        assert "mathjax" not in page.source.lower(), page.path.name
        assert "system-message" not in page.source, page.path.name


def test_widgets_are_fetched_only_where_they_stand(pages: dict[Path, Page]) -> None:
    for page in pages.values():
        holds = 'class="musicking"' in page.source
        assert ("_musicking/page/widgets.js" in page.source) == holds, page.path.name


def test_what_widgets_start_with_is_one_file(pages: dict[Path, Page]) -> None:
    for page in pages.values():
        holds = 'class="musicking"' in page.source
        assert sum("_musicking/page/parts/" in address for address in page.fetched) == holds, page.path.name
