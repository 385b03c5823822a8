"""Judging the goals that are about notes, about what is left alone, and about what is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musicking.exercises.finding import SAME_DB, Finding, finding, met_by, missed_by, sign_of, span_of
from musicking.exercises.goals import Accented, Displaced, Goal, Held, Unchanged, Uses
from musicking.exercises.sentences import GOALS
from musicking.words.places import bar_name, duration, one_decimal, place_name, rounded
from musicking.words.sentences import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from musicking.exercises.measures import Taken
    from musicking.score import Note


def _displaced(taken: Taken, goal: Displaced) -> Finding:
    words = GOALS["displaced"]
    far = taken.displaced(goal)
    voice = "" if goal.voice is None else taken.score.voice(goal.voice).name
    made = words["made"]["all" if goal.voice is None else "one"].format(
        voice=voice, ms=rounded(1000 * far), span=span_of(taken, goal.place)
    )
    if far < goal.least_sec:
        asked = words["least"].format(asked=rounded(1000 * goal.least_sec))
        return missed_by(made, asked, words["hint"]["least"])
    if goal.most_sec is not None and far > goal.most_sec:
        asked = words["most"].format(asked=rounded(1000 * goal.most_sec))
        return missed_by(made, asked, words["hint"]["most"])
    return met_by(made)


def _held(taken: Taken, goal: Held) -> Finding:
    words = GOALS["held"]
    note = _id_of(goal.note)
    made_sec, written_sec = taken.held(note)
    ratio = made_sec / written_sec
    off = "more" if ratio > goal.ratio else "less"
    return finding(
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
    return finding(
        abs(above - goal.by_db) <= goal.tolerance_db,
        words["made"][sign_of(above, SAME_DB)].format(place=_place_of(taken, note), db=one_decimal(abs(above))),
        words["asked"].format(
            asked=one_decimal(goal.by_db), miss=one_decimal(abs(above - goal.by_db)), way=words["way"][off]
        ),
        words["hint"][off],
    )


def _unchanged(taken: Taken, goal: Unchanged) -> Finding:
    words = GOALS["unchanged"]
    strayed = taken.strayed(goal)
    if strayed is None:
        return met_by(words["made"][goal.of])
    index, what = strayed
    return missed_by(
        words["strayed"][what].format(bar=bar_name(taken.score.bars[index])), words["asked"], words["hint"]
    )


def _uses(taken: Taken, goal: Uses) -> Finding:
    words = GOALS["uses"]
    name = (WORDS["names"] | words["names"] | words["hand"])[goal.component]
    used = taken.uses(goal.component)
    wanted = "wanted" if goal.wanted else "unwanted"
    made = words["used" if used else "unused"].format(name=name)
    return finding(used == goal.wanted, made, words[wanted], words["hint"][wanted])


def _id_of(note: str | Note) -> str:
    return note if isinstance(note, str) else note.id


def _place_of(taken: Taken, note: str) -> str:
    return place_name(taken.score, taken.made.by_note[note].onset_beat)


#: The judge of each of these goals.
OF_NOTES: dict[type[Goal], Callable[[Taken, Any], Finding]] = {
    Displaced: _displaced,
    Held: _held,
    Accented: _accented,
    Unchanged: _unchanged,
    Uses: _uses,
}
