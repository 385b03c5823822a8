"""Random scores and interpretations, awkward on purpose, with what Python makes of them.

``python tests/agreement/cases.py --count 500 --seed 1`` writes JSON lines: each has ``score``,
``interpretation``, ``instruments``, ``speed``, ``at`` (beats and seconds to ask the clock for), and Python's
``performance``, ``clock``, ``words`` and ``marks``. Nothing is refused: every case is a performance.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from musicking.curve import Curve
from musicking.expression.kinds import kinds
from musicking.instruments import instruments_from_json
from musicking.interpretation import Interpretation
from musicking.marks import marks
from musicking.performance import perform
from musicking.performance.chains import chains_of
from musicking.score import Bar, Metre, Note, Score, Voice
from musicking.words import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INSTRUMENTS = {
    "struck": {"sustaining": False, "velocity_db": [[20, -18.6], [60, -7.25], [80, 0], [120, 10]]},
    "narrow": {"sustaining": False, "velocity_db": [[20, -8], [80, 0.5], [120, 4]]},
    "breath": {"sustaining": True, "velocity_db": [[20, -20], [75, 0], [120, 10]]},
    "narrow_breath": {"sustaining": True, "velocity_db": [[20, -7.3], [64, -1.1], [120, 5.9]]},
}
STEPS = [
    Fraction(1, 2),
    Fraction(1),
    Fraction(2),
    Fraction(1, 3),
    Fraction(2, 3),
    Fraction(1, 4),
    Fraction(3, 2),
]


class Maker:
    """Makes one score and an interpretation of it."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def case(self, score: Score) -> dict[str, Any]:
        """Return one case for a score, without Python's result."""
        chains = [chain for voice in score.voices for chain in chains_of(voice)]
        beats = self.places(score)
        return {
            "score": score.to_json(),
            "interpretation": self.interpretation(score, beats, [name for c in chains for name in c.ids]),
            "instruments": INSTRUMENTS,
            "speed": self.draw.choice([1, 1, 1, 0.5, 1.25, 3.7]),
        }

    def score(self) -> Score:
        """Return a score of up to four voices, often with an upbeat, ties, steps and coinciding places."""
        draw = self.draw
        length = draw.choice([2, 3, 4])
        upbeat = draw.choice([Fraction(0), Fraction(0), Fraction(1), Fraction(1, 3), Fraction(1, 2)])
        bars = [Bar(0, -upbeat, Fraction(0))] if upbeat else []
        count = draw.randint(0 if upbeat else 1, 6)
        bars += [Bar(n // 2 + 1, Fraction(n * length), Fraction((n + 1) * length), n % 2 + 1) for n in range(count)]
        start, end = bars[0].start_beat, bars[-1].end_beat
        voices = tuple(self.voice(number, start, end) for number in range(draw.randint(0, 4)))
        return Score(
            title="Made by chance",
            voices=voices,
            bars=tuple(bars),
            metres=(Metre(start, length, 4),),
            tempo=self.written(start, end, lambda: draw.uniform(0.2, 1.5), draw.randint(1, 4)),
            level=self.written(
                start, end, lambda: draw.choice([0, 10, -20, draw.uniform(-26, 15)]), draw.randint(0, 4)
            ),
        )

    def written(
        self, start: Fraction, end: Fraction, value: Callable[[], float], count: int
    ) -> tuple[tuple[Fraction, float], ...]:
        """Return breakpoints as written, some of them steps, some outside the music."""
        grid = [start - 1, start, Fraction(0), end, end + 1]
        beats = sorted(self.draw.choice([*grid, self.beat(start, end)]) for _ in range(count))
        return tuple((beat, float(value())) for beat in beats)

    def beat(self, start: Fraction, end: Fraction) -> Fraction:
        """Return a beat between two others, a simple fraction."""
        step = self.draw.choice(STEPS)
        return min(end, start + step * self.draw.randint(0, int((end - start) / step)))

    def voice(self, number: int, start: Fraction, end: Fraction) -> Voice:
        """Return a voice, sometimes empty, with chords, ties, rests, and a last note that may overhang."""
        draw = self.draw
        notes: list[Note] = []
        here = start if draw.random() < 0.8 else self.beat(start, end)
        kept = 60
        while here < end and draw.random() > 0.03:
            step = draw.choice(STEPS)
            kept = kept if draw.random() < 0.5 else draw.randint(40, 80)
            for pitch in {kept, kept + draw.choice([0, 0, 0, 4])}:
                name = f"v{number}n{len(notes)}"
                level = draw.choice([0.0, 0.0, 3.0, draw.uniform(-6, 6)])
                notes.append(Note(name, here, here + step, pitch, tied=draw.random() < 0.3, level_db=level))
            here += step if draw.random() < 0.9 else 2 * step
        if draw.random() < 0.3:
            draw.shuffle(notes)
        if draw.random() < 0.1:
            notes = []
        instrument = draw.choice(list(INSTRUMENTS))
        return Voice(f"v{number}", f"Voice {number}", instrument, tuple(notes), draw.choice([0.0, -3.0]))

    def places(self, score: Score) -> list[float]:
        """Return beats where things are likely to coincide: ends and onsets of notes, bars, and others."""
        start, end = score.start_beat, score.end_beat
        beats = {start, end, *(bar.start_beat for bar in score.bars)}
        for voice in score.voices:
            beats |= {beat for note in voice.notes for beat in (note.onset_beat, note.end_beat)}
        beats |= {self.beat(start, end) for _ in range(4)}
        return sorted({float(beat) for beat in beats if start <= beat <= end})

    def interpretation(self, score: Score, beats: list[float], notes: list[str]) -> dict[str, Any]:
        """Return an interpretation of this score as plain data."""
        draw = self.draw
        components = [self.component(beats) for _ in range(draw.choice([0, 1, 2, 3, 5]))] if len(beats) > 1 else []
        rubatos = self.rubatos([voice.id for voice in score.voices], beats)
        components = [*components, *rubatos]
        draw.shuffle(components)
        some = draw.sample(notes, min(len(notes), draw.choice([0, 0, 1, 2, 4])))
        first = min((float(n.onset_beat) for v in score.voices for n in v.notes), default=0.0)
        ends = {n: chain.end_beat for v in score.voices for chain in chains_of(v) for n in chain.ids}
        holds = [
            {
                "note": note,
                "amount": self.amount(),
                "ratio": draw.choice([1, 1.5, 2, draw.uniform(1, 8)]),
                "breath_beats": draw.choice([0, 0, 1, draw.uniform(0, 8)]),
            }
            for note in some
            if ends[note] > first
        ]
        accents = [
            {
                "note": draw.choice(notes),
                "amount": self.amount(),
                "level_db": self.accent(),
                "lengthen": draw.choice([1, 1, 1.08, draw.uniform(1, 2)]),
            }
            for _ in range(draw.choice([0, 0, 1, 3]) if notes else 0)
        ]
        made = {"version": 1, "components": components, "holds": holds, "accents": accents}
        for layer, low, high in (("hand_tempo", 0.3, 3), ("hand_level", -25, 25)):
            count = draw.choice([0, 0, 0, 1, 2, 4])
            handles = sorted(draw.sample(beats, min(count, len(beats))))
            made[layer] = [[beat, draw.uniform(low, high)] for beat in handles]
        return made

    def amount(self) -> float:
        """Return an amount; the ends of its range are common."""
        return self.draw.choice([1, 1, 0.5, 0, self.draw.random()])

    def accent(self) -> float:
        """Return the dB of an accent, often that of a size of the book."""
        sizes: list[float] = [size["level_db"] for size in kinds()["accentuation"].shapes.values()]
        return self.draw.choice([*sizes, self.draw.uniform(-8, 12)])

    def component(self, beats: list[float]) -> dict[str, Any]:
        """Return a component of tempo or level on two of the beats."""
        draw = self.draw
        start, end = sorted(draw.sample(beats, 2))
        name, kind = draw.choice([item for item in kinds().items() if item[1].family in {"tempo", "level"}])
        low, high = (0.1, 10) if kind.family == "tempo" and draw.random() < 0.1 else (0.4, 2)
        if kind.family == "level":
            low, high = -20, 20
        until = draw.choice([None, end, draw.choice([beat for beat in beats if beat >= end])])
        shape = draw.choice([*kind.shapes, self.table(low, high)])
        return {
            "kind": name,
            "from_beat": start,
            "to_beat": end,
            "until_beat": until,
            "amount": self.amount(),
            "shape": shape,
        }

    def table(self, low: float, high: float) -> list[list[float]]:
        """Return a table of one's own."""
        if self.draw.random() < 0.15:
            return [[0.0, value := self.draw.uniform(low, high)], [1.0, value]]
        inner = sorted({round(self.draw.random(), 3) for _ in range(self.draw.randint(0, 4))} - {0.0, 1.0})
        return [[x, self.draw.uniform(low, high)] for x in (0.0, *inner, 1.0)]

    def rubatos(self, voices: list[str], beats: list[float]) -> list[dict[str, Any]]:
        """Return rubatos that may touch but not overlap."""
        draw = self.draw
        cuts = sorted(draw.sample(beats, min(len(beats), draw.choice([0, 2, 3, 4]))))
        made = []
        for start, end in pairwise(cuts):
            if draw.random() < 0.7:
                shape = draw.choice([*kinds()["rubato"].shapes, self.shares()])
                voice = draw.choice([None, *voices])
                made.append(
                    {
                        "kind": "rubato",
                        "from_beat": start,
                        "to_beat": end,
                        "amount": self.amount(),
                        "shape": shape,
                        "voice": voice,
                        "cycles": draw.choice([1, 1, 2, 3]),
                    }
                )
        return made

    def shares(self) -> list[list[float]]:
        """Return a table of shares of time with mean 1."""
        table = self.table(0.3, 2)
        mean = Curve(tuple((x, share) for x, share in table)).integral_to(1.0)
        return [[x, share / mean] for x, share in table]


def cases(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Return cases with Python's result."""
    instruments = instruments_from_json(INSTRUMENTS)
    for number in range(count):
        maker = Maker(random.Random(seed * 1_000_003 + number))
        score = maker.score()
        case = maker.case(score)
        interpretation = Interpretation.from_json(case["interpretation"])
        played = perform(score, interpretation, instruments=instruments, speed=case["speed"])
        start, length = float(score.start_beat), float(score.end_beat - score.start_beat)
        asked = [start + maker.draw.random() * length for _ in range(5)]
        asked += maker.draw.sample(maker.places(score), 1)
        seconds = [
            -1.0,
            0.0,
            *(maker.draw.random() * played.duration_sec for _ in range(5)),
            played.duration_sec + 1,
        ]
        yield case | {
            "at": {"beats": asked, "seconds": seconds},
            "performance": played.to_json(),
            "clock": {
                "seconds_at": [played.seconds_at(beat) for beat in asked],
                "beat_at": [played.beat_at(second) for second in seconds],
            },
            "words": describe(score, interpretation),
            "marks": [mark.to_json() for mark in marks(score, interpretation)],
        }


def main() -> None:
    """Write cases as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    for case in cases(wanted.count, wanted.seed):
        sys.stdout.write(json.dumps(case, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
