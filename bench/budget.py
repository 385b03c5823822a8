"""What a measurement is: a name, a figure, its unit and the budget it has to keep."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Measured:
    """One line of the report; ``at_least`` turns the budget round."""

    what: str
    figure: float
    unit: str
    budget: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        return self.figure >= self.budget if self.at_least else self.figure <= self.budget

    def line(self) -> str:
        """One line: figure, budget, verdict."""
        sign = "≥" if self.at_least else "≤"
        verdict = "kept" if self.kept else "MISSED"
        return f"{self.what:<62} {self.figure:>9.1f} {self.unit:<6} {sign} {self.budget:>7.0f}  {verdict}"


def median_ms(act: Callable[[], object], times: int = 11) -> float:
    """Return the median time of ``act`` in milliseconds, after one run that is not counted."""
    act()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)
