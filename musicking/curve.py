"""Curves over beats: breakpoints, straight lines between them, steps allowed.

Tempo is a curve of beat periods (seconds a beat), loudness one of levels (dB). The arithmetic, and
the order of its operations, is that of ``spec/performance.md`` §3, so that the page agrees with it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isfinite, prod, sqrt
from typing import TYPE_CHECKING

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Between two beats, a product of ramps bends: eight straight pieces follow it (spec §3).
PIECES = 8


@dataclass(frozen=True)
class Curve:
    """A piecewise linear function of the beat, right-continuous at a step.

    Parameters
    ----------
    points
        Breakpoints (beat, value), beats never decreasing; two at one beat make a step.

    Raises
    ------
    MusicError
        When there is no breakpoint, a number is not finite, or a beat goes back.

    Examples
    --------
    A ramp from 0.5 to 1 second a beat over four beats lasts 3 seconds:

    >>> slowing = Curve(((0.0, 0.5), (4.0, 1.0)))
    >>> slowing.value_at(2.0), slowing.integral_to(4.0), slowing.invert(3.0)
    (0.75, 3.0, 4.0)
    """

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if not self.points:
            raise MusicError("A curve needs at least one breakpoint.")
        if not all(isfinite(beat) and isfinite(value) for beat, value in self.points):
            raise MusicError("A curve holds a number that is not finite.")
        if any(left > right for left, right in pairwise(self.beats)):
            raise MusicError("The breakpoints of a curve go back in beats: put them in rising order.")

    @classmethod
    def constant(cls, value: float) -> Curve:
        """Return the curve that has this value everywhere."""
        return cls(((0.0, value),))

    @cached_property
    def beats(self) -> list[float]:
        """Beats of the breakpoints."""
        return [beat for beat, _ in self.points]

    @cached_property
    def values(self) -> list[float]:
        """Values of the breakpoints."""
        return [value for _, value in self.points]

    @cached_property
    def _areas(self) -> list[float]:
        """Integral from the first breakpoint to each."""
        areas, total = [0.0], 0.0
        for (left, start), (right, end) in pairwise(self.points):
            total += (right - left) * (start + end) / 2
            areas.append(total)
        return areas

    @cached_property
    def _area_to_zero(self) -> float:
        return self._area(0.0)

    def value_at(self, beat: float) -> float:
        """Return the value at a beat; at a step, the value after it."""
        return self._between(bisect_right(self.beats, beat), beat)

    def value_before(self, beat: float) -> float:
        """Return the limit from the left: at a step, the value before it."""
        after = bisect_left(self.beats, beat)
        if after < len(self.beats) and self.beats[after] == beat:
            return self.values[after]
        return self._between(after, beat)

    def integral_to(self, beat: float) -> float:
        """Return the integral from beat 0 to ``beat``, negative when ``beat`` is."""
        return self._area(beat) - self._area_to_zero

    def invert(self, integral: float) -> float:
        """Return the beat whose integral this is; every value of the curve must be positive."""
        area = integral + self._area_to_zero
        left = bisect_right(self._areas, area) - 1
        if left < 0:
            return self.beats[0] + area / self.values[0]
        rest = area - self._areas[left]
        start = self.values[left]
        if left == len(self.beats) - 1:
            return self.beats[left] + rest / start
        slope = (self.values[left + 1] - start) / (self.beats[left + 1] - self.beats[left])
        return self.beats[left] + 2 * rest / (start + sqrt(max(0.0, start * start + 2 * slope * rest)))

    def _between(self, after: int, beat: float) -> float:
        """Return the value at a beat that lies after breakpoint ``after - 1`` and not after the next."""
        if after == 0:
            return self.values[0]
        if after == len(self.beats):
            return self.values[-1]
        left, right = self.beats[after - 1], self.beats[after]
        start, end = self.values[after - 1], self.values[after]
        return start + (end - start) * (beat - left) / (right - left)

    def _area(self, beat: float) -> float:
        left = bisect_right(self.beats, beat) - 1
        if left < 0:
            return (beat - self.beats[0]) * self.values[0]
        return self._areas[left] + (beat - self.beats[left]) * (self.values[left] + self.value_at(beat)) / 2


# The sum of no curves. Its one breakpoint stands for none: it is no place where anything is written.
FLAT = Curve.constant(0.0)


def product(curves: Sequence[Curve]) -> Curve:
    """Return the product of curves, on the grid that the spec defines (§3).

    Examples
    --------
    >>> halved = product([Curve(((0.0, 1.0), (4.0, 2.0))), Curve.constant(0.5)])
    >>> halved.points
    ((0.0, 0.5), (4.0, 1.0))
    """
    return curves[0] if len(curves) == 1 else _combine(curves, _subdivided(curves), prod)


def total(curves: Sequence[Curve]) -> Curve:
    """Return the sum of curves; of none it is `FLAT`."""
    if not curves:
        return FLAT
    return curves[0] if len(curves) == 1 else _combine(curves, _grid(curves), sum)


def _grid(curves: Iterable[Curve]) -> list[float]:
    return sorted({beat for curve in curves for beat in curve.beats})


def _subdivided(curves: Sequence[Curve]) -> list[float]:
    """Return the common grid, in eight pieces wherever two or more curves are under way at once."""
    grid = _grid(curves)
    moving = [0] * len(grid)
    for curve in curves:
        before, at = _sample(curve, grid)
        for place in range(len(grid) - 1):
            moving[place] += at[place] != before[place + 1]
    places = []
    for place, (left, right) in enumerate(pairwise(grid)):
        places.append(left)
        if moving[place] > 1:
            places += [left + (right - left) * k / PIECES for k in range(1, PIECES)]
    return [*places, grid[-1]]


def _combine(curves: Sequence[Curve], grid: Sequence[float], join: Callable[[Iterable[float]], float]) -> Curve:
    samples = [_sample(curve, grid) for curve in curves]
    points = []
    lefts = zip(*(before for before, _ in samples), strict=True)
    rights = zip(*(at for _, at in samples), strict=True)
    for beat, left, right in zip(grid, lefts, rights, strict=True):
        before, at = join(left), join(right)
        if before != at:
            points.append((beat, before))
        points.append((beat, at))
    return Curve(tuple(points))


def _sample(curve: Curve, grid: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return limits from the left and values at the rising places of a grid, in one sweep."""
    beats, values = curve.beats, curve.values
    before, at = [], []
    after, count = 0, len(beats)
    for beat in grid:
        while after < count and beats[after] < beat:
            after += 1
        if after < count and beats[after] == beat:
            before.append(values[after])
            while after < count and beats[after] == beat:
                after += 1
            at.append(values[after - 1])
        else:
            value = curve._between(after, beat)  # noqa: SLF001 (the same module)
            before.append(value)
            at.append(value)
    return before, at
