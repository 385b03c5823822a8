"""One song in the index of songs: its sound, and what is known of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.smartquotes import smartyPants

from musicking import perform
from musicking.export.audio import to_audio
from musicking.repertoire import song, songs

from .anchors import slug

if TYPE_CHECKING:
    from musicking.score import Score

HEADINGS = {
    "words": "Words",
    "meaning": "What the words say",
    "tune": "Tune",
    "place": "Place",
    "year": "Year",
    "history": "History",
    "variant": "This version",
    "status": "Rights",
    "checked": "Compared with",
}
"""What is told of a song, in this order and by these names, as in a widget (`page/src/widgets/about.tsx`)."""
TITLES = tuple(song(name).title for name in songs())


def entry_of(name: str, places: nodes.Element) -> nodes.section:
    """Return the section of a song; `places` stands for where it is in the book."""
    score = song(name)
    section = nodes.section("", nodes.title("", score.title), ids=[slug(score.title)], classes=["song"])
    section += nodes.raw("", player(score), format="html")
    facts = nodes.definition_list(classes=["facts"])
    facts += _fact("In this book", places)
    for heading, called in HEADINGS.items():
        if score.origin.get(heading):
            facts += _fact(called, nodes.Text(smartyPants(score.origin[heading], "q")))
    section += facts
    return section


def player(score: Score) -> str:
    """Return the browser's own player with the song as written; nothing is fetched before it is played."""
    sound = escape(to_audio(perform(score)).address, quote=True)
    return f'<audio controls preload="none" src="{sound}" aria-label="{escape(score.title, quote=True)}"></audio>'


def _fact(called: str, told: nodes.Node) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term("", called), nodes.definition("", nodes.paragraph("", "", told)))
