"""Find a Chromium or Chrome on this machine; install Debian's where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=document-user-activation-required",
)


def found() -> str | None:
    """Return the path of a browser that is there, or None."""
    named = os.environ.get("CHROME")
    candidates = [named] if named else []
    candidates += [path for name in NAMES if (path := shutil.which(name))]
    candidates += [place for place in PLACES if Path(place).exists()]
    return candidates[0] if candidates else None


def ensure() -> str:
    """Return the path of a browser, installing Debian's package if need be.

    Raises
    ------
    SystemExit
        If there is no browser and none can be installed.
    """
    browser = found()
    if browser is None and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        sys.stderr.write("installing chromium for the browser tests\n")
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "-o", "DPkg::Lock::Timeout=600", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        browser = found()
    if browser is None:
        raise SystemExit("The browser tests need Chrome or Chromium: install one, or name it in the variable CHROME.")
    return browser


if __name__ == "__main__":
    sys.stdout.write(ensure() + "\n")
