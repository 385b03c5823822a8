"""The built book, read once for all tests."""

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
