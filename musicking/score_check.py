"""Whether a score holds together; what does not is said in one sentence."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

from musicking.errors import MusicError

if TYPE_CHECKING:
    from musicking.score import Beat, Note, Score

HIGHEST_KEY = 127


def check_score(score: Score) -> None:
    """Raise MusicError if the score does not hold together."""
    _check_bars(score)
    _check_curve("tempo", score.tempo)
    _check_curve("level", score.level)
    if not score.tempo:
        raise MusicError("The score has no tempo: give at least one (beat, seconds a beat).")
    if any(period <= 0 for _, period in score.tempo):
        raise MusicError("The tempo of the score must be above 0 seconds a beat everywhere.")
    if score.beat_quarters <= 0:
        raise MusicError("A beat of the score must be longer than nothing (beat_quarters).")
    _check_stretches("phrase", score.phrases)
    _check_stretches("section", tuple((section.from_beat, section.to_beat) for section in score.sections))
    names = [voice.id for voice in score.voices]
    if len(set(names)) < len(names):
        raise MusicError("Two voices of the score have the same id.")
    seen: set[str] = set()
    for voice in score.voices:
        for note in voice.notes:
            _check_note(note, score.start_beat)
            if note.id in seen:
                raise MusicError(f'Two notes of the score have the id "{note.id}".')
            seen.add(note.id)


def _check_bars(score: Score) -> None:
    for bar in score.bars:
        if bar.start_beat >= bar.end_beat:
            raise MusicError(f"Bar {bar.number} ends where it begins, or before.")
    for bar, following in pairwise(score.bars):
        if bar.end_beat != following.start_beat:
            raise MusicError(f"Bar {following.number} does not begin where bar {bar.number} ends.")


def _check_stretches(name: str, stretches: tuple[tuple[Beat, Beat], ...]) -> None:
    for start, end in stretches:
        if start >= end:
            raise MusicError(f"A {name} ends at beat {float(end):g}, where it has not begun.")


def _check_curve(name: str, points: tuple[tuple[Beat, float], ...]) -> None:
    if not all(isfinite(value) for _, value in points):
        raise MusicError(f"The {name} of the score holds a number that is not finite.")
    if any(left > right for (left, _), (right, _) in pairwise(points)):
        raise MusicError(f"The {name} of the score goes back in beats.")


def _check_note(note: Note, start_beat: Beat) -> None:
    if note.end_beat <= note.onset_beat:
        raise MusicError(f'Note "{note.id}" ends where it begins, or before.')
    if note.onset_beat < start_beat:
        raise MusicError(f'Note "{note.id}" begins before the first bar.')
    if not 0 <= note.pitch <= HIGHEST_KEY:
        raise MusicError(f'Note "{note.id}" has the pitch {note.pitch}; MIDI keys run from 0 to 127.')
    if not isfinite(note.level_db):
        raise MusicError(f'The stress of note "{note.id}" is not a finite number.')
