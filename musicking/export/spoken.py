"""A score in words, for whoever reads by ear: bar by bar, and in one line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from musicking.export.engraver import WRITABLE_QUARTERS, Event, bar_events, layers, tied_pairs
from musicking.words.places import SAME_BEAT, one_decimal
from musicking.words.sentences import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.score import Bar, Score, Voice

#: Length in quarter notes → name.
VALUES = {
    Fraction(8): "breve",
    Fraction(4): "whole",
    Fraction(2): "half",
    Fraction(1): "quarter",
    Fraction(1, 2): "eighth",
    Fraction(1, 4): "sixteenth",
    Fraction(1, 8): "thirty-second",
    Fraction(1, 16): "sixty-fourth",
}
ACCIDENTALS = {"#": " sharp", "b": " flat", "##": " double sharp", "bb": " double flat"}
TIMES = {2: "second", 3: "third", 4: "fourth"}


def spoken(score: Score, voices: Sequence[str] | None = None) -> tuple[str, ...]:
    """Say a score bar by bar: beat, pitch, value and word of each note, then the chords.

    Parameters
    ----------
    voices
        Ids of the voices to say; by default the first alone, which is the melody.

    Returns
    -------
    tuple of str
        One sentence for each played bar.

    Raises
    ------
    MusicError
        When a voice is not in the score.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> for sentence in spoken(song("amazing_grace"))[:2]:
    ...     print(sentence)
    Upbeat: beat 3, D4, quarter note, “A-”.
    Bar 1: beat 1, G4, half note, “maz-”; beat 3, B4, eighth note, “ing”; beat 3½, G4, eighth note; chord G.
    """
    chosen = [score.voice(name) for name in voices] if voices is not None else list(score.voices[:1])
    found = [(voice, layers(voice.notes), tied_pairs(voice)) for voice in chosen]
    sentences = []
    for bar in score.bars:
        said = []
        for voice, voice_layers, ties in found:
            name = f"{voice.name}, " if len(chosen) > 1 else ""
            events = [event for layer in voice_layers for event in bar_events(score, bar, layer, ties)]
            events.sort(key=lambda event: event.offset_quarters)
            if not any(event.notes for event in events):
                said.append(f"{name}rest")
                continue
            said += [name * (not place) + _event(score, bar, event) for place, event in enumerate(events)]
        said += _chords(score, bar)
        sentences.append(f"{_bar_name(bar)}: {'; '.join(said)}.")
    return tuple(sentences)


def summary(score: Score) -> str:
    """Say in one line what a score is: title, key, metre, bars, tempo and range.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> summary(song("amazing_grace"))
    'Amazing Grace: G major, 3/4, 16 bars with an upbeat, 76 beats a minute, melody from D4 to D5.'
    """
    parts = [score.key] if score.key else []
    parts.append(", then ".join(f"{metre.numerator}/{metre.denominator}" for metre in score.metres))
    count = sum(bar.number > 0 for bar in score.bars)
    upbeat = " with an upbeat" if any(bar.number == 0 for bar in score.bars) else ""
    parts.append(f"{count} {'bar' if count == 1 else 'bars'}{upbeat}")
    if score.tempo:
        parts.append(f"{one_decimal(60 / score.tempo[0][1])} beats a minute")
    if score.voices and score.voices[0].notes:
        parts.append(_range(score.voices[0]))
    return f"{score.title}: {', '.join(part for part in parts if part)}."


def _range(voice: Voice) -> str:
    low = min(voice.notes, key=lambda note: note.pitch)
    high = max(voice.notes, key=lambda note: note.pitch)
    lowest, highest = (pitch_name(note.spelling, note.pitch) for note in (low, high))
    return f"{voice.name.lower()} from {lowest} to {highest}"


def pitch_name(spelling: str, pitch: int) -> str:
    """Say a pitch; without a spelling, black keys are sharps.

    Examples
    --------
    >>> pitch_name("F#4", 66), pitch_name("Bb3", 58), pitch_name("", 61)
    ('F sharp 4', 'B flat 3', 'C sharp 4')
    """
    if not spelling:
        name = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")[pitch % 12]
        spelling = f"{name}{pitch // 12 - 1}"
    letter, rest = spelling[0].upper(), spelling[1:]
    accidental = rest.rstrip("-0123456789")
    return f"{letter}{ACCIDENTALS.get(accidental, accidental)}{' ' * bool(accidental)}{rest[len(accidental) :]}"


def value_name(length_quarters: Fraction) -> str:
    """Say the value of a note: ``"dotted half"``; one of no simple value by its quarters.

    Examples
    --------
    >>> value_name(Fraction(3)), value_name(Fraction(1, 2)), value_name(Fraction(2, 3))
    ('dotted half', 'eighth', '2/3 of a quarter')
    """
    if length_quarters in VALUES:
        return VALUES[length_quarters]
    plain = length_quarters * Fraction(2, 3)
    if length_quarters in WRITABLE_QUARTERS and plain in VALUES:
        return f"dotted {VALUES[plain]}"
    return f"{length_quarters} of a quarter"


def _event(score: Score, bar: Bar, event: Event) -> str:
    beat = beat_name(score, bar, event.offset_quarters / score.beat_quarters)
    value = value_name(event.length_quarters)
    if not event.notes:
        return f"beat {beat}, {value} rest"
    lowest_first = sorted(event.notes, key=lambda note: note.pitch)
    names = " and ".join(pitch_name(note.spelling, note.pitch) for note in lowest_first)
    said = [f"beat {beat}", names, f"{value} note"]
    if any(event.tied_in):
        said[-1] += ", tied from the note before"
    words = [note.lyric for note, tied in zip(event.notes, event.tied_in, strict=True) if note.lyric and not tied]
    return ", ".join(said + [f"“{word}”" for word in words])


def beat_name(score: Score, bar: Bar, offset_beats: Fraction) -> str:
    """Say which beat of a bar lies some beats after its start; an upbeat is counted from its end.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> grace = song("amazing_grace")
    >>> beat_name(grace, grace.bars[0], Fraction(0)), beat_name(grace, grace.bars[1], Fraction(5, 2))
    ('3', '3½')
    """
    count = offset_beats + 1
    if bar.number == 0 and score.metres:
        metre = score.metres[0]
        full = Fraction(4 * metre.numerator, metre.denominator) / score.beat_quarters
        count += full - (bar.end_beat - bar.start_beat)
    whole, rest = divmod(count, 1)
    if not rest:
        return str(whole)
    sign = next((sign for value, sign in WORDS["fractions"] if abs(float(rest) - value) < SAME_BEAT), None)
    return f"{whole}{sign}" if sign else f"{whole} and {rest}"


def _chords(score: Score, bar: Bar) -> list[str]:
    """Say the chords that begin in a bar; only where one comes late or second, its beat."""
    here = [(beat, symbol) for beat, symbol in score.chords if bar.start_beat <= beat < bar.end_beat]
    if len(here) == 1 and here[0][0] == bar.start_beat:
        return [f"chord {_symbol_name(here[0][1])}"]
    return [
        f"chord {_symbol_name(symbol)} on beat {beat_name(score, bar, beat - bar.start_beat)}" for beat, symbol in here
    ]


def _symbol_name(symbol: str) -> str:
    """Write a chord symbol as it is said: ``"F#m7"`` → ``"F sharp m7"``.

    Examples
    --------
    >>> _symbol_name("Bb"), _symbol_name("F#m7"), _symbol_name("G/B")
    ('B flat', 'F sharp m7', 'G over B')
    """
    chord, _, bass = symbol.partition("/")
    said = chord[:1] + ACCIDENTALS.get(chord[1:2], chord[1:2])
    said += " " * (chord[1:2] in ACCIDENTALS and len(chord) > 2) + chord[2:]  # noqa: PLR2004  (more than letter and accidental)
    return f"{said} over {_symbol_name(bass)}" if bass else said


def _bar_name(bar: Bar) -> str:
    name = "Upbeat" if bar.number == 0 else f"Bar {bar.number}"
    return name if bar.pass_ == 1 else f"{name}, {TIMES.get(bar.pass_, str(bar.pass_) + 'th')} time"
