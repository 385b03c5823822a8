"""The courses that tempo and level take, as tables of at most 65 points (x, value), x from 0 to 1.

A table stands for its closed form to within a millisecond over sixteen beats at 60 a minute; points
lie closer where the course bends.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, log, pi, pow, sin, tan  # noqa: A004 (floats in, float out)
from typing import TYPE_CHECKING, Literal

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Callable

Table = tuple[tuple[float, float], ...]

# A table is text in a file: nine decimals are far below what can be heard or measured.
DECIMALS = 9
PIECES = 32
LOWEST_RATIO, HIGHEST_RATIO = 0.1, 10.0
HIGHEST_CURVATURE = 8.0


def slowing(w: float, q: float = 3.0) -> Table:
    """Return the beat period, as a factor, of a final ritardando.

    The tempo v over the score position x is ``(1 + (w^q - 1) x)^(1/q)``: with q = 3 the way runners
    and dancers come to a stop.

    Parameters
    ----------
    w
        Tempo at the end as a share of the tempo before, from 0.1 up to 1.
    q
        Curvature, 1 to 8: the larger, the later and steeper the fall.

    Returns
    -------
    Table of 33 points (x, factor of the beat period).

    Notes
    -----
    A. Friberg and J. Sundberg, "Does music performance allude to locomotion?", *J. Acoust. Soc. Am.* 105(3),
    1999, 1469-1484.

    Examples
    --------
    >>> slowing(0.5)[0], slowing(0.5)[-1]
    ((0.0, 1.0), (1.0, 2.0))
    """
    within(w, LOWEST_RATIO, 1.0, "w (tempo at the end as a share of the tempo before)")
    within(q, 1.0, HIGHEST_CURVATURE, "q (curvature)")
    if w == 1:
        return ((0.0, 1.0), (1.0, 1.0))
    # Equal steps of tempo put the points where the tempo changes fastest.
    tempi = [1 - (1 - w) * k / PIECES for k in range(PIECES + 1)]
    steep = 1 - pow(w, q)

    def seconds(x: float) -> float:
        left = 1 - steep * x
        if q == 1:
            return -log(left) / steep
        return (1 - pow(left, 1 - 1 / q)) / (steep * (1 - 1 / q))

    return fitted([((1 - v**q) / steep, 1 / v) for v in tempi], seconds)


def quickening(ratio: float) -> Table:
    """Return the beat period, as a factor, of an accelerando in which each beat is shorter by the same share.

    Parameters
    ----------
    ratio
        Tempo at the end over the tempo before, 1 to 10.

    Examples
    --------
    >>> quickening(1.25)[-1]
    (1.0, 0.8)
    """
    within(ratio, 1.0, HIGHEST_RATIO, "ratio (tempo at the end over the tempo before)")
    if ratio == 1:
        return ((0.0, 1.0), (1.0, 1.0))
    points = [(k / PIECES, ratio ** (-k / PIECES)) for k in range(PIECES + 1)]
    return fitted(points, lambda x: (1 - ratio**-x) / log(ratio))


def stolen_time(depth: float, form: Literal["lean", "hump"] = "lean") -> Table:
    """Return one cycle of rubato: the share of time at each place, with mean 1.

    Parameters
    ----------
    depth
        How much more time the slowest place takes, 0 to 0.9.
    form
        ``"lean"`` lingers, then catches up; ``"hump"`` is slow at both edges and fast in the middle.

    Examples
    --------
    >>> stolen_time(0.2)[0], max(share for _, share in stolen_time(0.2)) < 1.21
    ((0.0, 1.0), True)
    """
    within(depth, 0.0, 0.9, "depth (how much more time the slowest place takes)")
    if form not in ("lean", "hump"):
        raise MusicError(f'A rubato is a "lean" or a "hump", not "{form}".')
    wave = sin if form == "lean" else cos
    # Straight lines between points of a wave cut its corners; raised by this, each point comes at its time.
    raised = depth * tan(pi / PIECES) / (pi / PIECES)
    # The wave is rounded before it is added to 1, so that its halves cancel and the mean stays 1.
    return tuple((k / PIECES, 1 + round(raised * wave(2 * pi * k / PIECES), DECIMALS)) for k in range(PIECES + 1))


def straight(level_db: float) -> Table:
    """Return a change of level that is even in dB: equal steps are heard as equal ratios of loudness.

    Examples
    --------
    >>> straight(10)
    ((0.0, 0.0), (1.0, 10.0))
    """
    return ((0.0, 0.0), (1.0, float(level_db)))


def steady(value: float) -> Table:
    """Return one value from beginning to end: the music is there at once.

    Parameters
    ----------
    value
        A factor of the beat period, or dB.

    Examples
    --------
    >>> steady(-6)
    ((0.0, -6.0), (1.0, -6.0))
    """
    kept = round(float(value), DECIMALS)
    return ((0.0, kept), (1.0, kept))


def another_tempo(ratio: float) -> Table:
    """Return the beat period, as a factor, of a tempo that is another from its first beat on: ``1 / ratio``.

    Parameters
    ----------
    ratio
        The new tempo over the tempo before, 0.1 to 10: above 1 faster, below 1 slower.

    Examples
    --------
    >>> another_tempo(2)
    ((0.0, 0.5), (1.0, 0.5))
    """
    within(ratio, LOWEST_RATIO, HIGHEST_RATIO, "ratio (the new tempo over the tempo before)")
    return steady(1 / ratio)


def fitted(points: list[tuple[float, float]], integral: Callable[[float], float]) -> Table:
    """Return the points lowered a little, so that the lines between them take the right time.

    A line lies above a hollow curve: what each piece would be too long is taken from its two ends, the
    outermost excepted, which are the values that the component is known by.
    """
    over = [
        (before + after) / 2 - (integral(right) - integral(left)) / (right - left)
        for (left, before), (right, after) in pairwise(points)
    ]
    inner = [
        (round(x, DECIMALS), round(value - (left + right) / 2, DECIMALS))
        for (x, value), (left, right) in zip(points[1:-1], pairwise(over), strict=True)
    ]
    return ((0.0, round(points[0][1], DECIMALS)), *inner, (1.0, round(points[-1][1], DECIMALS)))


def within(value: float, lowest: float, highest: float, what: str) -> None:
    """Raise MusicError if a number is out of reach."""
    if not lowest <= value <= highest:
        raise MusicError(f"{what} must lie from {lowest:g} to {highest:g}; it is {value:g}.")
