"""A motive and what has been made of it, as a short score: to be told by ear."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.form import operations as of
from musicking.form.tonality import tonality
from musicking.score import Bar, Metre, Note, Score, Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicking.form.operations import Figure

_CHANGES: dict[str, Callable[[Figure], Figure]] = {
    "repeat": lambda figure: figure,
    "transpose": lambda figure: of.transpose(figure, 1),
    "invert": of.invert,
    "retrograde": of.retrograde,
    "augment": of.augment,
    "diminish": of.diminish,
    "fragment": lambda figure: of.fragment(figure, 2),
    "ornament": of.ornament,
    "omit": of.omit,
}
_BEATS, _TEMPO_BPM = 4, 96


def twice(rhythm: str, contour: str, change: str) -> Score:
    """Return a motive, and after it what has been made of it, each from the beginning of a bar.

    Parameters
    ----------
    rhythm, contour
        As in `musicking.form.operations.figure`; steps of C major.
    change
        ``"repeat"``, ``"transpose"``, ``"invert"``, ``"retrograde"``, ``"augment"``, ``"diminish"``,
        ``"fragment"``, ``"ornament"`` or ``"omit"``.

    Examples
    --------
    >>> [note.pitch for note in twice("1 1 2", "0 1 2", "retrograde").voices[0].notes]
    [60, 62, 64, 64, 62, 60]
    """
    if change not in _CHANGES:
        raise MusicError(f"A motive is not changed by '{change[:20]}'. Changes: {', '.join(_CHANGES)}.")
    home, idea = tonality("C major"), of.figure(rhythm, contour)
    bars, notes = 0, list[Note]()
    for figure in (idea, _CHANGES[change](idea)):
        beat = Fraction(bars * _BEATS)
        for tone in figure:
            if tone.step is not None:
                pitch = home.pitch(tone.step) + tone.alter
                notes.append(Note(f"m{len(notes) + 1}", beat, beat + tone.length, pitch, home.spell(pitch)))
            beat += tone.length
        bars += ceil(of.length(figure) / _BEATS)
    return Score(
        title="A motive and its change",
        voices=(Voice("melody", "Melody", "piano", tuple(notes)),),
        bars=tuple(Bar(n + 1, Fraction(n * _BEATS), Fraction((n + 1) * _BEATS)) for n in range(bars)),
        metres=(Metre(Fraction(0), _BEATS, 4),),
        tempo=((Fraction(0), 60 / _TEMPO_BPM),),
        key="C major",
    )
