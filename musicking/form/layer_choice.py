"""What is chosen in the form lab, and what stands in where it does not belong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from musicking import plain_data as plain
from musicking.errors import MusicError
from musicking.form.chords import LETTERS as NAMES
from musicking.form.chords import above, pitch_class

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYERS = ("melody", "harmony", "bass", "drums")
TONICS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_SLOWEST, _FASTEST = 20, 400
#: What may lie outside the layers, in words.
_OWN = ("groove", "mode", "progression")
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form lab plays.

    Parameters
    ----------
    tonality, tonic
        A mode by its id, and the name of its first tone.
    tempo_bpm
        Beats of the metre a minute; None for the style's own.
    layers
        Which of `LAYERS` sound.
    open_every
        Melody and chords rest in every bar of this number; 0 leaves no bar open.
    balance_db
        How loud a layer stands, where not as the style has it.
    human
        Whether hands are a little uneven (`musicking.form.hand`).
    own
        What lies outside the layers and is composed by Python (`musicking.form.own_piece`); None for nothing.
    """

    style: str = "bossa_nova"
    tonality: str = "dorian"
    tonic: str = "D"
    progression: str = "dorian_vamp"
    phrase: str = "period"
    plan: str = "aaba"
    tempo_bpm: float | None = None
    layers: tuple[str, ...] = LAYERS
    open_every: int = 0
    balance_db: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    human: bool = True
    own: Mapping[str, Any] | None = field(default=None, hash=False)


def check(tables: Mapping[str, Any], choice: Choice) -> None:
    """Raise MusicError where a choice cannot be made, in one sentence."""
    chosen = (
        ("style", choice.style, tables["styles"]),
        ("mode", choice.tonality, tables["tonalities"]),
        ("tonic", choice.tonic, TONICS),
        ("progression", choice.progression, tables["rows"]),
        ("phrase", choice.phrase, tables["phrases"]),
        ("plan of repetition", choice.plan, tables["plans"]),
        *(("layer", layer, LAYERS) for layer in choice.layers),
    )
    for what, name, known in chosen:
        if name not in tuple(known):
            raise MusicError(f"The form lab has no {what} '{str(name)[:40]}'. Choose of: {', '.join(known)}.")
    if choice.tempo_bpm is not None and not _SLOWEST <= choice.tempo_bpm <= _FASTEST:
        raise MusicError(f"The tempo must lie between {_SLOWEST} and {_FASTEST} beats a minute.")
    if not isinstance(choice.open_every, int) or choice.open_every < 0:
        raise MusicError("Bars are left open every so many bars, 2, 4 or 8, or 0 for none.")


def checked_own(own: object) -> dict[str, Any]:
    """Return what lies outside the layers, whole: ``groove``, ``mode``, ``progression`` (None each), ``seed`` (7).

    Raises
    ------
    MusicError
        If it names something else, or a text is too long to be one of them.

    Examples
    --------
    >>> checked_own({"progression": "ii V I"})
    {'groove': None, 'mode': None, 'progression': 'ii V I', 'seed': 7}
    """
    record = plain.as_record(own, "What is composed anew")
    unknown = record.keys() - {*_OWN, "seed"}
    if unknown:
        raise MusicError(f"Python composes by {', '.join(_OWN)} and seed, not by '{min(map(str, unknown))[:40]}'.")
    made: dict[str, Any] = {}
    for name in _OWN:
        text = record.get(name)
        made[name] = None if text is None else plain.as_text(text, f"The {name}").strip() or None
        if len(made[name] or "") > _LONGEST_TEXT:
            raise MusicError(f"The {name} is too long: {_LONGEST_TEXT} characters are enough.")
    return made | {"seed": plain.as_whole(record.get("seed", 7), "The seed")}


def choice_to_json(choice: Choice) -> dict[str, Any]:
    """Return a choice as plain data."""
    data = {entry.name: getattr(choice, entry.name) for entry in fields(choice)}
    own = None if choice.own is None else dict(choice.own)
    return data | {"layers": list(choice.layers), "balance_db": dict(choice.balance_db), "own": own}


def choice_from_json(data: object) -> Choice:
    """Read a choice from plain data.

    Raises
    ------
    MusicError
        If it has a part that a choice has not. What the parts are is checked by whoever makes music of them.

    Examples
    --------
    >>> choice_from_json({"style": "waltz"}).style
    'waltz'
    """
    record = dict(plain.as_record(data, "What is built"))
    unknown = record.keys() - {entry.name for entry in fields(Choice)}
    if unknown:
        raise MusicError(f"A piece is not built from '{min(unknown)[:40]}': see musicking.form.layers.Choice.")
    if "layers" in record:
        record["layers"] = tuple(plain.as_list(record["layers"], "The layers"))
    return Choice(**record)


def instead_of(tables: Mapping[str, Any], choice: Choice) -> tuple[str, str]:
    """Return the progression that is played, and a sentence where it is not the one that was chosen."""
    mode = tables["tonalities"][choice.tonality]
    if choice.progression not in mode["instead"]:
        return choice.progression, ""
    played, tone = mode["instead"][choice.progression]
    where = f"{choice.tonic} {mode['name'].split(' (')[0]}"
    fault = f"needs {moved(tone, choice.tonic)}, which {where} does not have" if tone else f"is not at home in {where}"
    asked, name = (tables["progressions"][row]["name"] for row in (choice.progression, played))
    return played, f'"{asked}" {fault}: {mode["why"]}. Played instead: "{name}".'


def moved(symbol: str, tonic: str) -> str:
    """Return a chord symbol, or the name of a tone, as it is called when C becomes another tonic.

    Raises
    ------
    MusicError
        If it does not begin with the name of a tone, or names none as its bass.

    Examples
    --------
    >>> moved("Bb7", "D"), moved("C/G", "Eb")
    ('C7', 'Eb/Bb')
    """
    found = re.fullmatch(r"([A-G][#b]*)([^/]*)(?:/([A-G][#b]*))?", symbol)
    if found is None:
        raise MusicError(f"'{symbol[:20]}' is not a chord symbol, nor the name of a tone: begin with A to G.")
    root, quality, bass = found.groups()
    names = [above(tonic, pitch_class(name), NAMES.index(name[0])) for name in (root, bass) if name]
    return names[0] + quality + (f"/{names[1]}" if bass else "")
