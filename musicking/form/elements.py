"""The elements of a piece: what was asked for, what a style brings where nothing was, and what does not go together.

Each element may be left out. What does not belong together is answered by a named substitute and the
reason, in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicking.form.groove import Groove, groove
from musicking.form.harmony import Progression, read_progression, suited
from musicking.form.motives import Motive, motive, motives
from musicking.form.phrases import LENGTHS, PhraseKind, phrase_kind
from musicking.form.repetition import Plan, plan_of_repetition
from musicking.form.style import Style, style, style_of
from musicking.form.tonality import Tonality, modes, tonality

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is played where neither an element nor a style was asked for.
_PLAIN_GROOVE, _PLAIN_PHRASE, _PLAIN_PLAN = "ballad", "period", "AABA"
_PLAIN_MODES = ("dorian", "ionian", "aeolian", "mixolydian")
_WHITE_KEYS = "CDEFGAB"
_BARS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, element by element; None where it was left out."""

    groove: str | None = None
    tonality: str | None = None
    progression: str | None = None
    phrase: str | None = None
    form: str | None = None
    style: str | None = None
    bars: int | None = None
    motive: str | None = None
    tempo_bpm: float | None = None


@dataclass(frozen=True, slots=True)
class Elements:
    """What a piece is made of.

    Parameters
    ----------
    bars
        Bars of each section.
    motive
        The motive that was asked for, if one was.
    instead
        A sentence for each element that another took the place of.
    """

    style: Style
    groove: Groove
    tonality: Tonality
    row: Progression
    phrase: PhraseKind
    plan: Plan
    bars: int
    tempo_bpm: float
    motive: Motive | None
    instead: tuple[str, ...]

    @property
    def metre(self) -> str:
        """The time signature, as in ``"6/8"``."""
        return metre_of(self.groove)


def choose(asked: Asked) -> Elements:
    """Return the elements of a piece: those asked for, as far as they belong together, the rest from the style.

    Raises
    ------
    MusicError
        If an element is not known; names the nearest.

    Examples
    --------
    >>> made = choose(Asked(tonality="C whole_tone", progression="ii_v_i"))
    >>> made.row.id, made.plan.letters
    ('whole_tone_round', 'AABA')
    >>> made = choose(Asked(style="waltz", groove="bossa"))
    >>> made.groove.id, made.instead
    ('waltz', ('Waltz is in 3/4, Bossa nova in 4/4: played on its own groove, Waltz.',))
    """
    instead: list[str] = []
    manner, beat = _manner(asked, instead)
    home, row = _harmony(asked, manner, instead)
    kind = phrase_kind(asked.phrase or (manner.phrase if asked.style else _PLAIN_PHRASE))
    bars = _bars(asked.bars, row, instead)
    own_tempo = manner.tempo_bpm if beat.id == manner.groove else beat.tempo_bpm
    return Elements(
        style=manner,
        groove=beat,
        tonality=home,
        row=row,
        phrase=kind,
        plan=plan_of_repetition(asked.form or (manner.plan if asked.style else _PLAIN_PLAN)),
        bars=bars,
        tempo_bpm=asked.tempo_bpm or own_tempo,
        motive=_motive(asked.motive, metre_of(beat), instead),
        instead=tuple(instead),
    )


def metre_of(beat: Groove) -> str:
    """Return the time signature of a groove, as in ``"6/8"``."""
    return f"{beat.metre[0]}/{beat.metre[1]}"


def _manner(asked: Asked, instead: list[str]) -> tuple[Style, Groove]:
    if asked.style is None:
        beat = groove(asked.groove or _PLAIN_GROOVE)
        return style_of(beat.id), beat
    manner = style(asked.style)
    own = groove(manner.groove)
    if asked.groove is None:
        return manner, own
    beat = groove(asked.groove)
    if _pulse(beat) == _pulse(own):
        return manner, beat
    instead.append(
        f"{manner.name} is in {metre_of(own)}, {beat.name} in {metre_of(beat)}: played on its own groove, {own.name}."
    )
    return manner, own


def _pulse(beat: Groove) -> tuple[bool, bool]:
    """Return whether bars fall into three, and whether beats do."""
    return beat.beats_per_bar % 3 == 0, beat.beat_quarters.denominator != 1


def _harmony(asked: Asked, manner: Style, instead: list[str]) -> tuple[Tonality, Progression]:
    row = read_progression(asked.progression) if asked.progression else None
    home = tonality(asked.tonality) if asked.tonality else _home(row, manner if asked.style else None)
    if row is None:
        usual = (*(manner.progressions if asked.style else ()), home.mode.vamp, "drone")
        return home, next(each for each in map(read_progression, usual) if suited(each, home).substitute_for is None)
    answer = suited(row, home)
    if answer.substitute_for is not None:
        instead.append(f'{answer.reason} Played instead: "{answer.progression.name}".')
    return home, answer.progression


def _home(row: Progression | None, manner: Style | None) -> Tonality:
    """Return a tonality for a progression: one of the style where it belongs, with few accidentals."""
    usual = tuple(_tonalities((*(manner.tonalities if manner else ()), *_PLAIN_MODES)))
    if row is None:
        return usual[0]
    return next(
        (home for home in (*usual, *_tonalities(modes())) if suited(row, home).substitute_for is None), usual[0]
    )


def _tonalities(names: Iterable[str]) -> Iterable[Tonality]:
    for name in names:
        yield min((Tonality(tonic, modes()[name]) for tonic in _WHITE_KEYS), key=lambda home: abs(home.fifths))


def _bars(asked: int | None, row: Progression, instead: list[str]) -> int:
    """Return the bars of a section: as many as the progression needs to come round."""
    needed = next((bars for bars in LENGTHS if bars >= row.length_bars), LENGTHS[-1])
    if asked is None:
        return max(needed, _BARS)
    if asked in LENGTHS and asked < needed:
        instead.append(f'"{row.name}" takes {needed} bars: each section has {needed}, not {asked}.')
        return needed
    return asked


def _motive(name: str | None, metre: str, instead: list[str]) -> Motive | None:
    if name is None:
        return None
    wanted = motive(name)
    here = motives(metre)
    same = [each for each in here if each.name == wanted.name]
    if same:
        return same[0]
    other = next((each for each in here if each.character == wanted.character), here[0])
    instead.append(f"{wanted.name} is in {wanted.metre}, the groove in {metre}: grown from the motive {other.name}.")
    return other
