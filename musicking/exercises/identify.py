"""What is to be identified in the book's exercises, kept apart from its pages so that no page gives an answer away.

The tasks stand in ``to_identify/``, a table for each chapter. To write one of your own, give `Identify` to
`musicking.widgets.FormExercise`.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.exercises.form_tasks import Identify, Option
from musicking.form.layer_choice import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.score import Score

    Sound = Choice | Score
    Entry = Mapping[str, Any]

#: What may stand in a table in place of a choice of the form lab.
_MADE = ("vamp", "path", "figure")


def identify(name: str) -> Identify:
    """Return what is to be identified, as `musicking.widgets.FormExercise` takes it.

    Parameters
    ----------
    name
        The chapter and a number: ``"groove 1"``.

    Examples
    --------
    >>> identify("groove 1").kind
    'identify'
    """
    if name not in tasks():
        raise MusicError(f'There is no task to identify called "{name[:30]}". Tasks: {", ".join(tasks())}.')
    chapter, entry = name.split(maxsplit=1)[0], tasks()[name]
    heard = {key: _table(chapter)["sounds"][key] for key in entry["options"]}
    return Identify(
        prompt=entry["prompt"],
        options={sound["name"]: Option(sound=_sound(entry, sound), reply=sound["reply"]) for sound in heard.values()},
        answer=heard[entry["answer"]]["name"],
        why=entry["why"],
        before=_sound(entry, entry["before"]) if "before" in entry else None,
        clues=entry.get("clues", ()),
    )


@cache
def tasks() -> dict[str, Entry]:
    """Return the entry of each task by its name."""
    return {name: entry for chapter in _chapters() for name, entry in _table(chapter)["tasks"].items()}


def _chapters() -> list[str]:
    folder = files(__package__) / "to_identify"
    return sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml"))


@cache
def _table(chapter: str) -> Mapping[str, Any]:
    path = files(__package__) / "to_identify" / f"{chapter}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _sound(entry: Entry, sound: Entry) -> Sound:
    """Return what a sound is: made for it, or a choice, its own over that of the task."""
    for kind in _MADE:
        if kind in sound:
            return _made(kind, sound[kind], entry.get("idea", {}))
    names = [item.name for item in fields(Choice)]
    chosen: dict[str, Any] = entry.get("base", {}) | {key: value for key, value in sound.items() if key in names}
    if "layers" in chosen:
        chosen = chosen | {"layers": tuple(chosen["layers"])}
    return Choice(**chosen)


def _made(kind: str, wanted: Any, idea: Entry) -> Score:  # noqa: ANN401 (what the table holds)
    if kind == "vamp":
        from musicking.form.vamp import vamp

        return vamp(**wanted)
    if kind == "path":
        return _step(wanted)
    from musicking.exercises.figures import twice

    return twice(idea["rhythm"], idea["contour"], wanted)


def _step(name: str) -> Score:
    """Return the theme of the path and one of the ways on from it."""
    from musicking.form import path_phrases as of
    from musicking.form.joining import joined

    following = {"again": of.again(of.DORIAN), "heartbeat": of.closed(of.MAJOR_HEARTBEAT)}
    after = following[name] if name in following else getattr(of, name)(of.MAJOR)
    return joined([of.opening(of.MAJOR).score, after.score])
