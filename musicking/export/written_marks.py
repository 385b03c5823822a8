"""Marks written into MusicXML: directions of tempo and level, fermatas, breaths and accents."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from musicking.export.staff import PIECE_MARK, xml_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from musicking.curve import Curve
    from musicking.marks import Mark
    from musicking.score import Bar, Score

#: MusicXML numbers the lines that are open at once, up to this many.
MOST_OPEN = 6
_ARTICULATIONS = {"breath": "breath-mark", "accent": "accent"}
#: Note values by the quarters of a beat: name, dots.
BEAT_UNITS = {
    Fraction(1, 2): ("eighth", 0),
    Fraction(1): ("quarter", 0),
    Fraction(3, 2): ("quarter", 1),
    Fraction(2): ("half", 0),
    Fraction(3): ("half", 1),
}


def write_marks(root: Element, score: Score, marks: Sequence[Mark], tempo: Curve) -> None:
    """Write marks into the MusicXML of a score: what holds for all voices into the first part.

    Parameters
    ----------
    tempo
        Beat period in seconds over beats, as performed: what a program that plays the file is told where
        a new tempo sets in.
    """
    part = root.find("part")
    if part is not None:
        staff = _Staff(score, part.findall("measure"), int(part.findtext("measure/attributes/divisions", "1")))
        for place in _places(score, marks, tempo):
            staff.insert(place)
    notes = _notes(root)
    for mark in marks:
        if mark.note is not None:
            _write_at_note(notes.get(xml_id(mark.note), []), mark)


@dataclass(frozen=True)
class _Direction:
    """What is written at a beat; ``ends`` tells the end of a line, which belongs to what comes before it."""

    beat: float
    content: Element
    ends: bool = False


def _places(score: Score, marks: Iterable[Mark], tempo: Curve) -> list[_Direction]:
    """Return every direction, ends before beginnings, in order of beat."""
    found = []
    open_until: dict[str, list[float]] = {"dashes": [], "wedge": []}
    for mark in sorted(marks, key=lambda mark: mark.from_beat):
        if mark.sign not in {"words", "hairpin", "dynamic"}:
            continue
        direction = ET.Element("direction", placement=mark.placement)
        _write_signs(direction, score, mark)
        if mark.to_beat is not None:
            line = "wedge" if mark.sign == "hairpin" else "dashes"
            number = _number(open_until[line], mark)
            kind = {"rises": "crescendo", "falls": "diminuendo"}[mark.direction or "rises"]
            start = kind if line == "wedge" else "start"
            ET.SubElement(ET.SubElement(direction, "direction-type"), line, type=start, number=number)
            end = ET.Element("direction", placement=mark.placement)
            ET.SubElement(ET.SubElement(end, "direction-type"), line, type="stop", number=number)
            found.append(_Direction(mark.to_beat, end, ends=True))
        elif mark.sign == "words":
            quarters_a_minute = 60 / tempo.value_at(mark.from_beat) * float(score.beat_quarters)
            ET.SubElement(direction, "sound", tempo=f"{quarters_a_minute:.6g}")
        found.append(_Direction(mark.from_beat, direction))
    return sorted(found, key=lambda item: (item.beat, not item.ends))


def _number(open_until: list[float], mark: Mark) -> str:
    """Return the first number of a line that is free from here on, and take it."""
    for place, until in enumerate(open_until):
        if until <= mark.from_beat:
            open_until[place] = mark.to_beat or 0
            return str(place + 1)
    open_until.append(mark.to_beat or 0)
    return str(min(len(open_until), MOST_OPEN))


def _write_signs(direction: Element, score: Score, mark: Mark) -> None:
    """Write words, a new tempo's beats a minute, or the letters of a dynamic."""
    if mark.sign == "words":
        style = {"font-weight": "bold"} if mark.bpm else {"font-style": "italic"}
        ET.SubElement(ET.SubElement(direction, "direction-type"), "words", style).text = mark.text
        unit = BEAT_UNITS.get(score.beat_quarters)
        if mark.bpm is not None and unit:
            metronome = ET.SubElement(ET.SubElement(direction, "direction-type"), "metronome")
            ET.SubElement(metronome, "beat-unit").text = unit[0]
            for _ in range(unit[1]):
                ET.SubElement(metronome, "beat-unit-dot")
            ET.SubElement(metronome, "per-minute").text = str(mark.bpm)
    elif mark.sign == "dynamic":
        if mark.before:
            words = ET.SubElement(ET.SubElement(direction, "direction-type"), "words", {"font-style": "italic"})
            words.text = mark.before
        ET.SubElement(ET.SubElement(ET.SubElement(direction, "direction-type"), "dynamics"), mark.text)


@dataclass(frozen=True)
class _Staff:
    """The measures of a part, one for each bar."""

    score: Score
    measures: Sequence[Element]
    divisions: int

    def insert(self, place: _Direction) -> None:
        """Put a direction before the note that it belongs to, or after the last."""
        index, bar = self._bar(place)
        measure = self.measures[index]
        quarters = (Fraction(place.beat).limit_denominator(960) - bar.start_beat) * self.score.beat_quarters
        wanted = round(quarters * self.divisions)
        here, after = 0, 0
        for number, element in enumerate(measure):
            if element.tag == "backup":
                break
            if element.tag not in {"note", "forward"} or element.find("chord") is not None:
                after = number + 1 if element.tag == "note" or not here else after
                continue
            length = int(element.findtext("duration", "0"))
            if wanted < here + length:
                if wanted > here:
                    place.content.append(_offset(wanted - here))
                    _sound_last(place.content)
                measure.insert(number, place.content)
                return
            here, after = here + length, number + 1
        measure.insert(after, place.content)

    def _bar(self, place: _Direction) -> tuple[int, Bar]:
        bars = list(enumerate(self.score.bars))
        if place.ends:
            return next((i, bar) for i, bar in bars if place.beat <= bar.end_beat)
        return next((i, bar) for i, bar in reversed(bars) if bar.start_beat <= place.beat)


def _offset(divisions: int) -> Element:
    offset = ET.Element("offset")
    offset.text = str(divisions)
    return offset


def _sound_last(direction: Element) -> None:
    """MusicXML wants the offset before the sound."""
    sound = direction.find("sound")
    if sound is not None:
        direction.remove(sound)
        direction.append(sound)


def _notes(root: Element) -> dict[str, list[Element]]:
    """Return the written noteheads of each note, by its id; of a chord its first note bears the signs."""
    found: dict[str, list[Element]] = {}
    for measure in root.iter("measure"):
        first = None
        for note in measure.findall("note"):
            first = note if note.find("chord") is None else first
            name = note.get("id", "").partition(PIECE_MARK)[0]
            if name and first is not None:
                found.setdefault(name, []).append(first)
    return found


def _write_at_note(heads: Sequence[Element], mark: Mark) -> None:
    if not heads:
        return
    head = heads[0] if mark.sign == "accent" else heads[-1]
    notations = head.find("notations")
    if notations is None:
        notations = ET.Element("notations")
        lyric = head.find("lyric")
        head.insert(len(head) if lyric is None else list(head).index(lyric), notations)
    if mark.sign == "fermata":
        if notations.find("fermata") is None:
            ET.SubElement(notations, "fermata", type="upright")
        return
    home = notations.find("articulations")
    if home is None:
        home = ET.SubElement(notations, "articulations")
    if home.find(_ARTICULATIONS[mark.sign]) is None:
        ET.SubElement(home, _ARTICULATIONS[mark.sign])
