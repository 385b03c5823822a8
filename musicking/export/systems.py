"""Where a new system (line of music) begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.score import Score

#: Cost of a system that begins within a phrase; that of a line twice as long as wished, halved.
OFF_PHRASE = 0.5
#: The least space a line gives its bars, as a multiple of the least that holds them.
EASE = 1.12


def phrase_bars(score: Score) -> set[int]:
    """Return the indexes of the bars that a phrase begins with.

    A phrase with an upbeat begins with the bar after it, as song books print it.

    Examples
    --------
    >>> from fractions import Fraction as F
    >>> from musicking.score import Bar, Score
    >>> bars = tuple(Bar(n + 1, F(3 * n), F(3 * n + 3)) for n in range(4))
    >>> sorted(phrase_bars(Score("A", (), bars, (), ((F(0), 0.8),), phrases=((F(0), F(5)), (F(5), F(12))))))
    [0, 2]
    """
    starts = [bar.start_beat for bar in score.bars]
    return {
        min(range(len(starts)), key=lambda place: (abs(starts[place] - begins), -place)) for begins, _ in score.phrases
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: its width, that of the clef and key at its head, and the bars it should hold."""

    width: float
    head: float
    bars: int


def system_starts(widths: Sequence[float], sizes: Sequence[float], line: Line, preferred: set[int]) -> list[int]:
    """Choose the bars that begin a system, so that lines hold about the same and follow the phrases.

    Parameters
    ----------
    widths
        Least width of each bar, in the unit of the line.
    sizes
        How much each bar counts: 1, but an upbeat less.
    line
        The line to be filled.
    preferred
        Indexes of the bars where a system best begins.

    Returns
    -------
    list of int
        Indexes of bars, the first is 0. A bar wider than the page stands alone.

    Examples
    --------
    >>> system_starts([10] * 9, [1] * 9, Line(100, 5, 4), {0, 4})
    [0, 4]
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(widths) + 1):
        options = []
        for start in range(end):
            if EASE * sum(widths[start:end]) + line.head > line.width and end - start > 1:
                continue
            uneven = sum(sizes[start:end]) / line.bars - 1
            cost = uneven**2 + (OFF_PHRASE if start and start not in preferred else 0.0)
            options.append((best[start][0] + cost, start))
        best.append(min(options))
    starts = [len(widths)]
    while starts[0] > 0:
        starts.insert(0, best[starts[0]][1])
    return starts[:-1]
