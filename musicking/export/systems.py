"""Where a new system (line of music) begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.score import Score

#: Cost of a system that neither begins at a phrase nor could; about that of a line two thirds empty.
OFF_PHRASE = 0.5


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


def system_starts(widths: Sequence[float], head: float, line: float, preferred: set[int]) -> list[int]:
    """Choose the bars that begin a system, so that lines fill evenly and follow the phrases.

    Parameters
    ----------
    widths
        Natural width of each bar.
    head
        Width of what stands at the beginning of every system: clef and key.
    line
        Width of the page, in the same unit.
    preferred
        Indexes of the bars where a system best begins.

    Returns
    -------
    list of int
        Indexes of bars, the first is 0. A bar wider than the page stands alone.

    Examples
    --------
    >>> system_starts([10] * 8, 5, 46, {0, 4})
    [0, 4]
    """
    count = len(widths)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        options = []
        for start in range(end):
            width = head + sum(widths[start:end])
            if width > line and end - start > 1:
                continue
            empty = max(0.0, 1 - width / line)
            cost = empty**2 + (OFF_PHRASE if start and start not in preferred else 0.0)
            options.append((best[start][0] + cost, start))
        best.append(min(options))
    starts = [count]
    while starts[0] > 0:
        starts.insert(0, best[starts[0]][1])
    return starts[:-1]
