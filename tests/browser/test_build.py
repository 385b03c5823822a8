"""Build in the built book: every control while it plays, and what is heard at the bar line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import pytest
from music21 import converter
from playwright.sync_api import Locator, expect

from musicking.form.layers import Choice, assemble, read_tables
from musicking.widgets import assets
from tests.browser.bar_line import caught, listen
from tests.browser.listening import onset_near
from tests.browser.test_pages import AXE, RUN_AXE, WIDEST, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from music21 import stream

    from tests.browser.conftest import Watched

CHAPTER = "chapters/listening-to-forms.html"
CLOSE_SEC = 0.005
ELEMENTS = ["Style and groove", "Mode", "Tonic", "Harmony", "Phrase", "Repetition", "Bars left open"]


@pytest.fixture
def chapter(open_page: Callable[..., Watched]) -> Watched:
    watched = settled(open_page(CHAPTER))
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return watched


def lab(watched: Watched) -> Locator:
    return watched.page.get_by_role("group", name="Build a piece")


def playing(watched: Watched) -> Locator:
    build = lab(watched)
    build.get_by_role("button", name="Play", exact=True).click()
    expect(build.locator(".mk-place")).to_have_text(re.compile(r"Bar 1, beat [234]|Bar [2-9]"))
    return build


def test_every_control_is_pressed_while_it_plays(chapter: Watched) -> None:
    build = playing(chapter)
    for button in build.locator(".mk-form-layer button, .mk-form-section, .mk-head button").all():
        if "view" not in (button.text_content() or ""):
            button.click()
            build.get_by_role("combobox", name="Repetition").select_option("rondo")
    for name in ELEMENTS:
        choose = build.get_by_role("combobox", name=name)
        choose.select_option(choose.locator("option").last.get_attribute("value"))
    for slider in build.locator("input[type=range]").all():
        slider.press("ArrowLeft")
    build.get_by_role("button", name="Bossa nova, ii-V-I").click()
    expect(build.locator(".mk-form-piece")).to_have_text("ABA in F Ionian, Bossa nova", timeout=30_000)
    expect(build.get_by_role("button", name="Pause")).to_be_visible()
    expect(build.locator(".mk-message")).to_be_empty()
    chapter.assert_clean()


def test_a_change_comes_in_at_the_bar_line_without_a_click(chapter: Watched, book_address: str) -> None:
    build = lab(chapter)
    build.get_by_role("combobox", name="Style and groove").select_option("rock8")
    build.get_by_role("button", name="Drums alone").click()
    build.get_by_role("checkbox", name="Human feel").uncheck()
    playing(chapter)
    listen(chapter.page, book_address)
    build.get_by_role("slider", name="Tempo").fill("90")
    heard = caught(chapter.page, after_sec=3.5)
    bars = heard.sec / (4 * 60 / 90)
    assert bars == pytest.approx(round(bars), abs=1e-6)
    for eighth in range(3):
        struck = heard.line_sec + eighth * 30 / 90
        assert abs(onset_near(heard.samples, heard.rate, struck) - struck) <= CLOSE_SEC
    # The next bar begins with the same stroke, on what rings by then.
    assert heard.step_ratio <= 1.1


def test_the_score_is_written_when_it_is_opened_and_follows_what_is_chosen(chapter: Watched, tmp_path: Path) -> None:
    build, page = lab(chapter), chapter.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    build.get_by_role("combobox", name="Style and groove").select_option("swing")
    assert not [url for url in asked if "verovio" in url]
    build.get_by_role("button", name="Show the score").click()
    score = build.get_by_role("img", name=re.compile("^Score of AABA in D Dorian, Swing: 32 bars"))
    expect(score.locator("[data-bar]")).to_have_count(32, timeout=60_000)
    expect(score).to_contain_text("Swing")
    expect(score).to_contain_text("Dm")
    build.get_by_role("combobox", name="Tonic").select_option("Eb")
    expect(build.get_by_role("img", name=re.compile("^Score of AABA in Eb Dorian"))).to_contain_text("E♭m")
    playing(chapter)
    expect(build.locator(".mk-notation .is-sounding").first).to_be_attached()
    build.get_by_role("button", name="Stop").click()
    with page.expect_download() as begun:
        build.get_by_role("button", name="MusicXML").click()
    file = tmp_path / "swing.musicxml"
    begun.value.save_as(file)
    read = cast("stream.Score", converter.parse(file))
    assert {part.partName for part in read.parts} >= {"Melody"}
    lengths = {float(note.quarterLength) for note in read.parts[0].flatten().notes}
    assert all(length * 4 == int(length * 4) for length in lengths), "swing is written straight"
    assert "Swing" in file.read_text(encoding="utf-8")
    chapter.assert_clean()


def test_what_only_python_can_compose_says_how_to_get_it(chapter: Watched) -> None:
    build = lab(chapter)
    build.get_by_text("Beyond these choices").click()
    expect(build.get_by_text("open this chapter in JupyterLab")).to_be_visible()
    expect(build.get_by_role("button", name="Let Python compose it")).to_have_count(0)


def test_a_progression_that_does_not_belong_is_answered_by_name(chapter: Watched) -> None:
    build = lab(chapter)
    build.get_by_role("combobox", name="Mode").select_option("whole_tone")
    build.get_by_role("combobox", name="Harmony").select_option("ii_v_i")
    expected = assemble(
        read_tables(assets.read("layers/form.json")), Choice(tonality="whole_tone", progression="ii_v_i")
    )
    expect(build.locator(".mk-form-instead")).to_have_text(expected["origin"]["instead"])


def test_a_piece_goes_on_into_the_expressive_lab_and_comes_back_from_link_and_file(
    chapter: Watched, tmp_path: Path
) -> None:
    build = lab(chapter)
    build.get_by_role("button", name="A waltz in minor, coming round").click()
    expect(build.locator(".mk-form-piece")).to_have_text("ABACA in A harmonic minor, Waltz")
    build.get_by_role("button", name="Take it to the expressive lab").click()
    shape = chapter.page.get_by_role("group", name="ABACA in A harmonic minor, Waltz")
    shape.get_by_role("button", name="Ritardando", exact=True).click()
    expect(shape.locator(".mk-changed li").first).to_contain_text("Ritardando")
    build.get_by_role("button", name="Copy link").click()
    expect(build.get_by_text("The link is copied.")).to_be_visible()
    link = str(chapter.page.evaluate("navigator.clipboard.readText()"))
    with chapter.page.expect_download() as begun:
        build.get_by_role("button", name="Save this piece").click()
    file = tmp_path / "piece.json"
    begun.value.save_as(file)
    with chapter.page.expect_download() as begun:
        build.get_by_role("button", name="MIDI file").last.click()
    assert begun.value.suggested_filename.endswith("waltz.mid")
    build.get_by_role("button", name="Fifths held long").click()
    build.get_by_label("A saved piece").set_input_files(file)
    expect(build.get_by_role("combobox", name="Style and groove")).to_have_value("waltz")
    build.get_by_role("button", name="Fifths held long").click()
    chapter.page.goto(link)
    expect(build.get_by_role("combobox", name="Style and groove")).to_have_value("waltz")


def test_a_damaged_file_and_link_lose_nothing(chapter: Watched, tmp_path: Path) -> None:
    build = lab(chapter)
    build.get_by_role("combobox", name="Tonic").select_option("Eb")
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({"build": 3}))
    build.get_by_label("A saved piece").set_input_files(file)
    expect(build.get_by_role("alert")).to_contain_text("not a piece")
    chapter.page.goto(chapter.page.url.split("#")[0] + "#build-1--nonsense")
    expect(build.get_by_role("alert")).to_contain_text("damaged")
    expect(build.get_by_role("combobox", name="Tonic")).to_have_value("Eb")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_is_accessible_in_class_and_fits_320_pixels(open_page: Callable[..., Watched], dark: bool) -> None:
    watched = settled(open_page(CHAPTER, dark=dark, width=320))
    page = watched.page
    build = lab(watched)
    build.get_by_role("combobox", name="Harmony").select_option("ii_v_i")
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []
    assert page.evaluate(WIDEST) <= 0
    build.get_by_role("button", name="Classroom view").click()
    page.get_by_role("dialog").wait_for()
    assert page.evaluate(RUN_AXE) == []
