from __future__ import annotations

import re
from pathlib import Path

import pytest

from musicking.errors import MusicError
from musicking.repertoire import song
from musicking.widgets import Hear
from musicking.widgets.hear import TOPICS

PAGE = Path(__file__).parents[3] / "page" / "src" / "hear" / "topics.ts"


def test_the_page_gets_the_topic_and_phrases_of_four_bars() -> None:
    traits = Hear("level").page_traits()
    assert traits["topic"] == "level"
    for name, phrases in traits["songs"]:
        score = song(name)
        assert phrases
        for index in phrases:
            from_beat, to_beat = score.phrases[index]
            assert (to_beat - from_beat) / (score.bars[1].end_beat - score.bars[1].start_beat) == 4


def test_page_and_python_call_the_topics_alike() -> None:
    source = PAGE.read_text(encoding="utf-8")
    listed = re.search(r"export const TOPICS = \[(.*?)\]", source, re.DOTALL)
    assert listed is not None
    assert re.findall(r'"(\w+)"', listed[1]) == list(TOPICS)
    for title in TOPICS.values():
        assert f'title: "{title}"' in source


def test_an_unknown_topic_is_refused_with_those_there_are() -> None:
    with pytest.raises(MusicError, match=r"no topic 'pitch'.*what, component"):
        Hear("pitch")


def test_paper_says_what_to_do_with_a_partner() -> None:
    assert "<li>How much: loudness</li>" in Hear("level").paper()
    assert Hear().paper().count("<li>") == len(TOPICS)
