"""Where one music gives way to another while it plays: what the worklet says of it, and what was heard there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.listening import Samples

OPEN = "globalThis[Symbol.for('musicking.sound')]?.device"
LISTEN = """async (address) => {
  const { tap } = await import(`${address}/../_test/capture.js`);
  const { device } = globalThis[Symbol.for("musicking.sound")];
  const heard = { anchors: [], tap: await tap(device.node) };
  device.node.port.addEventListener("message", ({ data }) => data.kind === "anchor" && heard.anchors.push(data));
  globalThis.heard = heard;
}"""
CAUGHT = """(after_sec) => new Promise((resolve) => {
  const look = () => {
    const crossed = heard.anchors.findLast(({ music }) => music > 0);
    const now = globalThis[Symbol.for("musicking.sound")].nowSec();
    if (crossed === undefined || crossed.context_sec + after_sec > now) return requestAnimationFrame(look);
    const { context_sec, sampleRate, samples } = heard.tap.stop();
    // What lies long before the line would only take time to be handed over.
    const line = crossed.context_sec - context_sec;
    const first = Math.max(0, Math.floor((line - 2.5) * sampleRate));
    const line_sec = line - first / sampleRate;
    resolve({ line_sec, sec: crossed.sec, rate: sampleRate, samples: [...samples.subarray(first)] });
  };
  look();
})"""
NEAR_SEC, APART_SEC, OWN_SEC = 0.02, 0.05, 2.0


@dataclass(frozen=True)
class Heard:
    """What was heard: the bar line lies at ``line_sec``, and there the new music is at its second ``sec``."""

    samples: Samples
    rate: float
    line_sec: float
    sec: float

    @property
    def step_ratio(self) -> float:
        """How large the largest step from sample to sample at the line is, beside the music's own round it."""
        steps = np.abs(np.diff(self.samples))

        def largest(from_sec: float, to_sec: float) -> float:
            first = max(0, int((self.line_sec + from_sec) * self.rate))
            return float(steps[first : int((self.line_sec + to_sec) * self.rate)].max())

        own = max(largest(-OWN_SEC, -APART_SEC), largest(APART_SEC, OWN_SEC))
        return largest(-NEAR_SEC, NEAR_SEC) / own


def listen(page: Page, address: str) -> None:
    """Write down every anchor and every sample from now on: from when the device is open, if it is on its way."""
    page.wait_for_function(OPEN)
    page.evaluate(LISTEN, address)


def caught(page: Page, *, after_sec: float = OWN_SEC) -> Heard:
    """Wait until another music has sounded for a while, and return what was heard."""
    told: dict[str, Any] = page.evaluate(CAUGHT, after_sec)
    return Heard(np.array(told["samples"]), told["rate"], told["line_sec"], told["sec"])
