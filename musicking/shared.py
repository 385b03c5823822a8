"""The tables that Python and the page both read, from ``spec/``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from musicking.errors import MusicError

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parent / "spec"
_WHEEL = _HERE / "_built" / "spec"


@cache
def shared_table(name: str) -> dict[str, Any]:
    """Return a table of ``spec/`` by its name: ``"tokens"``, ``"instruments"``.

    Raises
    ------
    MusicError
        When the table is not installed, or is damaged.

    Examples
    --------
    >>> shared_table("tokens")["dark"]["paper"]
    '#1d2226'
    """
    # A checkout's own table is the newest; beside an installed package lies no performance.md.
    folder = _CHECKOUT if (_CHECKOUT / "performance.md").is_file() else _WHEEL
    try:
        table: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MusicError(f"The table of {name} cannot be read: run `make book`, or install the wheel anew.") from error
    return table
