"""Verovio's SVG made lean: no colour of its own, no identifiers but the notes', nothing repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from musicking.export.staff import PIECE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
#: Groups that say something to the page; all others are only Verovio's bookkeeping.
KEPT = {"system", "measure", "note", "harm", "verse", "mNum"}
DROPPED = {"placeholder", "labelAttr", "label", "labelAbbr"}
#: Accidentals that Verovio takes from a music font inside text, as any text font has them.
TEXT_ACCIDENTALS = str.maketrans(
    {0xE260: "♭", 0xE261: "♮", 0xE262: "♯", 0xED60: "♭", 0xED61: "♮", 0xED62: "♯"}
    | {0xEA63: "♭♭", 0xEA64: "♭", 0xEA65: "♮", 0xEA66: "♯", 0xEA67: "♯♯"}
)
MUSIC_FONTS = {"Leipzig", "Bravura"}
_FURTHER_HEAD = re.compile(rf"{PIECE_MARK}\d+$")
STRAIGHT = re.compile(r"M(-?\d+) (-?\d+) L(-?\d+) (-?\d+)$")


@dataclass
class Ink:
    """One page being rewritten.

    ``prefix`` begins every identifier; ``names`` gives the note's own id for its id in MusicXML.
    """

    prefix: str
    names: Mapping[str, str]
    bars: int = 0
    glyphs: dict[str, str] = field(default_factory=dict)

    def rewrite(self, root: Element) -> str:
        """Return the lean SVG of Verovio's page."""
        page = root.find(f"{SVG}svg")
        if page is None:  # pragma: no cover  (Verovio always nests its page so)
            return ""
        self.glyphs = {
            glyph.get("id", ""): path.get("d", "") for glyph in root.iterfind(f"{SVG}defs/{SVG}g") for path in glyph
        }
        body = "".join(self._children(page))
        margin = page.find(f"{SVG}g[@class='page-margin']")
        x, y = re.findall(r"-?\d+", margin.get("transform", "") if margin is not None else "") or ("0", "0")
        _, _, width, height = page.get("viewBox", "0 0 0 0").split()
        defs = "".join(
            f'<path id="{self._glyph_id(name)}" transform="scale(1-1)" d="{shorter(d)}"/>'
            for name, d in self.glyphs.items()
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-int(x)} {-int(y)} {width} {height}" '
            f'fill="currentColor" stroke="currentColor" stroke-width="0" font-family="inherit">'
            f"<defs>{defs}</defs>{body}</svg>"
        )

    def _glyph_id(self, name: str) -> str:
        return self.prefix + name.partition("-")[0]

    def _children(self, element: Element) -> Iterator[str]:
        """Yield the children rewritten; straight strokes of one width are drawn as one path."""
        drawn = [item for child in element for item in self._drawn(child)]
        strokes: dict[str, list[str]] = {}
        for width, text in drawn:
            if width:
                strokes.setdefault(width, []).append(text)
        for width, lines in strokes.items():
            yield f'<path stroke-width="{width}" d="{"".join(lines)}"/>'
        yield from (text for width, text in drawn if not width)

    def _drawn(self, element: Element) -> Iterator[tuple[str, str]]:
        """Yield (stroke width, path) for a straight stroke and ("", SVG) for anything else."""
        tag, classes = element.tag.removeprefix(SVG), set(element.get("class", "").split())
        if classes & DROPPED or tag in {"title", "desc"}:
            return
        if tag == "g":
            kept = classes & KEPT
            if not kept:
                yield from (item for child in element for item in self._drawn(child))
            elif inner := "".join(self._children(element)):
                yield "", f"<g {self._attributes(kept.pop(), element)}>{inner}</g>"
        elif tag == "path" and (line := STRAIGHT.match(element.get("d", ""))):
            yield element.get("stroke-width", "1"), straight(*map(int, line.groups()))
        elif tag == "text":
            yield "", self._text(element)
        elif tag == "use":
            yield "", self._use(element)
        elif tag in {"path", "polygon", "polyline", "rect", "ellipse", "circle"}:
            # Ink is the picture's own; only what is not to be filled says so, such as the bracket of a tuplet.
            wanted = {
                name: value
                for name, value in element.attrib.items()
                if name not in {"id", "class", "stroke", "color"} and (name != "fill" or value == "none")
            }
            yield "", f"<{tag} {' '.join(f'{k}={quoteattr(v)}' for k, v in wanted.items())}/>"

    def _attributes(self, kind: str, element: Element) -> str:
        if kind == "note":
            engraved = element.get("id", "")
            written = self.names[_FURTHER_HEAD.sub("", engraved)]
            address = self.prefix + engraved
            return f'id={quoteattr(address)} class="note" data-note={quoteattr(written)}'
        if kind == "measure":
            self.bars += 1
            return f'class="measure" data-bar="{self.bars - 1}"'
        return f'class="{kind}"'

    def _use(self, element: Element) -> str:
        """Place a music glyph; its size is Verovio's, by transform."""
        name = element.get("href", "").removeprefix("#")
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.get("transform", ""))]
        x, y, size = (*numbers, 1.0)[:3]
        return f'<use href="#{self._glyph_id(name)}" transform="translate({x:g} {y:g})scale({size:g})"/>'

    def _text(self, element: Element) -> str:
        """Write text as one run for each size in it."""
        found = list(sized(element, ""))
        usual = next((size for size, _ in found if size), "405")
        runs = [
            (size, "".join(text for _, text in run)) for size, run in groupby(found, key=lambda run: run[0] or usual)
        ]
        if not "".join(text for _, text in runs).strip():
            return ""
        place = " ".join(
            f"{name}={quoteattr(element.get(name, ''))}" for name in ("x", "y", "text-anchor") if element.get(name)
        )
        first = runs[0][0]
        words = "".join(
            escape(text) if size == first else f'<tspan font-size="{size}">{escape(text)}</tspan>'
            for size, text in runs
        )
        return f'<text {place} font-size="{first}" xml:space="preserve">{words}</text>'.replace(
            ' xml:space="preserve"', "" if "  " not in words else ' xml:space="preserve"'
        )


def sized(element: Element, size: str) -> Iterator[tuple[str, str]]:
    """Yield (font size, text) for each run of text; a music font's size says nothing of text: ""."""
    here = element.get("font-size", size).removesuffix("px")
    if element.get("font-family") in MUSIC_FONTS:
        here = ""
    if element.text:
        yield here, element.text.translate(TEXT_ACCIDENTALS)
    for child in element:
        if child.tag != f"{SVG}title":
            yield from sized(child, here)


def straight(x1: int, y1: int, x2: int, y2: int) -> str:
    """Return the shortest path of a straight line.

    Examples
    --------
    >>> straight(0, 551, 1662, 551), straight(5, 0, 5, 20), straight(0, 0, 3, -4)
    ('M0 551h1662', 'M5 0v20', 'M0 0l3-4')
    """
    if y1 == y2:
        return f"M{x1} {y1}h{x2 - x1}"
    if x1 == x2:
        return f"M{x1} {y1}v{y2 - y1}"
    return shorter(f"M{x1} {y1}l{x2 - x1} {y2 - y1}")


def shorter(path: str) -> str:
    """Drop the blanks that a path does not need.

    Examples
    --------
    >>> shorter("M0 -39c0 68 73 -4 z")
    'M0-39c0 68 73-4z'
    """
    return re.sub(r" (?=[-a-zA-Z])", "", path)
