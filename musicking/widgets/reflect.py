"""Reflect: room for the reader's own words, which stay on the reader's device."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import traitlets

from musicking.errors import MusicError
from musicking.widgets.page_widget import PageWidget

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
LONGEST_NAME = 80


class Reflect(PageWidget):
    """Ask something that nobody else answers, and keep what is written.

    What is written is kept by the browser on the reader's device; Python never sees it.

    Parameters
    ----------
    prompt
        What to think about.
    name
        The key under which the text is kept, such as ``"tempo/waiting"``: small letters, digits, hyphens and strokes.
        As long as it stays the same the text is found again, wherever in the book the question moves.
    title
        The title of the widget.

    Raises
    ------
    MusicError
        When the name is not of that form.

    Examples
    --------
    >>> Reflect("When did you last wait for somebody?", name="tempo/waiting").name  # doctest: +SKIP
    'tempo/waiting'
    """

    prompt = traitlets.Unicode(read_only=True).tag(sync=True)
    name = traitlets.Unicode(read_only=True).tag(sync=True)
    title = traitlets.Unicode("Reflect", read_only=True).tag(sync=True)

    def __init__(self, prompt: str, *, name: str, title: str = "Reflect") -> None:
        if NAME.fullmatch(name) is None or len(name) > LONGEST_NAME:
            raise MusicError(
                f'The name "{name}" of a reflection needs small letters, digits and hyphens, such as "tempo/waiting".'
            )
        self.set_trait("widget", "reflect")
        self.set_trait("prompt", prompt)
        self.set_trait("name", name)
        self.set_trait("title", title)
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return what is asked, and under which name the answer is kept."""
        return {"widget": self.widget, "prompt": self.prompt, "name": self.name, "title": self.title}

    def paper(self) -> str:
        """Return the question, with room to answer it by hand."""
        return f"<p>{escape(self.prompt)}</p><p><br><br><br><br></p>"
