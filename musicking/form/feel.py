"""How a groove is felt: swing by its tempo, and the small unevenness of hands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from musicking.form.hand import Hand
from musicking.form.ticks import TICKS, to_beat, to_ticks
from musicking.written import FEEL

if TYPE_CHECKING:
    from fractions import Fraction

    from musicking.form.groove import Groove
    from musicking.score import Beat, Note, Score

SHUFFLE_RATIO = 2.0
_MOST_SWING, _LEAST_SWING = 3.5, 1.0
_MOST_AT_BPM, _EVEN_AT_BPM = 120, 300
#: A soloist lies behind the beat, and meets the drums on the second eighth.
_LAID_BACK_SEC = 0.025
#: What stands over the first bar of a score whose written eighths are played otherwise.
WORDS = {"jazz": "Swing", "shuffle": "Shuffle"}
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

    The score given is as written, with even eighths. Every note of this one remembers where it is written, so that
    its notation is that of the score given, with "Swing" or "Shuffle" over it (`musicking.written.as_written`).

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
    >>> from musicking.score import Bar, Metre, Note, Score, Voice
    >>> eighth = Note("r1", Fraction(1, 2), Fraction(1), 51)
    >>> metre, bar = Metre(Fraction(0), 4, 4), Bar(1, Fraction(0), Fraction(4))
    >>> ride = Score("A", (Voice("drums", "Drums", "drums", (eighth,)),), (bar,), (metre,), ((Fraction(0), 0.5),))
    >>> float(felt(ride, groove("swing"), human=False).voices[0].notes[0].onset_beat)
    0.7778645833333333
    """
    period = score.tempo[0][1]
    off = off_beat(groove, 60 / period) if swing else _HALF
    late = round(_LAID_BACK_SEC / period * TICKS) if swing and groove.swing == "jazz" else 0
    lines = {bar.start_beat for bar in score.bars}
    voices = []
    for number, voice in enumerate(score.voices):
        hand = Hand(seed, number, 60 / period) if human else None
        behind = late if voice.id == "melody" else 0
        voices.append(replace(voice, notes=tuple(_felt(note, off, behind, hand, lines) for note in voice.notes)))
    said = {FEEL: WORDS[groove.swing]} if off != _HALF else {}
    return replace(score, voices=tuple(voices), origin={**score.origin, **said})


def off_beat(groove: Groove, bpm: float) -> int:
    """Return where the second eighth of a beat falls, in ticks."""
    if not groove.swing:
        return _HALF
    ratio = swing_ratio(bpm) if groove.swing == "jazz" else SHUFFLE_RATIO
    return round(TICKS * ratio / (ratio + 1))


def swung(beat: Fraction, off: int) -> int:
    """Return where a written place is played, in ticks; triplets stay where they are."""
    ticks = to_ticks(beat)
    if beat.denominator == 1 or beat.denominator % 3 == 0 or off == _HALF:
        return ticks
    whole, part = divmod(ticks, TICKS)
    if part <= _HALF:
        return whole * TICKS + part * off // _HALF
    return whole * TICKS + off + (part - _HALF) * (TICKS - off) // _HALF


def _felt(note: Note, off: int, behind: int, hand: Hand | None, lines: set[Beat]) -> Note:
    onset, end, level_db = swung(note.onset_beat, off), swung(note.end_beat, off), note.level_db
    if note.onset_beat.denominator == 1:
        onset += min(behind, (end - onset) // 2)
    if hand:
        onset = hand.moved(onset, end, on_bar_line=note.onset_beat in lines)
        level_db = round(level_db + hand.louder_db(), 2)
    played, written = (to_beat(onset), to_beat(end)), note.written_beat or (note.onset_beat, note.end_beat)
    return replace(
        note,
        onset_beat=played[0],
        end_beat=played[1],
        level_db=level_db,
        written_beat=written if written != played else None,
    )
