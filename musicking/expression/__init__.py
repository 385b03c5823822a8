"""The expressive components: each writes one item of an interpretation.

>>> from musicking.score import Place
>>> ending = ritardando(Place(36, 47), "clear") + fermata("m40", ratio=2)
>>> [item.kind for item in ending.components], ending.holds[0].ratio
(['ritardando'], 2.0)
"""

from musicking.expression.arch import phrase_arch
from musicking.expression.dynamics import accentuation, crescendo, diminuendo, dynamic_contrast, forte, piano
from musicking.expression.kinds import Kind, kinds
from musicking.expression.tempo import accelerando, fermata, ritardando, rubato, tempo_contrast

__all__ = [
    "Kind",
    "accelerando",
    "accentuation",
    "crescendo",
    "diminuendo",
    "dynamic_contrast",
    "fermata",
    "forte",
    "kinds",
    "phrase_arch",
    "piano",
    "ritardando",
    "rubato",
    "tempo_contrast",
]
