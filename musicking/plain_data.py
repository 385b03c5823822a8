"""Read plain data, as JSON brings it: each wrong thing in one sentence that names its place."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Mapping


def as_record(value: object, what: str) -> Mapping[str, Any]:
    """Return ``value`` if it is an object with named fields."""
    if not isinstance(value, dict):
        raise MusicError(f"{what} must be an object with named fields, not {_kind(value)}.")
    return value


def as_list(value: object, what: str) -> list[Any]:
    """Return ``value`` as a list if it is one."""
    if not isinstance(value, list | tuple):
        raise MusicError(f"{what} must be a list, not {_kind(value)}.")
    return list(value)


def as_number(value: object, what: str) -> float:
    """Return ``value`` as a float if it is a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MusicError(f"{what} must be a number, not {_kind(value)}.")
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if not isfinite(number):
        raise MusicError(f"{what} must be a finite number.")
    return number


def as_whole(value: object, what: str) -> int:
    """Return ``value`` as an int if it is a whole number."""
    number = as_number(value, what)
    if number != int(number):
        raise MusicError(f"{what} must be a whole number, not {number:g}.")
    return int(number)


def as_text(value: object, what: str) -> str:
    """Return ``value`` if it is text."""
    if not isinstance(value, str):
        raise MusicError(f"{what} must be text, not {_kind(value)}.")
    return value


def as_pairs(value: object, what: str) -> tuple[tuple[float, float], ...]:
    """Return a list of pairs of numbers."""
    pairs = []
    for place, item in enumerate(as_list(value, what), start=1):
        here = f"Point {place} of {what}"
        pair = as_list(item, here)
        if len(pair) != 2:  # noqa: PLR2004 (a pair has two)
            raise MusicError(f"{here} must be two numbers.")
        pairs.append((as_number(pair[0], here), as_number(pair[1], here)))
    return tuple(pairs)


def field_of(record: Mapping[str, Any], name: str, what: str) -> object:
    """Return a field that must be there."""
    if name not in record:
        raise MusicError(f'{what} lacks "{name}".')
    return record[name]


def _kind(value: object) -> str:
    names = {type(None): "nothing", bool: "yes or no", str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else type(value).__name__)
