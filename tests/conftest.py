"""The order of the tests: workers take a group at a time, and the longest begin, so that all are busy to the end."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
#: One long session beside which others compute, then what loads many pages; then all other browser tests.
FIRST = ("browser/test_jupyterlab.py", "browser/test_pages.py", "browser", "agreement", "unit")


def place(path: Path) -> int:
    """Return where a file of tests comes in the order."""
    return next((n for n, name in enumerate(FIRST) if path.is_relative_to(HERE / name)), len(FIRST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first; within a file everything stays as it is written.

    Pages that sound in real time are one worker's, so that no two of them compete for the machine.
    """
    items.sort(key=lambda item: place(item.path))
    for item in items:
        group = "sounding" if place(item.path) == FIRST.index("browser") else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
