"""Recall: questions on what was read, each answer with its reason."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from musicking.errors import MusicError
from musicking.widgets.page_widget import PageWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.exercises.recall import Question


class Recall(PageWidget):
    """Ask what was understood: whichever answer is taken, the page says why it is or is not right.

    Nothing is counted or kept; a worked answer opens on request.

    Parameters
    ----------
    questions
        What is asked, made by `question`, `gap` and `match_terms` of `musicking.exercises`.
    title
        The title of the widget.

    Raises
    ------
    MusicError
        When nothing is asked.

    Examples
    --------
    >>> from musicking.exercises import question
    >>> asked = question("Is a fermata a change of tempo?", options=["yes", "no"], answer=0,
    ...                  because=["The reading lists it there.", "The reading does list it there."])
    >>> Recall([asked]).title  # doctest: +SKIP
    'Recall'
    """

    questions: traitlets.List[dict[str, Any]] = traitlets.List(read_only=True).tag(sync=True)
    title = traitlets.Unicode("Recall", read_only=True).tag(sync=True)

    def __init__(self, questions: Sequence[Question], *, title: str = "Recall") -> None:
        if not questions:
            raise MusicError("Recall needs one question or more.")
        self.set_trait("widget", "recall")
        self.set_trait("questions", [asked.to_json() for asked in questions])
        self.set_trait("title", title)
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return the questions; what would give an answer away stands in them sealed."""
        return {"widget": self.widget, "title": self.title, "questions": self.questions}

    def paper(self) -> str:
        """Return the questions, to be answered by hand."""
        return f"<p>{escape(self.title)}</p><ol>{''.join(map(_on_paper, self.questions))}</ol>"


def _on_paper(asked: dict[str, Any]) -> str:
    prompt = f"<p>{escape(asked['prompt'])}</p>"
    if asked["kind"] == "gap":
        return f"<li>{prompt}<p>{escape(asked['before'])}____________{escape(asked['after'])}</p></li>"
    if asked["kind"] == "match":
        prompt += f"<p>{escape(' · '.join(asked['terms']))}</p>"
    lines = "".join(f"<li>{escape(text)}</li>" for text in asked.get("options") or asked["meanings"])
    return f"<li>{prompt}<ul>{lines}</ul></li>"
