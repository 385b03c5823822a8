"""An interpretation: what is laid over a score to make it a performance.

It holds components (stretches of changed tempo or level), holds and accents (on notes), and one layer
drawn by hand each for tempo and level. See ``spec/performance.md`` §4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from musicking import plain_data as plain
from musicking.errors import MusicError

Table = tuple[tuple[float, float], ...]
VERSION = 1


@dataclass(frozen=True, slots=True)
class Component:
    """An expressive component on a stretch of the score.

    Parameters
    ----------
    kind
        Its name: ``"ritardando"``, ``"crescendo"``, ...
    from_beat, to_beat
        Where it begins and ends, in beats.
    shape
        A shape's name (``"subtle"``, ``"clear"``, ``"bold"``) or a table of points (x, value), x from 0 to 1.
    until_beat
        Where its last value is given up (*a tempo*); None means never.
    amount
        How much of it is used, from 0 to 1.
    voice
        Of a rubato: the voice it belongs to; None means all.
    cycles
        Of a rubato: how many times time is taken and given back.
    """

    kind: str
    from_beat: float
    to_beat: float
    shape: str | Table = "clear"
    until_beat: float | None = None
    amount: float = 1.0
    voice: str | None = None
    cycles: int = 1


@dataclass(frozen=True, slots=True)
class Hold:
    """A fermata: the note lasts ``ratio`` times as long, then ``breath_beats`` of silence follow."""

    note: str
    ratio: float
    breath_beats: float = 0.0
    amount: float = 1.0


@dataclass(frozen=True, slots=True)
class Accent:
    """A note played ``level_db`` louder than its neighbours, and ``lengthen`` times as long (an agogic accent)."""

    note: str
    level_db: float
    amount: float = 1.0
    lengthen: float = 1.0


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What is laid over a score; empty, it leaves the music as written.

    Two interpretations add up: ``ending + swell`` has the items of both, in that order.

    Parameters
    ----------
    hand_tempo
        Handles (beat, factor of the beat period) drawn by hand.
    hand_level
        Handles (beat, dB) drawn by hand.

    Examples
    --------
    >>> slowing = Interpretation((Component("ritardando", 8, 12, until_beat=12),))
    >>> held = Interpretation(holds=(Hold("m7", 2.0),))
    >>> (slowing + held).holds
    (Hold(note='m7', ratio=2.0, breath_beats=0.0, amount=1.0),)
    """

    components: tuple[Component, ...] = ()
    holds: tuple[Hold, ...] = ()
    accents: tuple[Accent, ...] = ()
    hand_tempo: Table = ()
    hand_level: Table = ()

    def __add__(self, other: Interpretation) -> Interpretation:
        """Return both together; only one of them may have been drawn by hand in the same layer."""
        if not isinstance(other, Interpretation):
            return NotImplemented
        for mine, theirs, layer in (
            (self.hand_tempo, other.hand_tempo, "tempo"),
            (self.hand_level, other.hand_level, "level"),
        ):
            if mine and theirs:
                raise MusicError(f"Both interpretations have a {layer} drawn by hand: keep one of them.")
        return Interpretation(
            self.components + other.components,
            self.holds + other.holds,
            self.accents + other.accents,
            self.hand_tempo or other.hand_tempo,
            self.hand_level or other.hand_level,
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain data, laid out as ``spec/performance.md`` §4 says."""
        return {
            "version": VERSION,
            "components": [_component_to_json(item) for item in self.components],
            "holds": [
                {"note": h.note, "amount": h.amount, "ratio": h.ratio, "breath_beats": h.breath_beats}
                for h in self.holds
            ],
            "accents": [
                {"note": a.note, "amount": a.amount, "level_db": a.level_db, "lengthen": a.lengthen}
                for a in self.accents
            ],
            "hand_tempo": [list(handle) for handle in self.hand_tempo],
            "hand_level": [list(handle) for handle in self.hand_level],
        }

    @classmethod
    def from_json(cls, data: object) -> Interpretation:
        """Read an interpretation from plain data.

        Raises
        ------
        MusicError
            In one sentence, when something is missing or of the wrong kind. Whether it suits a score
            is said by `musicking.performance.perform`.

        Examples
        --------
        >>> Interpretation.from_json({"version": 1, "accents": [{"note": "m9", "level_db": 4}]}).accents
        (Accent(note='m9', level_db=4.0, amount=1.0, lengthen=1.0),)
        """
        record = plain.as_record(data, "An interpretation")
        version = record.get("version", VERSION)
        if version != VERSION:
            raise MusicError(f"This interpretation is of version {version!r}; this book reads version {VERSION}.")
        return cls(
            tuple(_component(item) for item in _items(record, "components")),
            tuple(_hold(item) for item in _items(record, "holds")),
            tuple(_accent(item) for item in _items(record, "accents")),
            plain.as_pairs(record.get("hand_tempo", []), "the tempo drawn by hand"),
            plain.as_pairs(record.get("hand_level", []), "the level drawn by hand"),
        )


def _items(record: Any, name: str) -> list[Any]:  # noqa: ANN401 (plain data from outside)
    return plain.as_list(record.get(name, []), f"The list of {name}")


def _component_to_json(item: Component) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "from_beat": item.from_beat,
        "to_beat": item.to_beat,
        "until_beat": item.until_beat,
        "amount": item.amount,
        "shape": item.shape if isinstance(item.shape, str) else [list(point) for point in item.shape],
        "voice": item.voice,
        "cycles": item.cycles,
    }


def _component(data: object) -> Component:
    item = plain.as_record(data, "A component")
    kind = plain.as_text(plain.field_of(item, "kind", "A component"), "The kind of a component")
    what = f"The {kind}"
    shape, until, voice = plain.field_of(item, "shape", what), item.get("until_beat"), item.get("voice")
    return Component(
        kind=kind,
        from_beat=plain.as_number(plain.field_of(item, "from_beat", what), f"from_beat of the {kind}"),
        to_beat=plain.as_number(plain.field_of(item, "to_beat", what), f"to_beat of the {kind}"),
        shape=shape if isinstance(shape, str) else plain.as_pairs(shape, f"the shape of the {kind}"),
        until_beat=None if until is None else plain.as_number(until, f"until_beat of the {kind}"),
        amount=plain.as_number(item.get("amount", 1), f"The amount of the {kind}"),
        voice=None if voice is None else plain.as_text(voice, f"The voice of the {kind}"),
        cycles=plain.as_whole(item.get("cycles", 1), f"The number of cycles of the {kind}"),
    )


def _hold(data: object) -> Hold:
    item = plain.as_record(data, "A fermata")
    return Hold(
        note=plain.as_text(plain.field_of(item, "note", "A fermata"), "The note of a fermata"),
        ratio=plain.as_number(plain.field_of(item, "ratio", "A fermata"), "The ratio of a fermata"),
        breath_beats=plain.as_number(item.get("breath_beats", 0), "The breath of a fermata"),
        amount=plain.as_number(item.get("amount", 1), "The amount of a fermata"),
    )


def _accent(data: object) -> Accent:
    item = plain.as_record(data, "An accent")
    return Accent(
        note=plain.as_text(plain.field_of(item, "note", "An accent"), "The note of an accent"),
        level_db=plain.as_number(plain.field_of(item, "level_db", "An accent"), "The level of an accent"),
        amount=plain.as_number(item.get("amount", 1), "The amount of an accent"),
        lengthen=plain.as_number(item.get("lengthen", 1), "The lengthening of an accent"),
    )
