"""Folded code stands under what it makes: the reader meets the music first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class CodeAfterOutput(SphinxPostTransform):
    """Move the folded input of a cell behind the cell's output."""

    default_priority = 220  # after myst_nb has folded the inputs, at 199
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Turn round every cell of the page whose code is folded."""
        for cell in self.document.findall(nodes.container):
            if len(cell.children) > 1 and isinstance(cell.children[0], HideCodeCellNode):
                cell.children = [*cell.children[1:], cell.children[0]]


def open_fold(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Write the fold, named by its prompt as it reads (myst_nb gives all of them one other name)."""
    show, hide = escape(node["prompt_show"]), escape(node["prompt_hide"])
    self.body.append(
        '<details class="hide"><summary>'
        f'<span class="collapsed">{show}</span><span class="expanded">{hide}</span></summary>\n'
    )


def close_fold(self: HTML5Translator, _node: HideCodeCellNode) -> None:
    """Close the fold."""
    self.body.append("</details>\n")
