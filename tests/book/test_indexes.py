"""The book's lists for looking things up: names of widgets, contents, places of terms."""

from __future__ import annotations

import json

import pytest
from musicking_book import anchors, contents, indexes
from musicking_book.anchors import Widget
from musicking_book.places import Section


def widget(kind: str, title: str | None, piece: str = "") -> str:
    traits = json.dumps({"title": title, "piece": {"score": {"title": piece}}})
    script = f'<script type="application/json" class="musicking-traits">{traits}</script>'
    return f'<div class="musicking" data-widget="{kind}">{script}</div>'


def test_a_widget_is_named_by_its_kind_and_title() -> None:
    named = anchors.name_widgets(
        widget("listen", None, "Été, été!") + widget("shape", "Été") + widget("listen", "Été, été!")
    )
    ids = [part.split('"')[0] for part in named.split(' id="')[1:]]
    assert ids == ["listen-ete-ete", "shape-ete", "listen-ete-ete-no2"], "as in page/test/takeaway/link.test.ts"
    assert anchors.slug("春") == "music"


def test_a_widget_without_music_is_named_by_its_kind() -> None:
    plan = (
        '<div class="musicking" data-widget="plan"><script type="application/json" class="musicking-traits">{}</script>'
    )
    assert anchors.widgets_in(plan) == [Widget("plan", "", "")]
    assert anchors.names_of([Widget("build", "", ""), Widget("build", "", "")]) == ["build", "build-no2"]


PART = (
    '<p aria-level="2" class="caption" role="heading"><span class="caption-text">Making form</span></p>\n'
    '<ul class="current">\n<li class="toctree-l1{now}">'
    '<a class="{now}reference internal" href="x.html">{first}</a></li>'
    '<li class="toctree-l1"><a class="reference internal" href="form.html">Form</a></li>\n</ul>'
)


def test_a_part_is_reached_by_its_name() -> None:
    linked = contents.with_parts(PART.format(now="", first="Making form"))
    assert linked.startswith('<p class="caption"><a class="reference internal" href="x.html">Making form</a></p>')
    assert linked.count("<li") == 1


def test_a_part_without_a_page_keeps_its_plain_name() -> None:
    plain = contents.with_parts(PART.format(now="", first="Form"))
    assert plain.startswith('<p class="caption"><span class="caption-text">Making form</span></p>')
    assert plain.count("<li") == 2


def test_the_page_that_is_read_is_marked() -> None:
    assert 'href="x.html"' in contents.with_parts(PART.format(now="current ", first="Form"))
    assert 'aria-current="page" href="x.html"' in contents.with_parts(PART.format(now="current ", first="Form"))


def section(title: str = "", marked: str = "", prose: str = "", page: str = "chapters/tempo") -> Section:
    return Section(page, "place", title, marked, prose)


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("Fermata", section(title="Fermata")),
        ("Phrase", section(marked="melodic phrases")),
        ("Half cadence", section(marked="half", page="chapters/harmony")),
        ("Onset", section(prose="the onset of a note")),
    ],
)
def test_a_term_is_found_where_it_is_set_apart_or_else_said(term: str, found: Section) -> None:
    assert indexes.uses(term, [section(prose="nothing of it"), found]) == [found]


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("Range", section(marked="Home on the Range")),
        ("Form", section(title="The performance")),
        ("Onset", section(title="Sources", prose="onset")),
        ("Round", section(title="Going round: the loop")),
    ],
)
def test_a_term_is_not_found_in_other_words(term: str, other: Section) -> None:
    assert indexes.uses(term, [other]) == []


def test_where_a_term_is_set_apart_its_plain_uses_are_left_out() -> None:
    explained, said = section(title="Rubato"), section(prose="a rubato")
    assert indexes.uses("Rubato", [said, explained]) == [explained]
