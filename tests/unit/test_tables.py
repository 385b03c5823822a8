"""The tables that the page reads are those that Python writes."""

import json
from pathlib import Path

import pytest

from musicking.tables import SPEC, main, stale, tables, write


def test_the_tables_of_the_spec_are_current() -> None:
    assert stale(SPEC) == [], "run: python -m musicking.tables"


def test_a_table_that_was_changed_or_is_missing_is_found(tmp_path: Path) -> None:
    assert stale(tmp_path) == list(tables())
    write(tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / "words.json").write_text("{}", encoding="utf-8")
    assert stale(tmp_path) == ["words.json"]


def test_they_are_json() -> None:
    for text in tables().values():
        assert json.loads(text)


def test_check_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("musicking.tables.SPEC", tmp_path)
    assert main(["--check"]) == 1
    assert "shapes.json" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0
