"""The page's own renderer, run by V8 inside Python: what a file holds is what the page plays."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray
    from py_mini_racer import MiniRacer

RIFF_HEADER_BYTES = 8
RENDER_SECONDS = 600
_NOT_BUILT = "The sound is not built yet: run `make book` once, or install the wheel."


@cache
def sound_table() -> Mapping[str, Any]:
    """Return the measured sound bank: instruments with their files, trims and velocity curves."""
    package = resources.files("musicking")
    # In a wheel the table lies beside the instruments; in a checkout it is kept with the spec.
    for place in (package / "_built/instruments/instruments.json", package / "../spec/instruments.json"):
        if place.is_file():
            table: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
            return table
    raise MusicError(_NOT_BUILT)


def instrument_file(name: str) -> bytes:
    """Return the bytes of an instrument's file.

    Raises
    ------
    MusicError
        When there is no such instrument, or its file is missing or not whole.
    """
    instruments = sound_table()["instruments"]
    if name not in instruments:
        known = ", ".join(instruments)
        raise MusicError(f'There is no instrument named "{name}"; choose one of {known}.')
    place = resources.files("musicking") / "_built" / "instruments" / instruments[name]["file"]
    if not place.is_file():
        raise MusicError(f"The sound file of the {name} is missing ({place.name}): run `make book` again.")
    data = place.read_bytes()
    if data[:4] != b"RIFF" or int.from_bytes(data[4:8], "little") + RIFF_HEADER_BYTES > len(data):
        raise MusicError(
            f"The sound file of the {name} is incomplete or damaged ({place.name}): run `make book` again."
        )
    return data


def render_samples(performance: Mapping[str, Any], sample_rate_hz: int) -> NDArray[np.float32]:
    """Render a performance given as plain data; returns an array of shape (frames, 2)."""
    import numpy as np

    engine = _engine()
    for name in dict.fromkeys(voice["instrument"] for voice in performance["voices"]):
        _hand_over(engine, name)
    call = f"renderWith({json.dumps(performance)}, {json.dumps(sound_table())}, {sample_rate_hz})"
    outcome: Any = engine.eval(call)
    problem: Any = outcome.get(timeout=RENDER_SECONDS)
    if problem:
        raise MusicError(str(problem))
    # The view is of V8's memory, which the next rendering takes back: hence the copy.
    samples: Any = engine.eval("rendering.samples")
    flat = np.frombuffer(samples, dtype=np.float32).copy()
    engine.eval("rendering = null")
    return flat.reshape(-1, 2)


_GLUE = """
globalThis.banks = {};
globalThis.rendering = null;
async function renderWith(performance, table, sampleRate) {
  try {
    const used = Object.fromEntries(performance.voices.map((voice) => [voice.instrument, banks[voice.instrument]]));
    rendering = await musicking.renderPerformance(performance, table, used, sampleRate);
    return "";
  } catch (problem) {
    return problem.message;
  }
}
"""


@cache
def _engine() -> MiniRacer:
    from py_mini_racer import MiniRacer

    script = resources.files("musicking") / "_built" / "page" / "offline.js"
    if not script.is_file():
        raise MusicError(_NOT_BUILT)
    engine = MiniRacer()
    engine.eval(script.read_text(encoding="utf-8"))
    engine.eval(_GLUE)
    return engine


def _hand_over(engine: MiniRacer, name: str) -> None:
    if engine.eval(f"{json.dumps(name)} in banks"):
        return
    data = instrument_file(name)
    view: Any = engine.eval(f"globalThis.incoming = new Uint8Array({len(data)})")
    view[:] = data
    engine.eval(f"banks[{json.dumps(name)}] = incoming.buffer; delete globalThis.incoming; 0")
