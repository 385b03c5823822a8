"""A simple piano accompaniment for a melody with chord symbols: a bass and chords in the middle.

What each metre plays is a table; which keys it plays follows from the hand before: the nearest
position of the next chord, below the melody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from musicking.errors import MusicError
from musicking.form.chords import Chord, pitch_class, read_chord, spell
from musicking.form.voicing import fifth_key, nearest_grip, root_key, upper_fifth_key
from musicking.score import Note, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from musicking.score import Bar, Score

_DEEPEST = 36
_BASS_PARTS = ("root", "fifth", "drone")
_BASS_BALANCE_DB, _HARMONY_BALANCE_DB = -5.0, -7.0


class Stroke(NamedTuple):
    """One attack: where in its bar and for how long, what part of the chord, how much softer."""

    onset: Fraction
    length: Fraction
    part: str  # in the bass "root", "fifth", "deepest" (root), "drone"; of the chord "all", "lowest", "upper"
    level_db: float = 0.0


def _strokes(*rows: tuple[str, str, str, float]) -> tuple[Stroke, ...]:
    return tuple(Stroke(Fraction(at), Fraction(length), part, level) for at, length, part, level in rows)


# In beats of the metre (a dotted quarter in 6/8).
PATTERNS = {
    (3, 4): _strokes(("0", "3", "root", 0), ("1", "1", "all", -2), ("2", "1", "all", -3)),
    (6, 8): _strokes(
        ("0", "1", "root", 0), ("1/3", "2/3", "lowest", -2), ("2/3", "1/3", "upper", -3),
        ("1", "1", "fifth", -1), ("4/3", "2/3", "lowest", -3), ("5/3", "1/3", "upper", -3),
    ),
    (4, 4): _strokes(
        ("0", "2", "root", 0), ("0", "2", "all", 0),
        ("2", "2", "root", -1), ("2", "2", "all", -1),
    ),
    (2, 4): _strokes(
        ("0", "1/2", "root", 0), ("1/2", "1/2", "all", -2),
        ("1", "1/2", "fifth", -1), ("3/2", "1/2", "all", -2),
    ),
}  # fmt: skip

# In bars, for any metre: what an open fifth (as in E5) plays.
DRONE = _strokes(("0", "1", "drone", 0), ("0", "1", "all", -3))


@dataclass(frozen=True, slots=True)
class _Span:
    """A chord from one place to another."""

    from_beat: Fraction
    to_beat: Fraction
    chord: Chord


def accompany(score: Score) -> Score:
    r"""Return the score with two more voices, ``harmony`` and ``bass``, played from its chord symbols.

    The upbeat stays unaccompanied; the last chord is held. A score without chords comes back as it is.

    Parameters
    ----------
    score
        Its first voice is the melody; the accompaniment keeps below it.

    Raises
    ------
    MusicError
        If a chord symbol is not known; names the bar.

    Examples
    --------
    >>> from musicking.reading.abc import read_abc
    >>> played = accompany(read_abc('X:1\nM:3/4\nL:1/4\nK:G\n"G"B2 d|"D7"c3|"G"B3|]'))
    >>> [n.spelling for n in played.voice("bass").notes]
    ['G2', 'D2', 'G2']
    """
    if not score.chords:
        return score
    spans = _spans(score)
    heard_between = _listener(score.voices[0].notes)
    bass, harmony = _Hand("b"), _Hand("h")
    for span, stroke in _placed_strokes(score, spans):
        heard = heard_between(stroke.onset, stroke.onset + stroke.length)
        if stroke.part in ("root", "deepest", "drone"):
            near = (_DEEPEST,) if stroke.part == "deepest" else bass.grip
            bass.grip = (root_key(span.chord, near, heard),)
            fifth = upper_fifth_key(span.chord, bass.grip[0], heard) if stroke.part == "drone" else ()
            bass.play(stroke, span.chord, bass.grip + fifth)
        elif stroke.part == "fifth":
            bass.play(stroke, span.chord, (fifth_key(span.chord, bass.grip[0], heard),))
        else:
            harmony.grip = nearest_grip(span.chord, harmony.grip, bass.notes[-1].pitch, heard)
            parts = {"lowest": harmony.grip[:1], "upper": harmony.grip[1:] or harmony.grip}
            harmony.play(stroke, span.chord, parts.get(stroke.part, harmony.grip))
    voices = (
        Voice("harmony", "Harmony", "piano", tuple(harmony.notes), _HARMONY_BALANCE_DB),
        Voice("bass", "Bass", "piano", tuple(bass.notes), _BASS_BALANCE_DB),
    )
    return replace(score, voices=(*score.voices, *voices))


def _listener(melody: Sequence[Note]) -> Callable[[Fraction, Fraction], list[int]]:
    """Return a function that tells which keys the melody plays between two places."""
    onsets = [n.onset_beat for n in melody]
    longest = max((n.end_beat - n.onset_beat for n in melody), default=Fraction(0))

    def heard(start: Fraction, end: Fraction) -> list[int]:
        near = melody[bisect_right(onsets, start - longest) : bisect_left(onsets, end)]
        return [n.pitch for n in near if n.end_beat > start]

    return heard


class _Hand:
    """The notes a hand has played so far, and where it lies (the bass: on the root)."""

    def __init__(self, prefix: str) -> None:
        self.notes: list[Note] = []
        self.grip: tuple[int, ...] = ()
        self._prefix = prefix

    def play(self, stroke: Stroke, chord: Chord, keys: tuple[int, ...]) -> None:
        names = {pitch_class(t): t for t in (*chord.tones, chord.bass)}
        for key in keys:
            name = f"{self._prefix}{len(self.notes) + 1}"
            end = stroke.onset + stroke.length
            spelling = spell(names[key % 12], key)
            self.notes.append(Note(name, stroke.onset, end, key, spelling, level_db=stroke.level_db))


def _spans(score: Score) -> list[_Span]:
    spans: list[_Span] = []
    ends = [beat for beat, _ in score.chords[1:]] + [score.end_beat]
    for (beat, symbol), end in zip(score.chords, ends, strict=True):
        try:
            spans.append(_Span(beat, end, read_chord(symbol)))
        except MusicError as error:
            bar = next(b.number for b in score.bars if b.start_beat <= beat < b.end_beat)
            raise MusicError(f"Bar {bar}: {error}") from None
    return spans


def _placed_strokes(score: Score, spans: list[_Span]) -> Iterator[tuple[_Span, Stroke]]:
    """Yield every stroke of the piece at its beat, with the chord that sounds there."""
    last_held = max(spans[-1].from_beat, score.bars[-1].start_beat)
    starts = [s.from_beat for s in spans]
    for bar in score.bars:
        inside = spans[max(0, bisect_right(starts, bar.start_beat) - 1) : bisect_left(starts, bar.end_beat)]
        if bar.number == 0 or not inside:
            continue
        for span in inside:
            start, end = max(span.from_beat, bar.start_beat), min(span.to_beat, bar.end_beat)
            if end == score.end_beat and start == last_held:
                held = end - start
                yield span, Stroke(start, held, "deepest")
                yield span, Stroke(start, held, "all", -1)
            else:
                yield from ((span, s) for s in _within(_pattern(score, bar, span.chord), bar, start, end))


def _within(pattern: Sequence[Stroke], bar: Bar, start: Fraction, end: Fraction) -> list[Stroke]:
    """Return what a pattern plays between two places of a bar, beginning there with the root."""
    strokes = [s._replace(onset=bar.start_beat + s.onset) for s in pattern]
    strokes = [s for s in strokes if start <= s.onset < end]
    if not any(s.part in _BASS_PARTS and s.onset == start for s in strokes):
        strokes.insert(0, Stroke(start, end - start, "root", -1))
    if not any(s.part not in _BASS_PARTS for s in strokes):
        strokes.append(Stroke(start, end - start, "all", -2))
    if strokes[0].part == "fifth":
        strokes[0] = strokes[0]._replace(part="root")
    return [s._replace(length=min(s.length, end - s.onset)) for s in strokes]


def _pattern(score: Score, bar: Bar, chord: Chord) -> tuple[Stroke, ...]:
    """Return what the tables play in a bar: drone, pattern of its metre, or a bass note with chords after it."""
    metre = [m for m in score.metres if m.beat <= bar.start_beat][-1]
    length = Fraction(metre.numerator * 4, metre.denominator) / score.beat_quarters
    known = DRONE if chord.is_open else PATTERNS.get((metre.numerator, metre.denominator))
    if known:
        # A metre in mid-piece may beat otherwise than the first, in whose beats the score counts.
        stretch = length / max(s.onset + s.length for s in known)
        return tuple(s._replace(onset=s.onset * stretch, length=s.length * stretch) for s in known)
    chords = tuple(Stroke(Fraction(b), Fraction(1), "all", -2) for b in range(1, int(length)))
    return (Stroke(Fraction(0), length, "root"), *chords)
