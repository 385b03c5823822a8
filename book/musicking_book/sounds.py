"""Render what the cells of the notebooks have ordered: each sound once, two at a time, none that is there already.

A sound is kept under a name made of all that it comes from: the performance, the instruments, the renderer, the
encoder. So whatever else changes in the book, it is not rendered again.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musicking.export.audio import mp3_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def render(book: Path, sounds: Iterable[Sound]) -> int:
    """Render what is not there yet, and drop what is no longer heard.

    Returns
    -------
    int
        How many were rendered.
    """
    wanted = {sound.file: sound for sound in sounds}
    (book / CACHE).mkdir(parents=True, exist_ok=True)
    for path in (book / CACHE).iterdir():
        if path not in wanted:
            path.unlink()
    # The longest first, so that both workers end together.
    missing = sorted(
        ((file, sound.performance) for file, sound in wanted.items() if not file.is_file()),
        key=lambda order: -float(order[1]["duration_sec"]),
    )
    if missing:
        # Started afresh, not forked: a fork would take over threads that others have begun.
        with ProcessPoolExecutor(min(WORKERS, len(missing)), mp_context=get_context("spawn")) as workers:
            list(workers.map(_render_one, missing))
    return len(missing)


def _render_one(order: tuple[Path, Mapping[str, Any]]) -> None:
    target, performance = order
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(mp3_of(performance, BOOK_RATE_HZ, in_mono=True))
    part.replace(target)
