"""Tied chains: the notes of a voice as they sound (spec §2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musicking.score import Voice


@dataclass(frozen=True, slots=True)
class Chain:
    """Notes tied together, sounding as one: from the onset of the first to the end of the last."""

    ids: tuple[str, ...]
    onset_beat: float
    end_beat: float
    pitch: int
    level_db: float


def chains_of(voice: Voice) -> tuple[Chain, ...]:
    """Return the tied chains of a voice, in order of onset and place in the list."""
    # From here on beats are doubles: what is the same fraction is the same double.
    notes = [(float(n.onset_beat), float(n.end_beat), n) for n in voice.notes]
    notes.sort(key=lambda item: item[0])
    waiting: dict[tuple[int, float], list[int]] = {}
    for place in range(len(notes) - 1, -1, -1):
        waiting.setdefault((notes[place][2].pitch, notes[place][0]), []).append(place)
    joined = [False] * len(notes)
    chains = []
    for place, (onset, end, note) in enumerate(notes):
        if joined[place]:
            continue
        ids, here, last = [note.id], place, end
        while notes[here][2].tied:
            following = _first_after(here, waiting.get((note.pitch, last), []), joined)
            if following is None:
                break
            joined[following] = True
            here, last = following, notes[following][1]
            ids.append(notes[here][2].id)
        chains.append(Chain(tuple(ids), onset, last, note.pitch, note.level_db))
    return tuple(chains)


def _first_after(here: int, places: list[int], joined: list[bool]) -> int | None:
    """Return the first later note that is not yet part of a chain; ``places`` falls."""
    for place in reversed(places):
        if place > here and not joined[place]:
            return place
    return None
