"""What goes wrong outside ends in one clear sentence, and the page lives on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from musicking_book.serve import BUILT_BOOK
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import SAVE_DATA
from tests.browser.test_pages import settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

CHAPTER = "chapters/expressive-components.html"
PIANO = BUILT_BOOK / "_musicking" / "instruments" / "piano.sf2"
# As on a device that has little data to spend: nothing is fetched before the press.
# A context that the browser never lets run.
BLOCKED = """window.AudioContext = class extends AudioContext {
  get state() { return "suspended"; }
  resume() { return new Promise(() => {}); }
};"""


def press_play(page: Page) -> Locator:
    widget = page.locator(".musicking-app").first
    widget.get_by_role("button", name="Play", exact=True).click()
    return widget


def one_sentence(widget: Locator, about: str) -> None:
    """The message line holds one sentence about this, and the widget still answers."""
    message = widget.get_by_role("alert").filter(has_text=about)
    expect(message).to_be_visible()
    text = message.inner_text().strip()
    assert text.endswith(".")
    assert text.count(". ") == 0
    expect(widget.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    widget.get_by_role("button", name="More").click()
    expect(widget.get_by_role("slider").first).to_be_visible()


@pytest.mark.parametrize("damage", ["missing", "truncated", "not a sound bank"])
def test_an_instrument_file_is_damaged_and_then_mended(open_page: Callable[..., Watched], damage: str) -> None:
    watched = settled(open_page(CHAPTER, script=SAVE_DATA))
    page = watched.page

    def answer(route: Route) -> None:
        if damage == "missing":
            route.fulfill(status=404, body="")
        else:
            whole = PIANO.read_bytes()
            route.fulfill(
                status=200, body=whole[: len(whole) // 2] if damage == "truncated" else b"<html>not here</html>"
            )

    page.route("**/piano.sf2", answer)
    widget = press_play(page)
    one_sentence(widget, "piano")
    page.unroute("**/piano.sf2")
    widget.get_by_role("button", name="Play", exact=True).click()
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(widget.locator(".mk-message")).to_have_text("")


def test_the_worklet_is_missing(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(CHAPTER, script=SAVE_DATA))
    watched.page.route("**/worklet.js", lambda route: route.fulfill(status=404, body=""))
    one_sentence(press_play(watched.page), "player's own code")


def test_sound_is_blocked_by_the_browser(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(CHAPTER, script=SAVE_DATA + BLOCKED))
    one_sentence(press_play(watched.page), "sound")


def test_an_insecure_address_has_no_worklets(launch: Callable[..., Browser], book_address: str) -> None:
    """Browsers give worklets to https and to this machine alone."""
    host = book_address.split("/")[2]
    elsewhere = book_address.replace(host, f"book.test:{host.split(':')[1]}")
    page = launch("--host-resolver-rules=MAP book.test 127.0.0.1").new_page()
    page.goto(f"{elsewhere}/{CHAPTER}")
    page.locator(".musicking-app").first.wait_for()
    one_sentence(press_play(page), "https")


def test_traits_that_cannot_be_read_leave_the_paper(open_page: Callable[..., Watched]) -> None:
    def damage(route: Route) -> None:
        whole = (BUILT_BOOK / CHAPTER).read_text(encoding="utf-8")
        marker = 'class="musicking-traits">'
        route.fulfill(status=200, content_type="text/html", body=whole.replace(marker, marker + "{{", 1))

    page = open_page("glossary.html").page
    page.route("**/expressive-components.html", damage)
    page.goto(page.url.replace("glossary.html", CHAPTER))
    first = page.locator(".musicking").first
    expect(first.locator(".musicking-paper svg").first).to_be_visible()
    expect(first.get_by_role("alert")).to_contain_text(".")
    expect(page.locator(".musicking").nth(1).get_by_role("button", name="Play", exact=True)).to_be_visible()
