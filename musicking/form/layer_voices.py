"""The voices of what is chosen in the form lab: lines looked up, moved into their key, joined (``spec/layers.md``)."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, Any

from musicking.form.bar_coding import PARTS, ZERO
from musicking.form.chords import pitch_class, spell
from musicking.form.hand import Hand
from musicking.form.layer_choice import moved
from musicking.form.layer_lines import (
    Struck,
    Tone,
    chord_at,
    is_rich,
    line_of,
    make_way,
    off_beat,
    read_bars,
    swung,
    with_room,
)
from musicking.form.ticks import TICKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.form.layer_choice import Choice

_VOICES = (("melody", "Melody"), ("harmony", "Harmony"), ("bass", "Bass"), ("drums", "Drums"), ("answer", "Answer"))
_RICH_THEME = 4
_HIGHEST_SHIFT, _LOWEST_BASS = 6, 28
_OTHER_EPISODE = {"through": "sequence"}
_STRUCK = PARTS // 4
_ANSWER_DB = -1
_SEED = 7


@dataclass(frozen=True)
class Ground:
    """What the lines of a choice are looked up by, and what they are measured in.

    ``width`` counts the beats of a bar as the melodies do: two bars of two beats are one of four.
    ``section`` and ``end`` are the beats of a section, and of the piece.
    """

    tables: Mapping[str, Any]
    choice: Choice
    style: Mapping[str, Any]
    mode: Mapping[str, Any]
    plan: Mapping[str, Any]
    pair: Mapping[str, Any]
    bpm: float
    width: int
    metre: str
    section: int
    end: int


def voices_of(ground: Ground) -> list[dict[str, Any]]:
    """Return melody, harmony, bass, drums and answer as JSON data; those that rest have no notes."""
    return _Ensemble(ground).voices()


class _Ensemble:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        pc = pitch_class(ground.choice.tonic)
        self._shift = pc - 12 if pc > _HIGHEST_SHIFT else pc
        self._names: dict[str, list[str]] = {}

    def voices(self) -> list[dict[str, Any]]:
        choice, style = self._ground.choice, self._ground.style
        melody, answer = self._sung()
        harmony, bass = self._backing("harmony"), self._backing("bass")
        tones = {"melody": melody, "answer": answer, "harmony": harmony, "bass": bass, "drums": self._drums()}
        made = []
        for number, (voice, name) in enumerate(_VOICES):
            layer = "melody" if voice == "answer" else voice
            balance = choice.balance_db.get(layer, style["balance_db"][layer])
            made.append(
                {
                    "id": voice,
                    "name": name,
                    "instrument": self._instrument(voice),
                    "balance_db": balance + _ANSWER_DB if voice == "answer" else balance,
                    "notes": self._notes(voice, number, tones[voice]) if layer in choice.layers else [],
                }
            )
        return made

    def _instrument(self, voice: str) -> str:
        own: Mapping[str, str] = self._ground.style["instruments"]
        if voice == "answer":
            return "flute" if own["melody"] == "clarinet" else "clarinet"
        return "drums" if voice == "drums" else own[voice]

    def _sung(self) -> tuple[list[Tone], list[Tone]]:
        """Return melody and answer: an upbeat cuts short what it begins in; what lies before the piece falls away."""
        ground = self._ground
        sung: list[tuple[Tone, int]] = []
        for place, (letter, ends, variation) in enumerate(ground.plan["parts"]):
            chords = ground.pair["chords"][line_of(letter, ends)]
            start = place * ground.section * PARTS
            for bar, (voice, tones) in enumerate(self._bars(self._melody_line(letter, ends, variation))):
                first = bar * ground.width * PARTS
                if tones:
                    make_way(sung, start + first + tones[0].onset)
                for onset, length, level, letter_value in tones:
                    at = first + onset
                    chord = chord_at(chords, max(0, at) / (PARTS * ground.width))
                    key = self._key(letter_value - ZERO, chord)
                    sung.append((Tone(start + at, start + at + length, key, level, chord), voice))
        melody, answer = (self._room([tone for tone, voice in sung if voice == which]) for which in (0, 1))
        return melody, answer

    def _melody_line(self, letter: str, ends: str, variation: str) -> str:
        ground, kind = self._ground, self._ground.choice.phrase
        if letter == "C":
            kind = _OTHER_EPISODE.get(kind, "through")
        number = _RICH_THEME if is_rich(letter, ends, variation) else line_of(letter, ends)
        lines: Mapping[str, str] = ground.tables["melodies"][ground.pair["melody"]]
        return lines[f"{ground.metre} {kind}"].split(" ")[number]

    def _key(self, step: int, chord: str) -> int:
        ground, steps = self._ground, self._ground.mode["steps"]
        octave, place = divmod(step, len(steps))
        signs = ground.tables["alter"].get(f"{ground.choice.tonality} {chord}", "")
        alter = int(signs[place]) - 5 if signs else 0
        tonic: int = 60 + 12 * floor((ground.pair["anchor"] - 60 + 6) / 12) + self._shift
        return tonic + 12 * octave + int(steps[place]) + alter

    def _backing(self, layer: str) -> list[Tone]:
        """Return harmony or bass; in the last bar its tones are held."""
        ground, width = self._ground, self._ground.width * PARTS
        tones: list[Tone] = []
        lines = ground.tables["played"][ground.choice.style][layer][ground.pair["place"]].split(" ")
        for place, (letter, ends, _) in enumerate(ground.plan["parts"]):
            chords = ground.pair["chords"][line_of(letter, ends)]
            for bar, (_, struck) in enumerate(self._bars(lines[line_of(letter, ends)])):
                first = place * ground.section * PARTS + bar * width
                if first + width == ground.end * PARTS:
                    tones += self._held(layer, struck, first, chord_at(chords, bar))
                    continue
                for onset, length, level, key in struck:
                    at, chord = first + onset, chord_at(chords, bar + onset / width)
                    tones.append(Tone(at, at + length, self._low(layer, key + ZERO), level, chord))
        return self._room(tones) if layer == "harmony" else tones

    def _held(self, layer: str, struck: Sequence[Struck], first: int, chord: str) -> list[Tone]:
        keys = [key for *_, key in struck]
        held = keys[:1] if layer == "bass" else sorted(set(keys))
        end = self._ground.end * PARTS
        return [Tone(first, end, self._low(layer, key + ZERO), 0, chord) for key in held]

    def _low(self, layer: str, key: int) -> int:
        """Return a key in the chosen tonality; a bass below its lowest string sounds an octave higher."""
        key += self._shift
        return key + 12 if layer == "bass" and key < _LOWEST_BASS else key

    def _drums(self) -> list[Tone]:
        ground = self._ground
        lines = ground.tables["played"][ground.choice.style]["drums"]
        if not lines:
            return []
        tones: list[Tone] = []
        closing = (ground.end - ground.width) * PARTS
        for place in range(len(ground.plan["parts"])):
            for bar, (_, struck) in enumerate(self._bars(lines[str(ground.pair["bars"])])):
                first = (place * ground.section + bar * ground.width) * PARTS
                if first < closing:
                    tones += [Tone(first + o, first + o + n, key + ZERO, level, "") for o, n, level, key in struck]
        return [*tones, *(Tone(closing, closing + _STRUCK, key, level, "") for key, level in ground.style["close"])]

    def _room(self, tones: list[Tone]) -> list[Tone]:
        return list(with_room(tones, self._ground.choice.open_every, self._ground.style["beats_per_bar"] * PARTS))

    def _bars(self, line: str) -> list[tuple[int, list[Struck]]]:
        return list(read_bars(self._ground.tables["rhythms"], line))

    def _notes(self, voice: str, number: int, tones: Sequence[Tone]) -> list[dict[str, Any]]:
        """Return the tones as they are played, with where they are written."""
        ground = self._ground
        off, bar = off_beat(ground.style["swing"], ground.bpm), ground.style["beats_per_bar"] * PARTS
        hand = Hand(_SEED, number, ground.bpm) if ground.choice.human else None
        notes = []
        for place, (onset, end, key, level, chord) in enumerate(tones, start=1):
            played, until, level_db = swung(onset, off), swung(end, off), level
            if hand:
                played = hand.moved(played, until, on_bar_line=onset % bar == 0)
                level_db = level + hand.louder_db()
            note = {
                "id": f"{voice[0]}{place}",
                "onset_beat": played / TICKS,
                "end_beat": until / TICKS,
                "pitch": key,
                "level_db": level_db,
                "written_beat": [onset / PARTS, end / PARTS],
            }
            notes.append(note | ({"spelling": self._spelling(key, chord)} if chord else {}))
        return notes

    def _spelling(self, key: int, chord: str) -> str:
        """Return the written name of a key: as a tone of its chord, or else of the mode."""
        if chord not in self._names:
            self._names[chord] = self._names_in(chord)
        return spell(self._names[chord][key % 12], key)

    def _names_in(self, chord: str) -> list[str]:
        ground = self._ground
        in_c = [*ground.mode["names"], *ground.tables["tones"][chord]]
        names = [""] * 12
        for name in in_c:
            there = moved(name, ground.choice.tonic)
            names[pitch_class(there)] = there
        return names
