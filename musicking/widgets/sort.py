"""Sort: place sounding examples on a line, and hear reasons for every place."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from musicking.exercises.line import line
from musicking.widgets.page_widget import PageWidget


class Sort(PageWidget):
    """Place examples on a line from *nothing prepared* to *composed at the moment*.

    No place is right or wrong: for each the page says what speaks for it, and what each definition of the reading
    would say of the example.

    Examples
    --------
    >>> Sort().line["stations"][0]  # doctest: +SKIP
    'Nothing prepared'
    """

    line: traitlets.Dict[str, Any] = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self) -> None:
        self.set_trait("widget", "sort")
        self.set_trait("line", line().to_json())
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return the line with its examples; the pieces are fetched when they are played."""
        return {"widget": self.widget, "line": self.line}

    def paper(self) -> str:
        """Return the examples and the stations, to be joined by hand, each with a file to hear."""
        from musicking.export.audio import to_audio
        from musicking.interpretation import Interpretation
        from musicking.performance import perform
        from musicking.repertoire import piece_named

        rows = []
        for example in line().examples:
            laid = example["interpretation"]
            performance = perform(piece_named(example["piece"]), laid and Interpretation.from_json(laid))
            sound = escape(to_audio(performance).address, quote=True)
            rows.append(
                f"<dt>{escape(example['title'])}</dt>"
                f'<dd>{escape(example["about"])} <a href="{sound}">Hear it as a sound file</a></dd>'
            )
        stations = " … ".join(line().stations)
        return f"<p>Where on this line would you put each? {escape(stations)}</p><dl>{''.join(rows)}</dl>"
