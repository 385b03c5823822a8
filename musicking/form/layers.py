"""Join layers that were composed beforehand into a score, as the form lab's page does (``spec/layers.md``)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from math import floor
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.form.bar_coding import BASE, LETTERS, PARTS, ZERO
from musicking.form.chords import LETTERS as NAMES
from musicking.form.chords import above, pitch_class
from musicking.form.feel import SHUFFLE_RATIO, swing_ratio
from musicking.form.ticks import TICKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LAYERS = ("melody", "harmony", "bass", "drums")
_VOICES = (("melody", "Melody"), ("harmony", "Harmony"), ("bass", "Bass"), ("drums", "Drums"), ("answer", "Answer"))
_LINES = ("A open", "A closed", "B open", "B closed")
_RICH_THEME = 4
_TICKS_PER_PART = TICKS // PARTS
_HIGHEST_SHIFT, _LOWEST_BASS, _HIGHEST_THEME = 6, 28, 75
_OTHER_EPISODE = {"through": "sequence"}
_STRUCK = PARTS // 4

#: Onset, end, key and level of a tone; places in parts of a beat.
Tone = tuple[int, int, int, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form lab plays.

    Parameters
    ----------
    tonality, tonic
        A mode by its id, and the name of its first tone.
    tempo_bpm
        Beats of the metre a minute; None for the style's own.
    layers
        Which of `LAYERS` sound.
    open_every
        Melody and chords rest in every bar of this number; 0 leaves no bar open.
    balance_db
        How loud a layer stands, where not as the style has it.
    """

    style: str = "bossa_nova"
    tonality: str = "dorian"
    tonic: str = "D"
    progression: str = "dorian_vamp"
    phrase: str = "period"
    plan: str = "aaba"
    tempo_bpm: float | None = None
    layers: tuple[str, ...] = LAYERS
    open_every: int = 0
    balance_db: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}), hash=False)


def read_tables(data: bytes) -> dict[str, Any]:
    """Return the layers from their file."""
    tables: dict[str, Any] = json.loads(data)
    return tables


def assemble(tables: Mapping[str, Any], choice: Choice) -> dict[str, Any]:
    """Return the score of a choice as JSON data (``spec/performance.md``, 2).

    Parameters
    ----------
    tables
        The layers, as `musicking.form.layer_tables.layer_tables` composes them.

    Returns
    -------
    dict
        The voices melody, harmony, bass, drums and answer, in this order; those that rest have no notes.
        ``origin["instead"]`` names what took the place of a progression that does not belong, with the reason.

    Raises
    ------
    MusicError
        If an element is not in the tables.
    """
    return _Joiner(tables, choice).score()


def instead_of(tables: Mapping[str, Any], choice: Choice) -> tuple[str, str]:
    """Return the progression that is played, and a sentence where it is not the one that was chosen."""
    mode = tables["tonalities"][choice.tonality]
    if choice.progression not in mode["instead"]:
        return choice.progression, ""
    played, tone = mode["instead"][choice.progression]
    where = f"{choice.tonic} {mode['name'].split(' (')[0]}"
    fault = f"needs {moved(tone, choice.tonic)}, which {where} does not have" if tone else f"is not at home in {where}"
    asked, name = (tables["progressions"][row]["name"] for row in (choice.progression, played))
    return played, f'"{asked}" {fault}: {mode["why"]}. Played instead: "{name}".'


def moved(symbol: str, tonic: str) -> str:
    """Return a chord symbol, or the name of a tone, as it is called when C becomes another tonic.

    Examples
    --------
    >>> moved("Bb7", "D"), moved("C/G", "Eb")
    ('C7', 'Eb/Bb')
    """
    root, quality, bass = re.fullmatch(r"([A-G][#b]*)([^/]*)(?:/(.*))?", symbol).groups()  # type: ignore[union-attr]
    names = [above(tonic, pitch_class(name), NAMES.index(name[0])) for name in (root, bass) if name]
    return names[0] + quality + (f"/{names[1]}" if bass else "")


class _Joiner:
    """Joins the sections of one choice."""

    def __init__(self, tables: Mapping[str, Any], choice: Choice) -> None:
        self._check(tables, choice)
        self._tables, self._choice = tables, choice
        self._style = tables["styles"][choice.style]
        self._mode = tables["tonalities"][choice.tonality]
        self._plan = tables["plans"][choice.plan]
        self._row, self._instead = instead_of(tables, choice)
        self._pair = tables["pairs"][f"{choice.tonality} {self._row}"]
        pc = pitch_class(choice.tonic)
        self._shift = pc - 12 if pc > _HIGHEST_SHIFT else pc
        self._bpm = choice.tempo_bpm or self._style["tempo_bpm"]
        beats = self._style["beats_per_bar"]
        #: Beats of a bar as the melodies count them: two bars of two beats are one of four.
        self._width = 3 if beats % 3 == 0 else 4
        self._metre = "3/4" if self._width == 3 else "12/8" if self._style["beat_quarters"] % 1 else "4/4"  # noqa: PLR2004
        self._section = self._pair["bars"] * self._width
        self._end = self._section * len(self._plan["parts"])

    def _check(self, tables: Mapping[str, Any], choice: Choice) -> None:
        chosen = {
            "styles": choice.style, "tonalities": choice.tonality, "progressions": choice.progression,
            "phrases": choice.phrase, "plans": choice.plan,
        }  # fmt: skip
        for kind, name in chosen.items():
            if name not in tables[kind] or (kind == "progressions" and name not in tables["rows"]):
                raise MusicError(f"The layers have no '{name[:40]}'. Choose of: {', '.join(tables[kind])}.")

    def score(self) -> dict[str, Any]:
        beats, quarters = self._style["beats_per_bar"], self._style["beat_quarters"]
        parts = self._plan["parts"]
        bars = range(self._end // beats)
        sections = [
            {
                "letter": letter, "from_beat": i * self._section, "to_beat": (i + 1) * self._section,
                "name": self._plan["names"].get(letter, ""), "varied": self._varied(letter, ends, variation),
            }
            for i, (letter, ends, variation) in enumerate(parts)
        ]  # fmt: skip
        return {
            "title": self._title(),
            "beat_quarters": quarters,
            "start_beat": 0,
            "end_beat": self._end,
            "bars": [{"number": i + 1, "start_beat": i * beats, "end_beat": (i + 1) * beats, "pass": 1} for i in bars],
            "metres": [{"beat": 0, "numerator": self._style["metre"][0], "denominator": self._style["metre"][1]}],
            "voices": self._voices(),
            "tempo": [[0, 60 / self._bpm]],
            "level": [],
            "chords": list(self._chords()),
            "phrases": [[section["from_beat"], section["to_beat"]] for section in sections],
            "key": f"{self._choice.tonic} {self._mode['name'].split(' (')[0]}",
            "sections": sections,
            "origin": {
                "style": self._style["name"],
                "progression": self._tables["progressions"][self._row]["name"],
                "phrase": self._tables["phrases"][self._choice.phrase]["name"],
                "form": self._plan["name"],
                "instead": self._instead,
            },
        }

    def _title(self) -> str:
        letters = "".join(letter for letter, *_ in self._plan["parts"])
        mode = self._mode["name"].split(" (")[0]
        return f"{letters} in {self._choice.tonic} {mode}, {self._style['name']}"

    def _varied(self, letter: str, ends: str, variation: str) -> str:
        return "ornamented" if (letter, ends, variation) == ("A", "closed", "ornament") else ""

    def _chords(self) -> Iterator[list[Any]]:
        before = ""
        for place, (letter, ends, _) in enumerate(self._plan["parts"]):
            for bar, symbol in self._pair["chords"][_line_of(letter, ends)]:
                name = moved(symbol, self._choice.tonic)
                if name != before:
                    yield [place * self._section + bar * self._width, name]
                before = name

    def _voices(self) -> list[dict[str, Any]]:
        melody, answer = self._sung()
        tones = {"melody": melody, "answer": answer, "harmony": self._backing("harmony"), "bass": self._backing("bass")}
        tones["drums"] = self._drums()
        made = []
        for voice, name in _VOICES:
            layer = "melody" if voice == "answer" else voice
            sounds = layer in self._choice.layers
            balance = self._choice.balance_db.get(layer, self._style["balance_db"][layer])
            made.append(
                {
                    "id": voice,
                    "name": name,
                    "instrument": self._instrument(voice),
                    "balance_db": balance - 1 if voice == "answer" else balance,
                    "notes": self._notes(voice, tones[voice]) if sounds else [],
                }
            )
        return made

    def _instrument(self, voice: str) -> str:
        own: Mapping[str, str] = self._style["instruments"]
        if voice == "answer":
            return "flute" if own["melody"] == "clarinet" else "clarinet"
        return "drums" if voice == "drums" else own[voice]

    def _sung(self) -> tuple[list[Tone], list[Tone]]:
        """Return melody and answer: an upbeat cuts short what it begins in; what lies before the piece falls away."""
        sung: list[tuple[Tone, int]] = []
        for place, (letter, ends, variation) in enumerate(self._plan["parts"]):
            kind = self._choice.phrase
            if letter == "C":
                kind = _OTHER_EPISODE.get(kind, "through")
            rich = (letter, ends, variation) == ("A", "closed", "ornament")
            number = _RICH_THEME if rich else _line_of(letter, ends)
            line = self._tables["melodies"][self._pair["melody"]][f"{self._metre} {kind}"].split(" ")[number]
            chords = self._pair["chords"][_line_of(letter, ends)]
            start = place * self._section * PARTS
            for bar, (voice, tones) in enumerate(self._bars(line)):
                first = bar * self._width * PARTS
                if tones:
                    _make_way(sung, start + first + tones[0][0])
                for onset, length, level, letter_value in tones:
                    at = first + onset
                    key = self._key(letter_value - ZERO, _chord_at(chords, max(0, at) / (PARTS * self._width)))
                    sung.append(((start + at, start + at + length, key, level), voice))
        kept = [(tone, voice) for tone, voice in self._room([tone for tone, _ in sung], [v for _, v in sung])]
        melody, answer = ([tone for tone, voice in kept if voice == which] for which in (0, 1))
        return melody, answer

    def _key(self, step: int, chord: str) -> int:
        steps = self._mode["steps"]
        octave, place = divmod(step, len(steps))
        signs = self._tables["alter"].get(f"{self._choice.tonality} {chord}", "")
        alter = int(signs[place]) - 5 if signs else 0
        tonic: int = self._tonic
        return tonic + 12 * octave + int(steps[place]) + alter

    @property
    def _tonic(self) -> int:
        anchor: int = self._pair["anchor"]
        return 60 + 12 * floor((anchor - 60 + 6) / 12) + self._shift

    def _backing(self, layer: str) -> list[Tone]:
        """Return harmony or bass; in the last bar its tones are held."""
        tones: list[Tone] = []
        lines = self._tables["played"][self._choice.style][layer][self._pair["place"]].split(" ")
        for place, (letter, ends, _) in enumerate(self._plan["parts"]):
            start = place * self._section * PARTS
            bars = list(self._bars(lines[_line_of(letter, ends)]))
            for bar, (_, struck) in enumerate(bars):
                first = start + bar * self._width * PARTS
                if first + self._width * PARTS == self._end * PARTS:
                    tones += self._held(layer, struck, first)
                    continue
                tones += [
                    (first + o, first + o + n, self._low(layer, key + ZERO), level) for o, n, level, key in struck
                ]
        return [tone for tone, _ in self._room(tones, [0] * len(tones))] if layer == "harmony" else tones

    def _held(self, layer: str, struck: Sequence[tuple[int, int, int, int]], first: int) -> list[Tone]:
        keys = [key for *_, key in struck]
        held = keys[:1] if layer == "bass" else sorted(set(keys))
        return [(first, self._end * PARTS, self._low(layer, key + ZERO), 0) for key in held]

    def _low(self, layer: str, key: int) -> int:
        """Return a key in the chosen key; a bass below its lowest string sounds an octave higher."""
        key += self._shift
        return key + 12 if layer == "bass" and key < _LOWEST_BASS else key

    def _drums(self) -> list[Tone]:
        lines = self._tables["played"][self._choice.style]["drums"]
        if not lines:
            return []
        tones: list[Tone] = []
        closing = (self._end - self._width) * PARTS
        for place in range(len(self._plan["parts"])):
            for bar, (_, struck) in enumerate(self._bars(lines[str(self._pair["bars"])])):
                first = (place * self._section + bar * self._width) * PARTS
                if first < closing:
                    tones += [(first + o, first + o + n, key + ZERO, level) for o, n, level, key in struck]
        return [*tones, *((closing, closing + _STRUCK, key, level) for key, level in self._style["close"])]

    def _room(self, tones: list[Tone], voices: list[int]) -> Iterator[tuple[Tone, int]]:
        """Leave bars open: nothing begins in them, and nothing lasts into them."""
        every, bar = self._choice.open_every, self._style["beats_per_bar"] * PARTS
        for (onset, end, key, level), voice in zip(tones, voices, strict=True):
            if onset < 0:
                continue
            if not every:
                yield (onset, end, key, level), voice
                continue
            number = onset // bar
            if number % every == every - 1:
                continue
            open_from = (number // every * every + every - 1) * bar
            yield (onset, min(end, open_from), key, level), voice

    def _bars(self, line: str) -> Iterator[tuple[int, list[tuple[int, int, int, int]]]]:
        """Yield each bar of a line: whose it is, and onset, length, level and letter of its tones."""
        at = 0
        while at < len(line):
            voice, count, *numbers = self._tables["rhythms"][_value(line[at]) * BASE + _value(line[at + 1])]
            letters = [_value(letter) for letter in line[at + 2 : at + 2 + count]]
            at += 2 + count
            yield (
                voice,
                [
                    (numbers[i], numbers[i + 1], numbers[i + 2], letters[numbers[i + 3]])
                    for i in range(0, len(numbers), 4)
                ],
            )

    def _notes(self, voice: str, tones: Sequence[Tone]) -> list[dict[str, Any]]:
        off_beat = self._off_beat()
        return [
            {
                "id": f"{voice[0]}{number}",
                "onset_beat": _swung(onset, off_beat) / TICKS,
                "end_beat": _swung(end, off_beat) / TICKS,
                "pitch": key,
                "level_db": level,
            }
            for number, (onset, end, key, level) in enumerate(tones, start=1)
        ]

    def _off_beat(self) -> int:
        swing = self._style["swing"]
        if not swing:
            return TICKS // 2
        ratio = swing_ratio(self._bpm) if swing == "jazz" else SHUFFLE_RATIO
        return floor(TICKS * ratio / (ratio + 1) + 0.5)


def _value(letter: str) -> int:
    return _VALUES[letter]


_VALUES = {letter: number for number, letter in enumerate(LETTERS)}


def _line_of(letter: str, ends: str) -> int:
    return _LINES.index(f"{'A' if letter == 'A' else 'B'} {ends}")


def _make_way(sung: list[tuple[Tone, int]], onset: int) -> None:
    while sung and sung[-1][0][0] >= onset:
        sung.pop()
    if sung and sung[-1][0][1] > onset:
        (start, _, key, level), voice = sung[-1]
        sung[-1] = ((start, onset, key, level), voice)


def _chord_at(chords: Sequence[Sequence[Any]], bar: float) -> str:
    return str([symbol for start, symbol in chords if start <= bar][-1])


def _swung(parts: int, off_beat: int) -> int:
    """Return where a written place is played, in ticks; triplets stay where they are."""
    whole, part = divmod(parts * _TICKS_PER_PART, TICKS)
    half = TICKS // 2
    if part == 0 or parts % 3 or off_beat == half:
        return whole * TICKS + part
    if part <= half:
        return whole * TICKS + part * off_beat // half
    return whole * TICKS + off_beat + (part - half) * (TICKS - off_beat) // half
