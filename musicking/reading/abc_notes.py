"""The notes of an ABC tune: from lines of music to written bars.

Source: ABC standard 2.1, section 4 (https://abcnotation.com/wiki/abc:standard:v2.1#the_tune_body).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from musicking.errors import MusicError
from musicking.reading.abc_fields import beat_quarters, key_alterations, read_key, read_metre, read_unit

_LENGTH = r"\d{0,3}(?:/\d{1,3}|/{0,4})"
_NOTE = r"(?:\^{1,2}|_{1,2}|=)?[A-Ga-g][,']{0,4}"
_TOKEN = re.compile(
    rf"""(?P<field>\[[A-Za-z]:[^\]]*\])
    |"(?P<symbol>[^"]*)"
    |(?P<bar>:*\|[|\]:]*|\[\||::)(?P<ending>\s*\[?[1-9](?:[,-][1-9])*)?
    |\[(?P<alone>[1-9](?:[,-][1-9])*)
    |(?P<note>{_NOTE})(?P<note_length>{_LENGTH})
    |\[(?P<chord>(?:{_NOTE}{_LENGTH}\s*)+)\](?P<chord_length>{_LENGTH})
    |(?P<rest>[zx])(?P<rest_length>{_LENGTH})
    |Z(?P<bars_rest>\d{{0,2}})
    |\((?P<tuplet>[2-9])(?::(?P<in_time_of>\d?))?(?::(?P<for_notes>\d{{0,2}}))?
    |(?P<broken>>{{1,3}}|<{{1,3}})
    |(?P<tie>-)
    |(?P<silent>\{{[^}}]*\}}|![^!]*!|[().~HLMOPSTuvy\s`\\])""",
    re.VERBOSE,
)
# How many notes' time a tuplet takes: 2 in the time of 3, 3 in the time of 2, ... (0: by the metre).
_TUPLETS = {2: 3, 3: 2, 4: 3, 5: 0, 6: 2, 7: 0, 8: 3, 9: 0}
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}
_LOWEST, _HIGHEST = 21, 108


@dataclass(slots=True)
class Element:
    """One note, chord or rest as written; ``length`` in quarter notes, ``pitches`` as (key, spelling)."""

    length: Fraction
    pitches: tuple[tuple[int, str], ...]
    line: int
    chord: str = ""
    tied: bool = False
    syllable: str = ""


@dataclass(slots=True)
class WrittenBar:
    """One bar as written: ``endings`` are the passes it belongs to (empty: all), ``length`` in quarters."""

    metre: tuple[int, int]
    elements: list[Element] = field(default_factory=list)
    starts_repeat: bool = False
    ends_repeat: bool = False
    ends_section: bool = False
    endings: frozenset[int] = frozenset()
    number: int = 0
    length: Fraction = Fraction(0)

    @property
    def full_length(self) -> Fraction:
        """How long the metre says that it lasts, in quarter notes."""
        return Fraction(4 * self.metre[0], self.metre[1])

    def add(self, element: Element) -> None:
        """Put an element at the end."""
        self.elements.append(element)
        self.length += element.length


def _length(text: str) -> Fraction:
    """Return the multiple that the figures after a note stand for: '3/2', '/', '//' or nothing."""
    head, slash, tail = text.partition("/")
    below = 2 ** (1 + len(tail)) if slash and not tail.isdigit() else int(tail or 1)
    return Fraction(int(head or 1), below) if below else Fraction(0)


class NotesReader:
    """Reads lines of music one after another; what it has read stands in ``bars``."""

    def __init__(self, metre: tuple[int, int], unit: Fraction, key: str) -> None:
        self.metre, self.unit = metre, unit
        self.bars = [WrittenBar(metre)]
        self.note_count = 0
        self._signature = key_alterations(key)
        self._in_bar: dict[str, int] = {}
        self._symbol = ""
        self._broken = Fraction(1)
        self._tuplet: tuple[Fraction, int] = (Fraction(1), 0)
        self._line = 0

    @property
    def where(self) -> str:
        """The bar being read, for messages."""
        upbeat = len(self.bars) > 1 and self.bars[0].length < self.bars[0].full_length
        return f"Bar {len(self.bars) - (1 if upbeat else 0)}"

    def read_line(self, text: str, line: int) -> None:
        """Read one line of music; the line number is kept with every note."""
        self._line, place = line, 0
        while place < len(text):
            token = _TOKEN.match(text, place)
            if not token:
                raise MusicError(f"{self.where}: '{text[place : place + 8]}' cannot be read as ABC: check it.")
            self._take({k: v for k, v in token.groupdict().items() if v is not None})
            place = token.end()
        if self.bars[-1].length == self.bars[-1].full_length:  # many files leave out the bar line here
            self._bar_line("|", "")

    def _take(self, token: dict[str, str]) -> None:
        if "note" in token:
            self._add((token["note"],), _length(token["note_length"]))
        elif "bar" in token:
            self._bar_line(token["bar"], token.get("ending", ""))
        elif "symbol" in token:
            self._symbol = self._symbol if token["symbol"][:1] in set("^_<>@") else token["symbol"]
        elif "chord" in token:
            notes = re.findall(f"({_NOTE})({_LENGTH})", token["chord"])
            self._add(tuple(n for n, _ in notes), _length(notes[0][1]) * _length(token["chord_length"]))
        elif "rest" in token:
            self._add((), _length(token["rest_length"]))
        elif "broken" in token:
            self._break(token["broken"])
        else:
            self._take_rarer(token)

    def _take_rarer(self, token: dict[str, str]) -> None:
        if "tie" in token:
            if not self.bars[-1].elements and len(self.bars) < 2:  # noqa: PLR2004 (no bar before this one)
                raise MusicError(f"{self.where}: a tie '-' has no note before it.")
            bar = self.bars[-1] if self.bars[-1].elements else self.bars[-2]
            bar.elements[-1].tied = True
        elif "tuplet" in token:
            count = int(token["tuplet"])
            time = int(token.get("in_time_of") or 0) or _TUPLETS[count]
            time = time or (3 if beat_quarters(*self.metre).numerator == 3 else 2)  # noqa: PLR2004 (three beats)
            self._tuplet = (Fraction(time, count), int(token.get("for_notes") or count))
        elif "field" in token:
            self.field(token["field"][1], token["field"][3:-1])
        elif "alone" in token:
            self._bar_line("", token["alone"])
        elif "bars_rest" in token:
            self._whole_rests(int(token["bars_rest"] or 1))

    def field(self, name: str, value: str) -> None:
        """Take a field that stands among the notes: ``M:``, ``L:`` or ``K:``."""
        if name == "M":
            self.metre = read_metre(value)
            if not self.bars[-1].elements:
                self.bars[-1].metre = self.metre
        elif name == "L":
            self.unit = read_unit(value, self.metre)
        elif name == "K":
            self._signature = key_alterations(read_key(value))
        elif name not in "NrIPRw":
            raise MusicError(f"{self.where}: a '{name}:' among the notes is not read: take it out.")

    def _add(self, notes: tuple[str, ...], multiple: Fraction) -> None:
        stretch, left = self._tuplet
        length = multiple * self.unit * self._broken * (stretch if left else 1)
        if length <= 0:
            raise MusicError(f"{self.where}: a note has no length.")
        pitches = tuple(self._pitch(n) for n in notes)
        self.bars[-1].add(Element(length, pitches, self._line, self._symbol))
        self.note_count += 1
        self._symbol, self._broken = "", Fraction(1)
        self._tuplet = (stretch, max(0, left - 1))

    def _break(self, signs: str) -> None:
        if not self.bars[-1].elements:
            raise MusicError(f"{self.where}: '{signs}' has no note before it.")
        short = Fraction(1, 2 ** len(signs))
        before, self._broken = (2 - short, short) if signs[0] == ">" else (short, 2 - short)
        shortened = self.bars[-1].elements.pop()
        self.bars[-1].length -= shortened.length
        self.bars[-1].add(replace(shortened, length=shortened.length * before))

    def _pitch(self, text: str) -> tuple[int, str]:
        match = re.fullmatch(r"([\^_=]*)([A-Ga-g])([,']*)", text)
        assert match  # noqa: S101 (the token's own pattern)
        sign, letter, marks = match.groups()
        name = letter.upper()
        if sign:
            self._in_bar[name] = _ACCIDENTALS[sign]
        altered = self._in_bar.get(name, self._signature.get(name, 0))
        octave = (5 if letter.islower() else 4) + marks.count("'") - marks.count(",")
        midi = 12 * (octave + 1) + _STEPS[name] + altered
        if not _LOWEST <= midi <= _HIGHEST:
            raise MusicError(f"{self.where}: '{text}' lies off the piano: take a comma or apostrophe away.")
        return midi, name + ("#" * altered if altered > 0 else "b" * -altered) + str(octave)

    def _bar_line(self, signs: str, ending: str) -> None:
        bar = self.bars[-1]
        if bar.elements:
            bar.ends_repeat = signs.startswith(":")
            bar.ends_section = signs not in ("", "|")
            goes_on = frozenset() if bar.ends_section else bar.endings
            self.bars.append(WrittenBar(self.metre, endings=goes_on))
            self._in_bar = {}
        elif signs.startswith(":") and len(self.bars) > 1:
            self.bars[-2].ends_repeat = self.bars[-2].ends_section = True
            bar.endings = frozenset()
        if signs.endswith(":"):
            self.bars[-1].starts_repeat = True
        if ending:
            self.bars[-1].endings = _passes(ending.strip(" ["))

    def _whole_rests(self, count: int) -> None:
        for _ in range(min(count, 32)):
            self.bars[-1].add(Element(self.bars[-1].full_length, (), self._line))
            self._bar_line("|", "")


def _passes(text: str) -> frozenset[int]:
    """Return the passes that an ending is for: '1', '1,2' or '1-3'."""
    passes: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        passes |= set(range(int(first), int(last or first) + 1))
    return frozenset(passes)
