"""A score laid out bar by bar, as an engraver would write it, in plain data.

What is written here is music21's and MusicXML's common ground: every voice becomes layers of
events that fill each bar exactly, with long notes cut at the barline and tied.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from musicking.performance.chains import chains_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from musicking.score import Bar, Note, Score, Voice

#: Lengths in quarter notes that one notehead can have, dots included, longest first.
WRITABLE_QUARTERS = tuple(
    sorted({Fraction(2) ** p * f for p in range(-4, 4) for f in (1, Fraction(3, 2))}, reverse=True)
)


@dataclass(frozen=True, slots=True)
class Event:
    """Notes struck together, or a rest (no notes), within one bar.

    ``tied_in`` and ``tied_out`` hold, for each note, whether a tie arrives and whether one leaves.
    """

    offset_quarters: Fraction
    length_quarters: Fraction
    notes: tuple[Note, ...]
    tied_in: tuple[bool, ...] = ()
    tied_out: tuple[bool, ...] = ()


def tied_pairs(voice: Voice) -> dict[str, str]:
    """Return, for each note tied to a later one, that later note's id (``spec/performance.md`` §2).

    Examples
    --------
    >>> from musicking.score import Note, Voice
    >>> a = Note("a", Fraction(0), Fraction(3), 74, tied=True)
    >>> b = Note("b", Fraction(3), Fraction(5), 74)
    >>> tied_pairs(Voice("melody", "Melody", "piano", (a, b)))
    {'a': 'b'}
    """
    return {note: later for chain in chains_of(voice) for note, later in pairwise(chain.ids)}


def layers(notes: Iterable[Note]) -> list[list[tuple[Note, ...]]]:
    """Sort a voice's notes into layers in which none overlaps; equal notes form a chord.

    Examples
    --------
    >>> from musicking.score import Note
    >>> long = Note("a", Fraction(0), Fraction(2), 60)
    >>> above = Note("b", Fraction(0), Fraction(2), 64)
    >>> moving = Note("c", Fraction(1), Fraction(2), 67)
    >>> [[[n.id for n in chord] for chord in layer] for layer in layers([long, above, moving])]
    [[['a', 'b']], [['c']]]
    """
    chords: dict[tuple[Fraction, Fraction], list[Note]] = {}
    for note in notes:
        if note.end_beat > note.onset_beat:
            chords.setdefault((note.onset_beat, note.end_beat), []).append(note)
    found: list[list[tuple[Note, ...]]] = []
    for (onset, _end), chord in sorted(chords.items(), key=lambda item: (item[0][0], -max_pitch(item[1]))):
        for layer in found:
            if layer[-1][0].end_beat <= onset:
                layer.append(tuple(chord))
                break
        else:
            found.append([tuple(chord)])
    return found


def max_pitch(notes: Sequence[Note]) -> int:
    """Return the highest key among notes."""
    return max(note.pitch for note in notes)


def bar_events(score: Score, bar: Bar, layer: Sequence[tuple[Note, ...]], ties: dict[str, str]) -> list[Event]:
    """Return the events of one layer within one bar, rests included."""
    quarters = score.beat_quarters
    arriving = set(ties.values())
    events: list[Event] = []
    here = bar.start_beat
    for chord in layer:
        onset, end = chord[0].onset_beat, chord[0].end_beat
        if end <= bar.start_beat or onset >= bar.end_beat:
            continue
        start, stop = max(onset, bar.start_beat), min(end, bar.end_beat)
        events += _rests(score, bar, here, start)
        for left, right in pairwise(_cuts((start - bar.start_beat) * quarters, (stop - start) * quarters)):
            first, last = (
                left == (onset - bar.start_beat) * quarters,
                right == (end - bar.start_beat) * quarters,
            )
            events.append(
                Event(
                    left,
                    right - left,
                    chord,
                    tuple(not first or note.id in arriving for note in chord),
                    tuple(not last or note.id in ties for note in chord),
                )
            )
        here = stop
    return events + _rests(score, bar, here, bar.end_beat)


def _rests(score: Score, bar: Bar, start: Fraction, stop: Fraction) -> list[Event]:
    """Fill a gap with rests, first up to the next beat, so that the beats stay visible."""
    if stop <= start:
        return []
    places = [start]
    next_beat = Fraction(start.__floor__() + 1)
    if start.denominator != 1 and next_beat < stop:
        places.append(next_beat)
    places.append(stop)
    quarters = score.beat_quarters
    return [
        Event(left, right - left, ())
        for begin, end in pairwise(places)
        for left, right in pairwise(_cuts((begin - bar.start_beat) * quarters, (end - begin) * quarters))
    ]


def _cuts(offset: Fraction, length: Fraction) -> list[Fraction]:
    """Cut a length into parts that one notehead each can show; a tuplet's length stays whole.

    Examples
    --------
    >>> [str(place) for place in _cuts(Fraction(0), Fraction(5, 2))]
    ['0', '2', '5/2']
    """
    places = [offset]
    rest = length
    if length.denominator & (length.denominator - 1) == 0:
        while rest not in WRITABLE_QUARTERS:
            part = next((size for size in WRITABLE_QUARTERS if size < rest), None)
            if part is None:
                break
            places.append(places[-1] + part)
            rest -= part
    places.append(places[-1] + rest)
    return places
