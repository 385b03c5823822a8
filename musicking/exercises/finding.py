"""What is found of one goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a goal is met, and the sentence that says why or why not."""

    met: bool
    said: str
