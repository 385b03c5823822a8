"""Shape: the expressive lab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from musicking.widgets.listen import Listen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from musicking.interpretation import Interpretation
    from musicking.score import Score


class Shape(Listen):
    """Place expressive components on a piece, draw its tempo and its loudness, and hear what changes.

    It has the traits of `Listen`; ``interpretation`` is what the reader has made, and can be set.

    Parameters
    ----------
    score, interpretation, title, **traits
        As in `Listen`.
    show
        As in `Listen`; by default the notation and both curves.
    """

    _kind: ClassVar[str] = "shape"

    def __init__(
        self,
        score: Score,
        interpretation: Interpretation | Mapping[str, Any] | None = None,
        *,
        show: Iterable[str] = ("notation", "tempo", "level"),
        title: str | None = None,
        **traits: Any,  # noqa: ANN401 (each trait checks its own)
    ) -> None:
        super().__init__(score, interpretation, show=show, title=title, **traits)
