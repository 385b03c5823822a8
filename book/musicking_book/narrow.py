"""Tables on a narrow screen: one whose words would not fit beside each other stands in rows.

The columns of a table can be no narrower than their longest words. Where those do not fit in a narrow window
together, words would be broken or the table cut off. So such a table gets the class ``in-rows`` (one of sentences may
have it from the beginning), and every cell the heading of its column: the theme minds both in a narrow window alone.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Letters that fit beside each other in a window of 320 CSS pixels, in the small type of its tables.
MOST_LETTERS = 38
IN_ROWS = "in-rows"


def fit(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Find the tables of a page that are too wide, and give their cells headings."""
    for table in doctree.findall(nodes.table):
        heads = [cells(row) for head in table.findall(nodes.thead) for row in head.children]
        rows = [cells(row) for body in table.findall(nodes.tbody) for row in body.children]
        if len(heads) != 1:
            continue
        if IN_ROWS not in table["classes"] and letters([*heads, *rows]) > MOST_LETTERS:
            table["classes"].append(IN_ROWS)
        if IN_ROWS in table["classes"]:
            for row in rows:
                for head, cell in list(zip(heads[0], row, strict=True))[1:]:
                    cell.insert(0, nodes.paragraph("", head.astext(), classes=["column"]))


def cells(row: nodes.Element) -> list[nodes.Element]:
    """Return the cells of a row."""
    return [cell for cell in row.children if isinstance(cell, nodes.entry)]


def letters(rows: list[list[nodes.Element]]) -> int:
    """Return how many letters stand beside each other where every column is as narrow as its longest word."""
    columns = (" ".join(cell.astext() for cell in column if cell) for column in zip_longest(*rows))
    return sum(max(map(len, column.split()), default=0) for column in columns)
