from __future__ import annotations

from musicking.form.path import CHOICES, phrases
from musicking.widgets import Path


def test_the_page_gets_the_phrases_and_paper_says_where_each_choice_leads() -> None:
    widget = Path()
    assert widget.widget == "path"
    assert set(widget.page_traits()) == {"path"}
    paper = widget.paper()
    for choice in CHOICES:
        assert phrases([choice])[-1].says in paper
    assert paper.count("<a href=") == len(CHOICES)
