"""One voice written on a music21 staff: notes, words, chord symbols, barlines."""

# music21 says the types of some of its classes and not of others.
# mypy: allow-untyped-calls

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from musicking.export.engraver import Event, bar_events, layers, tied_pairs
from musicking.form.tonality import tonality
from musicking.written import FEEL

if TYPE_CHECKING:
    from music21 import chord, expressions, harmony, key, note, pitch, stream, style

    from musicking.score import Bar, Note, Score, Voice

Syllabic = Literal["begin", "middle", "end", "single"]
#: A staff whose mean key lies below this (the A under middle C) takes the bass clef.
BASS_CLEF_BELOW = 57
#: Stands between a note's id and the number of a further notehead that the same note needs.
PIECE_MARK = "--"


def write_staff(part: stream.Part, score: Score, voice: Voice, part_id: str, *, lead: bool) -> None:
    """Write a voice into an empty ``music21.stream.Part``; the lead staff bears chords and tempo."""
    from music21 import instrument, stream

    part.id = part_id
    sound = instrument.Instrument()
    sound.partId, sound.instrumentId, sound.partName = part_id, f"{part_id}-sound", voice.name
    part.insert(0, sound)
    ties, found = tied_pairs(voice), layers(voice.notes) or [[]]
    pen = _Pen(_prefers_flats(score), _syllabic(voice))
    for place, bar in enumerate(score.bars):
        measure = stream.Measure(number=bar.number)
        _open_measure(measure, score, place)
        if place == 0:
            _open_staff(measure, score, voice, with_tempo=lead)
        if place == 0 and lead and FEEL in score.origin:
            measure.insert(0, _words_above(score.origin[FEEL]))
        for number, layer in enumerate(found):
            events = bar_events(score, bar, layer, ties)
            if number and not any(event.notes for event in events):
                continue
            home = measure if len(found) == 1 else stream.Voice(id=str(number + 1))
            for event in events:
                home.insert(event.offset_quarters, pen.element(event, hidden=number > 0))
            if home is not measure:
                measure.insert(0, home)
        if lead:
            _insert_chords(measure, score, bar)
        part.append(measure)


def _open_staff(measure: stream.Measure, score: Score, voice: Voice, *, with_tempo: bool) -> None:
    """Write what stands at the head of the first bar: clef, key, tempo."""
    from music21 import clef, tempo

    pitches = [note.pitch for note in voice.notes] or [BASS_CLEF_BELOW]
    low = sum(pitches) / len(pitches) < BASS_CLEF_BELOW
    measure.insert(0, clef.BassClef() if low else clef.TrebleClef())
    signature = _key_signature(score)
    if signature is not None:
        measure.insert(0, signature)
    if with_tempo and score.tempo:
        beats_a_minute = round(60 / score.tempo[0][1])
        measure.insert(0, tempo.MetronomeMark(number=beats_a_minute, referent=float(score.beat_quarters)))


def _words_above(text: str) -> expressions.TextExpression:
    from music21 import expressions

    words = expressions.TextExpression(text)
    # music21 declares the style of anything, and gives words that of a text.
    cast("style.TextStyle", words.style).fontWeight = "bold"
    words.placement = "above"
    return words


def _open_measure(measure: stream.Measure, score: Score, place: int) -> None:
    """Write a metre where one begins, say what an upbeat or a short last bar lacks, close the piece."""
    from music21 import bar as barlines
    from music21 import meter, stream

    bar = score.bars[place]
    so_far = [metre for metre in score.metres if metre.beat <= bar.start_beat]
    if so_far and (place == 0 or so_far[-1].beat == bar.start_beat):
        measure.insert(0, meter.TimeSignature(f"{so_far[-1].numerator}/{so_far[-1].denominator}"))
    if so_far:
        full = Fraction(4 * so_far[-1].numerator, so_far[-1].denominator)
        missing = full - (bar.end_beat - bar.start_beat) * score.beat_quarters
        if missing > 0:
            setattr(measure, "paddingLeft" if place == 0 else "paddingRight", missing)
    if bar.number == 0:
        measure.showNumber = stream.enums.ShowNumber.NEVER
    if place == len(score.bars) - 1:
        measure.rightBarline = barlines.Barline("final")


@dataclass(frozen=True)
class _Pen:
    """Writes events as music21 elements, and remembers which notes it has begun."""

    flats: bool
    syllabic: dict[str, Syllabic]
    begun: Counter[str] = field(default_factory=Counter)

    def element(self, event: Event, *, hidden: bool) -> note.Note | note.Rest | chord.Chord:
        """Return the note, chord or rest of an event."""
        from music21 import chord, note

        if not event.notes:
            rest = note.Rest(quarterLength=event.length_quarters)
            rest.style.hideObjectOnPrint = hidden
            return rest
        heads = [self._head(event, place) for place in range(len(event.notes))]
        return heads[0] if len(heads) == 1 else chord.Chord(heads, quarterLength=event.length_quarters)

    def _head(self, event: Event, place: int) -> note.Note:
        from music21 import note, tie

        written = event.notes[place]
        head = note.Note(self._pitch(written), quarterLength=event.length_quarters)
        piece = self.begun[written.id]
        self.begun[written.id] += 1
        name = xml_id(written.id)
        head.id = f"{name}{PIECE_MARK}{piece}" if piece else name
        coming, going = event.tied_in[place], event.tied_out[place]
        if coming or going:
            head.tie = tie.Tie("start" if not coming else "continue" if going else "stop")
        if written.id in self.syllabic and not piece:
            syllable = written.lyric.removesuffix("-")
            head.lyrics.append(note.Lyric(syllable, syllabic=self.syllabic[written.id]))
        return head

    def _pitch(self, written: Note) -> pitch.Pitch:
        from music21 import pitch

        if written.spelling:
            return pitch.Pitch(_music21_name(written.spelling))
        plain = pitch.Pitch(midi=written.pitch)
        if plain.accidental is not None and self.flats != (plain.accidental.alter < 0):
            return plain.getEnharmonic() or plain
        return plain


def xml_id(note_id: str) -> str:
    """Return a note's id as XML allows it; the ids of the book's songs stay as they are.

    Examples
    --------
    >>> xml_id("m1"), xml_id("1 ä/2")
    ('m1', '_1___2')
    """
    plain = re.sub(r"[^A-Za-z0-9_.-]", "_", note_id)
    return plain if re.match("[A-Za-z_]", plain) else f"_{plain}"


def _music21_name(name: str) -> str:
    """Write a flat as music21 does: ``"Bb3"`` → ``"B-3"``.

    Examples
    --------
    >>> _music21_name("Bbb3"), _music21_name("F#4"), _music21_name("bb")
    ('B--3', 'F#4', 'b-')
    """
    return name[:1] + name[1:].replace("b", "-")


def _key_signature(score: Score) -> key.KeySignature | None:
    """Return what stands at the clef, or None; of a mode that music21 does not know, the nearest signature."""
    from music21 import key

    tonic, _, mode = score.key.partition(" ")
    if not tonic:
        return None
    if not mode or mode in key.modeSharpsAlter:
        return key.Key(_music21_name(tonic), mode or "major")
    return key.KeySignature(tonality(score.key).fifths)


def _prefers_flats(score: Score) -> bool:
    """Return whether black keys without a written spelling are flats in this key."""
    signature = _key_signature(score)
    return signature is not None and signature.sharps < 0


def _syllabic(voice: Voice) -> dict[str, Syllabic]:
    """Return each sung note's place in its word, by id: begin, middle, end or single.

    Examples
    --------
    >>> from musicking.score import Note, Voice
    >>> words = ["A-", "maz-", "ing", "grace"]
    >>> sung = [Note(w, Fraction(i), Fraction(i + 1), 60, lyric=w) for i, w in enumerate(words)]
    >>> list(_syllabic(Voice("melody", "Melody", "piano", tuple(sung))).values())
    ['begin', 'middle', 'end', 'single']
    """
    places: dict[str, Syllabic] = {}
    inside = False
    for note in voice.notes:
        if note.lyric.removesuffix("-"):
            joins = note.lyric.endswith("-")
            places[note.id] = ("middle" if joins else "end") if inside else ("begin" if joins else "single")
            inside = joins
    return places


def _insert_chords(measure: stream.Measure, score: Score, bar: Bar) -> None:
    """Write the chord symbols that begin in this bar."""
    for beat, symbol in score.chords:
        if bar.start_beat <= beat < bar.end_beat:
            measure.insert((beat - bar.start_beat) * score.beat_quarters, _chord_symbol(symbol))


def _chord_symbol(symbol: str) -> harmony.ChordSymbol | expressions.TextExpression:
    """Return music21's chord symbol, or the plain text of one that music21 does not know."""
    return deepcopy(_known_symbol(symbol))


@cache
def _known_symbol(symbol: str) -> harmony.ChordSymbol | expressions.TextExpression:
    """Return a chord symbol to copy from: working out its pitches takes music21 as long as a bar of notes."""
    from music21 import expressions, harmony

    root_and_bass = re.sub(r"(?:^|(?<=/))([A-G])b", r"\1-", symbol)
    open_fifth = re.fullmatch(r"([A-G][#-]?)5", root_and_bass)
    if open_fifth:  # music21 has another name for it
        power = harmony.ChordSymbol(f"{open_fifth[1]}power")
        power.chordKindStr = "5"
        return power
    try:
        return harmony.ChordSymbol(root_and_bass)
    except Exception:  # noqa: BLE001  (music21 raises many kinds for a figure it does not know)
        return expressions.TextExpression(symbol)
