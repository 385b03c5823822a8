"""What the pages around the chapters do in a real browser: the search finds, a teacher's link opens what it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
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
    assert watched.page.evaluate(LOST, [*terms, "xylophonette"]) == ["xylophonette"]
    watched.assert_clean()


@pytest.mark.parametrize("widget", ["shape-a-form-that-lets-go", "build"])
def test_a_link_for_teachers_opens_one_widget_in_classroom_view(open_page: Callable[..., Watched], widget: str) -> None:
    watched = open_page(f"chapters/form.html?classroom#{widget}")
    room = watched.page.get_by_role("dialog")
    expect(room).to_have_count(1)
    room.get_by_role("button", name="Leave classroom view").click()
    expect(room).to_have_count(0)
    expect(watched.page.locator(f"#{widget} .musicking-app")).to_be_in_viewport()
    watched.assert_clean()
