"""The page's own renderer, run by V8 inside Python: what a file holds is what the page plays."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.shared import shared_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray
    from py_mini_racer import MiniRacer

RIFF_HEADER_BYTES = 8
LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 8000, 96000
RENDER_SECONDS = 600
_NOT_BUILT = "The sound is not built yet: run `make book` once, or install the wheel."


def built() -> Traversable:
    """Return the folder of what the build makes."""
    return resources.files("musicking") / "_built"


def instrument_file(name: str) -> bytes:
    """Return the bytes of an instrument's file.

    Raises
    ------
    MusicError
        When there is no such instrument, or its file is missing or not whole.
    """
    instruments = shared_table("instruments")["instruments"]
    if name not in instruments:
        known = ", ".join(instruments)
        raise MusicError(f'There is no instrument named "{name}"; choose one of {known}.')
    place = built() / "instruments" / instruments[name]["file"]
    if not place.is_file():
        raise MusicError(f"The sound file of the {name} is missing ({place.name}): run `make book` again.")
    data: bytes = place.read_bytes()
    if data[:4] != b"RIFF" or int.from_bytes(data[4:8], "little") + RIFF_HEADER_BYTES > len(data):
        raise MusicError(
            f"The sound file of the {name} is incomplete or damaged ({place.name}): run `make book` again."
        )
    return data


def render_samples(performance: Mapping[str, Any], sample_rate_hz: int) -> NDArray[np.float32]:
    """Render a performance given as plain data; returns an array of shape (frames, 2)."""
    if not LOWEST_RATE_HZ <= sample_rate_hz <= HIGHEST_RATE_HZ:
        raise MusicError(f"The sample rate must be {LOWEST_RATE_HZ} to {HIGHEST_RATE_HZ}, not {sample_rate_hz}.")
    # A notebook's own thread runs an event loop, in which V8 refuses to be waited for.
    rendering = _thread().submit(_render, performance, sample_rate_hz)
    return rendering.result()


@cache
def _thread() -> ThreadPoolExecutor:
    """Return the one thread in which V8 is used."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="musicking-sound")


def _render(performance: Mapping[str, Any], sample_rate_hz: int) -> NDArray[np.float32]:
    import numpy as np

    v8 = engine(sample_rate_hz)
    for name in dict.fromkeys(voice["instrument"] for voice in performance["voices"]):
        _hand_over(v8, name)
    table = json.dumps(shared_table("instruments"))
    call = f"renderWith({json.dumps(performance)}, {table}, {sample_rate_hz})"
    outcome: Any = v8.eval(call)
    problem: Any = outcome.get(timeout=RENDER_SECONDS)
    if problem:
        raise MusicError(str(problem))
    # The view is of V8's memory, which the next rendering takes back: hence the copy.
    samples: Any = v8.eval("rendering.samples")
    flat = np.frombuffer(samples, dtype=np.float32).copy()
    v8.eval("rendering = null")
    return flat.reshape(-1, 2)


_GLUE = """
globalThis.banks = {};
globalThis.rendering = null;
async function renderWith(performance, table, sampleRate) {
  try {
    const used = {};
    for (const { instrument } of performance.voices) used[instrument] = banks[instrument];
    rendering = await musicking.renderPerformance(performance, table, used, sampleRate);
    return "";
  } catch (problem) {
    return problem.message;
  }
}
"""


@cache
def engine(sample_rate_hz: int) -> MiniRacer:  # noqa: ARG001 (each rate has its own)
    """Return the V8 that holds the renderer and, once used, the instruments; one a process and a sample rate.

    The synth keeps the coefficients of its filters without asking for which sample rate they were reckoned: what is
    rendered at a second rate in the same V8 is up to 0.3 dB off.
    """
    script = built() / "page" / "offline.js"
    if not script.is_file():
        raise MusicError(_NOT_BUILT)
    # A cell of a notebook runs in an event loop, to which V8 would bind itself; in its own thread it cannot.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_start, script.read_text(encoding="utf-8")).result()


def _start(script: str) -> MiniRacer:
    from py_mini_racer import MiniRacer

    v8 = MiniRacer()
    v8.eval(script)
    v8.eval(_GLUE)
    return v8


def _hand_over(v8: MiniRacer, name: str) -> None:
    if v8.eval(f"{json.dumps(name)} in banks"):
        return
    data = instrument_file(name)
    view: Any = v8.eval(f"globalThis.incoming = new Uint8Array({len(data)})")
    view[:] = data
    v8.eval(f"banks[{json.dumps(name)}] = incoming.buffer; delete globalThis.incoming; 0")
