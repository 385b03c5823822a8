"""Marks over the score in the built book: at the right note, moving with what they mark, gone as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, Page, expect

from musicking import Interpretation, ritardando, song
from musicking.marks import marks
from tests.agreement.musicxml_read import marks_asked, marks_read
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled
from tests.browser.test_takeaway import download, unfolded
from tests.browser.test_widgets import CHAPTER, LAB, OWN_LAB, shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

#: As near as an eye asks for.
NEAR_PIXELS = 8
GRACE = song("amazing_grace")

OVERLAPS = """(app) => {
  const boxes = (selector) => [...app.querySelectorAll(selector)].map((e) => ({
    name: e.closest('.mk-mark')?.textContent || e.closest('.mk-mark')?.dataset.sign || e.textContent,
    of: e.closest('.mk-mark'), box: e.getBoundingClientRect()}));
  const signs = boxes('.mk-mark > *');
  const others = boxes('.verse text, .harm text, .mNum text');
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const found = [];
  for (const [i, sign] of signs.entries()) {
    for (const other of others) if (meet(sign.box, other.box)) found.push(sign.name + ' on ' + other.name);
    for (const other of signs.slice(i + 1))
      if (sign.of !== other.of && meet(sign.box, other.box)) found.push(sign.name + ' on ' + other.name);
  }
  return {found, count: signs.length, lost: signs.filter(({box}) => {
    const room = app.querySelector('.mk-notation').getBoundingClientRect();
    return box.top < room.top - 1 || box.right > room.right + 2 || box.bottom > room.bottom + 1;
  }).map(({name}) => name)};
}"""


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    return settled(open_page(CHAPTER, only=(LAB, OWN_LAB)))


def lab(page: Page) -> Locator:
    """The lab that holds nothing yet."""
    return page.locator(".musicking-app", has_text="Yours: Amazing Grace").last


def score_of(widget: Locator) -> Locator:
    return widget.get_by_role("img", name=re.compile("^Score"))


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found
    x, y, width = found["x"], found["y"], found["width"]
    return {"x": x, "y": y, "width": width, "middle": x + width / 2}


def first_note_of_bar(widget: Locator, number: int) -> dict[str, float]:
    name = next(n.id for n in GRACE.voices[0].notes if n.onset_beat >= GRACE.bar(number).start_beat)
    return head(widget, name)


def head(widget: Locator, name: str) -> dict[str, float]:
    """Where a notehead is: its note's group holds its syllable too."""
    return box(widget.locator(f"[data-note={name}] > use").first)


def stands_over(mark: dict[str, float], note: dict[str, float]) -> bool:
    above = note["y"] - mark["y"]
    return abs(mark["x"] - note["x"]) < NEAR_PIXELS and 0 < above < 10 * NEAR_PIXELS


def test_a_ritardando_stands_where_it_begins_and_moves_with_it(chapter: Watched) -> None:
    widget = shape(chapter.page)
    words = widget.locator(".mk-mark", has_text="rit.").first.locator("text")
    expect(words).to_have_text("rit.")
    assert stands_over(box(words), first_note_of_bar(widget, 13))
    extender = widget.locator(".mk-mark .mk-extender").last
    assert box(extender)["x"] + box(extender)["width"] > box(widget.locator("[data-bar='16']"))["middle"]
    expect(score_of(widget)).to_have_accessible_name(re.compile("Marks: ritardando from bar 13 to the end"))

    widget.get_by_role("combobox", name=re.compile(": from$")).first.select_option(label="bar 6")
    expect(score_of(widget)).to_have_accessible_name(re.compile("Marks: ritardando from bar 6 to the end"))
    assert stands_over(box(words), first_note_of_bar(widget, 6))
    # The stretch goes on over three lines: on each its line goes on.
    expect(widget.locator(".mk-mark .mk-extender")).to_have_count(3)
    expect(widget.locator(".mk-mark text", has_text="(rit.)")).to_have_count(2)
    chapter.assert_clean()


def down_to_last_note(widget: Locator) -> float:
    return head(widget, GRACE.voices[0].notes[-1].id)["y"] - box(widget.locator(".mk-notation"))["y"]


def test_as_written_there_is_none_and_the_music_does_not_jump(chapter: Watched) -> None:
    widget = shape(chapter.page)
    words = widget.locator(".mk-mark text").first
    expect(words).to_be_visible()
    before = down_to_last_note(widget)
    widget.get_by_role("radio", name="as written").check()
    expect(words).to_be_hidden()
    expect(score_of(widget)).not_to_have_accessible_name(re.compile("Marks"))
    assert down_to_last_note(widget) == pytest.approx(before, abs=0.01)
    widget.get_by_role("radio", name="as performed").check()
    expect(words).to_be_visible()


def test_a_fermata_stands_over_the_note_that_was_touched(chapter: Watched) -> None:
    widget = lab(chapter.page)
    expect(widget.locator(".mk-mark")).to_have_count(0)
    widget.get_by_role("button", name=re.compile("^Fermata")).click()
    widget.get_by_role("combobox", name="Note to hold").select_option("m6")
    sign, note = box(widget.locator("[data-sign=fermata]")), head(widget, "m6")
    assert abs(sign["middle"] - note["middle"]) < NEAR_PIXELS
    assert sign["y"] < note["y"]
    widget.get_by_role("button", name="Undo").click()
    expect(widget.locator(".mk-mark")).to_have_count(0)


def everything(widget: Locator) -> None:
    """Lay all that the lab offers over the song."""
    for name in ("Ritardando", "Accelerando", "Tempo contrast", "Rubato", "Forte", "Piano", "Crescendo"):
        widget.get_by_role("button", name=name, exact=True).click()
    for name in ("Diminuendo", "Dynamic contrast"):
        widget.get_by_role("button", name=name, exact=True).click()
    for kind, label, notes in (("Fermata", "Note to hold", "m6 m27"), ("Accentuation", "Note to accent", "m2 m6 m8")):
        for note in notes.split():
            choose = widget.get_by_role("combobox", name=label)
            if choose.count() == 0:
                widget.get_by_role("button", name=re.compile(f"^{kind}:")).click()
            choose.select_option(note)
    expect(widget.locator("[data-sign=accent]")).to_have_count(3)


@pytest.mark.parametrize("width", [320, 760, 1280])
def test_marks_keep_clear_of_words_chords_and_each_other(open_page: Callable[..., Watched], width: int) -> None:
    watched = settled(open_page(CHAPTER, only=(LAB, OWN_LAB), width=width))
    widget = lab(watched.page)
    everything(widget)
    seen: dict[str, Any] = widget.evaluate(OVERLAPS)
    assert seen["count"] > 20
    assert seen["found"] == []
    assert seen["lost"] == []
    assert watched.page.evaluate(WIDEST) <= 0
    watched.page.evaluate(AXE)
    assert watched.page.evaluate(RUN_AXE) == []
    watched.assert_clean()


def test_hidden_names_hide_the_marks_too(chapter: Watched) -> None:
    page = chapter.page
    shape(page).get_by_role("button", name="Classroom view").click()
    inside = page.get_by_role("dialog").locator(".musicking-app")
    expect(inside.locator(".mk-mark").first).to_be_visible()
    page.keyboard.press("h")
    expect(inside.locator(".mk-mark")).to_have_count(0)
    expect(score_of(inside)).not_to_have_accessible_name(re.compile("Marks"))
    page.keyboard.press("h")
    expect(inside.locator(".mk-mark").first).to_be_visible()


def test_the_musicxml_file_has_the_marks_that_are_seen(chapter: Watched, tmp_path: Path) -> None:
    from music21 import converter

    widget = unfolded(chapter.page)
    for view, laid in (("as performed", ritardando(GRACE.place(13, 16))), ("as written", Interpretation())):
        widget.get_by_role("radio", name=view).check()
        place = download(chapter.page, widget, "MusicXML file", tmp_path)
        read: Any = converter.parse(place)
        assert marks_read(read.parts, GRACE) == marks_asked(marks(GRACE, laid), GRACE)
    chapter.assert_clean()


def test_the_picture_has_the_marks_where_the_narrow_score_is_shown(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    page = settled(open_page(CHAPTER, only=(LAB, OWN_LAB), width=320)).page
    picture = download(page, unfolded(page), "Picture (SVG)", tmp_path).read_text(encoding="utf-8")
    assert "rit.</text>" in picture
    assert "NaN" not in picture
