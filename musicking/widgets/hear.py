"""Hear: listening practice that adapts to the ear."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from musicking.errors import MusicError
from musicking.exercises.hearing import topics
from musicking.repertoire import song
from musicking.widgets.page_widget import PageWidget

if TYPE_CHECKING:
    from musicking.score import Score

#: What can be practised: the name by which a topic is asked for, and what it is called.
TOPICS = {name: topic.title for name, topic in topics().items()}
#: Songs whose phrases are long enough for a change to be heard in, and short enough to be kept in mind.
SONGS = (
    "amazing_grace",
    "arirang",
    "au_clair_de_la_lune",
    "auld_lang_syne",
    "clementine",
    "home_on_the_range",
    "ode_to_joy",
)
_PHRASE_BARS = 4


class Hear(PageWidget):
    """Practise listening: what changed, where and by how much; which mode, groove, cadence or phrase form.

    The page makes the questions. What a reader can tell apart is kept by the browser on the reader's device;
    Python never sees it.

    Parameters
    ----------
    topic
        One of `TOPICS`; without one the reader chooses among all.

    Raises
    ------
    MusicError
        If there is no such topic.

    Examples
    --------
    >>> Hear("level").topic  # doctest: +SKIP
    'level'
    """

    topic = traitlets.Unicode(read_only=True).tag(sync=True)
    songs: traitlets.List[list[Any]] = traitlets.List(read_only=True).tag(sync=True)

    def __init__(self, topic: str = "") -> None:
        if topic and topic not in TOPICS:
            raise MusicError(f"There is no topic {str(topic)[:40]!r}. Choose one of: {', '.join(TOPICS)}.")
        self.set_trait("widget", "hear")
        self.set_trait("topic", topic)
        self.set_trait("songs", [[name, phrases_of_four_bars(song(name))] for name in SONGS])
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return the topic, and the songs with the phrases that are played."""
        return {"topic": self.topic, "songs": self.songs}

    def paper(self) -> str:
        """Return what can be practised with a partner instead."""
        names = [TOPICS[self.topic]] if self.topic else list(TOPICS.values())
        items = "".join(f"<li>{escape(name)}</li>" for name in names)
        return (
            "<p>Listening practice needs the page to be open with scripts. On paper, let a partner play a phrase "
            f"twice, changed or unchanged, and ask you:</p><ul>{items}</ul>"
        )


def phrases_of_four_bars(score: Score) -> list[int]:
    """Return which phrases of a score last four bars.

    Parameters
    ----------
    score
        Any score whose phrases are known.

    Returns
    -------
    list of int
        Indices into ``score.phrases``.

    Examples
    --------
    >>> phrases_of_four_bars(song("ode_to_joy"))
    [0, 1]
    """
    bar_beats = max(bar.end_beat - bar.start_beat for bar in score.bars)
    return [
        index
        for index, (from_beat, to_beat) in enumerate(score.phrases)
        if to_beat - from_beat == _PHRASE_BARS * bar_beats
    ]
