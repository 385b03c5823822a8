"""What a brief asks, line by line, and how names are put in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musicking.exercises import form_goals
from musicking.exercises.form_sentences import FORM_GOALS as SAID
from musicking.form.layer_choice import LAYERS
from musicking.words.places import duration, one_decimal, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

#: Where the layers keep an element; a tonic is a name and no more.
TABLES = {
    "style": "styles",
    "tonality": "tonalities",
    "progression": "progressions",
    "phrase": "phrases",
    "plan": "plans",
}


def asked(goal: form_goals.FormGoal, tables: Mapping[str, Any]) -> str:
    """Return what a goal asks, as a line of the brief.

    Examples
    --------
    >>> asked(form_goals.Pace(60, 80), {})
    '60 to 80 beats a minute'
    """
    return goal.says or _ASKED[type(goal)](goal, tables)


def listed(words: Sequence[str], by: str = "and") -> str:
    """Return words in a row, the last of them joined by ``"and"`` or ``"or"``.

    Examples
    --------
    >>> listed(["C", "F", "G"]), listed(["C"]), listed(["C", "F"], "or")
    ('C, F and G', 'C', 'C or F')
    """
    *before, last = words
    return f"{', '.join(before)}{SAID[by]}{last}" if before else last


def layers_named(names: Iterable[str]) -> str:
    """Return layers by what they are called, from the melody down; "" for none."""
    chosen = tuple(names)
    there = [SAID["layer_names"][layer] for layer in LAYERS if layer in chosen]
    return listed(there) if there else ""


def degrees_named(degrees: Iterable[str], by: str = "and") -> str:
    """Return degrees in words: ``"b3"`` is a minor third."""
    return listed([SAID["degrees"].get(degree, degree) for degree in degrees], by)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(words: Mapping[str, Any], least: int, most: int) -> str:
    if least == most == 1 and "asked_single" in words:
        return str(words["asked_single"])
    which = "one" if least == most else "most" if least <= 1 and "most" in words["asked"] else "many"
    return str(words["asked"][which].format(least=least, most=most))


def _asked_among(goal: form_goals.Among, tables: Mapping[str, Any]) -> str:
    of = tables[TABLES[goal.element]] if goal.element in TABLES else {}
    names = listed([of[name]["name"] if of else name for name in goal.names], "or")
    said = SAID["among"]["asked"]["wanted" if goal.wanted else "unwanted"]
    return str(said.format(Element=_capital(SAID["elements"][goal.element]), names=names))


def _asked_layers(goal: form_goals.Layers, _tables: object) -> str:
    said = SAID["layers"]["asked"]
    parts = [
        said[which].format(layers=layers_named(names))
        for which, names in (("heard", goal.heard), ("silent", goal.silent))
        if names
    ]
    return _capital("; ".join(parts))


def _asked_tones(goal: form_goals.Tones, _tables: object) -> str:
    said = SAID["tones"]["asked"]
    has = said["has"].format(degrees=degrees_named(goal.has)) if goal.has else ""
    lacks = said["also" if has else "lacks"].format(degrees=degrees_named(goal.lacks, "or")) if goal.lacks else ""
    return " ".join(part for part in (has, lacks) if part)


_ASKED: dict[type[form_goals.FormGoal], Callable[[Any, Mapping[str, Any]], str]] = {
    form_goals.Among: _asked_among,
    form_goals.Metre: lambda goal, _: SAID["metre"]["asked"].format(beats=goal.beats),
    form_goals.Pace: lambda goal, _: SAID["pace"]["asked"].format(
        low=rounded(goal.low_bpm), high=rounded(goal.high_bpm)
    ),
    form_goals.Layers: _asked_layers,
    form_goals.Open: lambda goal, _: SAID["open"]["asked"].format(
        every=SAID["every"].get(str(goal.every), str(goal.every))
    ),
    form_goals.AtHome: lambda _goal, _tables: SAID["at_home"]["asked"],
    form_goals.Chords: lambda goal, _: _count(SAID["chords"], goal.least, goal.most),
    form_goals.Tones: _asked_tones,
    form_goals.Returns: lambda goal, _: _count(SAID["returns"], goal.least, goal.most),
    form_goals.Changed: lambda goal, _: _count(SAID["changed"], goal.least, goal.most),
    form_goals.Length: lambda goal, _: SAID["length"]["asked"].format(
        low=duration(goal.low_sec), high=duration(goal.high_sec)
    ),
    form_goals.Foremost: lambda goal, _: SAID["foremost"]["asked"].format(
        layer=SAID["layer_names"][goal.layer], db=one_decimal(goal.by_db)
    ),
}
