"""What sounds, in words: for readers who work from words in place of the sound.

A clue says what there is to be heard and leaves the name to the reader.
"""

from __future__ import annotations

import re
from math import floor
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.form.groove import kit
from musicking.form.tonality import tonality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_SIGNS = {0.0: "", 1 / 4: "¼", 1 / 3: "⅓", 1 / 2: "½", 2 / 3: "⅔", 3 / 4: "¾", 1.0: ""}
_SECTION_TONES = 5
_BLUR = 1e-3
#: Two bars of so many beats are closed by one stroke.
_SHORT_BEATS = 2


def clues(names: Iterable[str], score: Mapping[str, Any]) -> list[str]:
    """Return sentences about a score (JSON data), each of a kind.

    Parameters
    ----------
    names
        ``"metre"``, ``"drums"``, ``"bass"``, ``"tones"``, ``"chords"``, ``"sections"``, ``"melody"``, ``"turns"``.

    Examples
    --------
    >>> from musicking.form.vamp import vamp
    >>> clues(["bass"], vamp("I IV V vi", "C major", groove="waltz").to_json())
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
    """Return a place in a bar as a musician counts it; a swung one by the nearest sign."""
    whole = floor(beat + _BLUR)
    near = min(_SIGNS, key=lambda part: abs(part - (beat - whole)))
    return f"{whole + 1 + int(near)}{_SIGNS[near]}"


def _bar_by_bar(score: Mapping[str, Any], what: str, notes: list[dict[str, Any]]) -> str:
    if not notes:
        return f"There is no {what}."
    said = []
    for bar in _bars(score):
        names = " ".join(_name(score, note["pitch"]) for note in _within(notes, bar))
        goes_on = any(note["onset_beat"] < bar["start_beat"] < note["end_beat"] for note in notes)
        said.append(names or ("held" if goes_on else "rest"))
    return f"The {what}, bar by bar: {'; '.join(said)}."


def _metre(score: Mapping[str, Any]) -> str:
    bar = _bars(score)[0]
    return f"A bar has {round(bar['end_beat'] - bar['start_beat'])} beats."


def _drums(score: Mapping[str, Any]) -> str:
    """Say what is struck: in every bar, in two that take turns, or from which bar on; the end closes."""
    struck = [_struck(score, bar) for bar in _bars(score)]
    if not any(struck):
        return "There are no drums."
    beats = _bars(score)[0]["end_beat"] - _bars(score)[0]["start_beat"]
    body = struck[: -2 if beats == _SHORT_BEATS else -1]
    if all(bar == body[0] for bar in body):
        return f"In every bar: {_strokes(body[0])}."
    if all(bar == body[place % 2] for place, bar in enumerate(body)):
        return f"Bar 1: {_strokes(body[0])}. Bar 2: {_strokes(body[1])}. And so on."
    changes = [place for place, bar in enumerate(body) if place == 0 or bar != body[place - 1]]
    return " ".join(f"From bar {place + 1}: {_strokes(body[place]) or 'nothing'}." for place in changes)


def _strokes(struck: Mapping[int, list[float]]) -> str:
    names = {drum.key: drum.name for drum in reversed(list(kit().values()))}
    return "; ".join(
        f"{names.get(key, 'another drum').lower()} on {', '.join(dict.fromkeys(map(_beat, beats)))}"
        for key, beats in struck.items()
    )


def _struck(score: Mapping[str, Any], bar: Mapping[str, Any]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for note in _within(_notes(score, "drums"), bar):
        found.setdefault(note["pitch"], []).append(round(note["onset_beat"] - bar["start_beat"], 3))
    return found


def _bass(score: Mapping[str, Any]) -> str:
    return _bar_by_bar(score, "bass", _notes(score, "bass"))


def _tones(score: Mapping[str, Any]) -> str:
    home = tonality(score["key"])
    used = {(note["pitch"] - home.tonic_pc) % 12 for note in _notes(score, "melody", "answer", "harmony", "bass")}
    names = ", ".join(_name(score, home.tonic_pc + step) for step in sorted(used))
    return f"Home is {home.tonic}. From home upward, these tones are used: {names}."


def _chords(score: Mapping[str, Any]) -> str:
    chords, bass = _notes(score, "harmony"), _notes(score, "bass")
    if not chords:
        return "There are no chords."
    said = []
    for bar in _bars(score):
        above = " ".join(dict.fromkeys(_name(score, note["pitch"]) for note in _within(chords, bar)))
        low = _within(bass, bar)
        below = f" over {_name(score, low[0]['pitch'])}" if low and above else ""
        said.append(f"bar {bar['number']}, {above or 'held'}{below}")
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
    return _bar_by_bar(score, "melody", _notes(score, "melody", "answer"))


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
