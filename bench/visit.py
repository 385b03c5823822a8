"""A fresh visit to a page of the book in a real browser, with everything it fetches counted."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.served import PROBES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

#: As mobile readers have it: 9 Mbit/s, with the delay of such a connection.
MBIT_9 = {"offline": False, "latency": 40, "downloadThroughput": 9e6 / 8, "uploadThroughput": 9e6 / 8}
LIVE = ".musicking.is-live"
REST_MS = 2000


@dataclass
class Visit:
    """A page that was opened, and what it fetched."""

    page: Page
    wire: CDPSession
    address: str
    requested: dict[str, str] = field(default_factory=dict)
    received: dict[str, float] = field(default_factory=dict)

    def open(self, name: str) -> None:
        """Open a page of the book."""
        self.page.goto(f"{self.address}/{name}")

    def operable(self) -> None:
        """Wait until every widget lives and all that the page shows has come."""
        self.page.wait_for_selector(LIVE)
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready.then(() => null)")

    def quiet(self) -> None:
        """Wait until nothing more is fetched."""
        self.page.wait_for_load_state("networkidle")

    def rest(self) -> None:
        """Wait until the page, left alone, has fetched all that it fetches unasked."""
        fetched = -1
        while fetched < len(self.requested):
            fetched = len(self.requested)
            self.page.wait_for_timeout(REST_MS)

    def transferred_kb(self) -> float:
        """Everything that has travelled so far, in kB, without what the measurement itself fetched."""
        counted = (size for request, size in self.received.items() if "/_bench/" not in self.requested.get(request, ""))
        return sum(counted) / 1000

    def press_play(self) -> None:
        """Press Play of the first widget, by a click of the mouse."""
        play = self.page.locator(LIVE).get_by_role("button", name="Play", exact=True).first
        play.scroll_into_view_if_needed()
        box = play.bounding_box()
        if box is None:
            raise RuntimeError("There is no Play to press.")
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def ask(self, script: str, argument: Any = None) -> Any:  # noqa: ANN401 (what the script answers)
        """Evaluate a script in the page."""
        return self.page.evaluate(script, argument)


@contextmanager
def visit(
    browser: Browser, address: str, *, save_data: bool = False, slow: bool = False, listen: bool = False
) -> Iterator[Visit]:
    """Come as a reader for the first time: nothing cached, nothing known."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(path=PROBES / "probe.js")
    if listen:
        context.add_init_script(f"bench.capture = import('{address}/_bench/capture.js')")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if save_data:
        wire.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    if slow:
        wire.send("Network.emulateNetworkConditions", MBIT_9)
    came = Visit(page, wire, address)
    wire.on(
        "Network.requestWillBeSent", lambda event: came.requested.update({event["requestId"]: event["request"]["url"]})
    )
    wire.on(
        "Network.loadingFinished", lambda event: came.received.update({event["requestId"]: event["encodedDataLength"]})
    )
    yield came
    context.close()
