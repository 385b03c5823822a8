"""The layers of the form lab as they were built, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from musicking.errors import MusicError
from musicking.form.layers import read_tables

FILE = Path(__file__).parent.parent / "_built" / "layers" / "form.json"


@cache
def layer_file() -> dict[str, Any]:
    """Return what the form lab plays.

    Raises
    ------
    MusicError
        If it has not been built.

    Examples
    --------
    >>> layer_file()["styles"]["waltz"]["metre"]
    [3, 4]
    """
    try:
        return read_tables(FILE.read_bytes())
    except OSError as error:
        raise MusicError('The layers of the form lab are missing: run "make book" or install the wheel.') from error
