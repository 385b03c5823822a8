"""Questions of understanding: each answer has its reason, and none can be read beforehand."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest

from musicking.errors import MusicError
from musicking.exercises import gap, match_terms, question


def opened(told: dict[str, str]) -> dict[str, object]:
    hidden: dict[str, object] = json.loads(b64decode(told["sealed"]))
    return hidden


def test_a_choice_seals_its_answer_and_its_reasons() -> None:
    told = question("Which?", options=["forte", "rubato"], answer=1, because=["It is loud.", "It bends."]).to_json()
    assert told["options"] == ["forte", "rubato"]
    assert "bends" not in json.dumps({**told, "sealed": ""})
    assert opened(told) == {"answer": 1, "because": ["It is loud.", "It bends."]}


def test_a_gap_is_cut_out_of_its_sentence() -> None:
    told = gap("A ___ waits.", accept=["fermata"], because="Yes.", misses={"rest": "Silent."}, otherwise="?").to_json()
    assert (told["before"], told["after"]) == ("A ", " waits.")
    assert opened(told)["misses"] == [["rest", "Silent."]]


def test_terms_stand_by_the_alphabet_so_that_their_order_tells_nothing() -> None:
    meanings = {"Rubato": "borrowed", "fermata": "waits", "accelerando": "hurries"}
    told = match_terms("Which?", meanings, dict.fromkeys(meanings, "so")).to_json()
    assert told["terms"] == ["accelerando", "fermata", "Rubato"]
    answers = opened(told)["answers"]
    assert isinstance(answers, list)
    assert [told["terms"][answer] for answer in answers] == list(meanings)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: question("Which?", options=["a"], answer=0, because=["x"]), "two options or more"),
        (lambda: question("Which?", options=["a", "a"], answer=0, because=["x", "y"]), "two options or more"),
        (lambda: question("Which?", options=["a", "b"], answer=2, because=["x", "y"]), "has no option 2"),
        (lambda: question("Which?", options=["a", "b"], answer=1, because=["x"]), "one reason for each"),
        (lambda: gap("No gap.", accept=["a"], because="", otherwise=""), "needs one gap"),
        (lambda: gap("A ___.", accept=[], because="", otherwise=""), "a word that is right"),
        (lambda: gap("A ___.", accept=["a"], misses={"a": ""}, because="", otherwise=""), "both right and a miss"),
        (lambda: match_terms("Which?", {"a": "x"}, {"a": ""}), "two meanings or more"),
        (lambda: match_terms("Which?", {"a": "x", "b": "y"}, {"a": ""}), "one reason for each term"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(ask: object, said: str) -> None:
    assert callable(ask)
    with pytest.raises(MusicError, match=said):
        ask()
