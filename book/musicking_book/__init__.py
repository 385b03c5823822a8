"""The book's own part of Sphinx: its theme, its widgets and sounds, and outputs that are never stale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from myst_nb.sphinx_ import HideCodeCellNode

from . import cells, files, freshness, indexes, library, narrow, pages, places, projecting, reading_map

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme and the places where the book steps into a build."""
    app.add_html_theme("musicking", str(Path(__file__).parent / "theme"))
    # A setting that no one sets by hand: when it changes, Sphinx writes every page again.
    app.add_config_value("musicking_book_state", "", "html")
    app.connect("config-inited", freshness.prepare)
    app.add_post_transform(cells.CodeAfterOutput)
    app.add_directive("reading-map", reading_map.ReadingMap)
    app.add_node(HideCodeCellNode, override=True, html=(cells.open_fold, cells.close_fold))
    app.add_directive("index-of-terms", indexes.IndexOfTerms)
    app.add_directive("index-of-songs", indexes.IndexOfSongs)
    app.add_directive("pages-of-part", indexes.PagesOfPart)
    app.add_role("classroom", projecting.Classroom())
    app.connect("doctree-read", places.collect)
    app.connect("env-purge-doc", places.purge)
    app.connect("env-merge-info", places.merge)
    app.connect("env-updated", indexes.stale)
    app.connect("doctree-resolved", indexes.fill)
    app.connect("doctree-resolved", projecting.link)
    app.connect("doctree-resolved", narrow.fit)
    app.connect("html-page-context", pages.fit, priority=900)
    app.connect("build-finished", pages.check)
    app.connect("build-finished", files.publish)
    library.setup(app)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": False}
