"""An accompaniment in a style: drums, bass and chords over chords in time, for any number of bars."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from musicking.errors import MusicError
from musicking.form.groove import Groove, groove
from musicking.form.leading import lead
from musicking.form.players import Ground, play_bass, play_chords, play_drums
from musicking.form.style import Style, style, style_of
from musicking.score import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.form.harmony import Span
    from musicking.form.tonality import Tonality

_SECTION_BARS = 8
_NAMES = MappingProxyType({"harmony": "Harmony", "bass": "Bass", "drums": "Drums"})


@dataclass(frozen=True, slots=True)
class Accompaniment:
    """Voices that accompany.

    Parameters
    ----------
    voices
        ``harmony``, ``bass`` and, where the style has them, ``drums``.
    chromatic
        Notes outside chord and scale on purpose: the reason, by the id of the note.
    """

    voices: tuple[Voice, ...]
    chromatic: Mapping[str, str] = field(hash=False)


def accompany(  # noqa: PLR0913 (choices by name)
    spans: Sequence[Span],
    tonality: Tonality,
    *,
    style: Style | str | None = None,
    groove: Groove | str | None = None,
    section_bars: int = _SECTION_BARS,
    close: bool = True,
) -> Accompaniment:
    """Play an accompaniment under chords in time.

    Parameters
    ----------
    spans
        Chords from beat 0 on, in beats of the groove's metre, without a gap.
    style, groove
        Either or both, by id: a style brings its groove, a groove the style made on it; with both, the groove is
        played in the voicing and on the instruments of the style.
    section_bars
        The drums play a fill in the last bar of each section of so many bars.
    close
        Whether the last chord is struck once and held, from its beginning in the last bar.

    Returns
    -------
    Accompaniment
        Its notes are as written, even eighths in swing; `musicking.form.feel.felt` makes them swing.

    Raises
    ------
    MusicError
        If there are no chords, or the style or groove is not known.

    Examples
    --------
    >>> from musicking.form.harmony import spans
    >>> from musicking.form.tonality import tonality
    >>> home = tonality("G major")
    >>> played = accompany(spans("tonic_dominant", home, 4, 3), home, style="waltz")
    >>> [note.spelling for note in played.voices[1].notes]
    ['G2', 'D2', 'G2', 'D2']
    """
    manner, beat = _chosen(style, groove)
    if not spans or section_bars < 1:
        raise MusicError("An accompaniment needs at least one chord, and sections of at least one bar.")
    if spans[0].from_beat != 0 or any(a.to_beat != b.from_beat for a, b in pairwise(spans)):
        raise MusicError("The chords of an accompaniment begin at beat 0 and follow each other without a gap.")
    positions = lead([span.chord for span in spans], manner.voicing)
    ground = Ground(tuple(spans), positions, beat, tonality, close)
    chromatic: dict[str, str] = {}
    parts = {
        "harmony": play_chords(ground, manner.comp or beat.comp),
        "bass": play_bass(ground, manner.bass or beat.bass, chromatic),
    }
    if manner.drums:
        parts["drums"] = play_drums(ground, section_bars)
    instruments = {**manner.instruments, "drums": "drums"}
    voices = tuple(
        Voice(name, _NAMES[name], instruments[name], tuple(notes), manner.balance_db[name])
        for name, notes in parts.items()
    )
    return Accompaniment(voices, MappingProxyType(chromatic))


def _chosen(named_style: Style | str | None, named_groove: Groove | str | None) -> tuple[Style, Groove]:
    """Return style and groove; patterns that a style brings go with its own groove alone."""
    beat = groove(named_groove) if isinstance(named_groove, str) else named_groove
    manner = style(named_style) if isinstance(named_style, str) else named_style
    if manner is None:
        manner = style_of(beat.id if beat else "ballad")
    if beat is None:
        return manner, groove(manner.groove)
    if beat.id != manner.groove:
        manner = replace(manner, bass="", comp="")
    return manner, beat
