"""Path: one beginning, and at each phrase three ways on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from musicking.form.path import CHOICES, path_to_json, phrases
from musicking.widgets.page_widget import PageWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class Path(PageWidget):
    """Follow a beginning phrase by phrase: predictably, with contrast, with surprise.

    All phrases are composed beforehand; the page joins those that the reader chooses.

    Parameters
    ----------
    way
        What is chosen at first, and then where the reader has come: ``["contrast", "home"]``.

    Raises
    ------
    MusicError
        If a path cannot go that way.

    Examples
    --------
    >>> Path(["contrast"]).way  # doctest: +SKIP
    ['contrast']
    """

    path: traitlets.Dict[str, Any] = traitlets.Dict(read_only=True).tag(sync=True)
    way = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, way: Sequence[str] = ()) -> None:
        self.set_trait("widget", "path")
        self.set_trait("path", path_to_json())
        super().__init__(way=list(way))

    @traitlets.validate("way")
    def _checked(self, proposal: dict[str, Any]) -> list[str]:
        way: list[str] = proposal["value"]
        phrases(way)  # refuses what is no way
        return way

    def page_traits(self) -> dict[str, Any]:
        """Return the phrases, which follows which, how unexpected each is, and the way that is chosen."""
        return {"path": self.path, "way": self.way}

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
