"""Hear in the built book: a round by keyboard, nothing that tells before, progress that stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled, wear

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

PAGE = "exercises/listening.html"
# The same questions in every run; Hear takes its seed from here.
SEED = "Math.random = () => 0.4;"
KEPT = "JSON.parse(localStorage.getItem('musicking.listening') ?? '{\"records\": {}}').records"
TELLING = re.compile(
    r"louder|softer|faster|slower|steady|amazing|arirang|auld|range|michael|ode|saints|answer=|amount|piece",
    re.IGNORECASE,
)


@pytest.fixture
def watched(open_page: Callable[..., Watched]) -> Watched:
    return settled(open_page(PAGE, script=SEED))


def trainer(watched: Watched) -> Locator:
    return watched.page.get_by_role("group", name="Listening practice")


def choose(hear: Locator, topic: str, sense: str = "By ear") -> None:
    hear.get_by_role("radio", name=re.compile(f"^{re.escape(topic)}")).check()
    hear.get_by_role("radio", name=sense).check()
    hear.get_by_role("button", name="Begin").click()
    hear.get_by_role("button", name="To the questions").click()
    hear.get_by_role("region", name="Question").wait_for()


def press(hear: Locator, name: str) -> None:
    """Press a button as a keyboard does."""
    button = hear.get_by_role("button", name=name, exact=True)
    button.focus()
    button.press("Enter")


def answer_by_keyboard(hear: Locator) -> None:
    for letter in "ABC":
        press(hear, f"Play {letter}")
        expect(hear.get_by_role("button", name=f"Play {letter}", pressed=True)).to_be_visible()
    first = hear.get_by_role("radio", name="A")
    first.focus()
    first.press("Space")
    first.press("ArrowDown")
    expect(hear.get_by_role("radio", name="B")).to_be_checked()
    press(hear, "Answer")


def test_a_question_by_keyboard_tells_nothing_before_and_all_after_and_is_kept(watched: Watched) -> None:
    hear = trainer(watched)
    choose(hear, "How much: loudness")
    page = watched.page
    expect(hear.get_by_text("In two of these three the loudness stays")).to_be_focused()
    assert TELLING.findall(hear.get_by_role("region", name="Question").evaluate("it => it.outerHTML")) == ["louder"]
    plain = [hear.get_by_role("button", name=f"Play {letter}").evaluate("it => it.outerHTML") for letter in "ABC"]
    assert len({re.sub("Play [ABC]|is-strong|is-plain", "", html) for html in plain}) == 1
    press(hear, "Answer")  # nothing is chosen, and nothing was heard
    expect(hear.get_by_role("region", name="Question")).to_be_visible()
    answer_by_keyboard(hear)
    expect(hear.get_by_text(re.compile("^(Yes|Not this time): "))).to_be_focused()
    expect(hear.get_by_text(re.compile(r"Dynamic contrast from bar 3 to the end: .* 9 dB"))).to_be_visible()
    expect(hear.get_by_role("img", name=re.compile("^Loudness"))).to_be_visible()
    expect(hear.get_by_role("button", name=re.compile("^[ABC]: Steady"))).to_have_count(2)
    press(hear, "Enough for now")
    expect(hear.get_by_text("How much: loudness: back tomorrow")).to_be_visible()
    page.reload()
    settled(watched)
    expect(hear.get_by_role("radio", name=re.compile("^How much: loudness back tomorrow"))).to_be_visible()
    assert page.evaluate(f"{KEPT}.level.answers") == 1
    watched.assert_clean()


def test_progress_leaves_as_a_file_is_forgotten_and_comes_back(watched: Watched, tmp_path: Path) -> None:
    hear = trainer(watched)
    choose(hear, "Which cadence?", "From curves and words")
    hear.get_by_role("radio", name="Half, ending on V").or_(hear.get_by_role("radio", name="Authentic")).first.check()
    press(hear, "Answer")
    press(hear, "Enough for now")
    hear.get_by_text("Your practice on this device").click()
    with watched.page.expect_download() as begun:
        press(hear, "Save as a file")
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)
    press(hear, "Forget all")
    expect(hear.get_by_text("Nothing yet.")).to_be_visible()
    bad = tmp_path / "bad.json"
    bad.write_text('{"listening": {"records": "<img src=x>"}}')
    hear.get_by_label("A saved listening practice").set_input_files(bad)
    expect(hear.get_by_role("alert")).to_contain_text("no listening practice that was saved")
    hear.get_by_label("A saved listening practice").set_input_files(file)
    expect(hear.get_by_role("listitem").filter(has_text="Which cadence?, from curves")).to_be_visible()
    watched.assert_clean()


def test_a_question_is_accessible_and_fits_in_light_dark_and_narrow(watched: Watched) -> None:
    hear = trainer(watched)
    page = watched.page
    page.evaluate(AXE)
    choose(hear, "Tempo or dynamics?", "From curves and words")
    expect(hear.get_by_role("img", name=re.compile("^Tempo, beats a minute. As played: from"))).to_be_visible()
    hear.get_by_text("Tempo, beats a minute, in numbers").click()
    expect(hear.get_by_text(re.compile(r"Bar 1: \d+, \d+"))).to_be_visible()
    for stage in ("question", "answer"):
        if stage == "answer":
            hear.get_by_role("radio", name="Nothing").check()
            press(hear, "Answer")
            hear.get_by_role("region", name="Answer").wait_for()
        for theme in ("light", "dark"):
            wear(page, theme)
            assert page.evaluate(RUN_AXE) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(WIDEST) <= 0
        page.set_viewport_size({"width": 1280, "height": 900})


def test_taps_are_counted_from_the_keyboard_and_told(watched: Watched) -> None:
    hear = trainer(watched)
    choose(hear, "Tap along")
    press(hear, "Play")
    tap = hear.get_by_role("button", name="Tap here, or with Space")
    expect(hear.get_by_text(re.compile(r"^Bar 1 of"))).to_be_visible()
    tap.press("Space")
    tap.press("Space")
    expect(hear.get_by_text("2 taps")).to_be_visible()
    press(hear, "Stop")
    press(hear, "See how it went")
    expect(hear.get_by_text("Too few taps fell near a beat")).to_be_focused()
    assert watched.page.evaluate(f"{KEPT}.tap.answers") == 1
