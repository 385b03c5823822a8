"""Voice leading: the positions of bass and chords that lead best from each chord to the next.

All positions of all chords are weighed together (the cheapest way through them, by dynamic programming):
how far the voices move, whether bass and chord run in parallel fifths or octaves, whether close tones lie
so low that they blur, what is left out. How chords are laid out stands in ``voicings.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from musicking.errors import MusicError
from musicking.form.chords import pitch_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from musicking.form.chords import Chord

T = TypeVar("T")

#: Where the roots of the bass lie: A1 to B2. Lower ones are lost on the small loudspeakers of a tablet.
BASS_KEYS, _BASS_HOME = (33, 47), 40
_KEPT_GRIPS = 16
_PERFECT = (0, 7)
_OCTAVE, _FIFTH, _FOURTH = 12, 7, 5
_FULL = 3
_OUTER_PARALLEL, _INNER_PARALLEL = 200.0, 8.0
#: Below these keys an interval of so many semitones blurs on most instruments.
_BLURS_BELOW = ((2, 55), (4, 50), (6, 46))


@dataclass(frozen=True, slots=True)
class Voicing:
    """How chords are laid out; see ``voicings.toml``."""

    keys: tuple[int, int]
    home: int
    size: int
    widest: int
    narrowest: int = 0
    rootless: bool = False
    parallels: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where a chord lies: the key of its bass, and the keys above it from the lowest."""

    bass: int
    grip: tuple[int, ...]


@cache
def voicings() -> Mapping[str, Voicing]:
    """Return the voicings by name.

    Examples
    --------
    >>> voicings()["shell"].rootless
    True
    """
    table = tomllib.loads((files(__package__) / "voicings.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: Voicing(**entry | {"keys": tuple(entry["keys"])}) for name, entry in table.items()})


def lead(chords: Sequence[Chord], voicing: str = "close") -> tuple[Position, ...]:
    """Return where each chord of a row lies, so that each leads to the next as a good accompanist would play it.

    Parameters
    ----------
    chords
        The chords in time; the same one again keeps its position.
    voicing
        A name in ``voicings.toml``.

    Raises
    ------
    MusicError
        If there is no such voicing.

    Examples
    --------
    >>> from musicking.form.chords import read_chord
    >>> for position in lead([read_chord(symbol) for symbol in ("C", "F", "G7", "C")]):
    ...     print(position.bass, position.grip)
    36 (55, 60, 64)
    41 (57, 60, 65)
    43 (55, 59, 65)
    36 (55, 60, 64)
    """
    if voicing not in voicings():
        raise MusicError(f"There is no voicing called '{voicing[:30]}'. Try: {', '.join(voicings())}.")
    return _lead(tuple(chords), voicing)


@lru_cache(maxsize=512)
def _lead(chords: tuple[Chord, ...], voicing: str) -> tuple[Position, ...]:
    if not chords:
        return ()
    manner = voicings()[voicing]
    stages = [chords[0]] + [after for before, after in pairwise(chords) if after != before]
    basses = _cheapest([_basses(chord) for chord in stages], _bass_move)
    choices = [_grips(chord, voicing, bass) for chord, bass in zip(stages, basses, strict=True)]
    led = _cheapest(choices, _planing if manner.parallels else _move)
    changes = [0]
    for before, after in pairwise(chords):
        changes.append(changes[-1] + (after != before))
    return tuple(led[change] for change in changes)


def _cheapest(choices: Sequence[Sequence[tuple[float, T]]], move: Callable[[T, T], float]) -> list[T]:
    """Return one of each stage's choices, so that their own costs and the moves between them cost least."""
    totals = [cost for cost, _ in choices[0]]
    origins: list[list[int]] = []
    for here, there in pairwise(choices):
        ways = [[total + move(a, b) for total, (_, a) in zip(totals, here, strict=True)] for _, b in there]
        totals = [min(way) + cost for way, (cost, _) in zip(ways, there, strict=True)]
        origins.append([way.index(min(way)) for way in ways])
    path = [totals.index(min(totals))]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return [stage[place][1] for stage, place in zip(choices, reversed(path), strict=True)]


@cache
def _basses(chord: Chord) -> tuple[tuple[float, int], ...]:
    """Return the keys that the bass of a chord can take, each with its cost."""
    keys = range(BASS_KEYS[0], BASS_KEYS[1] + 1)
    return tuple((0.3 * abs(k - _BASS_HOME), k) for k in keys if k % _OCTAVE == pitch_class(chord.bass))


def _bass_move(before: int, after: int) -> float:
    leap = abs(after - before)
    return 0.3 * leap + (1.5 if leap > _FIFTH else 0.0)


@cache
def _grips(chord: Chord, voicing: str, bass: int) -> tuple[tuple[float, Position], ...]:
    """Return the best positions of a chord over its bass, each with its cost."""
    clear = [choice for choice in _own_grips(chord, voicing) if choice[1][0] > bass and not _blur(bass, choice[1][0])]
    return tuple((cost, Position(bass, grip)) for cost, grip in clear[:_KEPT_GRIPS])


@cache
def _own_grips(chord: Chord, voicing: str) -> tuple[tuple[float, tuple[int, ...]], ...]:
    """Return the best grips of a chord by itself, each with its cost."""
    manner = voicings()[voicing]
    pitch_classes = chord.bare_fifth if manner.parallels else chord.pitch_classes
    keys = [k for k in range(manner.keys[0], manner.keys[1] + 1) if k % _OCTAVE in pitch_classes]
    size = min(manner.size, max(len(pitch_classes), _FULL))
    distinct = min(size, len(pitch_classes))
    grips = [
        grip
        for grip in combinations(keys, size)
        if manner.narrowest <= grip[-1] - grip[0] <= manner.widest and len({k % _OCTAVE for k in grip}) == distinct
    ]
    if not manner.parallels:
        colour = {pitch_class(chord.third), *chord.pitch_classes[3:]}
        grips = [grip for grip in grips if colour <= {k % _OCTAVE for k in grip}]
    return tuple(sorted((_grip_cost(grip, chord, manner), grip) for grip in grips))


def _grip_cost(grip: tuple[int, ...], chord: Chord, manner: Voicing) -> float:
    held = {k % _OCTAVE for k in grip}
    missing = 0.0
    if len(chord.tones) > manner.size and (chord.root_pc in held) == manner.rootless:
        missing += 6.0
    if manner.parallels and grip[0] % _OCTAVE != chord.root_pc:
        missing += 12.0
    blurred = sum(_blur(*pair) for pair in pairwise(grip))
    rub = sum(1.0 for low, high in pairwise(grip) if high - low == 1)
    return missing + blurred + rub + 0.4 * abs(sum(grip) / len(grip) - manner.home)


def _blur(low: int, high: int) -> float:
    """Return a cost for two tones too close together for their depth."""
    return sum(8.0 for interval, below in _BLURS_BELOW if high - low <= interval and low < below)


def _planing(before: Position, after: Position) -> float:
    """Return what it costs to move a grip as a whole."""
    return float(abs(after.grip[0] - before.grip[0]))


@lru_cache(maxsize=200_000)
def _move(before: Position, after: Position) -> float:
    """Return what it costs to go from one grip to the next, each over its bass."""
    if len(before.grip) == len(after.grip):
        steps = [b - a for a, b in zip(before.grip, after.grip, strict=True)]
        low, high = (before.bass, *before.grip), (after.bass, *after.grip)
    else:
        steps = [min((b - a for a in before.grip), key=abs) for b in after.grip]
        low, high = (before.bass, before.grip[-1]), (after.bass, after.grip[-1])
    cost = sum(map(abs, steps)) + 0.5 * abs(steps[-1]) + sum(2.0 for step in steps if abs(step) > _FOURTH)
    outer = (low[0], low[-1])
    for (a, a_after), (b, b_after) in combinations(zip(low, high, strict=True), 2):
        interval = (b - a) % _OCTAVE
        if interval in _PERFECT and (a_after - a) * (b_after - b) > 0 and (b_after - a_after) % _OCTAVE == interval:
            cost += _OUTER_PARALLEL if (a, b) == outer else _INNER_PARALLEL
    return cost
