"""A score with an interpretation laid over it: chains, tempo, level and clocks, before any instrument."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from musicking.performance.chains import Chain, chains_of
from musicking.performance.check import check_interpretation, check_speed
from musicking.performance.loudness import clip, leaves_range, level_curve
from musicking.performance.tables import family_of, table_of
from musicking.performance.timing import Clock, Holds, tempo_curve
from musicking.performance.warp import Cycles, Warp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.curve import Curve
    from musicking.interpretation import Interpretation
    from musicking.score import Score


@dataclass(frozen=True)
class Timeline:
    """What is known of a performance before anybody plays it.

    Parameters
    ----------
    chains
        Tied chains of each voice, by its id.
    by_note
        The chain that each written note belongs to.
    tempo, level
        Beat period in seconds, and level in dB, over beats.
    clocks
        One of each voice, by its id; ``common`` is that of the music as a whole.
    accents
        dB of accents, by the first note of a chain.
    """

    score: Score
    chains: Mapping[str, tuple[Chain, ...]]
    by_note: Mapping[str, Chain]
    tempo: Curve
    level: Curve
    holds: Holds
    common: Clock
    clocks: Mapping[str, Clock]
    accents: Mapping[str, float]

    @classmethod
    def of(cls, score: Score, laid: Interpretation, speed: float = 1.0) -> Timeline:
        """Lay an interpretation over a score, or raise MusicError if it does not suit it."""
        check_speed(speed)
        chains = {voice.id: chains_of(voice) for voice in score.voices}
        by_note = {name: chain for voice in chains.values() for chain in voice for name in chain.ids}
        check_interpretation(score, laid, by_note)
        tempo = tempo_curve(score, laid, speed)
        holds = Holds(laid, by_note, tempo)
        common = Clock(score, tempo, _warp(laid, None), holds)
        alone = {item.voice for item in laid.components if family_of(item) == "warp"}
        clocks = {
            voice.id: Clock(score, tempo, _warp(laid, voice.id), holds) if voice.id in alone else common
            for voice in score.voices
        }
        level = level_curve(score, laid)
        return cls(score, chains, by_note, tempo, level, holds, common, clocks, _accents(laid, by_note))

    def level_of(self, chain: Chain) -> float:
        """Return the dB asked of a note, before anything is clipped."""
        return self.level.value_at(chain.onset_beat) + chain.level_db + self.accents.get(chain.ids[0], 0.0)

    @cached_property
    def levels(self) -> Mapping[str, Sequence[float]]:
        """The dB asked of each chain of each voice, by the id of the voice."""
        return {voice: [self.level_of(chain) for chain in chains] for voice, chains in self.chains.items()}

    def duration_sec(self) -> float:
        """Return the second at which the last note is released, at least that of the last bar's end."""
        last = (
            self.clocks[voice].release(max(chain.end_beat for chain in chains))
            for voice, chains in self.chains.items()
            if chains
        )
        return max([self.common.release(self.common.end_beat), *last])

    def is_clipped(self) -> bool:
        """Return whether a level is asked for that is not played."""
        if leaves_range(self.level, self.common.start_beat, self.common.end_beat):
            return True
        return any(clip(level) != level for level in set().union(*self.levels.values()))


def _accents(laid: Interpretation, by_note: Mapping[str, Chain]) -> dict[str, float]:
    levels: dict[str, float] = {}
    for accent in laid.accents:
        first = by_note[accent.note].ids[0]
        levels[first] = levels.get(first, 0.0) + accent.amount * accent.level_db
    return levels


def _warp(laid: Interpretation, voice: str | None) -> Warp:
    """Return the warp of a voice, or with None the common one."""
    return Warp(
        Cycles.of(item.from_beat, item.to_beat, item.cycles, table_of(item), item.amount)
        for item in laid.components
        if family_of(item) == "warp" and (item.voice is None or item.voice == voice)
    )
