"""What an exercise asks for: a small vocabulary of conditions on a performance.

Each condition is plain data that Python and the page judge alike; see ``spec/performance.md`` §13.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

from musicking.errors import MusicError
from musicking.score import Note, Place

Curved = Literal["tempo", "level"]
#: Where a goal can be seen, by its kind; a course names its curve itself.
_SEEN = {
    "lasts": ("tempo",),
    "tempo": ("tempo",),
    "level": ("level",),
    "displaced": ("roll",),
    "held": ("tempo",),
    "accented": ("roll",),
}


@dataclass(frozen=True, slots=True)
class Goal:
    """One condition; the classes below are all that there are."""

    kind: ClassVar[str] = ""

    def seen_in(self) -> tuple[str, ...]:
        """Return the parts of a widget in which one can see whether it is met."""
        return _SEEN.get(self.kind, ())

    def to_json(self) -> dict[str, Any]:
        """Return the condition as plain data."""
        return {"kind": self.kind} | {item.name: _plain(getattr(self, item.name)) for item in fields(self)}


@dataclass(frozen=True, slots=True)
class Lasts(Goal):
    """A place lasts ``ratio`` times as long as written.

    Examples
    --------
    >>> Lasts(Place(8, 16), 1.33).to_json()
    {'kind': 'lasts', 'place': [8.0, 16.0], 'ratio': 1.33, 'tolerance': 0.08}
    """

    kind: ClassVar[str] = "lasts"
    place: Place
    ratio: float
    tolerance: float = 0.08


@dataclass(frozen=True, slots=True)
class Tempo(Goal):
    """The mean tempo of a place is ``ratio`` times that of another (None: the same place as written)."""

    kind: ClassVar[str] = "tempo"
    place: Place
    ratio: float
    than: Place | None = None
    tolerance: float = 0.06


@dataclass(frozen=True, slots=True)
class Level(Goal):
    """The mean level of a place lies ``by_db`` above that of another (None: the same place as written)."""

    kind: ClassVar[str] = "level"
    place: Place
    by_db: float
    than: Place | None = None
    tolerance_db: float = 1.5


@dataclass(frozen=True, slots=True)
class Course(Goal):
    """Tempo or level rises or falls little by little over a place, by ``least`` to ``most``.

    The change is a share of the tempo at the start (0.25: a quarter), or dB of level.
    """

    kind: ClassVar[str] = "course"
    place: Place
    of: Curved
    direction: Literal["rises", "falls"]
    least: float
    most: float | None = None

    def seen_in(self) -> tuple[str, ...]:
        """Return its curve."""
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Displaced(Goal):
    """Onsets of a voice (None: of all) leave their written places, seen from the start of the place.

    The greatest distance is at least ``least_sec`` and at most ``most_sec`` seconds.
    """

    kind: ClassVar[str] = "displaced"
    place: Place
    voice: str | None = None
    least_sec: float = 0.0
    most_sec: float | None = None


@dataclass(frozen=True, slots=True)
class Held(Goal):
    """A note (its id) sounds ``ratio`` times as long as written."""

    kind: ClassVar[str] = "held"
    note: str | Note
    ratio: float
    tolerance: float = 0.25


@dataclass(frozen=True, slots=True)
class Accented(Goal):
    """A note (its id) stands ``by_db`` above its neighbours in its voice, beyond what is written."""

    kind: ClassVar[str] = "accented"
    note: str | Note
    by_db: float
    tolerance_db: float = 1.0


@dataclass(frozen=True, slots=True)
class Unchanged(Goal):
    """Bars outside the named places keep their length (``"tempo"``), their level (``"level"``) or both."""

    kind: ClassVar[str] = "unchanged"
    outside: tuple[Place, ...] = ()
    of: Literal["tempo", "level", "both"] = "both"


@dataclass(frozen=True, slots=True)
class Uses(Goal):
    """A kind of component is used (or with ``wanted=False`` is not), ``"hand_tempo"`` and ``"hand_level"`` too."""

    kind: ClassVar[str] = "uses"
    component: str
    wanted: bool = True

    def __post_init__(self) -> None:
        """Raise MusicError if there is no such kind."""
        from musicking.expression.kinds import kinds

        known = (*kinds(), "hand_tempo", "hand_level")
        if self.component not in known:
            raise MusicError(f'There is no component "{self.component}". Components: {", ".join(known)}.')


def _plain(value: object) -> object:
    if isinstance(value, Place):
        return [float(value.from_beat), float(value.to_beat)]
    if isinstance(value, Note):
        return value.id
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
