"""The players of an accompaniment: each turns the signs of a groove into notes over the same chords."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from musicking.form.bass_line import BassLine, Footing
from musicking.form.chords import pitch_class, spell
from musicking.form.groove import kit, stroke_level_db
from musicking.form.ticks import TICKS, to_beat, to_ticks
from musicking.score import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from musicking.form.groove import Groove
    from musicking.form.harmony import Span
    from musicking.form.leading import Position
    from musicking.form.tonality import Tonality

_STRUCK = TICKS // 4
_SOFTER_BASS_DB = -2.0

Stroke = tuple[int, int, str]  # onset, end, sign


@dataclass(frozen=True)
class Ground:
    """What all players share: the chords in time with their positions, the groove, whether they close.

    Its places are in ticks.
    """

    spans: tuple[Span, ...]
    positions: tuple[Position, ...]
    beat: Groove
    tonality: Tonality
    closes: bool

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each chord begins."""
        return tuple(to_ticks(span.from_beat) for span in self.spans)

    @cached_property
    def end(self) -> int:
        """Where the last chord ends."""
        return to_ticks(self.spans[-1].to_beat)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each chord ends."""
        return (*self.starts[1:], self.end)

    @cached_property
    def changes(self) -> tuple[int, ...]:
        """Which chord each is, counted by changes: the same one again counts as one."""
        counted = [0]
        for before, after in pairwise(self.spans):
            counted.append(counted[-1] + (after.chord != before.chord))
        return tuple(counted)

    @cached_property
    def bar(self) -> int:
        """How long a bar lasts."""
        return self.beat.beats_per_bar * TICKS

    @cached_property
    def held_from(self) -> int:
        """Where the last chord is struck and held: in the last bar, or the end where nothing closes."""
        return max(self.starts[-1], self.end - self.bar) if self.closes else self.end

    def at(self, tick: int) -> int:
        """Return which chord sounds at a place."""
        return max(0, bisect_right(self.starts, tick) - 1)

    def bar_end(self, tick: int) -> int:
        """Return where the bar of a place ends."""
        return (tick // self.bar + 1) * self.bar

    def strokes(self, pattern: str, *, anew: bool = False) -> Iterator[Stroke]:
        """Yield what a pattern plays, round after round, up to the chord that is held.

        ``anew`` lets it begin again with every bar that brings another chord.
        """
        hits = [
            (to_ticks(h.onset_beat), to_ticks(h.onset_beat + h.length_beat), h.sign) for h in self.beat.hits(pattern)
        ]
        starts = self._rounds(to_ticks(self.beat.length_beat(pattern)), anew=anew)
        for start, until in pairwise([*starts, self.held_from]):
            for onset, end, sign in hits:
                if start + onset < until:
                    yield start + onset, min(start + end, until), sign

    def _rounds(self, length: int, *, anew: bool) -> list[int]:
        """Return where the rounds of a pattern begin."""
        starts: list[int] = []
        chord = 0
        for bar in range(0, self.held_from, self.bar if anew else length):
            sounds = self.changes[self.at(bar)]
            if not starts or bar - starts[-1] >= length or (anew and sounds != chord):
                starts.append(bar)
            chord = sounds
        return starts


def play_chords(ground: Ground, pattern: str) -> list[Note]:
    """Return the chords of a pattern; a chord that it passes over is struck where it begins."""
    writer = _Writer("h", ground)
    for onset, end, sign in _with_chords(ground, list(ground.strokes(pattern))):
        place = ground.at(onset)
        grip = ground.positions[place].grip
        if sign.isdigit():
            rung = min(ground.ends[place], ground.bar_end(onset), ground.held_from)
            writer.ring(grip[min(int(sign), len(grip)) - 1], onset, rung, place)
        else:
            for key in grip:
                writer.write(key, onset, min(end, ground.ends[place]), place, stroke_level_db(sign))
    if ground.closes:
        for key in ground.positions[-1].grip:
            writer.write(key, ground.held_from, ground.end, len(ground.spans) - 1)
    return writer.notes


def _with_chords(ground: Ground, strokes: list[Stroke]) -> list[Stroke]:
    """Add a stroke where a chord begins that the pattern passes over, or meets only in its second half."""
    first: dict[int, int] = {}
    for onset, *_ in strokes:
        first.setdefault(ground.at(onset), onset)
    added = []
    for place, (start, end) in enumerate(zip(ground.starts, ground.ends, strict=True)):
        met = first.get(place, end)
        short = end - start < ground.bar
        if start < ground.held_from and (met == end or (short and 2 * (met - start) > end - start)):
            added.append((start, min(met, start + TICKS, ground.held_from), "x"))
    return sorted([*strokes, *added])


def play_bass(ground: Ground, pattern: str, chromatic: dict[str, str]) -> list[Note]:
    """Return the bass of a pattern; notes outside chord and scale are entered with their reason."""
    writer = _Writer("b", ground)
    line = BassLine(ground.tonality, pattern)
    strokes = _with_roots(ground, list(ground.strokes(pattern, anew=line.climbs)))
    last, before = ground.positions[0].bass, -1
    for number, (onset, end, sign) in enumerate(strokes):
        place, bar_end = ground.at(onset), ground.bar_end(onset)
        following = ground.at(strokes[number + 1][0] if number + 1 < len(strokes) else ground.held_from)
        # Where nothing closes, the last bar of a walk turns back to where it began.
        turns = sign == "w" and bar_end >= ground.end and not ground.closes
        coming = 0 if turns else ground.at(min(bar_end, ground.end - 1))
        here = Footing(
            ground.spans[place].chord, ground.positions[place].bass, ground.positions[coming].bass, last,
            first=ground.changes[place] != before, leading=ground.changes[following] != ground.changes[place],
            turning=turns and number + 1 == len(strokes),
        )  # fmt: skip
        key, reason = line.key(sign, here)
        until = end if sign in "na" else min(end, ground.ends[place])
        level_db = _SOFTER_BASS_DB if sign in "rna" else 0.0
        note = writer.write(key, onset, until, coming if sign == "n" else place, level_db)
        if reason:
            chromatic[note.id] = reason
        last, before = key, ground.changes[place]
    if ground.closes:
        writer.write(ground.positions[-1].bass, ground.held_from, ground.end, len(ground.spans) - 1)
    return writer.notes


def _with_roots(ground: Ground, strokes: list[Stroke]) -> list[Stroke]:
    """Let every chord have its root: at the very beginning, and where the pattern passes over it."""
    met = {ground.at(onset) for onset, _, sign in strokes if sign not in "na"}
    met |= {ground.at(ground.bar_end(onset)) for onset, _, sign in strokes if sign == "n"}
    onsets = [onset for onset, *_ in strokes]
    begun = {start for i, start in enumerate(ground.starts) if i == 0 or ground.changes[i] != ground.changes[i - 1]}
    added = []
    for place, start in enumerate(ground.starts):
        nearest = bisect_right(onsets, start - 1)
        following = onsets[nearest] if nearest < len(onsets) else ground.held_from
        passed_over = start in begun and place not in met
        if start < min(ground.held_from, following) and (place == 0 or passed_over):
            added.append((start, min(following, ground.ends[place]), "R"))
    rooted = [(a, b, "R" if a in begun and sign in "35678rna" else sign) for a, b, sign in strokes]
    return sorted([*added, *rooted])


def play_drums(ground: Ground, section_bars: int) -> list[Note]:
    """Return the drums of the groove, with its fill in the last bar of each section."""
    writer = _Writer("d", ground)
    beat, bar = ground.beat, ground.bar
    filled = set(range((section_bars - 1) * bar, ground.end, section_bars * bar)) if beat.fill else set()
    struck = [
        (onset, drum, sign)
        for drum, pattern in beat.drums.items()
        for onset, _, sign in ground.strokes(pattern)
        if not (drum in beat.fill and onset // bar * bar in filled)
    ]
    for drum, pattern in beat.fill.items():
        hits = [(to_ticks(hit.onset_beat), hit.sign) for hit in beat.hits(pattern)]
        struck += [(b + at, drum, sign) for b in filled for at, sign in hits if b + at < ground.held_from]
    if ground.closes:
        struck += [(ground.held_from, drum, "x") for drum in beat.close]
    for onset, drum, sign in sorted(struck):
        writer.strike(drum, onset, sign)
    return writer.notes


class _Writer:
    """Writes the notes of a voice, with ids and spelling."""

    def __init__(self, prefix: str, ground: Ground) -> None:
        self.notes: list[Note] = []
        self._prefix, self._ground = prefix, ground
        self._ringing: dict[int, int] = {}
        self._names: dict[tuple[int, int], str] = {}

    def write(self, key: int, onset: int, end: int, place: int, level_db: float = 0.0) -> Note:
        name = f"{self._prefix}{len(self.notes) + 1}"
        spelling = self._names.get((place, key)) or self._spelled(place, key)
        note = Note(name, to_beat(onset), to_beat(end), key, spelling, False, level_db)  # noqa: FBT003 (written a thousand times)
        self.notes.append(note)
        return note

    def ring(self, key: int, onset: int, end: int, place: int) -> None:
        """Write a tone that rings on until its key is struck again."""
        number = self._ringing.get(key)
        if number is not None and self.notes[number].end_beat > to_beat(onset):
            self.notes[number] = replace(self.notes[number], end_beat=to_beat(onset))
        self._ringing[key] = len(self.notes)
        self.write(key, onset, end, place)

    def strike(self, drum: str, onset: int, sign: str) -> None:
        played = kit()[drum]
        name = f"{self._prefix}{len(self.notes) + 1}"
        level_db = played.level_db + stroke_level_db(sign)
        end = to_beat(min(onset + _STRUCK, self._ground.end))
        self.notes.append(Note(name, to_beat(onset), end, played.key, level_db=level_db))

    def _spelled(self, place: int, key: int) -> str:
        chord = self._ground.spans[place].chord
        name = next((t for t in (*chord.tones, chord.bass) if pitch_class(t) == key % 12), None)
        spelling = spell(name, key) if name else self._ground.tonality.spell(key)
        self._names[place, key] = spelling
        return spelling
