"""The order of the tests: workers take a group at a time, and the longest begin, so that all are busy to the end."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import forked_kernels
import nbval.kernel
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest
    from xdist.remote import Producer

HERE = Path(__file__).parent
#: What takes longest comes first: pages that sound in real time, one long session, then what loads many pages.
SOUNDING = tuple(
    f"browser/test_{name}.py"
    for name in ("along", "build", "components_heard", "live", "path", "sound", "sounds", "timeline", "worklet")
)
FIRST = (*SOUNDING, "browser/test_jupyterlab.py", "browser/test_pages.py", "browser", "agreement", "unit")

AFTER_BROWSERS = FIRST.index("browser") + 1


@cache
def place(path: Path) -> int:
    """Return where a file of tests comes in the order."""
    return next((n for n, name in enumerate(FIRST) if path.is_relative_to(HERE / name)), len(FIRST))


def pytest_configure() -> None:
    """Let the notebooks run as they do when the book is built."""
    forked_kernels.use()
    # Each message of a kernel would be laid out for a log that nobody keeps.
    nbval.kernel.pformat = lambda message: message


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first, and each notebook beside a file that needs no kernel, so that waiting meets work."""
    others = [file for file in dict.fromkeys(item.path for item in items) if place(file) >= AFTER_BROWSERS]
    rank: dict[Path, int] = {}
    for notebooks in (True, False):
        alike = sorted((file for file in others if (file.suffix == ".ipynb") == notebooks), key=place)
        rank |= {file: number for number, file in enumerate(alike)}
    items.sort(key=lambda item: (min(place(item.path), AFTER_BROWSERS), rank.get(item.path, 0)))


class Together(LoadScopeScheduling):  # type: ignore[misc]  # the library brings no types
    """What one worker runs: a file (a notebook's cells share a kernel), or all pages whose sound is caught as it plays.

    Two pages that sound at once compete for the machine. Groups by mark are no way to say so: pytest 9.2 no longer
    takes the names that pytest-xdist 3.8 gives to the tests of a group, and deals them out singly.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return "sounding" if place(HERE.parent / file) < len(SOUNDING) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Deal out the tests by what must stay together."""
    return Together(config, log)
