"""Grooves: what drums, bass and chords play over and over, as rows of steps.

The grooves stand in ``grooves.toml``, the drums in ``drums.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.naming import plain_name, unknown_name

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMPOUND = {6: 2, 9: 3, 12: 4}
_MID_TRIPLET, _LATE_TRIPLET = Fraction(1, 3), Fraction(2, 3)
_EVEN_EIGHTH = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Drum:
    """An instrument of the kit: its General MIDI key, and how loud it stands among the others."""

    name: str
    key: int
    level_db: float
    stands_in: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One sign of a pattern: where it stands from the start of its cycle, and for how long, in beats."""

    onset_beat: Fraction
    length_beat: Fraction
    sign: str


@dataclass(frozen=True, slots=True)
class Groove:
    """A groove.

    Parameters
    ----------
    metre
        Time signature, (3, 4).
    beats_per_bar, beat_quarters
        Beats of the metre in a bar, and quarter notes in such a beat: 2 and 3/2 in 6/8.
    bars
        How many bars one cycle of the drums lasts.
    bpm
        Slowest and fastest tempo at which it is itself, in beats a minute.
    swing
        ``""``, ``"jazz"`` or ``"shuffle"``.
    drums
        Pattern of each drum over one cycle, by its name in the kit.
    bass, comp
        Patterns of bass and chords; see ``grooves.toml`` for the signs.
    fill
        What drums play instead in the last bar of a section.
    close
        Drums struck with the last chord.
    culture
        Whose music it is; empty where there is nothing to say.
    """

    id: str
    name: str
    metre: tuple[int, int]
    beats_per_bar: int
    beat_quarters: Fraction
    bars: int
    steps: int
    bpm: tuple[int, int]
    swing: str
    drums: Mapping[str, str] = field(hash=False)
    bass: str
    comp: str
    fill: Mapping[str, str] = field(hash=False)
    close: tuple[str, ...]
    culture: str

    @property
    def step_beat(self) -> Fraction:
        """How long a step lasts, in beats."""
        return Fraction(self.bars * self.beats_per_bar, self.steps)

    @property
    def tempo_bpm(self) -> int:
        """A tempo in the middle of its range."""
        return round(sum(self.bpm) / 2)

    def hits(self, pattern: str) -> tuple[Hit, ...]:
        """Return what a pattern of this groove plays.

        Examples
        --------
        >>> [(str(hit.onset_beat), hit.sign) for hit in groove("swing").hits("x..x.x......")]
        [('0', 'x'), ('1', 'x'), ('3/2', 'x')]
        """
        return _hits(pattern, self.step_beat, bool(self.swing))

    def length_beat(self, pattern: str) -> Fraction:
        """Return how long a pattern of this groove lasts, in beats."""
        return len(_signs(pattern)) * self.step_beat


@cache
def grooves() -> Mapping[str, Groove]:
    """Return the grooves by their ids.

    Examples
    --------
    >>> grooves()["bossa"].drums["side_stick"]
    'x..x..x...x..x..'
    """
    table = tomllib.loads((files(__package__) / "grooves.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _groove(name, entry) for name, entry in table.items()})


def groove(name: str) -> Groove:
    """Return a groove by its id.

    Raises
    ------
    MusicError
        If there is none of that name; names the nearest.

    Examples
    --------
    >>> groove("waltz").metre
    (3, 4)
    """
    found = grooves().get(plain_name(name, ""))
    if found is None:
        raise unknown_name("groove", name, grooves())
    return found


@cache
def kit() -> Mapping[str, Drum]:
    """Return the drums by their names in the tables."""
    return MappingProxyType({name: Drum(**entry) for name, entry in _drum_table()["kit"].items()})


@cache
def stroke_level_db(sign: str) -> float:
    """Return how much louder a sign (``X x o``) is than a normal stroke."""
    return float(_drum_table()["level_db"].get(sign, 0))


@cache
def _drum_table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "drums.toml").read_text(encoding="utf-8"))


def _groove(name: str, entry: Mapping[str, Any]) -> Groove:
    over, under = (int(number) for number in entry["metre"].split("/"))
    beats = _COMPOUND[over] if under == 8 and over in _COMPOUND else over  # noqa: PLR2004 (an eighth)
    made = Groove(
        id=name,
        name=entry["name"],
        metre=(over, under),
        beats_per_bar=beats,
        beat_quarters=Fraction(4 * over, under * beats),
        bars=entry.get("bars", 1),
        steps=entry["steps"],
        bpm=(entry["bpm"][0], entry["bpm"][1]),
        swing=entry.get("swing", ""),
        drums=MappingProxyType(entry["drums"]),
        bass=entry["bass"],
        comp=entry["comp"],
        fill=MappingProxyType(entry.get("fill", {})),
        close=tuple(entry.get("close", ())),
        culture=entry.get("culture", ""),
    )
    _check(made)
    return made


def _check(made: Groove) -> None:
    """Raise MusicError where a pattern does not fill its bars, or is written in unknown signs."""
    bar_steps = made.steps // made.bars
    rows = [(row, pattern, made.steps, "Xxo.") for row, pattern in made.drums.items()]
    rows += [(row, pattern, bar_steps, "Xxo.") for row, pattern in made.fill.items()]
    rows += [("bass", made.bass, made.steps, "RrA35678naw-."), ("comp", made.comp, made.steps, "Xxo1234-.")]
    for row, pattern, length, signs in rows:
        played = _signs(pattern)
        if not played or len(played) % length or not set(played) <= set(signs):
            raise MusicError(f"The {row} of the groove {made.id} must be steps of {signs}, {length} or a multiple.")
    unknown = {*made.drums, *made.fill, *made.close} - set(kit())
    if unknown:
        raise MusicError(f"The groove {made.id} names drums that are not in the kit: {', '.join(sorted(unknown))}.")


def _signs(pattern: str) -> str:
    return pattern.replace(" ", "").replace("|", "")


@cache
def _hits(pattern: str, step_beat: Fraction, swung: bool) -> tuple[Hit, ...]:
    signs = _signs(pattern)
    found = []
    for place, sign in enumerate(signs):
        if sign in "-.":
            continue
        held = place + 1
        while held < len(signs) and signs[held] == "-":
            held += 1
        start, end = place * step_beat, held * step_beat
        if swung:
            start, end = _evened(start), _evened(end)
        found.append(Hit(start, end - start, sign))
    return tuple(found)


def _evened(beat: Fraction) -> Fraction:
    """Return where a place of the triplet grid is written: the last triplet as the second eighth of its beat."""
    whole, part = divmod(beat, 1)
    return whole + {_MID_TRIPLET: Fraction(1, 4), _LATE_TRIPLET: _EVEN_EIGHTH}.get(part, part)
