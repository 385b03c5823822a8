"""Small pieces written for this book, each an ``.abc`` file, to show one thing where a song would show many."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from musicking.errors import MusicError

if TYPE_CHECKING:
    from musicking.score import Score

ORIGIN = {"tune": "Written for this book.", "year": "2026", "status": "CC BY 4.0, as the text of the book."}


@cache
def sketches() -> tuple[str, ...]:
    """Return the names of the sketches, in alphabetical order.

    Examples
    --------
    >>> "five_notes_formed" in sketches()
    True
    """
    return tuple(sorted(file.name[:-4] for file in files(__package__).iterdir() if file.name.endswith(".abc")))


@cache
def sketch(name: str) -> Score:
    """Return a sketch: a melody, with harmony and bass where it has chords.

    Parameters
    ----------
    name
        As `sketches` lists it.

    Returns
    -------
    Score
        Voices ``melody``, and ``harmony`` and ``bass`` where chords are given.

    Raises
    ------
    MusicError
        If there is no such sketch; names those that there are.

    Examples
    --------
    >>> sketch("five_notes_formed").title
    'Five notes, formed'
    """
    from musicking.form.accompaniment import accompany
    from musicking.reading.abc import read_abc

    if name not in sketches():
        raise MusicError(f"There is no sketch called '{str(name)[:60]}'. Try: {', '.join(sketches())}.")
    score = read_abc((files(__package__) / f"{name}.abc").read_text(encoding="utf-8"))
    return replace(accompany(score) if score.chords else score, origin=ORIGIN)
