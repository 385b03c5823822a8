"""ABC text in, a Score out: one tune, one voice, one verse.

Source: ABC standard 2.1 (https://abcnotation.com/wiki/abc:standard:v2.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from musicking.errors import MusicError
from musicking.reading.abc_bars import in_played_order, number_and_check
from musicking.reading.abc_fields import beat_quarters, read_beat_period, read_key, read_metre, read_unit
from musicking.reading.abc_notes import Element, NotesReader, WrittenBar
from musicking.reading.abc_words import align_words
from musicking.score import Bar, Metre, Note, Score, Voice

MAX_CHARACTERS = 50_000
MAX_NOTES = 5_000
_FIELD = re.compile(r"([A-Za-z+]):(?![|:])(.*)")  # "A:|" is a note before a repeat


@dataclass(frozen=True, slots=True)
class _Tune:
    """The text of a tune, sorted: header fields, and lines of music each with the words under it."""

    header: dict[str, str]
    lines: tuple[tuple[str, str], ...]


def read_abc(text: str) -> Score:
    r"""Read a tune written in ABC.

    Each line of music becomes a phrase of the score; repeats are written out in played order.

    Parameters
    ----------
    text
        ABC 2.1: header (``X: T: C: O: M: L: Q: K:``), music, and words in ``w:`` lines. Grace
        notes, ornaments and slurs are passed over; ``"C"`` is a chord symbol.

    Returns
    -------
    Score
        With one voice, ``melody``, whose notes are named ``m1``, ``m2``, ...

    Raises
    ------
    MusicError
        If the text is too long, has no notes, or has something that cannot be read; names the bar.

    Examples
    --------
    >>> score = read_abc("X:1\nT:Call\nM:3/4\nL:1/4\nK:G\nD|G2 B|d3|]\nw:Come|sing with|me")
    >>> [(n.id, str(n.onset_beat), n.spelling, n.lyric) for n in score.voice("melody").notes[:3]]
    [('m1', '-1', 'D4', 'Come'), ('m2', '0', 'G4', 'sing'), ('m3', '2', 'B4', 'with')]
    """
    if len(text) > MAX_CHARACTERS:
        raise MusicError(f"The ABC text has {len(text)} characters: bring one tune of at most {MAX_CHARACTERS}.")
    tune = _sort_lines(text)
    metre = read_metre(tune.header.get("M", "4/4"))
    unit = read_unit(tune.header.get("L", ""), metre)
    reader = NotesReader(metre, unit, read_key(tune.header.get("K", "C")))
    for index, (music, words) in enumerate(tune.lines):
        _read_line(reader, index, music, words)
    bars = [b for b in reader.bars if b.elements]
    number_and_check(bars)
    return _score(in_played_order(bars), tune.header)


def _sort_lines(text: str) -> _Tune:
    header: dict[str, str] = {}
    lines: list[tuple[str, str]] = []
    voices: set[str] = set()
    in_body = False
    for raw in text.splitlines():
        line = re.sub(r"(?<!\\)%.*", "", raw).strip()
        field = _FIELD.match(line)
        name, value = (field[1], field[2].strip()) if field else ("", line)
        if name == "X" and "X" in header:
            raise MusicError("The ABC text holds several tunes: bring one at a time.")
        if name == "V":
            voices.add(value.split(" ")[0])
        elif name and not in_body:
            header.setdefault(name, value)
            in_body = name == "K"
        elif name == "w" and lines and not lines[-1][1]:
            lines[-1] = (lines[-1][0], value)
        elif name and name in "MLKQ":
            lines.append((f"[{name}:{value}]", ""))
        elif line and not name:
            in_body = True
            if lines and lines[-1][0].endswith("\\"):
                lines[-1] = (lines[-1][0][:-1] + line, "")
            else:
                lines.append((line, ""))
    if len(voices) > 1:
        raise MusicError("The ABC text holds several voices: bring the melody alone.")
    return _Tune(header, tuple(lines))


def _read_line(reader: NotesReader, index: int, music: str, words: str) -> None:
    first_bar = len(reader.bars) - 1
    reader.read_line(music, index)
    if reader.note_count > MAX_NOTES:
        raise MusicError(f"The tune has more than {MAX_NOTES} notes: bring a shorter one.")
    sung = [[e for e in b.elements if e.pitches and e.line == index] for b in reader.bars[first_bar:]]
    if words:
        syllables = align_words(words, [len(b) for b in sung], f"The words under line {index + 1}")
        for element, syllable in zip([e for b in sung for e in b], syllables, strict=True):
            element.syllable = syllable


@dataclass(slots=True)
class _Placed:
    """An element at its place, in beats."""

    element: Element
    onset_beat: Fraction
    end_beat: Fraction


def _score(played: list[WrittenBar], header: dict[str, str]) -> Score:
    beat = beat_quarters(*played[0].metre)
    start = place = -played[0].length / beat if played[0].number == 0 else Fraction(0)
    bars: list[Bar] = []
    placed: list[_Placed] = []
    metres: list[Metre] = []
    passes: dict[int, int] = {}
    for bar in played:
        passes[bar.number] = passes.get(bar.number, 0) + 1
        bars.append(Bar(bar.number, place, place + bar.length / beat, passes[bar.number]))
        if not metres or (metres[-1].numerator, metres[-1].denominator) != bar.metre:
            metres.append(Metre(place, *bar.metre))
        for element in bar.elements:
            placed.append(_Placed(element, place, place + element.length / beat))
            place = placed[-1].end_beat
    return Score(
        title=header.get("T", "Untitled"),
        voices=(Voice("melody", "Melody", "piano", _notes(placed)),),
        bars=tuple(bars),
        metres=tuple(metres),
        tempo=((start, read_beat_period(header.get("Q", ""), beat)),),
        beat_quarters=beat,
        chords=tuple((p.onset_beat, p.element.chord) for p in placed if p.element.chord),
        phrases=_phrases(placed),
        key=read_key(header.get("K", "C")),
        origin={name: header[f] for name, f in (("tune", "C"), ("place", "O")) if f in header},
    )


def _notes(placed: list[_Placed]) -> tuple[Note, ...]:
    notes: list[Note] = []
    for p in placed:
        for nth, (pitch, spelling) in enumerate(p.element.pitches):
            lyric = "" if nth else p.element.syllable
            name = f"m{len(notes) + 1}"
            notes.append(Note(name, p.onset_beat, p.end_beat, pitch, spelling, p.element.tied, lyric=lyric))
    return tuple(notes)


def _phrases(placed: list[_Placed]) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return a phrase for each line of music, anew where a repeat goes back into it."""
    phrases: list[tuple[Fraction, Fraction]] = []
    line, seen = -1, set[int]()
    for p in placed:
        if p.element.line != line or id(p.element) in seen:
            line, seen = p.element.line, set()
            phrases.append((p.onset_beat, p.end_beat))
        seen.add(id(p.element))
        phrases[-1] = (phrases[-1][0], p.end_beat)
    return tuple(phrases)
