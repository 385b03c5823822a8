"""Kinds of phrase: bar by bar, what each bar makes of the motive.

The kinds stand in ``phrases.toml``. Here their words become a plan of bars, each a figure with its
duties (repeat that bar, move it, rest here); `musicking.form.melody` then finds the tones.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from musicking.errors import MusicError
from musicking.form.operations import (
    Figure,
    diminish,
    figure,
)
from musicking.naming import plain_name, unknown_name

if TYPE_CHECKING:
    from collections.abc import Mapping


Ending = Literal["open", "closed"]
#: How many bars a phrase may have.
LENGTHS = (4, 8, 12, 16)
_SPACES = (2, 3, 4)
CADENCES = ("open", "close", "end")
_TALLEST = 2.5  # how far a line leaves its middle, in steps of a scale of seven


@dataclass(frozen=True, slots=True)
class PhraseKind:
    """A kind of phrase.

    Parameters
    ----------
    shape
        Where the line goes: "arch", "rise", "descent", "wave", "level".
    strict
        Whether a repeated bar keeps its tones whatever the harmony.
    tones
        The most scale steps it may span, None for as many as a voice has.
    bars
        The words of each bar, by the phrase's length.
    """

    id: str
    name: str
    about: str
    shape: str
    bars: Mapping[int, str]
    strict: bool = False
    tones: int | None = None


@cache
def phrase_kinds() -> Mapping[str, PhraseKind]:
    """Return the kinds of phrase by their ids.

    Examples
    --------
    >>> sorted(phrase_kinds())[:3]
    ['bar_form', 'call_and_response', 'chant']
    """
    table = {name: entry for name, entry in _table().items() if name != "cadences"}
    return MappingProxyType({name: _kind(name, entry) for name, entry in table.items()})


def phrase_kind(name: str) -> PhraseKind:
    """Return the kind of phrase of this name.

    Raises
    ------
    MusicError
        If there is none; names the nearest.

    Examples
    --------
    >>> phrase_kind("call-response").name
    'Call and response'
    """
    wanted = plain_name(name)
    for known, kind in phrase_kinds().items():
        if wanted in (known, known.replace("_and_", "_")):
            return kind
    raise unknown_name("phrase", name, phrase_kinds())


def words_of(kind: PhraseKind, bars: int, space: int = 0) -> tuple[str, ...]:
    """Return the words of each bar; one that ends a line carries a ``|``.

    Parameters
    ----------
    space
        Leave every bar of this number open: 4 leaves bars 4, 8, ...; 0 leaves none.

    Raises
    ------
    MusicError
        If a phrase cannot have so many bars.

    Examples
    --------
    >>> words_of(phrase_kind("period"), 4)
    ('idea1', 'open|', '=1', 'end')
    """
    if bars not in LENGTHS:
        raise MusicError(f"A phrase has 4, 8, 12 or 16 bars, not {bars}.")
    if space and space not in _SPACES:
        raise MusicError(
            f"Every second, third or fourth bar can be left open, or none: space is 2, 3, 4 or 0, not {space}."
        )
    if space:
        return _make_space(words_of(kind, bars), space)
    if bars in kind.bars:
        return tuple(kind.bars[bars].replace(" |", "|").split())
    part = 8 if bars == 16 else 4  # noqa: PLR2004  (two eights, three fours)
    whole: list[str] = []
    for start in range(0, bars, part):
        for place, word in enumerate(words_of(kind, part)):
            again = _again(word, place, start, part, last=start + part == bars)
            whole.append(again + "|" * (place == part - 1 and start + part < bars))
    return tuple(whole)


def _again(word: str, place: int, start: int, part: int, *, last: bool) -> str:
    """Return a word for a later part of a longer phrase: it begins as the first, and but the last ends open."""
    bare, breath, voice = word.strip("|>"), "|" * word.endswith("|"), ">" * word.startswith(">")
    if bare == "end" and not last:
        bare = "open"
    if start and (bare.startswith("idea") or (not last and place < part - 1)):
        bare = f"={place + 1}"
    elif start and bare[0] in "=~":
        bare = f"{bare[0]}{int(bare[1:]) + start}"
    return voice + bare + breath


def _make_space(words: tuple[str, ...], every: int) -> tuple[str, ...]:
    """Empty every so-manieth bar; a cadence that stood there comes a bar earlier."""
    made = list(words)
    for place in range(every - 1, len(made), every):
        bare = made[place].strip("|>")
        if bare in CADENCES and place:
            made[place - 1] = made[place].rstrip("|")
        made[place] = "space" + "|" * made[place].endswith("|")
    # What repeated a bar that is now empty or a cadence would lose its own duty: the last rest stays the phrase's own.
    if not any(word.strip("|>") == "end" for word in made):
        last = max(place for place, word in enumerate(made) if word.strip("|") != "space")
        made[last] = "end" + "|" * made[last].endswith("|")
    return tuple(made)


@cache
def cadences(metre: str) -> tuple[Figure, ...]:
    """Return the ways of coming to rest in a metre; steps are counted from the last tone.

    Examples
    --------
    >>> [tone.step for tone in cadences("3/4")[2]]
    [1, 0]
    """
    if metre == "2/2":
        return tuple(diminish(cadence) for cadence in cadences("4/4"))
    return tuple(figure(*written.split(" / ")) for written in _table()["cadences"][metre])


def _kind(name: str, entry: Mapping[str, Any]) -> PhraseKind:
    bars = {int(key): words for key, words in entry.items() if key.isdigit()}
    return PhraseKind(
        name, entry["name"], entry["about"], entry["shape"], MappingProxyType(bars),
        strict=entry.get("strict", False), tones=entry.get("tones"),
    )  # fmt: skip


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "phrases.toml").read_text(encoding="utf-8"))
