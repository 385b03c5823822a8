"""The kinds of expressive components, with their shapes subtle, clear and bold.

Sizes: *subtle* lies one to two just noticeable differences from the music as written, *clear* above three,
*bold* is for first demonstrations and play.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from musicking.expression import arch
from musicking.expression.shapes import Table, another_tempo, quickening, slowing, steady, stolen_time, straight

Family = Literal["tempo", "level", "warp", "hold", "accent"]
#: Families that sit on a note; kinds of the others are placed on a stretch of music.
ON_NOTES = frozenset({"hold", "accent"})
SIZES = ("subtle", "clear", "bold")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of expressive component.

    Parameters
    ----------
    family
        What its shapes mean: factors of the beat period (tempo), dB (level), shares of time (warp), a hold
        or the dB of an accent.
    until
        Whether it ends where it arrives (``"end"``, *a tempo*) or its last value stays (``"stay"``).
    about
        What it is, in a sentence or two, as the page shows it.
    default_bars
        How many bars it takes when nothing else is said; 0 for one note.
    shapes
        Tables by name; for a hold its ratio and breath by name, for an accent its level.
    """

    name: str
    family: Family
    until: Literal["end", "stay"]
    about: str
    default_bars: int
    shapes: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the kind as it stands in ``spec/shapes.json``."""
        shapes = {
            name: dict(shape) if self.family in ON_NOTES else [list(point) for point in shape]
            for name, shape in self.shapes.items()
        }
        return {
            "name": self.name,
            "family": self.family,
            "until": self.until,
            "about": self.about,
            "default_bars": self.default_bars,
            "shapes": shapes,
        }


def _sized(values: tuple[Table, Table, Table], before: str = "") -> dict[str, Table]:
    return {before + size: table for size, table in zip(SIZES, values, strict=True)}


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its key: its name, with _ for a space."""
    return {kind.name.replace(" ", "_"): kind for kind in (*_tempo(), *_dynamics(), _arch())}


def _tempo() -> tuple[Kind, ...]:
    lean = _sized((stolen_time(0.08), stolen_time(0.2), stolen_time(0.35)))
    hump = _sized((stolen_time(0.08, "hump"), stolen_time(0.2, "hump"), stolen_time(0.35, "hump")), "hump_")
    faster = _sized((another_tempo(1.06), another_tempo(1.33), another_tempo(2)))
    slower = _sized((another_tempo(0.94), another_tempo(0.75), another_tempo(0.5)), "slower_")
    return (
        Kind(
            "ritardando",
            "tempo",
            "end",
            "Italian for slowing. The tempo falls little by little, as a runner comes to a stop.",
            2,
            _sized((slowing(0.9), slowing(0.65), slowing(0.4))),
        ),
        Kind(
            "accelerando",
            "tempo",
            "stay",
            "Italian for hastening. Beat by beat the tempo rises by the same share, and stays.",
            4,
            _sized((quickening(1.06), quickening(1.25), quickening(1.6))),
        ),
        Kind(
            "tempo contrast",
            "tempo",
            "end",
            "One part of the music at another tempo. It changes at once, where a phrase begins.",
            4,
            faster | slower,
        ),
        Kind(
            "fermata",
            "hold",
            "end",
            "Italian for a stop. The pulse waits while the note is held; a breath of silence may follow.",
            0,
            {
                "subtle": {"ratio": 1.25, "breath_beats": 0.0},
                "clear": {"ratio": 1.75, "breath_beats": 0.0},
                "bold": {"ratio": 3.0, "breath_beats": 1.0},
            },
        ),
        Kind(
            "rubato",
            "warp",
            "end",
            "Italian for robbed. The music lingers, then catches up: the time it takes is given back.",
            2,
            lean | hump | {f"arch_{size}": arch.arch_shares(k_t) for size, (k_t, _) in arch.SIZES.items()},
        ),
    )


def _dynamics() -> tuple[Kind, ...]:
    softer = _sized((steady(-3), steady(-8), steady(-15)))
    louder = _sized((steady(3), steady(8), steady(15)), "louder_")
    return (
        Kind(
            "forte",
            "level",
            "end",
            "Italian for strong. A place is played louder than the music around it.",
            4,
            _sized((steady(2), steady(6), steady(10))),
        ),
        Kind(
            "piano",
            "level",
            "end",
            "Italian for quiet. A place is played softer than the music around it.",
            4,
            _sized((steady(-2), steady(-6), steady(-10))),
        ),
        Kind(
            "crescendo",
            "level",
            "stay",
            "Italian for growing. The music becomes louder little by little, and stays there.",
            2,
            _sized((straight(4), straight(10), straight(18))),
        ),
        Kind(
            "diminuendo",
            "level",
            "stay",
            "Italian for lessening. The music becomes softer little by little, and stays there.",
            2,
            _sized((straight(-4), straight(-10), straight(-18))),
        ),
        Kind(
            "dynamic contrast",
            "level",
            "end",
            "Subito, Italian for suddenly. A phrase sets in much softer or much louder than the one before.",
            4,
            softer | louder,
        ),
        Kind(
            "accentuation",
            "accent",
            "end",
            "Single notes are played louder than their neighbours.",
            0,
            {"subtle": {"level_db": 1.5}, "clear": {"level_db": 4.0}, "bold": {"level_db": 8.0}},
        ),
    )


def _arch() -> Kind:
    """Return the level of a phrase arch; its tempo is the rubato of the same name."""
    return Kind(
        "phrase arch",
        "level",
        "end",
        "Both as one: towards the middle of a phrase faster and louder, towards its end slower and softer.",
        4,
        {size: arch.arch_levels(k_d) for size, (_, k_d) in arch.SIZES.items()},
    )
