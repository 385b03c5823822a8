"""Every page: no other host, no error, no axe violation, no sideways scrolling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.conftest import Watched, pages_of_the_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
# The ink of a score is out of axe's sight (hidden from assistive technology, or not drawn) and most of a page: it is
# taken out for the moment of the run, which is then several times as quick.
RUN_AXE = """async (options) => {
  const unseen = (svg) => svg.closest("[aria-hidden=true]") || svg.getClientRects().length === 0;
  const pictures = [...document.querySelectorAll(".mk-notation svg, .musicking-notation svg")].filter(unseen);
  const ink = pictures.map((svg) => [svg, [...svg.childNodes]]);
  for (const [svg] of ink) svg.replaceChildren();
  for (const change of document.getAnimations()) change.finish(); // of colours, when the theme changes
  try {
    const found = await axe.run(document, {resultTypes: ["violations"], preload: false, ...options});
    return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(" ")} — ${n.failureSummary}`));
  } finally {
    for (const [svg, nodes] of ink) svg.replaceChildren(...nodes);
  }
}"""
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LABS = "chapters/expressive-components.html"
# Where data are saved, what lies further down waits for the reader.
STAND = """() => [...document.querySelectorAll(".musicking")].every((widget) =>
  (widget.querySelector("button") && widget.matches(".is-live, .is-lost, :not([data-widget])"))
  || (navigator.connection?.saveData && widget.getBoundingClientRect().top > 2 * innerHeight))"""
WIDEST = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def settled(watched: Watched) -> Watched:
    """Wait until the page and its widgets stand; what is fetched in idle time may still be on its way."""
    watched.page.wait_for_load_state("load")
    watched.page.wait_for_function(STAND)
    return watched


def violations_in_either_theme(page: Page) -> list[str]:
    """Return what axe finds in the light, and of what depends on the theme, colours, in the dark too."""
    wear(page, "light")
    found: list[str] = page.evaluate(RUN_AXE)
    wear(page, "dark")
    found += page.evaluate(RUN_AXE, ONLY_COLOURS)
    return found


def wear(page: Page, theme: Literal["light", "dark"]) -> None:
    """Prefer a theme, and wait until the page, which is told of it a frame later, has taken it."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)


def test_what_cannot_be_read_in_the_dark_alone_is_found(open_page: Callable[..., Watched]) -> None:
    page = settled(open_page("about.html")).page
    page.evaluate(AXE)
    page.add_style_tag(content="[data-theme=dark] main p { color: #333 !important }")
    found = violations_in_either_theme(page)
    assert found
    assert all(violation.startswith("color-contrast") for violation in found)


@pytest.mark.parametrize("name", pages_of_the_book())
def test_page_fits_320_pixels_and_is_clean_and_accessible(open_page: Callable[..., Watched], name: str) -> None:
    watched = settled(open_page(name, width=320, height=640))
    page = watched.page
    assert page.evaluate(WIDEST) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(AXE)
    assert violations_in_either_theme(page) == []
    page.wait_for_load_state("networkidle")
    watched.assert_clean()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_widgets_are_accessible_unfolded_and_in_class(open_page: Callable[..., Watched], dark: bool) -> None:
    page = settled(open_page(LABS, dark=dark)).page
    page.evaluate(AXE)
    folded = page.get_by_role("button", name="More", exact=True).all()
    assert folded
    for more in folded:
        more.click()
    assert page.evaluate(RUN_AXE) == []
    page.get_by_role("button", name="Classroom view").first.click()
    page.get_by_role("dialog").wait_for()
    assert page.evaluate(RUN_AXE) == []
