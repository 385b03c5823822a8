"""Exercises on form in the built book, one visit for all three kinds: identify, build to a brief, play along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

from musicking.exercises import identify
from tests.browser.test_exercises import exercise, press
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

PAGE = "exercises/groove.html"
FRAME = "Build a steady frame in four"
MOVING = re.compile(r"^Bar \d+, beat \d")


def test_exercises_on_form_are_done_with_real_controls(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(PAGE))
    page = watched.page
    identifying(page)
    building(exercise(page, FRAME))
    playing_along(exercise(page, "clap on every first beat"))
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(WIDEST) <= 0
    watched.assert_clean()


def identifying(page: Page) -> None:
    task = identify("groove 2")
    assert task.why not in page.content()
    widget = exercise(page, task.prompt)
    assert task.answer not in widget.locator(".mk-title").inner_text()
    press(widget, "Play")
    expect(widget.locator(".mk-place")).to_have_text(MOVING)
    press(widget, "Answer")
    expect(widget.get_by_role("alert")).to_have_text("Choose an answer first.")
    first = widget.get_by_role("radio", name="Rock, straight eighths")
    first.focus()
    first.press("Space")
    press(widget, "Answer")
    expect(widget.locator(".mk-found")).to_contain_text("Not this: Rock, straight eighths.")
    expect(widget.get_by_role("button", name="Bossa nova")).to_have_count(0)
    widget.get_by_role("checkbox", name=re.compile("^Work from words")).check()
    expect(widget).to_contain_text("bass drum on 3; side stick on 3")
    expect(widget.get_by_role("img", name=re.compile("^Piano roll of what sounds"))).to_be_visible()
    first.focus()
    first.press("ArrowDown")
    press(widget, "Answer")
    expect(widget.locator(".mk-found")).to_contain_text(f"Yes: {task.answer}. {task.why}")
    press(widget, "Bossa nova")
    expect(widget.locator(".mk-place")).to_have_text(MOVING)


def building(widget: Locator) -> None:
    expect(widget).to_contain_text("Left open: every fourth bar")
    press(widget, "Open the form lab")
    press(widget, "Check what I built")
    found = widget.locator(".mk-found")
    expect(found).to_contain_text("What is left open: no bar. Leave room more often")
    expect(found).to_contain_text("need not be fought for")
    widget.get_by_role("combobox", name="Style and groove").select_option("drum_circle")
    widget.get_by_role("combobox", name="Bars left open").select_option("4")
    expect(found).to_contain_text("You have changed it since")
    press(widget, "Melody plays")
    press(widget, "Check what I built")
    expect(found).to_contain_text("All that was asked is there.")
    expect(widget.get_by_role("status").last).to_contain_text("All that was asked is there.")
    press(widget, "Load a worked answer")
    expect(widget.get_by_role("combobox", name="Style and groove")).to_have_value("rock8")
    expect(widget).to_contain_text("keep it from falling")
    press(widget, "Back to mine")
    expect(widget.get_by_role("combobox", name="Style and groove")).to_have_value("drum_circle")


def playing_along(widget: Locator) -> None:
    press(widget, "Open the lead sheet")
    sheet = widget.get_by_role("list", name="Chords of A, Theme").first
    expect(sheet).to_contain_text(re.compile("Bar 1: G.*Bar 2: F"))
    press(widget, "Play")
    expect(widget.locator(".mk-place")).to_have_text(re.compile("Counting in: [1-4]"))
    expect(widget.locator("[aria-current]")).to_have_text("Bar 2: F", timeout=20_000)
    widget.get_by_role("combobox", name="Sheet written for").select_option("B flat instruments")
    expect(sheet).to_contain_text(re.compile("Bar 1: A.*Bar 2: G"))
    press(widget, "Drums")
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    press(widget, "Stop")
    check = widget.get_by_role("checkbox", name="I noticed which of the two was harder.")
    check.check()
    expect(check).to_be_checked()
