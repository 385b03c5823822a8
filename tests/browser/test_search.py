"""The search of the book, with its own code and its own index, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from musicking_book.serve import BUILT_BOOK
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

# The page's own steps from words to results, without drawing them.
LOST = """terms => terms.filter(term => {
  const [, ...query] = Search._parseQuery(term);
  return !Search._performSearch(term, ...query).some(([page]) => page === "glossary");
})"""


def test_every_term_of_the_glossary_is_found(open_page: Callable[..., Watched]) -> None:
    glossary = (BUILT_BOOK / "glossary.html").read_text(encoding="utf-8")
    terms = [re.sub("<[^>]+>", "", name) for name in re.findall(r'<dt id="term-[^"]+">(.*?)<a class="head', glossary)]
    assert "Roman numerals" in terms
    watched = open_page("search.html?q=roman+numerals")
    found = watched.page.locator("#search-results li a")
    expect(found.filter(has_text="Glossary").first).to_be_visible()
    assert watched.page.evaluate(LOST, [*terms, "no such word as this"]) == ["no such word as this"]
    watched.assert_clean()
