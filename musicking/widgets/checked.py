"""Traits that accept what a musician would write and refuse the rest in one sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import traitlets

from musicking.errors import MusicError
from musicking.interpretation import Interpretation
from musicking.score import Place

if TYPE_CHECKING:
    from collections.abc import Callable

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


class ByVoiceTrait(traitlets.TraitType[Any, Any]):
    """A value for each voice, by its id; ``check`` makes a value fit, or raises MusicError."""

    info_text = "a dict of values by voice id"

    def __init__(self, check: Callable[[object], object], **kwargs: Any) -> None:  # noqa: ANN401 (as in traitlets)
        super().__init__(default_value={}, **kwargs)
        self.check = check

    def validate(self, obj: Listen, value: object) -> dict[str, Any]:
        """Return the values, or raise MusicError for a voice that is not in the score."""
        if not isinstance(value, dict):
            raise MusicError(f'{self.name} needs a value by voice id, as in {{"melody": ...}}, not {value!r}.')
        return {obj.score.voice(voice).id: self.check(item) for voice, item in value.items()}


class VoicesTrait(traitlets.TraitType[Any, Any]):
    """Ids of voices of the widget's score."""

    info_text = "a list of voice ids"

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 (as in traitlets)
        super().__init__(default_value=[], **kwargs)

    def validate(self, obj: Listen, value: object) -> list[str]:
        """Return the ids, each once, or raise MusicError for a voice that is not in the score."""
        if isinstance(value, str) or not isinstance(value, list | tuple | set | frozenset):
            raise MusicError(f'{self.name} needs a list of voice ids, as in ["melody"], not {value!r}.')
        named = {obj.score.voice(str(voice)).id for voice in value}
        return [voice.id for voice in obj.score.voices if voice.id in named]


def instrument_name(value: object) -> str:
    """Return the name of an instrument of the book, or raise MusicError."""
    from musicking.instruments import measured_instruments

    known = measured_instruments()
    if not isinstance(value, str) or value not in known:
        raise MusicError(f"There is no instrument {value!r}; choose one of {', '.join(sorted(known))}.")
    return value


def decibels(value: object) -> float:
    """Return a balance in dB, or raise MusicError."""
    return _number(value, "balance_db", "dB")


def _number(value: object, name: str, unit: str = "beats") -> float:
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number is refused below
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise MusicError(f"{name} is in {unit}: give a number, not {value!r}.")
    return number
