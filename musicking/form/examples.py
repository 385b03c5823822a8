"""Twenty-four pieces to listen to: each of twelve styles twice."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from musicking.form.layers import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def examples() -> Mapping[str, Choice]:
    """Return the pieces by their titles.

    Examples
    --------
    >>> len(examples()), examples()["Fifths held long"].progression
    (24, 'drone')
    """
    table = tomllib.loads((files(__package__) / "examples.toml").read_text(encoding="utf-8"))
    return MappingProxyType({title: _choice(written) for title, written in table.items()})


def _choice(written: str) -> Choice:
    style, tonality, tonic, progression, phrase, plan = written.split(" / ")
    return Choice(style, tonality, tonic, progression, phrase, plan)
