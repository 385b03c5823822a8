"""Kernels that are forked from a process in which all that the notebooks import is there already.

Starting Python and importing takes longer than what most notebooks do. Forking is safe on Linux alone; elsewhere a
kernel starts as ever. This file is the one that starts kernels, and, run as a program, the process they fork from.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint
from threading import Lock
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_client.connect import KernelConnectionInfo

NAME = "forked"
IMPORTED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "musicking.widgets",
    "musicking.export.plots",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
)
"""What the kernels have from the beginning: Jupyter's side, and what takes longest of the notebooks' own."""
_asking = Lock()


def use(*, soon: bool = False) -> None:
    """Fork the kernels that this process starts from now on, where that is safe.

    Parameters
    ----------
    soon
        Whether the first is wanted soon: then what they fork from imports what they need meanwhile.
    """
    if sys.platform == "linux":
        if soon:
            _parent()
        factory = KernelProvisionerFactory.instance()
        factory.provisioners[NAME] = EntryPoint(NAME, f"{__name__}:{Forked.__name__}", factory.GROUP_NAME)
        factory.default_provisioner_name = NAME


class Forked(LocalProvisioner):
    """Looks after a kernel on this machine that is forked, not started."""

    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 (as its base)
        """Fork a kernel; what comes after the name of its module in the command is for the kernel."""
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        order = json.dumps([arguments, str(kwargs["cwd"]), dict(kwargs["env"])])
        self.pid = _fork(order)
        self.process = Kernel(self.pid)
        self.cwd = kwargs["cwd"]
        return self.connection_info


class Kernel:
    """A forked kernel, as a `subprocess.Popen` to those who look after it."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return None while it runs; with what code it ended nobody hears."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self) -> int:
        """Return at once: it is called when it has ended."""
        return 0

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def _fork(order: str) -> int:
    """Have a kernel forked, and return its number."""
    with _asking:
        parent = _parent()
        parent.stdin.write(f"{order}\n")
        parent.stdin.flush()
        return int(parent.stdout.readline())


@cache
def _parent() -> Any:  # noqa: ANN401 (a Popen that is sure of its pipes)
    """Return the process from which kernels fork; it ends with this one."""
    command = [sys.executable, "-Xfrozen_modules=off", __file__]  # As Jupyter starts a kernel.
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 (this file)


def fork_kernels() -> None:
    """Fork a kernel for each order that comes in, and answer its number."""
    for name in IMPORTED:
        # What fails here fails again in the notebook that imports it, which says so.
        with suppress(Exception):
            import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # None of them is waited for.
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            serve(*json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def serve(arguments: list[str], folder: str, environment: Mapping[str, str]) -> None:
    """Be a kernel, in this folder and environment, until it is shut down."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()  # What interrupts the build from the keyboard is for the build.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    # What it warns of is that others on this machine could listen: to a book being built.
    kernel: Any = IPKernelApp.instance(parent_handle=os.getppid(), log_level=logging.ERROR)
    kernel.initialize(arguments)
    kernel.start()
    kernel.close()


if __name__ == "__main__":
    fork_kernels()
