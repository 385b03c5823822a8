"""Styles: sets of idiomatic choices of groove, bass, chords, instruments and tempo; see ``styles.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from musicking.form.groove import groove
from musicking.naming import plain_name, unknown_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musicking.form.groove import Groove

#: How loud the voices stand beside the melody, where a style does not say.
_BALANCE_DB = MappingProxyType({"melody": 0.0, "harmony": -7.0, "bass": -3.0, "drums": -7.0})
_INSTRUMENTS = MappingProxyType({"melody": "piano", "harmony": "piano", "bass": "bass"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style.

    Parameters
    ----------
    groove
        Id of its groove.
    tempo_bpm
        A usual tempo, in beats of the metre a minute.
    voicing
        How its chords are laid out, a name in ``voicings.toml``.
    instruments
        Instrument of each voice: ``melody``, ``harmony``, ``bass``.
    drums
        Whether the tradition has drums.
    bass, comp
        Patterns in place of the groove's own; empty where those serve.
    balance_db
        How loud each voice stands.
    tonalities, progressions
        Ids of what it is usually made of, the most usual first.
    phrase, plan
        Its usual phrase structure and plan of repetition.
    about
        What makes it, a sentence.
    culture
        Whose music it is; empty where there is nothing to say.
    """

    id: str
    name: str
    groove: str
    tempo_bpm: int
    voicing: str
    instruments: Mapping[str, str] = field(hash=False)
    drums: bool
    bass: str
    comp: str
    balance_db: Mapping[str, float] = field(hash=False)
    tonalities: tuple[str, ...]
    progressions: tuple[str, ...]
    phrase: str
    plan: str
    about: str
    culture: str


@cache
def styles() -> Mapping[str, Style]:
    """Return the styles by their ids.

    Examples
    --------
    >>> styles()["lullaby"].instruments["harmony"]
    'harp'
    """
    table = tomllib.loads((files(__package__) / "styles.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _style(name, entry) for name, entry in table.items()})


def style(name: str) -> Style:
    """Return a style by its id.

    Raises
    ------
    MusicError
        If there is none of that name; names the nearest.

    Examples
    --------
    >>> style("bossa nova").groove
    'bossa'
    """
    found = styles().get(plain_name(name))
    if found is None:
        raise unknown_name("style", name, styles())
    return found


@cache
def style_of(groove_id: str) -> Style:
    """Return the first style that is made on a groove, or a plain one: piano, plucked bass, drums.

    A style without drums stands only for a groove that its bass and chords play as well: who asks for a heartbeat
    wants to hear it.

    Examples
    --------
    >>> style_of("shuffle").id, style_of("bell128").name
    ('blues', 'Twelve-pulse bell cycle')
    >>> style_of("lullaby68").drums, style_of("heartbeat").drums
    (False, True)
    """
    beat = groove(groove_id)
    suited = (made for made in styles().values() if made.groove == beat.id and (made.drums or _moves(beat)))
    return next(suited, _plain(beat))


def _moves(beat: Groove) -> bool:
    """Return whether bass or chords sound more than once in a cycle."""
    return any(sum(step not in "-." for step in part) > 1 for part in (beat.bass, beat.comp))


def _plain(beat: Groove) -> Style:
    entry = {"name": beat.name, "groove": beat.id, "tempo_bpm": beat.tempo_bpm, "culture": beat.culture}
    return _style(f"plain_{beat.id}", entry)


def _style(name: str, entry: Mapping[str, Any]) -> Style:
    return Style(
        id=name,
        name=entry["name"],
        groove=entry["groove"],
        tempo_bpm=entry["tempo_bpm"],
        voicing=entry.get("voicing", "close"),
        instruments=MappingProxyType(entry.get("instruments", _INSTRUMENTS)),
        drums=entry.get("drums", True),
        bass=entry.get("bass", ""),
        comp=entry.get("comp", ""),
        balance_db=MappingProxyType(_BALANCE_DB | entry.get("balance_db", {})),
        tonalities=tuple(entry.get("tonalities", ("ionian", "aeolian"))),
        progressions=tuple(entry.get("progressions", ("primary", "minor_primary"))),
        phrase=entry.get("phrase", "period"),
        plan=entry.get("plan", "AABA"),
        about=entry.get("about", ""),
        culture=entry.get("culture", ""),
    )
