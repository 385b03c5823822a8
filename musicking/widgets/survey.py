"""Survey: how sure one feels of one's own musical craft, now, and what to practise next."""

from __future__ import annotations

import tomllib
from html import escape
from importlib.resources import files
from typing import Any

import traitlets

from musicking.widgets.page_widget import PageWidget

#: What can be answered, from the surest on: words, and no number.
ANSWERS = ("yes", "after a few minutes alone", "not yet")


class Survey(PageWidget):
    """Ask oneself what one could do tomorrow, with somebody beside one; nothing is added up.

    What is answered is kept by the browser on the reader's device; Python never sees it.

    Examples
    --------
    >>> Survey().skills[0]["done"]  # doctest: +SKIP
    'somebody who taps along never has to adjust'
    """

    skills: traitlets.List[dict[str, Any]] = traitlets.List(read_only=True).tag(sync=True)
    answers: traitlets.List[str] = traitlets.List(read_only=True).tag(sync=True)

    def __init__(self) -> None:
        table = tomllib.loads((files("musicking.exercises") / "craft.toml").read_text(encoding="utf-8"))
        self.set_trait("widget", "survey")
        self.set_trait("skills", [skill | {"links": list(map(_link, skill["links"]))} for skill in table["skill"]])
        self.set_trait("answers", list(ANSWERS))
        super().__init__()

    def page_traits(self) -> dict[str, Any]:
        """Return the abilities, what can be answered, and what to practise each with."""
        return {"widget": self.widget, "answers": self.answers, "skills": self.skills}

    def paper(self) -> str:
        """Return the survey, to be filled in by hand, with what to practise."""
        rows = "".join(map(_on_paper, self.skills))
        return f"<p>Could I do this tomorrow, with somebody beside me?</p><ol>{rows}</ol>"


def _link(link: list[str]) -> list[str]:
    text, place = link
    page, _, heading = place.partition("#")
    return [text, f"musicking-root:{page}.html{'#' if heading else ''}{heading}"]


def _on_paper(skill: dict[str, Any]) -> str:
    boxes = " · ".join(f"☐ {answer}" for answer in ANSWERS)
    links = "; ".join(f'<a href="{escape(address)}">{escape(text)}</a>' for text, address in skill["links"])
    return (
        f"<li><p>{escape(skill['ability'])}. Done when {escape(skill['done'])}.</p><p>{boxes}</p>"
        f"<p>To practise: {escape(skill['practice'])} {links}</p></li>"
    )
