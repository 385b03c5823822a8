"""Path: one beginning, and at each phrase three ways on."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from musicking.form.path import CHOICES, path_to_json, phrases
from musicking.widgets.page_widget import PageWidget


class Path(PageWidget):
    """Follow a beginning phrase by phrase: predictably, with contrast, with surprise.

    All phrases are composed beforehand; the page joins those that the reader chooses.

    Examples
    --------
    >>> Path().path["depth"]  # doctest: +SKIP
    4
    """

    path: traitlets.Dict[str, Any] = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self) -> None:
        self.set_trait("widget", "path")
        self.set_trait("path", path_to_json())
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return the phrases, which follows which, and how unexpected each is."""
        return {"path": self.path}

    def paper(self) -> str:
        """Return what each first choice leads to, in words, with sound files to hear."""
        from musicking.export.book_sounds import order
        from musicking.form.path import path
        from musicking.performance import perform

        rows = []
        for choice in CHOICES:
            said = " ".join(phrase.says for phrase in phrases([choice, "home"]))
            sound = escape(order(perform(path([choice, "home"])), f"A path: {choice}", [said]), quote=True)
            rows.append(
                f"<dt>{escape(choice.capitalize())}</dt>"
                f'<dd>{escape(said)} <a href="{sound}">Hear it as a sound file</a></dd>'
            )
        return f"<p>One beginning, and three ways on.</p><dl>{''.join(rows)}</dl>"
