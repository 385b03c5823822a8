"""The budgets of a page with widgets, measured in a real browser on the built book.

Every figure is the median of several fresh visits (nothing cached), if nothing else is said.

Weight
    Bytes on the wire, headers included, text compressed by gzip. What a reader under Save-Data fetches is what it
    takes to read and to operate the page; what others fetch beyond that is fetched in idle time. All pages with
    widgets are visited for that; the three that fetch most are told.
First sound
    From the time stamp of the click to the first sample above -80 dB that leaves the worklet. The samples are caught
    by a recorder (``tap`` in ``page/src/audio/capture.ts``); their time is the context's clock, set against the page's
    clock where the two are nearest, which is when a block has just been computed. The loudspeaker's own delay is left
    out. *Cold* is a page on which nothing of the sound has been fetched before the click (Save-Data).
Notation seen
    From the start of the navigation to the end of the first frame in which the engraved score has a place.
A dragged curve
    From each move of the pointer: frames until the handle has followed, and milliseconds until the worklet has taken
    the new plan, which it plays from its next quantum on (3 ms); with the way back of its answer.
Onsets
    Strokes of claves, caught while the page stalls; the greatest distance from their even row.
"""

from __future__ import annotations

import statistics
from functools import partial
from typing import TYPE_CHECKING

from musicking_book.serve import BUILT_BOOK
from playwright.sync_api import Browser, sync_playwright

from bench.budget import Measured
from bench.served import served
from bench.visit import LIVE, Visit, visit
from tests.browser.chromium import FLAGS, ensure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGES = {"welcome": "index.html", "chapter": "chapters/expressive-components.html"}
VISITS = 5
MOUNTED = 'class="musicking"'
SHAPE = ".musicking-app[data-widget=shape]"
READING_MS = 3000
LISTENING_MS = 500
SILENT_AGAIN_MS = 2500
LONG_WIDGET = """async () => {
  const { longScore } = await import("/_bench/long.mjs");
  const home = document.createElement("div");
  home.className = "musicking";
  home.dataset.widget = "listen";
  const data = document.createElement("script");
  data.type = "application/json";
  data.className = "musicking-traits";
  const piece = { score: longScore(["piano", "flute"]) };
  data.textContent = JSON.stringify({ piece, show: ["roll", "tempo", "level"] });
  home.append(data);
  document.body.append(home);
  await import("/_musicking/page/widgets.js");
}"""
FRAMES = """async () => {
  bench.countFrames();
  const [start, before] = [performance.now(), bench.frames];
  await new Promise((resolve) => setTimeout(resolve, 4000));
  return 1000 * (bench.frames - before) / (performance.now() - start);
}"""


def median(measure: Callable[[], float], times: int = VISITS) -> float:
    """Return the median of several measurements."""
    return statistics.median(measure() for _ in range(times))


class Bench:
    """A browser on the served book, and what is measured with it."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address

    def weights(self, title: str, name: str) -> Iterator[Measured]:
        """Yield what a page transfers for a reader who saves data; one visit, for the bytes are always the same."""
        with visit(self.browser, self.address, save_data=True) as sparing:
            sparing.open(name)
            sparing.operable()
            sparing.quiet()
            needed_kb, before = sparing.transferred_kb(), len(sparing.received)
            sparing.page.wait_for_timeout(READING_MS)
            idle_requests = len(sparing.received) - before
        yield Measured(f"{title}: transfers until readable and operable", needed_kb, "kB", 200)
        yield Measured(f"{title}: requests in idle time under Save-Data", idle_requests, "", 0)

    def transferred_kb(self, name: str, *, save_data: bool) -> float:
        """Return what a page has transferred when it has come to rest."""
        with visit(self.browser, self.address, save_data=save_data) as came:
            came.open(name)
            came.operable()
            came.rest()
            return came.transferred_kb()

    def idle_weights(self) -> Iterator[Measured]:
        """Yield what the pages fetch in idle time: those that fetch most."""
        pages = [path for folder in (".", "chapters", "exercises") for path in (BUILT_BOOK / folder).glob("*.html")]
        names = [str(path.relative_to(BUILT_BOOK)) for path in pages if MOUNTED in path.read_text("utf-8")]
        idle_kb = {
            name: self.transferred_kb(name, save_data=False) - self.transferred_kb(name, save_data=True)
            for name in names
        }
        for name in sorted(names, key=lambda name: -idle_kb[name])[:3]:
            yield Measured(f"fetched in idle time: {name.removesuffix('.html')}", idle_kb[name], "kB", 1900)

    def notation_ms(self, name: str) -> float:
        """Page opened → notation seen."""
        with visit(self.browser, self.address) as came:
            came.open(name)
            came.page.wait_for_function("bench.notation_ms")
            return float(came.ask("bench.notation_ms"))

    def first_sound_ms(self, came: Visit) -> float:
        """Press Play and wait for the first sound."""
        came.press_play()
        came.page.wait_for_selector(f"{LIVE} .is-sounding", state="attached")
        came.page.wait_for_timeout(LISTENING_MS)
        return float(came.ask("bench.firstSound()"))

    def cold_ms(self) -> float:
        """Click → sound on a page that has fetched nothing for it."""
        with visit(self.browser, self.address, save_data=True, listen=True) as came:
            came.open(PAGES["chapter"])
            came.operable()
            return self.first_sound_ms(came)

    def read_ms(self) -> float:
        """Click → sound on a page read for three seconds, at 9 Mbit/s."""
        with visit(self.browser, self.address, slow=True, listen=True) as came:
            came.open(PAGES["chapter"])
            came.operable()
            came.page.wait_for_timeout(READING_MS)
            return self.first_sound_ms(came)

    def warm_ms(self) -> float:
        """Click → sound where there has been sound before."""
        with visit(self.browser, self.address, listen=True) as came:
            came.open(PAGES["chapter"])
            came.operable()
            self.first_sound_ms(came)
            came.page.get_by_role("button", name="Stop", exact=True).first.click()
            came.page.wait_for_timeout(SILENT_AGAIN_MS)
            came.ask("bench.listen()")
            return self.first_sound_ms(came)

    def dragged(self) -> Iterator[Measured]:
        """Drag a handle of the tempo curve while the music plays."""
        with visit(self.browser, self.address) as came:
            came.open(PAGES["chapter"])
            came.operable()
            shape = came.page.locator(SHAPE).first
            handle = shape.get_by_role("slider", name="Tempo, bar 5", exact=True)
            shape.get_by_role("button", name="Play", exact=True).click()
            shape.locator(".is-sounding").first.wait_for(state="attached")
            handle.scroll_into_view_if_needed()
            handle.evaluate("(handle) => bench.watchDrag(handle)")
            box = handle.bounding_box()
            if box is None:
                raise RuntimeError("There is no handle to drag.")
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            came.page.mouse.move(x, y)
            came.page.mouse.down()
            for step in range(60):
                came.page.mouse.move(x, y + step % 30)
            came.page.mouse.up()
            came.page.wait_for_timeout(LISTENING_MS)
            frames, heard = came.ask("[bench.drawn, bench.heard_ms]")
        yield Measured("a dragged curve: input → drawn", statistics.median(frames), "frames", 1)
        yield Measured("a dragged curve: input → heard", statistics.median(heard), "ms", 40)

    def onset_error_ms(self) -> float:
        """Return how far an onset strays while the main thread stalls 80 ms at a time; one visit."""
        with visit(self.browser, self.address, listen=True) as came:
            came.open("_bench/blank.html")
            came.ask("""async () => {
              globalThis.stalls = await import("/_bench/stall.mjs");
              const table = await (await fetch("/_bench/instruments.json")).json();
              globalThis.sound = await stalls.ready(await bench.capture, table, document.querySelector("button"));
            }""")
            came.page.click("button")
            strayed = came.ask("async () => stalls.strayed(await bench.capture, sound)")
            return 1000 * max(abs(float(sec)) for sec in strayed)

    def long_score(self) -> Iterator[Measured]:
        """10,000 notes: performed, and drawn while they play; one visit."""
        with visit(self.browser, self.address) as came:
            came.open("_bench/blank.html")
            times = came.ask("""async () => {
              const [{ perform }, { editTimes }] = await Promise.all(
                ["core.js", "long.mjs"].map((name) => import(`/_bench/${name}`)));
              return editTimes(perform);
            }""")
            yield Measured("10,000 notes: perform after an edit", statistics.median(times), "ms", 5)
            came.ask(LONG_WIDGET)
            came.operable()
            came.press_play()
            came.page.wait_for_function(
                "document.querySelector('.musicking-app .mk-place')?.textContent.match(/beat 2/i)"
            )
            rate = round(came.ask(FRAMES))
            yield Measured("10,000 notes: roll and curves while they play", rate, "fps", 60, at_least=True)

    def measures(self) -> Iterator[Measured]:
        """All of them."""
        for title, name in PAGES.items():
            yield from self.weights(title, name)
        yield from self.idle_weights()
        for title, name in PAGES.items():
            seen_ms = median(partial(self.notation_ms, name))
            yield Measured(f"{title}: opened → notation seen", seen_ms, "ms", 230)
        yield Measured("click → first sound: warm", median(self.warm_ms), "ms", 20)
        yield Measured("click → first sound: read for 3 s at 9 Mbit/s", median(self.read_ms), "ms", 50)
        yield Measured("click → first sound: at once, cold", median(self.cold_ms), "ms", 250)
        yield from self.dragged()
        yield Measured("onset error, page stalling 80 ms at a time", self.onset_error_ms(), "ms", 1)
        yield from self.long_score()


def measures() -> Iterator[Measured]:
    """Open a browser on the built book and measure."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=list(FLAGS))
        yield from Bench(browser, address).measures()
        browser.close()
