from __future__ import annotations

import pytest

from musicking.errors import MusicError
from musicking.repertoire import song
from musicking.widgets import Hear
from musicking.widgets.hear import TOPICS


def test_the_page_gets_the_topic_and_phrases_of_four_bars() -> None:
    traits = Hear("level").page_traits()
    assert traits["topic"] == "level"
    for name, phrases in traits["songs"]:
        score = song(name)
        assert phrases
        for index in phrases:
            from_beat, to_beat = score.phrases[index]
            assert (to_beat - from_beat) / (score.bars[1].end_beat - score.bars[1].start_beat) == 4


def test_an_unknown_topic_is_refused_with_those_there_are() -> None:
    with pytest.raises(MusicError, match=r"no topic 'pitch'.*what, component"):
        Hear("pitch")


def test_paper_says_what_to_do_with_a_partner() -> None:
    assert "<li>How much: loudness</li>" in Hear("level").paper()
    assert Hear().paper().count("<li>") == len(TOPICS)
