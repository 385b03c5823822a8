"""The fields that say how an ABC tune is to be read: metre, tempo, key.

Source: ABC standard 2.1, section 3.1 (https://abcnotation.com/wiki/abc:standard:v2.1#information_fields).
"""

from __future__ import annotations

import re
from fractions import Fraction

from musicking.errors import MusicError

DEFAULT_BEATS_A_MINUTE = 100
_SLOWEST, _FASTEST = 10, 400
_COMPOUND = (6, 9, 12, 15, 18)
_MODES = {
    "": "major", "maj": "major", "ion": "major", "m": "minor", "min": "minor", "aeo": "minor",
    "dor": "dorian", "phr": "phrygian", "lyd": "lydian", "mix": "mixolydian", "loc": "locrian",
}  # fmt: skip
_FIFTHS = "FCGDAEB"
_MODE_FIFTHS = {
    "lydian": 1, "major": 0, "mixolydian": -1, "dorian": -2, "minor": -3, "phrygian": -4, "locrian": -5,
}  # fmt: skip


def read_metre(text: str) -> tuple[int, int]:
    """Return the numerator and denominator that an ``M:`` field names.

    Examples
    --------
    >>> read_metre("6/8"), read_metre("C|")
    ((6, 8), (2, 2))
    """
    value = {"C": "4/4", "C|": "2/2"}.get(text.strip(), text.strip())
    match = re.fullmatch(r"([1-9]\d?)/(1|2|4|8|16|32)", value)
    if not match:
        raise MusicError(f"The metre 'M:{text[:20]}' is not understood: write it as in M:3/4 or M:6/8.")
    return int(match[1]), int(match[2])


def read_unit(text: str, metre: tuple[int, int]) -> Fraction:
    """Return the unit note length of an ``L:`` field in quarter notes; empty, it follows from the metre.

    Examples
    --------
    >>> read_unit("1/8", (3, 4)), read_unit("", (2, 4))
    (Fraction(1, 2), Fraction(1, 4))
    """
    if not text:
        return Fraction(1, 2) if Fraction(*metre) >= Fraction(3, 4) else Fraction(1, 4)
    match = re.fullmatch(r"1/(1|2|4|8|16|32|64)", text.strip())
    if not match:
        raise MusicError(f"The note length 'L:{text[:20]}' is not understood: write it as in L:1/8.")
    return Fraction(4, int(match[1]))


def beat_quarters(numerator: int, denominator: int) -> Fraction:
    """Return how many quarter notes the beat of a metre lasts; compound metres beat in dotted notes.

    Examples
    --------
    >>> beat_quarters(6, 8), beat_quarters(3, 4), beat_quarters(2, 2)
    (Fraction(3, 2), Fraction(1, 1), Fraction(2, 1))
    """
    return Fraction(4, denominator) * (3 if numerator in _COMPOUND else 1)


def read_beat_period(text: str, beat: Fraction) -> float:
    """Return the seconds that one beat lasts by a ``Q:`` field.

    Parameters
    ----------
    text
        As in ``1/4=76``, with or without words in quotes; a number alone counts beats; empty means
        100 beats a minute.
    beat
        Quarter notes in one beat of the metre.

    Examples
    --------
    >>> read_beat_period('"Andante" 3/8=60', Fraction(3, 2))
    1.0
    """
    value = re.sub(r'"[^"]*"', "", text).strip()
    if not value:
        return 60 / DEFAULT_BEATS_A_MINUTE
    match = re.fullmatch(r"(?:(\d{1,2})/([1-9]\d?)\s*=)?\s*(\d{1,4}(?:\.\d{1,3})?)", value)
    if not match:
        raise MusicError(f"The tempo 'Q:{text[:30]}' is not understood: write it as in Q:1/4=76.")
    counted = Fraction(int(match[1]), int(match[2])) * 4 if match[1] else beat
    per_minute = float(match[3]) * float(counted / beat)
    if not _SLOWEST <= per_minute <= _FASTEST:
        raise MusicError(f"The tempo 'Q:{text[:30]}' cannot be played: keep to 10 to 400 beats a minute.")
    return 60 / per_minute


def read_key(text: str) -> str:
    """Return tonic and mode in words, from a ``K:`` field.

    Examples
    --------
    >>> read_key("Ddor"), read_key("F#m"), read_key("Bb")
    ('D dorian', 'F# minor', 'Bb major')
    """
    value = re.sub(r"\b(?:\w+=\S+|treble|bass|alto|tenor)", "", text).strip()
    match = re.fullmatch(r"([A-G][#b]?)\s*([A-Za-z]*)", value)
    mode = match[2].lower() if match else "?"
    name = _MODES.get(mode if mode == "m" else mode[:3])
    if not match or not name:
        raise MusicError(f"The key 'K:{text[:20]}' is not understood: write it as in K:G, K:Am or K:Ddor.")
    return f"{match[1]} {name}"


def key_alterations(key: str) -> dict[str, int]:
    """Return the letters that a key signature alters, +1 for a sharp and -1 for a flat.

    Parameters
    ----------
    key
        In words, as `read_key` returns it.

    Examples
    --------
    >>> key_alterations("D dorian"), key_alterations("Bb major")
    ({}, {'B': -1, 'E': -1})
    """
    tonic, mode = key.split(" ")
    sharps = _FIFTHS.index(tonic[0]) - 1 + 7 * (tonic.count("#") - tonic.count("b")) + _MODE_FIFTHS[mode]
    if abs(sharps) > len(_FIFTHS):
        raise MusicError(f"The key {key} needs more than seven sharps or flats: spell it more simply.")
    if sharps >= 0:
        return dict.fromkeys(_FIFTHS[:sharps], 1)
    return dict.fromkeys(_FIFTHS[::-1][:-sharps], -1)
