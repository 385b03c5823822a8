"""Links by which a teacher opens a widget in classroom view: ``{classroom}`Form <chapters/form#listen-aaba>` ``.

The widget is named by the place in its page (`anchors`), so that the link leads there without scripts too;
``?classroom`` is read by the page (``theme/static/book.js``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import ReferenceRole
from sphinx.util.logging import getLogger

from .places import places_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = getLogger(__name__)


class classroom_link(nodes.Inline, nodes.TextElement):  # type: ignore[misc]  # noqa: N801 (docutils names its nodes so)
    """Stands for a link until it is known which widgets there are."""


class Classroom(ReferenceRole):
    """``{classroom}``: a link to a widget, which then fills the window."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return what is linked at the end."""
        page, _, widget = self.target.partition("#")
        node = classroom_link("", self.title, page=page, widget=widget)
        self.set_source_info(node)
        return [node], []


def link(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Turn every classroom link of a page into a reference; warn where the widget is not there."""
    for node in list(doctree.findall(classroom_link)):
        there = places_of(app.env).get(node["page"])
        known = [sounding.anchor for sounding in there.soundings] if there else []
        if node["widget"] not in known:
            message = "There is no widget %r on the page %r; there are: %s"
            logger.warning(message, node["widget"], node["page"], ", ".join(known) or "none", location=node)
            node.replace_self(nodes.inline("", node.astext()))
            continue
        address = f"{app.builder.get_relative_uri(page, node['page'])}?classroom#{node['widget']}"
        node.replace_self(nodes.reference("", node.astext(), refuri=address, internal=True, classes=["project"]))
