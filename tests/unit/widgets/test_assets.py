from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from musicking.errors import MusicError
from musicking.widgets import assets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in (
        ("page/widgets.js", b"js"),
        ("instruments/piano.sf2", b"sf2"),
        ("page/notes.txt", b"no"),
    ):
        (tmp_path / "_built" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_built" / name).write_bytes(data)
    (tmp_path / "secret.js").write_bytes(b"secret")
    monkeypatch.setattr(assets, "BUILT", tmp_path / "_built")
    return tmp_path


@pytest.mark.usefixtures("built")
def test_names_what_a_page_may_ask_for() -> None:
    assert assets.names() - assets.pieces().keys() == {"page/widgets.js", "instruments/piano.sf2"}
    assert assets.read("instruments/piano.sf2") == b"sf2"


def test_gives_the_songs_by_name() -> None:
    piece = json.loads(assets.read("pieces/amazing_grace.json"))
    assert piece["score"]["title"] == "Amazing Grace"
    assert piece["score"]["origin"]["tune"].startswith("New Britain")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("name", ["../secret.js", "page/../../secret.js", "/etc/passwd", "page/notes.txt", "page", ""])
def test_gives_nothing_else(name: str) -> None:
    with pytest.raises(MusicError, match="make book"):
        assets.read(name)


@pytest.mark.usefixtures("built")
def test_answers_with_the_file_or_with_a_sentence() -> None:
    assert assets.answer({"asset": "page/widgets.js", "request": 3}) == (
        {"asset": "page/widgets.js", "request": 3},
        [b"js"],
    )
    head, buffers = assets.answer({"asset": "../secret.js", "request": 4}) or ({}, [b""])
    assert (head["request"], buffers) == (4, [])
    assert "make book" in head["error"]


@pytest.mark.parametrize("content", [None, 3, {}, {"asset": 3}, {"event": "x"}])
def test_leaves_other_messages_alone(content: object) -> None:
    assert assets.answer(content) is None
