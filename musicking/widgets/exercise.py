"""Exercise: a task around a piece, which checks itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from musicking.exercises.tasks import Make, Play
from musicking.widgets.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from musicking.exercises.tasks import Task
    from musicking.score import Score


class Exercise(Shape):
    """Ask something of the reader: hear it, find it, make it, or play it.

    It has the traits of `Listen`. A task to make opens the lab; in a task to hear or to find, names and curves stay
    hidden until it is answered.

    Parameters
    ----------
    score
        The piece.
    asked
        The task: `Hear`, `Find`, `Make` or `Play` of `musicking.exercises`.
    show
        As in `Listen`; by default the score, and in a task to make the curves that it is about.
    title, **traits
        As in `Listen`.

    Raises
    ------
    MusicError
        When the task does not suit the score, or its worked answer misses what it asks.
    """

    task = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(
        self,
        score: Score,
        asked: Task,
        *,
        show: Iterable[str] | None = None,
        title: str | None = None,
        **traits: Any,  # noqa: ANN401 (each trait checks its own)
    ) -> None:
        makes = isinstance(asked, Make)
        self.hides = not isinstance(asked, Make | Play)
        self.asks = asked.prompt
        self.set_trait("task", asked.to_json(score))
        shown = asked.shows() if show is None else show
        super().__init__(score, asked.laid(), show=shown, title=title, **traits)
        if not makes:
            self.set_trait("widget", "listen")

    def page_traits(self) -> dict[str, Any]:
        """Return what a page is told; what is to be heard stands there sealed, in the task."""
        told = super().page_traits() | {"task": self.task}
        return told | {"interpretation": None} if self.hides else told
