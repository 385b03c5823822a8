"""The built book, for the tests that read its pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
BUILD = [sys.executable, "-m", "jupyter_book", "build", ".", "-W", "-n", "--keep-going"]


@pytest.fixture(scope="session")
def book() -> Path:
    """Return the folder of the built book; build it first if it is not there."""
    if not (HTML / "index.html").exists():
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        built = subprocess.run(BUILD, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    return HTML
