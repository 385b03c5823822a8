"""The line of examples: each has its reasons, and what is quoted in them is what the reading quotes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from musicking.exercises.line import line
from musicking.repertoire import piece_named
from musicking.widgets import Sort, Survey

ROOT = Path(__file__).parents[3]
QUOTED = json.loads((ROOT / "tests" / "book" / "quotations.json").read_text(encoding="utf-8"))


def even(text: str) -> str:
    return text.translate(str.maketrans("\u2018\u2019", "''"))


def test_every_example_is_a_piece_with_reasons_for_each_place_and_definition() -> None:
    for example in line().examples:
        assert piece_named(example["piece"]).bars
        assert len(example["at"]) == len(line().stations)
        assert len(example["says"]) == len(line().definitions)
        assert {verdict for verdict, _ in example["says"]} <= {"yes", "no", "in part", "it depends"}


def test_what_is_quoted_in_the_reasons_stands_in_the_reading() -> None:
    reading = even("\n".join(text for entry in QUOTED for text in entry["paragraphs"]))
    reasons = [why for example in line().examples for why in (*example["at"], *(why for _, why in example["says"]))]
    quotes = [quote for reason in reasons for quote in re.findall("“([^”]+)”", reason)]
    assert len(quotes) > 10
    assert [quote for quote in quotes if even(quote) not in reading] == []


def test_the_definitions_disagree() -> None:
    verdicts = [{verdict for verdict, _ in example["says"]} for example in line().examples]
    assert any(len(each) > 1 for each in verdicts)


def test_only_what_is_laid_over_a_piece_changes_it() -> None:
    laid = {example["name"]: example["interpretation"] for example in line().examples}
    assert [part["kind"] for part in laid["adjusted"]["components"]] == ["accelerando", "crescendo"]
    assert laid["star"] is None


def test_the_page_of_the_line_tells_no_reason() -> None:
    told = json.dumps(Sort().page_traits(), ensure_ascii=False)
    for example in line().examples:
        assert example["title"] in told
        assert example["at"][0] not in told


@pytest.mark.parametrize("skill", Survey().skills, ids=lambda skill: skill["name"])
def test_what_an_ability_is_practised_with_is_in_the_book(skill: dict[str, object]) -> None:
    links = skill["links"]
    assert isinstance(links, list)
    assert links
    for _, address in links:
        page = re.fullmatch(r"musicking-root:([a-z/-]+)\.html(#[a-z-]+)?", address)
        assert page is not None
        assert (ROOT / f"{page[1]}.ipynb").is_file()


def test_a_survey_has_words_and_no_numbers() -> None:
    survey = Survey()
    assert not re.search(r"\d", "".join(survey.answers))
    assert "pulse" in survey.paper()
