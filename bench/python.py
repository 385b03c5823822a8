"""The budgets that Python alone can keep: import, performing, rendering, notebooks."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench.budget import Measured, median_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
# The best of several: what else the machine does is no part of it.
RENDER = """
import time
from musicking import perform, song
from musicking.export.audio import render
performance = perform(song("amazing_grace")).to_json()
render(performance)
seconds = []
for _ in range(5):
    start = time.perf_counter()
    render(performance)
    seconds.append(time.perf_counter() - start)
print(performance["duration_sec"] / min(seconds))
"""


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)


def importing() -> Measured:
    """``import musicking`` beyond an interpreter that does nothing."""
    empty = median_ms(lambda: run_python("pass"))
    full = median_ms(lambda: run_python("import musicking"))
    return Measured("import musicking", full - empty, "ms", 60)


def performing() -> Measured:
    """Perform 32 bars with accompaniment and two components."""
    from musicking import Interpretation, crescendo, perform, ritardando, song

    score = song("ode_to_joy")
    change: Interpretation = ritardando(score.place(13, 16)) + crescendo(score.place(9, 12))
    twice = 2  # 16 bars, performed twice
    return Measured("perform 32 bars (Python)", twice * median_ms(lambda: perform(score, change)), "ms", 20)


def composing() -> Measured:
    """Compose 32 bars with drums, bass and chords, each time another seed, and perform them."""
    from musicking import compose, perform

    seeds = iter(range(10_000))
    composed = median_ms(lambda: perform(compose("bossa", "D dorian", "i IV", form="AABA", seed=next(seeds))))
    return Measured("compose and perform 32 bars (Python)", composed, "ms", 20)


def rendering() -> Iterator[Measured]:
    """Sound from Python: how many times faster than it lasts, and the memory it takes."""
    faster = float(run_python(RENDER).stdout)
    yield Measured("render audio from Python", faster, "x", 35, at_least=True)
    yield Measured("  memory while rendering", peak_memory_mb(RENDER), "MB", 300)


def peak_memory_mb(code: str) -> float:
    """Return the greatest resident memory of an interpreter that runs ``code``, in MB."""
    process = psutil.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, cwd=ROOT)
    peak = 0
    while process.poll() is None:
        try:
            peak = max(peak, process.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.02)
    return peak / 1e6


def under_nbval() -> Measured:
    """Every notebook under nbval, in one process, on average."""
    notebooks = [str(path) for folder in (".", "chapters", "exercises") for path in (ROOT / folder).glob("*.ipynb")]
    count = len(notebooks)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval-lax", *notebooks]
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return Measured(f"a notebook under nbval (of {count})", (time.perf_counter() - start) / count, "s", 2)


def measures() -> Iterator[Measured]:
    """All of them."""
    yield importing()
    yield performing()
    yield composing()
    yield from rendering()
    yield under_nbval()
