"""Matplotlib's SVG made ready to stand in a page."""

from __future__ import annotations

import re

from musicking.export.tokens import colours

# What matplotlib writes before its drawing: its licence to say who made it, and a style that a page
# would apply to every picture it holds.
_FOREIGN = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<style.*?</style>", re.DOTALL)
_SIZE = re.compile(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"')
_FONT = re.compile(r"font-family: [^;\"]*")
_LONG_NUMBER = re.compile(r"(-?\d+\.\d\d)\d+")
_REFERENCE = re.compile(r"(?:url\(#|href=\"#)([^)\"]+)")
_ID = re.compile(r' id="([^"]*)"')


def for_page(svg: str, prefix: str = "") -> str:
    """Return a figure's SVG with the page's width, font and colours, and with identifiers of its own.

    Examples
    --------
    >>> for_page('<svg width="9" height="9" viewBox="0 0 9 9"><g id="axes" style="fill: #a3420f"/></svg>')
    '<svg stroke-linejoin="round" viewBox="0 0 9 9"><g style="fill: var(--mk-tempo, #a3420f)"/></svg>'
    """
    text = _SIZE.sub(r"\1", _FOREIGN.sub("", svg)).strip()
    text = text.replace("<svg", '<svg stroke-linejoin="round"', 1)
    text = _LONG_NUMBER.sub(r"\1", _FONT.sub("font-family: inherit", text))
    needed = set(_REFERENCE.findall(text))
    text = _ID.sub(lambda found: f' id="{prefix}{found[1]}"' if found[1] in needed else "", text)
    text = re.sub(r"(url\(#|href=\"#)", rf"\g<1>{prefix}", text)
    for meaning, colour in colours("light").items():
        text = text.replace(colour, f"var(--mk-{meaning}, {colour})")
    return re.sub(r"\s*\n\s*", " ", text).replace("> <", "><")
