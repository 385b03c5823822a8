"""The one door to both judges: of a performance, and of what is built in the form lab."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, overload

from musicking.exercises.judging import judge
from musicking.form.layer_choice import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from musicking.exercises.finding import Finding
    from musicking.exercises.form_goals import FormGoal
    from musicking.exercises.goals import Goal
    from musicking.interpretation import Interpretation
    from musicking.score import Score


@overload
def check(goals: Iterable[Goal], made: Score, laid: Interpretation) -> list[Finding]: ...
@overload
def check(goals: Iterable[FormGoal], made: Choice, laid: Choice | None = None) -> list[Finding]: ...


def check(
    goals: Iterable[Goal] | Iterable[FormGoal], made: Score | Choice, laid: Interpretation | Choice | None = None
) -> list[Finding]:
    """Judge what was made by each of the goals.

    Parameters
    ----------
    goals
        Of `musicking.exercises.goals` for a performance, of `musicking.exercises.form_goals` for what is built.
    made
        The score that is performed, or what is chosen in the form lab.
    laid
        What is laid over the score; or what the form lab began with, by default the same.

    Raises
    ------
    MusicError
        When a goal does not suit what was made.

    Examples
    --------
    >>> from musicking import fermata, song
    >>> from musicking.exercises import Held, Open
    >>> boat = song("row_your_boat")
    >>> last = boat.note("melody", 8)
    >>> [finding] = check([Held(last, 2)], boat, fermata(last, ratio=2))
    >>> finding.met
    True
    >>> check([Open(4)], Choice(open_every=4))[0].said
    'What is left open: every fourth bar.'
    """
    # What was made decides; the other two are of its kind, as the overloads say, and their judges say if they are not.
    if not isinstance(made, Choice):
        return judge(cast("Iterable[Goal]", goals), made, cast("Interpretation", laid))
    from musicking.exercises.form_judging import judge_form
    from musicking.form.layer_file import layer_file

    return judge_form(cast("Iterable[FormGoal]", goals), layer_file(), made, cast("Choice | None", laid))
