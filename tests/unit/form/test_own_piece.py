"""What lies outside the layers: composed by Python in the form that layers are joined to."""

from __future__ import annotations

from typing import Any

import pytest

from musicking.errors import MusicError
from musicking.form.layers import LAYERS, Choice
from musicking.form.own_piece import compose_own
from musicking.widgets import Build, composing


def notes(piece: dict[str, Any], voice: str) -> list[dict[str, Any]]:
    return next(v["notes"] for v in piece["voices"] if v["id"] == voice)


def test_it_has_five_voices_always_and_begins_on_a_downbeat() -> None:
    piece = compose_own(Choice(style="lullaby", layers=("bass",), own={"progression": "i iv", "seed": 12}))
    assert [voice["id"] for voice in piece["voices"]] == [*LAYERS, "answer"]
    assert [voice["id"] for voice in piece["voices"] if voice["notes"]] == ["bass"]
    assert piece["bars"][0] == {"number": 1, "start_beat": 0.0, "end_beat": 2.0, "pass": 1}
    assert {section["letter"] for section in piece["sections"]} == {"A", "B"}


def test_open_bars_uneven_hands_and_swing_are_as_in_the_layers() -> None:
    choice = Choice(style="swing", phrase="period", open_every=4, own={"progression": "ii V I"})
    piece = compose_own(choice)
    assert piece["origin"]["feel"] == "Swing"
    for voice in ("melody", "harmony"):
        assert not any(int(note["written_beat"][0] // 4) % 4 == 3 for note in notes(piece, voice))
    assert any(int(note["written_beat"][0] // 4) % 4 == 3 for note in notes(piece, "bass"))
    late = [note["onset_beat"] - note["written_beat"][0] for note in notes(piece, "drums")]
    assert len({round(beats, 4) for beats in late}) > 20
    assert compose_own(choice) == piece


def test_another_seed_is_another_melody() -> None:
    one, other = (compose_own(Choice(own={"seed": seed})) for seed in (1, 2))
    assert [n["pitch"] for n in notes(one, "melody")] != [n["pitch"] for n in notes(other, "melody")]


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"progression": "xyz"}, "roman numeral 'xyz'"),
        ({"mode": "foo"}, "no mode called 'foo'"),
        ({"seed": "x"}, "The seed must be a number"),
        ({"tune": "x"}, "not by 'tune'"),
        ({"progression": "I " * 200}, "too long"),
    ],
)
def test_what_cannot_be_composed_is_refused_in_a_sentence(own: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MusicError, match=sentence):
        Build(own=own)
    told, buffers = composing.answer({"compose": {"own": own}, "request": 1}) or ({}, [b""])
    assert sentence in told["error"]
    assert buffers == []


def test_the_page_learns_what_there_is_and_gets_its_piece() -> None:
    told, _ = composing.answer({"compose": "elements", "request": 4}) or ({}, [])
    assert told["request"] == 4
    assert ["swing", "Swing"] in told["answer"]["grooves"]
    told, _ = composing.answer({"compose": {"tonic": "F", "own": {"groove": "swing"}}, "request": 5}) or ({}, [])
    assert told["answer"]["key"] == "F dorian"
    assert composing.answer({"asset": "page/widgets.js", "request": 6}) is None
