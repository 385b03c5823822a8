"""The search for a melody's steps: every bar in every position, the best rows of bars carried along.

A bar keeps its shape, but a strong tone that the harmony does not hold gives way by a step. What is
weighed is what teachers of melody commonly ask: chord tones on strong beats, steps more than leaps, a leap
recovered, one highest place, a line that goes somewhere. The costs are ours, set so that what is composed
measures like the songs of the repertoire.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from musicking.form.ground import CHORD_TONE, RUBBING_TONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction
    from random import Random

    from musicking.form.ground import Ground
    from musicking.form.phrase_plan import Slot

Steps = tuple[int, ...]

_ROWS_CARRIED = 5
_DOWNBEAT, _MID_BAR, _BEAT = 3, 2, 1
_BAR_OF_FOUR = 4
_LONG = 2  # beats: such a tone must agree with its chord wherever it stands
_THIRD = 2  # in steps: wider is a leap

# What things cost.
_CHANCE = 0.6  # the most that chance adds to a position
_APPOGGIATURA, _GIVES_WAY, _BENDS, _STAYS_FOREIGN, _WEAK_FOREIGN = 0.7, 0.6, 0.4, 3.0, 0.4
_MOVED_FOREIGN, _FARTHER_MOVE = 0.25, 0.3
_HEIGHT = 0.07  # a squared step away from the line's course
_UNRECOVERED, _TURN, _SECOND_TURN = 0.6, 0.3, 0.25
_SECOND_PEAK, _PEAK_AWAY, _PEAK_AT = 0.4, 0.8, 0.65
_PRESSED, _OUT_OF_REACH = 9.0, 6.0
# By semitones.
_INTERVAL = {0: -0.15, 1: 0.0, 2: 0.0, 3: 0.12, 4: 0.12, 5: 0.3, 7: 0.3, 8: 0.72, 9: 0.84, 12: 1.2}
_AWKWARD = 1.7


class Spot(NamedTuple):
    """A tone of a bar before it is placed: its contour, how strong and long it is, how the scale stands there."""

    contour: int
    weight: int
    long: bool
    standing: tuple[int, ...]


class Row(NamedTuple):
    """The bars so far: what they cost, their steps, the last step and the interval that led to it."""

    cost: float
    bars: tuple[Steps, ...]
    last: int | None
    way: int


class Search:
    """Finds the steps of every bar of a phrase.

    Parameters
    ----------
    width
        Beats in a bar.
    rng
        Makes one seed's melody differ from another's.
    """

    def __init__(self, slots: Sequence[Slot], ground: Ground, width: Fraction, rng: Random) -> None:
        self._slots, self._ground, self._rng = slots, ground, rng
        self._width = int(width)
        self._low, self._high = ground.voice.low, ground.voice.high
        self._middle = (self._low + self._high) / 2 - 0.7 * ground.scale
        self._leap = _leap_costs(ground.mode)

    def best(self, kept: Sequence[Steps] = ()) -> tuple[Steps, ...]:
        """Return the steps of each bar; ``kept`` gives those of the first."""
        rows = [Row(0.0, (), None, 0)]
        for place, slot in enumerate(self._slots):
            spots = self._spots(slot, place)
            if not spots:
                rows = [row._replace(bars=(*row.bars, ()), way=0) for row in rows]
                continue
            given = kept[place] if place < len(kept) and len(kept[place]) == len(spots) else None
            anywhere = [(0.0, given)] if given else None if slot.like is not None else self._positions(slot, spots)
            longer = [
                self._joined(row, cost, steps, slot)
                for row in rows
                for cost, steps in (anywhere or self._after_model(slot, spots, row))
            ]
            rows = sorted(longer, key=lambda row: row.cost)[:_ROWS_CARRIED]
        return min(rows, key=_whole_cost).bars

    def _spots(self, slot: Slot, place: int) -> list[Spot]:
        start, at = float(place * self._width), -float(slot.upbeat)
        spots = []
        for length, step, _ in slot.figure:
            if step is not None:
                syncopated = length >= 1 and at % 1 > 0
                standing = self._ground.standing(start + at)
                spots.append(Spot(step, self._weight(at) + syncopated, length >= _LONG, standing))
            at += float(length)
        return spots

    def _weight(self, at: float) -> int:
        """Return how strong a place of the bar is; an upbeat weighs nothing."""
        if at < 0 or at % 1:
            return 0
        if at == 0:
            return _DOWNBEAT
        return _MID_BAR if self._width == _BAR_OF_FOUR and at * 2 == self._width else _BEAT

    def _positions(self, slot: Slot, spots: Sequence[Spot]) -> list[tuple[float, Steps]]:
        """Return a bar in every position that the voice reaches, with its cost."""
        contours = _rescaled([spot.contour for spot in spots], self._ground.scale)
        offsets = range(self._low - min(contours), self._high - max(contours) + 1)
        found = [self._placed([offset + step for step in contours], spots, slot) for offset in offsets]
        inside = [placed for placed in found if placed]
        # A figure wider than the voice is pressed into it.
        return inside or [(_PRESSED, self._pressed(contours, spots, slot.goal))]

    def _placed(self, steps: list[int], spots: Sequence[Spot], slot: Slot) -> tuple[float, Steps] | None:
        """Return the steps after strong foreign tones have given way, and their cost; None where it cannot be."""
        if slot.goal and not self._rests(steps[-1], spots[-1], slot.goal):
            return None
        cost = self._rng.random() * _CHANCE
        tones = self._ground.tones
        final = steps[-1] if slot.goal else None
        for place, (_, weight, long, standing) in enumerate(spots[:-1] if slot.goal else spots):
            foreign = standing[steps[place] % tones]
            if not foreign:
                continue
            if weight < _MID_BAR and not long and not (weight and foreign == RUBBING_TONE):
                cost += _WEAK_FOREIGN * weight * foreign
            elif not long and self._resolves(steps, place, standing):
                cost += _APPOGGIATURA
            else:
                steps[place], bends = self._given_way(steps, place, standing, final)
                cost += _STAYS_FOREIGN if standing[steps[place] % tones] else _GIVES_WAY + _BENDS * bends
        if min(steps) < self._low or max(steps) > self._high:
            return None
        away = sum(steps) / len(steps) - self._middle - slot.height * self._ground.scale
        return cost + _HEIGHT * away * away + self._inside(steps), tuple(steps)

    def _resolves(self, steps: Sequence[int], place: int, standing: Sequence[int]) -> bool:
        """Return whether a tone falls by a step into a chord tone."""
        after = steps[place + 1 : place + 2]
        return bool(after) and after[0] == steps[place] - 1 and not standing[after[0] % self._ground.tones]

    def _given_way(
        self, steps: Sequence[int], place: int, standing: Sequence[int], final: int | None
    ) -> tuple[int, int]:
        """Return the chord tone a step away that bends the line least, and in how many places; or the step itself.

        A cadence is not to arrive before its last tone.
        """
        step = steps[place]
        near = [s for s in (step - 1, step + 1) if not standing[s % self._ground.tones] and s != final]
        neighbours = [*steps[max(0, place - 1) : place], *steps[place + 1 : place + 2]]

        def bends(other: int) -> int:
            return sum(_sign(neighbour - step) != _sign(neighbour - other) for neighbour in neighbours)

        chosen = min(near, key=lambda other: (bends(other), other), default=step)
        return chosen, bends(chosen)

    def _after_model(self, slot: Slot, spots: Sequence[Spot], row: Row) -> list[tuple[float, Steps]]:
        """Return what a bar that repeats or moves an earlier one may be."""
        model = row.bars[slot.like or 0]
        if slot.moved:
            return self._moved(slot, spots, row, model)
        if slot.strict and not slot.goal:
            return [(0.0, model)]
        placed = self._placed(list(model), spots, slot)
        return [placed or (1.0, self._pressed(model, spots, slot.goal))]

    def _moved(self, slot: Slot, spots: Sequence[Spot], row: Row, model: Steps) -> list[tuple[float, Steps]]:
        """Return a bar moved by a step or a third, or as far as the one before was: every tone alike."""
        ways: Iterable[int] = (-1, 1, -2, 2)
        if slot.move_of is not None:
            earlier = self._slots[slot.move_of].like or 0
            ways = (row.bars[slot.move_of][0] - row.bars[earlier][0],)
        tones, found = self._ground.tones, []
        for way in ways:
            steps = tuple(step + way for step in model)
            outside = sum(max(0, self._low - step, step - self._high) ** 2 for step in steps)
            foreign = sum(spot.weight * spot.standing[step % tones] for spot, step in zip(spots, steps, strict=True))
            cost = outside + _MOVED_FOREIGN * foreign + _FARTHER_MOVE * (abs(way) - 1) + self._inside(steps)
            found.append((cost + self._rng.random() * _CHANCE, steps))
        return found

    def _rests(self, step: int, spot: Spot, goal: str) -> bool:
        """Return whether a last tone rests as it should: on the tonic, or on another tone of the chord."""
        place = step % self._ground.tones
        if goal == "closed":
            return place == 0
        others = any(stand == CHORD_TONE for stand in spot.standing[1:])
        return place != 0 and (spot.standing[place] == CHORD_TONE or not others)

    def _pressed(self, steps: Sequence[int], spots: Sequence[Spot], goal: str) -> Steps:
        """Return steps inside the compass, the last one resting as it should."""
        pressed = [max(self._low, min(self._high, step)) for step in steps]
        if goal:
            reach = range(self._low - self._ground.tones, self._high + self._ground.tones)
            resting = [step for step in reach if self._rests(step, spots[-1], goal)]
            pressed[-1] = min(resting, key=lambda step: abs(step - pressed[-1]))
        return tuple(pressed)

    def _inside(self, steps: Sequence[int]) -> float:
        """Return what the intervals inside a bar cost."""
        cost, before, turns = 0.0, 0, 0
        for left, right in pairwise(steps):
            way = right - left
            cost += self._leap.get((left, way), _OUT_OF_REACH)
            if abs(before) > _THIRD and (way * before > 0 or abs(way) > _THIRD):
                cost += _UNRECOVERED
            turns += way * before < 0
            before = way or before
        return cost + _SECOND_TURN * max(0, turns - 1)

    def _joined(self, row: Row, cost: float, steps: Steps, slot: Slot) -> Row:
        total, way = row.cost + cost, 0
        if row.last is not None:
            way = steps[0] - row.last
            total += self._leap.get((row.last, way), _OUT_OF_REACH) + _TURN * (way * row.way < 0)
            total += _UNRECOVERED * (abs(row.way) > _THIRD and way * row.way > 0)
        # After a breath a leap is easy.
        last_way = 0 if slot.ends_line else steps[-1] - steps[-2] if len(steps) > 1 else way
        return Row(total, (*row.bars, steps), steps[-1], last_way)


@cache
def _leap_costs(mode: tuple[int, ...]) -> dict[tuple[int, int], float]:
    """Return the cost of an interval, by the step that it leaves and how many steps it goes."""
    tones = len(mode)
    keys = [12 * (step // tones) + mode[step % tones] for step in range(5 * tones)]
    return {
        (left - 2 * tones, right - left): _INTERVAL.get(abs(keys[right] - keys[left]), _AWKWARD)
        for left in range(5 * tones)
        for right in range(max(0, left - tones - 2), min(5 * tones, left + tones + 3))
    }


def _whole_cost(row: Row) -> float:
    """Return the cost of a finished line: it should have one highest place, in its later middle."""
    flat = [step for bar in row.bars for step in bar]
    top = max(flat)
    peaks = [place for place, step in enumerate(flat) if step == top and (not place or flat[place - 1] != top)]
    return row.cost + _SECOND_PEAK * (len(peaks) - 1) + _PEAK_AWAY * abs(peaks[-1] / len(flat) - _PEAK_AT)


def _rescaled(contours: list[int], scale: float) -> list[int]:
    """Return a contour of a seven-tone scale in the steps of another; what moved still moves."""
    if scale == 1:
        return contours
    found = [round(contours[0] * scale)]
    for left, right in pairwise(contours):
        found.append(found[-1] + _sign(right - left) * max(1, round(abs(right - left) * scale)))
    return found


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
