"""How each component is marked in a score; ``spec/marks.json`` is written from it."""

from __future__ import annotations

from typing import Any

_TEMPO: dict[str, Any] = {
    "sign": "words",
    "anchor": "stretch",
    "placement": "above",
    "gradual": {"falls": "rit.", "rises": "accel."},
    "step": {"falls": "Slower", "rises": "Faster"},
    "back": "a tempo",
}
_LEVEL: dict[str, Any] = {"sign": "hairpin", "anchor": "stretch", "placement": "below", "before": ""}

MARKS: dict[str, Any] = {
    "kinds": {
        "ritardando": _TEMPO,
        "accelerando": _TEMPO,
        "tempo_contrast": _TEMPO,
        "rubato": {"sign": "words", "anchor": "stretch", "placement": "above", "text": "rubato"},
        "forte": _LEVEL,
        "piano": _LEVEL,
        "crescendo": _LEVEL,
        "diminuendo": _LEVEL,
        "phrase_arch": _LEVEL,
        "dynamic_contrast": _LEVEL | {"before": "subito"},
        "fermata": {"sign": "fermata", "anchor": "chain end", "placement": "above"},
        "accentuation": {"sign": "accent", "anchor": "chain begin", "placement": "above"},
    },
    # From this many dB (of the piece's mezzo-forte) on, the level has this name. The bounds lie between the levels
    # that the book's shapes reach, so that rounding never decides.
    "levels": [[-9.1, "p"], [-4.6, "mp"], [-1.1, "mf"], [1.1, "f"], [9.1, "ff"]],
    "softest": "pp",
    "spoken": {
        "all": " Marks: {marks}.",
        "between": "; ",
        "stretch": "{sign} {span}",
        "point": "{sign} at {place}",
        "bpm": "{text}, {bpm} beats a minute",
        "before": "{before} {text}",
        "words": {"rit.": "ritardando", "accel.": "accelerando"},
        "hairpin": {"rises": "growing hairpin", "falls": "lessening hairpin"},
        "fermata": "fermata",
        "breath": "breath mark",
        "accent": "accent",
    },
}
