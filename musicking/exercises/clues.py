"""What sounds, in words: for readers who work from words in place of the sound.

A clue says what there is to be heard and leaves the name to the reader.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.form.groove import kit
from musicking.form.tonality import tonality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_SIGNS = {Fraction(1, 4): "¼", Fraction(1, 3): "⅓", Fraction(1, 2): "½", Fraction(2, 3): "⅔", Fraction(3, 4): "¾"}
_SECTION_TONES = 5
_TWELFTHS = 12


def clues(names: Iterable[str], score: Mapping[str, Any]) -> list[str]:
    """Return sentences about a score (JSON data), each of a kind.

    Parameters
    ----------
    names
        ``"metre"``, ``"drums"``, ``"bass"``, ``"tones"``, ``"chords"``, ``"sections"``, ``"melody"``, ``"turns"``.

    Examples
    --------
    >>> from musicking.form.vamp import vamp
    >>> clues(["bass"], vamp("I IV V vi", "C major").to_json())
    ['The bass, bar by bar: C; F; G; A.']
    """
    unknown = [name for name in names if name not in _CLUES]
    if unknown:
        raise MusicError(f"There is no clue called '{unknown[0][:20]}'. Clues: {', '.join(_CLUES)}.")
    return [_CLUES[name](score) for name in names]


def _notes(score: Mapping[str, Any], *voices: str) -> list[dict[str, Any]]:
    found = [note for voice in score["voices"] if voice["id"] in voices for note in voice["notes"]]
    return sorted(found, key=lambda note: (note["onset_beat"], note["pitch"]))


def _name(score: Mapping[str, Any], pitch: int) -> str:
    return re.sub(r"-?\d+$", "", tonality(score["key"]).spell(pitch))


def _within(notes: Iterable[dict[str, Any]], bar: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [note for note in notes if bar["start_beat"] <= note["onset_beat"] < bar["end_beat"]]


def _bars(score: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [bar for bar in score["bars"] if bar["number"] > 0]


def _beat(beat: float) -> str:
    whole, part = divmod(Fraction(beat).limit_denominator(_TWELFTHS), 1)
    return f"{int(whole) + 1}{_SIGNS.get(part, '' if not part else ' and a little')}"


def _metre(score: Mapping[str, Any]) -> str:
    bar = _bars(score)[0]
    return f"A bar has {round(bar['end_beat'] - bar['start_beat'])} beats."


def _drums(score: Mapping[str, Any]) -> str:
    first, second = _bars(score)[:2]
    names = {drum.key: drum.name for drum in reversed(kit().values())}
    two = _struck(score, first) != _struck(score, second)
    said = []
    for number, bar in enumerate((first, second) if two else (first,), start=1):
        struck = "; ".join(
            f"{names.get(key, 'another drum').lower()} on {', '.join(map(_beat, beats))}"
            for key, beats in _struck(score, bar).items()
        )
        said.append(f"Bar {number}: {struck}." if two else f"In every bar: {struck}.")
    return " ".join(said)


def _struck(score: Mapping[str, Any], bar: Mapping[str, Any]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for note in _within(_notes(score, "drums"), bar):
        found.setdefault(note["pitch"], []).append(round(note["onset_beat"] - bar["start_beat"], 3))
    return found


def _bass(score: Mapping[str, Any]) -> str:
    lines = (_within(_notes(score, "bass"), bar) for bar in _bars(score))
    said = "; ".join(" ".join(_name(score, note["pitch"]) for note in line) or "rest" for line in lines)
    return f"The bass, bar by bar: {said}."


def _tones(score: Mapping[str, Any]) -> str:
    home = tonality(score["key"])
    used = {(note["pitch"] - home.tonic_pc) % 12 for note in _notes(score, "melody", "answer", "harmony", "bass")}
    return f"Home is {home.tonic}. From home upward, these tones are used: {', '.join(_name(score, home.tonic_pc + 60 + step) for step in sorted(used))}."


def _chords(score: Mapping[str, Any]) -> str:
    said = []
    for bar in _bars(score):
        above = dict.fromkeys(_name(score, note["pitch"]) for note in _within(_notes(score, "harmony"), bar))
        low = _within(_notes(score, "bass"), bar)
        below = f" over {_name(score, low[0]['pitch'])}" if low else ""
        said.append(f"bar {bar['number']}, {' '.join(above)}{below}")
    return f"The chords: {'; '.join(said)}."


def _sections(score: Mapping[str, Any]) -> str:
    said = []
    for start, end in score["phrases"]:
        inside = {"start_beat": start, "end_beat": end}
        notes = [_name(score, note["pitch"]) for note in _within(_notes(score, "melody", "answer"), inside)]
        if not notes:
            continue
        bars = [bar["number"] for bar in _bars(score) if start <= bar["start_beat"] < end]
        tones = " ".join(notes[:_SECTION_TONES])
        said.append(
            f"bars {bars[0]} to {bars[-1]}: {len(notes)} tones, the first of them {tones}, the last {notes[-1]}"
        )
    return f"The melody, {'; '.join(said)}."


def _melody(score: Mapping[str, Any]) -> str:
    lines = (_within(_notes(score, "melody", "answer"), bar) for bar in _bars(score))
    said = "; ".join(" ".join(_name(score, note["pitch"]) for note in line) or "rest" for line in lines)
    return f"The melody, bar by bar: {said}."


def _turns(score: Mapping[str, Any]) -> str:
    said = []
    for bar in _bars(score):
        first, second = _within(_notes(score, "melody"), bar), _within(_notes(score, "answer"), bar)
        said.append("both" if first and second else "one" if first else "the other" if second else "nobody")
    return f"Who has the melody, bar by bar: {', '.join(said)}."


_CLUES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "metre": _metre,
    "drums": _drums,
    "bass": _bass,
    "tones": _tones,
    "chords": _chords,
    "sections": _sections,
    "melody": _melody,
    "turns": _turns,
}
