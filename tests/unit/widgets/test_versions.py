from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from musicking.errors import MusicError
from musicking.expression import crescendo, ritardando
from musicking.interpretation import Interpretation
from musicking.widgets import Shape, assets
from musicking.widgets.versions import Version

if TYPE_CHECKING:
    from pathlib import Path

    from musicking.score import Score


@pytest.fixture(autouse=True)
def loader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "anywidget.js").write_text("export default {}", encoding="utf-8")
    monkeypatch.setattr(assets, "BUILT", tmp_path)


def test_versions_are_given_by_name_and_read_back(score: Score) -> None:
    slower, louder = ritardando(score.place(3, 4)), crescendo(score.place(1, 2))
    shape = Shape(score, versions={"slower": slower, "louder": louder.to_json()})
    assert shape.versions == (Version("slower", slower), Version("louder", louder))
    shape.versions = [("plain", None)]
    assert shape.versions == (Version("plain", Interpretation()),)


def test_versions_travel_to_the_page_and_back(score: Score) -> None:
    shape = Shape(score, versions={"slower": ritardando(score.place(3, 4))})
    sent = json.loads(json.dumps(shape.get_state("versions")["versions"]))
    assert [item["name"] for item in sent] == ["slower"]
    other = Shape(score)
    other.set_state({"versions": sent})
    assert other.versions == shape.versions


def test_the_book_s_page_is_told_the_versions(score: Score, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSICKING_BOOK_FILES", str(tmp_path / "files"))
    html = Shape(score, versions={"slower </script>": ritardando(score.place(3, 4))}).page_html()
    text = re.search(r'<script type="application/json" class="musicking-traits">(.*?)</script>', html)
    assert text
    (version,) = json.loads(text[1])["versions"]
    assert version["name"] == "slower </script>"
    assert version["interpretation"]["components"][0]["kind"] == "ritardando"


@pytest.mark.parametrize(
    ("versions", "sentence"),
    [
        (3, "by name"),
        ({str(i): None for i in range(4)}, "At most 3"),
        ([("", None)], "1 to 40 letters"),
        ([("x" * 41, None)], "1 to 40 letters"),
        ([("slower",)], "a name with an interpretation"),
        ([{"name": 3, "interpretation": None}], "a name with an interpretation"),
        ({"no": {"version": 1, "holds": [{"note": "nobody", "ratio": 2}]}}, "nobody"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(score: Score, versions: Any, sentence: str) -> None:
    with pytest.raises(MusicError, match=sentence):
        Shape(score, versions=versions)
