"""Every component in the sound of the shipped worklet, judged by an outside ear against its closed form."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from musicking import (
    Bar,
    Interpretation,
    Metre,
    Note,
    Place,
    Score,
    Voice,
    accelerando,
    accentuation,
    crescendo,
    diminuendo,
    dynamic_contrast,
    fermata,
    forte,
    perform,
    phrase_arch,
    piano,
    ritardando,
    rubato,
    tempo_contrast,
)
from tests.browser.listening import Samples, level_db, onsets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]
ADDRESS = "http://localhost:1"
RATE = 44_100
TEMPO_SHARE = 0.03
LEVEL_DB = 1.5
SOFTEST_DB, LOUDEST_DB = -20, 10
JUST_BEGUN_SEC = 0.03
PERIOD_SEC = 0.5
BEATS = 12
#: Between two cases, and before the first: long enough for the room to fall silent.
PAUSE_SEC, LEAD_SEC = 2.0, 0.5
WRITTEN = "as written"
#: What each component is laid over: the beats from 3 to 9, and one note.
START, END = 3.0, 9.0
PLACE = Place(START, END)  # type: ignore[arg-type]  # whole beats
NOTE, ONSET = "m5", 5.0
# Steps and leaps within the range of both instruments, and no note twice in a row.
TUNE = (67, 72, 76, 74, 71, 69, 74, 77, 76, 72, 69, 72)
CAPTURE = """async (performance) => {
  const bytes = async (name) => (await fetch(`/musicking/_built/${name}`)).arrayBuffer();
  const { capture, planOf, LATENCY_FRAMES } = await import("/musicking/_built/page/test/capture.js");
  const table = await (await fetch("/spec/instruments.json")).json();
  const { instrument } = performance.voices[0];
  const banks = { [instrument]: await bytes(`instruments/${table.instruments[instrument].file}`) };
  const [left] = await capture(planOf(performance, table), banks, await bytes("page/worklet.js"), 44100);
  const heard = new Uint8Array(left.slice(LATENCY_FRAMES).buffer);
  let text = "";
  for (let i = 0; i < heard.length; i += 32768) text += String.fromCharCode(...heard.subarray(i, i + 32768));
  return btoa(text);
}"""


def tune(instrument: str, pitches: tuple[int, ...] = TUNE, beats: int = 1) -> Score:
    """Return notes of equal length; the last keeps the music going, so that every other has one after it."""
    notes = tuple(Note(f"m{i}", beats * i, beats * (i + 1), pitch) for i, pitch in enumerate(pitches))  # type: ignore[arg-type]  # whole beats
    voice = Voice("melody", "Melody", instrument, notes)
    bars = tuple(Bar(i + 1, 3 * i, 3 * i + 3) for i in range(BEATS // 3))  # type: ignore[arg-type]  # whole beats
    return Score("Heard", (voice,), bars, (Metre(0, 3, 4),), ((0, PERIOD_SEC),))  # type: ignore[arg-type]  # whole beats


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that holds nothing, at an address at which worklets are allowed."""
    context = browser.new_context()

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0]
        if path == "/":
            route.fulfill(content_type="text/html", body="<!doctype html><title>Nothing</title>")
        else:
            route.fulfill(path=ROOT / path.lstrip("/"))

    context.route(f"{ADDRESS}/**", answer)
    page = context.new_page()
    page.goto(f"{ADDRESS}/")
    yield page
    context.close()


@dataclass
class Ear:
    """What the page plays of a part under each of its interpretations: one after another, in one rendering."""

    page: Page
    known: dict[tuple[str, str], Samples] = field(default_factory=dict)

    def hear(self, part: str, name: str) -> Samples:
        """Return what is heard of a case, from a little before it begins."""
        if (part, name) not in self.known:
            self._listen(part)
        return self.known[part, name]

    def _listen(self, part: str) -> None:
        score, cases = PARTS[part]
        begins, performances, places = PAUSE_SEC, [], {}
        for name, laid in ({WRITTEN: Interpretation()} | cases).items():
            performances.append(later(perform(score, laid).to_json(), begins))
            places[name] = begins, performances[-1]["duration_sec"]
            begins = performances[-1]["duration_sec"] + PAUSE_SEC
        text = self.page.evaluate(CAPTURE, reduce(joined, performances))
        heard = np.frombuffer(base64.b64decode(text), dtype=np.float32).astype(np.float64)
        for name, (begin, end) in places.items():
            self.known[part, name] = heard[int((begin - LEAD_SEC) * RATE) : int((end + LEAD_SEC) * RATE)]


def later(performance: dict[str, Any], sec: float) -> dict[str, Any]:
    """Return a performance of one voice that begins so many seconds later."""
    (voice,) = performance["voices"]
    notes = [note | {name: note[name] + sec for name in ("onset_sec", "release_sec")} for note in voice["notes"]]
    gain = [[at + sec, db] for at, db in voice["gain"]]
    return performance | {
        "duration_sec": performance["duration_sec"] + sec,
        "voices": [voice | {"notes": notes, "gain": gain}],
    }


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return two performances of one voice as one; the gain goes over in the silence between them."""
    (first,), (second,) = one["voices"], other["voices"]
    voice = first | {"notes": first["notes"] + second["notes"], "gain": first["gain"] + second["gain"]}
    return other | {"voices": [voice]}


@pytest.fixture(scope="module")
def ear(page: Page) -> Ear:
    return Ear(page)


def share(beat: float) -> float:
    """Return how much of the component's place lies before a beat."""
    return min(1.0, max(0.0, (beat - START) / (END - START)))


def stretched(area: Callable[[float], float], after: float = 1.0) -> Callable[[float], float]:
    """Return beats of the clock for beats of the score: within the place by an area, after it at a steady factor."""

    def at(beat: float) -> float:
        inside = area(share(beat)) * (END - START) if beat > START else 0
        return min(beat, START) + inside + after * max(0.0, beat - END)

    return at


def slowed(w: float, q: float = 3) -> Callable[[float], float]:
    """Friberg and Sundberg's t(x), in units of the unslowed length."""
    a = w**q - 1
    return lambda x: ((1 + a * x) ** (1 - 1 / q) - 1) / (a * (1 - 1 / q))


def hastened(ratio: float) -> Callable[[float], float]:
    return lambda x: (1 - ratio**-x) / math.log(ratio)


def leaning(depth: float) -> Callable[[float], float]:
    return lambda x: x + depth / (2 * math.pi) * (1 - math.cos(2 * math.pi * x))


def humped(depth: float) -> Callable[[float], float]:
    return lambda x: x + depth / (2 * math.pi) * math.sin(2 * math.pi * x)


def arched(k_t: float, apex: float = 0.6) -> Callable[[float], float]:
    """The arch's share of time, summed in ten thousand steps."""
    us = ((x - apex) / (apex if x < apex else 1 - apex) for x in (np.arange(10_000) + 0.5) / 10_000)
    sums = np.cumsum([0.0, *(1 / (1 + k_t * (1 / 3 - u * u)) for u in us)])
    return lambda x: float(sums[round(x * 10_000)] / sums[-1])


def waiting(beats: float, note_sounds_beats: float = 0) -> Callable[[float], float]:
    """A pulse that waits where the note on `ONSET` ends."""
    return lambda beat: beat + (beats + note_sounds_beats if beat > ONSET else 0)


TEMPO = {
    "ritardando clear": (ritardando(PLACE), stretched(slowed(0.65))),
    "ritardando bold": (ritardando(PLACE, "bold"), stretched(slowed(0.4))),
    "accelerando clear": (accelerando(PLACE), stretched(hastened(1.25), 1 / 1.25)),
    "accelerando bold": (accelerando(PLACE, "bold"), stretched(hastened(1.6), 1 / 1.6)),
    "tempo contrast clear": (tempo_contrast(PLACE), stretched(lambda x: x / 1.33)),
    "tempo contrast bold": (tempo_contrast(PLACE, "bold"), stretched(lambda x: x / 2)),
    "tempo contrast slower clear": (tempo_contrast(PLACE, "slower_clear"), stretched(lambda x: x / 0.75)),
    "tempo contrast slower bold": (tempo_contrast(PLACE, "slower_bold"), stretched(lambda x: x / 0.5)),
    "fermata clear": (fermata(NOTE), waiting(0.75)),
    "fermata bold": (fermata(NOTE, "bold"), waiting(2, 1)),
    "rubato lean clear": (rubato(PLACE), stretched(leaning(0.2))),
    "rubato lean bold": (rubato(PLACE, "bold"), stretched(leaning(0.35))),
    "rubato hump clear": (rubato(PLACE, "hump_clear"), stretched(humped(0.2))),
    "rubato hump bold": (rubato(PLACE, "hump_bold"), stretched(humped(0.35))),
    "phrase arch clear": (phrase_arch(PLACE), stretched(arched(0.14))),
    "phrase arch bold": (phrase_arch(PLACE, "bold"), stretched(arched(0.25))),
    "accentuation, lengthened": (accentuation(NOTE, lengthen=1.1), waiting(0.1)),
}


def intervals(ear: Ear, name: str, stated: list[float]) -> Samples:
    """Return the seconds from stroke to stroke, each found near where it is stated."""
    return np.diff(onsets(ear.hear("piano", name), RATE, [LEAD_SEC + sec for sec in stated]))


@pytest.mark.parametrize("name", TEMPO)
def test_the_tempo_takes_its_stated_course(ear: Ear, name: str) -> None:
    course = TEMPO[name][1]
    stated = [PERIOD_SEC * course(float(beat)) for beat in range(BEATS)]
    written = [PERIOD_SEC * beat for beat in range(BEATS)]
    found = intervals(ear, name, stated) / intervals(ear, WRITTEN, written)
    assert found == pytest.approx(np.diff(stated) / PERIOD_SEC, rel=TEMPO_SHARE)


def test_the_ear_hears_that_a_course_is_another() -> None:
    """Guard the judge: no two courses of one component lie within its tolerance of each other."""
    for name, (_, course) in TEMPO.items():
        if name.endswith("bold"):
            other = TEMPO[name.removesuffix("bold") + "clear"][1]
            bold, clear = (np.diff([at(float(beat)) for beat in range(BEATS)]) for at in (course, other))
            assert np.abs(bold / clear - 1).max() > TEMPO_SHARE, name


def risen(db: float) -> Callable[[float], float]:
    return lambda beat: db * share(beat)


def within(db: float) -> Callable[[float], float]:
    return lambda beat: db if START <= beat < END else 0


def struck(db: float) -> Callable[[float], float]:
    return lambda beat: db if ONSET <= beat < ONSET + 1 else 0


def swollen(k_d: float, apex: float = 0.6) -> Callable[[float], float]:
    def at(beat: float) -> float:
        x = share(beat)
        return within(k_d * (1 / 3 - ((x - apex) / (apex if x < apex else 1 - apex)) ** 2))(beat)

    return at


LEVEL = {
    "forte clear": (forte(PLACE), within(6)),
    "forte bold": (forte(PLACE, "bold"), within(10)),
    "piano clear": (piano(PLACE), within(-6)),
    "piano bold": (piano(PLACE, "bold"), within(-10)),
    "crescendo clear": (crescendo(PLACE), risen(10)),
    "crescendo bold": (crescendo(PLACE, "bold"), risen(18)),
    "diminuendo clear": (diminuendo(PLACE), risen(-10)),
    "diminuendo bold": (diminuendo(PLACE, "bold"), risen(-18)),
    "dynamic contrast clear": (dynamic_contrast(PLACE), within(-8)),
    "dynamic contrast bold": (dynamic_contrast(PLACE, "bold"), within(-15)),
    "dynamic contrast louder clear": (dynamic_contrast(PLACE, "louder_clear"), within(8)),
    "dynamic contrast louder bold": (dynamic_contrast(PLACE, "louder_bold"), within(15)),
    "accentuation clear": (accentuation(NOTE), struck(4)),
    "accentuation bold": (accentuation(NOTE, "bold"), struck(8)),
    "arch of level clear": (phrase_arch(PLACE, k_t=0), swollen(5)),
    "arch of level bold": (phrase_arch(PLACE, "bold", k_t=0), swollen(8)),
}


def played(level: float) -> float:
    return min(LOUDEST_DB, max(SOFTEST_DB, level))


HELD = {
    "crescendo in a note": (crescendo(PLACE), 10),
    "a soft crescendo in a note": (crescendo(PLACE, by_db=6), 6),
    "diminuendo bold in a note": (diminuendo(PLACE, "bold"), -18),
    "level drawn by hand in a note": (
        Interpretation(hand_level=((START, 0.0), (END, -12.0), (float(BEATS), -12.0))),
        -12,
    ),
}


def laid_over(*groups: dict[str, tuple[Interpretation, Any]]) -> dict[str, Interpretation]:
    return {name: laid for group in groups for name, (laid, _) in group.items()}


PARTS = {
    "piano": (tune("piano"), laid_over(TEMPO, LEVEL)),
    "flute": (tune("flute"), laid_over(LEVEL)),
    "one note of the flute": (tune("flute", (72,), BEATS), laid_over(HELD)),
    "one note of the strings": (tune("strings", (72,), BEATS), laid_over(HELD)),
}


def power_mean(levels_db: Iterable[float]) -> float:
    return 10 * math.log10(fmean(10 ** (level / 10) for level in levels_db))


@pytest.mark.parametrize("name", LEVEL)
def test_the_level_of_strokes_takes_its_stated_course(ear: Ear, name: str) -> None:
    """Of a struck note the level is that of its stroke; two notes at a time are heard, as samples differ by a dB."""
    course = LEVEL[name][1]
    for beat in range(BEATS - 1):
        # Where the level falls at once, the note before may still be dying away.
        if played(course(beat)) > played(course(beat - 0.01)) - 6:
            stated = power_mean(played(course(beat + k)) for k in range(2))
            assert heard_rise(ear, "piano", name, beat, 2) == pytest.approx(stated, abs=LEVEL_DB), beat


@pytest.mark.parametrize("name", LEVEL)
def test_the_level_of_a_wind_takes_its_stated_course(ear: Ear, name: str) -> None:
    """A sustained note follows the level within itself: each half of it is heard."""
    course = LEVEL[name][1]
    for half in range(2 * BEATS):
        beat = half / 2
        if played(course(beat)) > played(course(beat - 0.01)) - 6:
            stated = power_mean(played(course(beat + k / 40)) for k in range(20))
            assert heard_rise(ear, "flute", name, beat, 0.5) == pytest.approx(stated, abs=LEVEL_DB), beat


@pytest.mark.parametrize("instrument", ["flute", "strings"])
@pytest.mark.parametrize("name", HELD)
def test_a_held_note_swells_and_fades(ear: Ear, name: str, instrument: str) -> None:
    for beat in np.arange(0.5, BEATS - 1, 0.5):
        rise = heard_rise(ear, f"one note of the {instrument}", name, beat, 0.5)
        assert rise == pytest.approx(HELD[name][1] * share(beat + 0.25), abs=LEVEL_DB), beat


def heard_rise(ear: Ear, part: str, name: str, beat: float, beats: float) -> float:
    """Return how many dB louder it is than as written, from a beat on."""
    begin = LEAD_SEC + beat * PERIOD_SEC + JUST_BEGUN_SEC
    end = begin + beats * PERIOD_SEC - JUST_BEGUN_SEC
    return level_db(ear.hear(part, name), RATE, begin, end) - level_db(ear.hear(part, WRITTEN), RATE, begin, end)
