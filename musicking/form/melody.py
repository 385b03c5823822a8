"""Melody: a phrase grown from a motive over given chords, singable, with the ending that is asked for.

Each bar of the phrase's plan is tried in every position that the voice reaches; a bar keeps its shape,
but a strong tone that the harmony does not hold gives way by a step. What is weighed is what manuals of
melody ask: chord tones on strong beats, steps more than leaps, a leap recovered, one highest place,
a range of about a tenth, a line that goes somewhere. Of all rows of bars the few best so far are carried
along (a beam), so that later bars can look back.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from musicking.form.motives import BEATS
from musicking.form.phrases import phrase_kind, plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from musicking.form.harmony import Span
    from musicking.form.motives import Motive
    from musicking.form.phrases import Ending, PhraseKind, Slot
    from musicking.form.tonality import Tonality

#: A tenth, in steps of a scale of seven.
TENTH = 9
_MIDDLE_OF_VOICE = 67
_BEAM = 5
_CHORD_TONE, _OTHER, _RUB = 0, 1, 2
_SEVEN = 7


class Sung(NamedTuple):
    """One tone of a melody: beats from the start of its phrase, steps of the scale from the tonic.

    ``alter`` is how many semitones it departs from the scale, for the sake of the chord; ``answer`` says
    that the answering voice has it.
    """

    onset: Fraction
    length: Fraction
    step: int
    alter: int = 0
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A melodic phrase.

    Parameters
    ----------
    tones
        In order of onset; those of an upbeat lie before 0.
    breaths
        Where its lines end, in beats from its start; the last is the phrase's end.
    bars
        The first tone of each bar's figure and the one after its last, as places in ``tones``.
    """

    tones: tuple[Sung, ...]
    breaths: tuple[Fraction, ...]
    bars: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Compass:
    """Where a voice lies in a tonality: lowest and highest step, and the key that the tonic is near."""

    low: int
    high: int
    anchor: int


def compass(tonality: Tonality, rng: Random) -> Compass:
    """Return the compass of a voice: about a tenth, the tonic near its bottom or in its middle.

    Examples
    --------
    >>> from musicking.form.tonality import tonality
    >>> here = compass(tonality("D dorian"), Random(7))
    >>> 8 <= here.high - here.low <= 9
    True
    """
    tones = len(tonality.mode.steps)
    width = round(TENTH * tones / _SEVEN)
    low = -round(rng.choice((0, 1, 3, 3)) * tones / _SEVEN)
    middle = (low + width) // 2
    anchors = range(48, 84, 12)
    anchor = min(anchors, key=lambda key: abs(tonality.pitch(middle, key) - _MIDDLE_OF_VOICE))
    return Compass(low, low + width, anchor)


def grow(  # noqa: PLR0913  (what a phrase is made of)
    kind: str | PhraseKind,
    motive: Motive,
    tonality: Tonality,
    harmony: Sequence[Span],
    *,
    bars: int = 8,
    ends: Ending = "closed",
    seed: int = 7,
    within: Compass | None = None,
    space: int = 0,
    begins: Line | None = None,
) -> Line:
    """Return a phrase grown from a motive.

    Parameters
    ----------
    harmony
        The chords beneath it, from beat 0.
    bars
        4, 8, 12 or 16.
    ends
        "closed" on the tonic, "open" on another tone of the last chord.
    seed
        The same number gives the same phrase.
    within
        The compass of the voice; by default about a tenth in the middle of most voices.
    space
        Leave every bar of this number open.
    begins
        A phrase of the same plan whose bars it keeps, but for the last two: it gets another ending.

    Examples
    --------
    >>> from musicking.form.harmony import spans
    >>> from musicking.form.motives import motive
    >>> from musicking.form.tonality import tonality
    >>> key = tonality("D dorian")
    >>> line = grow("period", motive("long road"), key, spans("i IV", key, 8, 4, "authentic"))
    >>> line.tones[-1].step % 7, [int(beat) for beat in line.breaths]
    (0, [16, 32])
    """
    rng = Random(seed)  # noqa: S311  (chance in music)
    chosen = phrase_kind(kind) if isinstance(kind, str) else kind
    slots = plan(chosen, motive, bars, ends, rng, space=space)
    width = Fraction(BEATS[motive.metre])
    voice = within or compass(tonality, rng)
    ground = _Ground(tonality, harmony, voice)
    bars_steps = _Search(slots, ground, voice, width, rng, chosen.tones).best(_kept(begins))
    return _written(slots, bars_steps, ground, width)


def _kept(begins: Line | None) -> list[tuple[int, ...]]:
    if begins is None:
        return []
    return [tuple(tone.step for tone in begins.tones[start:end]) for start, end in begins.bars[:-2]]


class _Ground:
    """What the chords make of each step of the scale: chord tone, other tone, or a semitone above a chord tone."""

    def __init__(self, tonality: Tonality, harmony: Sequence[Span], voice: Compass) -> None:
        self.tones = len(tonality.mode.steps)
        self.scale = self.tones / _SEVEN
        self._starts = [float(span.from_beat) for span in harmony]
        self._places = {span.chord.symbol: _chord_places(tonality, span.chord.pitch_classes) for span in harmony}
        self._symbols = [span.chord.symbol for span in harmony]
        reach = range(voice.low - 2 * self.tones, voice.high + 2 * self.tones + 1)
        self.pitch = {step: tonality.pitch(step, voice.anchor) for step in reach}

    def at(self, beat: float) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return for each step of the scale how it stands to the chord, and by how much the chord alters it."""
        place = max(0, bisect_right(self._starts, beat) - 1)
        return self._places[self._symbols[place]]


def _chord_places(tonality: Tonality, chord: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    scale = tonality.pitch_classes
    alters = [0] * len(scale)
    if len(scale) == _SEVEN:
        # A scale of seven takes on the chord's own accidental: G becomes G# over E7 in A minor.
        for foreign in set(chord) - set(scale):
            for place, pc in enumerate(scale):
                if pc not in chord and (foreign - pc) % 12 in (1, 11):
                    alters[place] = 1 if (foreign - pc) % 12 == 1 else -1
    sounding = [(pc + alter) % 12 for pc, alter in zip(scale, alters, strict=True)]
    places = [_CHORD_TONE if pc in chord else _RUB if (pc - 1) % 12 in chord else _OTHER for pc in sounding]
    return tuple(places), tuple(alters)


class _Spot(NamedTuple):
    """What a tone of a bar brings along before it is placed."""

    contour: int
    weight: int
    long: bool
    places: tuple[int, ...]


class _Row(NamedTuple):
    """The bars so far: what they cost, their steps, the last step and the interval that led to it."""

    cost: float
    bars: tuple[tuple[int, ...], ...]
    last: int | None
    way: int


class _Search:
    """Finds the steps of every bar."""

    def __init__(  # noqa: PLR0913  (only here)
        self, slots: Sequence[Slot], ground: _Ground, voice: Compass, width: Fraction, rng: Random, tones: int | None
    ) -> None:
        self._slots, self._ground, self._voice, self._rng = slots, ground, voice, rng
        self._width = width
        self._tones = tones
        self._middle = (voice.low + voice.high) / 2 - 0.7 * ground.scale
        self._leap_cost = _leap_costs(ground)

    def best(self, kept: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
        """Return the steps of each bar; ``kept`` gives those of the first."""
        rows = [_Row(0.0, (), None, 0)]
        for place, slot in enumerate(self._slots):
            spots = self._spots(slot, place)
            if not spots:
                rows = [row._replace(bars=(*row.bars, ()), way=0) for row in rows]
                continue
            free = None if slot.like is not None else self._positions(slot, spots)
            longer: list[_Row] = []
            for row in rows:
                if place < len(kept) and len(kept[place]) == len(spots):
                    choices = [(0.0, kept[place])]
                else:
                    choices = free if free is not None else self._later(slot, spots, row)
                longer += [self._joined(row, cost, steps, slot) for cost, steps in choices]
            rows = sorted(longer, key=_cost_of)[:_BEAM]
        return min(rows, key=self._whole).bars

    def _spots(self, slot: Slot, place: int) -> list[_Spot]:
        start = place * float(self._width)
        at = -float(slot.upbeat)
        spots = []
        width = int(self._width)
        for length, step, _ in slot.figure:
            if step is not None:
                weight = _weight(at, width) + (1 if length >= 1 and at % 1 else 0)
                spots.append(_Spot(step, weight, length > 1, self._ground.at(start + at)[0]))
            at += float(length)
        return spots

    def _positions(self, slot: Slot, spots: list[_Spot]) -> list[tuple[float, tuple[int, ...]]]:
        """Return a bar in every position that the voice reaches, with its cost."""
        contours = [spot.contour for spot in spots]
        if self._ground.tones != _SEVEN:
            contours = _rescaled(contours, self._ground.scale)
        voice, found = self._voice, []
        for offset in range(voice.low - min(contours), voice.high - max(contours) + 1):
            placed = self._placed(spots, [offset + contour for contour in contours], slot)
            if placed:
                found.append(placed)
        if not found:  # wider than the voice: pressed into it
            pressed = [max(voice.low, min(voice.high, contour)) for contour in contours]
            found = [(9.0, tuple(self._rested(pressed, spots, slot.goal)))]
        return found

    def _placed(self, spots: list[_Spot], steps: list[int], slot: Slot) -> tuple[float, tuple[int, ...]] | None:
        tones = self._ground.tones
        if slot.goal and not self._rests(steps[-1], spots[-1], slot.goal):
            return None
        cost = self._rng.random() * 0.6
        last = len(steps) - 1
        for i, (_, weight, long, places) in enumerate(spots):
            stand = places[steps[i] % tones]
            if not stand or (slot.goal and i == last):
                continue
            if weight >= 2 or long or (stand == _RUB and weight):
                if i < last and steps[i + 1] == steps[i] - 1 and not places[steps[i + 1] % tones] and not long:
                    cost += 0.7  # an appoggiatura
                    continue
                steps[i] = self._given_way(steps, i, places)
                cost += 0.8 if not places[steps[i] % tones] else 3.0
            else:
                cost += 0.2 * weight * stand
        if min(steps) < self._voice.low or max(steps) > self._voice.high:
            return None
        height = sum(steps) / len(steps) - self._middle
        cost += 0.07 * (height - slot.height * self._ground.scale) ** 2
        return cost + self._inside(steps), tuple(steps)

    def _given_way(self, steps: list[int], i: int, places: tuple[int, ...]) -> int:
        """Return the chord tone a step away that keeps the direction of the line, if there is one."""
        step, tones = steps[i], self._ground.tones
        near = [other for other in (step - 1, step + 1) if not places[other % tones]]
        if not near:
            return step
        before = steps[i - 1] if i else None
        after = steps[i + 1] if i + 1 < len(steps) else None

        def bent(other: int) -> int:
            bends = 0
            for neighbour in (before, after):
                if neighbour is not None:
                    bends += (neighbour > step) != (neighbour > other) or (neighbour < step) != (neighbour < other)
            return bends

        return min(near, key=lambda other: (bent(other), other))

    def _later(self, slot: Slot, spots: list[_Spot], row: _Row) -> list[tuple[float, tuple[int, ...]]]:
        """Return what a bar that repeats or moves an earlier one may be."""
        model = row.bars[slot.like or 0]
        if not slot.moved:
            if slot.strict and not slot.goal:
                return [(0.0, model)]
            placed = self._placed(spots, list(model), slot)
            return [placed] if placed else [(1.0, tuple(self._rested(list(model), spots, slot.goal)))]
        ways: Sequence[int] = (-1, 1, -2, 2)
        if slot.move_of is not None:
            earlier = self._slots[slot.move_of]
            ways = (row.bars[slot.move_of][0] - row.bars[earlier.like or 0][0],)
        low, high = self._voice.low, self._voice.high
        found = []
        for way in ways:
            steps = tuple(step + way for step in model)
            if slot.move_of is not None or (low <= min(steps) and max(steps) <= high):
                found.append((self._unmoved_cost(spots, steps) + 0.3 * (abs(way) - 1), steps))
        return found or [(5.0, tuple(step - 1 for step in model))]

    def _unmoved_cost(self, spots: list[_Spot], steps: Sequence[int]) -> float:
        """Return what a bar costs whose tones may not give way."""
        tones, low, high = self._ground.tones, self._voice.low, self._voice.high
        clash = sum(spot.weight * spot.places[step % tones] for spot, step in zip(spots, steps, strict=True))
        outside = sum(max(0, low - step, step - high) for step in steps)
        return 0.25 * clash + outside + self._rng.random() * 0.6

    def _rests(self, step: int, spot: _Spot, goal: str) -> bool:
        """Return whether a last tone rests as it should: on the tonic, or on another tone of the chord."""
        place = step % self._ground.tones
        if goal == "closed":
            return place == 0
        open_tones = [p for p, stand in enumerate(spot.places) if stand == _CHORD_TONE and p]
        return place in open_tones if open_tones else place != 0

    def _rested(self, steps: list[int], spots: list[_Spot], goal: str) -> list[int]:
        if goal and not self._rests(steps[-1], spots[-1], goal):
            nearby = sorted(range(self._voice.low, self._voice.high + 1), key=lambda step: abs(step - steps[-1]))
            steps[-1] = next(step for step in nearby if self._rests(step, spots[-1], goal))
        return steps

    def _inside(self, steps: list[int]) -> float:
        cost, before = 0.0, 0
        for left, right in pairwise(steps):
            way = right - left
            cost += self._leap_cost[left, way]
            if abs(before) > 2 and (way * before > 0 or abs(way) > 2):  # noqa: PLR2004  (more than a third)
                cost += 0.5
            before = way
        return cost

    def _joined(self, row: _Row, cost: float, steps: tuple[int, ...], slot: Slot) -> _Row:
        total = row.cost + cost
        last_way = steps[-1] - steps[-2] if len(steps) > 1 else 0
        if row.last is not None:
            way = steps[0] - row.last
            total += self._leap_cost.get((row.last, way), 6.0) + (0.15 if not way else 0.0)
            if abs(row.way) > 2 and way * row.way > 0:  # noqa: PLR2004
                total += 0.5
            if len(steps) == 1:
                last_way = way
        bars = (*row.bars, steps)
        if slot.ends_line:  # after a breath a leap is easy
            last_way = 0
        return _Row(total, bars, steps[-1], last_way)

    def _whole(self, row: _Row) -> float:
        """Return the cost of a finished line: one highest place, in its later middle."""
        flat = [step for bar in row.bars for step in bar]
        top = max(flat)
        peaks = [i for i, step in enumerate(flat) if step == top and (not i or flat[i - 1] != top)]
        away = abs(peaks[-1] / len(flat) - 0.65)
        return row.cost + 0.4 * (len(peaks) - 1) + 0.8 * away


def _cost_of(row: _Row) -> float:
    return row.cost


def _leap_costs(ground: _Ground) -> dict[tuple[int, int], float]:
    """Return the cost of every interval from every step: steps are free, wide and awkward leaps dear."""
    costs = {}
    for step, key in ground.pitch.items():
        for other, other_key in ground.pitch.items():
            size = abs(other_key - key)
            cost = 0.0 if size <= 2 else 0.12 if size <= 4 else 0.3 if size in (5, 7) else 0.6 + 0.12 * (size - 7)
            costs[step, other - step] = 1.6 if size in (6, 10, 11) or size > 12 else max(cost, 0.0)
    return costs


def _weight(at: float, width: int) -> int:
    """Return how strong a place of the bar is, 3 to 0; an upbeat weighs nothing."""
    if at < 0 or at % 1:
        return 0
    if at == 0:
        return 3
    return 2 if width == 4 and at == 2 else 1  # noqa: PLR2004  (the middle of a bar of four)


def _rescaled(contours: list[int], scale: float) -> list[int]:
    """Return a contour of a seven-tone scale in the steps of another; what moved still moves."""
    found = [round(contours[0] * scale)]
    for left, right in pairwise(contours):
        way = right - left
        size = max(1, round(abs(way) * scale)) if way else 0
        found.append(found[-1] + (size if way > 0 else -size))
    return found


def _written(slots: Sequence[Slot], bars: Sequence[tuple[int, ...]], ground: _Ground, width: Fraction) -> Line:
    """Return the tones at their beats; where the next bar has an upbeat, a bar makes way for it."""
    tones: list[Sung] = []
    places: list[tuple[int, int]] = []
    breaths = []
    for place, (slot, steps) in enumerate(zip(slots, bars, strict=True)):
        until = (place + 1) * width - (slots[place + 1].upbeat if place + 1 < len(slots) else 0)
        first = len(tones)
        tones += _sounding(slot, steps, place * width, until, ground)
        places.append((first, len(tones)))
        if slot.ends_line:
            breaths.append((place + 1) * width)
    return Line(tuple(tones), tuple(breaths), tuple(places))


def _sounding(slot: Slot, steps: tuple[int, ...], start: Fraction, until: Fraction, ground: _Ground) -> Iterator[Sung]:
    at = start - slot.upbeat
    row = iter(steps)
    for length, contour, _ in slot.figure:
        if contour is not None:
            step = next(row)
            if at < until:
                alter = ground.at(float(at))[1][step % ground.tones]
                yield Sung(at, min(length, until - at), step, alter, slot.answer)
        at += length
