"""The chords beneath a phrase: a progression laid out so that it asks and rests where the melody does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from musicking.form.harmony import Span, spans
from musicking.form.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.form.harmony import Progression
    from musicking.form.phrases import Ending, PhraseKind
    from musicking.form.tonality import Tonality


def harmony_of(  # noqa: PLR0913  (what a phrase is made of)
    kind: PhraseKind, row: Progression, tonality: Tonality, beats_per_bar: Fraction | int, *,
    bars: int = 8, ends: Ending = "closed", space: int = 0,
) -> tuple[Span, ...]:  # fmt: skip
    """Return the chords beneath a phrase, from beat 0.

    A progression that fits into the phrase's lines begins anew with each of them; a line that ends open
    rests away from the tonic, one that closes on it. Where the melody rests before its last bar, so does
    the harmony.

    Examples
    --------
    >>> from musicking.form.harmony import read_progression
    >>> from musicking.form.phrases import phrase_kind
    >>> from musicking.form.tonality import tonality
    >>> laid = harmony_of(phrase_kind("period"), read_progression("primary"), tonality("C major"), 4)
    >>> [span.chord.symbol for span in laid]
    ['C', 'F', 'F', 'G', 'C', 'F', 'G', 'C']
    """
    lines = _lines(words_of(kind, bars, space), ends)
    if any(line.bars % row.length_bars for line in lines):
        lines = [_whole(lines)]
    whole: list[Span] = []
    start = Fraction(0)
    for line in lines:
        end = start + line.bars * beats_per_bar
        laid = _laid(row, tonality, line, beats_per_bar)
        whole += [replace(span, from_beat=start + span.from_beat, to_beat=start + span.to_beat) for span in laid[:-1]]
        whole.append(replace(laid[-1], from_beat=start + laid[-1].from_beat, to_beat=end))
        start = end
    return tuple(whole)


class _LineEnd(NamedTuple):
    """A line of a phrase: its bars, after how many of them it rests, and how ("" where it goes on)."""

    bars: int
    rests_after: int
    ends: Literal["", "open", "closed"]


def _lines(words: Sequence[str], ends: Ending) -> list[_LineEnd]:
    cadences: Mapping[str, Ending] = {"open": "open", "close": "closed", "end": ends}
    lines = [_LineEnd(0, 0, "")]
    for word in words:
        line = lines[-1]._replace(bars=lines[-1].bars + 1)
        bare = word.strip("|>")
        lines[-1] = line._replace(rests_after=line.bars, ends=cadences[bare]) if bare in cadences else line
        if word.endswith("|"):
            lines.append(_LineEnd(0, 0, ""))
    return [line._replace(rests_after=line.rests_after or line.bars) for line in lines]


def _whole(lines: Sequence[_LineEnd]) -> _LineEnd:
    """Return all lines as one, which rests where the last does."""
    bars = sum(line.bars for line in lines)
    return _LineEnd(bars, bars - lines[-1].bars + lines[-1].rests_after, lines[-1].ends)


def _laid(row: Progression, tonality: Tonality, line: _LineEnd, beats_per_bar: Fraction | int) -> tuple[Span, ...]:
    if line.ends == "closed":
        return spans(row, tonality, line.rests_after, beats_per_bar, "authentic")
    laid = spans(row, tonality, line.rests_after, beats_per_bar)
    if line.ends == "open" and laid[-1].chord.degree == "1":
        return spans(row, tonality, line.rests_after, beats_per_bar, "half")
    return laid
