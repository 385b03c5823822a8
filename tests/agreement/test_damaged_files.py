"""Damaged and hostile files: each opens, or gives one clear sentence, in time; Python and page agree which."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from musicking import MusicError, perform, read_song
from musicking.score_json import score_from_json
from tests.agreement.damage import HOSTILE, MARKUP, damaged
from tests.agreement.files import read_in_page

if TYPE_CHECKING:
    from pathlib import Path

COUNT = int(os.environ.get("MUSICKING_DAMAGED", "100"))
LONGEST_SENTENCE = 300
#: One sentence or two short ones, that say what is wrong and what to do.
SENTENCE = re.compile(r"[A-Z][^\n]*\.")


def check(path: Path, in_page: dict[str, Any]) -> None:
    """See that a file opens to something that can be played, or is refused in words, the same in both."""
    if "error" in in_page:
        with pytest.raises(MusicError) as refused:
            read_song(path)
        assert in_page == {"error": str(refused.value), "kind": "MusicError"}
        assert SENTENCE.fullmatch(in_page["error"])
        assert len(in_page["error"]) < LONGEST_SENTENCE
    else:
        read = read_song(path)
        assert read == score_from_json(in_page["score"])
        assert perform(read).duration_sec > 0


@pytest.fixture(scope="module")
def damaged_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("damaged")
    paths = []
    for number, (suffix, data) in enumerate(damaged(COUNT, seed=3)):
        paths.append(folder / f"{number}{suffix}")
        paths[-1].write_bytes(data)
    return paths


def test_damaged_files_open_or_are_refused(damaged_files: list[Path]) -> None:
    for path, answer in zip(damaged_files, read_in_page(damaged_files), strict=True):
        check(path, answer)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_open_or_are_refused(name: str, tmp_path: Path) -> None:
    suffix, data = HOSTILE[name]
    path = tmp_path / f"hostile{suffix}"
    path.write_bytes(data)
    check(path, read_in_page([path])[0])


@pytest.mark.parametrize(
    "name", ["a zip bomb", "a zip bomb that lies", "a billion laughs", "an external entity", "an entity in capitals"]
)
def test_bombs_and_entities_are_refused(name: str, tmp_path: Path) -> None:
    suffix, data = HOSTILE[name]
    (tmp_path / f"bomb{suffix}").write_bytes(data)
    with pytest.raises(MusicError):
        read_song(tmp_path / f"bomb{suffix}")


def test_markup_stays_text(tmp_path: Path) -> None:
    suffix, data = HOSTILE["names with markup"]
    (tmp_path / f"markup{suffix}").write_bytes(data)
    read = read_song(tmp_path / f"markup{suffix}")
    assert read.title == MARKUP.replace("&lt;", "<").replace("&gt;", ">")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MusicError, match=r"nowhere\.mid cannot be opened"):
        read_song(tmp_path / "nowhere.mid")
