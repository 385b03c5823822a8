"""Where a student checks and reflects, in the built book: one visit to a page for all that it must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_pages import AXE, RUN_AXE, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Watched

EXERCISES = "exercises/why-improvise.html"
HOSTILE = "<img src=x onerror=\"document.title='owned'\">\n## Not a heading"
PROMPT = "When did you last play"


def accessible(page: Page) -> None:
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == []


def fits(widget: Locator) -> None:
    """Fail if the widget is wider than a narrow page; that the page itself is not is tested for every page."""
    widget.page.set_viewport_size({"width": 320, "height": 800})
    assert widget.evaluate("it => it.scrollWidth <= it.clientWidth && it.getBoundingClientRect().right <= 320")


def recall(page: Page) -> Locator:
    return page.get_by_role("group", name="Recall")


def assert_said_again(said: Locator, button: Locator) -> None:
    """Fail if what stands there is not announced again: screen readers do so when it is put there anew."""
    text = said.inner_text()
    said.evaluate("it => { it.firstElementChild.saidBefore = true; }")
    button.press("Enter")
    said.page.wait_for_function("it => !it.firstElementChild.saidBefore", arg=said.element_handle())
    expect(said).to_have_text(text)


def test_an_answer_is_told_why_and_none_stands_in_the_page_before(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page(EXERCISES, only=("recall-recall",), dark=True))
    page, asked = watched.page, recall(watched.page)
    assert "It promises no effect" not in page.content()
    first = asked.get_by_role("group").first
    page.get_by_role("button", name="Answer question 1").press("Enter")
    said = asked.get_by_role("status").first
    expect(said).to_have_text("Choose an answer first.")
    assert_said_again(said, page.get_by_role("button", name="Answer question 1"))
    first.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Answer question 1").press("Enter")
    expect(said).to_contain_text("Not this: Adapting, and that alone. A known song is fitted")
    expect(said).not_to_contain_text("The answer")
    assert_said_again(said, page.get_by_role("button", name="Answer question 1"))
    first.get_by_role("radio", name="All three").check()
    page.get_by_role("button", name="Answer question 1").click()
    expect(said).to_contain_text("Yes: All three can be seen in it.")
    page.get_by_role("button", name="Show the answer to question 4").click()
    expect(asked.get_by_role("status").nth(3)).to_contain_text("mood.")
    asked.get_by_label("The marimba has the tune").select_option(label="efforts")
    page.get_by_role("button", name="Answer question 4").click()
    expect(asked.get_by_role("status").nth(3)).to_contain_text("Not this: efforts. The music fits what")
    asked.get_by_label("The beat slows down").select_option(label="efforts")
    page.get_by_role("button", name="Answer question 4").click()
    expect(asked.get_by_role("status").nth(3)).to_contain_text("has its term.")
    accessible(page)
    fits(asked)
    watched.assert_clean()


def test_a_reflection_stays_on_the_device_and_leaves_as_a_document(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    watched = settled(open_page(EXERCISES, only=("reflect-reflect", "reflect-reflect-no2")))
    page = watched.page
    box = page.get_by_role("textbox", name=PROMPT)
    expect(page.get_by_text("Write nothing that could identify a client")).to_have_count(1)
    box.fill(HOSTILE)
    page.reload()
    settled(watched)
    expect(box).to_have_value(HOSTILE)
    assert page.title() != "owned"
    whole = page.get_by_role("group", name=PROMPT)
    whole.get_by_role("button", name="All my reflections").click()
    with page.expect_download() as begun:
        whole.get_by_role("button", name="Save all as one document").click()
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)
    assert "\n\\#\\# Not a heading" in file.read_text()
    whole.get_by_role("button", name="Delete", exact=True).click()
    expect(box).to_have_value("")
    whole.get_by_label("Saved reflections").set_input_files(file)
    expect(box).to_have_value(HOSTILE)
    other = tmp_path / "other.md"
    other.write_text("# Something else\n")
    whole.get_by_label("Saved reflections").set_input_files(other)
    expect(whole.get_by_role("status")).to_contain_text("holds no reflections")
    expect(box).to_have_value(HOSTILE)
    second = page.context.new_page()
    second.goto(page.url)
    second.get_by_role("textbox", name=PROMPT).fill("newer")
    expect(box).to_have_value("newer")
    second.close()
    accessible(page)
    page.evaluate("globalThis.print = () => {}")
    whole.get_by_role("button", name="Print all").click()
    page.emulate_media(media="print")
    expect(page.locator("[data-printed] .mk-as-written")).to_have_text("newer")
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    page.emulate_media(media="screen")
    fits(whole)
    watched.assert_clean()


def test_examples_are_heard_and_find_their_place_without_a_mouse(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page("chapters/what-is-improvisation.html", only=("sort",)))
    page = watched.page
    sort = page.get_by_role("group", name="Where on the line?")
    assert "half the world" not in page.content()
    sort.get_by_role("button", name="Play: Twinkle, with more notes").click()
    expect(sort.get_by_role("button", name="Stop: Twinkle, with more notes")).to_be_visible()
    page.wait_for_function("globalThis[Symbol.for('musicking.sound')] !== undefined")
    sort.get_by_role("button", name="Stop: Twinkle, with more notes").click()
    place = sort.get_by_label("Place of Twinkle, with more notes")
    place.select_option(label="A framework elaborated")
    expect(sort.get_by_role("status")).to_have_text("Twinkle, with more notes: A framework elaborated.")
    down = sort.get_by_role("button", name="Down: Twinkle, with more notes")
    down.press("Enter")
    expect(down).to_be_focused()
    expect(place).to_have_value("2")
    sort.get_by_role("button", name="Reasons: Twinkle, with more notes").click()
    expect(sort).to_contain_text("Composed at the moment? The notes in between are decided")
    expect(sort).to_contain_text("Grove Music Online: yes")
    for title in sort.locator(
        ".mk-example .mk-row .mk-heading"
    ).all_inner_texts():  # by name: a row that is placed moves
        sort.get_by_label(f"Place of {title}", exact=True).select_option(label="Nothing prepared")
    expect(sort).to_contain_text("There is no one right order")
    drag(page, sort)
    accessible(page)
    fits(sort)
    watched.assert_clean()


def drag(page: Page, sort: Locator) -> None:
    """Drag the first example below the last by its dots."""
    page.set_viewport_size({"width": 1280, "height": 3000})
    rows = sort.locator(".mk-example")
    first = rows.first.locator(".mk-row .mk-heading").inner_text()
    rows.first.scroll_into_view_if_needed()
    start = rows.first.locator(".mk-hold").bounding_box()
    end = rows.last.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 4, start["y"] + 4)
    page.mouse.down()
    page.mouse.move(start["x"] + 4, end["y"] + end["height"] - 2, steps=4)
    page.mouse.up()
    assert rows.last.locator(".mk-row .mk-heading").inner_text() == first


def test_a_survey_keeps_its_answers_and_leads_to_practice(open_page: Callable[..., Watched]) -> None:
    watched = settled(open_page("chapters/musical-craft.html", only=("survey",), dark=True))
    page = watched.page
    survey = page.get_by_role("group", name="Could I do this tomorrow")
    pulse = survey.get_by_role("group", name="Keep a pulse")
    pulse.get_by_role("radio", name="not yet").check()
    page.reload()
    settled(watched)
    expect(pulse.get_by_role("radio", name="not yet")).to_be_checked()
    survey.get_by_role("checkbox", name="Keep a pulse").check()
    link = survey.get_by_role("link", name="Exercises: dynamics")
    assert page.request.get(str(link.evaluate("it => it.href"))).ok
    survey.get_by_role("button", name="Take it again, without looking").click()
    expect(pulse.get_by_role("radio", name="not yet")).not_to_be_checked()
    pulse.get_by_role("radio", name="yes", exact=True).check()
    expect(survey).to_contain_text("Before, you said: not yet.")
    accessible(page)
    fits(survey)
    watched.assert_clean()
