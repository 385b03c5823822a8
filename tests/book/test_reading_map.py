"""Every statement of the reading has its place in the book, and every place in the map is there."""

from __future__ import annotations

import re

import pytest
from musicking_book.reading_map import Place, Statement, page_of, places, statements

from tests.book.test_quotations import FOUND, KNOWN, plain

# What the reading has, written down apart from the map: nothing may go missing from it.
READING = {
    "skills", "three-abilities", "two-readers", "experience", "efforts-mood-preferences", "ansdell", "context",
    "many-meanings", "cambridge", "oxford", "macmillan", "too-simple", "craft-before", "skills-you-have", "grove",
    "definition", "focus", "clinical-composition", "two-forms", "form-vital", "form-organizes",
    "combination", "groove", "tonality", "style", "progression", "phrases", "repetition", "organize-ourselves",
    "not-aimless", "loosening",
    "bruscia-paradox", "bruscia-models", "bruscia-basic", "initial-choice",
    "know-your-craft", "pre-composed", "mobility", "tempo-components", "dynamics-components",
    "range", "palette", "form-and-order", "predetermined", "tempo-and-rhythm",
    "melodic-element", "speech-and-song", "inherent",
}  # fmt: skip
ROWS = statements()


def place(named: str) -> Place:
    page = page_of(named)
    assert page.is_file(), f"{named}: there is no such page"
    section = named.partition("#")[2]
    assert section in places(page), f"{named}: the page has no such section"
    return places(page)[section]


def test_nothing_of_the_reading_is_missing() -> None:
    assert {row.id for row in ROWS} == READING
    assert len(ROWS) == len(READING)


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_a_statement_is_told_and_alive(row: Statement) -> None:
    assert row.told
    told = [place(named) for named in row.told]
    if row.quotes:
        known = [" ".join(map(plain, entry["paragraphs"])) for entry in KNOWN]
        assert any(plain(row.quotes) in quotation for quotation in known), f"{row.id} is not among the quotations"
        assert any(plain(row.quotes) in plain(there.text) for there in told), f"{row.id} is quoted nowhere it is told"
    alive = [place(named) for named in row.alive]
    assert any(map(is_active, alive)), f"{row.id} is only told: give it a place to be heard or answered"


def is_active(there: Place) -> bool:
    """Tell whether a section holds a widget, a question with its answer, or something to do at the instrument."""
    return bool(there.widgets) or "{dropdown}" in there.text or bool(re.search(r"^1\. ", there.text, re.MULTILINE))


def test_every_quotation_has_its_place() -> None:
    begins = [plain(row.quotes) for row in ROWS if row.quotes]
    for page, paragraphs in FOUND:
        quotation = " ".join(paragraphs)
        assert any(words in quotation for words in begins), f"{page} quotes what is not in the map: {quotation[:60]}"
