"""The instruments, as measured: how loud each velocity sounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from musicking import plain_data as plain
from musicking.errors import MusicError
from musicking.shared import shared_table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Instrument:
    """How an instrument answers.

    Parameters
    ----------
    sustaining
        Whether its level can change while a note is held: a flute's can, a piano's cannot.
    velocity_db
        Measured level of velocities: (velocity, dB from its mezzo-forte), both rising.
    percussion
        Whether its keys are instruments of their own, which no transposition moves.
    keys
        The lowest and the highest MIDI key at which it sounds as it does; None where that has no meaning.
    """

    sustaining: bool
    velocity_db: tuple[tuple[float, float], ...]
    percussion: bool = False
    keys: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        """Raise MusicError unless both columns rise."""
        rising = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(self.velocity_db))
        if len(self.velocity_db) < 2 or not rising:  # noqa: PLR2004 (a line needs two points)
            raise MusicError("The velocity table of an instrument must rise, over at least two points.")


def instruments_from_json(data: object) -> dict[str, Instrument]:
    """Read instruments from plain data: the ``"instruments"`` of ``spec/instruments.json``.

    Examples
    --------
    >>> flute = {"sustaining": True, "velocity_db": [[20, -20], [120, 10]]}
    >>> instruments_from_json({"flute": flute})["flute"].sustaining
    True
    """
    instruments = {}
    for name, entry in plain.as_record(data, "The table of instruments").items():
        record = plain.as_record(entry, f"The instrument {name}")
        pairs = plain.as_pairs(
            plain.field_of(record, "velocity_db", f"The instrument {name}"), f"velocity_db of {name}"
        )
        instruments[name] = Instrument(
            bool(record.get("sustaining", False)), pairs, bool(record.get("percussion", False)), _keys(record, name)
        )
    return instruments


def _keys(record: Mapping[str, object], name: str) -> tuple[int, int] | None:
    if "keys" not in record:
        return None
    lowest, highest = (
        plain.as_whole(key, f"A key of {name}") for key in plain.as_list(record["keys"], f"The keys of {name}")
    )
    return lowest, highest


@cache
def measured_instruments() -> Mapping[str, Instrument]:
    """Return the instruments that come with the book.

    Raises
    ------
    MusicError
        When their table is not there, as in a checkout that has not been built.
    """
    table = shared_table("instruments")
    return instruments_from_json(plain.field_of(table, "instruments", "The table of instruments"))
