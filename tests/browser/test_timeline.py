"""The timeline of the lab, its versions and conducting: by mouse, by touch, by keys, in a real browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watched
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled
from tests.browser.test_takeaway import NAMES, copied_link, download
from tests.browser.test_widgets import CHAPTER, OWN_LAB

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    return settled(open_page(CHAPTER, only=(OWN_LAB,)))


def lab(page: Page) -> Locator:
    """The last lab of the page, in which nothing is placed."""
    return page.locator(".musicking-app[data-widget=shape]").last


def add(widget: Locator, name: str) -> Locator:
    """Add a component; answer its block."""
    widget.get_by_role("button", name=name, exact=True).click()
    return block(widget, name)


def block(widget: Locator, name: str) -> Locator:
    return widget.locator(".mk-timeline").get_by_role("slider", name=name, exact=True)


def middle(place: Locator) -> tuple[float, float]:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, place: Locator, dx: float, dy: float = 0) -> None:
    x, y = middle(place)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=8)
    page.mouse.up()


def bar_pixels(widget: Locator) -> float:
    """How wide a bar is on the timeline of a song of sixteen bars and an upbeat of a third of one."""
    return float(widget.locator(".mk-lane").evaluate("e => e.clientWidth")) / (16 + 1 / 3)


def says(place: Locator, text: str) -> None:
    expect(place).to_have_attribute("aria-valuetext", text)


def test_a_block_is_moved_stretched_and_sized_by_mouse(chapter: Watched) -> None:
    page, widget = chapter.page, lab(chapter.page)
    crescendo = add(widget, "Crescendo")
    says(crescendo, "bars 1 to 2, amount 100 %")
    bar = bar_pixels(widget)
    drag(page, crescendo, 3 * bar)
    says(crescendo, "bars 4 to 5, amount 100 %")
    drag(page, crescendo.locator("[data-part=end]"), 2 * bar)
    says(crescendo, "bars 4 to 7, amount 100 %")
    drag(page, crescendo.locator("[data-part=start]"), bar / 3)
    says(crescendo, "from bar 4, beat 2 to the end of bar 7, amount 100 %")
    drag(page, crescendo, 0, 60)
    says(crescendo, "from bar 4, beat 2 to the end of bar 7, amount 50 %")
    expect(widget.locator(".mk-changed")).to_contain_text("Crescendo from bar 4, beat 2 to the end of bar 7")
    whole = ("from bar 4, beat 2 to the end of bar 7", "bars 4 to 7", "bars 4 to 5", "bars 1 to 2")
    for before in whole:
        widget.get_by_role("button", name="Undo").click()
        says(crescendo, f"{before}, amount 100 %")
    chapter.assert_clean()


def test_a_block_is_moved_stretched_sized_and_removed_by_keys(chapter: Watched) -> None:
    page, widget = chapter.page, lab(chapter.page)
    forte = add(widget, "Forte")
    forte.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    says(forte, "bars 1 to 4, amount 100 %")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    says(forte, "bars 2 to 5, amount 100 %")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowLeft")
    says(forte, "bars 2 to 3, amount 100 %")
    page.keyboard.press("ArrowDown")
    says(forte, "bars 2 to 3, amount 95 %")
    widget.get_by_role("checkbox", name="Fine: by half beats").check()
    forte.focus()
    page.keyboard.press("ArrowRight")
    says(forte, "from bar 2, beat 1½ to bar 4, beat 1½, amount 95 %")
    piano = add(widget, "Piano")
    forte.focus()
    page.keyboard.press("Delete")
    expect(forte).to_have_count(0)
    expect(piano).to_be_focused()
    widget.get_by_role("button", name="Undo").click()
    says(block(widget, "Forte"), "from bar 2, beat 1½ to bar 4, beat 1½, amount 95 %")
    chapter.assert_clean()


def test_only_what_is_chosen_stands_open(chapter: Watched) -> None:
    page, widget = chapter.page, lab(chapter.page)
    crescendo, forte = add(widget, "Crescendo"), add(widget, "Forte")
    cards = widget.locator(".mk-card")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("Forte")
    expect(forte).to_have_attribute("aria-current", "true")
    crescendo.focus()
    expect(cards).to_contain_text("Forte")
    page.keyboard.press("Enter")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("Crescendo")
    expect(cards).to_be_focused()
    # The way without dragging.
    widget.get_by_label("Crescendo: from").select_option("6")
    says(crescendo, "bar 3, amount 100 %")


def test_a_fermata_and_accents_are_signs_that_go_from_note_to_note(chapter: Watched) -> None:
    page, widget = chapter.page, lab(chapter.page)
    widget.get_by_role("button", name="Fermata: hold a note").click()
    widget.get_by_label("Note to hold").select_option("m6")
    fermata = block(widget, "Fermata")
    expect(fermata).to_have_attribute("aria-valuetext", re.compile(r"^bar 2, beat 3: "))
    fermata.focus()
    page.keyboard.press("ArrowRight")
    expect(fermata).to_have_attribute("aria-valuetext", re.compile(r"^bar 3, beat 1: "))
    expect(widget.locator(".mk-changed")).to_contain_text("Fermata on bar 3")
    widget.get_by_role("button", name="Accentuation: touch notes").click()
    for note in ("m3", "m6"):
        widget.get_by_label("Note to accent").select_option(note)
    widget.get_by_role("button", name="Done").click()
    expect(block(widget, "Accent")).to_have_count(2)
    drag(page, block(widget, "Accent").first, 3 * bar_pixels(widget))
    expect(widget.locator(".mk-changed")).to_contain_text("Accent on")
    expect(block(widget, "Accent")).to_have_count(2)
    chapter.assert_clean()


def test_by_touch_a_block_is_chosen_first_and_then_dragged(browser: Browser, book_address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(f"{book_address}/{CHAPTER}")
    settled(Watched(page, book_address))
    widget = lab(page)
    crescendo = add(widget, "Crescendo")
    forte = add(widget, "Forte")
    touch = context.new_cdp_session(page)

    def finger(place: Locator, dx: float) -> None:
        x, y = middle(place)
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 9):
            point = {"x": x + dx * step / 8, "y": y}
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    before = crescendo.get_attribute("aria-valuetext") or ""
    finger(crescendo, 2 * bar_pixels(widget))
    says(crescendo, before)
    crescendo.tap()
    expect(crescendo).to_have_attribute("aria-current", "true")
    expect(forte).to_have_attribute("aria-current", "false")
    finger(crescendo, 2 * bar_pixels(widget))
    says(crescendo, "bars 3 to 4, amount 100 %")
    finger(crescendo.locator("[data-part=end]"), bar_pixels(widget))
    says(crescendo, "bars 3 to 5, amount 100 %")
    small = widget.evaluate(
        """e => [...e.querySelectorAll(".mk-block, .is-chosen .mk-grip, .mk-lab button")]
        .map(e => [e.className, e.getBoundingClientRect()])
        .filter(([, r]) => Math.min(r.width, r.height) < 24).map(([name]) => name)"""
    )
    assert small == []
    assert page.evaluate(WIDEST) <= 0
    context.close()


def test_it_is_accessible_with_everything_open(open_page: Callable[..., Watched]) -> None:
    for options in ({}, {"dark": True}, {"width": 320, "height": 640}):
        watched = settled(open_page(CHAPTER, only=(OWN_LAB,), **options))
        widget = lab(watched.page)
        for name in ("Ritardando", "Piano", "Crescendo"):
            add(widget, name)
            widget.get_by_role("button", name="Keep this version").click()
        widget.get_by_role("button", name="Conduct it yourself").click()
        expect(widget.get_by_role("button", name="Tap the beat")).to_contain_text("until the music begins")
        watched.page.evaluate(AXE)
        assert watched.page.evaluate(RUN_AXE) == []
        assert watched.page.evaluate(WIDEST) <= 0


def test_versions_are_kept_named_heard_and_gone_on_from(chapter: Watched, tmp_path: Path) -> None:
    page, widget = chapter.page, lab(chapter.page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    changed = widget.locator(".mk-changed")
    add(widget, "Accelerando")
    first = changed.inner_text()
    widget.get_by_role("button", name="Keep this version").click()
    widget.get_by_role("textbox", name="Name of version A").fill("Quick start")
    widget.get_by_role("textbox", name="Name of version A").press("Tab")
    add(widget, "Crescendo")
    widget.get_by_role("button", name="Keep this version").click()
    card = widget.get_by_role("list", name="Versions").get_by_role("listitem").filter(has_text="Accelerando")
    expect(card.first).to_be_visible()

    widget.get_by_role("button", name="Play", exact=True).click()
    expect(widget.locator(".mk-place")).to_have_text(re.compile("^Bar [12]"))
    widget.get_by_role("radio", name="A: Quick start").check()
    expect(widget.get_by_role("button", name="Hear A, Quick start")).to_have_attribute("aria-pressed", "true")
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(widget.locator(".mk-kept.mk-tempo")).to_have_count(2)
    expect(widget.locator(".mk-kept.mk-tempo.is-heard")).to_have_count(1)
    widget.get_by_role("button", name="Stop", exact=True).click()

    widget.get_by_role("button", name="Copy A, Quick start").click()
    expect(widget.get_by_role("textbox", name="Name of version C")).to_have_value("Quick start (2)")
    widget.get_by_role("button", name=re.compile("^Delete B")).click()
    expect(widget.get_by_role("textbox", name=re.compile("^Name of version"))).to_have_count(2)
    widget.get_by_role("button", name=re.compile("^Bring back")).click()
    expect(widget.get_by_role("textbox", name=re.compile("^Name of version"))).to_have_count(3)
    widget.get_by_role("button", name="Go on from it: A, Quick start").click()
    expect(changed).to_have_text(re.sub(r"\s*\n\s*", "", first))

    widget.get_by_role("button", name="More").click()
    saved = json.loads(download(page, widget, "Save this version", tmp_path).read_text())
    assert saved["versions"][0]["name"] == "Quick start"
    link = copied_link(page, widget)
    page.goto("about:blank")
    page.goto(link)
    opened = lab(page)
    expect(opened.get_by_role("textbox", name="Name of version A")).to_have_value("Quick start")
    expect(opened.get_by_role("textbox", name=re.compile("^Name of version"))).to_have_count(3)
    chapter.assert_clean()


def test_nothing_of_conducting_is_loaded_before_it_is_used(chapter: Watched) -> None:
    page, widget = chapter.page, lab(chapter.page)
    assert not any(name.endswith("conducting.js") for name in page.evaluate(NAMES))
    widget.get_by_role("button", name="Conduct it yourself").click()
    expect(widget.get_by_role("button", name="Tap the beat")).to_be_focused()
    expect(widget.get_by_role("button", name="Tap the beat")).to_contain_text("2 taps until the music begins")
    assert any(name.endswith("conducting.js") for name in page.evaluate(NAMES))


TAPS = """([kind, count, ms]) => new Promise(done => {
  const place = document.querySelector('.mk-tap'), start = performance.now();
  const make = {
    key: () => new KeyboardEvent('keydown', {key: ' ', bubbles: true, cancelable: true}),
    touch: () => new PointerEvent('pointerdown', {pointerType: 'touch', pressure: 1, button: 0, bubbles: true}),
    click: () => new MouseEvent('click', {detail: 0, bubbles: true}),
  }[kind];
  let made = 0;
  const tick = () => {
    if (made === count) return done();
    if (performance.now() >= start + made * ms) { place.dispatchEvent(make()); made += 1; }
    setTimeout(tick, 1);
  };
  tick();
})"""


@pytest.mark.parametrize("kind", ["key", "touch", "click"])
def test_the_song_follows_the_taps_and_keeps_them(chapter: Watched, kind: str) -> None:
    page, widget = chapter.page, lab(chapter.page)
    widget.get_by_role("button", name="Conduct it yourself").click()
    place = widget.get_by_role("button", name="Tap the beat")
    expect(place).to_contain_text("2 taps until the music begins")
    page.evaluate(TAPS, [kind, 9, 600])
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(place).to_contain_text("The music waits for your tap")
    expect(widget.locator(".mk-place")).to_have_text("Bar 3, beat 2")
    widget.get_by_role("button", name="Stop and keep").click()
    expect(place).to_contain_text("Kept as a curve")
    expect(widget.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(widget.locator(".mk-changed")).to_contain_text("The tempo is drawn by hand from the upbeat to bar 2, beat 3")
    tempo = int(widget.get_by_role("slider", name="Tempo, bar 2", exact=True).get_attribute("aria-valuenow") or 0)
    assert 85 <= tempo <= 115, "a hundred taps a minute, from a busy machine"
    widget.get_by_role("button", name="Undo").click()
    expect(widget.locator(".mk-changed")).to_contain_text("Nothing is changed")
    chapter.assert_clean()


def test_stop_ends_conducting_and_it_can_be_begun_again(chapter: Watched) -> None:
    page, widget = chapter.page, lab(chapter.page)
    widget.get_by_role("button", name="Conduct it yourself").click()
    place = widget.get_by_role("button", name="Tap the beat")
    expect(place).to_contain_text("2 taps")
    page.evaluate(TAPS, ["key", 5, 500])
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    widget.get_by_role("button", name="Stop", exact=True).click()
    expect(place).to_contain_text("Kept as a curve")
    expect(place).to_have_attribute("aria-disabled", "true")
    widget.get_by_role("button", name="Conduct again").click()
    expect(place).to_be_focused()
    expect(place).to_contain_text("2 taps")
    widget.get_by_role("button", name="Leave", exact=True).click()
    expect(widget.get_by_role("button", name="Conduct it yourself")).to_be_focused()
    chapter.assert_clean()


def test_midi_taps_or_why_there_are_none(open_page: Callable[..., Watched]) -> None:
    keyboard = """
      const input = new EventTarget(); input.name = 'Keys'; window.keys = input;
      navigator.requestMIDIAccess = async () => ({inputs: new Map([['a', input]])});
    """
    watched = settled(open_page(CHAPTER, only=(OWN_LAB,), script=keyboard))
    widget = lab(watched.page)
    widget.get_by_role("button", name="Conduct it yourself").click()
    place = widget.get_by_role("button", name="Tap the beat")
    expect(place).to_contain_text("2 taps")
    widget.get_by_role("button", name="Use a MIDI keyboard").click()
    expect(widget.locator(".mk-conduct")).to_contain_text("Every key of Keys is a tap")
    struck = "(velocity) => keys.dispatchEvent(Object.assign(new Event('midimessage'), {data: [0x90, 60, velocity]}))"
    watched.page.evaluate(struck, 0)
    expect(place).to_contain_text("2 taps")
    watched.page.evaluate(struck, 90)
    expect(place).to_contain_text("1 tap until")
    without = settled(open_page(CHAPTER, only=(OWN_LAB,), script="delete Navigator.prototype.requestMIDIAccess"))
    other = lab(without.page)
    other.get_by_role("button", name="Conduct it yourself").click()
    expect(other.locator(".mk-conduct")).to_contain_text("on an iPad none has")
