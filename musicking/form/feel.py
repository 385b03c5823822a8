"""How a groove is felt: swing by its tempo, and the small unevenness of hands."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from musicking.form.ticks import TICKS, to_beat, to_ticks
from musicking.score import Note

if TYPE_CHECKING:
    from fractions import Fraction

    from musicking.form.groove import Groove
    from musicking.score import Score

SHUFFLE_RATIO = 2.0
_MOST_SWING, _LEAST_SWING = 3.5, 1.0
_MOST_AT_BPM, _EVEN_AT_BPM = 120, 300
#: A soloist lies behind the beat, and meets the drums on the second eighth.
_LAID_BACK_SEC = 0.025
#: Spread of a hand: one standard deviation, and the most.
_TIMING_SEC, _MOST_SEC = 0.004, 0.010
_LEVEL_DB, _MOST_DB = 0.7, 1.5
_HALF = TICKS // 2


def swing_ratio(bpm: float) -> float:
    """Return how much longer the first eighth of a beat is than the second, in jazz.

    The line falls from 3.5 at 120 beats a minute to 1 (even) at 300, as drummers were measured by Friberg and
    Sundström (2002, *Music Perception* 19(3), 333-349): their ratio falls about linearly with tempo, and the
    short note keeps near 100 ms at medium and fast tempi. The ends of the line are rounded by us.

    Examples
    --------
    >>> swing_ratio(120), swing_ratio(210), swing_ratio(300)
    (3.5, 2.25, 1.0)
    """
    fallen = (bpm - _MOST_AT_BPM) / (_EVEN_AT_BPM - _MOST_AT_BPM)
    return max(_LEAST_SWING, min(_MOST_SWING, _MOST_SWING - (_MOST_SWING - _LEAST_SWING) * fallen))


def felt(score: Score, groove: Groove, *, swing: bool = True, human: bool = True, seed: int = 0) -> Score:
    """Return the score as a groove is felt: the same notes, moved and stressed a little.

    The score given is as written, with even eighths; this one is for playing, not for reading.

    Parameters
    ----------
    swing
        Whether second eighths come late, where the groove swings; a voice called ``melody`` then lies
        25 ms behind on the beat and is together with the drums off it.
    human
        Whether onsets spread by some 4 ms (at most 10) and levels by some 0.7 dB (at most 1.5).
    seed
        The same seed spreads the same way.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from musicking.form.groove import groove
    >>> from musicking.score import Bar, Metre, Score, Voice
    >>> eighth = Note("r1", Fraction(1, 2), Fraction(1), 51)
    >>> metre, bar = Metre(Fraction(0), 4, 4), Bar(1, Fraction(0), Fraction(4))
    >>> ride = Score("A", (Voice("drums", "Drums", "drums", (eighth,)),), (bar,), (metre,), ((Fraction(0), 0.5),))
    >>> float(felt(ride, groove("swing"), human=False).voices[0].notes[0].onset_beat)
    0.7778645833333333
    """
    period = score.tempo[0][1]
    off_beat = _off_beat(groove, 60 / period) if swing else TICKS // 2
    late = round(_LAID_BACK_SEC / period * TICKS) if swing and groove.swing == "jazz" else 0
    hand = _Hand(seed, period) if human else None
    start = to_ticks(score.start_beat)
    voices = []
    for voice in score.voices:
        behind = late if voice.id == "melody" else 0
        voices.append(replace(voice, notes=tuple(_felt(note, off_beat, behind, hand, start) for note in voice.notes)))
    return replace(score, voices=tuple(voices))


def _off_beat(groove: Groove, bpm: float) -> int:
    """Return where the second eighth of a beat falls, in ticks."""
    if not groove.swing:
        return TICKS // 2
    ratio = swing_ratio(bpm) if groove.swing == "jazz" else SHUFFLE_RATIO
    return round(TICKS * ratio / (ratio + 1))


def _felt(note: Note, off_beat: int, behind: int, hand: _Hand | None, start: int) -> Note:
    onset, end = _swung(note.onset_beat, off_beat), _swung(note.end_beat, off_beat)
    level_db, moved = note.level_db, behind if note.onset_beat.denominator == 1 else 0
    if hand:
        level_db = round(level_db + hand.louder_db(), 2)
        moved += hand.late_ticks()
    most = (end - onset) // 2
    onset = max(start, onset + max(-most, min(most, moved)))
    return Note(note.id, to_beat(onset), to_beat(end), note.pitch, note.spelling, note.tied, level_db, note.lyric)


def _swung(beat: Fraction, off_beat: int) -> int:
    """Return where a written place is played; triplets stay where they are."""
    ticks = to_ticks(beat)
    if beat.denominator == 1 or beat.denominator % 3 == 0 or off_beat == _HALF:
        return ticks
    whole, part = divmod(ticks, TICKS)
    if part <= _HALF:
        return whole * TICKS + part * off_beat // _HALF
    return whole * TICKS + off_beat + (part - _HALF) * (TICKS - off_beat) // _HALF


class _Hand:
    """The small unevenness of a hand, the same for the same seed."""

    def __init__(self, seed: int, period: float) -> None:
        self._gauss = random.Random(seed).gauss  # noqa: S311 (music, not secrets)
        self._ticks_per_sec = TICKS / period

    def late_ticks(self) -> int:
        late = max(-_MOST_SEC, min(_MOST_SEC, self._gauss(0, _TIMING_SEC)))
        return round(late * self._ticks_per_sec)

    def louder_db(self) -> float:
        return max(-_MOST_DB, min(_MOST_DB, self._gauss(0, _LEVEL_DB)))
