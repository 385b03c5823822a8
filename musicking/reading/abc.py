"""ABC text in, a Score out: one tune, one voice, one verse.

Source: ABC standard 2.1 (https://abcnotation.com/wiki/abc:standard:v2.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from musicking.errors import MusicError
from musicking.reading.abc_fields import beat_quarters, read_beat_period, read_key, read_metre
from musicking.reading.abc_notes import Element, NotesReader, WrittenBar
from musicking.reading.abc_words import align_words
from musicking.score import Bar, Metre, Note, Score, Voice

MAX_CHARACTERS = 50_000
MAX_NOTES = 5_000
_FIELD = re.compile(r"([A-Za-z+]):(.*)")


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
    >>> [(n.id, str(n.onset_beat), n.spelling, n.lyric) for n in score.voice("melody").notes]
    [('m1', '-1', 'D4', 'Come'), ('m2', '0', 'G4', 'sing'), ('m3', '2', 'B4', 'with'), ('m4', '3', 'D5', 'me')]
    """
    if len(text) > MAX_CHARACTERS:
        raise MusicError(f"The ABC text has {len(text)} characters: give one tune of at most {MAX_CHARACTERS}.")
    tune = _sort_lines(text)
    metre = read_metre(tune.header.get("M", "4/4"))
    key = read_key(tune.header.get("K", "C"))
    reader = NotesReader(metre, _unit(tune.header.get("L"), metre), key)
    for index, (music, words) in enumerate(tune.lines):
        _read_line(reader, index, music, words)
    bars = [b for b in reader.bars if b.elements]
    _number_and_check(bars)
    beat = beat_quarters(*metre)
    period = read_beat_period(tune.header.get("Q", ""), beat)
    origin = {k: tune.header[f] for k, f in (("tune", "C"), ("place", "O")) if f in tune.header}
    return _score(_played(bars), beat, period, tune.header.get("T", "Untitled"), key, origin)


def _sort_lines(text: str) -> _Tune:
    header: dict[str, str] = {}
    lines: list[tuple[str, str]] = []
    in_body = False
    for raw in text.splitlines():
        line = re.sub(r"(?<!\\)%.*", "", raw).strip()
        found = _FIELD.match(line)
        if not line:
            continue
        if found and found[1] == "X" and "X" in header:
            raise MusicError("The ABC text holds several tunes: give one at a time.")
        if found and not in_body:
            header.setdefault(found[1], found[2].strip())
            in_body = found[1] == "K"
        elif found and found[1] == "w":
            if lines and not lines[-1][1]:
                lines[-1] = (lines[-1][0], found[2].strip())
        elif found and found[1] in "MLKVQ":
            lines.append((f"[{found[1]}:{found[2].strip()}]", ""))
        elif not found:
            in_body = True
            lines.append((line, ""))
    return _Tune(header, tuple(lines))


def _unit(text: str | None, metre: tuple[int, int]) -> Fraction:
    """Return the unit note length in quarter notes; without ``L:`` it follows from the metre."""
    if text is None:
        return Fraction(1, 2) if Fraction(*metre) >= Fraction(3, 4) else Fraction(1, 4)
    return Fraction(*read_metre(text)) * 4


def _read_line(reader: NotesReader, index: int, music: str, words: str) -> None:
    first_bar = len(reader.bars) - 1
    reader.read_line(music, index)
    if sum(len(b.elements) for b in reader.bars) > MAX_NOTES:
        raise MusicError(f"The tune has more than {MAX_NOTES} notes: give a shorter one.")
    sung = [[e for e in b.elements if e.pitches and e.line == index] for b in reader.bars[first_bar:]]
    if words:
        syllables = align_words(words, [len(b) for b in sung], f"The words under line {index + 1}")
        for element, syllable in zip([e for b in sung for e in b], syllables, strict=True):
            element.syllable = syllable


def _number_and_check(bars: list[WrittenBar]) -> None:
    """Number the bars, an upbeat 0, and refuse one that does not add up."""
    if not any(e.pitches for b in bars for e in b.elements):
        raise MusicError("The ABC text has no notes after its header: write them under the K: line.")
    upbeat = bars[0].length < bars[0].full_length
    for index, bar in enumerate(bars):
        bar.number = index if upbeat else index + 1
        at_an_edge = index in (0, len(bars) - 1) or bar.ends_section or bars[index - 1].ends_section
        at_an_edge = at_an_edge or bar.starts_repeat or bool(bar.endings)
        if bar.length > bar.full_length or (bar.length < bar.full_length and not at_an_edge):
            numerator, denominator = bar.metre
            raise MusicError(
                f"Bar {bar.number} lasts {bar.length} quarter notes where {numerator}/{denominator}"
                f" asks for {bar.full_length}: check the lengths of its notes."
            )


def _played(bars: list[WrittenBar]) -> list[WrittenBar]:
    """Return the bars in played order: repeats gone back to, endings taken in their pass."""
    played: list[WrittenBar] = []
    index, start, pass_ = 0, 0, 1
    while index < len(bars):
        bar = bars[index]
        left_the_endings = pass_ > 1 and not bar.endings and index > start and bool(bars[index - 1].endings)
        if (bar.starts_repeat and index != start) or left_the_endings:
            start, pass_ = index, 1
        if bar.endings and pass_ not in bar.endings:
            index += 1
            continue
        played.append(bar)
        if len(played) > MAX_NOTES:
            raise MusicError("The repeats of the tune go on too long: write fewer endings.")
        again = any(pass_ + 1 in b.endings for b in bars[index:]) if bar.endings else pass_ == 1
        if bar.ends_repeat and again:
            index, pass_ = start, pass_ + 1
            continue
        if bar.ends_repeat:
            start, pass_ = index + 1, 1
        index += 1
    return played


@dataclass(slots=True)
class _Placed:
    """An element at its place, in beats."""

    element: Element
    onset_beat: Fraction
    end_beat: Fraction


def _score(
    played: list[WrittenBar], beat: Fraction, period: float, title: str, key: str, origin: dict[str, str]
) -> Score:
    place = -played[0].length / beat if played[0].number == 0 else Fraction(0)
    start = place
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
        title=title,
        voices=(Voice("melody", "Melody", "piano", _notes(placed)),),
        bars=tuple(bars),
        metres=tuple(metres),
        tempo=((start, period),),
        beat_quarters=beat,
        chords=tuple((p.onset_beat, p.element.chord) for p in placed if p.element.chord),
        phrases=_phrases(placed),
        key=key,
        origin=origin,
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
