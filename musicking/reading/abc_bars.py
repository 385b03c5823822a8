"""The written bars of an ABC tune: numbered, checked against the metre, put in played order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.errors import MusicError

if TYPE_CHECKING:
    from musicking.reading.abc_notes import WrittenBar

MAX_PLAYED_BARS = 2_000


def number_and_check(bars: list[WrittenBar]) -> None:
    """Give each bar its number, an upbeat 0, and refuse a bar that does not add up.

    A bar may be short at the ends of the tune and of its sections.

    Raises
    ------
    MusicError
        If a bar is longer or shorter than its metre; names the bar.
    """
    if not any(e.pitches for b in bars for e in b.elements):
        raise MusicError("The ABC text has no notes after its header: write them under the K: line.")
    upbeat = bars[0].length < bars[0].full_length
    for index, bar in enumerate(bars):
        bar.number = index if upbeat else index + 1
        at_an_edge = index in (0, len(bars) - 1) or bar.ends_section or bars[index - 1].ends_section
        at_an_edge = at_an_edge or bar.starts_repeat or bool(bar.endings)
        if bar.length > bar.full_length or (bar.length < bar.full_length and not at_an_edge):
            numerator, denominator = bar.metre
            raise MusicError(
                f"Bar {bar.number} lasts {bar.length} quarter notes where {numerator}/{denominator}"
                f" asks for {bar.full_length}: check the lengths of its notes."
            )


def in_played_order(bars: list[WrittenBar]) -> list[WrittenBar]:
    """Return the bars in played order: repeats gone back to, endings taken in their pass."""
    played: list[WrittenBar] = []
    index, start, pass_ = 0, 0, 1
    while index < len(bars):
        bar = bars[index]
        left_the_endings = pass_ > 1 and not bar.endings and index > start and bool(bars[index - 1].endings)
        if (bar.starts_repeat and index != start) or left_the_endings:
            start, pass_ = index, 1
        if bar.endings and pass_ not in bar.endings:
            index += 1
            continue
        played.append(bar)
        if len(played) > MAX_PLAYED_BARS:
            raise MusicError(f"The tune plays more than {MAX_PLAYED_BARS} bars: bring a shorter one.")
        again = any(pass_ + 1 in b.endings for b in bars[index:]) if bar.endings else pass_ == 1
        if bar.ends_repeat and again:
            index, pass_ = start, pass_ + 1
            continue
        if bar.ends_repeat:
            start, pass_ = index + 1, 1
        index += 1
    if not played:
        raise MusicError("The endings of the tune leave nothing to play: let the first be [1.")
    return played
