"""Sound out of a performance: samples, WAV and MP3 files, and a player for a notebook."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from musicking.export.book_files import in_book
from musicking.export.book_sounds import order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from musicking.performance import Performance

SAMPLE_RATE_HZ = 44100
_MP3_COMPRESSION = 0.7


class _AsJson(Protocol):
    def to_json(self) -> dict[str, Any]: ...


def render(performance: _AsJson | Mapping[str, Any], sample_rate_hz: int = SAMPLE_RATE_HZ) -> NDArray[np.float32]:
    """Render a performance to samples, as the page plays it.

    The level is never normalised: two performances can be compared by ear.

    Parameters
    ----------
    performance
        A `Performance`, or its plain data (``spec/performance.md``, section 9).
    sample_rate_hz
        Samples a second, 8000 to 96000.

    Returns
    -------
    numpy.ndarray
        Shape (frames, 2), left and right, float32 in [-1, 1]; it ends two seconds after the last release.

    Raises
    ------
    MusicError
        When an instrument is unknown, or its file is missing or damaged.

    Examples
    --------
    >>> note = {"ids": ["m1"], "pitch": 67, "onset_beat": 0, "end_beat": 1,
    ...         "onset_sec": 0, "release_sec": 0.5, "velocity": 64}
    >>> voice = {"id": "melody", "instrument": "piano", "balance_db": 0, "notes": [note], "gain": [[0, 0]]}
    >>> render({"duration_sec": 0.5, "clipped": False, "voices": [voice]}).shape
    (110250, 2)
    """
    from musicking.export.offline_synth import render_samples

    return render_samples(_plain(performance), sample_rate_hz)


def to_wav(performance: _AsJson | Mapping[str, Any], path: str | Path) -> Path:
    """Write a performance as a WAV file of 16 bits; returns its path."""
    target = Path(path)
    target.write_bytes(_encoded(performance, "WAV", subtype="PCM_16"))
    return target


def to_mp3(performance: _AsJson | Mapping[str, Any], path: str | Path) -> Path:
    """Write a performance as an MP3 file, about 660 kB a minute; returns its path."""
    target = Path(path)
    target.write_bytes(mp3_of(performance))
    return target


def to_audio(performance: Performance | Mapping[str, Any]) -> Any:  # noqa: ANN401 (IPython is not imported here)
    """Return a player for a notebook.

    While the book is built, the sound is ordered as a file beside the page, which is fetched when it is played.
    """
    if in_book():
        return BookPlayer(order(performance, said=_said(performance)))
    from IPython.display import Audio

    player = Audio(data=mp3_of(performance), normalize=False)  # type: ignore[no-untyped-call]  # IPython says no types
    player.mimetype = "audio/mpeg"  # it takes bytes for WAV, and some browsers believe it
    return player


@dataclass(frozen=True, slots=True)
class BookPlayer:
    """An audio player in a page of the book.

    Parameters
    ----------
    address
        Where the sound is; the book's extension makes it relative to the page.
    """

    address: str

    def _repr_html_(self) -> str:
        return f'<audio controls preload="none" src="{self.address}"></audio>'


def _said(performance: object) -> list[str]:
    """Return what there is to hear: what is changed, and what the music is."""
    from musicking.export.spoken import summary
    from musicking.performance import Performance
    from musicking.words import describe

    if not isinstance(performance, Performance):
        return []
    return [*describe(performance.score, performance.interpretation), summary(performance.score)]


def mp3_of(
    performance: _AsJson | Mapping[str, Any], sample_rate_hz: int = SAMPLE_RATE_HZ, *, in_mono: bool = False
) -> bytes:
    """Return a performance as an MP3 file; in mono both channels go into one, at half."""
    options = {"bitrate_mode": "VARIABLE", "compression_level": _MP3_COMPRESSION}
    return _encoded(performance, "MP3", sample_rate_hz, in_mono=in_mono, **options)


def _encoded(
    performance: _AsJson | Mapping[str, Any],
    file_format: str,
    sample_rate_hz: int = SAMPLE_RATE_HZ,
    *,
    in_mono: bool = False,
    **options: Any,  # noqa: ANN401 (as soundfile takes them)
) -> bytes:
    import soundfile

    buffer = io.BytesIO()
    samples = render(performance, sample_rate_hz)
    soundfile.write(
        buffer,
        (samples[:, 0] + samples[:, 1]) / 2 if in_mono else samples,
        sample_rate_hz,
        format=file_format,
        **options,
    )
    return buffer.getvalue()


def _plain(performance: _AsJson | Mapping[str, Any]) -> Mapping[str, Any]:
    return performance if isinstance(performance, Mapping) else performance.to_json()
