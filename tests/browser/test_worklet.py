"""The shipped worklet in a real browser, on a page that holds nothing but the sound."""

from __future__ import annotations

import functools
import http.server
import threading
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from musicking.export import audio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]
# A name that is neither https nor localhost: there the browser has no worklets.
INSECURE = "insecure.test"
PAGE = """<!doctype html><title>Sound</title><link rel="icon" href="data:,"><button>Play</button>
<script type="module">
import { capture, planOf, soundOf, tap, LATENCY_FRAMES } from "/musicking/_built/page/test/capture.js";
const table = await (await fetch("/spec/instruments.json")).json();
const assets = { async fetch(name) {
  const answer = await fetch(`/musicking/_built/${name}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.arrayBuffer();
} };
const BEATS = 24;
/** Strokes of claves, one a beat: short, so that each onset can be told. */
function strokes(period) {
  const notes = Array.from({ length: BEATS }, (_, i) => ({
    ids: [`n${i}`], pitch: 75, velocity: 100, onset_beat: i, end_beat: i + 1,
    onset_sec: i * period, release_sec: i * period + 0.05,
  }));
  const voice = { id: "claves", instrument: "drums", balance_db: 0, notes, gain: [[0, 0]] };
  const duration_sec = BEATS * period;
  const beat_at = (sec) => Math.min(BEATS, Math.max(0, sec / period));
  const clock = { duration_sec, seconds_at: (beat) => beat * period, beat_at };
  return [{ duration_sec, clipped: false, voices: [voice] }, clock];
}
function onsets(samples, rate) {
  const found = [];
  for (let i = 0, last = -rate; i < samples.length; i++) {
    if (Math.abs(samples[i]) < 0.05) continue;
    if (i - last > 0.06 * rate) found.push(i / rate);
    last = i;
  }
  return found;
}
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const stall = (ms) => { for (const end = performance.now() + ms; performance.now() < end; ); };
const sound = soundOf(assets, table);
const transport = sound.transport();
transport.load(...strokes(0.25));
document.querySelector("button").onclick = () => { window.pressed = transport.play(); };
const tools = { assets, capture, LATENCY_FRAMES, onsets, planOf, stall, strokes, table, tap, wait };
Object.assign(window, tools, { sound, transport });
window.isReady = true;
dispatchEvent(new Event("ready"));
</script>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode())
        return None

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    handler = functools.partial(Quiet, directory=str(ROOT))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def browser(launch: Callable[..., Browser]) -> Browser:
    return launch(f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1")


@pytest.fixture
def open_page(browser: Browser, port: int) -> Iterator[Callable[..., Page]]:
    contexts = []

    def opened(host: str = "127.0.0.1", start: str = "") -> Page:
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(start)
        page.goto(f"http://{host}:{port}/")
        page.wait_for_function("window.isReady")
        return page

    yield opened
    for context in contexts:
        context.close()


def press(page: Page) -> list[Any]:
    """Press Play; returns whether it plays and what the reader is told."""
    page.click("button")
    seen: list[Any] = page.evaluate(
        "async () => { await pressed; return [transport.playing.value, sound.message.value]; }"
    )
    return seen


def gaps(onsets: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(onsets)]


def test_the_shipped_worklet_sounds_each_note_at_its_time(open_page: Callable[..., Page]) -> None:
    onsets = open_page().evaluate("""async () => {
      const plan = planOf(strokes(0.1237)[0], table);
      const drums = await assets.fetch("instruments/drums.sf2");
      const [left] = await capture(plan, { drums }, await assets.fetch("page/worklet.js"), 48000);
      return onsets(left, 48000).map((sec, i) => sec - LATENCY_FRAMES / 48000 - plan.onset_sec[i]);
    }""")
    assert len(onsets) == 24
    assert max(onsets) - min(onsets) < 1e-3
    assert 0 <= min(onsets) < 3e-3


def test_python_renders_what_the_page_plays(open_page: Callable[..., Page]) -> None:
    performance, left, latency = open_page().evaluate("""async () => {
      const [performance] = strokes(0.0731);
      const drums = await assets.fetch("instruments/drums.sf2");
      const worklet = await assets.fetch("page/worklet.js");
      const [left] = await capture(planOf(performance, table), { drums }, worklet, 44100);
      return [performance, Array.from(left), LATENCY_FRAMES];
    }""")
    rendered = audio.render(performance)[:, 0]
    played = np.array(left[latency:])
    assert rendered.max() > 0.1
    np.testing.assert_allclose(played, rendered[: len(played)], atol=1e-6)


def test_a_stalling_page_does_not_move_a_note(open_page: Callable[..., Page]) -> None:
    page = open_page()
    assert press(page) == [True, None]
    heard = page.evaluate("""async () => {
      const listening = await tap(sound.device.node);
      for (let i = 0; i < 25; i++) { stall(80); await wait(5); }
      const { samples, sampleRate } = listening.stop();
      return onsets(samples, sampleRate);
    }""")
    assert len(heard) > 5
    # The first may have begun before the listening did.
    assert gaps(heard)[1:] == pytest.approx([0.25] * (len(heard) - 2), abs=1e-3)


def test_a_dragged_tempo_is_heard_and_repeats_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page()
    press(page)
    heard, beats = page.evaluate("""async () => {
      const listening = await tap(sound.device.node);
      const before = transport.position_beat();
      for (let i = 0; i <= 20; i++) {
        transport.load(...strokes(0.25 - 0.005 * i));
        await new Promise(requestAnimationFrame);
      }
      await wait(1200);
      const after = transport.position_beat();
      const { samples, sampleRate } = listening.stop();
      return [onsets(samples, sampleRate), after - before];
    }""")
    assert len(heard) == pytest.approx(beats, abs=1.5)
    assert gaps(heard)[-4:] == pytest.approx([0.15] * 4, abs=1e-3)


def test_nothing_sounds_before_a_press(open_page: Callable[..., Page]) -> None:
    # By the page itself: what a test evaluates counts as a press.
    prepare = "sound.prepare(new Map([['drums', new Set([36])]]))"
    page = open_page(start=f"addEventListener('ready', () => {prepare})")
    page.wait_for_function("sound.has('drums')")
    assert page.evaluate("[transport.playing.value, sound.state.value]") == [False, "silent"]
    assert press(page) == [True, None]


@pytest.mark.parametrize(
    ("file", "answer", "sentence"),
    [
        ("drums.sf2", {"status": 404}, "The sound file of the drums could not be fetched"),
        ("drums.sf2", {"body": b"RIFF\x00\x00"}, "The sound file of the drums is incomplete or damaged"),
        ("worklet.js", {"status": 500}, "The player's own code could not be loaded"),
    ],
)
def test_a_failure_is_one_sentence_and_can_be_tried_again(
    open_page: Callable[..., Page], file: str, answer: dict[str, Any], sentence: str
) -> None:
    page = open_page()

    def fail(route: Route) -> None:
        route.fulfill(**answer)

    page.route(f"**/{file}", fail)
    playing, message = press(page)
    assert not playing
    assert message.startswith(sentence)
    page.unroute(f"**/{file}")
    assert press(page) == [True, None]


def test_an_insecure_address_is_told_what_to_do(open_page: Callable[..., Page]) -> None:
    playing, message = press(open_page(INSECURE))
    assert not playing
    assert "https" in message
    assert "http://localhost" in message


def test_a_browser_that_blocks_sound_says_so(browser: Browser, port: int) -> None:
    context = browser.new_context()
    page = context.new_page()
    # The page presses Play by itself, and only the console is asked, as what a test evaluates counts as a press.
    page.add_init_script(
        "addEventListener('ready', async () => { await transport.play(); console.log(String(sound.message.value)); })"
    )
    with page.expect_console_message(lambda message: message.type == "log") as said:
        page.goto(f"http://127.0.0.1:{port}/")
    assert said.value.text.startswith("The browser is keeping sound blocked; press Play again")
    assert press(page) == [True, None]
    context.close()
