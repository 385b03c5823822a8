"""What several widgets of a page share stands in the page once: pieces, their pictures, the signs of the music font.

A widget writes itself whole, as it knows nothing of its neighbours. Here the page is put together.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field

TRAITS = re.compile(r'<script type="application/json" class="musicking-traits">(.*?)</script>', re.DOTALL)
NOTATION = re.compile(
    r'(?P<home><div class="musicking-notation" data-layout="\w+"[^>]*>)(?P<open><svg [^>]*>)'
    r"<defs>(?P<defs>.*?)</defs>(?P<ink>.*?)</svg></div>",
    re.DOTALL,
)
NOTE_ID = re.compile(r' id="mk\d+-[^"]*"(?= class="note")')
"""In the book a note is found by its `data-note`."""
GLYPH = re.compile(r'<path id="(?P<prefix>mk\d+-)(?P<name>\w+)"(?P<shape>[^>]*)/>')
WIDGET = '<div class="musicking"'
SHARED_PREFIX = "mk-"
"""Begins the identifiers of shared signs; those of a picture's own begin with ``mk``, its number and ``-``."""


@dataclass
class Shared:
    """What a page has shown so far."""

    glyphs: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    pieces: set[str] = field(default_factory=set)

    def picture(self, found: re.Match[str]) -> str:
        """Write a picture with shared signs, or as a reference to an equal one before it."""
        glyphs = {glyph["name"]: glyph["shape"] for glyph in GLYPH.finditer(found["defs"])}
        prefix = GLYPH.match(found["defs"])
        if prefix is None or any(self.glyphs.get(name, shape) != shape for name, shape in glyphs.items()):
            return found[0]  # drawn with signs of its own
        self.glyphs |= glyphs
        own = prefix["prefix"]
        ink = NOTE_ID.sub("", found["ink"]).replace(f'href="#{own}', f'href="#{SHARED_PREFIX}')
        drawn = found["open"] + ink
        if drawn in self.pictures:
            ink = f'<use href="#{self.pictures[drawn]}"/>'
        else:
            self.pictures[drawn] = f"{own}score"
            ink = f'<g id="{own}score">{ink}</g>'
        return f"{found['home']}{found['open']}{ink}</svg></div>"

    def traits(self, found: re.Match[str]) -> str:
        """Write a widget's traits with the name of its piece, which stands before the first that shows it."""
        traits = json.loads(found[1])
        if "piece" not in traits:
            return found[0]
        piece = as_script(traits["piece"])
        name = "piece-" + hashlib.sha256(piece.encode()).hexdigest()[:8]
        here = f'<script type="application/json" class="musicking-piece" id="{name}">{piece}</script>'
        if name in self.pieces:
            here = ""
        self.pieces.add(name)
        named = as_script(traits | {"piece": name})
        return f'{here}<script type="application/json" class="musicking-traits">{named}</script>'

    def sheet(self) -> str:
        """Return the signs, drawn nowhere, for pictures to use."""
        signs = "".join(f'<path id="{SHARED_PREFIX}{name}"{shape}/>' for name, shape in self.glyphs.items())
        return f'<svg class="musicking-glyphs" aria-hidden="true" width="0" height="0"><defs>{signs}</defs></svg>'


def as_script(data: object) -> str:
    """Return JSON that may stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def share(body: str) -> str:
    """Return a page's body with everything that its widgets share written once."""
    shared = Shared()
    body = NOTATION.sub(shared.picture, body)
    body = TRAITS.sub(shared.traits, body)
    return body.replace(WIDGET, shared.sheet() + WIDGET, 1) if shared.glyphs else body
