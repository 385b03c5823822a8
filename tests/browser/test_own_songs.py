"""A reader's own song in the built book: opened, heard, shaped, saved, taken back; and what cannot be opened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from musicking import read_song
from tests.agreement.damage import HOSTILE
from tests.agreement.files import MUSIC21
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled
from tests.browser.test_widgets import CHAPTER, LAB, shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

CORPUS = MUSIC21 / "corpus"
#: One file of each kind.
KINDS = [
    CORPUS / "bach" / "bwv253.mxl",
    CORPUS / "demos" / "two-parts.xml",
    CORPUS / "ryansMammoth" / "ArielHornpipe.abc",
    MUSIC21 / "midi" / "testPrimitive" / "test06.mid",
]
FREE = MUSIC21 / "midi" / "testPrimitive" / "test07.mid"
HOPELESS = (
    "a zip bomb that lies",
    "a billion laughs",
    "millions of events announced",
    "no end",
    "deep nesting",
    "a picture",
)
HOME = "Amazing Grace"
UNTIL_ENGRAVED_MS = 60_000
NAMES = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    watched = settled(open_page(CHAPTER, only=(LAB,)))
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return watched


def more(widget: Locator) -> None:
    """Unfold what the widget keeps folded: a widget that shows another song is folded again."""
    button = widget.get_by_role("button", name="More")
    if button.get_attribute("aria-expanded") == "false":
        button.click()


def bring(page: Page, widget: Locator, path: Path) -> None:
    """Open a file by the button, as by keyboard."""
    more(widget)
    with page.expect_file_chooser() as chooser:
        widget.get_by_role("button", name="Open your own song").press("Enter")
    chooser.value.set_files(path)


def opened(widget: Locator) -> None:
    expect(widget.get_by_role("group", name="Your song")).to_be_visible(timeout=UNTIL_ENGRAVED_MS)


def engraved(widget: Locator, names: set[str]) -> None:
    """See that these notes are drawn, and no others."""
    notes = widget.locator(".mk-notation [data-note]")
    notes.first.wait_for(timeout=UNTIL_ENGRAVED_MS)
    assert set(notes.evaluate_all("all => all.map((note) => note.dataset.note)")) == names


def test_one_of_each_kind_opens_and_plays(chapter: Watched) -> None:
    widget = shape(chapter.page)
    for path in KINDS:
        bring(chapter.page, widget, path)
        opened(widget)
        engraved(widget, {note.id for note in read_song(path).voices[0].notes})
        expect(widget).to_be_focused()
        expect(widget.locator(".mk-message")).to_be_empty()
        widget.get_by_role("button", name="Play", exact=True).click()
        expect(widget.get_by_role("button", name="Pause")).to_be_visible(timeout=UNTIL_ENGRAVED_MS)
        widget.get_by_role("button", name="Stop").click()
        widget.get_by_role("button", name="Back to").click()
        expect(widget.locator(".mk-title")).to_contain_text(HOME)
        expect(widget.get_by_role("group", name="Your song")).to_have_count(0)
        assert widget.locator(".mk-notation [data-note]").count() > 0
    chapter.assert_clean()


def test_the_reader_is_loaded_when_it_is_used(chapter: Watched) -> None:
    def loaded(name: str) -> bool:
        return any(address.endswith(name) for address in chapter.page.evaluate(NAMES))

    assert not loaded("reader.js")
    bring(chapter.page, shape(chapter.page), FREE)
    opened(shape(chapter.page))
    assert loaded("reader.js")
    assert not loaded("verovio-toolkit-wasm.js")


def test_what_was_played_freely_is_a_roll_and_says_so(chapter: Watched) -> None:
    widget = shape(chapter.page)
    bring(chapter.page, widget, FREE)
    opened(widget)
    expect(widget.get_by_role("group", name="Your song")).to_contain_text("shown as a piano roll and not as a score")
    expect(widget.get_by_role("img", name="Piano roll")).to_be_visible()
    expect(widget.locator(".mk-notation")).to_have_count(0)


def test_the_parts_are_the_readers_choice(chapter: Watched) -> None:
    widget = shape(chapter.page)
    bring(chapter.page, widget, KINDS[0])
    opened(widget)
    widget.get_by_text("Parts and instruments").click()
    widget.locator("select[id$=-melody]").select_option(label="Bass")
    expect(widget.locator("select[id$=-melody]")).to_be_focused(timeout=UNTIL_ENGRAVED_MS)
    expect(widget.locator(".mk-notation [data-note]").first).to_have_attribute(
        "data-note", "v4n1", timeout=UNTIL_ENGRAVED_MS
    )
    widget.get_by_role("checkbox", name="Alto").press("Space")
    expect(widget.get_by_role("checkbox", name="Alto")).not_to_be_checked(timeout=UNTIL_ENGRAVED_MS)
    expect(widget.get_by_role("checkbox", name="Alto")).to_be_focused()
    more(widget)
    expect(widget.get_by_role("slider", name="Alto: balance")).to_have_count(0)
    expect(widget.get_by_role("slider", name="Soprano: balance")).to_have_count(1)


def test_a_saved_file_brings_song_and_state_back(chapter: Watched, tmp_path: Path) -> None:
    page = chapter.page
    widget = shape(page)
    bring(page, widget, CORPUS / "demos" / "two-parts.xml")
    opened(widget)
    widget.get_by_role("button", name="Accelerando", exact=True).click()
    more(widget)
    with page.expect_download() as begun:
        widget.get_by_role("button", name="Save this version").click()
    saved = tmp_path / "saved.json"
    begun.value.save_as(saved)
    title = str(widget.locator(".mk-title").text_content())
    changes = widget.locator(".mk-changes, .mk-changed").all_text_contents()
    page.reload()
    settled(chapter)
    bring(page, widget, saved)
    opened(widget)
    expect(widget.locator(".mk-title")).to_have_text(title)
    assert widget.locator(".mk-changes, .mk-changed").all_text_contents() == changes
    assert json.loads(saved.read_text())["interpretation"]["components"][0]["kind"] == "accelerando"


def test_an_own_song_does_not_travel_in_a_link(chapter: Watched) -> None:
    page = chapter.page
    widget = shape(page)
    bring(page, widget, FREE)
    opened(widget)
    more(widget)
    widget.get_by_role("button", name="Copy link").click()
    expect(widget.locator(".mk-message")).to_contain_text("does not travel in a link")


def test_what_cannot_be_opened_is_said_and_the_page_lives(chapter: Watched, tmp_path: Path) -> None:
    widget = shape(chapter.page)
    for number, name in enumerate(HOPELESS):
        suffix, data = HOSTILE[name]
        path = tmp_path / f"hostile{number}{suffix}"
        path.write_bytes(data)
        bring(chapter.page, widget, path)
        expect(widget.locator(".mk-message"), name).not_to_be_empty(timeout=UNTIL_ENGRAVED_MS)
        expect(widget.locator(".mk-title")).to_contain_text(HOME)
        bring(chapter.page, widget, FREE)
        opened(widget)
        expect(widget.locator(".mk-message")).to_be_empty()
        widget.get_by_role("button", name="Back to").click()
        expect(widget.get_by_role("group", name="Your song")).to_have_count(0)


def test_names_with_markup_stay_text(chapter: Watched, tmp_path: Path) -> None:
    suffix, data = HOSTILE["names with markup"]
    path = tmp_path / f"hostile{suffix}"
    path.write_bytes(data)
    widget = shape(chapter.page)
    bring(chapter.page, widget, path)
    opened(widget)
    engraved(widget, {"v1n1", "v1n2", "v1n3", "v1n4"})
    expect(widget.locator(".mk-title")).to_contain_text("<script>alert(2)</script>")
    assert widget.locator("img, script").count() == 0
    chapter.assert_clean()


def test_a_file_can_be_dropped(chapter: Watched) -> None:
    widget = shape(chapter.page)
    abc = "X:1\nT:Dropped\nM:3/4\nL:1/4\nK:G\nG B d|g3|]"
    widget.evaluate(
        """(widget, abc) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([abc], "dropped.abc"));
          widget.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
        }""",
        abc,
    )
    opened(widget)
    expect(widget.locator(".mk-title")).to_have_text("Dropped")
    engraved(widget, {"v1n1", "v1n2", "v1n3", "v1n4"})


@pytest.mark.parametrize("width", [1280, 320])
def test_it_holds_for_everyone(open_page: Callable[..., Watched], width: int) -> None:
    watched = settled(open_page(CHAPTER, only=(LAB,), width=width))
    widget = shape(watched.page)
    bring(watched.page, widget, KINDS[0])
    opened(widget)
    widget.get_by_text("Parts and instruments").click()
    watched.page.evaluate(AXE)
    assert watched.page.evaluate(RUN_AXE) == []
    assert watched.page.evaluate(WIDEST) <= 0
