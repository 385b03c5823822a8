"""Songs in the public domain, each an ``.abc`` file, with where they come from.

The music of a song stands in ``<name>.abc``: one line of music for each phrase, chord symbols in
quotes, the words of the first verse in a ``w:`` line under each. What is known of it stands in
``origins.toml`` under the same name, by the headings of `ORIGIN_HEADINGS`. To add a song, write the
one and the other, and give the tests the tune as another prints it (``tests/unit/repertoire/prints.py``).
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from musicking.naming import plain_name, unknown_name
from musicking.repertoire.sketches import sketch, sketches

if TYPE_CHECKING:
    from musicking.score import Score

__all__ = ["ORIGIN_HEADINGS", "piece_named", "sketch", "sketches", "song", "songs"]

ORIGIN_HEADINGS = ("words", "meaning", "tune", "place", "year", "status", "history", "variant", "checked")


def song(name: str) -> Score:
    """Return a song of the repertoire: melody with words, harmony and bass.

    Parameters
    ----------
    name
        As `songs` lists it; capitals, accents, spaces and punctuation do not matter.

    Returns
    -------
    Score
        Voices ``melody`` (``m1``, ``m2``, ...), ``harmony`` (``h1``, ...) and ``bass`` (``b1``, ...).

    Raises
    ------
    MusicError
        If there is no such song; names the nearest.

    Examples
    --------
    >>> song("Amazing Grace").title
    'Amazing Grace'
    """
    return _song(_known(name))


@cache
def songs() -> tuple[str, ...]:
    """Return the names of the songs, in alphabetical order.

    Examples
    --------
    >>> "amazing_grace" in songs()
    True
    """
    return tuple(sorted(f.name[:-4] for f in files(__package__).iterdir() if f.name.endswith(".abc")))


def piece_named(name: str) -> Score:
    """Return a song or a sketch by its exact name.

    Raises
    ------
    MusicError
        If there is neither.

    Examples
    --------
    >>> piece_named("five_notes_formed").title
    'Five notes, formed'
    """
    return _song(name) if name in songs() else sketch(name)


def _known(name: str) -> str:
    wanted = plain_name(name)
    if wanted not in songs():
        raise unknown_name("song", name, songs())
    return wanted


@cache
def _song(name: str) -> Score:
    from musicking.form.accompaniment import accompany
    from musicking.reading.abc import read_abc

    text = (files(__package__) / f"{name}.abc").read_text(encoding="utf-8")
    origins = tomllib.loads((files(__package__) / "origins.toml").read_text(encoding="utf-8"))
    return replace(accompany(read_abc(text)), origin=origins[name])
