"""Plan in the built book: what is typed stays, on this device alone, and comes back from files and links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_pages import AXE, RUN_AXE, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

CHAPTER = "chapters/preparing-a-session.html"
HOSTILE = "<img src=x onerror=\"document.title='owned'\">"


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    watched = settled(open_page(CHAPTER, only=("plan",)))
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return watched


def planner(watched: Watched) -> Locator:
    return watched.page.get_by_role("group", name="Plan a session")


def test_what_is_typed_survives_a_reload_as_text(chapter: Watched) -> None:
    plan = planner(chapter)
    plan.get_by_label("Name of the plan").fill("Tuesday")
    plan.get_by_label("Aims").fill(HOSTILE)
    plan.get_by_label("Line 1: what").fill("Greeting")
    plan.get_by_label("Line 1: minutes").fill("5")
    settled(chapter)
    chapter.page.reload()
    settled(chapter)
    expect(plan.get_by_label("Aims")).to_have_value(HOSTILE)
    expect(plan.get_by_label("Line 1: what")).to_have_value("Greeting")
    expect(plan).to_contain_text("Lines (5 minutes)")
    assert chapter.page.title() != "owned"
    chapter.assert_clean()


def test_a_line_plays_and_keeps_how_its_song_was_shaped(chapter: Watched) -> None:
    plan = planner(chapter)
    plan.get_by_label("Line 1: music").select_option("amazing_grace")
    plan.get_by_role("button", name="Play and shape it here").click()
    lab = plan.get_by_role("group", name="Amazing Grace")
    lab.get_by_role("button", name="Ritardando", exact=True).click()
    changed = lab.locator(".mk-changed li").first.text_content() or ""
    assert "Ritardando" in changed
    chapter.page.reload()
    settled(chapter)
    plan.get_by_role("button", name="Play and shape it here").click()
    expect(lab.locator(".mk-changed")).to_contain_text(changed)
    lab.get_by_role("button", name="Play", exact=True).click()
    expect(lab.get_by_role("button", name="Pause")).to_be_visible()


def test_a_plan_comes_back_from_a_file_and_from_a_link(chapter: Watched, tmp_path: Path) -> None:
    plan = planner(chapter)
    plan.get_by_label("Name of the plan").fill("Tuesday")
    plan.get_by_label("How it may end").fill("Softly.")
    with chapter.page.expect_download() as begun:
        plan.get_by_role("button", name="Save as a file").click()
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)
    assert file.name == "tuesday.json"
    plan.get_by_role("button", name="Copy link").click()
    expect(plan.get_by_role("status")).to_contain_text("link is copied")
    link = str(chapter.page.evaluate("navigator.clipboard.readText()"))
    plan.get_by_role("button", name="Delete", exact=True).click()
    expect(plan.get_by_label("How it may end")).to_have_value("")
    plan.get_by_label("A saved plan").set_input_files(file)
    expect(plan.get_by_label("How it may end")).to_have_value("Softly.")
    plan.get_by_role("button", name="Delete", exact=True).click()
    chapter.page.goto(link)
    expect(plan.get_by_label("How it may end")).to_have_value("Softly.")
    assert "#" not in chapter.page.url


def test_a_damaged_file_and_link_are_told_and_lose_nothing(chapter: Watched, tmp_path: Path) -> None:
    plan = planner(chapter)
    plan.get_by_label("Aims").fill("kept")
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({"plan": {"id": HOSTILE}}))
    plan.get_by_label("A saved plan").set_input_files(file)
    expect(plan.get_by_role("alert")).to_contain_text("not a plan")
    chapter.page.goto(chapter.page.url + "#plan-1--nonsense")
    expect(plan.get_by_role("alert")).to_contain_text("no plan that can be read")
    expect(plan.get_by_label("Aims")).to_have_value("kept")


def test_on_paper_stands_the_plan_alone(chapter: Watched) -> None:
    plan = planner(chapter)
    plan.get_by_label("Aims").fill("to be heard")
    chapter.page.evaluate("globalThis.print = () => {}")
    plan.get_by_role("button", name="Print").click()
    chapter.page.emulate_media(media="print")
    expect(plan.get_by_text("to be heard")).to_be_visible()
    expect(chapter.page.get_by_role("heading", level=1)).to_be_hidden()
    expect(plan.get_by_role("button", name="Print")).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_filled_plan_is_accessible(open_page: Callable[..., Watched], dark: bool) -> None:
    page = settled(open_page(CHAPTER, only=("plan",), dark=dark)).page
    plan = page.get_by_role("group", name="Plan a session")
    plan.get_by_label("Line 1: music").select_option("hot_cross_buns")
    plan.get_by_role("button", name="Play and shape it here").click()
    plan.get_by_role("button", name="Play", exact=True).wait_for()
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []
