"""The place of each widget in its page, for links that hold with and without scripts.

A widget's name is its kind and its title: ``shape-ritardando-amazing-grace``. The page gives links to exact
states the same names (``page/src/widgets/links.ts``), so that one name means one widget everywhere.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import count

_WIDGET = re.compile(
    r'<div class="musicking" data-widget="(?P<kind>\w+)"'
    r'(?=><script type="application/json" class="musicking-traits">(?P<traits>.*?)</script>)',
    re.DOTALL,
)


@dataclass(frozen=True)
class Widget:
    """What a page tells of a widget that stands in it."""

    kind: str
    title: str
    piece: str
    """The title of its music, empty where it has none."""


def slug(title: str) -> str:
    """Return letters and digits of a title, as they stand in an address.

    >>> slug("Ritardando: Frère Jacques")
    'ritardando-frere-jacques'
    """
    letters = (letter for letter in unicodedata.normalize("NFD", title) if not unicodedata.combining(letter))
    return re.sub("[^a-z0-9]+", "-", "".join(letters).lower()).strip("-") or "music"


def widgets_in(html: str) -> list[Widget]:
    """Return the widgets of a page, or of a part of it, in their order."""
    return [_widget(found) for found in _WIDGET.finditer(html)]


def names_of(widgets: list[Widget]) -> list[str]:
    """Return the name of each: a page's second of a name ends in ``-no2``."""
    names = [f"{widget.kind}-{slug(widget.title)}" if widget.title else widget.kind for widget in widgets]
    seen = [names[:i].count(name) + 1 for i, name in enumerate(names)]
    return [name if number == 1 else f"{name}-no{number}" for name, number in zip(names, seen, strict=True)]


def name_widgets(body: str) -> str:
    """Return a page's body in which every widget has its name as its identifier."""
    names, at = names_of(widgets_in(body)), count()
    return _WIDGET.sub(lambda found: f'{found[0]} id="{names[next(at)]}"', body)


def _widget(found: re.Match[str]) -> Widget:
    traits = json.loads(found["traits"])
    piece = traits.get("piece", {}).get("score", {}).get("title", "")
    return Widget(found["kind"], traits.get("title") or piece, piece)
