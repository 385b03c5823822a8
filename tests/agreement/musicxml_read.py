"""A MusicXML file as music21 reads it: notes and marks in plain data, ready to be compared with a score's."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from musicking.interpretation import Accent, Component, Hold, Interpretation
from musicking.performance.chains import chains_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from musicking.marks import Mark
    from musicking.score import Score, Voice

Beat = Fraction
LARGEST_DENOMINATOR = 960


class Seen(NamedTuple):
    """A mark as it stands on paper: what is read, from where, to where (None: at one place)."""

    reads: str
    from_beat: Beat
    to_beat: Beat | None = None


class Sounding(NamedTuple):
    """A note, its ties joined."""

    onset_beat: Beat
    end_beat: Beat
    pitch: int


def simple(beat: float) -> Beat:
    return Fraction(beat).limit_denominator(LARGEST_DENOMINATOR)


#: The bars (from the first numbered one) that each component is laid over. No two lines begin at one note:
#: music21 gives the second of them to the note that follows.
LAID = {
    "ritardando": (0, 1), "crescendo": (1, 2), "accelerando": (2, 3), "diminuendo": (3, 4), "rubato": (4, 5),
    "tempo_contrast": (5, 5), "forte": (5, 5), "piano": (0, 0), "dynamic_contrast": (6, 6),
}  # fmt: skip


def every_component(score: Score) -> Interpretation:
    """Return an interpretation with all eleven components on bars and notes of a score."""
    bars = [bar for bar in score.bars if bar.number]
    components = []
    for number, (name, (first, last)) in enumerate(LAID.items()):
        start, end = float(bars[first].start_beat), float(bars[last].end_beat)
        components.append(Component(name, start, end, until_beat=None if number % 3 == 1 else end))
    notes = score.voices[0].notes
    holds = (Hold(notes[-1].id, 2, 1), Hold(notes[len(notes) // 2].id, 2))
    accents = (Accent(notes[1].id, 4), Accent(notes[len(notes) // 2].id, 4))
    return Interpretation(tuple(components), holds, accents)


def sounding(staff: Any, score: Score) -> list[Sounding]:
    """Return what a staff sounds."""
    found = []
    for element in staff.stripTies().flatten().notes:
        if "ChordSymbol" in element.classes:
            continue
        onset = place(element.offset, score)
        end = onset + simple(float(element.quarterLength)) / score.beat_quarters
        found += [Sounding(onset, end, pitch.midi) for pitch in element.pitches]
    return sorted(found)


def asked(voice: Voice) -> list[Sounding]:
    """Return what a voice should sound."""
    return sorted(Sounding(simple(c.onset_beat), simple(c.end_beat), c.pitch) for c in chains_of(voice))


def place(offset: float | Fraction, score: Score) -> Beat:
    return simple(float(offset)) / score.beat_quarters + score.start_beat


def marks_read(staves: Iterable[Any], score: Score) -> list[Seen]:
    """Return every mark of a file, as music21 understands it."""
    found: list[Seen] = []
    for staff in staves:
        flat = staff.flatten()
        for element in flat:
            beat = place(element.offset, score)
            if "MetronomeMark" in element.classes and beat > score.start_beat and element.number is not None:
                found.append(Seen(f"{round(float(element.numberImplicit or element.number))} a minute", beat))
            elif "Dynamic" in element.classes:
                found.append(Seen(element.value, beat))
            elif "TextExpression" in element.classes:
                found.append(Seen(element.content, beat))
            elif "GeneralNote" in element.classes and "ChordSymbol" not in element.classes:
                found += _of_note(element, beat, score)
        for line in flat.getElementsByClass("Spanner"):
            found += _line(line, flat, score)
    return sorted(found, key=str)


def _of_note(element: Any, beat: Beat, score: Score) -> list[Seen]:
    end = beat + simple(float(element.quarterLength)) / score.beat_quarters
    names = [type(sign).__name__ for sign in (*element.expressions, *element.articulations)]
    return [Seen(_SIGNS[name], beat if name == "Accent" else end) for name in names if name in _SIGNS]


#: Where a note is written as several, tied, fermata and breath stand at the last: they are known by its end.
_SIGNS = {"Fermata": "fermata", "BreathMark": "breath", "Accent": "accent"}


def _line(line: Any, flat: Any, score: Score) -> list[Seen]:
    name = {"Crescendo": "rises", "Diminuendo": "falls", "Line": "dashes"}.get(type(line).__name__)
    if name is None:
        return []
    first, last = line.getFirst(), line.getLast()
    end = last.getOffsetInHierarchy(flat) + last.quarterLength
    return [Seen(name, place(first.getOffsetInHierarchy(flat), score), place(end, score))]


def marks_asked(marks: Iterable[Mark], score: Score) -> list[Seen]:
    """Return the marks as they should be read."""
    found = []
    ends = {c.ids[-1]: c.end_beat for voice in score.voices for c in chains_of(voice)}
    for mark in marks:
        start, end = simple(mark.from_beat), None if mark.to_beat is None else simple(mark.to_beat)
        if mark.sign == "hairpin":
            found.append(Seen(str(mark.direction), start, end))
        elif mark.sign in {"words", "dynamic"}:
            found += [Seen(text, start) for text in (mark.before, mark.text) if text]
            found += [Seen("dashes", start, end)] if end is not None else []
            found += [Seen(f"{mark.bpm} a minute", start)] if mark.bpm is not None else []
        elif mark.sign in {"fermata", "breath"}:
            found.append(Seen(mark.sign, simple(ends[str(mark.note)])))
        else:
            found.append(Seen(mark.sign, start))
    return sorted(found, key=str)
