"""What every widget of the book is: code that the page brings to life, with or without a kernel."""

from __future__ import annotations

import json
from typing import Any

import traitlets
from anywidget import AnyWidget

from musicking.export.book_files import in_book
from musicking.widgets import assets, composing


class PageWidget(AnyWidget):
    """A widget that asks its kernel for files and music in JupyterLab, and stands as plain HTML in the book."""

    _esm = traitlets.Unicode().tag(sync=True)
    widget = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(self, **traits: Any) -> None:  # noqa: ANN401 (each trait checks its own)
        super().__init__(**traits)
        self.on_msg(self._answer)

    @traitlets.default("_esm")
    def _loader(self) -> str:
        return assets.read("page/anywidget.js").decode()

    def _answer(self, _widget: object, content: object, _buffers: object) -> None:
        reply = assets.answer(content) or composing.answer(content)
        if reply is not None:
            self.send(*reply)

    def open(self) -> None:
        """Meet the page: in the book there is no kernel later, so there is nothing to open."""
        if not in_book():
            super().open()

    def page_traits(self) -> dict[str, Any]:
        """Return what the page of the book is told."""
        raise NotImplementedError

    def paper(self) -> str:
        """Return the HTML that stands on paper and for readers without scripts."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401 (as in ipywidgets)
        if not in_book():
            return super()._repr_mimebundle_(**kwargs)
        return {"text/html": self.page_html()}

    def page_html(self) -> str:
        """Return the HTML of the widget in the book: it needs no kernel."""
        text = json.dumps(self.page_traits(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text = text.replace("<", "\\u003c")  # so that no text in it can end the element
        return (
            f'<div class="musicking" data-widget="{self.widget}">'
            f'<script type="application/json" class="musicking-traits">{text}</script>'
            f'<div class="musicking-paper">{self.paper()}</div></div>'
        )
