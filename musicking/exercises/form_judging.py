"""Judging what is built in the form lab: what holds, what does not, and what would help (spec §14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from musicking.exercises import form_goals
from musicking.exercises.finding import Finding
from musicking.exercises.form_brief import degrees_named, layers_named, listed
from musicking.exercises.form_built import Built
from musicking.exercises.form_sentences import FORM_GOALS as SAID
from musicking.form.layers import instead_of
from musicking.form.tonality import semitones
from musicking.words.places import duration, one_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from musicking.form.layers import Choice


def judge_form(
    goals: Iterable[form_goals.FormGoal], tables: Mapping[str, Any], choice: Choice, start: Choice | None = None
) -> list[Finding]:
    """Judge what was built by each of the goals."""
    built = Built(tables, choice, start or choice)
    return [_JUDGES[type(goal)](built, goal) for goal in goals]


def _found(goal: form_goals.FormGoal, made: str, hint: str | None = None) -> Finding:
    """Return a finding: met where there is no hint."""
    return Finding(met=hint is None, said=" ".join(part for part in (made, hint, goal.why) if part))


def _within(value: float, low: float, high: float) -> str | None:
    return "more" if value > high else "less" if value < low else None


def _hinted(words: Mapping[str, Any], off: str | None) -> str | None:
    return None if off is None else words["hint"][off]


def _among(built: Built, goal: form_goals.Among) -> Finding:
    words, element = SAID["among"], SAID["elements"][goal.element]
    value = instead_of(built.tables, built.choice)[0] if goal.element == "progression" else None
    there = (value or getattr(built.choice, goal.element)) in goal.names
    made = words["made"].format(element=element, name=built.name(goal.element))
    hint = words["hint"]["wanted" if goal.wanted else "unwanted"].format(element=element)
    return _found(goal, made, None if there == goal.wanted else hint)


def _metre(built: Built, goal: form_goals.Metre) -> Finding:
    words, beats = SAID["metre"], built.tables["styles"][built.choice.style]["beats_per_bar"]
    made = words["made"].format(style=built.name("style"), beats=beats)
    return _found(goal, made, None if beats == goal.beats else words["hint"])


def _pace(built: Built, goal: form_goals.Pace) -> Finding:
    words = SAID["pace"]
    made = words["made"].format(tempo=one_decimal(built.bpm))
    return _found(goal, made, _hinted(words, _within(built.bpm, goal.low_bpm, goal.high_bpm)))


def _heard(built: Built, goal: form_goals.Layers) -> Finding:
    words, sounding = SAID["layers"], built.choice.layers
    made = words["made"]["heard"].format(layers=layers_named(sounding)) if sounding else words["made"]["nothing"]
    missing = layers_named(layer for layer in goal.heard if layer not in sounding)
    unwanted = layers_named(layer for layer in goal.silent if layer in sounding)
    hints = [
        words["hint"][which].format(layers=names)
        for which, names in (("heard", missing), ("silent", unwanted))
        if names
    ]
    return _found(goal, made, " ".join(hints) or None)


def _open(built: Built, goal: form_goals.Open) -> Finding:
    words, every = SAID["open"], built.choice.open_every
    made = words["made"].format(every=SAID["every"].get(str(every), str(every)))
    rarer = every == 0 or (goal.every and every > goal.every)
    return _found(goal, made, None if every == goal.every else words["hint"]["more" if rarer else "less"])


def _at_home(built: Built, goal: form_goals.AtHome) -> Finding:
    words, (_, sentence) = SAID["at_home"], instead_of(built.tables, built.choice)
    made = words["made"].format(progression=built.name("progression"), mode=built.mode)
    return _found(goal, sentence, words["hint"]) if sentence else _found(goal, made)


def _chords(built: Built, goal: form_goals.Chords) -> Finding:
    words, names = SAID["chords"], built.chords
    made = words["made"]["one" if len(names) == 1 else "many"].format(count=len(names), names=listed(names))
    return _found(goal, made, _hinted(words, _within(len(names), goal.least, goal.most)))


def _tones(built: Built, goal: form_goals.Tones) -> Finding:
    words, steps = SAID["tones"], built.tables["tonalities"][built.choice.tonality]["steps"]
    there = [degree for degree in (*goal.has, *goal.lacks) if semitones(degree) in steps]
    absent = [degree for degree in (*goal.has, *goal.lacks) if degree not in there]
    made = [
        words["made"][which].format(mode=built.mode, degrees=degrees_named(degrees))
        for which, degrees in (("has", there), ("lacks", absent))
        if degrees
    ]
    met = not any(degree in absent for degree in goal.has) and not any(degree in there for degree in goal.lacks)
    return _found(goal, " ".join(made), None if met else words["hint"])


def _returns(built: Built, goal: form_goals.Returns) -> Finding:
    words, parts = SAID["returns"], built.tables["plans"][built.choice.plan]["parts"]
    count = sum(letter == parts[0][0] for letter, *_ in parts)
    made = words["made"]["one" if count == 1 else "many"].format(plan=built.name("plan"), count=count)
    return _found(goal, made, _hinted(words, _within(count, goal.least, goal.most)))


def _changed(built: Built, goal: form_goals.Changed) -> Finding:
    words = SAID["changed"]
    changed = [
        said
        for name, said in SAID["elements"].items()
        if _same(getattr(built.choice, name)) != _same(getattr(built.start, name))
    ]
    made = words["made"]["some"].format(elements=listed(changed)) if changed else words["made"]["nothing"]
    return _found(goal, made, _hinted(words, _within(len(changed), goal.least, goal.most)))


def _same(value: object) -> object:
    """Return the value so that one mapping equals another of another class."""
    return dict(value) if isinstance(value, Mapping) else value


def _length(built: Built, goal: form_goals.Length) -> Finding:
    words = SAID["length"]
    lasts_sec = built.score["end_beat"] * 60 / built.bpm
    made = words["made"].format(time=duration(lasts_sec))
    return _found(goal, made, _hinted(words, _within(lasts_sec, goal.low_sec, goal.high_sec)))


def _foremost(built: Built, goal: form_goals.Foremost) -> Finding:
    words, sounding = SAID["foremost"], built.choice.layers
    layer = SAID["layer_names"][goal.layer]
    if goal.layer not in sounding:
        return _found(goal, words["made"]["silent"].format(layer=layer), words["hint"])
    others = [built.level_db(other) for other in sounding if other != goal.layer]
    if not others:
        return _found(goal, words["made"]["alone"].format(layer=layer))
    by_db = built.level_db(goal.layer) - max(others)
    way = "above" if by_db > 0 else "below" if by_db < 0 else "level"
    made = words["made"][way].format(layer=layer, db=one_decimal(abs(by_db)))
    return _found(goal, made, None if by_db >= goal.by_db else words["hint"])


_JUDGES: dict[type[form_goals.FormGoal], Callable[[Built, Any], Finding]] = {
    form_goals.Among: _among,
    form_goals.Metre: _metre,
    form_goals.Pace: _pace,
    form_goals.Layers: _heard,
    form_goals.Open: _open,
    form_goals.AtHome: _at_home,
    form_goals.Chords: _chords,
    form_goals.Tones: _tones,
    form_goals.Returns: _returns,
    form_goals.Changed: _changed,
    form_goals.Length: _length,
    form_goals.Foremost: _foremost,
}
