"""Glossary terms that can be heard: a short piece of music for each, made for the term (``audio/glossary.toml``)."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util.logging import getLogger

from musicking.errors import MusicError

from .files import KERNEL_FILES
from .pages import ROOT_MARK
from .recipes import play
from .sounds import Sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

log = getLogger(__name__)
RECIPES = "audio/glossary.toml"
MADE = KERNEL_FILES / "terms"


@dataclass(frozen=True, kw_only=True)
class Heard(Sound):
    """A term with a sound of its own."""

    term: str

    @property
    def path(self) -> str:
        """Where its sound lies in the book."""
        return path_of(self.term)


def path_of(term: str) -> str:
    """Return where the sound of a term lies in the book."""
    return f"audio/glossary/{nodes.make_id(term)}.mp3"


def recipes(root: Path) -> dict[str, dict[str, Any]]:
    """Return the recipe of each term that can be heard."""
    return tomllib.loads((root / RECIPES).read_text(encoding="utf-8"))


def heard(root: Path) -> list[Heard]:
    """Return the terms that can be heard, in the order of their recipes."""
    return [
        Heard(term=term, performance=performed(root, term, recipe), book=root) for term, recipe in recipes(root).items()
    ]


def performed(root: Path, term: str, recipe: dict[str, Any]) -> dict[str, Any]:
    """Return how a recipe is played, as plain data; composed once for each state of the library."""
    name = hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()[:16]
    made = root / MADE / f"{name}.json"
    if not made.is_file():
        made.parent.mkdir(parents=True, exist_ok=True)
        try:
            made.write_text(json.dumps(play(recipe).to_json()), encoding="utf-8")
        except MusicError as problem:
            raise ExtensionError(f"{RECIPES}, {term}: {problem}") from problem
    performance: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
    return performance


def lay_under(app: Sphinx, document: nodes.document) -> None:
    """Lay under each term of a glossary what is heard of it, and say before it how many can be heard."""
    known = recipes(Path(app.srcdir))
    for glossary in list(document.findall(addnodes.glossary)):
        app.env.note_dependency(str(Path(app.srcdir) / RECIPES))
        meanings = {meant.astext(): meaning for meant, meaning in entries(glossary)}
        for term in known:
            if term in meanings:
                meanings[term].append(nodes.raw("", control(term, known[term]["heard"]), format="html"))
            else:
                log.warning("%s: “%s” is not a term of the glossary", RECIPES, term, location=document)
        words = f"{len(known)} of these {len(meanings)} terms can be heard, a few seconds each."
        glossary.parent.insert(glossary.parent.index(glossary), nodes.paragraph(words, words))


def entries(glossary: nodes.Element) -> Iterator[tuple[nodes.term, nodes.definition]]:
    """Yield the terms of a glossary with their meanings."""
    for item in glossary.findall(nodes.definition_list_item):
        meaning = next(iter(item.findall(nodes.definition)))
        for term in item.findall(nodes.term):
            yield term, meaning


def control(term: str, words: str) -> str:
    """Return a link to the sound of a term, which a script turns into a button, and what is heard."""
    address = escape(ROOT_MARK + path_of(term), quote=True)
    name = escape(term[0].lower() + term[1:], quote=True)
    link = f'<a class="hear" href="{address}" aria-label="Hear: {name}">Hear</a>'
    return f'<p class="heard">{link} <span>{escape(words)}</span></p>'
