"""Versions kept to be compared: up to three interpretations of one score, each with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import traitlets

from musicking.errors import MusicError
from musicking.interpretation import Interpretation
from musicking.widgets.checked import InterpretationTrait

if TYPE_CHECKING:
    from musicking.widgets.listen import Listen

MOST = 3
LONGEST_NAME = 40
_PAIR = 2


class Version(NamedTuple):
    """An interpretation that is kept beside the present one, under a name.

    Examples
    --------
    >>> Version("as I played it", Interpretation()).name
    'as I played it'
    """

    name: str
    interpretation: Interpretation


class VersionsTrait(traitlets.TraitType[Any, Any]):
    """Up to three versions: a dict of interpretations by name, or a list of (name, interpretation)."""

    info_text = "a dict of interpretations by name"

    def validate(self, obj: Listen, value: object) -> tuple[Version, ...]:
        """Return the versions, each of which suits the score, or raise MusicError."""
        pairs = list(value.items()) if isinstance(value, dict) else value
        if not isinstance(pairs, list | tuple):
            raise MusicError(f'versions are interpretations by name, as in {{"slower": ...}}, not {value!r}.')
        if len(pairs) > MOST:
            raise MusicError(f"At most {MOST} versions can be compared; these are {len(pairs)}.")
        return tuple(_version(pair, obj) for pair in pairs)


def _version(pair: object, widget: Listen) -> Version:
    if isinstance(pair, dict):
        pair = (pair.get("name"), pair.get("interpretation"))
    if not isinstance(pair, list | tuple) or len(pair) != _PAIR or not isinstance(pair[0], str):
        raise MusicError(f"A version is a name with an interpretation, not {pair!r}.")
    name, laid = pair
    if not 0 < len(name) <= LONGEST_NAME:
        raise MusicError(f"The name of a version has 1 to {LONGEST_NAME} letters; {name!r} has {len(name)}.")
    interpretation = InterpretationTrait().validate(widget, laid)
    return Version(name, interpretation or Interpretation())


def versions_to_json(value: tuple[Version, ...], _widget: object) -> list[dict[str, Any]]:
    """Return what the page gets."""
    return [{"name": name, "interpretation": laid.to_json()} for name, laid in value]


def versions_from_json(data: object, _widget: object) -> object:
    """Take what the page sends; the trait reads it."""
    return data
