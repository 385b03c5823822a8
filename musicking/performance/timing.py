"""From beats to seconds and back: tempo, warp and holds (spec §5 to §7)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from musicking.curve import Curve, product
from musicking.interpretation import Hold
from musicking.performance.tables import family_of, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.interpretation import Component, Interpretation, Table
    from musicking.performance.chains import Chain
    from musicking.performance.warp import Warp
    from musicking.score import Score


def tempo_curve(score: Score, interpretation: Interpretation, speed: float = 1.0) -> Curve:
    """Return the beat period over beats (P of the spec): written, times components, times the hand."""
    curves = [Curve(tuple((float(beat), period / speed) for beat, period in score.tempo))]
    curves += [_factors(item) for item in interpretation.components if family_of(item) == "tempo"]
    if interpretation.hand_tempo:
        curves.append(hand_curve(interpretation.hand_tempo, 1.0))
    return product(curves)


def _factors(item: Component) -> Curve:
    stretched = [(beat, 1 + item.amount * (factor - 1)) for beat, factor in stretched_table(item)]
    points = [(item.from_beat, 1.0), *stretched]
    if item.until_beat is not None:
        points += [(item.until_beat, stretched[-1][1]), (item.until_beat, 1.0)]
    return Curve(tuple(points))


def stretched_table(item: Component) -> list[tuple[float, float]]:
    """Return the table of a component over its beats; the last point lies exactly at ``to_beat``."""
    table = table_of(item)
    length = item.to_beat - item.from_beat
    inner = [(item.from_beat + x * length, value) for x, value in table[:-1]]
    return [*inner, (item.to_beat, table[-1][1])]


def hand_curve(handles: Table, neutral: float) -> Curve:
    """Return what was drawn by hand: neutral outside its handles."""
    return Curve(((handles[0][0], neutral), *handles, (handles[-1][0], neutral)))


def all_waits(interpretation: Interpretation) -> tuple[Hold, ...]:
    """Return all that makes the pulse wait: the holds, and the accents that lengthen their notes."""
    longer = (Hold(a.note, a.lengthen, amount=a.amount) for a in interpretation.accents if a.lengthen > 1)
    return (*interpretation.holds, *longer)


def hold_seconds(hold: Hold, chain: Chain, tempo: Curve) -> tuple[float, float]:
    """Return the seconds for which the pulse waits, and those of the breath after it."""
    period = tempo.value_before(chain.end_beat)
    length = chain.end_beat - chain.onset_beat
    return hold.amount * (hold.ratio - 1) * length * period, hold.amount * hold.breath_beats * period


class Holds:
    """The places where the pulse waits, and for how long."""

    def __init__(self, interpretation: Interpretation, chains: Mapping[str, Chain], tempo: Curve) -> None:
        longest: dict[float, tuple[float, float]] = {}
        for hold in all_waits(interpretation):
            place = chains[hold.note].end_beat
            wait, breath = hold_seconds(hold, chains[hold.note], tempo)
            before = longest.get(place, (0.0, 0.0))
            longest[place] = (max(before[0], wait), max(before[1], breath))
        self.beats = sorted(longest)
        waits = [longest[beat] for beat in self.beats]
        self.lengths = [wait + breath for wait, breath in waits]
        self._all = list(accumulate(self.lengths, initial=0.0))
        self._waits = list(accumulate((wait for wait, _ in waits), initial=0.0))
        self._breaths = list(accumulate((breath for _, breath in waits), initial=0.0))

    def up_to(self, beat: float) -> float:
        """Return the seconds waited at or before a beat: how much later an onset there comes."""
        return self._all[bisect_right(self.beats, beat)]

    def before(self, beat: float) -> float:
        """Return the seconds waited before a beat."""
        return self._all[bisect_left(self.beats, beat)]

    def of_release(self, beat: float) -> float:
        """Return how much later a note that ends at a beat is released: held, but not over the breath."""
        return self._waits[bisect_right(self.beats, beat)] + self._breaths[bisect_left(self.beats, beat)]


class Clock:
    """The seconds of one voice (or, with the common warp, of the music as a whole).

    Parameters
    ----------
    start_beat, end_beat
        Where the score begins and ends.
    tempo
        Beat period over beats.
    """

    def __init__(self, score: Score, tempo: Curve, warp: Warp, holds: Holds) -> None:
        self.start_beat, self.end_beat = float(score.start_beat), float(score.end_beat)
        self._tempo, self._warp, self._holds = tempo, warp, holds
        self._origin = tempo.integral_to(warp.warped(self.start_beat))
        self._bases: dict[float, float] = {}
        self._starts = [self.before(beat) for beat in holds.beats]

    def _base(self, beat: float) -> float:
        # An end is mostly an onset too, and each is asked for several times.
        known = self._bases.get(beat)
        if known is None:
            known = self._bases[beat] = self._tempo.integral_to(self._warp.warped(beat)) - self._origin
        return known

    def onset(self, beat: float) -> float:
        """Return the second at which a note that begins at this beat sounds."""
        return self._base(beat) + self._holds.up_to(beat)

    def release(self, beat: float) -> float:
        """Return the second at which a note that ends at this beat is released."""
        return self._base(beat) + self._holds.of_release(beat)

    def before(self, beat: float) -> float:
        """Return the second at which this beat is reached, before a hold there begins."""
        return self._base(beat) + self._holds.before(beat)

    def beat_at(self, seconds: float) -> float:
        """Return the beat that sounds at a second; throughout a hold, the beat of the hold."""
        place = bisect_right(self._starts, seconds) - 1
        waited = 0.0
        if place >= 0:
            beat = self._holds.beats[place]
            if seconds <= self._starts[place] + self._holds.lengths[place]:
                return self._clamped(beat)
            waited = self._holds.up_to(beat)
        return self._clamped(self._warp.unwarped(self._tempo.invert(seconds - waited + self._origin)))

    def _clamped(self, beat: float) -> float:
        return min(self.end_beat, max(self.start_beat, beat))
