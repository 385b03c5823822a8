"""Plan: preparing a session."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from musicking.repertoire import song, songs
from musicking.widgets.page_widget import PageWidget

#: What a reader on paper, or without scripts, fills in by hand.
HEADINGS = (
    "Name of the plan",
    "Aims",
    "What the person likes, in their words",
    "How far ahead, and how firmly",
    "First choice: what it rests on, what it draws on, how it goes on",
    "Lines: what, how long, with which music, what stays open in it",
    "What I leave open",
    "How it may end",
    "Afterwards",
)


class Plan(PageWidget):
    """Prepare a session, from open to structured: aims, a first choice, lines that play, an ending.

    What is written is kept by the browser on the reader's device; Python never sees it.

    Examples
    --------
    >>> Plan().songs[0]  # doctest: +SKIP
    ['amazing_grace', 'Amazing Grace']
    """

    songs: traitlets.List[list[str]] = traitlets.List(read_only=True).tag(sync=True)

    def __init__(self) -> None:
        self.set_trait("widget", "plan")
        self.set_trait("songs", [[name, song(name).title] for name in songs()])
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return the songs that a line can have."""
        return {"songs": self.songs}

    def paper(self) -> str:
        """Return a form to be filled in by hand."""
        rows = "".join(f"<dt>{escape(heading)}</dt><dd><br><br><br></dd>" for heading in HEADINGS)
        return f"<p>Write nothing that could identify a client.</p><dl>{rows}</dl>"
