"""Components of tempo: ritardando, accelerando, tempo contrast, fermata, rubato.

Nordoff and Robbins' list of expressive components begins with these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from musicking.errors import MusicError
from musicking.expression.kinds import kinds
from musicking.expression.placing import placed
from musicking.expression.shapes import another_tempo, quickening, slowing, stolen_time
from musicking.interpretation import Hold, Interpretation
from musicking.score import Note

if TYPE_CHECKING:
    from musicking.expression.placing import Until
    from musicking.interpretation import Table
    from musicking.score import Place


def ritardando(  # noqa: PLR0913 (each is a musical choice)
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "end",
    w: float | None = None,
    q: float = 3,
) -> Interpretation:
    """Slow down little by little, then go on *a tempo*.

    Parameters
    ----------
    place
        Where, as `Score.place` returns it.
    shape
        ``"subtle"``, ``"clear"`` or ``"bold"``, or a table of points (x, factor of the beat period).
    amount
        How much of it is used, 0 to 1.
    until
        ``"end"``: *a tempo* where it ends; ``"stay"``: keep the new tempo; a beat: keep it up to there.
    w, q
        Numbers of your own in place of a shape: tempo at the end as a share of the tempo before, and
        curvature (3: as runners stop; larger: later and steeper). See `musicking.expression.shapes.slowing`.

    Examples
    --------
    >>> from musicking.score import Place
    >>> ritardando(Place(8, 16), "bold").components[0].until_beat
    16.0
    """
    if w is not None:
        shape = slowing(w, q)
    return placed("ritardando", place, shape, until=until, amount=amount)


def accelerando(
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "stay",
    ratio: float | None = None,
) -> Interpretation:
    """Hasten little by little, and stay at the new tempo.

    Parameters
    ----------
    place, shape, amount, until
        As in `ritardando`; an accelerando stays unless told otherwise.
    ratio
        A number of your own in place of a shape: tempo at the end over the tempo before.

    Examples
    --------
    >>> from musicking.score import Place
    >>> accelerando(Place(0, 16), ratio=2).components[0].shape[-1]
    (1.0, 0.5)
    """
    if ratio is not None:
        shape = quickening(ratio)
    return placed("accelerando", place, shape, until=until, amount=amount)


def tempo_contrast(
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    until: Until = "end",
    ratio: float | None = None,
) -> Interpretation:
    """Play a place at another tempo, at once, then go on *a tempo*.

    Parameters
    ----------
    place
        Where, as `Score.place` returns it: a contrast is clearest between phrases.
    shape
        ``"subtle"``, ``"clear"`` and ``"bold"`` are faster (1.06, 1.33 and 2 times the tempo),
        ``"slower_subtle"``, ``"slower_clear"`` and ``"slower_bold"`` slower (0.94, 0.75, 0.5 times);
        or a table of points (x, factor of the beat period).
    amount, until
        As in `ritardando`.
    ratio
        A number of your own in place of a shape: the new tempo over the tempo before, 0.1 to 10.

    Notes
    -----
    The beat period is ``1 + amount * (1 / ratio - 1)`` times as long from the first beat of the place to
    its end. Tempo contrast is one of Nordoff and Robbins' expressive components; its sizes are defaults
    of this book.

    Examples
    --------
    >>> from musicking.score import Place
    >>> tempo_contrast(Place(8, 16), ratio=0.5).components[0].shape
    ((0.0, 2.0), (1.0, 2.0))
    """
    if ratio is not None:
        shape = another_tempo(ratio)
    return placed("tempo_contrast", place, shape, until=until, amount=amount)


def rubato(  # noqa: PLR0913 (each is a musical choice)
    place: Place,
    shape: str | Table = "clear",
    *,
    amount: float = 1,
    voice: str | None = None,
    cycles: int = 1,
    depth: float | None = None,
    form: Literal["lean", "hump"] = "lean",
) -> Interpretation:
    """Steal time and give it back, so that the place as a whole lasts as long as before.

    Parameters
    ----------
    place, amount
        As in `ritardando`.
    shape
        ``"subtle"``, ``"clear"``, ``"bold"`` linger and catch up; ``"hump_clear"``, ... are slow at both
        edges.
    voice
        Id of the one voice that takes the liberty over a strict accompaniment; None: all together.
    cycles
        How many times time is taken and given back in this place.
    depth, form
        Numbers of your own in place of a shape. See `musicking.expression.shapes.stolen_time`.

    Examples
    --------
    >>> from musicking.score import Place
    >>> rubato(Place(0, 12), "bold", voice="melody", cycles=2).components[0].cycles
    2
    """
    if depth is not None:
        shape = stolen_time(depth, form)
    return placed("rubato", place, shape, until="stay", amount=amount, voice=voice, cycles=cycles)


def fermata(
    note: Note | str,
    shape: str = "clear",
    *,
    amount: float = 1,
    ratio: float | None = None,
    breath_beats: float | None = None,
) -> Interpretation:
    """Hold a note while the pulse waits; a breath of silence may follow.

    Parameters
    ----------
    note
        The note, as `Score.note` returns it, or its id.
    shape
        ``"subtle"``, ``"clear"`` or ``"bold"``.
    amount
        How much of it is used, 0 to 1.
    ratio, breath_beats
        Numbers of your own: the note lasts this many times as long (1 to 8), and the silence
        after it this many beats (0 to 8).

    Examples
    --------
    >>> fermata("m7", "bold").holds
    (Hold(note='m7', ratio=3.0, breath_beats=1.0, amount=1.0),)
    """
    shapes = kinds()["fermata"].shapes
    if shape not in shapes:
        raise MusicError(f'A fermata has no shape "{shape}". Try: {", ".join(shapes)}.')
    size = shapes[shape]
    hold = Hold(
        note.id if isinstance(note, Note) else note,
        float(size["ratio"] if ratio is None else ratio),
        float(size["breath_beats"] if breath_beats is None else breath_beats),
        float(amount),
    )
    return Interpretation(holds=(hold,))
