"""Components of loudness: crescendo and diminuendo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.expression.placing import placed
from musicking.expression.shapes import straight

if TYPE_CHECKING:
    from musicking.expression.placing import Until
    from musicking.interpretation import Interpretation, Table
    from musicking.score import Place


def crescendo(
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "stay",
    by_db: float | None = None,
) -> Interpretation:
    """Grow louder little by little, and stay there.

    Parameters
    ----------
    place
        Where, as `Score.place` returns it.
    shape
        ``"subtle"``, ``"clear"`` or ``"bold"``, or a table of points (x, dB).
    amount
        How much of it is used, 0 to 1.
    until
        ``"stay"``: keep the new level; ``"end"``: back where it ends; a beat: keep it up to there.
    by_db
        A number of your own in place of a shape: by how many dB, above 0. Ten dB are heard as about
        twice as loud.

    Examples
    --------
    >>> from musicking.score import Place
    >>> crescendo(Place(0, 8), by_db=6).components[0].shape
    ((0.0, 0.0), (1.0, 6.0))
    """
    return placed("crescendo", place, _shape(shape, by_db, 1), until=until, amount=amount)


def diminuendo(
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "stay",
    by_db: float | None = None,
) -> Interpretation:
    """Grow softer little by little, and stay there.

    Parameters
    ----------
    place, shape, amount, until, by_db
        As in `crescendo`; ``by_db`` is still above 0.

    Examples
    --------
    >>> from musicking.score import Place
    >>> diminuendo(Place(0, 8), by_db=6).components[0].shape
    ((0.0, 0.0), (1.0, -6.0))
    """
    return placed("diminuendo", place, _shape(shape, by_db, -1), until=until, amount=amount)


def _shape(shape: str | Table, by_db: float | None, sign: int) -> str | Table:
    if by_db is None:
        return shape
    if by_db <= 0:
        raise MusicError(f"by_db says by how many dB the music changes; it must be above 0, not {by_db:g}.")
    return straight(sign * by_db)
