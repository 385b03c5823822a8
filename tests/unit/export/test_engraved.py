"""What was engraved before is read again, never when anything has changed, and never when it is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from musicking.export import engraved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PICTURES = {"wide": "<svg>1</svg>", "narrow": "<svg>2</svg>"}


class Engraver:
    """Counts how often it is asked."""

    asked = 0

    def __call__(self) -> dict[str, str]:
        self.asked += 1
        return dict(PICTURES)


@pytest.fixture
def engraver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engraver]:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_: tmp_path)
    engraved._folder.cache_clear()
    yield Engraver()
    engraved._folder.cache_clear()


def test_a_score_is_engraved_once(engraver: Engraver) -> None:
    assert [engraved.kept("a score", engraver) for _ in range(3)] == [PICTURES] * 3
    assert engraver.asked == 1
    engraved.kept("another", engraver)
    assert engraver.asked == 2


def test_another_state_of_the_library_engraves_anew(
    engraver: Engraver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engraved.kept("a score", engraver)
    for number in range(6):
        monkeypatch.setattr(engraved, "code_state", lambda name=f"state {number}": name)
        engraved._folder.cache_clear()
        engraved.kept("a score", engraver)
        assert engraver.asked == 2 + number
    assert len(list((tmp_path / "engraved").iterdir())) == engraved._STATES_KEPT


def test_the_state_of_the_library_follows_engraver_and_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    states = {engraved.code_state()}
    monkeypatch.setattr(engraved, "version", lambda _: "0.0")
    states.add(engraved.code_state())
    monkeypatch.setattr(engraved, "_CODE", tmp_path)
    for code in ("a = 1", "a = 2"):
        (tmp_path / "ink.py").write_text(code)
        states.add(engraved.code_state())
    assert len(states) == 4


@pytest.mark.parametrize("damage", ["", "{", '{"wide": "<svg>"}', "[1]"])
def test_a_damaged_file_is_engraved_anew(engraver: Engraver, tmp_path: Path, damage: str) -> None:
    engraved.kept("a score", engraver)
    (file,) = tmp_path.rglob("*.json")
    file.write_text(damage)
    assert engraved.kept("a score", engraver) == PICTURES
    assert engraver.asked == 2
    assert engraved.kept("a score", engraver) == PICTURES
    assert engraver.asked == 2


def test_where_nothing_can_be_kept_it_is_engraved(engraver: Engraver, tmp_path: Path) -> None:
    (tmp_path / "engraved").write_text("a file stands where the folder should be")
    assert engraved.kept("a score", engraver) == PICTURES
    assert engraver.asked == 1
