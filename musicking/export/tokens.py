"""The colours of the book, by musical meaning, from ``spec/tokens.json``."""

from __future__ import annotations

from typing import Literal

from musicking.errors import MusicError
from musicking.shared import shared_table

Theme = Literal["light", "dark"]


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
    if theme not in ("light", "dark"):
        raise MusicError(f'There is no theme "{theme}": choose "light" or "dark".')
    table: dict[str, str] = shared_table("tokens")[theme]
    return table
