"""From level to velocity and gain (spec §8)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from musicking.curve import FLAT, Curve, total
from musicking.performance.tables import family_of
from musicking.performance.timing import hand_curve, stretched_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.instruments import Instrument
    from musicking.interpretation import Component, Interpretation
    from musicking.performance.chains import Chain
    from musicking.performance.timing import Clock
    from musicking.score import Score

SOFTEST_DB, LOUDEST_DB = -20.0, 10.0


def clip(level_db: float) -> float:
    """Return the level within what is ever played."""
    return min(LOUDEST_DB, max(SOFTEST_DB, level_db))


def level_curve(score: Score, interpretation: Interpretation) -> Curve:
    """Return the level in dB over beats (L of the spec): written, plus components, plus the hand."""
    curves = [Curve(tuple((float(beat), level) for beat, level in score.level))] if score.level else []
    curves += [_levels(item) for item in interpretation.components if family_of(item) == "level"]
    if interpretation.hand_level:
        curves.append(hand_curve(interpretation.hand_level, 0.0))
    return total(curves)


def _levels(item: Component) -> Curve:
    stretched = [(beat, item.amount * level) for beat, level in stretched_table(item)]
    points = [(item.from_beat, 0.0), *stretched]
    if item.until_beat is not None:
        points += [(item.until_beat, stretched[-1][1]), (item.until_beat, 0.0)]
    return Curve(tuple(points))


def leaves_range(level: Curve, start_beat: float, end_beat: float) -> bool:
    """Return whether the level lies outside what is played, at a breakpoint within these beats."""
    beats = {beat for beat in level.beats if start_beat <= beat <= end_beat}
    values = [value for beat in beats for value in (level.value_before(beat), level.value_at(beat))]
    return any(not SOFTEST_DB <= value <= LOUDEST_DB for value in values)


@dataclass(frozen=True)
class Touch:
    """How an instrument answers: velocity for a level, and the level that velocity cannot reach."""

    instrument: Instrument

    def velocity(self, level_db: float) -> int:
        """Return the velocity, 20 to 120, nearest to a level."""
        table = self.instrument.velocity_db
        wanted = self._reached(level_db)
        right = min(len(table) - 1, max(1, bisect_right([db for _, db in table], wanted)))
        (low, low_db), (high, high_db) = table[right - 1], table[right]
        return floor(low + (high - low) * (wanted - low_db) / (high_db - low_db) + 0.5)

    def rest(self, level_db: float) -> float:
        """Return the dB that velocity cannot reach at this level (r of the spec)."""
        wanted = clip(level_db)
        return wanted - self._reached(wanted)

    def _reached(self, level_db: float) -> float:
        table = self.instrument.velocity_db
        return min(table[-1][1], max(table[0][1], level_db))


@dataclass(frozen=True)
class Bends:
    """The beats at which a sustaining gain bends: breakpoints, crossings of the limits, holds."""

    level: Curve
    beats: Sequence[float]

    @classmethod
    def of(cls, level: Curve, hold_beats: Sequence[float]) -> Bends:
        """Collect them, in rising order."""
        beats = set(hold_beats) if level is FLAT else {*level.beats, *hold_beats}
        for (left, start), (right, end) in pairwise(level.points):
            for limit in (SOFTEST_DB, LOUDEST_DB):
                if (start - limit) * (end - limit) < 0:
                    beats.add(left + (right - left) * (limit - start) / (end - start))
        return cls(level, sorted(beats))

    def between(self, left: float, right: float) -> Sequence[float]:
        """Return those strictly between two beats."""
        return self.beats[bisect_right(self.beats, left) : bisect_left(self.beats, right)]


def gain_of(
    chains: Sequence[Chain], touch: Touch, bends: Bends, clock: Clock, end_beat: float
) -> tuple[tuple[float, float], ...]:
    """Return the gain of a voice, breakpoints (second, dB): what velocity cannot reach or follow."""
    if not chains:
        return ((0.0, 0.0),)
    onsets = sorted({chain.onset_beat for chain in chains})
    last = max(end_beat, *(chain.end_beat for chain in chains))
    written: list[tuple[float, float]] = []

    def write(second: float, level_db: float) -> None:
        if written and written[-1] == (second, level_db):
            return
        if len(written) > 1 and written[-2][1] == written[-1][1] == level_db:
            written.pop()  # inside a row of equal values
        written.append((second, level_db))

    for onset, following in pairwise([*onsets, last]):
        struck = bends.level.value_at(onset)
        rest, from_db = touch.rest(struck), clip(struck)
        write(clock.onset(onset), rest)
        if not touch.instrument.sustaining:
            write(clock.before(following), rest)
            continue
        for beat in bends.between(onset, following):
            write(clock.before(beat), clip(bends.level.value_before(beat)) - from_db + rest)
            write(clock.onset(beat), clip(bends.level.value_at(beat)) - from_db + rest)
        write(clock.before(following), clip(bends.level.value_before(following)) - from_db + rest)
    return tuple(written)
