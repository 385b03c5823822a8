"""What an exercise on form asks for: conditions on what is built in the form lab.

Each is plain data that Python and the page judge alike; see ``spec/performance.md`` §14.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

from musicking.errors import MusicError
from musicking.form.layer_choice import LAYERS
from musicking.form.tonality import semitones

Element = Literal["style", "tonality", "tonic", "progression", "phrase", "plan"]
ELEMENTS = ("style", "tonality", "tonic", "progression", "phrase", "plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGoal:
    """One condition; the classes below are all that there are.

    Parameters
    ----------
    why
        What it is good for, in a sentence: said with the finding.
    says
        How the brief puts it, where it should not tell all that is judged.
    """

    kind: ClassVar[str] = ""
    why: str = ""
    says: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the condition as plain data."""
        data = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "says"}
        return {"kind": self.kind} | {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}


@dataclass(frozen=True, slots=True)
class Among(FormGoal):
    """An element is one of some, by their ids, or (``wanted=False``) none of them; of the harmony, what is played.

    Examples
    --------
    >>> Among("tonality", ("dorian",)).to_json()
    {'kind': 'among', 'why': '', 'element': 'tonality', 'names': ['dorian'], 'wanted': True}
    """

    kind: ClassVar[str] = "among"
    element: Element
    names: tuple[str, ...]
    wanted: bool = True

    def __post_init__(self) -> None:
        """Raise MusicError if there is no such element."""
        if self.element not in ELEMENTS:
            raise MusicError(f"There is no element '{self.element[:20]}'. Elements: {', '.join(ELEMENTS)}.")


@dataclass(frozen=True, slots=True)
class Metre(FormGoal):
    """A bar has so many beats."""

    kind: ClassVar[str] = "metre"
    beats: int


@dataclass(frozen=True, slots=True)
class Pace(FormGoal):
    """The tempo lies between two, in beats a minute."""

    kind: ClassVar[str] = "pace"
    low_bpm: float
    high_bpm: float


@dataclass(frozen=True, slots=True)
class Layers(FormGoal):
    """Some layers are heard, and some are not."""

    kind: ClassVar[str] = "layers"
    heard: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise MusicError if there is no such layer."""
        for layer in (*self.heard, *self.silent):
            if layer not in LAYERS:
                raise MusicError(f"There is no layer '{layer[:20]}'. Layers: {', '.join(LAYERS)}.")


@dataclass(frozen=True, slots=True)
class Open(FormGoal):
    """Every bar of this number is left open: 2, 4 or 8; 0: none is."""

    kind: ClassVar[str] = "open"
    every: int


@dataclass(frozen=True, slots=True)
class AtHome(FormGoal):
    """The progression that was chosen belongs to the mode."""

    kind: ClassVar[str] = "at_home"


@dataclass(frozen=True, slots=True)
class Chords(FormGoal):
    """The piece has so many different chords, at least and at most."""

    kind: ClassVar[str] = "chords"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Tones(FormGoal):
    """The mode has some degrees (``"b3"``) and lacks others."""

    kind: ClassVar[str] = "tones"
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise MusicError if a degree is not one."""
        for degree in (*self.has, *self.lacks):
            semitones(degree)


@dataclass(frozen=True, slots=True)
class Returns(FormGoal):
    """The first section is heard so many times, at least and at most."""

    kind: ClassVar[str] = "returns"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Changed(FormGoal):
    """So many elements differ from what was there at the start, at least and at most."""

    kind: ClassVar[str] = "changed"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Length(FormGoal):
    """Once through lasts so long, in seconds."""

    kind: ClassVar[str] = "length"
    low_sec: float
    high_sec: float


@dataclass(frozen=True, slots=True)
class Foremost(FormGoal):
    """A layer is set so many dB above each other one that is heard."""

    kind: ClassVar[str] = "foremost"
    layer: str
    by_db: float
