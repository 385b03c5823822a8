"""Render what the cells of the notebooks have ordered: each sound once, two at a time, none that is there already.

Nothing in the build takes longer, so it begins while the notebooks run and the pages are read.

A sound is kept under a name made of all that it comes from: the performance, the instruments, the renderer, the
encoder. So whatever else changes in the book, it is not rendered again.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musicking.export.audio import mp3_of
from musicking.export.book_sounds import FOLDER, ORDER

from .files import KERNEL_FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

CACHE = Path("_build/audio")
WORKERS = 2
BOOK_RATE_HZ = 32000
"""Samples a second in the book's files, which are in mono: what reverberation alone puts to the sides lies 15 dB and
more below the rest, and what such an MP3 keeps above 16 kHz nobody hears. It takes half the time and half the room."""
ROOT = Path(__file__).parents[2]
SOUND_COMES_FROM = (
    "musicking/_built/page/offline.js",
    "musicking/_built/instruments",
    "musicking/export/audio.py",
    "musicking/export/offline_synth.py",
    "spec/instruments.json",
)
"""What decides how a performance sounds."""


@cache
def renderer_state() -> str:
    """Name the state of the renderer, of the instruments and of the encoder."""
    import soundfile

    state = hashlib.sha256(f"{soundfile.__libsndfile_version__} {BOOK_RATE_HZ}".encode())
    for name in SOUND_COMES_FROM:
        place = ROOT / name
        for path in sorted(place.glob("*.sf2")) if place.is_dir() else [place]:
            state.update(path.read_bytes())
    return state.hexdigest()


def key_of(performance: Mapping[str, Any]) -> str:
    """Return the name under which the sound of a performance is kept."""
    text = json.dumps(performance, sort_keys=True) + renderer_state()
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A performance, and the folder of the book in which its sound is kept."""

    performance: dict[str, Any]
    book: Path

    @cached_property
    def key(self) -> str:
        """The name under which it is kept."""
        return key_of(self.performance)

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return self.book / CACHE / f"{self.key}.mp3"

    @property
    def duration_sec(self) -> float:
        """How long it lasts, until the last release."""
        return float(self.performance["duration_sec"])


class Rendering:
    """Renders the sounds of a build from the moment in which a kernel has ordered them, behind all else that works.

    Parameters
    ----------
    book
        The folder of the book. What has been ordered there before is not looked at.
    """

    def __init__(self, book: Path) -> None:
        self._book = book
        self._orders = book / KERNEL_FILES / FOLDER
        self._seen = set(self._orders.glob(f"*{ORDER}"))
        self._begun: dict[Path, Future[None]] = {}

    @cached_property
    def _workers(self) -> ProcessPoolExecutor:
        # Started afresh, not forked: a fork would take over threads that others have begun.
        return ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"), initializer=_step_back)

    def begin(self, sounds: Iterable[Sound]) -> None:
        """Begin what is not there yet, the longest first, so that both workers end together."""
        (self._book / CACHE).mkdir(parents=True, exist_ok=True)
        missing = {sound.file: sound for sound in sounds if sound.file not in self._begun and not sound.file.is_file()}
        for file, sound in sorted(missing.items(), key=lambda entry: -entry[1].duration_sec):
            self._begun[file] = self._workers.submit(_render, file, sound.performance)

    def begin_ordered(self) -> None:
        """Begin what kernels have ordered since they were asked for last."""
        fresh = set(self._orders.glob(f"*{ORDER}")) - self._seen
        self._seen |= fresh
        orders = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(fresh))
        self.begin(Sound(performance=order["performance"], book=self._book) for order in orders)

    def finish(self, sounds: Iterable[Sound]) -> int:
        """Render what is still missing, and drop what is no longer heard.

        Returns
        -------
        int
            How many were rendered.
        """
        wanted = {sound.file: sound for sound in sounds}
        self.begin(wanted.values())
        for rendered in self._begun.values():
            rendered.result()
        for path in (self._book / CACHE).iterdir():
            if path not in wanted:
                path.unlink()
        return len(self._begun)

    def close(self) -> None:
        """Let the workers go, also with work undone."""
        if self._begun:
            self._workers.shutdown(wait=False, cancel_futures=True)


def _step_back() -> None:
    """Leave the processor to the kernels and to who reads the pages: they are waited for, one after another."""
    with suppress(AttributeError):  # no such thing on Windows
        os.nice(10)


def _render(target: Path, performance: Mapping[str, Any]) -> None:
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(mp3_of(performance, BOOK_RATE_HZ, in_mono=True))
    part.replace(target)
