"""Build: what it begins with is checked, and it stands on paper in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from musicking.errors import MusicError
from musicking.widgets import Build

if TYPE_CHECKING:
    from pathlib import Path


def test_it_begins_with_what_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSICKING_BOOK_FILES", str(tmp_path))
    build = Build(style="waltz", tonality="ionian", tonic="G", progression="primary", layers=("bass",))
    assert build.data["title"] == "AABA in G Ionian, Waltz"
    assert [voice["id"] for voice in build.data["voices"] if voice["notes"]] == ["bass"]
    assert build.page_traits()["choice"]["layers"] == ["bass"]
    assert "Waltz" in build.paper()


@pytest.mark.parametrize("choice", [{"style": "polka"}, {"progression": "lydian_round"}, {"melody": "loud"}])
def test_what_it_does_not_know_is_refused_in_a_sentence(choice: dict[str, Any]) -> None:
    with pytest.raises(MusicError, match=r"'(polka|lydian_round|melody)'"):
        Build(**choice)


def test_pieces_to_listen_to_need_no_substitute() -> None:
    build = Build(examples=True)
    assert len(build.examples) == 24
    assert {
        len([c for _, c in build.examples if c["style"] == s]) for s in {c["style"] for _, c in build.examples}
    } == {2}
    for _, choice in build.examples:
        assert Build(**choice | {"layers": tuple(choice["layers"])}).data["origin"]["instead"] == ""
