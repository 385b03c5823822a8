"""A score in another key: every pitch moves by the same interval, and is spelled in the new key.

Names of notes lie on the line of fifths (… B♭ F C G D …: C is 0, G 1, F -1). A transposition moves every
name by the same number of places there, so that what was the third of the key stays its third
(``spec/performance.md`` §12).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicking.score import Note, Score, Voice

#: Further than this no one transposes: an octave is the same key again.
MOST_SEMITONES = 11
_FIFTHS = "FCGDAEB"
_MODES = {"lydian": 1, "ionian": 0, "mixolydian": -1, "dorian": -2, "aeolian": -3, "minor": -3, "phrygian": -4,
          "locrian": -5}  # fmt: skip
_HIGHEST_KEY = 127
_MOST_ACCIDENTALS = 2
_NAME = re.compile(r"([A-G](?:#{1,2}|b{1,2})?)(.*)", re.DOTALL)
_SEMITONES_IN_FIFTH = 7
_SIGNATURES = 12


def transposed(score: Score, semitones: int) -> Score:
    """Return a score that sounds some semitones higher (or lower), spelled in its new key.

    Of the keys that sound alike the one with fewer accidentals is taken; of two with six, the one with
    sharps if the written key has sharps. Percussion stays; a pitch that would leave the MIDI keys stays
    in them, an octave away. Ids, beats and words stay.

    Parameters
    ----------
    semitones
        From -11 to 11.

    Raises
    ------
    MusicError
        When ``semitones`` is not a whole number from -11 to 11.

    Examples
    --------
    >>> from musicking.repertoire import song
    >>> higher = transposed(song("amazing_grace"), 3)
    >>> higher.key, higher.chords[3][1], [n.spelling for n in higher.voices[0].notes[:3]]
    ('Bb major', 'Bb/D', ['F4', 'Bb4', 'D5'])
    """
    if isinstance(semitones, bool) or not isinstance(semitones, int) or abs(semitones) > MOST_SEMITONES:
        raise MusicError(f"A piece is transposed by a whole number of semitones from -11 to 11, not by {semitones!r}.")
    if semitones == 0:
        return score
    fifths = places_moved(score.key, semitones)
    return replace(
        score,
        key=_moved(score.key, fifths),
        chords=tuple((beat, moved_symbol(symbol, fifths)) for beat, symbol in score.chords),
        voices=tuple(_voice(voice, semitones, fifths) for voice in score.voices),
    )


def places_moved(key: str, semitones: int) -> int:
    """Return how far every name moves on the line of fifths: a key is ``"G major"``, ``"D dorian"`` or empty.

    Examples
    --------
    >>> places_moved("G major", 3), places_moved("C major", 6), places_moved("D major", 4)
    (-3, -6, 4)
    """
    written = signature(key)
    new = (written + _SEMITONES_IN_FIFTH * semitones + 5) % _SIGNATURES - 5
    if new == _SIGNATURES // 2 and written <= 0:
        new = -new
    return new - written


def signature(key: str) -> int:
    """Return the sharps of a key's signature (flats are negative); no key has none.

    Examples
    --------
    >>> signature("G major"), signature("D dorian"), signature("Bb minor"), signature("")
    (1, 0, -5, 0)
    """
    match = _NAME.fullmatch(key)
    return place_of(match[1]) + _MODES.get(match[2].strip().lower(), 0) if match else 0


def place_of(name: str) -> int:
    """Return the place of a note name on the line of fifths, C being 0."""
    return _FIFTHS.index(name[0]) - 1 + 7 * (name.count("#") - name.count("b"))


def name_at(place: int) -> str:
    """Return the note name at a place of the line of fifths, with at most two accidentals.

    Examples
    --------
    >>> name_at(6), name_at(-2), name_at(20)
    ('F#', 'Bb', 'G#')
    """
    octaves, letter = divmod(place + 1, 7)
    if abs(octaves) > _MOST_ACCIDENTALS:
        return name_at(place - _SIGNATURES if octaves > 0 else place + _SIGNATURES)
    return _FIFTHS[letter] + ("#" * octaves if octaves > 0 else "b" * -octaves)


def moved_symbol(symbol: str, fifths: int) -> str:
    """Return a chord symbol with its root and its bass moved; what is no chord stays.

    Examples
    --------
    >>> moved_symbol("Gm/Bb", -3), moved_symbol("N.C.", -3), moved_symbol("C6/9", 1)
    ('Bbm/Db', 'N.C.', 'G6/9')
    """
    chord, slash, bass = symbol.rpartition("/")
    if slash and (match := _NAME.fullmatch(bass)) and not match[2]:
        return f"{_moved(chord, fifths)}/{_moved(bass, fifths)}"
    return _moved(symbol, fifths)


def _moved(text: str, fifths: int) -> str:
    """Move the note name with which a text begins."""
    match = _NAME.fullmatch(text)
    return name_at(place_of(match[1]) + fifths) + match[2] if match else text


def _voice(voice: Voice, semitones: int, fifths: int) -> Voice:
    from musicking.instruments import measured_instruments

    instrument = measured_instruments().get(voice.instrument)
    if instrument is not None and instrument.percussion:
        return voice
    return replace(voice, notes=tuple(map(_mover(semitones, fifths), voice.notes)))


def _mover(semitones: int, fifths: int) -> Callable[[Note], Note]:
    from musicking.form.chords import spell

    def moved(note: Note) -> Note:
        pitch = note.pitch + semitones
        pitch += 12 * (pitch < 0) - 12 * (pitch > _HIGHEST_KEY)
        name = note.spelling.rstrip("-0123456789")
        spelling = spell(_moved(name, fifths), pitch) if name else ""
        return replace(note, pitch=pitch, spelling=spelling)

    return moved
