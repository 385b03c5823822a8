"""A widget is pressed, and what reaches the loudspeaker is the performance that it shows."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from musicking_book.serve import BUILT_BOOK
from playwright.sync_api import Locator, Route, expect

from musicking import Interpretation, Score, fermata, perform, ritardando, song
from tests.browser.listening import Samples, beyond_constant, onsets
from tests.browser.test_pages import settled
from tests.browser.test_sound import CLOSE_SEC

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Watched

CHAPTER = "chapters/expressive-components.html"
LAST_BAR = 3
TRAITS = re.compile(r'(class="musicking-traits">)(.*?)(</script>)', re.DOTALL)
LISTEN_IN = """async (address) => {
  const { tap } = await import(`${address}/../_test/capture.js`);
  window.ear = await tap(globalThis[Symbol.for("musicking.sound")].device.node);
}"""
WHAT_WAS_HEARD = """() => {
  const { samples, sampleRate } = window.ear.stop();
  const bytes = new Uint8Array(samples.buffer);
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return [btoa(text), sampleRate];
}"""


@pytest.fixture(scope="module")
def melody() -> Score:
    """The tune alone: an ear can tell its onsets apart."""
    score = song("amazing_grace")
    return replace(score, voices=(score.voice("melody"),))


@pytest.fixture(scope="module")
def shaped(melody: Score) -> Interpretation:
    """A slowing and a hold, both early enough to be heard soon."""
    return ritardando(melody.place(1, 2), shape="bold") + fermata(melody.note("melody", bar=3, beat=1))


def with_tune_alone(html: str, interpretation: Interpretation) -> str:
    """Return the chapter, its first widget holding the melody alone under an interpretation."""

    def changed(found: re.Match[str]) -> str:
        traits = json.loads(found[2])
        pieces = dict(re.findall(r'class="musicking-piece" id="([^"]+)">(.*?)</script>', html, re.DOTALL))
        traits["piece"] = json.loads(pieces[traits["piece"]])
        score = traits["piece"]["score"]
        score["voices"] = [voice for voice in score["voices"] if voice["id"] == "melody"]
        traits["interpretation"] = interpretation.to_json()
        return found[1] + json.dumps(traits).replace("<", "\\u003c") + found[3]

    return TRAITS.sub(changed, html, count=1)


@pytest.fixture
def widget(open_page: Callable[..., Watched], shaped: Interpretation) -> Locator:
    """The chapter's first widget with that music, its piano fetched and somebody listening in."""
    watched = open_page("glossary.html")
    page = watched.page

    def answer(route: Route) -> None:
        html = (BUILT_BOOK / CHAPTER).read_text(encoding="utf-8")
        route.fulfill(status=200, content_type="text/html", body=with_tune_alone(html, shaped))

    page.route(f"**/{CHAPTER}", answer)
    page.goto(f"{watched.origin}/{CHAPTER}")
    settled(watched)
    page.wait_for_function("globalThis[Symbol.for('musicking.sound')]?.has('piano')")
    page.evaluate(LISTEN_IN, watched.origin)
    return page.locator(".musicking-app").first


def onsets_sec(score: Score, laid: Interpretation) -> list[float]:
    """Return when the notes of the bars that are listened to should sound."""
    end_beat = score.place(1, LAST_BAR).to_beat
    notes = perform(score, laid).voices[0].notes
    return [note.onset_sec for note in notes if note.onset_beat < end_beat]


def heard_until(widget: Locator, bar: int) -> tuple[Samples, float]:
    """Press Play; return what sounds until a bar begins, and its sample rate."""
    widget.get_by_role("button", name="Play", exact=True).click()
    expect(widget.locator(".mk-place")).to_contain_text(f"Bar {bar},", timeout=30_000)
    text, rate = widget.page.evaluate(WHAT_WAS_HEARD)
    return np.frombuffer(base64.b64decode(text), dtype=np.float32).astype(np.float64), rate


@pytest.mark.parametrize("view", ["performed", "written"])
def test_what_is_heard_is_what_is_shown(widget: Locator, melody: Score, shaped: Interpretation, view: str) -> None:
    performed, written = onsets_sec(melody, shaped), onsets_sec(melody, Interpretation())
    assert performed[-1] > written[-1] + 1, "an ear could not tell the two apart"
    widget.get_by_role("radio", name=f"as {view}").check()
    samples, rate = heard_until(widget, LAST_BAR + 1)
    first_sec = float(np.argmax(np.abs(samples) > np.abs(samples).max() / 20)) / rate
    expected = [first_sec + sec for sec in (performed if view == "performed" else written)]
    assert len(expected) > 5
    assert np.abs(beyond_constant(onsets(samples, rate, expected), expected)).max() <= CLOSE_SEC
