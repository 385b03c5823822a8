"""A player in a page of the book: data for the living widget, and paper for all other readers."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from musicking.interpretation import Interpretation
from musicking.widgets.piece import alone, notation_of
from musicking.widgets.versions import versions_to_json

if TYPE_CHECKING:
    from musicking.performance import Performance
    from musicking.widgets.listen import Listen

#: What a page is told besides the piece and its interpretation; nothing plays before the reader asks for it.
TOLD = (
    "view", "position_beat", "loop", "speed", "volume", "instruments", "balance_db", "show", "classroom",
    "title", "transpose", "capo", "count_in", "click", "muted",
)  # fmt: skip


def traits_of(widget: Listen) -> dict[str, Any]:
    """Return what the page of the book is told."""
    laid = widget.interpretation
    traits = {name: getattr(widget, name) for name in TOLD}
    traits |= {"piece": widget.piece, "interpretation": None if laid is None else laid.to_json()}
    return traits | {"versions": versions_to_json(widget.versions, widget)}


def paper_of(widget: Listen) -> str:
    """Return score, curves, description and a link to the sound as HTML."""
    from musicking.export.book_sounds import order
    from musicking.export.sheet import sheet_html
    from musicking.export.spoken import summary
    from musicking.performance import perform
    from musicking.words import describe

    performance: Performance = widget.performance()
    laid = Interpretation() if widget.hides else widget.interpretation or Interpretation()
    score = widget.score.transposed(widget.transpose)
    key = f' data-transpose="{widget.transpose}"' if widget.transpose else ""
    layouts = _layouts(notation_of(score), key)
    if "sheet" in widget.show:
        layouts += sheet_html(widget.score, widget.transpose - widget.capo)
    changes = describe(widget.score, laid) if laid != Interpretation() else ()
    origin = [widget.score.origin[name] for name in ("words", "tune", "year", "history") if name in widget.score.origin]
    said = [widget.asks, summary(score), *changes, " ".join(origin)]
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in said if sentence)
    heard = [*changes, summary(score)]
    address = order(performance, widget.title or score.title, heard, asks=widget.asks, hides=widget.hides)
    sound = escape(address, quote=True)
    seen = perform(widget.score) if widget.hides else performance
    return f'{layouts}{_picture(seen)}{words}<p><a href="{sound}">Hear it as a sound file</a></p>'


def _layouts(pictures: dict[str, str], key: str) -> str:
    """Return the wide score, and where the narrow one is: most readers never fetch it."""
    from musicking.export.book_files import beside_page

    if not pictures:
        return ""
    narrow = alone(pictures["narrow"])
    address = beside_page("_pictures", ".svg", narrow, narrow.encode)
    return (
        f'<div class="musicking-notation" data-layout="wide"{key}>{pictures["wide"]}</div>'
        f'<div class="musicking-notation" data-layout="narrow" data-picture="{escape(address, quote=True)}"></div>'
    )


def _picture(performance: Performance) -> str:
    """Return roll and curves as a picture, fetched only where it is seen: on paper, without scripts."""
    from musicking.export.book_files import beside_page
    from musicking.export.captions import level_in_words, roll_in_words, tempo_in_words
    from musicking.export.plots import performance_picture

    seen = " ".join(say(performance) for say in (roll_in_words, tempo_in_words, level_in_words))
    played = json.dumps(performance.to_json(), sort_keys=True)
    address = beside_page("_pictures", ".svg", played, lambda: performance_picture(performance).encode())
    picture = f'<img src="{escape(address, quote=True)}" alt="{escape(seen, quote=True)}" loading="lazy">'
    return f'<div class="musicking-curves">{picture}</div>'
