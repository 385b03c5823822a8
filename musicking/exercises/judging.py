"""Judging a performance by its goals: what was made, by how much it misses, and why (spec §13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.exercises.finding import Finding
from musicking.exercises.goals import (
    Accented,
    Course,
    Displaced,
    Goal,
    Held,
    Lasts,
    Level,
    Tempo,
    Unchanged,
    Uses,
)
from musicking.exercises.measures import Taken, mean
from musicking.exercises.sentences import GOALS
from musicking.words.places import bar_name, duration, one_decimal, place_name, rounded, span_name
from musicking.words.sentences import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from musicking.interpretation import Interpretation
    from musicking.score import Note, Place, Score

# What is below these is said to be the same.
_SAME_DB = 0.05


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


def _finding(met: bool, made: str, asked: str, hint: str) -> Finding:
    return _met(made) if met else _missed(made, asked, hint)


def _met(made: str) -> Finding:
    return Finding(met=True, said=GOALS["met"].format(made=made))


def _missed(made: str, asked: str, hint: str) -> Finding:
    return Finding(met=False, said=GOALS["missed"].format(made=made, asked=asked, hint=hint))


def _span(taken: Taken, place: Place) -> str:
    return span_name(taken.score, float(place.from_beat), float(place.to_beat))


def _sign(value: float, same: float = 0.0) -> str:
    return "same" if abs(value) <= same else "more" if value > 0 else "less"


def _percent(ratio: float) -> tuple[str, int]:
    percent = rounded(100 * abs(ratio - 1))
    return ("same" if percent == 0 else _sign(ratio - 1)), percent


def _lasts(taken: Taken, goal: Lasts) -> Finding:
    words = GOALS["lasts"]
    made_sec, written_sec = taken.seconds(goal.place)
    ratio = made_sec / written_sec
    made, percent = _percent(ratio)
    asked, wanted = _percent(goal.ratio)
    off = "more" if ratio > goal.ratio else "less"
    miss = duration(abs(made_sec - goal.ratio * written_sec))
    return _finding(
        abs(ratio - goal.ratio) <= goal.tolerance,
        words["made"][made].format(
            percent=percent, span=_span(taken, goal.place), time=duration(made_sec), written=duration(written_sec)
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
        than = words["than"]["place"].format(span=_span(taken, goal.than))
    asked = goal.ratio * reference
    off = "more" if made > asked else "less"
    return _finding(
        abs(made / reference - goal.ratio) <= goal.tolerance,
        words["made"].format(
            tempo=rounded(made), span=_span(taken, goal.place), reference=rounded(reference), than=than
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
        than = words["than"]["place"].format(span=_span(taken, goal.than))
    rise = made - reference
    off = "more" if rise > goal.by_db else "less"
    return _finding(
        abs(rise - goal.by_db) <= goal.tolerance_db,
        words["made"][_sign(rise, _SAME_DB)].format(
            db=one_decimal(abs(rise)), span=_span(taken, goal.place), than=than
        ),
        words["asked"][_sign(goal.by_db, _SAME_DB)].format(
            db=one_decimal(abs(goal.by_db)), miss=one_decimal(abs(rise - goal.by_db)), way=words["way"][off]
        ),
        words["hint"][off],
    )


def _course(taken: Taken, goal: Course) -> Finding:
    words, hints = GOALS["course"][goal.of], GOALS["course"]["hint"]
    change, turns, steps = taken.course(goal)

    def size(value: float) -> str:
        return str(rounded(100 * value)) if goal.of == "tempo" else one_decimal(value)

    gaps = {"span": _span(taken, goal.place), "change": size(abs(change))}
    least = words["least"].format(asked=size(goal.least))
    if change <= (0.005 if goal.of == "tempo" else _SAME_DB):
        return _missed(words[f"{goal.direction}_not"].format(**gaps), least, hints["least"])
    for wrong, which in ((turns, "turns"), (steps, "steps")):
        if wrong:
            return _missed(words[which].format(**gaps), GOALS["course"]["gradually"], hints[which])
    made = words[goal.direction].format(**gaps)
    if change < goal.least:
        return _missed(made, least, hints["least"])
    if goal.most is not None and change > goal.most:
        return _missed(made, words["most"].format(asked=size(goal.most)), hints["most"])
    return _met(made)


def _displaced(taken: Taken, goal: Displaced) -> Finding:
    words = GOALS["displaced"]
    far = taken.displaced(goal)
    voice = "" if goal.voice is None else taken.score.voice(goal.voice).name
    made = words["made"]["all" if goal.voice is None else "one"].format(
        voice=voice, ms=rounded(1000 * far), span=_span(taken, goal.place)
    )
    if far < goal.least_sec:
        asked = words["least"].format(asked=rounded(1000 * goal.least_sec))
        return _missed(made, asked, words["hint"]["least"])
    if goal.most_sec is not None and far > goal.most_sec:
        asked = words["most"].format(asked=rounded(1000 * goal.most_sec))
        return _missed(made, asked, words["hint"]["most"])
    return _met(made)


def _held(taken: Taken, goal: Held) -> Finding:
    words = GOALS["held"]
    note = _id_of(goal.note)
    made_sec, written_sec = taken.held(note)
    ratio = made_sec / written_sec
    off = "more" if ratio > goal.ratio else "less"
    return _finding(
        abs(ratio - goal.ratio) <= goal.tolerance,
        words["made"].format(place=_place_of(taken, note), factor=one_decimal(ratio), time=duration(made_sec)),
        words["asked"].format(
            asked=one_decimal(goal.ratio),
            miss=duration(abs(made_sec - goal.ratio * written_sec)),
            way=words["way"][off],
        ),
        words["hint"][off],
    )


def _accented(taken: Taken, goal: Accented) -> Finding:
    words = GOALS["accented"]
    note = _id_of(goal.note)
    above = taken.accented(note)
    off = "more" if above > goal.by_db else "less"
    return _finding(
        abs(above - goal.by_db) <= goal.tolerance_db,
        words["made"][_sign(above, _SAME_DB)].format(place=_place_of(taken, note), db=one_decimal(abs(above))),
        words["asked"].format(
            asked=one_decimal(goal.by_db), miss=one_decimal(abs(above - goal.by_db)), way=words["way"][off]
        ),
        words["hint"][off],
    )


def _unchanged(taken: Taken, goal: Unchanged) -> Finding:
    words = GOALS["unchanged"]
    strayed = taken.strayed(goal)
    if strayed is None:
        return _met(words["made"]["all" if goal.of == "both" else "named"])
    index, what = strayed
    return _missed(words["strayed"][what].format(bar=bar_name(taken.score.bars[index])), words["asked"], words["hint"])


def _uses(taken: Taken, goal: Uses) -> Finding:
    words = GOALS["uses"]
    name = (WORDS["names"] | words["names"] | words["hand"])[goal.component]
    used = taken.uses(goal.component)
    wanted = "wanted" if goal.wanted else "unwanted"
    made = words["used" if used else "unused"].format(name=name)
    return _finding(used == goal.wanted, made, words[wanted], words["hint"][wanted])


def _id_of(note: str | Note) -> str:
    return note if isinstance(note, str) else note.id


def _place_of(taken: Taken, note: str) -> str:
    return place_name(taken.score, taken.made.by_note[note].onset_beat)


_JUDGES: dict[type[Goal], Callable[[Taken, Any], Finding]] = {
    Lasts: _lasts,
    Tempo: _tempo,
    Level: _level,
    Course: _course,
    Displaced: _displaced,
    Held: _held,
    Accented: _accented,
    Unchanged: _unchanged,
    Uses: _uses,
}
