"""Melody: a phrase grown from a motive over given chords, singable, with the ending that is asked for.

What each bar makes of the motive is planned (`musicking.form.phrase_plan`); which steps it takes is
searched for (`musicking.form.melody_search`); here the two become a line of tones in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from musicking.form.ground import SEVEN, Compass, Ground
from musicking.form.melody_search import Search
from musicking.form.motives import BEATS
from musicking.form.phrase_plan import plan
from musicking.form.phrases import phrase_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from musicking.form.harmony import Span
    from musicking.form.melody_search import Steps
    from musicking.form.motives import Motive
    from musicking.form.phrase_plan import Slot
    from musicking.form.phrases import Ending, PhraseKind
    from musicking.form.tonality import Tonality

#: A tenth, in steps of a scale of seven.
TENTH = 9
_MIDDLE_OF_VOICE, _NEAR_ENOUGH = 66, 1.5
#: How many steps a melody may lie below its tonic.
_DEEPEST_BELOW = 5


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
    steps
        The steps of each bar's figure, before it made way for an upbeat.
    """

    tones: tuple[Sung, ...]
    breaths: tuple[Fraction, ...]
    bars: tuple[tuple[int, int], ...]
    steps: tuple[Steps, ...] = ()


def compass(tonality: Tonality, rng: Random) -> Compass:
    """Return the compass of a voice: about a tenth, the tonic near its bottom or in its middle.

    Examples
    --------
    >>> from musicking.form.tonality import tonality
    >>> here = compass(tonality("D dorian"), Random(7))
    >>> 7 <= here.high - here.low <= 9
    True
    """
    tones = len(tonality.mode.steps)
    width = round(rng.choice((TENTH - 2, TENTH - 1, TENTH)) * tones / SEVEN)
    found = []
    for below, anchor in product(range(_DEEPEST_BELOW + 1), range(48, 84, 12)):
        low = -round(below * tones / SEVEN)
        away = abs((tonality.pitch(low, anchor) + tonality.pitch(low + width, anchor)) / 2 - _MIDDLE_OF_VOICE)
        found.append((max(away, _NEAR_ENOUGH), Compass(low, low + width, anchor)))
    nearest = min(away for away, _ in found)
    return rng.choice([voice for away, voice in found if away == nearest])


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
    ground = Ground(tonality, harmony, _narrowed(within or compass(tonality, rng), chosen))
    steps = Search(slots, ground, width, rng).best(begins.steps[:-2] if begins else ())
    return _written(slots, steps, ground, width)


def alteration(tonality: Tonality, harmony: Sequence[Span]) -> Callable[[Fraction, int], int]:
    """Return a function that tells by how many semitones the chord at a beat alters a step of the scale.

    Examples
    --------
    >>> from musicking.form.harmony import spans
    >>> from musicking.form.tonality import tonality
    >>> key = tonality("A minor")
    >>> alteration(key, spans("i V", key, 2, 4))(Fraction(4), 6)
    1
    """
    ground = Ground(tonality, harmony, Compass(0, TENTH, _MIDDLE_OF_VOICE))
    return lambda beat, step: ground.alteration(float(beat), step)


def _narrowed(voice: Compass, kind: PhraseKind) -> Compass:
    """Return the compass of a kind of phrase that keeps to a few tones: those about the tonic."""
    if kind.tones is None:
        return voice
    low = max(voice.low, -1)
    return Compass(low, low + kind.tones + 1, voice.anchor)


def _written(slots: Sequence[Slot], bars: Sequence[Steps], ground: Ground, width: Fraction) -> Line:
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
    return Line(tuple(tones), tuple(breaths), tuple(places), tuple(bars))


def _sounding(slot: Slot, steps: Steps, start: Fraction, until: Fraction, ground: Ground) -> Iterator[Sung]:
    at = start - slot.upbeat
    row = iter(steps)
    for length, contour, _ in slot.figure:
        if contour is not None:
            step = next(row)
            if at < until:
                alter = ground.alteration(float(at), step)
                yield Sung(at, min(length, until - at), step, alter, slot.answer)
        at += length
