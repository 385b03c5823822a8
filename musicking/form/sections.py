"""A melody over a plan of repetition: which phrase comes where, and what is different when it returns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from musicking.form.ground import Compass
from musicking.form.melody import alteration, compass, grow
from musicking.form.motives import BEATS, SHORTEST, Motive, suiting
from musicking.form.phrase_harmony import harmony_of
from musicking.form.repetition import VARIATIONS, varied
from musicking.score import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.form.harmony import Progression, Span
    from musicking.form.melody import Line, Sung
    from musicking.form.phrases import Ending, PhraseKind
    from musicking.form.repetition import Part, Plan
    from musicking.form.tonality import Tonality

#: Where the other sections begin a progression that goes round: half-way.
_GOES_ROUND = ("vamp", "loop")
#: What lies higher than this key would become shrill an octave higher.
_HIGHEST_TO_RAISE = 75


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a melody is composed from."""

    tonality: Tonality
    row: Progression
    kind: PhraseKind
    plan: Plan
    metre: str
    bars: int
    space: int
    seed: int
    motive: Motive | None = None
    style_id: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A melody laid out: everything in beats from the first downbeat.

    ``anchor`` is the key that the melody's tonic is near.
    """

    tones: tuple[Sung, ...]
    harmony: tuple[Span, ...]
    phrases: tuple[tuple[Fraction, Fraction], ...]
    sections: tuple[Section, ...]
    motives: tuple[Motive, ...]
    anchor: int


def lay_out(recipe: Recipe) -> Laid:
    """Compose the melody of a plan of repetition, and the chords beneath it."""
    rng = Random(recipe.seed)  # noqa: S311  (chance in music)
    maker = _Maker(recipe, rng)
    length = recipe.bars * Fraction(BEATS[recipe.metre])
    tones: list[Sung] = []
    harmony: list[Span] = []
    phrases: list[tuple[Fraction, Fraction]] = []
    sections: list[Section] = []
    for place, part in enumerate(recipe.plan.parts):
        start = place * length
        line, spans, changed = maker.section(part)
        here = [tone._replace(onset=tone.onset + start) for tone in line.tones]
        tones = [*_making_way(tones, here[0].onset), *here]
        harmony += [replace(span, from_beat=span.from_beat + start, to_beat=span.to_beat + start) for span in spans]
        begin = min(start, here[0].onset)
        for breath in line.breaths:
            phrases.append((begin, start + breath))
            begin = start + breath
        sections.append(Section(part.letter, start, start + length, recipe.plan.names.get(part.letter, ""), changed))
    return Laid(tuple(tones), tuple(harmony), tuple(phrases), tuple(sections), maker.motives, maker.voice.anchor)


def _making_way(tones: list[Sung], onset: Fraction) -> list[Sung]:
    """Return the tones cut short, or left out, where an upbeat begins."""
    kept = tones[:]
    while kept and kept[-1].onset >= onset:
        kept.pop()
    if kept and kept[-1].onset + kept[-1].length > onset:
        kept[-1] = kept[-1]._replace(length=onset - kept[-1].onset)
    return kept


class _Maker:
    """Makes each section; remembers what its letter was."""

    def __init__(self, recipe: Recipe, rng: Random) -> None:
        self._recipe = recipe
        self.voice = compass(recipe.tonality, rng)
        letters = sorted(set(recipe.plan.letters))
        found = rng.sample(suiting(recipe.metre, recipe.style_id), len(letters))
        if recipe.motive is not None:
            found = [recipe.motive, *(motive for motive in found if motive.name != recipe.motive.name)]
        self._motive = dict(zip(letters, found, strict=False))
        self._seed = {letter: rng.randrange(2**30) for letter in letters}
        self._grown: dict[tuple[str, str], Line] = {}
        self._first_end: dict[str, Ending] = {}

    @property
    def motives(self) -> tuple[Motive, ...]:
        """The motives of the sections, by their letters."""
        return tuple(self._motive.values())

    def section(self, part: Part) -> tuple[Line, tuple[Span, ...], str]:
        """Return the phrase of a section, its chords, and what is varied, in words."""
        recipe, first = self._recipe, self._first_end.get(part.letter)
        row = other_start(recipe.row) if part.letter != recipe.plan.parts[0].letter else recipe.row
        spans = harmony_of(
            recipe.kind, row, recipe.tonality, BEATS[recipe.metre],
            bars=recipe.bars, ends=part.ends, space=recipe.space,
        )  # fmt: skip
        line = self._grown.get((part.letter, part.ends))
        if line is None:
            line = grow(
                recipe.kind, self._motive[part.letter], recipe.tonality, spans,
                bars=recipe.bars, ends=part.ends, seed=self._seed[part.letter], within=self._within(part.letter),
                space=recipe.space, begins=self._grown.get((part.letter, first)) if first else None,
            )  # fmt: skip
            self._grown[part.letter, part.ends] = line
        self._first_end.setdefault(part.letter, part.ends)
        changes = ["ending"] if first and first != part.ends else []
        if part.variation == "octave":
            line, way = self._in_another_octave(line)
            changes.append(way)
        elif part.variation:
            line, way = self._varied(line, part.variation, spans)
            changes.append(way)
        return line, spans, ", ".join(VARIATIONS[change] for change in changes if change in VARIATIONS)

    def _within(self, letter: str) -> Compass:
        """Return the compass of a section: other sections lie a step higher than the first."""
        if letter == self._recipe.plan.parts[0].letter:
            return self.voice
        return Compass(self.voice.low + 1, self.voice.high + 1, self.voice.anchor)

    def _in_another_octave(self, line: Line) -> tuple[Line, str]:
        """Return a phrase an octave higher, or lower where that would be too high."""
        home, octave = self._recipe.tonality, len(self._recipe.tonality.mode.steps)
        highest = home.pitch(max(tone.step for tone in line.tones), self.voice.anchor)
        way = "lower" if highest > _HIGHEST_TO_RAISE else "higher"
        by = -octave if way == "lower" else octave
        return replace(line, tones=tuple(tone._replace(step=tone.step + by) for tone in line.tones)), way

    def _varied(self, line: Line, variation: str, spans: Sequence[Span]) -> tuple[Line, str]:
        """Return a phrase ornamented or thinned; where one would change nothing, the other."""
        shortest = SHORTEST[self._recipe.metre]
        alter = alteration(self._recipe.tonality, spans)
        ways = [(variation, shortest), ("thinned", shortest), ("ornament", shortest), ("thinned", 2 * shortest)]
        for way, length in ways:
            changed = varied(line, way, shortest=length, alteration=alter)
            if changed.tones != line.tones:
                return changed, way
        return line, "same"


def other_start(row: Progression) -> Progression:
    """Return a progression that goes round, begun half-way: a bridge that starts away from home."""
    if row.kind not in _GOES_ROUND:
        return row
    half = len(row.numerals) // 2
    return replace(
        row, numerals=(*row.numerals[half:], *row.numerals[:half]), bars=(*row.bars[half:], *row.bars[:half])
    )
