"""What is performed, as a musician would mark it in the score (``spec/performance.md`` §11).

>>> from musicking import song, ritardando
>>> grace = song("amazing_grace")
>>> [(mark.text, mark.from_beat, mark.to_beat) for mark in marks(grace, ritardando(grace.place(13, 14)))]
[('rit.', 36.0, 42.0), ('a tempo', 42.0, None)]
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from musicking.marks.rules import MARKS
from musicking.performance.tables import family_of, table_of
from musicking.performance.timeline import Timeline
from musicking.words.places import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from musicking.interpretation import Component, Hold, Interpretation, Table
    from musicking.score import Score

__all__ = ["MARKS", "Mark", "marks"]

Direction = Literal["rises", "falls"]
Sign = Literal["words", "hairpin", "dynamic", "fermata", "breath", "accent"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in a score.

    Parameters
    ----------
    kind
        The expressive component that it marks.
    sign
        What is written: ``"words"``, ``"hairpin"``, ``"dynamic"``, ``"fermata"``, ``"breath"`` or ``"accent"``.
    from_beat, to_beat
        Where it stands; None: at one place, without a line that goes on.
    text
        Its words, or the letters of a dynamic.
    before
        Words before a dynamic: ``"subito"``.
    bpm
        Beats a minute, where a new tempo sets in.
    direction
        Whether tempo or level ``"rises"`` or ``"falls"``; None where it does neither.
    note, voice
        Ids of the written note that it stands at, and of the voice it is for; None: of the music as a whole.
    placement
        ``"above"`` or ``"below"`` the staff.
    """

    kind: str
    sign: Sign
    from_beat: float
    to_beat: float | None = None
    text: str = ""
    before: str = ""
    bpm: int | None = None
    direction: Direction | None = None
    note: str | None = None
    voice: str | None = None
    placement: Literal["above", "below"] = "above"

    def to_json(self) -> dict[str, Any]:
        """Return the mark as plain data."""
        return asdict(self)


def marks(score: Score, interpretation: Interpretation) -> list[Mark]:
    """Return the marks that an interpretation puts into a score.

    What is drawn by hand has no sign: it is told in words (`musicking.words.describe`).

    Returns
    -------
    list of Mark
        Stretches in the order of the components, then each *a tempo*, each dynamic, the marks of holds, the accents.

    Raises
    ------
    MusicError
        When the interpretation does not suit the score.

    Examples
    --------
    >>> from musicking import crescendo, song
    >>> grace = song("amazing_grace")
    >>> for mark in marks(grace, crescendo(grace.place(5, 8))):
    ...     print(mark.sign, mark.direction, mark.text, mark.from_beat, mark.to_beat)
    hairpin rises  12.0 24.0
    dynamic None ff 24.0 None
    """
    timeline = Timeline.of(score, interpretation)
    changing = [(item, table_of(item)) for item in interpretation.components if _changes(item, table_of(item))]
    of_notes = [mark for hold in interpretation.holds for mark in _of_hold(timeline, hold)]
    of_notes += [
        _at_note(timeline, "accentuation", accent.note, first=True)
        for accent in interpretation.accents
        if accent.amount * accent.level_db > 0
    ]
    return [
        *(mark for item, table in changing for mark in _stretch(timeline, item, table)),
        *_back(timeline, changing),
        *_dynamics(timeline, changing),
        *dict.fromkeys(of_notes),
    ]


def _changes(item: Component, table: Table) -> bool:
    """Return whether a component does anything: its table at this amount is not neutral throughout."""
    neutral = 0.0 if family_of(item) == "level" else 1.0
    return item.amount > 0 and any(value != neutral for _, value in table)


def _is_step(table: Table) -> bool:
    return all(value == table[0][1] for _, value in table)


def _rise(table: Table) -> float:
    """Return where a table goes: from its first value to the one that lies furthest from it."""
    first = table[0][1]
    return max((value - first for _, value in table), key=abs)


def _stretch(timeline: Timeline, item: Component, table: Table) -> Iterator[Mark]:
    """Yield the mark of a component's stretch; sudden dynamics have none."""
    rule, family = MARKS["kinds"][item.kind], family_of(item)
    if family == "warp":
        yield Mark(item.kind, "words", item.from_beat, item.to_beat, text=rule["text"], voice=item.voice)
    elif family == "level":
        if not _is_step(table):
            direction: Direction = "rises" if _rise(table) > 0 else "falls"
            yield Mark(
                item.kind, "hairpin", item.from_beat, item.to_beat, direction=direction, placement=rule["placement"]
            )
    elif _is_step(table):
        direction = "falls" if table[0][1] > 1 else "rises"
        bpm = rounded(60 / timeline.tempo.value_at(item.from_beat))
        yield Mark(item.kind, "words", item.from_beat, text=rule["step"][direction], bpm=bpm, direction=direction)
    else:
        direction = "falls" if _rise(table) > 0 else "rises"
        text = rule["gradual"][direction]
        yield Mark(item.kind, "words", item.from_beat, item.to_beat, text=text, direction=direction)


def _back(timeline: Timeline, changing: Iterable[tuple[Component, Table]]) -> Iterator[Mark]:
    """Yield *a tempo* where a tempo is given up, unless the music ends or another sets in at once there."""
    tempo = [(item, table) for item, table in changing if family_of(item) == "tempo"]
    new = {item.from_beat for item, table in tempo if _is_step(table)}
    given_up: dict[float, str] = {}
    for item, table in tempo:
        if item.until_beat is not None and table[-1][1] != 1:
            given_up.setdefault(item.until_beat, item.kind)
    for beat in sorted(given_up):
        if beat < float(timeline.score.end_beat) and beat not in new:
            kind = given_up[beat]
            yield Mark(kind, "words", beat, text=MARKS["kinds"][kind]["back"])


def _dynamics(timeline: Timeline, changing: Iterable[tuple[Component, Table]]) -> Iterator[Mark]:
    """Yield the name of the level wherever it changes at once, or a hairpin arrives."""
    found: dict[float, tuple[str, str]] = {}
    for item, table in changing:
        if family_of(item) != "level":
            continue
        step, before = _is_step(table), MARKS["kinds"][item.kind]["before"]
        for beat, words in ((item.from_beat if step else item.to_beat, before if step else ""), (item.until_beat, "")):
            if beat is not None and beat < float(timeline.score.end_beat):
                kind, said = found.get(beat, (item.kind, ""))
                found[beat] = kind, said or words
    for beat in sorted(found):
        kind, before = found[beat]
        name = level_name(timeline.level.value_at(beat))
        yield Mark(kind, "dynamic", beat, text=name, before=before, placement=MARKS["kinds"][kind]["placement"])


def level_name(level_db: float) -> str:
    """Return the name of a level, in dB of the piece's mezzo-forte.

    Examples
    --------
    >>> [level_name(level_db) for level_db in (-10, -6, -2, 0, 6, 10)]
    ['pp', 'p', 'mp', 'mf', 'f', 'ff']
    """
    reached = [name for bound_db, name in MARKS["levels"] if level_db >= bound_db]
    return str(reached[-1] if reached else MARKS["softest"])


def _of_hold(timeline: Timeline, hold: Hold) -> Iterator[Mark]:
    if hold.amount > 0 and hold.ratio > 1:
        yield _at_note(timeline, "fermata", hold.note, first=False)
    if hold.amount * hold.breath_beats > 0:
        end = timeline.by_note[hold.note].end_beat
        yield replace(_at_note(timeline, "fermata", hold.note, first=False), sign="breath", from_beat=end)


def _at_note(timeline: Timeline, kind: str, name: str, *, first: bool) -> Mark:
    """Return the mark of a kind at the first or the last written note of a chain."""
    rule = MARKS["kinds"][kind]
    chain = timeline.by_note[name].ids[0 if first else -1]
    voice, note = next((v, n) for v in timeline.score.voices for n in v.notes if n.id == chain)
    beat = float(note.onset_beat)
    if not first:
        # A note over a barline is written as two, tied: what ends it stands at the second.
        end = timeline.by_note[name].end_beat
        bars = (float(bar.start_beat) for bar in timeline.score.bars)
        beat = max([beat, *(start for start in bars if start < end)])
    return Mark(kind, rule["sign"], beat, note=chain, voice=voice.id, placement=rule["placement"])
