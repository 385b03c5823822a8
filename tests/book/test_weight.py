"""No page of the book fetches more than its budget until it can be read and operated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.weight import MOST_KB, needed, weight_kb

if TYPE_CHECKING:
    from pathlib import Path

    from tests.book.conftest import Page


def test_every_page_is_light(pages: dict[Path, Page]) -> None:
    weights = {path.stem: round(sum(map(weight_kb, needed(page)))) for path, page in pages.items()}
    assert {name: weight for name, weight in weights.items() if weight > MOST_KB} == {}
