"""The phrases that a path is made of, each of four bars, from one theme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from musicking.form.compose import compose
from musicking.form.joining import excerpt
from musicking.form.vamp import vamp
from musicking.score import Bar, Metre, Score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.score import Beat, Note, Voice

#: The tempo of the whole path, in beats a minute.
TEMPO_BPM = 80
BARS, BEATS = 4, 4
_SEED, _MOTIVE = 7, "slow bloom"
_OCTAVE = 12
#: How much longer the last beats of a homecoming are.
_SLOWER = 1.35


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path has got to: its mode and its groove.

    Parameters
    ----------
    tonality, progression, groove
        As in `musicking.form.compose.compose`.
    says
        The place in words.
    """

    tonality: str
    progression: str
    groove: str
    says: str


#: Where the contrasts lead, one after the other; the second is a melody and stays in its place.
MAJOR = Place("C major", "I IV V I", "ballad", "in C major, over a quiet ballad beat")
DORIAN = Place("C dorian", "i IV", "ballad", "in C Dorian, over the same beat")
HEARTBEAT = Place("C dorian", "i IV", "heartbeat", "in C Dorian, over a heartbeat")
MAJOR_HEARTBEAT = Place("C major", "I IV V I", "heartbeat", "in C major, over a heartbeat")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Four bars, and what can be said of them.

    Parameters
    ----------
    says
        What this phrase does, in a sentence.
    features
        What can be expected of a phrase, and what it is here: theme, mode, groove, metre, register, texture, ending.
    """

    name: str
    score: Score
    says: str
    features: Mapping[str, str]


def opening(place: Place) -> Phrase:
    """Return the theme, ending open."""
    return _phrase("open", place, _section(place, 0), "The theme: its last tone asks.", ending="open")


def again(place: Place) -> Phrase:
    """Return the theme as at the beginning, in a place where it has not been."""
    return _phrase("moved", place, _section(place, 0), f"The same theme, {place.says}.", ending="open")


def closed(place: Place) -> Phrase:
    """Return the theme, closed."""
    return _phrase("closed", place, _section(place, 1), "The theme again; this time it closes.", ending="closed")


def ornamented(place: Place) -> Phrase:
    """Return the theme with notes put in."""
    melody = _section(place, 3).voice("melody")
    score = _with(_section(place, 1), melody)
    says = "The theme once more, with notes put in between those you know."
    return _phrase("ornamented", place, score, says, ending="closed")


def sequence(place: Place) -> Phrase:
    """Return the theme's idea carried from step to step."""
    carried = _compose(place, "sequence", "once").voice("melody")
    says = "The idea of the theme, carried from step to step, until it closes."
    score = _with(_section(place, 1), carried)
    return _phrase("sequence", place, score, says, ending="closed")


def other(place: Place) -> Phrase:
    """Return another melody, an octave lower."""
    bridge = _section(place, 2)
    tune = bridge.voice("melody")
    lower = replace(tune, notes=tuple(_lower(note) for note in tune.notes))
    says = "Another melody, from another idea, an octave below; it ends open."
    return _phrase("other", place, _with(bridge, lower), says, theme="another theme", register="low", ending="open")


def deceptive(place: Place) -> Phrase:
    """Return the theme, closed by its melody and not by its harmony."""
    chords = vamp(place.progression, place.tonality, groove=place.groove, bars=BARS, close="deceptive")
    theme = _section(place, 1)
    kept = {voice.id: voice for voice in chords.voices}
    voices = tuple(kept.get(voice.id, voice) for voice in theme.voices)
    says = "A deceptive cadence: the melody comes home, and the last chord is another one."
    score = replace(theme, voices=voices, chords=chords.chords)
    return _phrase("deceptive", place, score, says, ending="deceptive")


def space(place: Place) -> Phrase:
    """Return the theme with a bar in which nobody plays."""
    silent = (Fraction(2 * BEATS), Fraction(3 * BEATS))
    theme = _section(place, 1)
    voices = tuple(replace(voice, notes=_outside(voice, *silent)) for voice in theme.voices)
    says = "A sudden space: in the third bar nobody plays. Then the theme closes."
    return _phrase("space", place, replace(theme, voices=voices), says, texture="with a silence", ending="closed")


def missing_beat(place: Place) -> Phrase:
    """Return the theme with the last beat of every bar taken out."""
    theme = _section(place, 1)
    kept = BEATS - 1

    def moved(beat: Beat) -> Beat:
        return kept * (beat // BEATS) + min(beat % BEATS, Fraction(kept))

    score = replace(
        theme,
        voices=tuple(
            replace(
                voice,
                notes=tuple(
                    replace(note, onset_beat=moved(note.onset_beat), end_beat=moved(note.end_beat))
                    for note in voice.notes
                    if note.onset_beat % BEATS < kept
                ),
            )
            for voice in theme.voices
        ),
        bars=tuple(Bar(bar + 1, Fraction(kept * bar), Fraction(kept * (bar + 1))) for bar in range(BARS)),
        metres=(Metre(Fraction(0), kept, 4),),
        chords=tuple((moved(beat), symbol) for beat, symbol in theme.chords),
        phrases=((Fraction(0), Fraction(kept * BARS)),),
    )
    says = "The same theme in three instead of four: every bar has lost its last beat."
    return _phrase("missing", place, score, says, metre="3/4", ending="closed")


def home() -> Phrase:
    """Return the theme where the path began, closed, slowing down, its last chord held."""
    whole = _compose(MAJOR, "period", "once")
    period, end = 60 / TEMPO_BPM, Fraction(BARS * BEATS)
    slowing = (
        (Fraction(0), period),
        (end - 2 * BEATS, period),
        (end - BEATS, period * _SLOWER),
        (end, period * _SLOWER),
    )
    score = replace(whole, tempo=slowing)
    says = "Home: the theme where it began. It slows down, and its last chord is held."
    return _phrase("home", MAJOR, score, says, ending="closed")


def _phrase(kind: str, place: Place, score: Score, says: str, **differs: str) -> Phrase:
    usual = {
        "theme": "the theme",
        "mode": place.tonality,
        "groove": place.groove,
        "metre": "4/4",
        "register": "middle",
        "texture": "full",
    }
    name = f"{kind}-{place.tonality.split()[1]}-{place.groove}"
    return Phrase(name, replace(score, origin={}, sections=()), says, usual | differs)


@cache
def _compose(place: Place, phrase: str, form: str) -> Score:
    return compose(
        place.groove,
        place.tonality,
        place.progression,
        phrase,
        form,
        style="rock ballad",
        seed=_SEED,
        bars=BARS,
        motive=_MOTIVE,
        tempo_bpm=TEMPO_BPM,
    )


def _section(place: Place, index: int) -> Score:
    """Return a section of the song form on the theme, without the upbeat of the one after it."""
    whole = _compose(place, "period", "AABA")
    first = index * BARS + 1
    part = excerpt(whole, first, first + BARS - 1)
    end = whole.place(first, first + BARS - 1).to_beat
    before_next = min((a for a, b in whole.phrases if a < end < b), default=end)
    tune = part.voice("melody")
    notes = tuple(note for note in tune.notes if note.onset_beat < before_next - end + part.end_beat)
    return _with(replace(part, phrases=((Fraction(0), part.end_beat),)), replace(tune, notes=notes))


def _with(score: Score, melody: Voice) -> Score:
    """Return a score with another melody over its accompaniment."""
    return replace(score, voices=tuple(melody if voice.id == "melody" else voice for voice in score.voices))


def _lower(note: Note) -> Note:
    letter, octave = note.spelling[:-1], note.spelling[-1:]
    spelling = f"{letter}{int(octave) - 1}" if octave.isdigit() else ""
    return replace(note, pitch=note.pitch - _OCTAVE, spelling=spelling)


def _outside(voice: Voice, start: Beat, end: Beat) -> tuple[Note, ...]:
    kept = (note for note in voice.notes if not start <= note.onset_beat < end)
    return tuple(
        replace(note, end_beat=start, tied=False) if note.onset_beat < start < note.end_beat else note for note in kept
    )
