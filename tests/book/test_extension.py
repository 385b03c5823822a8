"""The book's extension: outputs that are never stale, and files mirrored beside the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from musicking_book import files, freshness, narrow, pages, pieces
from myst_parser.parsers.docutils_ import Parser

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "musicking").mkdir()
    (tmp_path / "spec").mkdir()
    (tmp_path / "musicking" / "tempo.py").write_text("beat_period = 0.5")
    (tmp_path / "spec" / "shapes.json").write_text("{}")
    return tmp_path


@pytest.mark.parametrize("changed", ["musicking/tempo.py", "spec/shapes.json", "musicking/_built/page/widgets.js"])
def test_any_change_of_the_library_has_a_cache_of_its_own(library: Path, changed: str) -> None:
    before = freshness.digest(library)
    (library / changed).parent.mkdir(parents=True, exist_ok=True)
    (library / changed).write_text("changed")
    assert freshness.digest(library) != before


def test_what_no_output_can_come_from_changes_nothing(library: Path) -> None:
    before = freshness.digest(library)
    for place in ("musicking/__pycache__/tempo.pyc", "chapters/rubato.ipynb"):
        (library / place).parent.mkdir(parents=True, exist_ok=True)
        (library / place).write_text("changed")
    assert freshness.digest(library) == before


def test_a_mirror_leaves_out_what_the_build_keeps_for_itself(tmp_path: Path) -> None:
    source, target = tmp_path / "built", tmp_path / "html"
    (source / "test").mkdir(parents=True)
    for name in ("piano.sf2", ".stamp", "stamp.json", "half.part", "test/capture.js"):
        (source / name).write_text("x")
    files.mirror(source, target)
    assert [path.name for path in target.rglob("*") if path.is_file()] == ["piano.sf2"]


def test_a_mirror_takes_new_and_changed_files_and_drops_old_ones(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "piano.sf2").write_text("new")
    target.mkdir()
    (target / "gone.sf2").write_text("old")
    files.mirror(source, target)
    (source / "deep" / "piano.sf2").write_text("newer")
    files.mirror(source, target)
    assert {path.relative_to(target).as_posix(): path.read_text() for path in target.rglob("*.sf2")} == {
        "deep/piano.sf2": "newer"
    }


def asset(filename: str | None, kind: str = "") -> SimpleNamespace:
    return SimpleNamespace(filename=filename, attributes={"type": kind})


@pytest.mark.parametrize(("page", "root"), [("index", "./"), ("chapters/rubato", "../")])
def test_a_page_finds_its_root_and_only_its_own_scripts(page: str, root: str, tmp_path: Path) -> None:
    app = SimpleNamespace(builder=SimpleNamespace(), srcdir=tmp_path)
    built = tmp_path / "musicking" / "_built" / "page"
    built.mkdir(parents=True)
    (built / "preload.json").write_text('["parts/shared.js"]')
    context: dict[str, Any] = {
        "body": '<div class="musicking"></div><audio src="musicking-root:_audio/x.mp3"></audio>',
        "css_files": [asset("_static/book.css"), asset("_static/sphinx-design.min.css")],
        "script_files": [
            asset("_static/doctools.js"),
            asset(None, "application/vnd.jupyter.widget-state+json"),
        ],
    }
    pages.fit(app, page, "page.html", context, None)  # type: ignore[arg-type]  # no real app
    assert f'src="{root}_audio/x.mp3"' in str(context["body"])
    assert context["holds_widget"]
    assert context["widget_parts"] == ["parts/shared.js"]
    assert [style.filename for style in context["css_files"]] == ["_static/book.css"]
    assert context["script_files"] == []


def picture(number: int, ink: str, clef: str = "M0 0h1") -> str:
    """Return a picture as a widget writes it, its identifiers beginning with its number."""
    return (
        '<div class="musicking-notation" data-layout="wide"><svg viewBox="0 0 9 9">'
        f'<defs><path id="mk{number}-E050" d="{clef}"/></defs>'
        f'<use href="#mk{number}-E050"/><g id="mk{number}-m1" class="note" data-note="m1">{ink}</g></svg></div>'
    )


def widget(number: int, title: str, ink: str = "", clef: str = "M0 0h1") -> str:
    traits = {"speed": number, "piece": {"score": {"title": title}}}
    return (
        f'<div class="musicking"><script type="application/json" class="musicking-traits">{json.dumps(traits)}</script>'
        f"{picture(number, ink or title, clef)}</div>"
    )


def traits_of(body: str) -> list[dict[str, Any]]:
    return [json.loads(text) for text in pieces.TRAITS.findall(body)]


def test_a_piece_and_its_picture_stand_in_a_page_once() -> None:
    body = pieces.share(widget(1, "Grace") + widget(2, "Joy") + widget(3, "Grace"))
    first, second, third = traits_of(body)
    assert first["piece"] == third["piece"] != second["piece"]
    assert [traits["speed"] for traits in (first, second, third)] == [1, 2, 3]
    found = dict(re.findall(r'class="musicking-piece" id="([^"]+)">(.*?)</script>', body))
    assert json.loads(found[first["piece"]]) == {"score": {"title": "Grace"}}
    assert body.count(">Grace</g>") == 1
    assert '<svg viewBox="0 0 9 9"><use href="#mk1-score"/></svg>' in body
    assert body.count('<g id="mk1-score">') == 1
    assert body.count('<path id="mk-E050" d="M0 0h1"/>') == body.count('d="M0 0h1"') == 1
    ids = re.findall(r' id="([^"]+)"', body)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', body)) <= set(ids)


def test_a_picture_with_other_signs_keeps_its_own() -> None:
    body = pieces.share(widget(1, "Grace") + widget(2, "Joy", clef="M0 0h2"))
    assert picture(2, "Joy", "M0 0h2") in body


def test_no_text_of_a_piece_can_end_its_element() -> None:
    body = pieces.share(widget(1, "\\u003c/script>").replace("\\\\u003c", "\\u003c"))
    assert body.count("</script>") == 2


@pytest.mark.parametrize(("words", "stands"), [("a heartbeat", False), ("unpremeditatedness", True)])
def test_a_table_too_wide_for_a_narrow_screen_stands_in_rows_with_headings(words: str, stands: bool) -> None:
    table = f"| a word | what it is | what it asks for |\n|---|---|---|\n| Macmillan | improvisation | {words} |\n"
    doctree = publish_doctree(table, parser=Parser())
    narrow.fit(cast("Sphinx", None), doctree, "page")
    [found] = doctree.findall(nodes.table)
    cells = [cell.astext().replace("\n\n", ": ") for cell in found.findall(nodes.entry)]
    assert (narrow.IN_ROWS in found["classes"]) is stands
    assert (cells[-1] == f"what it asks for: {words}") is stands
