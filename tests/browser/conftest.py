"""A real browser on the built book, served under a sub-path, with every request and error written down."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from musicking_book.serve import BUILT_BOOK, open_server
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import FLAGS, ensure
from tests.browser.cut import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
SUB_PATH = "shelf/improvised-music"
SAVE_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"


@dataclass
class Watched:
    """A page and what it did: requests to other hosts, errors on its console."""

    page: Page
    origin: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def assert_clean(self) -> None:
        """Fail if the page asked another host for anything or wrote an error."""
        assert self.foreign == []
        assert self.errors == []


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served: the built book below a sub-path, and beside it what tests load into a page."""
    assert (BUILT_BOOK / "index.html").is_file(), "run `make book` first"
    shelf = tmp_path_factory.mktemp("served")
    place = shelf / SUB_PATH
    place.mkdir(parents=True)
    for part in BUILT_BOOK.iterdir():
        (place / part.name).symlink_to(part, target_is_directory=part.is_dir())
    beside = place.parent / "_test"
    beside.mkdir()
    (beside / "capture.js").symlink_to(ROOT / "musicking" / "_built" / "page" / "test" / "capture.js")
    (beside / "instruments.json").symlink_to(ROOT / "spec" / "instruments.json")
    return shelf


@pytest.fixture(scope="session")
def book_address(shelf: Path) -> Iterator[str]:
    """Where the built book is served, below a sub-path."""
    server = open_server(0, shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{SUB_PATH}"
    server.shutdown()


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Start a browser with flags beyond the usual ones."""
    with sync_playwright() as playwright:
        started: list[Browser] = []

        def launch_one(*flags: str) -> Browser:
            started.append(playwright.chromium.launch(executable_path=ensure(), args=[*FLAGS, *flags]))
            return started[-1]

        yield launch_one
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Browser:
    """One browser for all tests."""
    return launch()


@pytest.fixture
def open_page(browser: Browser, book_address: str, shelf: Path) -> Iterator[Callable[..., Watched]]:
    """Open a page of the book (``name`` below its root) and watch it.

    With ``only``, it is cut to widgets of these ids, and nothing is fetched before it is wanted.
    """
    contexts = []

    def open_one(  # noqa: PLR0913 (as many as a browser has settings)
        name: str = "index.html",
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        script: str = "",
        only: tuple[str, ...] = (),
    ) -> Watched:
        if only:
            page_name, *fragment = name.split("#")
            folder = shelf / SUB_PATH / "+".join(only)
            name = "#".join([f"{folder.name}/{cut(BUILT_BOOK / page_name, only, folder).name}", *fragment])
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        if only:
            context.add_init_script(SAVE_DATA)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        watched = Watched(page, book_address)
        host = book_address.split("/")[2]
        page.on(
            "request",
            lambda request: (
                watched.foreign.append(request.url)
                if request.url.startswith("http") and request.url.split("/")[2] != host
                else None
            ),
        )
        page.on("console", lambda message: watched.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.goto(f"{book_address}/{name}")
        return watched

    yield open_one
    for context in contexts:
        context.close()


def pages_of_the_book() -> list[str]:
    """Every page of the built book, by its path below the root."""
    names = sorted(str(path.relative_to(BUILT_BOOK)) for path in BUILT_BOOK.rglob("*.html"))
    return [name for name in names if not Path(name).parts[0].startswith("_")]
