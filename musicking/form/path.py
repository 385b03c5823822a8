"""A first choice and what follows: phrase by phrase predictably, with contrast, with surprise.

Everything is composed beforehand. Which phrase follows a choice depends on how many of each kind have been
made before it: contrasts stay (another mode, another groove), surprises pass.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from math import log2
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.form import path_phrases as make
from musicking.form.joining import joined
from musicking.form.path_phrases import DORIAN, HEARTBEAT, MAJOR, MAJOR_HEARTBEAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from musicking.form.path_phrases import Phrase, Place
    from musicking.score import Score

#: What may follow a phrase.
CHOICES = ("predictable", "contrast", "surprise")
#: What ends a path.
HOME = "home"
#: How many choices a path can have before it comes home.
DEPTH = 4

#: How many phrases a value counts for before anything has been heard: most songs close, few stop or lose a beat.
_USUAL = {"closed": 2.0, "open": 1.0, "deceptive": 0.25, "with a silence": 0.25, "3/4": 0.25}
_ANY = 0.5

#: Where a path is after so many contrasts.
_PLACES = (MAJOR, DORIAN, DORIAN, HEARTBEAT, MAJOR_HEARTBEAT)
_PREDICTABLE = (make.closed, make.ornamented, make.sequence, make.closed)
_SURPRISES = (make.deceptive, make.space, make.missing_beat, make.deceptive)
_CONTRASTS = (make.again, make.other, make.again, make.again)


def phrases(way: Sequence[str]) -> tuple[Phrase, ...]:
    """Return the phrases of a path: the opening, and one for each choice.

    Parameters
    ----------
    way
        At most `DEPTH` of `CHOICES`; ``"home"`` may end it.

    Raises
    ------
    MusicError
        If a choice is not known, or there are too many, or something follows the homecoming.

    Examples
    --------
    >>> [phrase.says for phrase in phrases(["contrast"])]
    ['The theme: its last tone asks.', 'The same theme, in C Dorian, over the same beat.']
    """
    _check(way)
    return (_opening(), *(_next(tuple(way[:number]), choice) for number, choice in enumerate(way)))


def path(way: Sequence[str]) -> Score:
    """Return a path as one piece of music.

    Examples
    --------
    >>> piece = path(["predictable", "surprise", "home"])
    >>> piece.title, len(piece.bars)
    ('Path: predictable, surprise, home', 16)
    """
    made = phrases(way)
    return joined([phrase.score for phrase in made], title=f"Path: {', '.join(way) or 'the beginning'}")


def expectation(way: Sequence[str]) -> tuple[float, ...]:
    """Return how unexpected each phrase of a path is, in bits: the book's own simple model.

    A phrase has features (theme, mode, groove, metre, register, texture, ending). For each of them the model
    counts how often its value has been heard before on this path. Of n phrases c had it; before anything is
    heard it counts as w phrases, all values of the feature together as W; so its chance is (c + w) / (n + W).
    The height of a phrase is the sum of minus the base-two logarithms of these chances. The weights w are
    ours, and no listener was measured. The opening, before which nothing has been heard, is left out.

    Examples
    --------
    >>> [round(bits, 2) for bits in expectation(["predictable", "predictable"])]
    [3.19, 2.13]
    """
    heard = [phrase.features for phrase in phrases(way)]
    heights = []
    for number, features in enumerate(heard[1:], start=1):
        chances = [
            (sum(before[name] == value for before in heard[:number]) + _weight(value)) / (number + _weights()[name])
            for name, value in features.items()
        ]
        heights.append(-sum(map(log2, chances)))
    return tuple(heights)


def ways() -> Iterable[tuple[str, ...]]:
    """Yield every path of at most `DEPTH` choices, with and without the homecoming, shortest first.

    Examples
    --------
    >>> len(list(ways()))
    242
    """
    for length in range(DEPTH + 1):
        for way in product(CHOICES, repeat=length):
            yield way
            yield (*way, HOME)


def path_to_json() -> dict[str, Any]:
    """Return all that a page needs: the phrases once each, which follows which, and how unexpected it is.

    A way is written with the first letters of its choices: ``"pch"``.
    """
    table: dict[str, Any] = {}
    after: dict[str, str] = {}
    bits: dict[str, float] = {}
    for way in ways():
        name = letters(way)
        last = phrases(way)[-1]
        after[name] = last.name
        table.setdefault(last.name, {"says": last.says, "score": last.score.to_json()})
        if way:
            bits[name] = round(expectation(way)[-1], 3)
    return {"depth": DEPTH, "phrases": table, "after": after, "bits": bits}


def letters(way: Sequence[str]) -> str:
    """Return a way by the first letters of its choices."""
    return "".join(choice[0] for choice in way)


def _check(way: Sequence[str]) -> None:
    for choice in way:
        if choice not in (*CHOICES, HOME):
            raise MusicError(f"A path goes on by one of {', '.join(CHOICES)} or {HOME}, not by '{choice[:20]}'.")
    if HOME in way[:-1]:
        raise MusicError("A path ends when it has come home: put 'home' last.")
    if len(way) - (HOME in way) > DEPTH:
        raise MusicError(f"A path has at most {DEPTH} choices before it comes home.")


@cache
def _opening() -> Phrase:
    return make.opening(MAJOR)


@cache
def _next(before: tuple[str, ...], choice: str) -> Phrase:
    if choice == HOME:
        return make.home()
    earlier = before.count(choice)
    contrasts = before.count("contrast") + (choice == "contrast")
    here: Place = _PLACES[contrasts]
    kinds = {"predictable": _PREDICTABLE, "contrast": _CONTRASTS, "surprise": _SURPRISES}
    return kinds[choice][earlier](here)


def _weight(value: str) -> float:
    return _USUAL.get(value, _ANY)


@cache
def _weights() -> dict[str, float]:
    """Return what all values of each feature count before anything has been heard."""
    found: dict[str, set[str]] = {}
    for way in ways():
        for phrase in phrases(way):
            for name, value in phrase.features.items():
                found.setdefault(name, set()).add(value)
    return {name: sum(map(_weight, values)) for name, values in found.items()}
