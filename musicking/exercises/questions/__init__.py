"""The questions of the book's exercises, one ``.toml`` file to a chapter, kept apart from its pages.

A page shows the code of its cells, so answers that stood there could be read beforehand. To ask questions of your
own, write them with `question`, `gap` and `match_terms` of `musicking.exercises`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.exercises.recall import gap, match_terms, question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.exercises.recall import Question


@cache
def chapters_asked() -> tuple[str, ...]:
    """Return the names of the chapters that have questions, in alphabetical order.

    Examples
    --------
    >>> "tempo" in chapters_asked()
    True
    """
    return tuple(sorted(file.name[:-5] for file in files(__package__).iterdir() if file.name.endswith(".toml")))


def questions_on(chapter: str) -> tuple[Question, ...]:
    """Return the questions on a chapter, as `musicking.widgets.Recall` takes them.

    In the table a question has ``options``, each with its reason, and the index of its ``answer``; or a ``sentence``
    with a gap; or ``terms``, each with its meaning and its reason.

    Parameters
    ----------
    chapter
        The name of the chapter's notebook: ``"tempo"``.

    Raises
    ------
    MusicError
        When there are no questions on it; names the chapters that have some.

    Examples
    --------
    >>> questions_on("tempo")[0].told["terms"][:2]
    ['accelerando', 'fermata']
    """
    if chapter not in chapters_asked():
        raise MusicError(f'There are no questions on "{chapter}". Chapters: {", ".join(chapters_asked())}.')
    table = tomllib.loads((files(__package__) / f"{chapter}.toml").read_text(encoding="utf-8"))
    return tuple(map(_asked, table["question"]))


def _asked(entry: Mapping[str, Any]) -> Question:
    if "sentence" in entry:
        return gap(
            entry["sentence"],
            accept=entry["accept"],
            because=entry["because"],
            misses=dict(entry.get("misses", [])),
            otherwise=entry["otherwise"],
        )
    if "terms" in entry:
        meanings = {term: meaning for term, meaning, _ in entry["terms"]}
        return match_terms(entry["prompt"], meanings, {term: reason for term, _, reason in entry["terms"]})
    options, reasons = zip(*entry["options"], strict=True)
    return question(entry["prompt"], options=options, answer=entry["answer"], because=reasons)
