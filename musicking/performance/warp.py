"""Rubato as a warp of beats: what is taken is given back within the cycle (spec §6)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from musicking.curve import Curve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from musicking.interpretation import Table


@dataclass(frozen=True)
class Cycles:
    """One rubato: its shares of time, tiled over a stretch of beats."""

    from_beat: float
    to_beat: float
    count: int
    shares: Curve

    @classmethod
    def of(cls, from_beat: float, to_beat: float, count: int, table: Table, amount: float) -> Cycles:
        """Return the rubato of a table at an amount."""
        shares = Curve(tuple((x, 1 + amount * (share - 1)) for x, share in table))
        return cls(from_beat, to_beat, count, shares)

    @cached_property
    def length_beat(self) -> float:
        """Beats in one cycle."""
        return (self.to_beat - self.from_beat) / self.count

    def warped(self, beat: float) -> float:
        """Return where, in unwarped beats, a beat of the score sounds."""
        if beat >= self.to_beat:
            return self.to_beat
        cycle = self._cycle(beat)
        x = (beat - self.from_beat - cycle * self.length_beat) / self.length_beat
        share = 1.0 if x >= 1 else self.shares.integral_to(max(x, 0.0))
        return self.from_beat + (cycle + share) * self.length_beat

    def unwarped(self, beat: float) -> float:
        """Return the beat of the score that sounds there: the inverse of `warped`."""
        cycle = self._cycle(beat)
        share = (beat - self.from_beat - cycle * self.length_beat) / self.length_beat
        x = min(1.0, max(0.0, self.shares.invert(share)))
        return min(self.to_beat, self.from_beat + (cycle + x) * self.length_beat)

    def _cycle(self, beat: float) -> int:
        return min(floor((beat - self.from_beat) / self.length_beat), self.count - 1)


class Warp:
    """The rubatos of one voice, which never overlap."""

    def __init__(self, rubatos: Iterable[Cycles]) -> None:
        self._rubatos = sorted(rubatos, key=lambda rubato: rubato.from_beat)
        self._starts = [rubato.from_beat for rubato in self._rubatos]

    def warped(self, beat: float) -> float:
        """Return W(beat): itself outside every rubato."""
        rubato = self._at(beat)
        return beat if rubato is None else rubato.warped(beat)

    def unwarped(self, beat: float) -> float:
        """Return the beat whose W this is."""
        rubato = self._at(beat)
        return beat if rubato is None else rubato.unwarped(beat)

    def _at(self, beat: float) -> Cycles | None:
        place = bisect_right(self._starts, beat) - 1
        if place < 0 or beat > self._rubatos[place].to_beat:
            return None
        return self._rubatos[place]
