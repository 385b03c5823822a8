"""A page of the book with some of its widgets alone: what a test does with one need not wait for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "main :is(p, ul, ol, dl, table, blockquote, details, pre):not(.musicking *)"


def cut(page: Path, widgets: tuple[str, ...], folder: Path) -> Path:
    """Write a page into a folder, of its text only the headings and of its widgets only these; answer where it lies."""
    place = folder / page.name
    if not place.exists():
        html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for prose in html.select(PROSE):
            if not prose.decomposed and not prose.select(".musicking"):
                prose.decompose()
        found = {str(widget["id"]): widget for widget in html.select(".musicking[data-widget]")}
        missing = set(widgets) - set(found)
        assert not missing, f"{page.name} has no widget {missing}"
        for name, widget in found.items():
            if name not in widgets:
                # It stays as what it holds, unseen: the first with a piece brings notes and score for all.
                widget.attrs = {"hidden": ""}
        folder.mkdir(parents=True, exist_ok=True)
        place.write_text(str(html), encoding="utf-8")
    return place
