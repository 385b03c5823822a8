"""Components of loudness: forte, piano, crescendo, diminuendo, dynamic contrast, accentuation.

They complete Nordoff and Robbins' list of expressive components. All levels are dB from the music as
written, and add up; the sizes of forte, piano, dynamic contrast and accentuation are defaults of this book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.expression.kinds import kinds
from musicking.expression.placing import placed
from musicking.expression.shapes import steady, straight
from musicking.interpretation import Accent, Interpretation
from musicking.score import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from musicking.expression.placing import Until
    from musicking.interpretation import Table
    from musicking.score import Place


def forte(
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "end",
    by_db: float | None = None,
) -> Interpretation:
    """Play a place louder than the music around it.

    Parameters
    ----------
    place
        Where, as `Score.place` returns it.
    shape
        ``"subtle"``, ``"clear"`` or ``"bold"`` (2, 6 or 10 dB), or a table of points (x, dB).
    amount
        How much of it is used, 0 to 1: the level rises by ``amount * dB`` on the first beat.
    until
        ``"end"``: back where it ends; ``"stay"``: keep the new level; a beat: keep it up to there.
    by_db
        A number of your own in place of a shape: by how many dB, above 0.

    Examples
    --------
    >>> from musicking.score import Place
    >>> forte(Place(0, 8), by_db=5).components[0].shape
    ((0.0, 5.0), (1.0, 5.0))
    """
    return placed("forte", place, _shape(shape, by_db, 1, steady), until=until, amount=amount)


def piano(
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "end",
    by_db: float | None = None,
) -> Interpretation:
    """Play a place softer than the music around it.

    Parameters
    ----------
    place, shape, amount, until, by_db
        As in `forte`, in the other direction; ``by_db`` is still above 0.

    Examples
    --------
    >>> from musicking.score import Place
    >>> piano(Place(0, 8), by_db=5).components[0].shape
    ((0.0, -5.0), (1.0, -5.0))
    """
    return placed("piano", place, _shape(shape, by_db, -1, steady), until=until, amount=amount)


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
    return placed("crescendo", place, _shape(shape, by_db, 1, straight), until=until, amount=amount)


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
    return placed("diminuendo", place, _shape(shape, by_db, -1, straight), until=until, amount=amount)


def dynamic_contrast(
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "end",
    by_db: float | None = None,
) -> Interpretation:
    """Set in much softer or much louder than the music before: *subito piano*, *subito forte*.

    Parameters
    ----------
    place
        Where, as `Score.place` returns it: a contrast is clearest where a phrase begins.
    shape
        ``"subtle"``, ``"clear"`` and ``"bold"`` are softer (3, 8 and 15 dB), ``"louder_subtle"``,
        ``"louder_clear"`` and ``"louder_bold"`` louder by as much; or a table of points (x, dB).
        Steps above 12 dB can startle: the page asks before it makes one.
    amount, until
        As in `forte`.
    by_db
        A number of your own in place of a shape: above 0 louder, below 0 softer.

    Examples
    --------
    >>> from musicking.score import Place
    >>> dynamic_contrast(Place(0, 8), by_db=-9).components[0].shape
    ((0.0, -9.0), (1.0, -9.0))
    """
    if by_db is not None:
        if by_db == 0:
            raise MusicError("A dynamic contrast of 0 dB is none: let by_db be above 0 (louder) or below (softer).")
        shape = steady(by_db)
    return placed("dynamic_contrast", place, shape, until=until, amount=amount)


def accentuation(
    notes: Note | str | Iterable[Note | str],
    shape: str = "clear",
    *,
    amount: float = 1,
    by_db: float | None = None,
    lengthen: float = 1,
) -> Interpretation:
    """Play single notes louder than their neighbours, and if you like a little longer.

    Parameters
    ----------
    notes
        A note or several, as `Score.note` returns them, or their ids.
    shape
        ``"subtle"``, ``"clear"`` or ``"bold"``: 1.5, 4 or 8 dB.
    amount
        How much of it is used, 0 to 1: each note is ``amount * dB`` louder.
    by_db
        A number of your own in place of a shape; below 0 the notes are softer.
    lengthen
        How many times as long each note lasts, 1 to 2: an agogic accent. A lengthening of 1.05 to 1.1 goes
        well with the book's sizes (a default of this book, not a research finding).

    Notes
    -----
    The level of each note rises by ``amount * dB``. Just before the note ends, every voice waits for
    ``amount * (lengthen - 1)`` of its length, as for a small fermata, so that voices stay together.

    Examples
    --------
    >>> accentuation(["m1", "m4"], "bold", lengthen=1.1).accents[1]
    Accent(note='m4', level_db=8.0, amount=1.0, lengthen=1.1)
    """
    shapes = kinds()["accentuation"].shapes
    if shape not in shapes:
        raise MusicError(f'An accentuation has no shape "{shape}". Try: {", ".join(shapes)}.')
    level_db = float(shapes[shape]["level_db"] if by_db is None else by_db)
    several = (notes,) if isinstance(notes, Note | str) else notes
    names = [note.id if isinstance(note, Note) else note for note in several]
    return Interpretation(accents=tuple(Accent(name, level_db, float(amount), float(lengthen)) for name in names))


def _shape(shape: str | Table, by_db: float | None, sign: int, course: Callable[[float], Table]) -> str | Table:
    if by_db is None:
        return shape
    if by_db <= 0:
        raise MusicError(f"by_db says by how many dB the music changes; it must be above 0, not {by_db:g}.")
    return course(sign * by_db)
