"""Tables that both languages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from musicking import MusicError, shared
from musicking.instruments import measured_instruments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package: no checkout beside it, its tables in a folder of its own."""
    monkeypatch.setattr(shared, "_CHECKOUT", tmp_path / "nothing")
    monkeypatch.setattr(shared, "_WHEEL", tmp_path)
    for cached in (shared.shared_table, measured_instruments):
        cached.cache_clear()
    yield tmp_path
    for cached in (shared.shared_table, measured_instruments):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("text", "said"), [(None, "cannot be read"), ("{", "cannot be read"), ("{}", 'lacks "instruments"')]
)
def test_a_table_that_is_missing_or_damaged_is_said(wheel: Path, text: str | None, said: str) -> None:
    if text is not None:
        (wheel / "instruments.json").write_text(text, encoding="utf-8")
    with pytest.raises(MusicError, match=said):
        measured_instruments()


def test_the_wheels_own_table_is_read(wheel: Path) -> None:
    flute = '{"instruments": {"flute": {"sustaining": true, "velocity_db": [[20, -9], [120, 9]]}}}'
    (wheel / "instruments.json").write_text(flute, encoding="utf-8")
    assert measured_instruments()["flute"].sustaining
