"""Singing and playing along: key and range, count-in and click, who plays, song sheet and guitar."""

from __future__ import annotations

import base64
import functools
import http.server
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from musicking import Interpretation, fermata, perform, ritardando, song
from musicking.widgets import Listen
from tests.browser.test_pages import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.browser.conftest import Watched

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
NAMES = "async () => (await axe.run('.musicking-app')).violations.map((found) => found.id)"
BUNS = song("hot_cross_buns")
SPEED = 4.0
CLOSE_SEC = 0.0005

#: Listen to what is really played, from the shipped worklet in the page's own context.
LISTEN_IN = """async () => {
  const { tap } = await import("/_built/page/test/capture.js");
  window.heard = await tap(globalThis[Symbol.for("musicking.sound")].device.node);
}"""
STOP = """() => {
  const { samples, sampleRate } = window.heard.stop();
  const bytes = new Uint8Array(samples.buffer);
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return [btoa(text), sampleRate];
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def shaped() -> Interpretation:
    """A fermata in the middle and a ritardando at the end."""
    slower = ritardando(BUNS.place(7, 8), shape="bold").components
    return Interpretation(components=slower, holds=fermata(BUNS.note("melody", 4, 1), shape="bold").holds)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with a song, the same transposed with its sheet, and one for the ear alone."""
    site = tmp_path_factory.mktemp("along")
    (site / "_built").symlink_to(ROOT / "musicking" / "_built")
    widgets = [
        Listen(song("amazing_grace")),
        Listen(song("amazing_grace"), show=["sheet"], transpose=3),
        Listen(
            BUNS, shaped(), show=["sheet"], speed=SPEED, count_in=1, click=True, muted=["melody", "harmony", "bass"]
        ),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSICKING_BOOK_FILES", str(site))
        patch.setattr("musicking.export.book_sounds.order", lambda *_, **__: "sound.mp3")
        patch.setattr("musicking.widgets.paper._picture", lambda _: "")
        body = "".join(widget.page_html() for widget in widgets).replace("musicking-root:", "")
    head = '<meta charset="utf-8"><title>Along</title><link rel="icon" href="data:,">'
    style = '<link rel="stylesheet" href="_built/page/widgets.css">'
    script = '<script type="module" src="_built/page/widgets.js"></script>'
    text = f'<!doctype html><html lang="en">{head}{style}<main><h1>Along</h1>{body}</main>{script}'
    (site / "index.html").write_text(text, encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.fixture
def open_along(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def opened(*, width: int = 1000, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        page.locator(".musicking-app").nth(2).wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()


def unfolded(page: Page, place: int = 0) -> Locator:
    widget = page.locator(".musicking-app").nth(place)
    widget.get_by_role("button", name="More", exact=True).click()
    widget.get_by_role("group", name="Singing and playing along").wait_for()
    return widget


def test_everything_follows_the_key(open_along: Callable[..., Page]) -> None:
    widget = unfolded(open_along())
    widget.get_by_role("checkbox", name="Score in words").check()
    expect(widget.locator(".mk-words")).to_contain_text("melody from D4 to D5")
    key = widget.get_by_label("Sounds in")
    key.focus()
    for _ in range(3):
        key.press("ArrowUp")
    expect(widget).to_contain_text("The score is engraved in G major; it sounds in B♭ major.")
    expect(widget.locator(".mk-words")).to_contain_text("Bb major")
    expect(widget.locator(".mk-words")).to_contain_text("beat 3, F4, quarter note, “A-”")
    expect(widget.get_by_role("img", name="B♭: strings from low E: not played, 1, 3, 3, 3, 1")).to_be_visible()
    widget.get_by_role("button", name="Easiest chords: capo fret 3").click()
    expect(widget.get_by_role("img", name="G: strings from low E: 3, 2, open, open, open, 3")).to_be_visible()
    expect(widget.get_by_label("Capo")).to_have_value("3")


def test_the_keys_that_fit_a_singer_are_offered_nearest_first(open_along: Callable[..., Page]) -> None:
    widget = unfolded(open_along())
    expect(widget).to_contain_text("The melody goes from D4 to D5.")
    widget.get_by_label("My range").select_option("alto")
    offers = widget.get_by_role("list", name="Keys that fit, the nearest first").get_by_role("button")
    expect(offers.nth(0)).to_have_text("G major: D4 to D5")
    expect(offers.nth(2)).to_have_text("F major: C4 to C5")
    offers.nth(2).press("Enter")
    expect(widget.get_by_label("Sounds in")).to_have_value("-2")
    expect(offers.nth(2)).to_have_attribute("aria-pressed", "true")
    widget.get_by_label("My highest comfortable note").select_option(label="F4")
    expect(widget).to_contain_text("No key fits: the melody spans 12 semitones, this range 10.")
    expect(widget.get_by_label("My range")).to_have_value("own")


def test_an_instrument_that_cannot_reach_is_said(open_along: Callable[..., Page]) -> None:
    widget = unfolded(open_along())
    widget.get_by_label("Melody: instrument").select_option("flute")
    expect(widget).not_to_contain_text("Outside its range")
    widget.get_by_label("Sounds in").select_option("-5")
    expect(widget).to_contain_text("Melody goes below “Flute” (C4 to C7)")


def test_a_widget_that_begins_transposed_is_engraved_so_and_has_its_sheet(open_along: Callable[..., Page]) -> None:
    widget = open_along().locator(".musicking-app").nth(1)
    expect(widget.locator(".mk-sung-line")).to_have_count(4)
    first = widget.locator(".mk-sung-line").first
    expect(first.locator(".mk-unseen")).to_have_text("Amazing grace, how sweet the sound — Chords: B♭, B♭7, E♭, B♭/D.")
    expect(first.locator(".mk-word").first).to_have_text("AB♭mazing")
    expect(widget.locator(".mk-diagram").first).to_contain_text("B♭")
    widget.get_by_role("button", name="More", exact=True).click()
    widget.get_by_role("checkbox", name="Score", exact=True).check()
    expect(widget.locator(".mk-notation svg")).to_contain_text("maz")
    expect(widget).not_to_contain_text("The score is engraved in")


def test_count_and_click_are_heard_on_the_beats_as_performed(open_along: Callable[..., Page]) -> None:
    page = open_along()
    page.wait_for_function("globalThis[Symbol.for('musicking.sound')].device !== null")
    page.evaluate(LISTEN_IN)
    widget = page.locator(".musicking-app").nth(2)
    widget.get_by_role("button", name="Play", exact=True).click()
    expect(widget.locator(".mk-count")).to_be_visible()
    expect(widget.locator(".is-sung")).to_have_count(1)
    expect(widget.locator(".mk-count")).to_have_count(0)
    expect(widget.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=20_000)
    text, rate = page.evaluate(STOP)
    found = struck(np.frombuffer(base64.b64decode(text), dtype=np.float32), rate)
    performance = perform(BUNS, shaped(), speed=SPEED)
    beats = [performance.seconds_at(beat) for beat in range(int(BUNS.end_beat))]
    period = performance.seconds_at(1) - performance.seconds_at(0)
    expected = np.array([-4 * period, -3 * period, -2 * period, -period, *beats])
    assert len(found) == len(expected)
    assert np.abs((found - found[0]) - (expected - expected[0])).max() < CLOSE_SEC
    gaps = np.diff(beats)
    assert gaps.max() > 2 * period, "there is a fermata, and no click falls into it"
    assert gaps[-1] > 1.3 * period, "the click follows the ritardando"


def struck(samples: np.ndarray, rate: float) -> np.ndarray:
    """Return when sound begins after silence, in seconds."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return loud[np.diff(loud, prepend=-rate) > 0.05 * rate] / rate


@pytest.mark.parametrize(("width", "dark"), [(1000, False), (1000, True), (320, False)])
def test_it_is_accessible_and_fits(open_along: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_along(width=width, dark=dark)
    widget = unfolded(page)
    widget.get_by_label("My range").select_option("tenor")
    widget.locator(".mk-diagram").first.wait_for()
    page.locator(".mk-sung-line").first.wait_for()
    page.evaluate(AXE)
    assert page.evaluate(NAMES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_not_reached_is_said(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/along.js", lambda route: route.abort())
    page.goto(address)
    widget = page.locator(".musicking-app").first
    widget.get_by_role("button", name="More", exact=True).click()
    expect(widget.get_by_role("alert").filter(has_text="could not be loaded")).to_be_visible()
    expect(widget.get_by_label("Speed")).to_be_visible()
    page.close()


def test_the_score_is_engraved_in_the_key_that_sounds(open_page: Callable[..., Watched]) -> None:
    widget = settled(open_page("chapters/expressive-components.html")).page.locator(".musicking-app").first
    widget.get_by_role("button", name="More").click()
    widget.get_by_label("Sounds in").first.select_option(label="A major, 2 semitones up")
    notes = {note.id for note in song("amazing_grace").voices[0].notes}
    # The sentence stands until the new picture is there.
    expect(widget.get_by_text("is engraved in")).to_have_count(0, timeout=60_000)
    drawn = widget.locator(".mk-notation [data-note]").evaluate_all("all => all.map((note) => note.dataset.note)")
    assert set(drawn) == notes
    assert widget.locator(".mk-notation .harm").first.text_content() == "A"
