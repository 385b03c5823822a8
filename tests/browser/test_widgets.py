"""Listen and Shape in the built book: what a reader presses, drags and reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from musicking import Interpretation, accentuation, describe, perform, song
from tests.browser.test_pages import WIDEST, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicking import Score
    from tests.browser.conftest import Watched

CHAPTER = "chapters/expressive-components.html"
LAB, OTHER_LAB, OWN_LAB = "shape-ritardando-amazing-grace", "shape-crescendo-ode-to-joy", "shape-yours-amazing-grace"
POSITION = re.compile(r"^Bar \d+")


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    return settled(open_page(CHAPTER, only=(LAB,)))


def shape(page: Page) -> Locator:
    """The first expressive lab of the page."""
    return page.locator(".musicking-app[data-widget=shape]").first


def slider(widget: Locator, name: str) -> Locator:
    return widget.get_by_role("slider", name=name, exact=True)


def test_play_pause_stop(chapter: Watched) -> None:
    widget = shape(chapter.page)
    place = widget.locator(".mk-place")
    before = place.inner_text()
    widget.get_by_role("button", name="Play", exact=True).click()
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(place).not_to_have_text(before)
    expect(place).to_have_text(POSITION)
    expect(widget.locator("svg .is-sounding").first).to_be_attached()
    widget.get_by_role("button", name="Pause", exact=True).click()
    paused = place.inner_text()
    assert POSITION.match(paused)
    widget.get_by_role("button", name="Play", exact=True).click()
    widget.get_by_role("button", name="Stop", exact=True).click()
    expect(widget.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(place).to_have_text(before)
    chapter.assert_clean()


def test_the_welcome_plays_at_the_first_press(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page("index.html"))
    widget = watched.page.locator(".musicking-app").first
    before = widget.locator(".mk-place").inner_text()
    widget.get_by_role("button", name="Play", exact=True).click()
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(widget.locator(".mk-place")).not_to_have_text(before)
    watched.assert_clean()


def test_starting_one_widget_stops_the_other(open_page: Callable[..., Watched]) -> None:
    plays = settled(open_page(CHAPTER, only=(LAB, OTHER_LAB))).page.locator(".musicking-app")
    first, second = plays.nth(0), plays.nth(1)
    first.get_by_role("button", name="Play", exact=True).click()
    expect(first.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    second.get_by_role("button", name="Play", exact=True).click()
    expect(second.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(first.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_curve_is_moved_by_keyboard(chapter: Watched) -> None:
    widget = shape(chapter.page)
    handle = slider(widget, "Tempo, bar 3")
    before = int(handle.get_attribute("aria-valuenow") or 0)
    handle.focus()
    handle.press("ArrowUp")
    expect(handle).to_have_attribute("aria-valuetext", f"bar 3: {before + 1} beats a minute")
    handle.press("PageDown")
    expect(handle).to_have_attribute("aria-valuetext", f"bar 3: {before - 9} beats a minute")
    expect(widget.locator(".mk-changed")).to_contain_text("by hand")
    handle.press("Home")
    expect(handle).to_have_attribute("aria-valuetext", f"bar 3: {before} beats a minute")


def test_a_curve_is_dragged_by_mouse_while_it_plays(chapter: Watched) -> None:
    page = chapter.page
    widget = shape(page)
    handle = slider(widget, "Tempo, bar 5")
    handle.scroll_into_view_if_needed()
    widget.get_by_role("button", name="Play", exact=True).click()
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    handle.scroll_into_view_if_needed()
    before = int(handle.get_attribute("aria-valuenow") or 0)
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 30, steps=6)
    page.mouse.up()
    expect(handle).not_to_have_attribute("aria-valuenow", str(before))
    assert int(handle.get_attribute("aria-valuenow") or 0) < before
    expect(widget.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    widget.get_by_role("button", name="Undo").click()
    expect(handle).to_have_attribute("aria-valuenow", str(before))
    chapter.assert_clean()


def test_a_component_is_added_sized_and_taken_away(chapter: Watched) -> None:
    widget = shape(chapter.page)
    changed = widget.locator(".mk-changed")
    before = changed.text_content() or ""
    widget.get_by_role("button", name="Accelerando", exact=True).click()
    card = widget.locator(".mk-card").filter(has_text="Accelerando")
    card.get_by_role("radio", name="bold").check()
    expect(changed).to_contain_text("rises")
    card.get_by_role("button", name=re.compile("^Remove")).click()
    expect(changed).to_have_text(before)


def test_a_note_is_held_by_touching_it(chapter: Watched) -> None:
    widget = shape(chapter.page)
    widget.get_by_role("button", name=re.compile("Fermata")).first.click()
    note = widget.locator("svg [data-note=m6]").first
    note.scroll_into_view_if_needed()
    box = note.bounding_box()
    assert box
    # As a finger does: near the note, not on its ink.
    chapter.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(widget.locator(".mk-changed")).to_contain_text("Fermata on bar 2, beat 3")


def test_as_written_and_as_performed(chapter: Watched) -> None:
    widget = chapter.page.locator(".musicking-app").first
    written = widget.get_by_role("radio", name="as written")
    written.check()
    expect(written).to_be_checked()
    widget.get_by_role("radio", name="as performed").check()
    expect(written).not_to_be_checked()


def test_classroom_view(chapter: Watched) -> None:
    page = chapter.page
    widget = shape(page)
    opener = widget.get_by_role("button", name="Classroom view")
    opener.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    inside = dialog.locator(".musicking-app")
    size = inside.locator(".mk-place").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 24
    page.keyboard.press("Space")
    expect(inside.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(inside).to_contain_text("Ritardando")
    page.keyboard.press("h")
    expect(inside.locator(".mk-title")).to_have_text("What do you hear?")
    expect(inside).not_to_contain_text("Ritardando")
    page.keyboard.press("a")
    expect(inside.get_by_role("radio", name="as written")).to_be_checked()
    page.keyboard.press("s")
    expect(inside.get_by_role("button", name="Play", exact=True)).to_be_visible()
    inside.get_by_role("button", name="Leave classroom view").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(widget).to_be_visible()


def takes(widget: Locator, key: str) -> bool:
    """Whether a widget takes a key for itself: that is settled at once, whatever comes of it later."""
    down = "(e, key) => !e.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))"
    return bool(widget.evaluate(down, key))


def test_letter_keys_can_be_switched_off(chapter: Watched) -> None:
    widget = shape(chapter.page)
    widget.get_by_role("button", name="More").click()
    widget.focus()
    chapter.page.keyboard.press("a")
    expect(widget.get_by_role("radio", name="as written")).to_be_checked()
    switch = widget.get_by_role("checkbox", name=re.compile("^Letter keys"))
    switch.uncheck()
    widget.focus()
    assert [key for key in (" ", "a", "l", "s", "h") if takes(widget, key)] == []
    switch.check()
    widget.focus()
    chapter.page.keyboard.press("a")
    expect(widget.get_by_role("radio", name="as performed")).to_be_checked()


def valuetexts(nodes: list[dict[str, Any]]) -> list[str]:
    """What sliders of an accessibility tree say."""
    return [p["value"]["value"] for n in nodes for p in n["properties"] if p["name"] == "valuetext"]


def tells_what_sliders_say(context: BrowserContext) -> bool:
    """Whether the browser's tree holds what a plain slider says: that of Chromium 156 leaves it out for every one."""
    page = context.new_page()
    page.set_content('<div role="slider" tabindex="0" aria-label="a" aria-valuenow="3" aria-valuetext="three">a</div>')
    nodes = context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    page.close()
    return "three" in valuetexts([n for n in nodes if not n.get("ignored") and n["role"]["value"] == "slider"])


def test_every_control_has_a_name_a_role_and_a_value(chapter: Watched) -> None:
    widget = shape(chapter.page)
    widget.get_by_role("button", name="More").click()
    client = chapter.page.context.new_cdp_session(chapter.page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    controls = [
        n
        for n in nodes
        if not n.get("ignored")
        and n["role"]["value"]
        in {"button", "slider", "radio", "checkbox", "combobox", "spinbutton", "textbox", "switch", "searchbox"}
    ]
    assert len(controls) > 40
    nameless = [n["role"]["value"] for n in controls if not n.get("name", {}).get("value")]
    assert nameless == []
    sliders = [n for n in controls if n["role"]["value"] == "slider"]
    assert all(n.get("value", {}).get("value") not in (None, "") for n in sliders)
    speaking = re.compile(r"^bar 3: \d+ beats a minute$")
    expect(slider(widget, "Tempo, bar 3")).to_have_attribute("aria-valuetext", speaking)
    if tells_what_sliders_say(chapter.page.context):
        assert any(speaking.match(text) for text in valuetexts(sliders))
    chosen = [n for n in controls if n["role"]["value"] == "combobox"]
    assert chosen
    assert all(n.get("value", {}).get("value") for n in chosen)
    expect(widget.get_by_role("button", name="More", expanded=True)).to_have_count(1)
    expect(widget.get_by_role("radio", name="as performed", checked=True)).to_have_count(1)
    loop = widget.get_by_role("button", name="Loop", exact=True, pressed=False)
    loop.click()
    expect(widget.get_by_role("button", name="Loop", exact=True, pressed=True)).to_have_count(1)


def test_a_lab_unfolded_fits_320_pixels(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(CHAPTER, only=(LAB,), width=320, height=640))
    widget = shape(watched.page)
    widget.get_by_role("button", name="More").click()
    assert watched.page.evaluate(WIDEST) <= 0
    small = watched.page.evaluate(
        """() => [...document.querySelectorAll(".musicking-app :is(button, select, [role=slider])")]
        .filter(e => e.getClientRects().length).map(e => [e.textContent || e.ariaLabel, e.getBoundingClientRect()])
        .filter(([, r]) => Math.min(r.width, r.height) < 24).map(([name]) => name)"""
    )
    assert small == []


def test_notes_are_accented_by_touching_them(chapter: Watched) -> None:
    widget = shape(chapter.page)
    changed = widget.locator(".mk-changed")
    before = changed.text_content() or ""
    widget.get_by_role("button", name=re.compile("^Accentuation")).click()
    for name in ("m6", "m3"):
        note = widget.locator(f"svg [data-note={name}]").first
        note.scroll_into_view_if_needed()
        box = note.bounding_box()
        assert box
        chapter.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    score = song("amazing_grace")
    (said, *_) = describe(score, accentuation("m6"))
    expect(changed).to_contain_text(said)
    assert accented_velocity(score, "m6") > accented_velocity(score, None)
    card = widget.locator(".mk-card").filter(has_text="Accentuation, 2 notes")
    card.get_by_role("radio", name="bold").check()
    expect(changed).to_contain_text("8 dB louder")
    # The other way: from the list, where a note chosen again loses its accent.
    widget.get_by_label("Note to accent").select_option("m6")
    expect(widget.locator(".mk-card").filter(has_text="Accentuation, 1 note")).to_be_visible()
    widget.get_by_role("button", name="Done").click()
    widget.get_by_role("button", name=re.compile("^Remove the accent")).click()
    expect(changed).to_have_text(before)
    widget.get_by_role("button", name="Undo").click()
    expect(changed).to_contain_text("8 dB louder")
    chapter.assert_clean()


def accented_velocity(score: Score, note: str | None) -> int:
    """Return the velocity of note m6 with an accent on a note, or on none."""
    laid = Interpretation() if note is None else accentuation(note)
    return next(n.velocity for n in perform(score, laid).voices[0].notes if "m6" in n.ids)


def test_a_piano_is_placed_and_sized(chapter: Watched) -> None:
    widget = shape(chapter.page)
    widget.get_by_role("button", name="Piano", exact=True).click()
    card = widget.locator(".mk-card").filter(has_text="Piano, ")
    changed = widget.locator(".mk-changed")
    expect(changed).to_contain_text(re.compile("Piano from bar .*: the music is at once 6 dB softer, then goes back"))
    card.get_by_role("radio", name="bold").check()
    expect(changed).to_contain_text("at once 10 dB softer")
    chapter.assert_clean()


def test_a_tempo_contrast_goes_both_ways(chapter: Watched) -> None:
    widget = shape(chapter.page)
    widget.get_by_role("button", name="Tempo contrast", exact=True).click()
    card = widget.locator(".mk-card").filter(has_text="Tempo contrast, ")
    changed = widget.locator(".mk-changed")
    expect(card.get_by_role("radio", name="faster")).to_be_checked()
    expect(changed).to_contain_text("the tempo steps up from")
    card.get_by_role("radio", name="slower").check()
    expect(changed).to_contain_text("the tempo steps down from")
    card.get_by_role("radio", name="bold").check()
    expect(card.get_by_role("radio", name="slower")).to_be_checked()
    chapter.assert_clean()


def test_a_step_that_can_startle_waits_for_consent(chapter: Watched) -> None:
    widget = shape(chapter.page)
    changed = widget.locator(".mk-changed")
    widget.get_by_role("button", name="Dynamic contrast", exact=True).click()
    card = widget.locator(".mk-card").filter(has_text="Dynamic contrast, ")
    card.get_by_role("radio", name="louder").check()
    expect(changed).to_contain_text("at once 8 dB louder")
    card.get_by_role("radio", name="bold").click()
    expect(widget.get_by_role("alert")).to_contain_text("can startle")
    expect(card.get_by_role("radio", name="clear")).to_be_checked()
    expect(changed).not_to_contain_text("15 dB")
    widget.get_by_role("checkbox", name=re.compile("sudden steps")).check()
    expect(changed).to_contain_text("at once 15 dB louder")
    expect(card.get_by_role("radio", name="bold")).to_be_checked()
    chapter.assert_clean()
