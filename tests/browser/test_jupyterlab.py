"""A real JupyterLab from the installed wheel, with no Node on PATH."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import mido
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from musicking import song

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
TRY_FOR_MS = 60_000


def without_node(path: str) -> str:
    """Return PATH without any folder that has a ``node``."""
    folders = path.split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if not shutil.which("node", path=folder))


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Start JupyterLab on the packed wheel alone; give the address of a notebook."""
    place = tmp_path_factory.mktemp("lab")
    pip = [sys.executable, "-m", "pip", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(place), str(ROOT)], check=True)
    wheel = next(place.glob("musicking-*.whl"))
    installed = place / "installed"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(installed), str(wheel)], check=True)
    notebooks = place / "notebooks"
    notebooks.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "PATH": folder + os.pathsep + without_node(os.environ["PATH"]),
        "JUPYTER_CONFIG_DIR": str(place / "config"),
        "JUPYTER_DATA_DIR": str(place / "data"),
    }
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            f"--port={port}",
            "--IdentityProvider.token=",
            "--LabApp.extension_manager=readonly",
            f"--ServerApp.root_dir={notebooks}",
        ],
        env=environment,
        cwd=notebooks,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    await_answer(address, server)

    def notebook_address(notebook: Path) -> str:
        shutil.copyfile(notebook, notebooks / notebook.name)
        return f"{address}/lab/tree/{notebook.name}?reset"

    yield notebook_address
    server.terminate()
    server.wait()


def await_answer(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return as soon as the server answers; fail if it has ended."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=5):
                return
        except OSError:
            continue
    pytest.fail("JupyterLab ended at once")


@pytest.fixture
def lab_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(TRY_FOR_MS)
    yield page
    context.close()


def run_all(page: Page) -> None:
    """Run all cells by the menu, as a reader does, once the kernel stands ready."""
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


def write_notebook(path: Path, *cells: str) -> Path:
    """Write a notebook of code cells."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    written: list[dict[str, object]] = [
        {"cell_type": "code", "id": f"cell{i}", "metadata": {}, "source": cell, "outputs": [], "execution_count": None}
        for i, cell in enumerate(cells)
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": written}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def test_the_chapter_runs_and_its_widget_plays(lab: Callable[[Path], str], lab_page: Page) -> None:
    lab_page.goto(lab(ROOT / "chapters" / "expressive-components.ipynb"))
    run_all(lab_page)
    widget = lab_page.locator(".musicking").first
    widget.get_by_role("button", name="Play").first.click()
    expect(widget.get_by_role("button", name="Pause").first).to_be_visible(timeout=TRY_FOR_MS)
    assert lab_page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0


def run_cell(page: Page, number: int) -> Locator:
    """Run one cell by Shift+Enter; answer it."""
    cell = page.locator(".jp-CodeCell").nth(number)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    return cell


def test_traits_go_both_ways(lab: Callable[[Path], str], lab_page: Page, tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path / "traits.ipynb",
        "from musicking import song, ritardando\nfrom musicking.widgets import Shape\ngrace = song('amazing_grace')\n"
        "shape = Shape(grace, ritardando(grace.place(13, 16)), show=['tempo'])\nshape",
        "shape.view = 'written'\nshape.interpretation = ritardando(grace.place(9, 16), 'bold')",
        "print(shape.view, shape.interpretation.components[0].amount, shape.position_beat)",
    )
    lab_page.goto(lab(notebook))
    lab_page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    run_cell(lab_page, 0)
    widget = lab_page.locator(".musicking-app").first
    changed = widget.locator(".mk-changed")
    expect(changed).to_contain_text("bar 13")

    run_cell(lab_page, 1)
    expect(widget.get_by_role("radio", name="as written")).to_be_checked()
    expect(changed).to_contain_text("bar 9")

    widget.get_by_role("radio", name="as performed").check()
    amount = widget.get_by_role("slider", name=re.compile("amount"))
    amount.focus()
    amount.press("Home")
    widget.get_by_role("button", name="More").click()
    place = widget.get_by_role("slider", name="Place in the music")
    place.focus()
    place.press("End")
    answered = run_cell(lab_page, 2)
    expect(answered.locator(".jp-OutputArea-output")).to_have_text("performed 0.0 47.0")


def test_a_midi_file_is_taken_away(lab: Callable[[Path], str], lab_page: Page, tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path / "take.ipynb",
        "from musicking import song\nfrom musicking.widgets import Shape\nShape(song('amazing_grace'), show=[])",
    )
    lab_page.goto(lab(notebook))
    lab_page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    run_cell(lab_page, 0)
    widget = lab_page.locator(".musicking-app").first
    widget.get_by_role("button", name="More").click()
    with lab_page.expect_download() as begun:
        widget.get_by_role("button", name="MIDI file").click()
    written = mido.MidiFile(str(begun.value.path()))
    assert len(written.tracks) == 1 + len(song("amazing_grace").voices)
    # An address does not lead into a notebook.
    expect(widget.get_by_role("button", name="Copy link")).to_have_count(0)
