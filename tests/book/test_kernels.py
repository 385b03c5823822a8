"""Forked kernels: what a notebook is promised of a kernel, and that they are forked at all."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import nbformat.v4
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

if TYPE_CHECKING:
    from pathlib import Path

v4: Any = nbformat.v4  # it says no types


def ran(folder: Path, *cells: str, timeout_sec: int = 60) -> list[str]:
    """Run cells in a kernel of their own, in a folder; answer what each printed."""
    notebook = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=timeout_sec, resources={"metadata": {"path": str(folder)}}).execute()
    return ["".join(output.get("text", "") for output in cell.outputs).strip() for cell in notebook.cells]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere kernels are started as ever")
def test_what_takes_long_to_import_is_there_and_nothing_of_it_has_a_name(tmp_path: Path) -> None:
    there, named = ran(tmp_path, "import sys; print('musicking.widgets' in sys.modules)", "print('musicking' in dir())")
    assert (there, named) == ("True", "False")


def test_each_kernel_has_its_folder_and_environment_and_nothing_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = "import os, musicking; print(os.getcwd(), os.environ.get('REHEARSAL'), hasattr(musicking, 'mark'))"
    monkeypatch.setenv("REHEARSAL", "first")
    assert ran(tmp_path, ask, "musicking.mark = 1")[0] == f"{tmp_path} first False"
    monkeypatch.delenv("REHEARSAL")
    assert ran(tmp_path, ask) == [f"{tmp_path} None False"]


def test_what_fails_is_told_and_what_hangs_is_ended(tmp_path: Path) -> None:
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        ran(tmp_path, "1 / 0")
    with pytest.raises(CellTimeoutError):
        ran(tmp_path, "while True: pass", timeout_sec=1)


def test_a_kernel_is_gone_when_its_notebook_has_run(tmp_path: Path) -> None:
    (pid,) = ran(tmp_path, "import os; print(os.getpid())")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
