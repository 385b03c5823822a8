"""Places of a score, and numbers, in words (spec §10)."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from musicking.words.sentences import WORDS

if TYPE_CHECKING:
    from musicking.score import Bar, Score

# Beats are doubles here: a third of a beat is not exactly a third.
SAME_BEAT = 1e-6
# What the last bit of a reckoning has blurred still counts as a half.
BLUR = 1e-9


def rounded(value: float) -> int:
    """Return the nearest whole number, halves upward.

    Examples
    --------
    >>> rounded(7.4), rounded(7.5), rounded(10 * (2.25 / 3.0000000000000004))
    (7, 8, 8)
    """
    return floor(value + 0.5 + BLUR)


def one_decimal(value: float) -> str:
    """Return a number that is not negative with at most one decimal.

    Examples
    --------
    >>> one_decimal(1.75), one_decimal(2.04)
    ('1.8', '2')
    """
    return _of_tenths(rounded(value * 10))


def duration(seconds: float) -> str:
    """Return seconds in words, in minutes from a minute on.

    Examples
    --------
    >>> duration(1), duration(41.26), duration(72)
    ('1 second', '41.3 seconds', '1 minute 12 seconds')
    """
    tenths = rounded(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    number = _of_tenths(rest)
    said = WORDS["seconds"]["one" if number == "1" else "many"].format(seconds=number)
    if not minutes:
        return str(said)
    return str(WORDS["minutes"]["one" if minutes == 1 else "many"].format(minutes=minutes, seconds=said))


def _of_tenths(tenths: int) -> str:
    whole, part = divmod(tenths, 10)
    return f"{whole}.{part}" if part else str(whole)


def place_name(score: Score, beat: float) -> str:
    """Return where a beat lies: ``"bar 13"``, ``"bar 13, beat 2½"``, ``"the upbeat"``."""
    bar = next((b for b in reversed(score.bars) if float(b.start_beat) <= beat), score.bars[0])
    count = beat - float(bar.start_beat) + 1
    if bar.number == 0 or count - 1 <= SAME_BEAT:
        return bar_name(bar)
    whole = floor(count + SAME_BEAT)
    rest = count - whole
    sign = next((sign for value, sign in WORDS["fractions"] if abs(rest - value) <= SAME_BEAT), "")
    pattern = WORDS["place"]["beat" if sign or rest <= SAME_BEAT else "after"]
    return _with_pass(pattern.format(bar=bar.number, beat=f"{whole}{sign}"), bar)


def end_name(score: Score, beat: float) -> str:
    """Return where something ends: ``"the end"``, ``"the end of bar 16"``, ``"bar 16, beat 3"``."""
    if beat >= float(score.end_beat):
        return str(WORDS["end"]["music"])
    for bar in score.bars:
        if float(bar.end_beat) == beat:
            return str(WORDS["end"]["bar"].format(bar=bar_name(bar)))
    return place_name(score, beat)


def span_name(score: Score, start: float, end: float) -> str:
    """Return a stretch: ``"in bar 4"``, ``"from bar 13 to the end of bar 16"``."""
    for bar in score.bars:
        if (float(bar.start_beat), float(bar.end_beat)) == (start, end):
            return str(WORDS["span"]["bar"].format(bar=bar_name(bar)))
    gaps = {"from": place_name(score, start), "to": end_name(score, end)}
    return str(WORDS["span"]["stretch"].format(**gaps))


def bar_name(bar: Bar) -> str:
    """Return what a bar is called: ``"bar 13"``, ``"the upbeat"``, ``"bar 5 (time 2)"``."""
    if bar.number == 0:
        return str(WORDS["place"]["upbeat"])
    return _with_pass(WORDS["place"]["bar"].format(bar=bar.number), bar)


def _with_pass(place: str, bar: Bar) -> str:
    if bar.pass_ == 1:
        return place
    return str(WORDS["place"]["pass"].format(place=place, **{"pass": bar.pass_}))
