"""What is measured on a performance (spec §13), before anything is judged or said."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from musicking.interpretation import Interpretation
from musicking.performance.timeline import Timeline

if TYPE_CHECKING:
    from musicking.curve import Curve
    from musicking.exercises.goals import Course, Displaced, Unchanged
    from musicking.performance.chains import Chain
    from musicking.score import Place, Score

STEPS = 8
#: How far the beats of a bar and the level of a note may stray and still count as unchanged.
SAME_SHARE, SAME_DB = 0.01, 0.5
#: How far a course may go back on its way: a share of the tempo at its start, or dB.
SLACK = {"tempo": 0.01, "level": 0.25}
#: Most of a change that may happen in one eighth of it, if it is to be called gradual.
GRADUAL = 0.6


class Moved(NamedTuple):
    """A course: its change in the direction asked for, and whether it turns back or comes at once."""

    change: float
    turns: bool
    steps: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A score as performed and as written, side by side."""

    score: Score
    laid: Interpretation
    made: Timeline
    plain: Timeline

    @classmethod
    def of(cls, score: Score, laid: Interpretation) -> Taken:
        """Perform it both ways."""
        return cls(score, laid, Timeline.of(score, laid), Timeline.of(score, Interpretation()))

    def seconds(self, place: Place) -> tuple[float, float]:
        """Return how long a place lasts, as performed and as written."""
        start, end = float(place.from_beat), float(place.to_beat)
        return self._lasting(self.made, start, end), self._lasting(self.plain, start, end)

    def _lasting(self, timeline: Timeline, start: float, end: float) -> float:
        return timeline.common.onset(end) - timeline.common.onset(start)

    def course(self, goal: Course) -> Moved:
        """Return the change over a place, in the direction asked for."""
        start, end = float(goal.place.from_beat), float(goal.place.to_beat)
        curve = self.made.tempo if goal.of == "tempo" else self.made.level
        beats = [start + (end - start) * k / STEPS for k in range(STEPS)]
        values = [*(curve.value_at(beat) for beat in beats), curve.value_before(end)]
        if goal.of == "tempo":
            values = [values[0] / value for value in values]
        sign = 1 if goal.direction == "rises" else -1
        moves = [sign * (right - left) for left, right in pairwise(values)]
        change = sign * (values[-1] - values[0])
        return Moved(change, min(moves) < -SLACK[goal.of], max(moves) > GRADUAL * change)

    def displaced(self, goal: Displaced) -> float:
        """Return how far an onset lies from where it is written, at most, seen from the start of the place."""
        start, end = float(goal.place.from_beat), float(goal.place.to_beat)
        voices = self.made.chains if goal.voice is None else {goal.voice: self.made.chains[goal.voice]}
        shifts = (
            self._passed(self.made, voice, start, chain.onset_beat)
            - self._passed(self.plain, voice, start, chain.onset_beat)
            for voice, chains in voices.items()
            for chain in chains
            if start <= chain.onset_beat < end
        )
        return max(map(abs, shifts), default=0.0)

    def _passed(self, timeline: Timeline, voice: str, start: float, onset: float) -> float:
        """Return the seconds from a place, by the common clock, to an onset of a voice."""
        return timeline.clocks[voice].onset(onset) - timeline.common.onset(start)

    def held(self, note: str) -> tuple[float, float]:
        """Return how long a note sounds, as performed and as written."""
        voice, chain = self._find(note)
        made, plain = self.made.clocks[voice], self.plain.clocks[voice]
        return (
            made.release(chain.end_beat) - made.onset(chain.onset_beat),
            plain.release(chain.end_beat) - plain.onset(chain.onset_beat),
        )

    def accented(self, note: str) -> float:
        """Return the dB by which a note stands above its neighbours, beyond what is written."""
        voice, chain = self._find(note)
        chains = self.made.chains[voice]
        place = chains.index(chain)
        beside = chains[max(0, place - 1) : place] + chains[place + 1 : place + 2]
        if not beside:
            return self._raised(chain)
        return self._raised(chain) - sum(self._raised(other) for other in beside) / len(beside)

    def strayed(self, goal: Unchanged) -> tuple[int, str] | None:
        """Return the first bar outside the places that is changed, by its index, and in what."""
        places = [(float(place.from_beat), float(place.to_beat)) for place in goal.outside]
        for index, bar in enumerate(self.score.bars):
            start, end = float(bar.start_beat), float(bar.end_beat)
            if any(first < end and start < last for first, last in places):
                continue
            plain = self._lasting(self.plain, start, end)
            if goal.of != "level" and abs(self._lasting(self.made, start, end) - plain) > SAME_SHARE * plain:
                return index, "tempo"
            if goal.of != "tempo" and any(
                abs(self._raised(chain)) > SAME_DB
                for chains in self.made.chains.values()
                for chain in chains
                if start <= chain.onset_beat < end
            ):
                return index, "level"
        return None

    def uses(self, component: str) -> bool:
        """Return whether a kind of component is laid over the score."""
        laid = self.laid
        if component == "fermata":
            return any(hold.amount > 0 for hold in laid.holds)
        if component == "accentuation":
            return any(accent.amount > 0 for accent in laid.accents)
        if component.startswith("hand_"):
            return len(laid.hand_tempo if component == "hand_tempo" else laid.hand_level) > 0
        return any(item.kind == component and item.amount > 0 for item in laid.components)

    def _raised(self, chain: Chain) -> float:
        return self.made.level_of(chain) - self.plain.level_of(chain)

    def _find(self, note: str) -> tuple[str, Chain]:
        chain = self.made.by_note[note]
        return next(voice for voice, chains in self.made.chains.items() if chain in chains), chain


def mean(curve: Curve, place: Place) -> float:
    """Return the mean of a curve over a place."""
    start, end = float(place.from_beat), float(place.to_beat)
    return (curve.integral_to(end) - curve.integral_to(start)) / (end - start)
