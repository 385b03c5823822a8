"""The colours of the book, by musical meaning, from ``spec/tokens.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal

from musicking.errors import MusicError

Theme = Literal["light", "dark"]
_HERE = Path(__file__).parent.parent
# In a wheel the table lies among what was built; in a checkout it is kept with the spec.
_PLACES = (_HERE / "_built" / "spec" / "tokens.json", _HERE.parent / "spec" / "tokens.json")


@cache
def colours(theme: Theme = "light") -> dict[str, str]:
    """Return the colours of a theme as ``#rrggbb`` by what they mean.

    Raises
    ------
    MusicError
        When there is no such theme, or the table is not installed.

    Examples
    --------
    >>> colours("dark")["paper"]
    '#1d2226'
    """
    for place in _PLACES:
        if place.is_file():
            table: dict[str, dict[str, str]] = json.loads(place.read_text(encoding="utf-8"))
            if theme not in ("light", "dark"):
                raise MusicError(f'There is no theme "{theme}": choose "light" or "dark".')
            return table[theme]
    raise MusicError(
        "The table of colours is missing: build the book once (make book), or install the wheel."
    )
