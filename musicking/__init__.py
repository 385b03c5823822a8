"""Music to improvise with: songs, expressive change, and what the page needs to play them.

Names are brought in when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musicking.errors import MusicError
    from musicking.expression import (
        accelerando,
        accentuation,
        crescendo,
        diminuendo,
        dynamic_contrast,
        fermata,
        forte,
        phrase_arch,
        piano,
        ritardando,
        rubato,
        tempo_contrast,
    )
    from musicking.form.compose import compose
    from musicking.interpretation import Accent, Component, Hold, Interpretation
    from musicking.performance import Performance, perform
    from musicking.reading.own import read_song
    from musicking.repertoire import song, songs
    from musicking.score import Bar, Metre, Note, Place, Score, Section, Voice
    from musicking.words import describe

_HOMES = {
    "musicking.errors": ("MusicError",),
    "musicking.expression": (
        "accelerando",
        "accentuation",
        "crescendo",
        "diminuendo",
        "dynamic_contrast",
        "fermata",
        "forte",
        "phrase_arch",
        "piano",
        "ritardando",
        "rubato",
        "tempo_contrast",
    ),
    "musicking.form.compose": ("compose",),
    "musicking.interpretation": ("Accent", "Component", "Hold", "Interpretation"),
    "musicking.performance": ("Performance", "perform"),
    "musicking.reading.own": ("read_song",),
    "musicking.repertoire": ("song", "songs"),
    "musicking.score": ("Bar", "Metre", "Note", "Place", "Score", "Section", "Voice"),
    "musicking.words": ("describe",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Accent",
    "Bar",
    "Component",
    "Hold",
    "Interpretation",
    "Metre",
    "MusicError",
    "Note",
    "Performance",
    "Place",
    "Score",
    "Section",
    "Voice",
    "accelerando",
    "accentuation",
    "compose",
    "crescendo",
    "describe",
    "diminuendo",
    "dynamic_contrast",
    "fermata",
    "forte",
    "perform",
    "phrase_arch",
    "piano",
    "read_song",
    "ritardando",
    "rubato",
    "song",
    "songs",
    "tempo_contrast",
]


def __getattr__(name: str) -> object:
    """Bring in a public name from its home."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'musicking' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value
