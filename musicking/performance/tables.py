"""What a component's shape means: its family and its table (spec §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.expression.kinds import ON_NOTES, kinds

if TYPE_CHECKING:
    from musicking.interpretation import Component, Table


def family_of(item: Component) -> str:
    """Return ``"tempo"``, ``"level"`` or ``"warp"``.

    Raises
    ------
    MusicError
        When there is no such kind of component.
    """
    kind = kinds().get(item.kind)
    if kind is None or kind.family in ON_NOTES:
        known = ", ".join(name for name, kind in kinds().items() if kind.family not in ON_NOTES)
        raise MusicError(f'There is no component "{item.kind}" for a stretch of music. Try: {known}.')
    return kind.family


def table_of(item: Component) -> Table:
    """Return the table of a component's shape, by name or its own.

    Raises
    ------
    MusicError
        When its kind has no shape of this name.
    """
    if not isinstance(item.shape, str):
        return item.shape
    shapes = kinds()[item.kind].shapes
    if item.shape not in shapes:
        raise MusicError(f'A {kinds()[item.kind].name} has no shape "{item.shape}". Try: {", ".join(shapes)}.')
    table: Table = shapes[item.shape]
    return table


def arch_top(table: Table) -> tuple[float, float] | None:
    """Return the point at which a table peaks, if it is an arch: higher inside than at both its ends."""
    top = max(table, key=lambda point: point[1])
    return top if top[1] > max(table[0][1], table[-1][1]) else None
