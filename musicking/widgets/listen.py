"""Listen: a piece that plays, with its score, its picture and its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from musicking.export.book_files import in_book
from musicking.transposition import MOST_SEMITONES
from musicking.widgets.checked import (
    BeatTrait,
    ByVoiceTrait,
    InterpretationTrait,
    LoopTrait,
    VoicesTrait,
    decibels,
    instrument_name,
    interpretation_from_json,
    interpretation_to_json,
)
from musicking.widgets.page_widget import PageWidget
from musicking.widgets.piece import is_played_freely, piece_of
from musicking.widgets.versions import VersionsTrait, versions_from_json, versions_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from musicking.interpretation import Interpretation
    from musicking.performance import Performance
    from musicking.score import Score

PARTS = ("notation", "sheet", "roll", "tempo", "level", "words")
#: Below what 16 bits hold.
SILENT_DB = -120.0


class Listen(PageWidget):
    """Play a piece and see it: notation, piano roll, curves, words.

    Parameters
    ----------
    score
        What is played.
    interpretation
        What is laid over it, an `Interpretation` or its plain data; the reader can then hear it
        as written and as performed.
    show
        The parts that are open at the start, of ``"notation"``, ``"sheet"`` (words with chord symbols),
        ``"roll"``, ``"tempo"``, ``"level"`` and ``"words"``.
    title
        Stands above it; by default the score's.
    **traits
        Any other trait: ``view`` ("performed" or "written"), ``position_beat``, ``playing``, ``loop``
        (a `Place`, a pair of beats or None), ``versions`` (up to three other interpretations to compare
        it with, by name), ``speed`` (1 is the full tempo), ``volume`` (0 to 1),
        ``instruments`` and ``balance_db`` (by voice id), ``muted`` (ids of silent voices), ``classroom``;
        for singing and playing along ``transpose`` (semitones, -11 to 11), ``capo`` (fret, 0 to 7),
        ``count_in`` (bars, 0 to 2) and ``click``.

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

    piece = traitlets.Dict(read_only=True).tag(sync=True)
    interpretation = InterpretationTrait(default_value=None, allow_none=True).tag(
        sync=True, to_json=interpretation_to_json, from_json=interpretation_from_json
    )
    versions = VersionsTrait(default_value=()).tag(sync=True, to_json=versions_to_json, from_json=versions_from_json)
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
    transpose = traitlets.Int(0, min=-MOST_SEMITONES, max=MOST_SEMITONES).tag(sync=True)
    capo = traitlets.Int(0, min=0, max=7).tag(sync=True)
    count_in = traitlets.Int(0, min=0, max=2).tag(sync=True)
    click = traitlets.Bool(default_value=False).tag(sync=True)
    muted = VoicesTrait().tag(sync=True)

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
            show=[*show, "roll"] if is_played_freely(score) else list(show),
            title=title,
            **{"position_beat": score.start_beat} | traits,
        )

    def performance(self) -> Performance:
        """Return what sounds now: as performed or as written, at the reader's speed, in her key and with her voices."""
        from musicking.performance import perform

        laid = None if self.view == "written" else self.interpretation
        return perform(self._sounding(), laid, speed=self.speed)

    def _sounding(self) -> Score:
        """Return the score with the reader's key, instruments and balance laid over it."""
        score = self.score.transposed(self.transpose)
        balance_db = self.balance_db | dict.fromkeys(self.muted, SILENT_DB)
        voices = tuple(
            replace(
                voice,
                instrument=self.instruments.get(voice.id, voice.instrument),
                balance_db=balance_db.get(voice.id, voice.balance_db),
            )
            for voice in score.voices
        )
        return replace(score, voices=voices)

    def page_traits(self) -> dict[str, Any]:
        """Return the piece, what is laid over it, and how it is shown."""
        from musicking.widgets.paper import traits_of

        return traits_of(self)

    def paper(self) -> str:
        """Return score, curves, description and a link to the sound."""
        from musicking.widgets.paper import paper_of

        return paper_of(self)
