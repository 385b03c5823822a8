"""What can be done with a motive: each operation takes a figure and gives another.

A figure is a row of tones; where it begins is not its own. The operations are those that every
textbook of form names (for instance Caplin, *Classical Form*, 1998, and Schoenberg, *Fundamentals of
Musical Composition*, 1967): repetition, sequence, inversion, retrograde, augmentation, diminution,
fragmentation, extension, ornament, omission.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Callable


class Tone(NamedTuple):
    """One tone of a figure.

    Parameters
    ----------
    length
        In beats of the metre.
    step
        In steps of the scale from the tonic; None is a rest.
    alter
        Semitones by which it departs from the scale.
    """

    length: Fraction
    step: int | None
    alter: int = 0


Figure = tuple[Tone, ...]


def figure(rhythm: str, contour: str) -> Figure:
    """Return a figure as it is written in ``motives.toml``: lengths in beats, rests in brackets; steps.

    Raises
    ------
    MusicError
        If there are not as many steps as notes, or a length is no number above 0.

    Examples
    --------
    >>> [(str(tone.length), tone.step) for tone in figure("1 1/2 (1/2)", "0 2")]
    [('1', 0), ('1/2', 2), ('1/2', None)]
    """
    words, steps = rhythm.split(), contour.split()
    sounding = [word for word in words if not word.startswith("(")]
    if len(sounding) != len(steps):
        raise MusicError(
            f"A figure needs one step for each note: here are {len(sounding)} notes and {len(steps)} steps."
        )
    step = iter(steps)
    return tuple(Tone(_beats(word), None if word.startswith("(") else int(next(step))) for word in words)


def length(tones: Figure) -> Fraction:
    """Return how many beats a figure lasts."""
    return sum((tone.length for tone in tones), Fraction(0))


def repeat(tones: Figure, times: int = 2) -> Figure:
    """Return a figure several times over.

    Examples
    --------
    >>> [tone.step for tone in repeat(figure("1 1", "0 2"))]
    [0, 2, 0, 2]
    """
    return tones * times


def transpose(tones: Figure, steps: int) -> Figure:
    """Return a figure moved by steps of the scale: a tonal sequence, the scale decides how large each step is.

    Examples
    --------
    >>> [tone.step for tone in transpose(figure("1 1", "0 2"), -1)]
    [-1, 1]
    """
    return _mapped(tones, lambda step: step + steps)


def transpose_real(tones: Figure, steps: int, pitch: Callable[[int], int]) -> Figure:
    """Return a figure moved so that every interval keeps its size in semitones: a real sequence.

    Parameters
    ----------
    steps
        How far its first tone moves, in steps of the scale.
    pitch
        The MIDI key of each step of the scale.

    Examples
    --------
    >>> major = lambda step: 60 + 12 * (step // 7) + (0, 2, 4, 5, 7, 9, 11)[step % 7]
    >>> [(tone.step, tone.alter) for tone in transpose_real(figure("1 1", "0 2"), 1, major)]
    [(1, 0), (3, 1)]
    """
    first = next((tone for tone in tones if tone.step is not None), None)
    if first is None or first.step is None:
        return tones
    moved = pitch(first.step + steps) - pitch(first.step)
    return tuple(
        tone
        if tone.step is None
        else Tone(tone.length, tone.step + steps, pitch(tone.step) + tone.alter + moved - pitch(tone.step + steps))
        for tone in tones
    )


def invert(tones: Figure) -> Figure:
    """Return a figure upside down about its first tone: what rose falls as far.

    Examples
    --------
    >>> [tone.step for tone in invert(figure("1 1 1", "4 5 2"))]
    [4, 3, 6]
    """
    axis = next((tone.step for tone in tones if tone.step is not None), 0)
    return _mapped(tones, lambda step: 2 * axis - step)


def retrograde(tones: Figure) -> Figure:
    """Return a figure from back to front.

    Examples
    --------
    >>> [tone.step for tone in retrograde(figure("1 1 2", "0 1 4"))]
    [4, 1, 0]
    """
    return tones[::-1]


def augment(tones: Figure, factor: Fraction | int = 2) -> Figure:
    """Return a figure with every length multiplied: broader.

    Examples
    --------
    >>> [str(tone.length) for tone in augment(figure("1 1/2", "0 1"))]
    ['2', '1']
    """
    return tuple(tone._replace(length=tone.length * factor) for tone in tones)


def diminish(tones: Figure, factor: Fraction | int = 2) -> Figure:
    """Return a figure with every length divided: quicker.

    Examples
    --------
    >>> [str(tone.length) for tone in diminish(figure("1 1/2", "0 1"))]
    ['1/2', '1/4']
    """
    return augment(tones, Fraction(1) / factor)


def fragment(tones: Figure, beats: Fraction | int) -> Figure:
    """Return the beginning of a figure, so many beats of it; a tone that lasts longer is cut.

    Examples
    --------
    >>> [(str(tone.length), tone.step) for tone in fragment(figure("1 2 1", "0 1 2"), 2)]
    [('1', 0), ('1', 1)]
    """
    kept: list[Tone] = []
    left = Fraction(beats)
    for tone in tones:
        if left <= 0:
            break
        kept.append(tone._replace(length=min(tone.length, left)))
        left -= tone.length
    return tuple(kept)


def extend(tones: Figure, beats: Fraction | int) -> Figure:
    """Return a figure whose last tone lasts so many beats longer.

    Examples
    --------
    >>> [str(tone.length) for tone in extend(figure("1 1", "0 1"), 2)]
    ['1', '3']
    """
    return (*tones[:-1], tones[-1]._replace(length=tones[-1].length + beats)) if tones else tones


def ornament(tones: Figure, shortest: Fraction | int = Fraction(1, 2)) -> Figure:
    """Return a figure with passing tones in its thirds and a neighbour where a tone is repeated.

    Parameters
    ----------
    shortest
        No tone becomes shorter than this, in beats; long tones give away twice as much.

    Examples
    --------
    >>> [tone.step for tone in ornament(figure("1 1 1", "0 2 2"))]
    [0, 1, 2, 3, 2]
    """
    decorated: list[Tone] = []
    for tone, following in zip(tones, (*tones[1:], None), strict=True):
        given = Fraction(shortest) * (1 if tone.length < 4 * shortest else 2)
        between = _between(tone, following)
        if between is None or tone.length < 2 * shortest:
            decorated.append(tone)
        else:
            decorated += [tone._replace(length=tone.length - given), Tone(given, between)]
    return tuple(decorated)


def omit(tones: Figure, shorter_than: Fraction | int = 1) -> Figure:
    """Return a figure without its short tones: the tone before each lasts on instead.

    A tone at the very beginning stays.

    Examples
    --------
    >>> [(str(tone.length), tone.step) for tone in omit(figure("1/2 1/2 1", "0 1 2"))]
    [('1', 0), ('1', 2)]
    """
    kept: list[Tone] = []
    for tone in tones:
        if kept and kept[-1].step is not None and tone.step is not None and tone.length < shorter_than:
            kept[-1] = kept[-1]._replace(length=kept[-1].length + tone.length)
        else:
            kept.append(tone)
    return tuple(kept)


def _beats(word: str) -> Fraction:
    try:
        beats = Fraction(word.strip("()"))
    except ValueError:
        beats = Fraction(0)
    if beats <= 0:
        raise MusicError(f'"{word[:12]}" is no length in beats: write it as in 1, 1/2 or (1/2) for a rest.')
    return beats


def _between(tone: Tone, following: Tone | None) -> int | None:
    """Return the step that decorates the way to the next tone, or None."""
    if tone.step is None or following is None or following.step is None:
        return None
    way = following.step - tone.step
    if abs(way) == 2:  # noqa: PLR2004  (a third: one step lies between)
        return tone.step + way // 2
    return tone.step + 1 if way == 0 else None


def _mapped(tones: Figure, change: Callable[[int], int]) -> Figure:
    return tuple(tone if tone.step is None else tone._replace(step=change(tone.step)) for tone in tones)
