"""A real JupyterLab from the installed wheel, with no Node on PATH."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import mido
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from musicking import song

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
TRY_FOR_MS = 180_000
# Asked of the notebook itself: JupyterLab draws only the cells that are in sight.
CODE_CELLS = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
  .filter((cell) => cell.type === "code").map((cell) => cell.toJSON())"""
HAVE_RUN = f"() => ({CODE_CELLS})().every((cell) => cell.execution_count !== null)"
OPEN = """async (path) => {
  const panel = await jupyterapp.commands.execute("docmanager:open", {path});
  await panel.sessionContext.ready;
}"""
# Closed as it stands, without the question whether to keep what has run.
CLOSE = """async () => {
  const panel = jupyterapp.shell.currentWidget;
  await panel.sessionContext.shutdown();
  panel.context.model.dirty = false;
  panel.close();
}"""


def without_node(path: str) -> str:
    """Return PATH without any folder that has a ``node``."""
    folders = path.split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if not shutil.which("node", path=folder))


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the wheel, and install it into a folder of its own."""
    place = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(place), str(ROOT)], check=True)
    wheel = next(place.glob("musicking-*.whl"))
    folder = place / "installed"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder), str(wheel)], check=True)
    return folder


@pytest.fixture(scope="session")
def lab(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab on the packed wheel alone; give its address, and the folder of its notebooks."""
    place = tmp_path_factory.mktemp("lab")
    notebooks = place / "notebooks"
    notebooks.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The tests' own folder goes too, where Node came into it from PyPI; kernels are started by their full path.
    path = without_node(os.environ["PATH"])
    assert shutil.which("node", path=path) is None
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "PATH": path,
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
            "--LabApp.expose_app_in_browser=True",
            f"--ServerApp.root_dir={notebooks}",
        ],
        env=environment,
        cwd=notebooks,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    await_answer(server)
    yield f"http://127.0.0.1:{port}", notebooks
    server.terminate()
    server.wait()


def await_answer(server: subprocess.Popen[str]) -> None:
    """Return as soon as the server says that it answers; fail if it has ended."""
    assert server.stderr
    said = []
    for line in server.stderr:
        said.append(line)
        if "is running at" in line:
            # What it says further goes nowhere, but is taken from it: a full pipe would stop it.
            threading.Thread(target=server.stderr.read, daemon=True).start()
            return
    pytest.fail(f"JupyterLab ended at once:\n{''.join(said)}")


@pytest.fixture(scope="module")
def lab_page(lab: tuple[str, Path], browser: Browser) -> Iterator[Page]:
    """One reader's JupyterLab for all tests."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(TRY_FOR_MS)
    page = context.new_page()
    page.goto(f"{lab[0]}/lab?reset")
    page.wait_for_function("globalThis.jupyterapp")
    page.evaluate("() => jupyterapp.restored")
    yield page
    context.close()


@pytest.fixture
def open_notebook(lab: tuple[str, Path], lab_page: Page) -> Iterator[Callable[[Path], Page]]:
    """Open a notebook in it, and close it at the end of the test."""

    def opened(notebook: Path) -> Page:
        shutil.copyfile(notebook, lab[1] / notebook.name)
        lab_page.evaluate(OPEN, notebook.name)
        lab_page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        return lab_page

    yield opened
    lab_page.evaluate(CLOSE)


def run_all(page: Page) -> None:
    """Run all cells by the menu, as a reader does."""
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


def test_the_chapter_runs_and_its_widget_plays(open_notebook: Callable[[Path], Page]) -> None:
    chapter = ROOT / "chapters" / "expressive-components.ipynb"
    lab_page = open_notebook(chapter)
    run_all(lab_page)
    widget = lab_page.locator(".musicking").first
    widget.get_by_role("button", name="Play").first.click()
    expect(widget.get_by_role("button", name="Pause").first).to_be_visible(timeout=TRY_FOR_MS)
    lab_page.wait_for_function(HAVE_RUN)
    cells = lab_page.evaluate(CODE_CELLS)
    written = json.loads(chapter.read_text(encoding="utf-8"))["cells"]
    assert len(cells) == sum(cell["cell_type"] == "code" for cell in written) > 0
    assert [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"] == []
    assert [output for cell in cells for output in cell["outputs"] if output.get("name") == "stderr"] == []


def test_the_wheel_holds_all_that_was_built(installed: Path) -> None:
    built = ROOT / "musicking"
    wanted = {
        path.relative_to(built).as_posix()
        for folder in (
            *("_built/page", "_built/instruments", "_built/spec", "_built/layers"),
            *("repertoire", "repertoire/sketches", "form"),
        )
        for path in (built / folder).glob("*.*")
        # What a page of the book fetches at once is read by the book's build alone.
        if not path.name.startswith(".") and path.name not in {"stamp.json", "preload.json"}
    }
    assert {"_built/page/notebook.js", "_built/instruments/flute.sf2", "_built/layers/form.json"} <= wanted
    carried = {path.relative_to(installed / "musicking").as_posix() for path in installed.rglob("musicking/**/*.*")}
    assert wanted - carried == set()


def run_cell(page: Page, number: int) -> Locator:
    """Run one cell by Shift+Enter; answer it."""
    cell = page.locator(".jp-CodeCell").nth(number)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    return cell


def test_traits_go_both_ways(open_notebook: Callable[[Path], Page], tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path / "traits.ipynb",
        "from musicking import song, ritardando\nfrom musicking.widgets import Shape\ngrace = song('amazing_grace')\n"
        "shape = Shape(grace, ritardando(grace.place(13, 16)), show=['tempo'])\nshape",
        "shape.view = 'written'\nshape.interpretation = ritardando(grace.place(9, 16), 'bold')\n"
        "shape.position_beat = grace.beat(5)",
        "print(shape.view, shape.interpretation.components[0].amount, shape.position_beat)",
    )
    lab_page = open_notebook(notebook)
    run_cell(lab_page, 0)
    widget = lab_page.locator(".musicking-app").first
    changed = widget.locator(".mk-changed")
    expect(changed).to_contain_text("bar 13", timeout=TRY_FOR_MS)

    run_cell(lab_page, 1)
    expect(widget.get_by_role("radio", name="as written")).to_be_checked()
    expect(changed).to_contain_text("bar 9")
    expect(widget.locator(".mk-place")).to_have_text("Bar 5, beat 1")

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


def test_a_midi_file_is_taken_away(open_notebook: Callable[[Path], Page], tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path / "take.ipynb",
        "from musicking import song\nfrom musicking.widgets import Shape\nShape(song('amazing_grace'), show=[])",
    )
    lab_page = open_notebook(notebook)
    run_cell(lab_page, 0)
    widget = lab_page.locator(".musicking-app").first
    widget.get_by_role("button", name="More").click()
    with lab_page.expect_download() as begun:
        widget.get_by_role("button", name="MIDI file").click()
    written = mido.MidiFile(str(begun.value.path()))
    assert len(written.tracks) == 1 + len(song("amazing_grace").voices)
    # An address does not lead into a notebook.
    expect(widget.get_by_role("button", name="Copy link")).to_have_count(0)


FIRST_CELL = """from musicking.exercises import listening
from musicking.widgets import Build, Exercise, Path, Plan
build = Build(style="waltz", tonality="ionian", tonic="G", progression="primary", plan="aba")
build"""


def test_every_kind_of_widget_plays_and_goes_both_ways(open_notebook: Callable[[Path], Page], tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path / "kinds.ipynb",
        FIRST_CELL,
        "build.choice = {**build.choice, 'tonic': 'D'}",
        "print(build.choice['own']['progression'], build.data['chords'][1][1])",
        "path = Path(['surprise'])\npath",
        "path.way = ['contrast', 'home']",
        "print(path.way)",
        "Plan()",
        "exercise = Exercise(*listening('tempo 1'))\nexercise",
        "print(exercise.position_beat > 0)",
    )
    lab_page = open_notebook(notebook)
    build = run_cell(lab_page, 0).get_by_role("group", name="Build a piece")
    piece = build.locator(".mk-form-piece")
    expect(piece).to_have_text("ABA in G Ionian, Waltz", timeout=TRY_FOR_MS)
    build.get_by_role("button", name="Play", exact=True).click()
    expect(build.get_by_role("button", name="Pause")).to_be_visible(timeout=TRY_FOR_MS)
    composed_by_python(build, piece)
    run_cell(lab_page, 1)
    expect(piece).to_have_text("ABA in D major, Waltz", timeout=TRY_FOR_MS)
    answered = run_cell(lab_page, 2)
    expect(answered.locator(".jp-OutputArea-output")).to_have_text("I vi ii V Bm")

    path = run_cell(lab_page, 3).get_by_role("group", name="One beginning, three ways on")
    path.get_by_role("button", name="Play", exact=True).click()
    expect(path.get_by_role("button", name="Pause")).to_be_visible(timeout=TRY_FOR_MS)
    expect(path.get_by_role("listitem")).to_have_count(2)
    run_cell(lab_page, 4)
    expect(path.get_by_role("button", name="Take up: surprise")).to_be_visible()
    path.get_by_role("button", name="Go on from here, phrase 1").click()
    answered = run_cell(lab_page, 5)
    expect(answered.locator(".jp-OutputArea-output")).to_have_text("[]")

    plan = run_cell(lab_page, 6).get_by_role("group", name="Plan a session")
    plan.get_by_label("Line 1: music").select_option("amazing_grace")
    plan.get_by_role("button", name="Play and shape it here").click()
    song_of_line = plan.get_by_role("group", name="Amazing Grace")
    song_of_line.get_by_role("button", name="Play", exact=True).click()
    expect(song_of_line.get_by_role("button", name="Pause")).to_be_visible(timeout=TRY_FOR_MS)

    exercise = run_cell(lab_page, 7).locator(".musicking-app").first
    exercise.get_by_role("button", name="Play").first.click()
    expect(exercise.get_by_role("button", name="Pause").first).to_be_visible(timeout=TRY_FOR_MS)
    expect(exercise.locator(".mk-place")).to_have_text(re.compile("Bar [2-9]"), timeout=TRY_FOR_MS)
    answered = run_cell(lab_page, 8)
    expect(answered.locator(".jp-OutputArea-output")).to_have_text("True")


def composed_by_python(build: Locator, piece: Locator) -> None:
    """Ask for what no table has, while it plays; and for what no one can compose."""
    build.get_by_text("Beyond these choices").click()
    chords = build.get_by_label("Chords, in roman numerals or by name")
    chords.fill("I vi ii V")
    build.get_by_role("button", name="Let Python compose it").click()
    expect(piece).to_have_text("ABA in G major, Waltz")
    expect(build.get_by_role("button", name="Pause")).to_be_visible()
    chords.fill("xyz")
    build.get_by_role("button", name="Let Python compose it").click()
    expect(build.get_by_role("alert")).to_contain_text("The roman numeral 'xyz' is not known")
    expect(piece).to_have_text("ABA in G major, Waltz")
    # An address does not lead into a notebook.
    expect(build.get_by_role("button", name="Copy link")).to_have_count(0)
