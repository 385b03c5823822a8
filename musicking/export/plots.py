"""Pictures of a performance: piano roll, tempo curve, level curve; ``captions`` says in words what each shows.

What is performed is drawn solid, what is written dashed, in the colours of ``spec/tokens.json``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from musicking.curve import Curve
from musicking.export.page_svg import for_page
from musicking.export.plot_bars import number, rule, rule_and_number
from musicking.export.tokens import Theme, colours
from musicking.words.places import one_decimal, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from musicking.performance import Performance, PerformedVoice


Figure = Any
Axes = Any
#: Width and height of one picture in inches; 7.36 in are 46 rem.
SIZE = (7.36, 2.4)
#: Inches around and between the axes, for words and numbers of this size: to look for the least takes a third longer.
LEFT, RIGHT, TOP, BOTTOM, BETWEEN = 0.68, 0.06, 0.06, 0.42, 0.09
#: A beat of a curve is drawn in so many pieces: tempo bends where its beat period is straight.
PIECES_PER_BEAT = 8
#: dB that a plot shows at least, either way: a small change shall look small.
LEVEL_ROOM_DB = 6


def piano_roll(performance: Performance, theme: Theme = "light") -> Figure:
    """Draw the notes over performed time, louder ones stronger; bars lie where they are heard.

    Parameters
    ----------
    theme
        "light" or "dark".

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, (axes,) = _figure(theme, [SIZE[1] * 1.2])
    rule_and_number(axes, performance.score, performance.seconds_at, theme)
    _draw_roll(axes, performance, theme)
    _seconds_label(axes)
    return figure


def tempo_curve(performance: Performance, theme: Theme = "light") -> Figure:
    """Draw the tempo in beats a minute over the bars of the score."""
    figure, (axes,) = _figure(theme, [SIZE[1]])
    _draw_tempo(axes, performance, theme, float)
    rule_and_number(axes, performance.score, float, theme)
    axes.set_xlabel("bar")
    return figure


def level_curve(performance: Performance, theme: Theme = "light") -> Figure:
    """Draw the level in dB from mezzo-forte over the bars of the score."""
    figure, (axes,) = _figure(theme, [SIZE[1]])
    _draw_level(axes, performance, theme, float)
    rule_and_number(axes, performance.score, float, theme)
    axes.set_xlabel("bar")
    return figure


def performance_figure(performance: Performance, theme: Theme = "light") -> Figure:
    """Draw roll, tempo and level one above the other, all over performed time.

    Where the music slows, the bars of all three grow wider.
    """
    figure, (roll, tempo, level) = _figure(theme, [2.2, 1.4, 1.4])
    _draw_roll(roll, performance, theme)
    _draw_tempo(tempo, performance, theme, performance.seconds_at)
    _draw_level(level, performance, theme, performance.seconds_at)
    for axes in (roll, tempo, level):
        rule(axes, performance.score, performance.seconds_at, theme)
        axes.xaxis.set_visible(axes is level)
    number(level, performance.score, performance.seconds_at)
    _seconds_label(level)
    return figure


def performance_picture(performance: Performance, prefix: str = "") -> str:
    """Return roll, tempo and level as SVG text for a page: it takes the page's font, width and theme.

    Parameters
    ----------
    prefix
        Begins every identifier in the SVG. Give each picture on a page its own.
    """
    return to_svg(performance_figure(performance), prefix)


def to_svg(figure: Figure, prefix: str = "") -> str:
    """Return a figure as SVG text for a page: words stay words, and it has no size, font or paper of its own.

    Colours are the page's own, ``var(--mk-tempo, …)``, where it has them. The same figure gives the
    same text every time.
    """
    from io import StringIO

    import matplotlib as mpl

    buffer = StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "musicking"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return for_page(buffer.getvalue(), prefix)


def to_png(figure: Figure, dots_per_inch: float = 150) -> bytes:
    """Return a figure as a PNG picture on the paper of its theme."""
    from io import BytesIO

    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=dots_per_inch, metadata={"Software": None})
    return buffer.getvalue()


def _figure(theme: Theme, heights: Sequence[float]) -> tuple[Figure, Sequence[Axes]]:
    """Return a figure of stacked, quiet axes; it belongs to no window."""
    from matplotlib.figure import Figure as MatplotlibFigure

    ink = colours(theme)
    height, last = sum(heights), len(heights) - 1
    figure = MatplotlibFigure(figsize=(SIZE[0], height), facecolor=ink["paper"])
    room = height - TOP - BOTTOM - BETWEEN * last
    column = figure.subplots(
        len(heights), 1, sharex=True, squeeze=False, height_ratios=heights,
        gridspec_kw={
            "left": LEFT / SIZE[0], "right": 1 - RIGHT / SIZE[0],
            "bottom": BOTTOM / height, "top": 1 - TOP / height, "hspace": BETWEEN * len(heights) / room,
        },
    )[:, 0]  # fmt: skip
    for axes in column:
        axes.set_facecolor("none")
        axes.tick_params(colors=ink["quiet"], labelsize=9, length=0)
        for side, spine in axes.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(ink["line"])
        for label in (axes.xaxis.label, axes.yaxis.label):
            label.set_color(ink["quiet"])
            label.set_fontsize(9)
    return figure, list(column)


def _voice_colour(voice: PerformedVoice, theme: Theme) -> str:
    meaning = "rhythm" if voice.instrument == "drums" else "melody" if voice.id == "melody" else "harmony"
    return colours(theme)[meaning]


def _draw_roll(axes: Axes, performance: Performance, theme: Theme) -> None:
    """Draw each note as a bar from onset to release, the louder the stronger."""
    from matplotlib.collections import PolyCollection

    # The melody is drawn last, so that nothing hides it.
    for voice in reversed(performance.voices):
        bars = [
            [
                (note.onset_sec, note.pitch - 0.4), (note.release_sec, note.pitch - 0.4),
                (note.release_sec, note.pitch + 0.4), (note.onset_sec, note.pitch + 0.4),
            ]
            for note in voice.notes
        ]  # fmt: skip
        strengths = [min(1.0, 0.3 + 0.7 * note.velocity / 120) for note in voice.notes]
        axes.add_collection(PolyCollection(bars, facecolor=_voice_colour(voice, theme), alpha=strengths, linewidth=0))
    pitches = [note.pitch for voice in performance.voices for note in voice.notes] or [60]
    lowest, highest = min(pitches) - 1, max(pitches) + 1
    keys = [key for key in range(0, 128, 12) if lowest <= key <= highest]
    axes.set_yticks(keys, [f"C{key // 12 - 1}" for key in keys])
    axes.set_ylim(lowest - 1, highest + 1)
    axes.set_xlim(0, performance.duration_sec)
    axes.set_ylabel("pitch")


def _draw_tempo(axes: Axes, performance: Performance, theme: Theme, place: Callable[[float], float]) -> None:
    written = Curve(tuple((float(beat), period) for beat, period in performance.score.tempo))
    for curve, style in ((written, "--"), (performance.tempo, "-")):
        points = [(place(beat), 60 / period) for beat, period in course_of(performance, curve)]
        _line(axes, points, colours(theme)["tempo"], style)
    _room(axes, 0.1 * 60 / performance.score.tempo[0][1])
    legend = axes.legend(frameon=False, fontsize=8, loc="best", handlelength=2.5)
    for text in legend.get_texts():
        text.set_color(colours(theme)["quiet"])
    axes.set_ylabel("tempo\n(beats a minute)")


def _draw_level(axes: Axes, performance: Performance, theme: Theme, place: Callable[[float], float]) -> None:
    points = tuple((float(beat), level) for beat, level in performance.score.level)
    written = Curve(points or ((0.0, 0.0),))
    for curve, style in ((written, "--"), (performance.level, "-")):
        drawn = [(place(beat), level) for beat, level in course_of(performance, curve)]
        _line(axes, drawn, colours(theme)["level"], style)
    _room(axes, LEVEL_ROOM_DB)
    axes.set_ylabel("level\n(dB from mf)")


def _line(axes: Axes, points: Sequence[tuple[float, float]], colour: str, style: str) -> None:
    solid = style == "-"
    axes.plot(
        *zip(*points, strict=True),
        color=colour,
        linestyle=style,
        linewidth=2 if solid else 1.2,
        label="as performed" if solid else "as written",
    )


def _room(axes: Axes, least: float) -> None:
    """Show at least so much above and below what is drawn in the middle, with whole numbers beside it."""
    axes.yaxis.get_major_locator().set_params(integer=True)
    low, high = axes.get_ylim()
    spare = max(0.0, least - (high - low) / 2)
    axes.set_ylim(low - spare, high + spare)


def course_of(performance: Performance, curve: Curve) -> list[tuple[float, float]]:
    """Return a curve's course within the score, steps kept, in pieces fine enough to draw: (beat, value)."""
    start, end = float(performance.score.start_beat), float(performance.score.end_beat)
    places = sorted({start, end, *(beat for beat in curve.beats if start < beat < end)})
    points = [(start, curve.value_at(start))]
    for left, right in pairwise(places):
        if curve.value_at(left) != curve.value_before(right):
            count = max(1, rounded((right - left) * PIECES_PER_BEAT))
            inner = (left + (right - left) * piece / count for piece in range(1, count))
            points += [(beat, curve.value_at(beat)) for beat in inner]
        points.append((right, curve.value_before(right)))
        if right < end and curve.value_at(right) != curve.value_before(right):
            points.append((right, curve.value_at(right)))
    return points


def _seconds_label(axes: Axes) -> None:
    low, high = axes.get_xlim()
    axes.set_xlabel(f"bar, as wide as it lasts ({one_decimal(high - low)} seconds in all)")
