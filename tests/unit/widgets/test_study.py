"""Recall and Reflect: what a page is told, and what stands on paper."""

from __future__ import annotations

import pytest

from musicking.errors import MusicError
from musicking.exercises import gap, match_terms, question
from musicking.widgets import Recall, Reflect

HOSTILE = "<b>&"


def test_no_answer_stands_in_the_page() -> None:
    asked = [
        question("Which?", options=["forte", HOSTILE], answer=0, because=["secret reason", "other reason"]),
        gap("A ___ waits.", accept=["fermata"], because="secret reason", otherwise="secret hint"),
        match_terms("Match.", {"rubato": "borrows", "rest": "waits"}, {"rubato": "secret one", "rest": "secret two"}),
    ]
    html = Recall(asked, title="Check").page_html()
    assert "secret" not in html
    assert "fermata" not in html
    assert 'data-widget="recall"' in html
    paper = html.split("</script>")[1]
    assert HOSTILE not in paper
    assert "&lt;b&gt;&amp;" in paper
    assert "A ____________ waits." in paper
    assert "borrows" in paper


def test_nothing_to_ask_is_refused() -> None:
    with pytest.raises(MusicError, match="one question or more"):
        Recall([])


def test_a_reflection_stands_under_its_name() -> None:
    asked = Reflect(f"Who {HOSTILE}?", name="tempo/waiting")
    assert asked.page_traits()["name"] == "tempo/waiting"
    assert "Who &lt;b&gt;&amp;?" in asked.paper()


@pytest.mark.parametrize("name", ["", "Tempo", "a b", "../a", "a/", "a--b", "é", "x" * 81])
def test_a_name_that_could_not_be_kept_is_refused(name: str) -> None:
    with pytest.raises(MusicError, match="needs small letters"):
        Reflect("Who?", name=name)
