"""What was built in the form lab, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from musicking.exercises.form_brief import TABLES
from musicking.form.layers import assemble, instead_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.form.layers import Choice


@dataclass(frozen=True)
class Built:
    """What was built, out of which tables, and what was there at the start."""

    tables: Mapping[str, Any]
    choice: Choice
    start: Choice

    @cached_property
    def score(self) -> dict[str, Any]:
        """The piece itself."""
        return assemble(self.tables, self.choice)

    def name(self, element: str, value: str | None = None) -> str:
        """Return what an element is called, of the harmony the one that is played."""
        chosen = getattr(self.choice, element) if value is None else value
        if value is None and element == "progression":
            chosen = instead_of(self.tables, self.choice)[0]
        return str(self.tables[TABLES[element]][chosen]["name"]) if element in TABLES else str(chosen)

    @property
    def mode(self) -> str:
        """The name of the mode, without what stands in brackets."""
        return self.name("tonality").split(" (")[0]

    @property
    def bpm(self) -> float:
        """Beats of the metre a minute."""
        return float(self.choice.tempo_bpm or self.tables["styles"][self.choice.style]["tempo_bpm"])

    @property
    def chords(self) -> list[str]:
        """The different chords, in the order in which they come."""
        return list(dict.fromkeys(symbol for _, symbol in self.score["chords"]))

    def level_db(self, layer: str) -> float:
        """Return how loud a layer is set."""
        usual = self.tables["styles"][self.choice.style]["balance_db"][layer]
        return float(self.choice.balance_db.get(layer, usual))
