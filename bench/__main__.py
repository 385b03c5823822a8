"""Print every budget beside what was measured: ``python -m bench [python] [book] [weight] [page]``."""

from __future__ import annotations

import os
import sys
from importlib import import_module

PARTS = ("python", "book", "weight", "page")


def main() -> None:
    """Run the parts that are named, or all."""
    missed = 0
    for part in sys.argv[1:] or PARTS:
        for measured in import_module(f"bench.{part}").measures():
            missed += not measured.kept
            print(measured.line(), flush=True)
    print(f"{missed} budget{'s' * (missed != 1)} missed")
    if hasattr(os, "getloadavg"):  # figures count on a machine that does nothing else
        print(f"load average {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
