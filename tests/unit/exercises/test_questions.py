"""The questions of the book: whole, fair, and true to the reading where they quote it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from musicking.errors import MusicError
from musicking.exercises import Question, questions_on
from musicking.exercises.questions import chapters_asked

ROOT = Path(__file__).parents[3]
QUOTED = json.loads((ROOT / "tests" / "book" / "quotations.json").read_text(encoding="utf-8"))
ASKED = [(chapter, asked) for chapter in chapters_asked() for asked in questions_on(chapter)]
ANSWERS_OF_THE_SURVEY = {"yes", "after a few minutes alone", "not yet"}


def even(text: str) -> str:
    return text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))


def texts(data: object) -> list[str]:
    """Return every text in plain data."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    return [text for value in data for text in texts(value)] if isinstance(data, list) else []


@pytest.mark.parametrize("chapter", chapters_asked())
def test_questions_have_a_chapter_and_a_page(chapter: str) -> None:
    assert (ROOT / "chapters" / f"{chapter}.ipynb").is_file()
    exercises = (ROOT / "exercises" / f"{chapter}.ipynb").read_text(encoding="utf-8")
    assert f'questions_on(\\"{chapter}\\")' in exercises
    assert len(questions_on(chapter)) >= 4


@pytest.mark.parametrize(("chapter", "asked"), ASKED, ids=[f"{chapter}: {asked.prompt}" for chapter, asked in ASKED])
def test_what_is_quoted_stands_in_the_reading(chapter: str, asked: Question) -> None:
    reading = even("\n".join(text for entry in QUOTED for text in entry["paragraphs"]))
    said = [*texts(dict(asked.told)), *texts(dict(asked.hidden)), asked.prompt]
    if asked.kind == "gap":
        accepted = asked.hidden["accept"][0]
        said = [*said, f"{asked.told['before']}{accepted}{asked.told['after']}"]
        said = [text for text in said if text.count("“") == text.count("”")]
    quotes = {quote for text in said for quote in re.findall("“([^”]+)”", text)}
    if chapter == "musical-craft":
        quotes -= ANSWERS_OF_THE_SURVEY | {"now"}
    assert [quote for quote in quotes if even(quote) not in reading and quote != "yet"] == []


def test_the_right_answer_is_not_known_by_its_place_or_its_length() -> None:
    choices = [asked for _, asked in ASKED if asked.kind == "choose"]
    places = [asked.hidden["answer"] for asked in choices]
    assert max(places.count(place) for place in range(4)) <= len(places) * 0.4
    longest = [
        max(asked.told["options"], key=len) == asked.told["options"][asked.hidden["answer"]] for asked in choices
    ]
    assert sum(longest) <= len(longest) * 0.4


def test_no_order_of_meanings_gives_a_match_away() -> None:
    for chapter, asked in ASKED:
        if asked.kind == "match":
            assert asked.hidden["answers"] != sorted(asked.hidden["answers"]), f"{chapter}: {asked.prompt}"


def test_a_chapter_without_questions_is_refused() -> None:
    with pytest.raises(MusicError, match="no questions on"):
        questions_on("../tempo")
