"""The measured instruments, and what is wrong with a table of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from musicking import instruments
from musicking.errors import MusicError
from musicking.instruments import instruments_from_json, measured_instruments


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"piano": []},
        {"piano": {"sustaining": False}},
        {"piano": {"velocity_db": [[20, -10]]}},
        {"piano": {"velocity_db": [[20, -10], [20, 0]]}},
        {"piano": {"velocity_db": [[20, -10], [60, -11]]}},
    ],
)
def test_a_table_that_does_not_rise_or_is_none_is_refused(data: Any) -> None:
    with pytest.raises(MusicError):
        instruments_from_json(data)


@pytest.mark.parametrize(
    ("text", "said"), [(None, "is missing"), ("{", "cannot be read"), ("{}", 'lacks "instruments"')]
)
def test_a_file_that_is_missing_or_damaged_is_said(
    text: str | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "instruments.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(instruments, "_PLACES", (file,))
    measured_instruments.cache_clear()
    with pytest.raises(MusicError, match=said):
        measured_instruments()


def test_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "instruments.json"
    flute = {"sustaining": True, "velocity_db": [[20, -9], [120, 9]]}
    file.write_text(json.dumps({"master_gain_db": 3, "instruments": {"flute": flute}}), encoding="utf-8")
    monkeypatch.setattr(instruments, "_PLACES", (tmp_path / "none.json", file))
    measured_instruments.cache_clear()
    assert measured_instruments()["flute"].sustaining
    measured_instruments.cache_clear()
