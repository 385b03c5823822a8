"""What the pictures of a performance show, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.export.plots import course_of
from musicking.words.places import one_decimal, place_name, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.performance import Performance
    from musicking.score import Score


def roll_in_words(performance: Performance) -> str:
    """Say what the piano roll shows.

    Raises
    ------
    MusicError
        When the performance has no notes.
    """
    voices = [voice for voice in performance.voices if voice.notes]
    if not voices:
        raise MusicError("There is nothing to draw: the performance has no notes.")
    names = {voice.id: voice.name.lower() for voice in performance.score.voices}
    count = sum(len(voice.notes) for voice in voices)
    said = ", ".join(names[voice.id] for voice in voices)
    return (
        f"Piano roll of {performance.score.title}: {count} notes ({said}) "
        f"in {one_decimal(performance.duration_sec)} seconds."
    )


def tempo_in_words(performance: Performance) -> str:
    """Say what the tempo curve shows: its first, quickest, slowest and last tempo."""
    points = [(beat, 60 / period) for beat, period in course_of(performance, performance.tempo)]
    return f"Tempo in beats a minute: {_course(performance.score, points)}."


def level_in_words(performance: Performance) -> str:
    """Say what the level curve shows: its first, loudest, softest and last level."""
    points = course_of(performance, performance.level)
    return f"Level in dB from mezzo-forte: {_course(performance.score, points)}."


def _course(score: Score, points: Sequence[tuple[float, float]]) -> str:
    low, high = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    if rounded(low[1]) == rounded(high[1]):
        return f"{rounded(low[1])} throughout"
    return (
        f"it begins at {rounded(points[0][1])}, "
        f"is highest at {rounded(high[1])} ({place_name(score, high[0])}) "
        f"and lowest at {rounded(low[1])} ({place_name(score, low[0])}), and ends at {rounded(points[-1][1])}"
    ).replace("-", "\N{MINUS SIGN}")
