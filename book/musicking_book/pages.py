"""What a page needs beyond its text: widgets where they stand, and addresses that hold under any sub-path."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError

from .anchors import name_widgets
from .contents import with_parts
from .files import BUILT_PAGE
from .pieces import share

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx

ROOT_MARK = "musicking-root:"
WIDGET_MARK = 'class="musicking"'
# What other extensions put into every page and the book's own styles do without.
UNUSED_STYLES = ("pygments.css", "basic.css", "sphinx-design", "mystnb")
UNUSED_SCRIPTS = ("design-tabs", "sphinx_highlight", "doctools", "documentation_options")
SEARCH_SCRIPTS = ("sphinx_highlight", "doctools", "documentation_options")
WIDGET_STATE = "application/vnd.jupyter.widget"


def fit(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Fit one page: its root, its widgets, and no more styles and scripts than it uses."""
    body = context.get("body", "")
    up = "../" * page.count("/")
    # ARIA has deprecated the role that docutils gives to entries of a bibliography; they stand in a list.
    body = body.replace('role="doc-biblioentry"', 'role="listitem"')
    # Pictures that cells have drawn stand far down the page.
    body = body.replace('<img alt="', '<img loading="lazy" alt="')
    body = body.replace(ROOT_MARK, up or "./")
    context["holds_widget"] = WIDGET_MARK in body
    if context["holds_widget"]:
        pages_with_widgets(app).add(page)
        context["widget_parts"] = widget_parts(app)
        body = share(name_widgets(body))
    context["body"] = body
    context["with_parts"] = with_parts
    context["css_files"] = [style for style in context["css_files"] if not named(style, UNUSED_STYLES)]
    kept = SEARCH_SCRIPTS if page == "search" else ()
    context["script_files"] = [
        script
        for script in context["script_files"]
        if named(script, kept) or not (named(script, UNUSED_SCRIPTS) or is_widget_state(script))
    ]


def named(asset: object, names: tuple[str, ...]) -> bool:
    """Tell whether a style or script is one of these, by its file name."""
    filename = str(getattr(asset, "filename", asset) or "")
    return any(name in filename for name in names)


def is_widget_state(script: object) -> bool:
    """Tell whether a script is what ipywidgets leaves for a kernel: dead weight in a page without one."""
    attributes = getattr(script, "attributes", {})
    return str(attributes.get("type", "")).startswith(WIDGET_STATE)


def pages_with_widgets(app: Sphinx) -> set[str]:
    """Return the pages of this build that hold a widget."""
    found: set[str] = app.builder.__dict__.setdefault("musicking_pages", set())
    return found


def widget_parts(app: Sphinx) -> list[str]:
    """Return the files that the page's bundle imports at once: fetched beside it, not after it."""
    listed: Path = app.srcdir / BUILT_PAGE / "preload.json"
    return list(json.loads(listed.read_text(encoding="utf-8"))) if listed.exists() else []


def check(app: Sphinx, failure: Exception | None) -> None:
    """Refuse a book whose widgets would be dead because the page's bundle was never built."""
    bundle: Path = app.srcdir / BUILT_PAGE / "widgets.js"
    if failure is None and pages_with_widgets(app) and not bundle.exists():
        message = f"{BUILT_PAGE}/widgets.js is missing, so the widgets in the book would be dead. Run: make book"
        raise ExtensionError(message)
