"""What the page plays, caught from the shipped worklet and judged by an outside ear."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from musicking import Interpretation, Score, crescendo, fermata, perform, ritardando, song
from tests.browser.listening import Samples, beyond_constant, level_db, onsets

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

RATE = 44_100
CLOSE_SEC = 0.003
CLEAR_CRESCENDO_DB = 10
CAPTURE = """async ([performance, address, rate]) => {
  const capture = await import(`${address}/../_test/capture.js`);
  const get = async (name) => (await fetch(`${address}/_musicking/${name}`)).arrayBuffer();
  const table = await (await fetch(`${address}/../_test/instruments.json`)).json();
  const plan = capture.planOf(performance, table);
  const names = [...new Set(performance.voices.map((voice) => voice.instrument))];
  const banks = {};
  for (const name of names) banks[name] = await get(`instruments/${table.instruments[name].file}`);
  const [left] = await capture.capture(plan, banks, await get("page/worklet.js"), rate);
  const bytes = new Uint8Array(left.buffer);
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}"""


@pytest.fixture(scope="module")
def melody() -> Score:
    """The tune alone: an ear can tell its onsets apart."""
    score = song("amazing_grace")
    return replace(score, voices=(score.voice("melody"),))


@pytest.fixture
def catch(open_page: Callable[..., Watched], book_address: str) -> Callable[[dict[str, Any]], Samples]:
    """Play a performance through the shipped worklet; return its left channel."""
    page = open_page("glossary.html").page

    def catch_one(performance: dict[str, Any]) -> Samples:
        text = page.evaluate(CAPTURE, [json.loads(json.dumps(performance)), book_address, RATE])
        return np.frombuffer(base64.b64decode(text), dtype=np.float32).astype(np.float64)

    return catch_one


def performed_onsets(performance: dict[str, Any]) -> list[float]:
    return [note["onset_sec"] for note in performance["voices"][0]["notes"]]


def changed(score: Score, interpretation: Interpretation | None = None) -> dict[str, Any]:
    return perform(score, interpretation or Interpretation()).to_json()


def test_onsets_are_those_of_the_performance(catch: Callable[[dict[str, Any]], Samples], melody: Score) -> None:
    performance = changed(melody)
    expected = performed_onsets(performance)
    off = beyond_constant(onsets(catch(performance), RATE, expected), expected)
    assert np.abs(off).max() <= CLOSE_SEC


def test_a_ritardando_is_heard(catch: Callable[[dict[str, Any]], Samples], melody: Score) -> None:
    ending = ritardando(melody.place(13, 16), shape="bold")
    performance, written = changed(melody, ending), changed(melody)
    expected = performed_onsets(performance)
    found = onsets(catch(performance), RATE, expected)
    assert np.abs(beyond_constant(found, expected)).max() <= CLOSE_SEC
    stretch = np.diff(found) / np.diff(performed_onsets(written))
    assert stretch[0] == pytest.approx(1, abs=0.01)
    assert stretch[-1] == pytest.approx(np.diff(expected)[-1] / np.diff(performed_onsets(written))[-1], rel=0.03)
    assert stretch[-1] > 1.15, "the last interval lasts longer"


def test_a_fermata_is_heard(catch: Callable[[dict[str, Any]], Samples], melody: Score) -> None:
    held = melody.note("melody", bar=8, beat=1)
    performance = changed(melody, fermata(held, shape="bold"))
    written = performed_onsets(changed(melody))
    expected = performed_onsets(performance)
    found = onsets(catch(performance), RATE, expected)
    assert np.abs(beyond_constant(found, expected)).max() <= CLOSE_SEC
    longer = np.diff(found) - np.diff(written)
    place = int(np.argmax(longer))
    ids = performance["voices"][0]["notes"][place]["ids"]
    assert held.id in ids
    assert longer[place] > 1


def neighbours(values: list[float]) -> list[float]:
    """Return the mean of each value and the next."""
    return [(one + other) / 2 for one, other in pairwise(values)]


def test_a_crescendo_rises_by_the_stated_decibels(catch: Callable[[dict[str, Any]], Samples], melody: Score) -> None:
    swell = crescendo(melody.place(1, 8), shape="clear")
    loud, plain = perform(melody, swell), perform(melody, Interpretation())
    heard, written = catch(loud.to_json()), catch(plain.to_json())
    notes = plain.to_json()["voices"][0]["notes"]
    rises = [
        level_db(heard, RATE, note["onset_sec"], note["release_sec"])
        - level_db(written, RATE, note["onset_sec"], note["release_sec"])
        for note in notes
    ]
    stated = [loud.level.value_at(note["onset_beat"]) for note in notes]
    assert stated[-1] == pytest.approx(CLEAR_CRESCENDO_DB)
    # Two notes at a time: single keys of the piano answer to touch a little differently.
    assert neighbours(rises) == pytest.approx(neighbours(stated), abs=1.5)
