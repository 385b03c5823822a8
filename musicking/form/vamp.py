"""Chords as a style plays them, without a melody: to sing, to play or to wait over."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from musicking.form.ensemble import accompany
from musicking.form.groove import groove as groove_of
from musicking.form.harmony import read_progression, spans
from musicking.form.style import style as style_named
from musicking.form.style import style_of
from musicking.form.tonality import tonality as tonality_of
from musicking.score import Bar, Metre, Score


def vamp(  # noqa: PLR0913 (choices by name)
    progression: str,
    tonality: str,
    *,
    style: str | None = None,
    groove: str = "ballad",
    bars: int | None = None,
    close: str | None = None,
) -> Score:
    """Return an accompaniment that goes through a progression, round and round, and may end anywhere.

    Parameters
    ----------
    progression
        Roman numerals, each a bar long, or the name of a progression.
    tonality
        Tonic and mode: ``"D dorian"``.
    style, groove
        Who plays, and what is kept going; a style brings its own groove.
    bars
        How many; by default once through.
    close
        The cadence of the last two bars: ``"authentic"``, ``"half"``, ``"plagal"`` or ``"deceptive"``; by
        default none is put in.

    Examples
    --------
    >>> [symbol for _, symbol in vamp("I IV V7 vi", "C major").chords]
    ['C', 'F', 'G7', 'Am']
    >>> [symbol for _, symbol in vamp("I IV", "C major", bars=4, close="half").chords]
    ['C', 'F', 'G']
    """
    manner = style_named(style) if style else style_of(groove)
    beat = groove_of(manner.groove if style else groove)
    home, row = tonality_of(tonality), read_progression(progression)
    number = bars if bars is not None else int(row.length_bars)
    laid = spans(row, home, bars=number, beats_per_bar=beat.beats_per_bar, close=close)
    played = accompany(laid, home, style=manner, groove=beat, section_bars=number, close=close is not None)
    length = beat.beats_per_bar
    changes = [(span.from_beat, span.chord.symbol) for span in laid]
    first = changes[:1]
    return Score(
        title=f"{row.name} in {home.name}",
        voices=played.voices,
        bars=tuple(Bar(bar + 1, Fraction(bar * length), Fraction((bar + 1) * length)) for bar in range(number)),
        metres=(Metre(Fraction(0), *beat.metre),),
        tempo=((Fraction(0), 60 / (manner.tempo_bpm if style else beat.tempo_bpm)),),
        beat_quarters=beat.beat_quarters,
        chords=(*first, *(after for before, after in pairwise(changes) if before[1] != after[1])),
        key=tonality,
        origin={"progression": row.name, "groove": beat.name},
    )
