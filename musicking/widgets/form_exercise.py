"""FormExercise: a task about form, which checks itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from musicking.exercises.form_tasks import PlayAlong
from musicking.form.layer_choice import moved
from musicking.form.layer_file import layer_file
from musicking.form.layers import assemble
from musicking.widgets.page_widget import PageWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from musicking.exercises.form_tasks import FormTask


class FormExercise(PageWidget):
    """Ask something about form: identify it, build it to a brief, or play along with it.

    Parameters
    ----------
    asked
        The task: `Identify`, `Brief` or `PlayAlong` of `musicking.exercises`.

    Raises
    ------
    MusicError
        When the task cannot be done, or its worked answer misses what it asks.

    Examples
    --------
    >>> from musicking.exercises import identify
    >>> FormExercise(identify("groove 1")).task["kind"]  # doctest: +SKIP
    'identify'
    """

    task: traitlets.Dict[str, Any] = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, asked: FormTask) -> None:
        self.set_trait("widget", "formtask")
        self.set_trait("task", asked.to_json())
        self._asked = asked
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return the task; what would give it away is sealed there."""
        return {"task": self.task}

    def paper(self) -> str:
        """Return the task in words: its options and clues, its brief, or its lead sheet."""
        task = self.task
        lines = [*task.get("asked", ()), *task.get("options", ()), *task.get("checks", ())]
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        clues = "".join(f"<p>{escape(clue)}</p>" for clue in task.get("clues", ()))
        sheet = _sheet(self._asked, task["tones"]) if isinstance(self._asked, PlayAlong) else ""
        return f"<p>{escape(self._asked.prompt)}</p><ul>{items}</ul>{clues}{sheet}"


def _sheet(asked: PlayAlong, tones_in_c: Iterable[str]) -> str:
    """Return the lead sheet: the tones of the mode, and the chords of each section, bar by bar."""
    score = assemble(layer_file(), asked.choice)
    tones = " ".join(moved(tone, asked.choice.tonic) for tone in tones_in_c)
    lines = []
    for section in score["sections"]:
        bars = [b for b in score["bars"] if section["from_beat"] <= b["start_beat"] < section["to_beat"]]
        chords = " | ".join(_chords_in(score, bar) for bar in bars)
        lines.append(f"<dt>{escape(section['letter'])}</dt><dd>| {escape(chords)} |</dd>")
    return f"<p>Tones: {escape(tones)}</p><dl>{''.join(lines)}</dl>"


def _chords_in(score: dict[str, Any], bar: dict[str, Any]) -> str:
    before = [symbol for beat, symbol in score["chords"] if beat <= bar["start_beat"]]
    within = [symbol for beat, symbol in score["chords"] if bar["start_beat"] < beat < bar["end_beat"]]
    return " ".join([*before[-1:], *within])
