"""Path in the built book: chosen by keyboard, walked back, kept, and taken into the lab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.bar_line import caught, listen
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

CHAPTER = "chapters/path.html"


def widget(watched: Watched) -> Locator:
    return watched.page.get_by_role("group", name="One beginning, three ways on")


def press(path: Locator, name: str) -> None:
    """Press a button as somebody without a mouse does."""
    path.get_by_role("button", name=name, exact=True).focus()
    path.page.keyboard.press("Enter")


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    return settled(open_page(CHAPTER))


def test_a_choice_is_played_and_said(chapter: Watched) -> None:
    path = widget(chapter)
    press(path, "Contrast")
    expect(path.get_by_role("button", name="Pause")).to_be_visible()
    expect(path.locator(".mk-place")).to_have_text("Phrase 2 of 2")
    expect(path.get_by_role("listitem").nth(1)).to_contain_text("The same theme, in C Dorian")
    expect(path.get_by_role("img")).to_have_accessible_name(re.compile("phrase 2, contrast: .* bits"))
    press(path, "Stop")
    expect(path.get_by_role("button", name="Play", exact=True)).to_be_visible()
    chapter.assert_clean()


def test_what_is_chosen_while_it_plays_follows_without_a_stop(chapter: Watched, book_address: str) -> None:
    path = widget(chapter)
    press(path, "Play")
    expect(path.get_by_role("button", name="Pause")).to_be_visible()
    listen(chapter.page, book_address)
    press(path, "Contrast")
    expect(path.locator(".mk-place")).to_have_text("Phrase 1 of 2")
    expect(path.locator(".mk-place")).to_have_text("Phrase 2 of 2", timeout=30_000)
    expect(path.get_by_role("button", name="Pause")).to_be_visible()
    assert caught(chapter.page).step_ratio <= 1.1


def test_a_way_that_is_left_is_kept_and_can_be_taken_up(chapter: Watched) -> None:
    path = widget(chapter)
    press(path, "Surprise")
    press(path, "Stop")
    press(path, "Come home")
    press(path, "Stop")
    expect(path.get_by_role("button", name="Predictable", exact=True)).to_have_attribute("aria-disabled", "true")
    press(path, "Go on from here, phrase 1")
    press(path, "Predictable")
    press(path, "Take up: surprise, home")
    expect(path.get_by_role("listitem")).to_contain_text(["The theme", "A deceptive cadence", "Home:", "predictable"])
    expect(path.get_by_role("button", name="Predictable", exact=True)).to_be_focused()


def test_it_goes_on_into_the_lab(chapter: Watched) -> None:
    path = widget(chapter)
    press(path, "Contrast")
    press(path, "Take it to the expressive lab")
    lab = path.get_by_role("group", name="Path: contrast")
    lab.get_by_role("button", name="Ritardando", exact=True).click()
    expect(lab.locator(".mk-changed")).to_contain_text("Ritardando")
    chapter.assert_clean()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_long_way_is_accessible_and_fits_a_phone(open_page: Callable[..., Watched], dark: bool) -> None:
    watched = settled(open_page(CHAPTER, width=320, height=640, dark=dark))
    path = widget(watched)
    for choice in ("Contrast", "Surprise", "Predictable", "Contrast", "Come home"):
        press(path, choice)
    press(path, "Stop")
    press(path, "Go on from here, phrase 3")
    press(path, "Take it to the expressive lab")
    watched.page.evaluate(AXE)
    assert watched.page.evaluate(RUN_AXE) == []
    assert watched.page.evaluate(WIDEST) <= 0
