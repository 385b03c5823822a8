"""The score: places in bars, notes by musical place, plain data, and what does not hold together."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from musicking.errors import MusicError
from musicking.score import Bar, Metre, Note, Place, Score, Voice
from musicking.score_json import score_from_json


def waltz() -> Score:
    """Return two bars of 3/4 after an upbeat, the first of them played twice."""
    notes = [Note("m0", Fraction(-1), Fraction(0), 62)]
    notes += [Note(f"m{n + 1}", Fraction(n), Fraction(n + 1), 60 + n, lyric="la") for n in range(9)]
    notes.append(Note("low", Fraction(3), Fraction(4), 40))
    bars = (
        Bar(0, Fraction(-1), Fraction(0)),
        Bar(1, Fraction(0), Fraction(3)),
        Bar(1, Fraction(3), Fraction(6), pass_=2),
        Bar(2, Fraction(6), Fraction(9)),
    )
    voice = Voice("melody", "Melody", "flute", tuple(notes))
    return Score("Waltz", (voice,), bars, (Metre(Fraction(-1), 3, 4),), ((Fraction(-1), 0.5),), key="G major")


def test_a_place_is_named_by_its_bars() -> None:
    assert waltz().place(1) == Place(Fraction(0), Fraction(3))
    assert waltz().place(1, pass_=2) == Place(Fraction(3), Fraction(6))
    assert waltz().place(0, 2) == Place(Fraction(-1), Fraction(9))


def test_a_note_is_named_by_voice_bar_and_beat() -> None:
    score = waltz()
    assert score.note("melody", 2, 3).id == "m9"
    assert score.note("melody", 1, pass_=2).id == "m4", "of two at once the highest"
    assert score.note("melody", 0, 3).id == "m0", "an upbeat of one quarter is beat 3"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda s: s.place(7), "no bar 7"),
        (lambda s: s.place(1, pass_=3), "played 3 times"),
        (lambda s: s.place(2, 1), "earlier bar first"),
        (lambda s: s.note("tuba", 1), "Its voices: melody"),
        (lambda s: s.note("melody", 1, 4), "no beat 4"),
        (lambda s: s.note("melody", 2, 1.5), "notes begin at: 1, 2, 3"),
    ],
)
def test_a_place_that_is_not_there_is_said(asked: Any, said: str) -> None:
    with pytest.raises(MusicError, match=said):
        asked(waltz())


def test_plain_data_keeps_everything() -> None:
    score = replace(
        waltz(),
        chords=((Fraction(1, 3), "D7"),),
        phrases=((Fraction(-1), Fraction(9)),),
        level=((Fraction(2, 3), -3.5),),
        origin={"author": "traditional"},
    )
    assert score_from_json(score.to_json()) == score
    assert score.to_json()["voices"][0]["notes"][1] == {
        "id": "m1",
        "onset_beat": 0.0,
        "end_beat": 1.0,
        "pitch": 60,
        "lyric": "la",
    }


NOTE = Note("x", Fraction(0), Fraction(1), 60)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tempo": ()}, "no tempo"),
        ({"tempo": ((Fraction(0), 0.0),)}, "above 0"),
        ({"tempo": ((Fraction(0), float("nan")),)}, "not finite"),
        ({"tempo": ((Fraction(1), 1.0), (Fraction(0), 1.0))}, "goes back"),
        ({"bars": (Bar(1, Fraction(0), Fraction(0)),)}, "ends where it begins"),
        (
            {"bars": (Bar(1, Fraction(0), Fraction(3)), Bar(2, Fraction(4), Fraction(6)))},
            "does not begin where",
        ),
        ({"phrases": ((Fraction(2), Fraction(1)),)}, "A phrase"),
        ({"beat_quarters": Fraction(0)}, "beat_quarters"),
        ({"voices": (Voice("a", "A", "flute", ()), Voice("a", "B", "flute", ()))}, "same id"),
        ({"voices": (Voice("a", "A", "flute", (NOTE, NOTE)),)}, 'id "x"'),
        ({"voices": (Voice("a", "A", "flute", (replace(NOTE, pitch=128),)),)}, "0 to 127"),
        ({"voices": (Voice("a", "A", "flute", (replace(NOTE, end_beat=Fraction(0)),)),)}, "ends where"),
        ({"voices": (Voice("a", "A", "flute", (replace(NOTE, onset_beat=Fraction(-2)),)),)}, "first bar"),
        ({"voices": (Voice("a", "A", "flute", (replace(NOTE, level_db=float("inf")),)),)}, "stress"),
    ],
)
def test_a_score_that_does_not_hold_together_is_refused(change: Any, said: str) -> None:
    with pytest.raises(MusicError, match=said):
        replace(waltz(), **change)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"title": "x"},
        {"tempo": "fast"},
        {"tempo": [[0]]},
        {"tempo": [[0, 1]], "voices": [{}]},
        {"tempo": [[0, 1]], "voices": [{"id": "a", "instrument": "flute", "notes": [{"id": "n"}]}]},
        {"tempo": [[0, 1]], "bars": [{"number": 1.5, "start_beat": 0, "end_beat": 1}]},
        {"tempo": [[0, 1]], "chords": [[0]]},
        {"tempo": [[0, 10**400]]},
    ],
)
def test_plain_data_that_is_no_score_is_refused(data: Any) -> None:
    with pytest.raises(MusicError) as refusal:
        score_from_json(data)
    assert str(refusal.value).endswith(".")
