"""Judging a performance by its goals: what was made, by how much it misses, and why (spec §13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.exercises.finding import SAME_DB, Finding, finding, met_by, missed_by, sign_of, span_of
from musicking.exercises.goals import Course, Goal, Lasts, Level, Tempo
from musicking.exercises.judging_notes import OF_NOTES
from musicking.exercises.measures import Taken, mean
from musicking.exercises.sentences import GOALS
from musicking.words.places import duration, one_decimal, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from musicking.interpretation import Interpretation
    from musicking.score import Score


def judge(goals: Iterable[Goal], score: Score, interpretation: Interpretation) -> list[Finding]:
    """Judge a performance by each of the goals.

    Raises
    ------
    MusicError
        When the interpretation, or a goal, does not suit the score.

    Examples
    --------
    >>> from musicking import fermata, song
    >>> boat = song("row_your_boat")
    >>> [finding] = judge([Lasts(boat.place(7, 8), 1.5)], boat, fermata(boat.note("melody", 8), ratio=2))
    >>> finding.met
    True
    """
    taken = Taken.of(score, interpretation)
    return [_judge(taken, goal) for goal in goals]


def _judge(taken: Taken, goal: Goal) -> Finding:
    judge: Callable[[Taken, Any], Finding] = _JUDGES[type(goal)]
    note, voice = getattr(goal, "note", None), getattr(goal, "voice", None)
    name = getattr(note, "id", note)
    if name is not None and name not in taken.made.by_note:
        raise MusicError(f'A goal asks for a note "{name}" that {taken.score.title} does not have.')
    if voice is not None:
        taken.score.voice(voice)
    return judge(taken, goal)


def _percent(ratio: float) -> tuple[str, int]:
    percent = rounded(100 * abs(ratio - 1))
    return ("same" if percent == 0 else sign_of(ratio - 1)), percent


def _lasts(taken: Taken, goal: Lasts) -> Finding:
    words = GOALS["lasts"]
    made_sec, written_sec = taken.seconds(goal.place)
    ratio = made_sec / written_sec
    made, percent = _percent(ratio)
    asked, wanted = _percent(goal.ratio)
    off = "more" if ratio > goal.ratio else "less"
    miss = duration(abs(made_sec - goal.ratio * written_sec))
    return finding(
        abs(ratio - goal.ratio) <= goal.tolerance,
        words["made"][made].format(
            percent=percent, span=span_of(taken, goal.place), time=duration(made_sec), written=duration(written_sec)
        ),
        words["asked"][asked].format(percent=wanted, miss=miss, way=words["way"][off]),
        words["hint"][off],
    )


def _tempo(taken: Taken, goal: Tempo) -> Finding:
    words = GOALS["tempo"]
    made = 60 / mean(taken.made.tempo, goal.place)
    if goal.than is None:
        reference, than = 60 / mean(taken.plain.tempo, goal.place), words["than"]["written"]
    else:
        reference = 60 / mean(taken.made.tempo, goal.than)
        than = words["than"]["place"].format(span=span_of(taken, goal.than))
    asked = goal.ratio * reference
    off = "more" if made > asked else "less"
    return finding(
        abs(made / reference - goal.ratio) <= goal.tolerance,
        words["made"].format(
            tempo=rounded(made), span=span_of(taken, goal.place), reference=rounded(reference), than=than
        ),
        words["asked"].format(asked=rounded(asked), miss=one_decimal(abs(made - asked)), way=words["way"][off]),
        words["hint"][off],
    )


def _level(taken: Taken, goal: Level) -> Finding:
    words = GOALS["level"]
    made = mean(taken.made.level, goal.place)
    if goal.than is None:
        reference, than = mean(taken.plain.level, goal.place), words["than"]["written"]
    else:
        reference = mean(taken.made.level, goal.than)
        than = words["than"]["place"].format(span=span_of(taken, goal.than))
    rise = made - reference
    off = "more" if rise > goal.by_db else "less"
    return finding(
        abs(rise - goal.by_db) <= goal.tolerance_db,
        words["made"][sign_of(rise, SAME_DB)].format(
            db=one_decimal(abs(rise)), span=span_of(taken, goal.place), than=than
        ),
        words["asked"][sign_of(goal.by_db, SAME_DB)].format(
            db=one_decimal(abs(goal.by_db)), miss=one_decimal(abs(rise - goal.by_db)), way=words["way"][off]
        ),
        words["hint"][off],
    )


def _course(taken: Taken, goal: Course) -> Finding:
    words, hints = GOALS["course"][goal.of], GOALS["course"]["hint"]
    change, turns, steps = taken.course(goal)

    def size(value: float) -> str:
        return str(rounded(100 * value)) if goal.of == "tempo" else one_decimal(value)

    gaps = {"span": span_of(taken, goal.place), "change": size(abs(change))}
    least = words["least"].format(asked=size(goal.least))
    if change <= (0.005 if goal.of == "tempo" else SAME_DB):
        return missed_by(words[f"{goal.direction}_not"].format(**gaps), least, hints["least"])
    for wrong, which in ((turns, "turns"), (steps, "steps")):
        if wrong:
            return missed_by(words[which].format(**gaps), GOALS["course"]["gradually"], hints[which])
    made = words[goal.direction].format(**gaps)
    if change < goal.least:
        return missed_by(made, least, hints["least"])
    if goal.most is not None and change > goal.most:
        return missed_by(made, words["most"].format(asked=size(goal.most)), hints["most"])
    return met_by(made)


_JUDGES: dict[type[Goal], Callable[[Taken, Any], Finding]] = {
    Lasts: _lasts,
    Tempo: _tempo,
    Level: _level,
    Course: _course,
    **OF_NOTES,
}
