"""A page stands at once where it is looked at; the rest follows, and costs nothing before the reader comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import SAVE_DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

CHAPTER = "chapters/form.html"
LAB = ".musicking[data-widget=build]"
FETCHED = "() => performance.getEntriesByType('resource').map((entry) => entry.name.split('/').pop())"
LEFT_OUT = """() => [...document.querySelectorAll("main section")].filter(
  (section) => getComputedStyle(section).contentVisibility !== "visible").length"""


def test_what_brings_code_of_its_own_waits_for_who_saves_data(open_page: Callable[..., Watched]) -> None:
    page = open_page(CHAPTER, script=SAVE_DATA).page
    page.locator(".musicking.is-live").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert not {"build.js", "form.json"} & set(page.evaluate(FETCHED))
    page.locator(LAB).scroll_into_view_if_needed()
    expect(page.locator(f"{LAB}.is-live").get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert {"build.js", "form.json"} <= set(page.evaluate(FETCHED))


def test_a_link_with_a_state_brings_it_at_once(open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{CHAPTER}#build-1--damaged", script=SAVE_DATA).page
    expect(page.locator(f"{LAB}.is-live").get_by_role("alert").filter(has_text="link")).to_be_visible()


def test_the_whole_page_stands_after_the_first_look(open_page: Callable[..., Watched]) -> None:
    page = open_page(CHAPTER).page
    page.wait_for_function(f"() => ({LEFT_OUT})() === 0")
    link = page.locator("main section[id]").last.get_attribute("id")
    page.goto("about:blank")
    led = open_page(f"{CHAPTER}#{link}").page
    heading = led.locator(f"#{link} > :is(h2, h3)")
    expect(heading).to_be_in_viewport()
    led.wait_for_load_state("networkidle")
    expect(heading).to_be_in_viewport()
