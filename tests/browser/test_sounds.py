"""Sounds outside the widgets: one at a time, by keyboard, with names that say which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched


def test_terms_are_heard_one_at_a_time_by_keyboard(open_page: Callable[..., Watched]) -> None:
    watched = open_page("glossary.html")
    fermata = watched.page.get_by_role("button", name="Hear: fermata", exact=True)
    crescendo = watched.page.get_by_role("button", name="Hear: crescendo", exact=True)
    fermata.press("Enter")
    expect(fermata).to_have_attribute("aria-pressed", "true")
    crescendo.press("Space")
    expect(crescendo).to_have_attribute("aria-pressed", "true")
    expect(fermata).to_have_attribute("aria-pressed", "false")
    crescendo.press("Space")
    expect(crescendo).to_have_attribute("aria-pressed", "false")
    watched.assert_clean()


def test_a_sound_that_cannot_be_fetched_is_said_once(open_page: Callable[..., Watched]) -> None:
    page = open_page("glossary.html").page
    page.route("**/audio/glossary/*.mp3", lambda route: route.abort())
    page.get_by_role("button", name="Hear: fermata", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("could not be fetched")
    expect(page.get_by_role("button", name="Hear: fermata", exact=True)).to_have_attribute("aria-pressed", "false")
