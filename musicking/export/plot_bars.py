"""The bars under a picture: a line at each, short strokes at its beats, and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musicking.export.tokens import Theme, colours

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicking.score import Score

Axes = Any
#: The strokes at the beats, as a part of the height above them.
BEAT_STROKE = 0.02
#: How wide lines are, in points.
BAR_WIDTH, BEAT_WIDTH = 0.5, 0.6
#: At most so many bars carry a number.
MOST_LABELS = 12


def rule_and_number(axes: Axes, score: Score, place: Callable[[float], float], theme: Theme) -> None:
    """Rule and number the bars below a picture that stands alone."""
    rule(axes, score, place, theme)
    number(axes, score, place)


def rule(axes: Axes, score: Score, place: Callable[[float], float], theme: Theme) -> None:
    """Rule a line at each bar, with short ones at its beats."""
    from matplotlib.collections import LineCollection

    bars = [bar for bar in score.bars if bar.number > 0]
    starts = [place(float(bar.start_beat)) for bar in bars]
    beats = [
        place(float(bar.start_beat) + beat) for bar in bars for beat in range(1, int(bar.end_beat - bar.start_beat))
    ]
    # One drawing of all: a tick of its own for each takes matplotlib half of the time of a picture.
    strokes = [((at, 0), (at, 1)) for at in starts] + [((at, 0), (at, -BEAT_STROKE)) for at in beats]
    widths = [BAR_WIDTH] * len(starts) + [BEAT_WIDTH] * len(beats)
    ruled = LineCollection(
        strokes, colors=colours(theme)["line"], linewidths=widths, zorder=0.5, clip_on=False,
        transform=axes.get_xaxis_transform(),
    )  # fmt: skip
    axes.add_collection(ruled, autolim=False)
    axes.set_xlim(place(float(score.start_beat)), place(float(score.end_beat)))


def number(axes: Axes, score: Score, place: Callable[[float], float]) -> None:
    """Put their numbers below as many bars as there is room for."""
    bars = [bar for bar in score.bars if bar.number > 0]
    step = next(step for step in (1, 2, 4, 8, 16, 32, 64, len(bars) + 1) if len(bars) <= step * MOST_LABELS)
    numbered = bars[::step]
    axes.set_xticks([place(float(bar.start_beat)) for bar in numbered], [str(bar.number) for bar in numbered])
