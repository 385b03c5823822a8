"""Traits that accept what a musician would write and refuse the rest in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from musicking.errors import MusicError
from musicking.interpretation import Interpretation
from musicking.score import Place

if TYPE_CHECKING:
    from musicking.widgets.listen import Listen

_PAIR = 2


class InterpretationTrait(traitlets.TraitType[Any, Any]):
    """An `Interpretation` or its plain data, which must suit the widget's score; or None."""

    info_text = "an Interpretation, its plain data, or None"

    def validate(self, obj: Listen, value: object) -> Interpretation | None:
        """Return the interpretation, or raise MusicError."""
        if value is None:
            return None
        laid = value if isinstance(value, Interpretation) else Interpretation.from_json(value)
        from musicking.performance.timeline import Timeline

        Timeline.of(obj.score, laid, 1.0)  # refuses what does not suit the score
        return laid


def interpretation_to_json(value: Interpretation | None, _widget: object) -> dict[str, Any] | None:
    """Return what the page gets."""
    return None if value is None else value.to_json()


def interpretation_from_json(data: object, _widget: object) -> Interpretation | None:
    """Read what the page sends."""
    return None if data is None else Interpretation.from_json(data)


class BeatTrait(traitlets.TraitType[Any, Any]):
    """A place in the widget's score, in beats; a place outside is moved to the nearer end."""

    info_text = "a place in the score, in beats"

    def validate(self, obj: Listen, value: object) -> float:
        """Return the beat as a number."""
        beat = _number(value, "position_beat")
        return min(max(beat, float(obj.score.start_beat)), float(obj.score.end_beat))


class LoopTrait(traitlets.TraitType[Any, Any]):
    """A stretch to repeat: a `Place`, a pair of beats, or None."""

    info_text = "a Place, a pair of beats, or None"

    def validate(self, obj: Listen, value: object) -> list[float] | None:
        """Return the stretch as a list of two beats, or raise MusicError."""
        if value is None:
            return None
        pair = (value.from_beat, value.to_beat) if isinstance(value, Place) else value
        if not isinstance(pair, list | tuple) or len(pair) != _PAIR:
            raise MusicError("A loop is a Place, such as score.place(1, 4), or a pair of beats, or None.")
        start, end = (_number(beat, "loop") for beat in pair)
        first, last = float(obj.score.start_beat), float(obj.score.end_beat)
        if not first <= start < end <= last:
            raise MusicError(
                f"A loop must run forward within the score, from beat {first:g} to {last:g}; "
                f"this one runs from {start:g} to {end:g}."
            )
        return [start, end]


class ByVoiceTrait(traitlets.Dict[str, Any]):
    """A value for each voice, by its id."""

    def validate(self, obj: Listen, value: object) -> dict[str, Any]:
        """Return the values, or raise MusicError for a voice that is not in the score."""
        chosen: dict[str, Any] = super().validate(obj, value)
        for voice in chosen:
            obj.score.voice(voice)
        return chosen


def _number(value: object, name: str) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise MusicError(f"{name} counts beats: give a number, not {value!r}.") from None
