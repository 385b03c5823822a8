"""A song sheet: the words of a melody with the chords above them, a line for each phrase."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from musicking.transposition import moved_symbol, places_moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from musicking.score import Beat, Score

_BARS_WITHOUT_PHRASES = 4
_SIGNS = str.maketrans("#b", "♯♭")


class Cell(NamedTuple):
    """A syllable with the chord that begins on it.

    Parameters
    ----------
    chord
        Its symbol; empty where none begins.
    text
        The syllable; empty where a chord begins within the one before.
    joined
        Whether the word goes on in the next cell.
    """

    onset_beat: Beat
    chord: str
    text: str
    joined: bool


Line = tuple[tuple[Cell, ...], ...]


def sheet_lines(score: Score, semitones: int = 0) -> tuple[Line, ...]:
    """Return the lines of a song, each as words, each word as cells.

    Parameters
    ----------
    score
        The words are those of its first voice; without words, the chords stand between barlines.
    semitones
        How far the chords move: the transposition less the fret of a capo.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> first = sheet_lines(song("amazing_grace"), 3)[0]
    >>> [[(cell.chord, cell.text) for cell in word] for word in first[:2]]
    [[('', 'A'), ('Bb', 'maz'), ('', 'ing')], [('Bb7', 'grace,')]]
    """
    fifths = places_moved(score.key, semitones) if semitones else 0
    chords = {beat: moved_symbol(symbol, fifths) for beat, symbol in score.chords}
    sung = {note.onset_beat: note.lyric for note in score.voices[0].notes if note.lyric} if score.voices else {}
    starts = [start for start, _ in score.phrases] or [bar.start_beat for bar in score.bars[::_BARS_WITHOUT_PHRASES]]
    ends = [*starts[1:], score.end_beat]
    lines = []
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        first = start if place else score.start_beat
        beats = sorted(beat for beat in {*chords, *sung} if first <= beat < end)
        cells: Iterable[Cell] = (_cell(beat, chords.get(beat, ""), sung.get(beat, "")) for beat in beats)
        line = _in_words(cells if sung else _bar_cells(score, first, end, chords))
        lines += [line] if line else []
    return tuple(lines)


def sheet_html(score: Score, semitones: int = 0) -> str:
    """Return the lines as HTML that needs neither script nor style: chords are ruby above their syllables."""
    lines = "".join(f"<p>{' '.join(map(_word_html, line))}</p>" for line in sheet_lines(score, semitones))
    return f'<div class="musicking-sheet">{lines}</div>'


def _word_html(word: Sequence[Cell]) -> str:
    return "".join(
        f"<ruby>{escape(cell.text) or '&nbsp;'}<rt>{escape(_pretty(cell.chord))}</rt></ruby>"
        if cell.chord
        else escape(cell.text)
        for cell in word
    )


def _pretty(symbol: str) -> str:
    """Write the sharps and flats of root and bass with their signs."""
    return re.sub(r"(?<=[A-G])[#b]{1,2}", lambda found: found[0].translate(_SIGNS), symbol)


def _cell(beat: Beat, chord: str, lyric: str) -> Cell:
    return Cell(beat, chord, lyric.removesuffix("-"), lyric.endswith("-"))


def _bar_cells(score: Score, start: Beat, end: Beat, chords: dict[Beat, str]) -> Iterable[Cell]:
    for bar in score.bars:
        if start <= bar.start_beat < end:
            yield _cell(bar.start_beat, "", "|")
            for beat in sorted(chords):
                if bar.start_beat <= beat < bar.end_beat:
                    yield _cell(beat, chords[beat], "")


def _in_words(cells: Iterable[Cell]) -> Line:
    words: list[list[Cell]] = []
    goes_on = False
    for cell in cells:
        within = goes_on and bool(words)
        if within:
            words[-1].append(cell)
        else:
            words.append([cell])
        goes_on = cell.joined or (within and not cell.text)
    return tuple(map(tuple, words))
