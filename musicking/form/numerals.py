"""Roman numerals: which chord a numeral means in a key.

Degrees are reckoned from the major scale, as in jazz and pop: in C, ``bVI`` is A flat whatever the
mode. Capitals are major, small letters minor; ``+ o ø`` augmented, diminished, half-diminished.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from musicking.errors import MusicError
from musicking.form import chords
from musicking.form.tonality import degree_name

_DEGREES = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7"}
_NUMERAL = re.compile(
    r"([b#]?)(VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)([+oø°]?)"
    r"(\(?maj7\)?|\(add6\)|sus[24]|7|65|64|6|5|43|42)?(?:/(.+))?"
)
#: Quality of a chord symbol, by case of the numeral (M, m), its sign, and what follows.
_QUALITIES = {
    "M": "", "M7": "7", "Mmaj7": "maj7", "Madd6": "6", "M5": "5", "Msus4": "sus4", "Msus2": "sus2",
    "M+": "aug", "m": "m", "m7": "m7", "mmaj7": "m(maj7)", "madd6": "m6", "mo": "dim", "mo7": "dim7",
    "mø": "m7b5", "mø7": "m7b5",
}  # fmt: skip
#: Figured bass: which tone lies lowest, and whether there is a seventh.
_INVERSIONS = {"6": (1, ""), "64": (2, ""), "65": (1, "7"), "43": (2, "7"), "42": (3, "7")}
_FUNCTIONS = {
    "1": "tonic", "b2": "predominant", "2": "predominant", "b3": "tonic", "3": "tonic", "4": "predominant",
    "#4": "predominant", "b5": "predominant", "5": "dominant", "b6": "predominant", "6": "tonic",
    "b7": "dominant", "7": "dominant",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chord(chords.Chord):
    """A chord that knows its place in a key.

    Parameters
    ----------
    numeral
        Its roman numeral, as asked for.
    degree
        The degree of its root, reckoned from the major scale: ``"b7"``.
    function
        ``"tonic"``, ``"predominant"`` or ``"dominant"``.
    """

    numeral: str = ""
    degree: str = "1"
    function: str = "tonic"


@cache
def numeral_chord(numeral: str, tonic: str) -> Chord:
    """Return the chord that a roman numeral means above a tonic.

    Raises
    ------
    MusicError
        If the numeral cannot be read.

    Examples
    --------
    >>> [numeral_chord(n, "C").symbol for n in ("bVI", "iiø7", "V7/V", "I64", "i(maj7)")]
    ['Ab', 'Dm7b5', 'D7', 'C/G', 'Cm(maj7)']
    """
    match = _NUMERAL.fullmatch(numeral)
    if not match:
        raise MusicError(f"The roman numeral '{numeral[:16]}' is not known: write it as in ii7, bVII, viio or V7/V.")
    accidental, letters, sign, figure, applied_to = match.groups()
    degree = accidental + _DEGREES[letters.upper()]
    place, seventh = _INVERSIONS.get(figure or "", (0, (figure or "").strip("()")))
    quality = _QUALITIES.get(("M" if letters.isupper() else "m") + sign.replace("°", "o") + seventh)
    if quality is None:
        raise MusicError(f"The roman numeral '{numeral[:16]}' is not known: its sign and its case do not go together.")
    home = tonic if applied_to is None else numeral_chord(applied_to, tonic).tones[0]
    root = degree_name(home, degree)
    plain = chords.read_chord(_readable(root) + quality)
    bass = plain.tones[place]
    symbol = plain.symbol if place == 0 else f"{plain.symbol}/{bass}"
    own = degree if applied_to is None else degree_of(root, tonic)
    function = _FUNCTIONS.get(own, "predominant") if applied_to is None else "dominant"
    return Chord(symbol, plain.tones, bass, plain.quality, numeral, own, function)


@cache
def degree_of(name: str, tonic: str) -> str:
    """Return the degree of a note name above a tonic, reckoned from the major scale.

    Examples
    --------
    >>> degree_of("F#", "C"), degree_of("Eb", "C")
    ('#4', 'b3')
    """
    number = (chords.LETTERS.index(name[0]) - chords.LETTERS.index(tonic[0])) % 7 + 1
    altered = (chords.pitch_class(name) - chords.pitch_class(degree_name(tonic, str(number))) + 6) % 12 - 6
    return ("#" * altered if altered > 0 else "b" * -altered) + str(number)


def _readable(root: str) -> str:
    """Return a root with at most one accidental: B double flat is read as A."""
    if len(root) <= len("Bb"):
        return root
    return "C C# D Eb E F F# G Ab A Bb B".split()[chords.pitch_class(root)]  # noqa: SIM905 (a row is easier to read)
