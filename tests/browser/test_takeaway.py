"""Take away in the built book: files that others read, links that open to the state they were copied in."""

from __future__ import annotations

import base64
import json
import struct
import wave
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import mido
import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from musicking import Performance, crescendo, perform, ritardando, song
from tests.browser.listening import Samples, level_db, onsets
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled
from tests.browser.test_sound import CAPTURE, RATE
from tests.browser.test_widgets import CHAPTER, LAB, OTHER_LAB, shape, slider

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

LOOKAHEAD_FRAMES = 64
ONSET_SEC = 0.001
LEVEL_DB = 0.5
UNTIL_RECORDED_MS = 120_000
SVG = "{http://www.w3.org/2000/svg}"
NAMES = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    watched = settled(open_page(CHAPTER, only=(LAB,)))
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return watched


def unfolded(page: Page) -> Locator:
    """The first expressive lab of the page with what it keeps folded."""
    widget = shape(page)
    widget.get_by_role("button", name="More").click()
    return widget


def said(widget: Locator, sentence: str) -> None:
    expect(widget.locator(".mk-take p")).to_have_text(sentence, timeout=UNTIL_RECORDED_MS)


def download(page: Page, widget: Locator, name: str, folder: Path) -> Path:
    """Press a button that gives a file; answer where it lies."""
    with page.expect_download(timeout=UNTIL_RECORDED_MS) as begun:
        widget.get_by_role("button", name=name, exact=True).click()
    place = folder / begun.value.suggested_filename
    begun.value.save_as(place)
    said(widget, f"Saved as {place.name}.")
    return place


def copied_link(page: Page, widget: Locator) -> str:
    widget.get_by_role("button", name="Copy link").click()
    said(widget, "The link is copied.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def shown() -> Performance:
    """What the first lab of the chapter performs."""
    grace = song("amazing_grace")
    return perform(grace, ritardando(grace.place(13, 16)))


def test_nothing_of_it_is_loaded_before_it_is_used(chapter: Watched, tmp_path: Path) -> None:
    widget = unfolded(chapter.page)
    assert not any(name.endswith("takeaway.js") for name in chapter.page.evaluate(NAMES))
    download(chapter.page, widget, "MIDI file", tmp_path)
    assert any(name.endswith("takeaway.js") for name in chapter.page.evaluate(NAMES))


def test_a_lost_connection_is_told_and_loses_nothing(chapter: Watched, tmp_path: Path) -> None:
    widget = unfolded(chapter.page)
    chapter.page.route("**/page/takeaway.js", lambda route: route.abort())
    widget.get_by_role("button", name="MIDI file").click()
    expect(widget.get_by_role("alert")).to_contain_text("could not be loaded")
    chapter.page.unroute("**/page/takeaway.js")
    download(chapter.page, widget, "MIDI file", tmp_path)


def test_a_link_opens_to_the_state_in_which_it_was_copied(chapter: Watched) -> None:
    page = chapter.page
    widget = unfolded(page)
    slider(widget, "Speed").fill("0.75")
    slider(widget, "Bass: balance").fill("-12")
    widget.get_by_role("checkbox", name="Loudness curve").check()
    widget.get_by_role("button", name="Accelerando", exact=True).click()
    widget.get_by_role("radio", name="as written").check()
    changed = widget.locator(".mk-changed").text_content() or ""
    link = copied_link(page, widget)
    assert link.startswith(f"{page.url}#musicking-1-shape-ritardando-amazing-grace--")

    page.goto("about:blank")
    page.goto(link)
    opened = shape(page)
    expect(opened).to_be_focused()
    expect(opened).to_be_in_viewport()
    expect(opened.locator(".mk-changed")).to_have_text(changed)
    opened.get_by_role("button", name="More").click()
    expect(slider(opened, "Speed")).to_have_value("0.75")
    expect(slider(opened, "Bass: balance")).to_have_value("-12")
    expect(opened.get_by_role("checkbox", name="Loudness curve")).to_be_checked()
    expect(opened.get_by_role("radio", name="as written")).to_be_checked()
    assert copied_link(page, opened) == link
    chapter.assert_clean()


def test_a_link_copied_in_classroom_view_leads_to_the_same_widget(open_page: Callable[..., Watched]) -> None:
    page = settled(open_page(CHAPTER, only=(LAB, OTHER_LAB))).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    second = page.locator(".musicking-app[data-widget=shape]").nth(1)
    second.get_by_role("button", name="Classroom view").click()
    inside = page.get_by_role("dialog").locator(".musicking-app")
    inside.get_by_role("button", name="More").click()
    link = copied_link(page, inside)
    inside.get_by_role("button", name="Leave classroom view").click()
    title = second.locator(".mk-title").text_content() or ""
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".musicking-app").filter(has=page.get_by_text(title, exact=True))).to_be_focused()


@pytest.mark.parametrize(
    ("fragment", "sentence"),
    [
        ("#musicking-1-shape-ritardando-amazing-grace--eJxVkEEKwkAM", "damaged"),
        ("#musicking-2-shape-ritardando-amazing-grace--eJxVkEEKwkAM", "newer version"),
        ("#musicking-1-shape-elsewhere--eJxVkEEKwkAM", "does not have"),
        ("#musicking-<img src=x onerror=alert(1)>", "damaged"),
    ],
)
def test_a_link_that_cannot_be_opened_says_one_sentence(
    open_page: Callable[..., Watched], fragment: str, sentence: str
) -> None:
    plain = settled(open_page(CHAPTER, only=(LAB,)))
    expected = shape(plain.page).locator(".mk-changed").text_content() or ""
    watched = settled(open_page(CHAPTER + fragment, only=(LAB,)))
    messages = watched.page.locator(".mk-message p")
    expect(messages).to_have_count(1)
    expect(messages).to_contain_text(sentence)
    expect(shape(watched.page).locator(".mk-changed")).to_have_text(expected)
    assert watched.page.locator("img[src=x]").count() == 0
    watched.assert_clean()


def test_a_link_put_into_the_address_of_an_open_page_is_opened(chapter: Watched) -> None:
    page = chapter.page
    widget = unfolded(page)
    link = copied_link(page, widget)
    slider(widget, "Speed").fill("0.5")
    page.evaluate("(link) => { location.hash = new URL(link).hash }", link)
    expect(slider(widget, "Speed")).to_have_value("1")


def test_where_the_browser_refuses_to_copy_the_link_is_shown(open_page: Callable[..., Watched]) -> None:
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
    widget = unfolded(settled(open_page(CHAPTER, only=(LAB,), script=refuse)).page)
    widget.get_by_role("button", name="Copy link").click()
    link = widget.get_by_role("textbox", name="Link")
    assert "#musicking-1-shape-" in link.input_value()


def test_the_midi_file_is_read_by_mido(chapter: Watched, tmp_path: Path) -> None:
    written = mido.MidiFile(str(download(chapter.page, unfolded(chapter.page), "MIDI file", tmp_path)))
    melody = mido.merge_tracks([written.tracks[0], written.tracks[1]])
    second, tempo, found = 0.0, 500_000, []
    for message in melody:
        second += mido.tick2second(message.time, written.ticks_per_beat, tempo)
        if message.type == "set_tempo":
            tempo = message.tempo
        if message.type == "note_on":
            found.append((second, message.note, message.velocity))
    expected = shown().voices[0].notes
    assert [note for _, note, _ in found] == [note.pitch for note in expected]
    assert [velocity for _, _, velocity in found] == [note.velocity for note in expected]
    assert [at for at, _, _ in found] == pytest.approx([note.onset_sec for note in expected], abs=ONSET_SEC)


def samples_of(place: Path) -> Samples:
    """The left channel of a sound file."""
    with wave.open(str(place)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (2, 2, RATE)
        both = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
    return both[::2] / 32767


def test_the_sound_file_is_the_sound_that_is_heard(chapter: Watched, tmp_path: Path, book_address: str) -> None:
    widget = unfolded(chapter.page)
    widget.get_by_role("button", name="Crescendo", exact=True).click()
    grace = song("amazing_grace")
    performance = perform(grace, shown().interpretation + crescendo(grace.place(1, 2)))
    plain: dict[str, Any] = json.loads(json.dumps(performance.to_json()))
    saved = samples_of(download(chapter.page, widget, "Sound file (WAV)", tmp_path))
    text = chapter.page.evaluate(CAPTURE, [plain, book_address, RATE])
    heard = np.frombuffer(base64.b64decode(text), dtype=np.float32).astype(np.float64)[LOOKAHEAD_FRAMES:]
    notes = plain["voices"][0]["notes"]
    expected = [note["onset_sec"] for note in notes]
    assert onsets(saved, RATE, expected) == pytest.approx(onsets(heard, RATE, expected), abs=ONSET_SEC)
    for note in notes:
        span = (note["onset_sec"], note["release_sec"])
        assert level_db(saved, RATE, *span) == pytest.approx(level_db(heard, RATE, *span), abs=LEVEL_DB)
    assert np.abs(saved).max() < 1, "nothing is clipped"


def test_making_a_sound_file_can_be_cancelled(chapter: Watched) -> None:
    page = chapter.page
    widget = unfolded(page)
    page.evaluate("() => { window.drawn = 0; const on = () => { drawn += 1; requestAnimationFrame(on) }; on() }")
    widget.get_by_role("button", name="Sound file (WAV)").click()
    expect(widget.get_by_role("progressbar", name="Sound file")).to_be_visible()
    widget.get_by_role("button", name="Cancel the sound file").click()
    said(widget, "The sound file was not made.")
    expect(widget.get_by_role("progressbar", name="Sound file")).to_have_count(0)
    expect(widget.get_by_role("button", name="Sound file (WAV)")).to_be_focused()
    assert page.evaluate("drawn") > 1
    chapter.assert_clean()


def test_pictures_of_score_and_curves(chapter: Watched, tmp_path: Path) -> None:
    widget = unfolded(chapter.page)
    root = ET.parse(download(chapter.page, widget, "Picture (SVG)", tmp_path)).getroot()
    assert root.tag == f"{SVG}svg"
    drawn = {part.get("data-note") for part in root.iter() if part.get("data-note")}
    assert len(drawn) == len(song("amazing_grace").voices[0].notes)
    assert len(list(root.iter(f"{SVG}polyline"))) == 4, "tempo and loudness, as written and as performed"
    assert "Ritardando: Amazing Grace" in "".join(root.itertext())
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    png = download(chapter.page, widget, "Picture (PNG)", tmp_path).read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (2 * width, 2 * height)


def test_a_version_is_saved_and_opened(chapter: Watched, tmp_path: Path) -> None:
    page = chapter.page
    widget = unfolded(page)
    changed = widget.locator(".mk-changed")
    before = changed.text_content() or ""
    saved = download(page, widget, "Save this version", tmp_path)
    widget.get_by_role("button", name="Crescendo", exact=True).click()
    expect(changed).not_to_have_text(before)
    chooser = widget.get_by_label("A saved version")
    chooser.set_input_files(saved)
    said(widget, "Opened the saved version.")
    expect(changed).to_have_text(before)
    damaged = tmp_path / "damaged.json"
    damaged.write_text(saved.read_text().replace('"Amazing Grace"', '"<b>Other</b>"'))
    chooser.set_input_files(damaged)
    expect(widget.locator(".mk-message")).to_contain_text("it is for “<b>Other</b>”")
    damaged.write_text("{")
    chooser.set_input_files(damaged)
    expect(widget.locator(".mk-message")).to_contain_text("not a saved version")
    expect(changed).to_have_text(before)


def test_it_fits_320_pixels_and_is_accessible(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(CHAPTER, only=(LAB,), width=320, height=640))
    widget = unfolded(watched.page)
    widget.get_by_role("button", name="Copy link").click()
    expect(widget.locator(".mk-take p")).not_to_be_empty()
    assert watched.page.evaluate(WIDEST) <= 0
    watched.page.evaluate(AXE)
    assert watched.page.evaluate(RUN_AXE) == []
