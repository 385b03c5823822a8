from __future__ import annotations

import gzip
import json

import pytest

from musicking.errors import MusicError
from musicking.form.path import CHOICES, DEPTH, expectation, letters, path, path_to_json, phrases, ways

MOST_BYTES = 60_000


def last(*way: str) -> dict[str, str]:
    return dict(phrases(way)[-1].features)


def test_every_way_is_one_whole_piece_of_music() -> None:
    for way in (way for way in ways() if "home" in way):
        piece = path(way)
        own = [phrase.score for phrase in phrases(way)]
        assert piece.end_beat == sum(score.end_beat for score in own)
        assert len(piece.bars) == 4 * len(own)
        for voice in piece.voices:
            assert all(0 <= note.onset_beat < note.end_beat <= piece.end_beat for note in voice.notes), letters(way)


def test_what_is_predictable_stays_and_closes() -> None:
    assert last("predictable") == dict(phrases(())[0].features) | {"ending": "closed"}


def test_a_contrast_leads_to_another_place_and_stays_there() -> None:
    assert last("contrast")["mode"] == last("contrast", "predictable")["mode"] == "C dorian"
    assert last("contrast", "contrast")["register"] == "low"
    assert last("contrast", "contrast", "contrast")["groove"] == "heartbeat"
    assert last("contrast", "home")["mode"] == "C major"


def test_a_surprise_passes() -> None:
    chords = [symbol for _, symbol in phrases(["surprise"])[-1].score.chords]
    assert chords[-2:] == ["G7", "Am"]
    assert last("surprise", "predictable") == last("predictable")
    silent = phrases(["surprise", "surprise"])[-1].score
    assert not [n for voice in silent.voices for n in voice.notes if n.onset_beat < 12 and n.end_beat > 8]
    assert phrases(["surprise"] * 3)[-1].score.metres[0].numerator == 3


def test_the_line_falls_while_all_is_predictable_and_rises_with_surprise() -> None:
    flat = expectation(["predictable"] * DEPTH)
    assert list(flat) == sorted(flat, reverse=True)
    predictable, contrast, surprise = (expectation([choice])[0] for choice in CHOICES)
    assert predictable < contrast < surprise
    first, _, second = expectation(["surprise", "predictable", "surprise"])
    assert second < first


def test_a_way_that_cannot_be_is_refused_in_a_sentence() -> None:
    with pytest.raises(MusicError, match="not by 'sideways'"):
        path(["sideways"])
    with pytest.raises(MusicError, match="put 'home' last"):
        path(["home", "contrast"])
    with pytest.raises(MusicError, match="at most 4"):
        path(["contrast"] * 5)


def test_the_page_gets_every_way_and_each_phrase_once() -> None:
    data = path_to_json()
    assert set(data["after"]) == {letters(way) for way in ways()}
    assert set(data["after"].values()) == set(data["phrases"])
    assert len(gzip.compress(json.dumps(data).encode())) < MOST_BYTES
