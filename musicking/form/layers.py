"""Join layers that were composed beforehand into a score, as the form lab's page does (``spec/layers.md``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from musicking.form.feel import WORDS
from musicking.form.layer_choice import LAYERS, Choice, check, instead_of, moved
from musicking.form.layer_lines import is_rich, line_of
from musicking.form.layer_voices import Ground, voices_of
from musicking.written import FEEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LAYERS", "Choice", "assemble", "instead_of", "read_tables"]


def read_tables(data: bytes) -> dict[str, Any]:
    """Return the layers from their file."""
    tables: dict[str, Any] = json.loads(data)
    return tables


def assemble(tables: Mapping[str, Any], choice: Choice) -> dict[str, Any]:
    """Return the score of a choice as JSON data (``spec/performance.md``, 2).

    Parameters
    ----------
    tables
        The layers, as `musicking.form.layer_tables.layer_tables` composes them.

    Returns
    -------
    dict
        The voices melody, harmony, bass, drums and answer, in this order; those that rest have no notes.
        ``origin["instead"]`` names what took the place of a progression that does not belong, with the reason.

    Raises
    ------
    MusicError
        If an element is not in the tables.
    """
    check(tables, choice)
    row, instead = instead_of(tables, choice)
    ground = _ground(tables, choice, row)
    style, plan = ground.style, ground.plan
    beats = style["beats_per_bar"]
    sections = _sections(ground)
    key = f"{choice.tonic} {ground.mode['name'].split(' (')[0]}"
    return {
        "title": f"{''.join(letter for letter, *_ in plan['parts'])} in {key}, {style['name']}",
        "beat_quarters": style["beat_quarters"],
        "start_beat": 0,
        "end_beat": ground.end,
        "bars": [
            {"number": i + 1, "start_beat": i * beats, "end_beat": (i + 1) * beats, "pass": 1}
            for i in range(ground.end // beats)
        ],
        "metres": [{"beat": 0, "numerator": style["metre"][0], "denominator": style["metre"][1]}],
        "voices": voices_of(ground),
        "tempo": [[0, 60 / ground.bpm]],
        "level": [],
        "chords": list(_chords(ground)),
        "phrases": [[section["from_beat"], section["to_beat"]] for section in sections],
        "key": key,
        "sections": sections,
        "origin": {
            "style": style["name"],
            "progression": tables["progressions"][row]["name"],
            "phrase": tables["phrases"][choice.phrase]["name"],
            "form": plan["name"],
            "instead": instead,
        }
        | ({FEEL: WORDS[style["swing"]]} if style["swing"] else {}),
    }


def _ground(tables: Mapping[str, Any], choice: Choice, row: str) -> Ground:
    style, plan = tables["styles"][choice.style], tables["plans"][choice.plan]
    pair = tables["pairs"][f"{choice.tonality} {row}"]
    width = 3 if style["beats_per_bar"] % 3 == 0 else 4
    section = pair["bars"] * width
    return Ground(
        tables,
        choice,
        style,
        tables["tonalities"][choice.tonality],
        plan,
        pair,
        bpm=choice.tempo_bpm or style["tempo_bpm"],
        width=width,
        metre="3/4" if width == 3 else "12/8" if style["beat_quarters"] % 1 else "4/4",  # noqa: PLR2004 (beats of a bar)
        section=section,
        end=section * len(plan["parts"]),
    )


def _sections(ground: Ground) -> list[dict[str, Any]]:
    return [
        {
            "letter": letter,
            "from_beat": i * ground.section,
            "to_beat": (i + 1) * ground.section,
            "name": ground.plan["names"].get(letter, ""),
            "varied": "ornamented" if is_rich(letter, ends, variation) else "",
        }
        for i, (letter, ends, variation) in enumerate(ground.plan["parts"])
    ]


def _chords(ground: Ground) -> Iterator[list[Any]]:
    before = ""
    for place, (letter, ends, _) in enumerate(ground.plan["parts"]):
        for bar, symbol in ground.pair["chords"][line_of(letter, ends)]:
            name = moved(symbol, ground.choice.tonic)
            if name != before:
                yield [place * ground.section + bar * ground.width, name]
            before = name
