"""Exercises in the built book: asked, tried by keyboard, judged with a reason, and answered on request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

from musicking.exercises import listening
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

MAKE = "exercises/expressive-components.html"
HEAR = "exercises/tempo.html"
SOFTER, SOFTER_LAB = "Play bars 5 to 8 about 6 dB softer", "shape-twinkle-twinkle-little-star"
FIRST_TASK, PLAYED_IN = "listen-london-bridge", "listen-row-row-row-your-boat-no2"


def exercise(page: Page, asked: str) -> Locator:
    """The widget whose task says this."""
    return page.locator(".musicking-app").filter(has_text=asked).first


def press(widget: Locator, name: str) -> None:
    """Press a button as a keyboard does."""
    button = widget.get_by_role("button", name=name, exact=True)
    button.focus()
    button.press("Enter")


def first_task(page: Page) -> Locator:
    """Return the first widget that asks what is heard."""
    return page.locator(".musicking-app:has(.mk-asked)").first


def test_a_make_is_missed_with_a_reason_and_then_met(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(MAKE, only=(SOFTER_LAB,)))
    widget = exercise(watched.page, SOFTER)
    press(widget, "Check what I made")
    found = widget.locator(".mk-found")
    expect(found).to_contain_text("The task asks for 6 dB softer: it is 6 dB too loud.")
    said = widget.get_by_role("status").text_content()
    press(widget, "Check what I made")
    widget.page.wait_for_function(
        "([it, before]) => it.textContent !== before && it.textContent.trim() === before.trim()",
        arg=[widget.get_by_role("status").element_handle(), said],
    )
    press(widget, "Piano")
    expect(found).to_contain_text("You have changed it since")
    press(widget, "Check what I made")
    expect(found).to_contain_text("All that was asked is there.")
    expect(widget.get_by_role("status")).to_contain_text("All that was asked is there.")
    watched.page.evaluate(AXE)
    assert watched.page.evaluate(RUN_AXE) == []
    watched.assert_clean()


def test_a_worked_answer_is_loaded_and_taken_back(open_page: Callable[..., Watched]) -> None:
    widget = exercise(settled(open_page(MAKE, only=(SOFTER_LAB,))).page, SOFTER)
    expect(widget).not_to_contain_text("back at bar 9")
    press(widget, "Load a worked answer")
    expect(widget.locator(".mk-changed")).to_contain_text("Piano")
    expect(widget).to_contain_text("back at bar 9")
    expect(widget.locator(".mk-found")).to_contain_text("All that was asked is there.")
    press(widget, "Undo")
    expect(widget.locator(".mk-changed")).to_contain_text("Nothing is changed")


def test_what_is_to_be_heard_cannot_be_read_beforehand(open_page: Callable[..., Watched]) -> None:
    page = settled(open_page(HEAR)).page
    score, task = listening("tempo 1")
    assert task.kind == "hear"
    source = page.content()
    assert "until the last bar takes more than twice its time" not in source
    widget = first_task(page)
    expect(widget.locator(".mk-title")).to_have_text("What do you hear?")
    widget.get_by_role("button", name="More", exact=True).click()
    expect(widget.get_by_role("checkbox", name="Tempo curve")).to_have_count(0)
    expect(widget.get_by_role("checkbox", name="Score in words")).to_have_count(1)
    assert score.title not in widget.locator(".mk-head").inner_text()


def test_a_wrong_answer_is_told_why_and_a_right_one_shows_the_curves(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(HEAR, only=(FIRST_TASK,)))
    widget = first_task(watched.page)
    press(widget, "Answer")
    expect(widget).to_contain_text("Choose an answer first.")
    first = widget.get_by_role("radio", name="accelerando")
    first.focus()
    first.press("Space")
    press(widget, "Answer")
    found = widget.locator(".mk-found")
    expect(found).to_contain_text("Not this: accelerando. Tap along")
    expect(widget.locator(".mk-curve-part")).to_have_count(0)
    first.focus()
    first.press("ArrowDown")
    press(widget, "Answer")
    expect(found).to_contain_text("Yes: ritardando.")
    expect(found).to_contain_text("the tempo falls from")
    expect(widget.locator(".mk-curve-part")).to_have_count(2)
    watched.page.evaluate(AXE)
    assert watched.page.evaluate(RUN_AXE) == []
    watched.assert_clean()


def test_a_task_can_be_done_from_pictures(open_page: Callable[..., Watched]) -> None:
    widget = first_task(settled(open_page(HEAR, only=(FIRST_TASK,))).page)
    pictures = widget.get_by_role("checkbox", name=re.compile("^Work from pictures"))
    pictures.check()
    expect(widget.locator(".mk-curve-part")).to_have_count(2)
    pictures.uncheck()
    expect(widget.locator(".mk-curve-part")).to_have_count(0)


def test_a_place_is_found_with_the_distance_to_it(open_page: Callable[..., Watched]) -> None:
    widget = exercise(settled(open_page(HEAR, only=("listen-london-bridge-no2",))).page, "One note is held")
    bars = widget.get_by_role("combobox", name="It begins in")
    bars.select_option(label="bar 5")
    press(widget, "Answer")
    expect(widget.locator(".mk-found")).to_contain_text("your answer is 2 bars too early")
    press(widget, "Show the answer")
    expect(widget.locator(".mk-found")).to_contain_text("The answer: bar 7.")


def test_the_lead_in_plays_and_stops_where_the_reader_comes_in(open_page: Callable[..., Watched]) -> None:
    widget = exercise(settled(open_page(HEAR, only=(PLAYED_IN,))).page, "play the song once in this tempo")
    widget.get_by_role("button", name="Play me in: bars 1 to 4").click()
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(widget.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=20_000)
    check = widget.get_by_role("checkbox", name="I could have gone back.")
    check.check()
    expect(check).to_be_checked()


def test_an_exercise_fits_320_pixels_when_it_is_answered(open_page: Callable[..., Watched]) -> None:
    page = settled(open_page(MAKE, only=(SOFTER_LAB,), width=320, height=640)).page
    press(exercise(page, SOFTER), "Load a worked answer")
    assert page.evaluate(WIDEST) <= 0
