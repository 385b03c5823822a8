"""What Python renders is what the page plays, and it is never made louder or softer than it is."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import mido
import numpy as np
import pytest
import soundfile

from musicking import perform, song
from musicking.errors import MusicError
from musicking.export import audio, offline_synth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RATE_HZ = audio.SAMPLE_RATE_HZ


def performance(
    onsets_sec: list[float],
    *,
    instrument: str = "piano",
    gain: list[list[float]] | None = None,
    length_sec: float = 0.1,
    velocity: int = 90,
) -> dict[str, Any]:
    notes = [
        {
            "ids": [f"n{i}"],
            "pitch": 72,
            "onset_beat": onset,
            "end_beat": onset + length_sec,
            "onset_sec": onset,
            "release_sec": onset + length_sec,
            "velocity": velocity,
        }
        for i, onset in enumerate(onsets_sec)
    ]
    voice = {"id": "m", "instrument": instrument, "balance_db": 0, "notes": notes, "gain": gain or [[0, 0]]}
    return {"duration_sec": max(onsets_sec, default=0) + length_sec, "clipped": False, "voices": [voice]}


def rms_db(samples: np.ndarray[Any, Any]) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


def test_a_rendering_is_as_loud_at_another_rate() -> None:
    played = performance([0, 0.5, 1], length_sec=0.5, velocity=60)
    levels_db = [rms_db(audio.render(played, rate_hz)) for rate_hz in (RATE_HZ, 32_000, RATE_HZ)]
    assert levels_db == pytest.approx([levels_db[0]] * 3, abs=0.1)


def test_a_note_begins_at_its_sample() -> None:
    for onset_sec in (0.0, 0.25, 0.33337):
        samples = audio.render(performance([onset_sec]))
        first = int(np.flatnonzero(np.abs(samples).max(axis=1) > 0)[0])
        assert 0 <= first - round(onset_sec * RATE_HZ) <= 8
    assert samples.dtype == np.float32


def test_the_same_music_is_the_same_samples() -> None:
    music = performance([0, 0.2])
    np.testing.assert_array_equal(audio.render(music), audio.render(music))


def test_level_is_rendered_as_stated() -> None:
    flat = audio.render(performance([0], instrument="flute", length_sec=1.0))
    soft = audio.render(performance([0], instrument="flute", length_sec=1.0, gain=[[0, -12]]))
    assert rms_db(soft) - rms_db(flat) == pytest.approx(-12, abs=0.01)


def test_it_renders_inside_an_event_loop_as_a_notebook_has_one() -> None:
    async def cell() -> int:
        return len(audio.render(performance([0])))

    offline_synth.engine.cache_clear()
    # A thread of its own: the browser tests of the same run leave a loop running in this one.
    with ThreadPoolExecutor(1) as kernel:
        assert kernel.submit(lambda: asyncio.run(cell())).result() > 0
        assert kernel.submit(lambda: asyncio.run(cell())).result() > 0


def test_nothing_to_play_is_silence() -> None:
    assert not audio.render({"duration_sec": 1, "clipped": False, "voices": []}).any()


def test_it_takes_whatever_says_its_json() -> None:
    class Performed:
        def to_json(self) -> dict[str, Any]:
            return performance([0])

    np.testing.assert_array_equal(audio.render(Performed()), audio.render(performance([0])))


@pytest.mark.parametrize("write", [audio.to_wav, audio.to_mp3])
def test_files_hold_what_is_rendered(write: Any, tmp_path: Path) -> None:
    music = performance([0, 0.2])
    path = write(music, tmp_path / "piece")
    samples, rate_hz = soundfile.read(path)
    rendered = audio.render(music)
    assert rate_hz == RATE_HZ
    assert samples.shape == rendered.shape
    assert rms_db(samples) == pytest.approx(rms_db(rendered), abs=0.1)


def test_in_a_notebook_the_sound_is_in_the_page() -> None:
    html = audio.to_audio(performance([0]))._repr_html_()
    assert "data:audio/mpeg;base64," in html


def test_in_the_book_the_sound_is_ordered_as_a_file_beside_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSICKING_BOOK_FILES", str(tmp_path))
    played = perform(song("amazing_grace"))
    html = audio.to_audio(played)._repr_html_()
    found = {file.suffix: file for file in (tmp_path / "_audio").iterdir()}
    assert set(found) == {".json", ".mid"}
    assert html == f'<audio controls preload="none" src="musicking-root:_audio/{found[".json"].stem}.mp3"></audio>'
    ordered = json.loads(found[".json"].read_text())
    assert (ordered["title"], ordered["performance"]) == ("Amazing Grace", json.loads(json.dumps(played.to_json())))
    assert mido.MidiFile(found[".mid"]).length == pytest.approx(played.duration_sec, abs=0.1)
    assert audio.to_audio(played)._repr_html_() == html


def test_in_mono_both_channels_are_one_at_half() -> None:
    music = performance([0, 0.2])
    samples, rate_hz = soundfile.read(io.BytesIO(audio.mp3_of(music, 32000, in_mono=True)))
    assert (samples.ndim, rate_hz) == (1, 32000)
    assert rms_db(samples) == pytest.approx(rms_db(audio.render(music, 32000).mean(axis=1)), abs=0.1)


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a copy of what was built, which may be damaged."""
    copy = tmp_path / "musicking" / "_built"
    shutil.copytree(str(offline_synth.built()), copy)
    table = copy / "instruments" / "instruments.json"
    if not table.exists():
        shutil.copy(str(offline_synth.built() / "../../spec/instruments.json"), table)
    monkeypatch.setattr(offline_synth, "built", lambda: copy)
    offline_synth.engine.cache_clear()
    yield copy
    offline_synth.engine.cache_clear()


def test_a_missing_instrument_file_is_named(build: Path) -> None:
    (build / "instruments" / "flute.sf2").unlink()
    with pytest.raises(MusicError, match=r"^The sound file of the flute is missing \(flute\.sf2\): .*\.$"):
        audio.render(performance([0], instrument="flute"))


def test_a_truncated_instrument_file_is_named(build: Path) -> None:
    file = build / "instruments" / "flute.sf2"
    file.write_bytes(file.read_bytes()[:50_000])
    with pytest.raises(MusicError, match=r"^The sound file of the flute is incomplete or damaged .*\.$"):
        audio.render(performance([0], instrument="flute"))


def test_without_a_build_it_says_what_to_do(build: Path) -> None:
    (build / "page" / "offline.js").unlink()
    with pytest.raises(MusicError, match="make book"):
        audio.render(performance([0]))


def test_an_unknown_instrument_is_refused_with_the_known_ones() -> None:
    with pytest.raises(MusicError, match=r'no instrument named "kazoo"; choose one of piano'):
        audio.render(performance([0], instrument="kazoo"))


def test_a_sample_rate_out_of_reach_is_refused() -> None:
    with pytest.raises(MusicError, match="8000 to 96000, not 10"):
        audio.render(performance([0]), 10)
