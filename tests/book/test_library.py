"""The listening library: all that sounds in the book and nothing else, whole, at its level, telling no answer."""

from __future__ import annotations

import json
import re
import zipfile
from base64 import b64decode
from html import unescape
from typing import TYPE_CHECKING, Any

import mido
import numpy as np
import pytest
import soundfile
from musicking_book.files import KERNEL_FILES
from musicking_book.recipes import play
from musicking_book.sounds import BOOK_RATE_HZ, Rendering, Sound
from musicking_book.terms import path_of, recipes
from scipy.signal import resample_poly

from musicking.export import audio
from musicking.export.book_sounds import FOLDER, ORDER
from musicking.interpretation import Interpretation
from musicking.score_json import score_from_json
from musicking.words import describe
from tests.book.conftest import ROOT, target

if TYPE_CHECKING:
    from pathlib import Path

    from tests.book.conftest import Page

TAIL_SEC = 2
WIDGETS = re.compile(r'<div class="musicking" data-widget="(\w+)".*?(?=<div class="musicking" data|</main>)', re.DOTALL)
TRAITS = re.compile(r'class="musicking-traits">(.*?)</script>', re.DOTALL)
PLAYS = {"listen", "shape", "build", "path"}


@pytest.fixture(scope="module")
def library(pages: dict[Path, Page], book: Path) -> Page:
    return pages[book / "listening-library.html"]


def sounds(page: Page) -> set[Path]:
    """Return the sound files that a page names."""
    named = [target(page, address)[0] for address in (*page.fetched, *page.links)]
    return {path for path in named if path.suffix == ".mp3"}


def entries(library: Page) -> dict[str, str]:
    """Return the HTML of every example, by the address of its sound."""
    found = re.findall(r'<section id="audio-[^"]+">.*?</section>', library.source, re.DOTALL)
    return {match[1]: entry for entry in found if (match := re.search(r'<audio [^>]*src="([^"]+)"', entry))}


def test_it_has_all_that_sounds_in_the_book_and_nothing_else(
    library: Page, pages: dict[Path, Page], book: Path
) -> None:
    glossary = pages[book / "glossary.html"]
    others = [page for page in pages.values() if page not in (library, glossary)]
    assert sounds(library) == set().union(*(sounds(page) for page in others))
    published = {path for path in (book / "audio").resolve().rglob("*.mp3") if path.parent.name != "glossary"}
    assert published == sounds(library)


def test_every_widget_that_plays_has_its_sound(pages: dict[Path, Page]) -> None:
    seen = 0
    for page in pages.values():
        for widget in WIDGETS.finditer(page.source):
            if widget[1] in PLAYS:
                seen += 1
                assert re.search(r'href="[^"]+/audio/[^"]+\.mp3"', widget[0]), f"{page.path.name}: {widget[0][:200]}"
    assert seen > 10


def test_every_example_has_a_name_of_its_own(library: Page) -> None:
    names = re.findall(r'<audio [^>]*aria-label="([^"]+)"', library.source)
    assert len(names) == len(entries(library)) == len(set(names))


def test_files_are_whole_and_last_as_long_as_it_says(library: Page) -> None:
    for address, entry in list(entries(library).items())[::5]:
        minutes, seconds = map(int, re.findall(r"\((\d+):(\d\d), \d+ kB\)", entry)[0])
        path, _ = target(library, unescape(address))
        assert path.read_bytes()[:3] == b"ID3"
        info = soundfile.info(path)
        assert (info.samplerate, info.channels) == (BOOK_RATE_HZ, 1)
        assert info.duration == pytest.approx(60 * minutes + seconds + TAIL_SEC, abs=0.6), address
        if "MIDI" in entry:
            assert mido.MidiFile(path.with_suffix(".mid")).length == pytest.approx(info.duration - TAIL_SEC, abs=0.6)


def true_peak_db(samples: np.ndarray[Any, Any]) -> float:
    """Return the peak between the samples too, at four times the rate."""
    return float(20 * np.log10(np.abs(resample_poly(samples, 4, 1)).max()))


def test_decoded_it_peaks_no_higher_than_one_below_full(library: Page) -> None:
    for address in list(entries(library))[::20]:
        samples, _ = soundfile.read(target(library, unescape(address))[0])
        assert true_peak_db(samples) <= -1, address


@pytest.mark.parametrize("term", ["Fifth", "Surprise"])
def test_a_sound_begins_when_and_as_loud_as_it_is_played(book: Path, term: str) -> None:
    played = audio.render(play(recipes(ROOT)[term]), BOOK_RATE_HZ).mean(axis=1)
    encoded, _ = soundfile.read(book / path_of(term))
    likeness = np.fft.irfft(np.fft.rfft(encoded, 1 << 20) * np.conj(np.fft.rfft(played, 1 << 20)))
    lag = (likeness.argmax() + (1 << 19)) % (1 << 20) - (1 << 19)
    assert abs(lag) <= 0.001 * BOOK_RATE_HZ
    assert 20 * np.log10(encoded.std() / played.std()) == pytest.approx(0, abs=0.2)


def test_no_answer_of_a_listening_task_is_told(library: Page, pages: dict[Path, Page]) -> None:
    told = entries(library)
    asked = 0
    for page in pages.values():
        for widget in WIDGETS.finditer(page.source):
            task = traits_of(widget[0]).get("task", {})
            if task.get("kind") not in {"hear", "find"}:
                continue
            asked += 1
            address = re.findall(r'href="[^"]*?(audio/[^"]+\.mp3)"', widget[0])[0]
            entry = unescape(told[f"./{address}"])
            assert task["prompt"] in entry
            assert not target(library, address)[0].with_suffix(".mid").exists()
            hidden = json.loads(b64decode(task["sealed"]))
            assert not any(reply and reply in entry for reply in hidden["replies"])
            if hidden.get("interpretation"):
                score = score_from_json(piece_of(page, widget[0])["score"])
                answer = describe(score, Interpretation.from_json(hidden["interpretation"]))
                assert not any(sentence in entry for sentence in answer)
    assert asked >= 4


def traits_of(widget: str) -> dict[str, Any]:
    found = TRAITS.search(widget)
    return dict(json.loads(found[1])) if found else {}


def piece_of(page: Page, widget: str) -> dict[str, Any]:
    name = traits_of(widget)["piece"]
    found = re.search(rf'class="musicking-piece" id="{name}">(.*?)</script>', page.source, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_the_zip_holds_them_all_with_a_list_that_needs_nothing_else(library: Page, book: Path) -> None:
    with zipfile.ZipFile(book / "audio" / "listening-library.zip") as archive:
        names = set(archive.namelist())
        listed = archive.read("Listening library.html").decode()
    assert len([name for name in names if name.endswith(".mp3")]) == len(entries(library))
    played = {unescape(source) for source in re.findall(r'<audio [^>]*src="([^"]+)"', listed)}
    assert played == {name for name in names if name.endswith(".mp3")}
    assert not re.search(r'[\\:*?"<>|]', "".join(names))


def test_terms_can_be_heard_for_a_few_seconds(pages: dict[Path, Page], book: Path) -> None:
    glossary = pages[book / "glossary.html"]
    known = recipes(ROOT)
    assert {path.name for path in sounds(glossary)} == {path_of(term).split("/")[-1] for term in known}
    assert glossary.source.count('<p class="heard">') == len(known)
    assert f"{len(known)} of these " in glossary.source
    for term in known:
        assert 3 < soundfile.info(book / path_of(term)).duration < 11 + TAIL_SEC, term


def test_what_was_rendered_before_is_not_rendered_again(tmp_path: Path) -> None:
    sound = Sound(performance={"duration_sec": 1, "voices": []}, book=tmp_path)
    louder = Sound(performance={"duration_sec": 1, "voices": [{"balance_db": 3}]}, book=tmp_path)
    assert sound.key == Sound(performance={"voices": [], "duration_sec": 1}, book=tmp_path).key != louder.key
    for one in (sound, louder):
        one.file.parent.mkdir(parents=True, exist_ok=True)
        one.file.write_bytes(b"mp3")
    assert Rendering(tmp_path).finish([sound]) == 0
    assert sound.file.exists()
    assert not louder.file.exists()


def test_a_sound_is_begun_when_it_is_ordered_and_none_that_an_earlier_build_had_ordered(tmp_path: Path) -> None:
    def order(duration_sec: float) -> None:
        folder = tmp_path / KERNEL_FILES / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        performance = {"duration_sec": duration_sec, "voices": []}
        (folder / f"{duration_sec}{ORDER}").write_text(json.dumps({"performance": performance}))

    order(0.1)
    rendering = Rendering(tmp_path)
    order(0.2)
    rendering.begin_ordered()
    rendering.begin_ordered()
    heard = Sound(performance={"duration_sec": 0.3, "voices": []}, book=tmp_path)
    assert rendering.finish([heard]) == 2
    rendering.close()
    assert [path.name for path in heard.file.parent.iterdir()] == [heard.file.name]
    assert soundfile.info(heard.file).samplerate == BOOK_RATE_HZ
