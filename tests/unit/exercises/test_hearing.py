"""What is practised by ear: every name is known to the tables, and names are as far apart as they sound."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from musicking.errors import MusicError
from musicking.exercises.hearing import distance, hearing_table, topics
from musicking.exercises.hearing_distances import DISTANCES
from musicking.expression.kinds import kinds
from musicking.form.groove import kit
from musicking.form.harmony import cadence
from musicking.form.layer_choice import Choice
from musicking.form.layers import assemble, read_tables
from musicking.form.tonality import modes, tonality
from musicking.widgets import assets
from musicking.widgets.hear import TOPICS

ROOT = Path(__file__).parents[3]
LAYERS = read_tables(assets.read("layers/form.json"))
#: What may be the same music, and is never asked against each other.
ALIKE = {frozenset({"forte", "dynamic_contrast"}), frozenset({"piano", "dynamic_contrast"})}


def test_the_topics_are_those_of_the_widget_and_of_the_page() -> None:
    assert list(TOPICS) == list(topics())
    table = json.loads((ROOT / "spec" / "hear.json").read_text(encoding="utf-8"))
    assert table == hearing_table()


def test_every_name_has_a_title_and_a_sentence() -> None:
    for topic in topics().values():
        titles = [name.title for name in topic.names.values()]
        assert len(set(titles)) == len(titles) > 1
        for name in topic.names.values():
            assert name.title[0].isupper()
            assert name.hear.endswith(".")


@pytest.mark.parametrize(
    ("topic", "table"), [("mode", "tonalities"), ("groove", "styles"), ("phrase", "phrases")], ids=str
)
def test_what_is_asked_can_be_played_from_the_layers(topic: str, table: str) -> None:
    assert set(topics()[topic].names) <= set(LAYERS[table])


def test_the_components_are_the_eleven() -> None:
    assert set(topics()["component"].names) == set(kinds()) - {"phrase_arch"}
    assert len(topics()["component"].names) == 11


def test_the_modes_are_told_apart_by_the_steps_that_the_page_has() -> None:
    for name in topics()["mode"].names:
        assert tuple(LAYERS["tonalities"][name]["steps"]) == modes()[name].steps


@pytest.mark.parametrize("topic", DISTANCES)
def test_distances_are_the_same_both_ways_and_nothing_only_between_what_is_alike(topic: str) -> None:
    names = topics()[topic].names
    for one, other in combinations(names, 2):
        assert distance(topic, one, other) == distance(topic, other, one)
        assert (distance(topic, one, other) == 0) == (frozenset({one, other}) in ALIKE)
    assert {distance(topic, name, name) for name in names} == {0}


@pytest.mark.parametrize(
    ("topic", "one", "near", "far"),
    [
        ("component", "ritardando", "fermata", "crescendo"),
        ("mode", "dorian", "aeolian", "lydian"),
        ("groove", "swing", "blues", "habanera"),
        ("cadence", "plagal", "authentic", "deceptive"),
        ("phrase", "sentence", "sequence", "call_and_response"),
    ],
)
def test_what_sounds_alike_lies_nearer(topic: str, one: str, near: str, far: str) -> None:
    assert distance(topic, one, near) < distance(topic, one, far)


@pytest.mark.parametrize("name", topics()["cadence"].names)
def test_a_cadence_ends_on_the_chords_that_harmony_knows(name: str) -> None:
    place = hearing_table()["cadences"][name]
    choice = Choice(
        style="waltz", tonality="ionian", tonic="C", progression=place["progression"], plan=place["plan"],
        layers=("harmony", "bass"), human=False,
    )  # fmt: skip
    chords = dict(assemble(LAYERS, choice)["chords"])
    heard = [chords[max(beat for beat in chords if beat <= 3 * bar)] for bar in place["bars"]]
    assert heard[0] == "C"
    wanted = [chord.symbol for chord in cadence(name, tonality("C major"))]
    assert [symbol.removesuffix("7") for symbol in heard[-2:]] == [symbol.removesuffix("7") for symbol in wanted]


def test_every_drum_of_the_kit_has_a_name_where_its_rhythm_is_read() -> None:
    assert {int(key) for key in hearing_table()["drums"]} == {drum.key for drum in kit().values()}


def test_a_name_that_is_not_asked_is_refused() -> None:
    with pytest.raises(MusicError, match=r"has no 'locrian'.*ionian"):
        distance("mode", "ionian", "locrian")
    with pytest.raises(MusicError, match=r"No names are compared in 'tap'.*component, mode"):
        distance("tap", "slower", "faster")
