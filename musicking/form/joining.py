"""Scores one after the other, and parts of them: how phrases become a piece."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.score import Metre, Score, Section, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from musicking.score import Bar, Beat, Note


def excerpt(score: Score, first: int, last: int) -> Score:
    """Return some bars of a score as a score of their own, counted anew from bar 1.

    Notes that begin before the first bar are left out; those that sound across the last bar line end there.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> line = excerpt(song("amazing_grace"), 9, 12)
    >>> line.start_beat, line.end_beat, len(line.bars)
    (Fraction(0, 1), Fraction(12, 1), 4)
    """
    place = score.place(first, last)
    start, end = place.from_beat, place.to_beat

    def inside(note: Note) -> bool:
        return start <= note.onset_beat < end

    return replace(
        score,
        voices=tuple(
            replace(voice, notes=tuple(_moved(note, -start, end - start) for note in voice.notes if inside(note)))
            for voice in score.voices
        ),
        bars=tuple(
            replace(bar, number=number, start_beat=bar.start_beat - start, end_beat=bar.end_beat - start)
            for number, bar in enumerate((bar for bar in score.bars if start <= bar.start_beat < end), start=1)
        ),
        metres=(replace(_holding(score.metres, start), beat=Fraction(0)),),
        tempo=((Fraction(0), [period for beat, period in score.tempo if beat <= start][-1]),),
        chords=_from(score.chords, start, end),
        phrases=tuple((a - start, b - start) for a, b in score.phrases if start <= a and b <= end),
        sections=tuple(
            replace(section, from_beat=section.from_beat - start, to_beat=section.to_beat - start)
            for section in score.sections
            if start <= section.from_beat and section.to_beat <= end
        ),
    )


def with_layers(score: Score, *layers: str) -> Score:
    """Return a composed piece with some of its layers alone; the answering voice belongs to the melody.

    Unlike a piece that is composed in these layers, an excerpt that is thinned goes on into what follows it.

    Examples
    --------
    >>> from musicking import compose
    >>> [voice.id for voice in with_layers(compose("bossa", form="once", bars=4), "drums", "bass").voices]
    ['bass', 'drums']
    """
    kept = {*layers, *(("answer",) if "melody" in layers else ())}
    return replace(score, voices=tuple(voice for voice in score.voices if voice.id in kept))


def joined(scores: Sequence[Score], *, title: str = "", names: Sequence[str] = ()) -> Score:
    """Return scores one after the other as one score; what leads into a score sounds in the bar before it.

    Parameters
    ----------
    scores
        One or more, which all count the same beat; metre and tempo may change. A voice keeps the instrument
        with which it is first heard; the voices stand in the order of the score that has most of them.
    title
        By default that of the first.
    names
        What each is called: they become the sections, where they are given.

    Raises
    ------
    MusicError
        If there is none, or if their beats are not of one length.

    Examples
    --------
    >>> from musicking import compose
    >>> both = joined([compose(tonality=f"D {mode}", form="once", bars=4) for mode in ("dorian", "lydian")])
    >>> len(both.bars), [float(beat) for beat, _ in both.phrases]
    (8, [0.0, 8.0, 16.0, 24.0])
    """
    if not scores:
        raise MusicError("There is nothing to join: give at least one score.")
    if len({score.beat_quarters for score in scores}) > 1:
        raise MusicError("These scores do not count the same beat: join scores in quarters, or in dotted quarters.")
    starts = [Fraction(0)]
    for score in scores:
        starts.append(starts[-1] + score.end_beat)
    placed = list(zip(scores, starts, strict=False))
    named = tuple(
        Section(chr(ord("A") + place), starts[place], starts[place + 1], name) for place, name in enumerate(names)
    )
    return Score(
        title=title or scores[0].title,
        voices=_voices(placed),
        bars=_bars(placed),
        metres=_changes(
            Metre(start if place else scores[0].start_beat, metre.numerator, metre.denominator)
            for place, (score, start) in enumerate(placed)
            for metre in score.metres[:1]
        ),
        tempo=_steps(placed),
        beat_quarters=scores[0].beat_quarters,
        chords=tuple((start + beat, symbol) for score, start in placed for beat, symbol in score.chords),
        phrases=tuple((start + a, start + b) for score, start in placed for a, b in score.phrases),
        key=scores[0].key,
        origin=scores[0].origin,
        sections=named,
    )


def _voices(placed: Sequence[tuple[Score, Beat]]) -> tuple[Voice, ...]:
    """Return each voice of all scores, its notes in time; in the order of the score that has most of them."""
    voices: dict[str, Voice] = {}
    for place, (score, start) in enumerate(placed, start=1):
        for voice in score.voices:
            before = voices.get(voice.id, replace(voice, notes=()))
            notes = (replace(_moved(note, start), id=f"{place}.{note.id}") for note in voice.notes)
            voices[voice.id] = replace(before, notes=(*before.notes, *notes))
    fullest = [voice.id for voice in max((score for score, _ in placed), key=lambda score: len(score.voices)).voices]
    order = [*fullest, *(name for name in voices if name not in fullest)]
    return tuple(replace(voices[name], notes=tuple(sorted(voices[name].notes, key=_onset))) for name in order)


def _onset(note: Note) -> Beat:
    return note.onset_beat


def _moved(note: Note, by: Beat, at_most: Beat | None = None) -> Note:
    end = note.end_beat + by
    cut = at_most is not None and end > at_most
    return replace(
        note,
        onset_beat=note.onset_beat + by,
        end_beat=at_most if cut and at_most is not None else end,
        tied=note.tied and not cut,
        written_beat=note.written_beat and (note.written_beat[0] + by, note.written_beat[1] + by),
    )


def _holding(metres: Sequence[Metre], beat: Beat) -> Metre:
    return next((metre for metre in reversed(metres) if metre.beat <= beat), metres[0])


def _from(chords: Sequence[tuple[Beat, str]], start: Beat, end: Beat) -> tuple[tuple[Beat, str], ...]:
    """Return the chords of a stretch, with the one that already holds where it begins."""
    held = [symbol for beat, symbol in chords if beat <= start][-1:]
    return (*((Fraction(0), symbol) for symbol in held), *((b - start, s) for b, s in chords if start < b < end))


def _bars(placed: Sequence[tuple[Score, Beat]]) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    for place, (score, start) in enumerate(placed):
        for bar in score.bars:
            if bar.start_beat < 0:
                bars += [bar] if place == 0 else []
                continue
            number = sum(before.number > 0 for before in bars) + 1
            bars.append(
                replace(bar, number=number, start_beat=bar.start_beat + start, end_beat=bar.end_beat + start, pass_=1)
            )
    return tuple(bars)


def _changes(metres: Iterable[Metre]) -> tuple[Metre, ...]:
    kept: list[Metre] = []
    for metre in metres:
        if not kept or (metre.numerator, metre.denominator) != (kept[-1].numerator, kept[-1].denominator):
            kept.append(metre)
    return tuple(kept)


def _steps(placed: Sequence[tuple[Score, Beat]]) -> tuple[tuple[Beat, float], ...]:
    """Return the tempo of each, as a step where it changes."""
    points: list[tuple[Beat, float]] = []
    for score, start in placed:
        own = [(max(beat, Fraction(0)) + start if start else beat, period) for beat, period in score.tempo]
        if points and points[-1][1] != own[0][1]:
            points.append((start, points[-1][1]))
        points += own if not points or points[-1][1] != own[0][1] or len(own) > 1 else []
    return tuple(points)
