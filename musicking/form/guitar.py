"""Chords on a guitar: which frets and fingers sound a chord symbol."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.form.chords import OTHER_NAMES, pitch_class, read_chord
from musicking.form.guitar_shapes import MOVABLE, MOVABLE_OVER, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

#: MIDI keys of the open strings, from the low E up.
STRINGS = (40, 45, 50, 55, 59, 64)
#: One name for each root, as guitarists have it; another spelling is looked up by its sound.
ROOTS = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
#: A finger that lies across so many strings presses harder than the others together.
_FULL_BARRE, _FULL_BARRE_EFFORT = 4, 3
_OCTAVE = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """A chord under the hand; strings stand from the low E up.

    Parameters
    ----------
    symbol
        The chord, its root (and bass) named as in `ROOTS`.
    frets
        The fret of each string: 0 is open, -1 not played.
    fingers
        The finger on each string: 1 the index, 4 the little finger, 0 none.
    """

    symbol: str
    frets: tuple[int, ...]
    fingers: tuple[int, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """The MIDI keys that sound, from the lowest string up."""
        return tuple(key + fret for key, fret in zip(STRINGS, self.frets, strict=True) if fret >= 0)

    @property
    def effort(self) -> int:
        """How much the hand has to do: its fingers, and more for one that lies across strings."""
        used = {finger for finger in self.fingers if finger}
        across = max((self._breadth(finger) for finger in used), default=1)
        return len(used) + (_FULL_BARRE_EFFORT if across >= _FULL_BARRE else across > 1)

    def _breadth(self, finger: int) -> int:
        places = [string for string, other in enumerate(self.fingers) if other == finger]
        return places[-1] - places[0] + 1


def guitar_shape(symbol: str) -> Shape:
    """Return how a chord symbol is fingered: an open shape where there is one, else the lowest that moves.

    A chord of four tones may leave out its fifth, as on a guitar it often does.

    Raises
    ------
    MusicError
        If the symbol is not known, or there is no shape with its bass.

    Examples
    --------
    >>> guitar_shape("G").frets, guitar_shape("Bb").frets, guitar_shape("A#").symbol
    ((3, 2, 0, 0, 0, 3), (-1, 1, 3, 3, 3, 1), 'Bb')
    """
    chord = read_chord(symbol)
    root, bass, quality = pitch_class(chord.tones[0]), pitch_class(chord.bass), chord.quality
    above = (bass - root) % _OCTAVE
    name = ROOTS[root] + quality + (f"/{ROOTS[bass]}" if above else "")
    if name in OPEN:
        return _read(name, *OPEN[name])
    movable = MOVABLE_OVER.get((quality, above), ()) if above else MOVABLE[quality]
    shapes = [_moved(name, root, *row) for row in movable]
    if not shapes:
        raise MusicError(f"There is no guitar shape for {symbol}: play {symbol.partition('/')[0]}, without its bass.")
    return min(shapes, key=lambda shape: max(shape.frets))


def _read(name: str, frets: str, fingers: str) -> Shape:
    return Shape(name, tuple(-1 if fret == "x" else int(fret) for fret in frets), tuple(map(int, fingers)))


def _moved(name: str, root: int, string: int, frets: str, fingers: str) -> Shape:
    """Move a shape to where it has this root, as near to the nut as it goes with every finger on the neck."""
    written = _read(name, frets, fingers)
    up = (root - STRINGS[string] - written.frets[string]) % _OCTAVE
    return Shape(name, tuple(fret + up if fret >= 0 else fret for fret in written.frets), written.fingers)


@cache
def guitar_table() -> dict[str, Any]:
    """Return the table for the page: names, and every chord's frets, fingers and effort."""
    shapes = {
        shape.symbol: [list(shape.frets), list(shape.fingers), shape.effort] for shape in map(guitar_shape, _symbols())
    }
    return {"strings": list(STRINGS), "roots": list(ROOTS), "other_names": OTHER_NAMES, "shapes": shapes}


def _symbols() -> Iterator[str]:
    for root in range(_OCTAVE):
        for quality in MOVABLE:
            yield ROOTS[root] + quality
        for quality, above in MOVABLE_OVER:
            yield f"{ROOTS[root]}{quality}/{ROOTS[(root + above) % _OCTAVE]}"
