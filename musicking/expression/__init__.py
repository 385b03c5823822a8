"""The expressive components: each writes one item of an interpretation.

>>> from musicking.score import Place
>>> ending = ritardando(Place(36, 47), "clear") + fermata("m40", ratio=2)
>>> [item.kind for item in ending.components], ending.holds[0].ratio
(['ritardando'], 2.0)
"""

from musicking.expression.dynamics import crescendo, diminuendo
from musicking.expression.kinds import Kind, kinds
from musicking.expression.tempo import accelerando, fermata, ritardando, rubato

__all__ = [
    "Kind",
    "accelerando",
    "crescendo",
    "diminuendo",
    "fermata",
    "kinds",
    "ritardando",
    "rubato",
]
