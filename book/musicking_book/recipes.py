"""From a recipe in a table to music: which bars of which piece, and what is laid over them.

A recipe is a table of one of ``song``, ``sketch``, ``compose``, ``vamp`` or ``abc``, or of ``parts``, which are such
tables, played one after the other. ``bars`` takes some of it, counted anew from 1; ``voices`` some of its voices;
``transpose`` moves it by semitones; ``felt`` names the groove by which it swings. ``lay`` lists what is laid over it:
``{ritardando = [1, 4]}`` on bars, ``{fermata = ["melody", 2]}`` on a note, with the component's own options beside.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from musicking import expression
from musicking.errors import MusicError
from musicking.form.accompaniment import accompany
from musicking.form.compose import compose
from musicking.form.feel import felt
from musicking.form.groove import groove
from musicking.form.joining import excerpt, joined
from musicking.form.vamp import vamp
from musicking.interpretation import Interpretation
from musicking.performance import Performance, perform
from musicking.reading.abc import read_abc
from musicking.repertoire import sketch, song

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from musicking.score import Score


def abc(music: str, key: str = "C", metre: str = "4/4", tempo: float = 96) -> Score:
    """Return music written in ABC, in eighth notes, with chords played where its chord symbols are.

    Examples
    --------
    >>> [note.pitch for note in abc("C2 G2 [CG]4|").voices[0].notes]
    [60, 67, 60, 67]
    """
    return accompany(read_abc(f"X:1\nT:Example\nM:{metre}\nL:1/8\nQ:1/4={tempo:g}\nK:{key}\n{music}\n"))


SOURCES: dict[str, Callable[..., Score]] = {
    "song": song,
    "sketch": sketch,
    "compose": compose,
    "vamp": vamp,
    "abc": abc,
}
ON_NOTES = {"fermata", "accentuation"}


def play(recipe: Mapping[str, Any]) -> Performance:
    """Return the performance that a recipe asks for.

    Raises
    ------
    MusicError
        If it names no source, or one of its names is not known.

    Examples
    --------
    >>> line = play({"song": "amazing_grace", "bars": [13, 16], "lay": [{"ritardando": [1, 4]}]})
    >>> len(line.score.bars), line.interpretation.components[0].kind
    (4, 'ritardando')
    """
    score = joined([made(part) for part in recipe["parts"]]) if "parts" in recipe else made(recipe)
    laid = [lay_on(score, what) for what in recipe.get("lay", ())]
    return perform(score, reduce(add, laid, Interpretation()))


def made(recipe: Mapping[str, Any]) -> Score:
    """Return the score of a recipe, or of one of its parts."""
    found = [name for name in SOURCES if name in recipe]
    if len(found) != 1:
        raise MusicError(f"A recipe names one of {', '.join(SOURCES)}, or parts that do.")
    asked = recipe[found[0]]
    score = SOURCES[found[0]](**asked) if isinstance(asked, dict) else SOURCES[found[0]](asked)
    if "bars" in recipe:
        score = excerpt(score, *recipe["bars"])
    if "felt" in recipe:
        score = felt(score, groove(recipe["felt"]))
    voices = tuple(score.voice(name) for name in recipe["voices"]) if "voices" in recipe else score.voices
    return replace(score, voices=voices).transposed(recipe.get("transpose", 0))


def lay_on(score: Score, what: Mapping[str, Any]) -> Interpretation:
    """Return a component on its place; its name stands first, its options after it."""
    (name, place), *options = what.items()
    where = [score.note(*place)] if name in ON_NOTES else [score.place(*place)]
    laid: Interpretation = getattr(expression, name)(*where, **dict(options))
    return laid
