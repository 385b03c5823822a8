"""What holds for every page of the built book: it is whole, stands alone, and works under any address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
BUILD = [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "-W", "-n", "--keep-going"]
# Where an address is fetched by itself, as against a link that a reader may follow.
FETCHED = {"src", "data", "poster"}
FETCHING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "manifest"}


@dataclass
class Page(HTMLParser):
    """One page, read: its addresses, its landmarks and its words."""

    path: Path
    fetched: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    language: str = ""
    title: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.source = self.path.read_text(encoding="utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "html":
            self.language = attributes.get("lang", "")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.fetched += [value for name, value in attributes.items() if name in FETCHED]
        if tag == "link" and FETCHING_LINKS & set(attributes.get("rel", "").split()):
            self.fetched.append(attributes["href"])
        elif tag in {"a", "area", "link"} and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag == "form":
            self.links.append(attributes.get("action", ""))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["title"] and "svg" not in self.tags:
            self.title += data


@pytest.fixture(scope="session")
def book() -> Path:
    """Return the folder of the built book; build it first if it is not there."""
    if not (HTML / "index.html").exists():
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        built = subprocess.run(BUILD, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    return HTML


@pytest.fixture(scope="session")
def pages(book: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(book.rglob("*.html"))}


def target(page: Page, address: str) -> tuple[Path, str]:
    """Return the file and the place in it that a relative address leads to."""
    parts = urlsplit(address)
    path = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
    return path, unquote(parts.fragment)


def is_outside(address: str) -> bool:
    return bool(urlsplit(address).scheme or urlsplit(address).netloc)


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
