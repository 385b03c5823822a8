"""The list of chapters beside every page: a part whose first page bears its name is reached by that name."""

from __future__ import annotations

import re

_CAPTION = re.compile(
    r'<p[^>]* class="caption"[^>]*><span class="caption-text">(?P<name>[^<]+)</span></p>\s*'
    r'<ul(?P<list>[^>]*)>\s*<li class="toctree-l1[^"]*"><a (?P<link>[^>]*)>(?P=name)</a></li>'
)


def with_parts(contents: str) -> str:
    """Return the contents with a link in the place of a part's name and of its first line."""
    linked = _CAPTION.sub(r'<p class="caption"><a \g<link>>\g<name></a></p>\n<ul\g<list>>', contents)
    plain = re.sub(r' aria-level="\d"| role="heading"', "", linked)
    return plain.replace('class="current reference internal"', 'class="current reference internal" aria-current="page"')
