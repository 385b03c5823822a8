"""Harmony: named progressions and cadences in any key, and what to play where one does not belong.

The progressions stand in ``progressions.toml``, the cadences of each mode in ``modes.toml``.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.form.numerals import Chord, numeral_chord
from musicking.form.tonality import Tonality, modes
from musicking.naming import plain_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.score import Beat

__all__ = ["Chord", "Progression", "Span", "Suited", "cadence", "chord_tones_allowed", "progression", "progressions",
           "read_progression", "spans", "suited"]  # fmt: skip

_MAX_NUMERALS = 64


@dataclass(frozen=True, slots=True)
class Progression:
    """A row of chords by roman numeral.

    Parameters
    ----------
    kind
        What it is played for: ``"vamp"``, ``"cadential"``, ``"loop"``, ``"ground"``, ``"jazz"``,
        ``"cliche"``, ``"plagal"``, ``"blues"`` or ``"drone"``.
    bars
        How long each chord lasts, in bars.
    modes
        The modes where it belongs.
    borrows
        Degrees that it takes from outside these modes on purpose.
    about
        What it is and does, a sentence.
    """

    id: str
    name: str
    kind: str
    numerals: tuple[str, ...]
    bars: tuple[Fraction, ...]
    modes: tuple[str, ...]
    borrows: tuple[str, ...]
    about: str

    @property
    def length_bars(self) -> Fraction:
        """How many bars one round lasts."""
        return sum(self.bars, Fraction(0))


@dataclass(frozen=True, slots=True)
class Suited:
    """A progression that belongs to a mode, and which one it replaces.

    Parameters
    ----------
    substitute_for
        What was asked for, or None where that belongs.
    reason
        Why it does not belong, a sentence; empty where it does.
    """

    progression: Progression
    substitute_for: Progression | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A chord from one place to another, in beats."""

    from_beat: Beat
    to_beat: Beat
    chord: Chord


@cache
def progressions() -> Mapping[str, Progression]:
    """Return the named progressions by their ids.

    Examples
    --------
    >>> progressions()["andalusian"].numerals
    ('i', 'bVII', 'bVI', 'V')
    """
    table = tomllib.loads((files(__package__) / "progressions.toml").read_text(encoding="utf-8"))
    found = {}
    for name, entry in table.items():
        numerals = tuple(entry["numerals"].split())
        bars = tuple(Fraction(length) for length in entry.get("bars", ("1",) * len(numerals)))
        borrows = tuple(entry.get("borrows", ()))
        found[name] = Progression(
            name, entry["name"], entry["kind"], numerals, bars, tuple(entry["modes"]), borrows, entry["about"]
        )
    return MappingProxyType(found)


def read_progression(text: str) -> Progression:
    """Return a progression by its id, or from roman numerals, each a bar long.

    Raises
    ------
    MusicError
        If it is neither.

    Examples
    --------
    >>> read_progression("I-vi-IV-V").id, read_progression("i v i").numerals
    ('doo_wop', ('i', 'v', 'i'))
    """
    wanted = str(text).strip()
    key = plain_name(wanted)
    if key in progressions():
        return progressions()[key]
    numerals = tuple(part for part in re.split(r"[^\w#()+°/]+", wanted) if part)
    if not 0 < len(numerals) <= _MAX_NUMERALS:
        raise MusicError(f"A progression has 1 to {_MAX_NUMERALS} roman numerals, as in I IV V I.")
    for named in progressions().values():
        if named.numerals == numerals:
            return named
    try:
        for numeral in numerals:
            numeral_chord(numeral, "C")
    except MusicError as error:
        near = difflib.get_close_matches(key, progressions(), n=1)
        raise MusicError(str(error) + (f" Or did you mean {near[0]}?" if near else "")) from None
    kind = "vamp" if len(set(numerals)) <= 2 else "cadential"  # noqa: PLR2004 (two chords make a vamp)
    return Progression("own", "-".join(numerals), kind, numerals, (Fraction(1),) * len(numerals), (), (), "")


def progression(text: str | Progression, tonality: Tonality) -> tuple[Chord, ...]:
    """Return the chords of a progression in a key.

    Parameters
    ----------
    text
        The id of a named progression, or roman numerals.

    Examples
    --------
    >>> from musicking.form.tonality import tonality
    >>> [chord.symbol for chord in progression("i IV", tonality("D dorian"))]
    ['Dm', 'G']
    """
    row = text if isinstance(text, Progression) else read_progression(text)
    return tuple(numeral_chord(numeral, tonality.tonic) for numeral in row.numerals)


def cadence(kind: str, tonality: Tonality) -> tuple[Chord, ...]:
    """Return a cadence as the mode makes it: ``"authentic"``, ``"half"``, ``"plagal"`` or ``"deceptive"``.

    Examples
    --------
    >>> from musicking.form.tonality import tonality
    >>> [[c.symbol for c in cadence(kind, tonality("C major"))] for kind in ("authentic", "deceptive")]
    [['G7', 'C'], ['G7', 'Am']]
    >>> [c.symbol for c in cadence("authentic", tonality("D dorian"))]
    ['C', 'Dm']
    """
    if kind not in tonality.mode.cadences:
        raise MusicError(f"There is no cadence called '{kind[:30]}'. Try: {', '.join(tonality.mode.cadences)}.")
    return tuple(numeral_chord(numeral, tonality.tonic) for numeral in tonality.mode.cadences[kind].split())


def suited(text: str | Progression, tonality: Tonality) -> Suited:
    """Return the progression where it belongs to the mode, else an idiomatic one of its kind and the reason.

    Examples
    --------
    >>> from musicking.form.tonality import tonality
    >>> answer = suited("ii_v_i", tonality("C whole_tone"))
    >>> answer.progression.id
    'whole_tone_round'
    >>> print(answer.reason)
    "ii-V-I" needs F, which C whole tone does not have: all its chords are augmented triads, \
which lead nowhere in particular; they can only lift and settle by a step.
    """
    row = text if isinstance(text, Progression) else read_progression(text)
    missing = _missing(row, tonality)
    if tonality.mode.id in row.modes or (row.id == "own" and not missing):
        return Suited(row)
    where = f"{tonality.tonic} {tonality.mode.name.split(' (')[0]}"
    fault = f"needs {missing}, which {where} does not have" if missing else f"is not at home in {where}"
    return Suited(progressions()[tonality.mode.instead[row.kind]], row, f'"{row.name}" {fault}: {tonality.mode.why}.')


def chord_tones_allowed(tonality: Tonality) -> frozenset[int]:
    """Return the pitch classes that chords of a tonality may hold: the mode's, and what it borrows on purpose."""
    harmony = modes()[tonality.mode.harmony]
    borrowed = (*tonality.mode.borrowed, *harmony.borrowed)
    return frozenset(
        (*tonality.pitch_classes, *Tonality(tonality.tonic, harmony).pitch_classes,
         *(tonality.pitch_class(degree) for degree in borrowed))
    )  # fmt: skip


def spans(
    text: str | Progression, tonality: Tonality, bars: int, beats_per_bar: Fraction | int, close: str | None = None
) -> tuple[Span, ...]:
    """Lay a progression out in time, round after round, each chord for its number of bars.

    Parameters
    ----------
    bars
        How many bars to fill; what is left of the last round is cut off.
    beats_per_bar
        Beats of the metre in a bar: 2 in 6/8.
    close
        The cadence on which the last two bars end; None leaves the round open.

    Examples
    --------
    >>> from musicking.form.tonality import tonality
    >>> [(int(s.from_beat), s.chord.symbol) for s in spans("axis", tonality("G major"), 4, 4, close="authentic")]
    [(0, 'G'), (4, 'D'), (8, 'D7'), (12, 'G')]
    """
    row = text if isinstance(text, Progression) else read_progression(text)
    chords = progression(row, tonality)
    laid: list[tuple[Fraction, Fraction, Chord]] = []
    at = Fraction(0)
    while at < bars:
        for length, chord in zip(row.bars, chords, strict=True):
            if at < bars:
                laid.append((at, min(at + length, Fraction(bars)), chord))
            at += length
    for start, chord in _closing(row, tonality, laid, bars, close):
        laid = [(a, min(b, start), c) for a, b, c in laid if a < start]
        laid.append((start, Fraction(bars), chord))
    beats = Fraction(beats_per_bar)
    return tuple(Span(a * beats, b * beats, chord) for a, b, chord in laid)


def _closing(
    row: Progression, tonality: Tonality, laid: list[tuple[Fraction, Fraction, Chord]], bars: int, close: str | None
) -> list[tuple[Fraction, Chord]]:
    """Return which chords the last bars take, each from a bar on."""
    if close is None or row.kind == "drone":
        return []
    leading, last = cadence(close, tonality)
    if close == "authentic":
        last = next((chord for *_, chord in laid if chord.degree == "1"), last)
        if last.degree == "1" and laid[-1][2].degree == "1" and laid[-1][1] - laid[-1][0] <= 1:
            return []
        away = [chord for *_, chord in laid if chord.degree != "1"]
        if row.kind in ("vamp", "plagal") and away:
            leading = away[-1]
        if row.kind == "blues":
            return [(Fraction(bars - 1), last)]
    return [(Fraction(max(bars - 2, 0)), leading), (Fraction(bars - 1), last)] if bars > 1 else [(Fraction(0), last)]


def _missing(row: Progression, tonality: Tonality) -> str:
    """Return the first tone of a progression that the mode neither has nor borrows, by name; or nothing."""
    allowed = chord_tones_allowed(tonality)
    tones = (
        tone for chord in progression(row, tonality) for tone in zip(chord.pitch_classes, chord.tones, strict=True)
    )
    return next((name for pc, name in tones if pc not in allowed), "")
