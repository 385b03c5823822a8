"""What is practised by ear: the topics, the names that are asked in each, and how far apart these are.

The sentences stand in ``hearing.toml``; what the tables of form and expression know already is taken from them.
``spec/hear.json`` is written from here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.exercises.hearing_distances import DISTANCES, style_played
from musicking.expression.kinds import kinds
from musicking.form.phrases import phrase_kinds
from musicking.form.tonality import modes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: What the names of a topic are called already.
_CALLED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "component": lambda name: kinds()[name].name,
        "mode": lambda name: modes()[name].name,
        "groove": lambda name: style_played(name).name,
        "phrase": lambda name: phrase_kinds()[name].name,
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names that are asked for.

    Parameters
    ----------
    hear
        What to listen for, a sentence.
    """

    title: str
    hear: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that can be practised.

    Parameters
    ----------
    title, about
        What it is called, and what is asked.
    names
        What may be the answer, by id.
    distances
        How far each name is from each, a row for each name in their order; the furthest are asked first, and what has 0
        between is never asked against each other. None where a topic asks among all its names.
    """

    title: str
    about: str
    names: Mapping[str, Name]
    distances: tuple[tuple[int, ...], ...] | None

    def to_json(self) -> dict[str, Any]:
        """Return the topic as it stands in ``spec/hear.json``."""
        names = {key: {"title": name.title, "hear": name.hear} for key, name in self.names.items()}
        told: dict[str, Any] = {"title": self.title, "about": self.about, "names": names}
        if self.distances is not None:
            told["distances"] = [list(row) for row in self.distances]
        return told


@cache
def topics() -> Mapping[str, Topic]:
    """Return what can be practised, by its id.

    Examples
    --------
    >>> topics()["mode"].names["dorian"].hear
    'A minor third, and the sixth a whole tone above the fifth.'
    """
    return MappingProxyType({name: _topic(name, entry) for name, entry in _table().items() if name != "drums"})


def distance(topic: str, one: str, other: str) -> int:
    """Return how far apart two names of a topic are.

    Parameters
    ----------
    topic
        ``"component"``, ``"mode"``, ``"groove"``, ``"cadence"`` or ``"phrase"``.

    Raises
    ------
    MusicError
        If the topic has no such names, or asks among all of them.

    Examples
    --------
    >>> distance("mode", "ionian", "lydian"), distance("mode", "phrygian", "lydian")
    (1, 5)
    >>> distance("component", "forte", "dynamic_contrast")
    0
    """
    found = topics().get(topic)
    if found is None or found.distances is None:
        raise MusicError(f"No names are compared in {str(topic)[:40]!r}. Choose one of: {', '.join(DISTANCES)}.")
    names = list(found.names)
    for name in (one, other):
        if name not in names:
            raise MusicError(f"The topic {topic} has no {str(name)[:40]!r}. Choose one of: {', '.join(names)}.")
    return found.distances[names.index(one)][names.index(other)]


def hearing_table() -> dict[str, Any]:
    """Return ``spec/hear.json``: the topics, where each cadence is found in the layers, and the names of the drums.

    Examples
    --------
    >>> hearing_table()["cadences"]["plagal"]
    {'progression': 'tonic_subdominant', 'plan': 'aba', 'bars': [0, 5, 6, 7]}
    """
    where = ("progression", "plan", "bars")
    return {
        "topics": {name: topic.to_json() for name, topic in topics().items()},
        "cadences": {name: {key: entry[key] for key in where} for name, entry in _table()["cadence"]["names"].items()},
        "drums": _table()["drums"],
    }


def _topic(topic: str, entry: Mapping[str, Any]) -> Topic:
    names = {name: Name(_title(topic, name, told), told["hear"]) for name, told in entry["names"].items()}
    compare = DISTANCES.get(topic)
    rows = None
    if compare is not None:
        rows = tuple(tuple(0 if a == b else compare(a, b, entry) for b in names) for a in names)
    return Topic(entry["title"], entry["about"], MappingProxyType(names), rows)


def _title(topic: str, name: str, told: Mapping[str, str]) -> str:
    title = told.get("title") or _CALLED[topic](name)
    return title[0].upper() + title[1:]


@cache
def _table() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads((files(__package__) / "hearing.toml").read_text(encoding="utf-8")))
