"""Listen: a piece that plays, with its score, its picture and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import traitlets
from anywidget import AnyWidget

from musicking.export.book_files import in_book
from musicking.widgets import assets
from musicking.widgets.checked import (
    BeatTrait,
    ByVoiceTrait,
    InterpretationTrait,
    LoopTrait,
    decibels,
    instrument_name,
    interpretation_from_json,
    interpretation_to_json,
)
from musicking.widgets.piece import piece_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from musicking.interpretation import Interpretation
    from musicking.performance import Performance
    from musicking.score import Score

#: What a page is told besides the piece and its interpretation; nothing plays before the reader asks for it.
TOLD = (
    "view", "position_beat", "loop", "speed", "volume", "instruments", "balance_db", "show", "classroom",
    "title",
)  # fmt: skip
PARTS = ("notation", "roll", "tempo", "level", "words")


class Listen(AnyWidget):
    """Play a piece and see it: notation, piano roll, curves, words.

    Parameters
    ----------
    score
        What is played.
    interpretation
        What is laid over it, an `Interpretation` or its plain data; the reader can then hear it
        as written and as performed.
    show
        The parts that are open at the start, of ``"notation"``, ``"roll"``, ``"tempo"``, ``"level"``
        and ``"words"``.
    title
        Stands above it; by default the score's.
    **traits
        Any other trait: ``view`` ("performed" or "written"), ``position_beat``, ``playing``, ``loop``
        (a `Place`, a pair of beats or None), ``speed`` (1 is the full tempo), ``volume`` (0 to 1),
        ``instruments`` and ``balance_db`` (by voice id), ``classroom``.

    Raises
    ------
    MusicError
        When the interpretation does not suit the score, in one sentence.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> listen = Listen(song("amazing_grace"), speed=0.8)  # doctest: +SKIP
    >>> listen.position_beat  # doctest: +SKIP
    -1.0
    """

    _kind: ClassVar[str] = "listen"
    #: Whether what is performed must not be read off the page, and what is asked of the reader.
    hides: bool = False
    asks: str = ""

    _esm = traitlets.Unicode().tag(sync=True)
    widget = traitlets.Unicode(read_only=True).tag(sync=True)
    piece = traitlets.Dict(read_only=True).tag(sync=True)
    interpretation = InterpretationTrait(default_value=None, allow_none=True).tag(
        sync=True, to_json=interpretation_to_json, from_json=interpretation_from_json
    )
    view = traitlets.Enum(("performed", "written"), "performed").tag(sync=True)
    position_beat = BeatTrait().tag(sync=True)
    playing = traitlets.Bool(default_value=False).tag(sync=True)
    loop = LoopTrait(default_value=None, allow_none=True).tag(sync=True)
    speed = traitlets.Float(1.0, min=0.25, max=4.0).tag(sync=True)
    volume = traitlets.Float(0.8, min=0.0, max=1.0).tag(sync=True)
    instruments = ByVoiceTrait(instrument_name).tag(sync=True)
    balance_db = ByVoiceTrait(decibels).tag(sync=True)
    show = traitlets.List(traitlets.Enum(PARTS)).tag(sync=True)
    classroom = traitlets.Bool(default_value=False).tag(sync=True)
    title = traitlets.Unicode(None, allow_none=True).tag(sync=True)

    def __init__(
        self,
        score: Score,
        interpretation: Interpretation | Mapping[str, Any] | None = None,
        *,
        show: Iterable[str] = ("notation",),
        title: str | None = None,
        **traits: Any,  # noqa: ANN401 (each trait checks its own)
    ) -> None:
        self.score = score
        self.set_trait("widget", self._kind)
        self.set_trait("piece", piece_of(score, with_notation=not in_book()))
        super().__init__(
            interpretation=interpretation,
            show=list(show),
            title=title,
            **{"position_beat": score.start_beat} | traits,
        )
        self.on_msg(self._send_asset)

    @traitlets.default("_esm")
    def _loader(self) -> str:
        return assets.read("page/anywidget.js").decode()

    def _send_asset(self, _widget: object, content: object, _buffers: object) -> None:
        reply = assets.answer(content)
        if reply is not None:
            self.send(*reply)

    def open(self) -> None:
        """Meet the page: in the book there is no kernel later, so there is nothing to open."""
        if not in_book():
            super().open()

    def told(self) -> dict[str, Any]:
        """Return what a page of the book is told of this widget, as plain data."""
        laid = self.interpretation
        told = {name: getattr(self, name) for name in TOLD}
        return told | {"piece": self.piece, "interpretation": None if laid is None else laid.to_json()}

    def performance(self) -> Performance:
        """Return what sounds now: as performed or as written, at the reader's speed."""
        from musicking.performance import perform

        laid = None if self.view == "written" else self.interpretation
        return perform(self.score, laid, speed=self.speed)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401 (as in ipywidgets)
        if not in_book():
            return super()._repr_mimebundle_(**kwargs)
        from musicking.widgets.paper import page_html

        return {"text/html": page_html(self)}
