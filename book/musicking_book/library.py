"""The listening library: a page with everything that sounds in the book, to hear, to keep and to take along."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from . import packing, terms
from .examples import ADDRESS, Example, Placed, placed_in, read_examples
from .pages import ROOT_MARK
from .sounds import Rendering

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PAGE = "listening-library"
log = getLogger(__name__)


class Library:
    """What sounds in this build; the application holds it from running the notebooks to writing the pages."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.rendering = Rendering(root)
        self.examples: list[Example] = []
        self.terms: list[terms.Heard] = []

    def begin_terms(self) -> None:
        """Begin with the terms that can be heard: they wait for no notebook."""
        self.terms = terms.heard(self._root)
        self.rendering.begin(self.terms)

    @property
    def size_bytes(self) -> int:
        """How large all examples are together."""
        files = [path for example in self.examples for path in (example.file, example.midi) if path]
        return sum(path.stat().st_size for path in files)


def of_build(app: Sphinx) -> Library:
    """Return the library of this build."""
    made: Library = app.__dict__.get("musicking_library") or Library(Path(app.srcdir))
    app.__dict__["musicking_library"] = made
    return made


def sounds_of(env: BuildEnvironment) -> dict[str, list[Placed]]:
    """Return the sounds of every page; they are kept with what Sphinx remembers of the pages."""
    kept: dict[str, list[Placed]] = env.__dict__.setdefault("musicking_sounds", {})
    return kept


def collect(app: Sphinx, document: nodes.document) -> None:
    """Remember what sounds on a page."""
    sounds_of(app.env)[app.env.docname] = list(placed_in(document))


def forget(_app: Sphinx, env: BuildEnvironment, page: str) -> None:
    """Forget a page that is read anew or gone."""
    sounds_of(env).pop(page, None)


def merge(_app: Sphinx, env: BuildEnvironment, pages: set[str], other: BuildEnvironment) -> None:
    """Take over what another process has read."""
    sounds_of(env).update({page: sounds_of(other).get(page, []) for page in pages})


def complete(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Render what sounds, now that every page is read, and lay out the page that lists it."""
    if app.builder.format != "html":
        return []
    library = of_build(app)
    library.examples = read_examples(env, sounds_of(env))
    rendered = library.rendering.finish([*library.examples, *library.terms])
    log.info("sounds: %d examples, %d terms, %d rendered", len(library.examples), len(library.terms), rendered)
    if PAGE not in env.found_docs:
        return terms.pages(env)
    # It was read among the others, before it was known what they hold.
    app.emit("env-purge-doc", env, PAGE)
    env.clear_doc(PAGE)
    app.builder.read_doc(PAGE)
    return [PAGE, *terms.pages(env)]


def address(app: Sphinx, page: str, _template: str, context: dict[str, Any], _document: nodes.document | None) -> None:
    """Name the sounds of a page as they lie in the book."""
    paths = {example.placed.name: example.path for example in of_build(app).examples if example.page == page}
    body = ADDRESS.sub(lambda found: f"{ROOT_MARK}{paths[found['name']]}.mp3", context.get("body", ""))
    context["body"] = body
    context["holds_sound"] = "<audio" in body or 'class="hear"' in body


def publish(app: Sphinx, failure: Exception | None) -> None:
    """Put the sounds beside the pages."""
    library = of_build(app)
    library.rendering.close()
    if failure is None and app.builder.format == "html":
        titles = {page: title.astext() for page, title in app.env.titles.items()}
        packing.publish(Path(app.outdir), packing.files_of(library.examples, library.terms, titles, app.config.project))


class ListeningLibrary(SphinxDirective):
    """Every example of the book, by chapter: its name, what there is to hear, a player, its files."""

    def run(self) -> list[nodes.Node]:
        """Return the lead-in and a section for each page of the book on which something sounds."""
        library = of_build(self.env.app)
        if not library.examples:
            return []
        minutes = round(sum(example.duration_sec for example in library.examples) / 60)
        zipped = f'<a href="{ROOT_MARK}{packing.ZIP}" download>Download all of it as one ZIP</a>'
        lead = (
            f"<p>{len(library.examples)} examples, {minutes} minutes of music. {zipped} "
            f"({megabytes(library.size_bytes)}): the sound and MIDI files by chapter, and this list, to be opened "
            "without a connection.</p>"
        )
        grouped = groupby(library.examples, key=lambda example: example.page)
        return [raw(lead), *(self._page(page, list(examples)) for page, examples in grouped)]

    def _page(self, page: str, examples: list[Example]) -> nodes.section:
        title = self.env.titles[page].astext()
        section = nodes.section(ids=[nodes.make_id(f"in {page}")])
        section += nodes.title(title, title)
        section += [self._example(example, title) for example in examples]
        return section

    def _example(self, example: Example, chapter: str) -> nodes.section:
        section = nodes.section(ids=[nodes.make_id(example.path)])
        section += nodes.title(example.title, example.title)
        section += [nodes.paragraph(said, said) for said in (example.asks, " ".join(example.said)) if said]
        section += raw(player(example, chapter))
        return section


def raw(html: str) -> nodes.raw:
    """Return HTML as it is."""
    return nodes.raw("", html, format="html")


def player(example: Example, chapter: str) -> str:
    """Return a player of an example and the links to its files and to its place in the book."""
    title, base = escape(example.title, quote=True), escape(ROOT_MARK + example.path, quote=True)
    of = f'<span class="unseen"> of {title}</span>'
    links = [f'<a href="{base}.mp3" download>MP3{of}</a> ({clock(example.duration_sec)}, {kilobytes(example.file)})']
    if example.midi:
        links.append(f'<a href="{base}.mid" download>MIDI{of}</a>')
    anchor = f"#{example.placed.anchor}" if example.placed.anchor else ""
    place = escape(f"{ROOT_MARK}{example.page}.html{anchor}", quote=True)
    links.append(f'<a href="{place}"><span class="unseen">{title} </span>In “{escape(chapter)}”</a>')
    sound = f'<audio controls preload="none" src="{base}.mp3" aria-label="{title}"></audio>'
    return f'{sound}<p class="files">{" · ".join(links)}</p>'


def clock(seconds: float) -> str:
    """Return minutes and seconds.

    >>> clock(83.1)
    '1:23'
    """
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


def kilobytes(path: Path) -> str:
    """Return a file's size in kB."""
    return f"{round(path.stat().st_size / 1000)} kB"


def megabytes(size_bytes: int) -> str:
    """Return a size in MB."""
    return f"{size_bytes / 1e6:.0f} MB"


def setup(app: Sphinx) -> None:
    """Register the library with Sphinx."""
    app.add_directive("listening-library", ListeningLibrary)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("doctree-resolved", terms.lay_under)
    app.connect("doctree-read", collect)
    app.connect("env-updated", complete)
    app.connect("html-page-context", address, priority=890)
    app.connect("build-finished", publish)
