from __future__ import annotations

from musicking.form.path import path_to_json
from musicking.widgets import Path


def test_the_page_gets_the_phrases_and_what_follows_which() -> None:
    widget = Path()
    assert widget.widget == "path"
    assert widget.page_traits() == {"path": path_to_json()}
