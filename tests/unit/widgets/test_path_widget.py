from __future__ import annotations

import pytest

from musicking.errors import MusicError
from musicking.form.path import path_to_json
from musicking.widgets import Path


def test_the_page_gets_the_phrases_and_what_follows_which() -> None:
    widget = Path(["contrast", "home"])
    assert widget.widget == "path"
    assert widget.page_traits() == {"path": path_to_json(), "way": ["contrast", "home"]}


def test_a_way_that_is_none_is_refused_in_a_sentence() -> None:
    widget = Path(["surprise"])
    for way in (["sideways"], ["home", "surprise"], ["contrast"] * 9):
        with pytest.raises(MusicError):
            widget.way = way
    assert widget.way == ["surprise"]
