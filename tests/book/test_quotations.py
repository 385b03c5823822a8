"""Every quotation in the book stands as its source has it, and says whose it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
# Copied from the sources character by character; a quotation in the book must match one of these.
KNOWN = json.loads((Path(__file__).parent / "quotations.json").read_text(encoding="utf-8"))
MATERIAL = sorted(
    [*ROOT.glob("chapters/*.ipynb"), *ROOT.glob("exercises/*.ipynb"), *ROOT.glob("*.ipynb"), *ROOT.glob("*.md")]
)


def plain(text: str) -> str:
    """Return text without what typography may change: the shape of quotation marks, and spaces."""
    straight = text.translate(str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''"))
    return re.sub(r"\s+", " ", straight).strip()


def markdown_of(path: Path) -> str:
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def blockquotes(markdown: str) -> Iterator[list[str]]:
    """Yield the paragraphs of each quotation block, without emphasis."""
    paragraphs: list[str] | None = None
    for token in MarkdownIt().parse(markdown):
        if token.type == "blockquote_open":
            paragraphs = []
        elif token.type == "blockquote_close":
            assert paragraphs is not None
            yield paragraphs
            paragraphs = None
        elif token.type == "inline" and paragraphs is not None:
            words = [
                part.content if part.type == "text" else " " for part in token.children or [] if "em_" not in part.type
            ]
            paragraphs.append(plain("".join(words)))


FOUND = [(path.name, quotation) for path in MATERIAL for quotation in blockquotes(markdown_of(path))]


def test_the_book_quotes_its_reading() -> None:
    assert any("musical mobility" in " ".join(quotation) for _, quotation in FOUND)


@pytest.mark.parametrize(("page", "quotation"), FOUND, ids=[page for page, _ in FOUND])
def test_a_quotation_is_exact_and_attributed(page: str, quotation: list[str]) -> None:
    known = [[*map(plain, entry["paragraphs"]), plain(entry["attribution"])] for entry in KNOWN]
    assert quotation in known, f"{page}: not word for word as in tests/book/quotations.json: {quotation}"
