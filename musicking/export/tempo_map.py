"""Ticks and seconds of a MIDI file whose bars and beats follow a performance."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import floor, inf, nextafter
from typing import TYPE_CHECKING

from musicking.performance.timing import all_waits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from musicking.performance import Performance

#: Of each quarter note: fine enough for triplets and for a tick of about a millisecond.
TICKS_PER_QUARTER = 960
#: The tempo follows a curve in so many steps a beat.
STEPS_PER_BEAT = 16
#: The slowest tempo that MIDI can write, in microseconds a quarter note.
SLOWEST = 2**24 - 1
#: A tempo stands as long as it is right to within this.
ACCURACY_SEC = 50e-6


@dataclass(frozen=True, slots=True)
class TempoMap:
    """Tempo events: from ``ticks[i]``, at ``seconds[i]``, a quarter note lasts ``tempos[i]`` microseconds."""

    ticks: tuple[int, ...]
    seconds: tuple[float, ...]
    tempos: tuple[int, ...]

    def tick_at(self, second: float) -> int:
        """Return the tick nearest to a second."""
        place = max(0, bisect_right(self.seconds, second) - 1)
        since = (second - self.seconds[place]) * 1e6 * TICKS_PER_QUARTER / self.tempos[place]
        return max(0, self.ticks[place] + floor(since + 0.5))

    @classmethod
    def of(cls, performance: Performance) -> TempoMap:
        """Return the map in which each beat of the score falls on its own tick, wherever that can be.

        A hold has no beats of its own: it is written as a very slow end of the held beat.
        """
        knots = _knots(performance)
        ticks, seconds, tempos = [knots[0][0]], [knots[0][1]], [500_000]
        reached = knots[0][1]
        here = knots[0][0]
        for tick, second in knots[1:]:
            length = tick - here
            kept = reached + length * tempos[-1] / 1e6 / TICKS_PER_QUARTER
            if here == ticks[0] or abs(kept - second) > ACCURACY_SEC:
                tempo = min(SLOWEST, max(1, floor((second - reached) * 1e6 * TICKS_PER_QUARTER / length + 0.5)))
                if here == ticks[-1]:
                    tempos[-1] = tempo
                else:
                    ticks.append(here)
                    seconds.append(reached)
                    tempos.append(tempo)
            reached += length * tempos[-1] / 1e6 / TICKS_PER_QUARTER
            here = tick
        return cls(tuple(ticks), tuple(seconds), tuple(tempos))


def score_tick(performance: Performance, beat: float) -> int:
    """Return the tick of a beat; the score begins at tick 0."""
    quarters = (beat - float(performance.score.start_beat)) * float(performance.score.beat_quarters)
    return floor(quarters * TICKS_PER_QUARTER + 0.5)


def _knots(performance: Performance) -> list[tuple[int, float]]:
    """Return places that the map must pass through: (tick, second), both rising."""
    score = performance.score
    start, end = float(score.start_beat), float(score.end_beat)
    held = sorted(_held_beats(performance))
    onsets = sorted({note.onset_beat for voice in performance.voices for note in voice.notes})
    steps = int((end - start) * STEPS_PER_BEAT) + 1
    places = {start + step / STEPS_PER_BEAT for step in range(steps)} | {start, end, *onsets, *held}
    places |= {beat for beat in performance.tempo.beats if start < beat < end}
    second_at = {score_tick(performance, beat): performance.seconds_at(beat) for beat in sorted(places)}
    for beat in held:
        _give_room(performance, beat, onsets, second_at)
    return sorted(second_at.items())


def _give_room(performance: Performance, held: float, onsets: Iterable[float], second_at: dict[int, float]) -> None:
    """Let a hold pass in the last part of its beat, from the last onset before it at the earliest."""
    reached = performance.seconds_at(nextafter(held, -inf))
    waiting = performance.seconds_at(held) - reached
    end = score_tick(performance, held)
    first = max([beat for beat in onsets if beat < held], default=float(performance.score.start_beat))
    begin = max(score_tick(performance, first), end - TICKS_PER_QUARTER // 2)
    # A wait too long for MIDI's slowest tempo takes as much of the music before it as it needs.
    begin = max(0, min(begin, end - int(waiting * 1e6 * TICKS_PER_QUARTER / SLOWEST * 1.1) - 1))
    for tick in [tick for tick in second_at if begin < tick < end]:
        del second_at[tick]
    if begin not in second_at:
        beat = begin / TICKS_PER_QUARTER / float(performance.score.beat_quarters)
        second_at[begin] = performance.seconds_at(beat + float(performance.score.start_beat))


def _held_beats(performance: Performance) -> set[float]:
    ends = {name: note.end_beat for voice in performance.voices for note in voice.notes for name in note.ids}
    return {ends[hold.note] for hold in all_waits(performance.interpretation)}
