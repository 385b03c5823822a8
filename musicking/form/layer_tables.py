"""The layers of the form lab, composed beforehand: the page selects and joins them, and never composes.

``python -m musicking.form.layer_tables FILE`` writes them; ``spec/layers.md`` says what stands in the file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from musicking.form.bar_coding import Book, coded_steps, coded_voice
from musicking.form.ensemble import accompany
from musicking.form.groove import Groove, groove, grooves
from musicking.form.harmony import progressions, suited
from musicking.form.layer_words import words_of_elements
from musicking.form.melody import Line, alteration, compass, grow
from musicking.form.motives import BEATS, SHORTEST, suiting
from musicking.form.phrase_harmony import harmony_of
from musicking.form.phrases import Ending, phrase_kind, phrase_kinds
from musicking.form.repetition import varied
from musicking.form.sections import other_start
from musicking.form.style import Style, style_of, styles
from musicking.form.tonality import Tonality, modes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from musicking.form.harmony import Progression, Span
    from musicking.form.phrases import PhraseKind

VERSION = 2
#: What a melody is composed for; a groove of two beats takes two of its bars for one of these.
METRES = ("4/4", "3/4", "12/8")
#: The progressions to choose from: of each kind those that most styles are made of.
PROGRESSIONS = (
    "tonic_subdominant", "dorian_vamp", "aeolian_vamp", "mixolydian_vamp", "lydian_vamp",
    "phrygian_vamp", "spanish_vamp", "primary",
    "minor_primary", "axis", "doo_wop", "andalusian", "ii_v_i", "amen", "gospel", "blues12", "drone",
)  # fmt: skip
TONALITIES = (
    "ionian", "dorian", "phrygian", "phrygian_dominant", "lydian", "mixolydian", "aeolian", "harmonic_minor",
    "major_pentatonic", "minor_pentatonic", "blues", "whole_tone", "open_fifths",
)  # fmt: skip
#: Which section lines are composed: letter and ending.
LINES: tuple[tuple[str, Ending], ...] = (("A", "open"), ("A", "closed"), ("B", "open"), ("B", "closed"))
_EIGHT, _SEED = 8, 7
#: The kind of phrase whose lines the chords follow: two halves, the first of which may rest.
_FRAME = "period"


def manners() -> dict[str, tuple[Style, Groove]]:
    """Return what plays: every style on its groove, and every groove that no style lets be heard.

    Examples
    --------
    >>> {"organum", "heartbeat"} <= set(manners()), "bossa" in manners()
    (True, False)
    """
    found = {name: (made, groove(made.groove)) for name, made in styles().items()}
    alone = {name: (style_of(name), beat) for name, beat in grooves().items() if style_of(name).id not in found}
    return found | alone


def metre_class(beat: Groove) -> str:
    """Return the metre that the melodies over a groove are composed in.

    Examples
    --------
    >>> [metre_class(groove(name)) for name in ("march24", "waltz", "lullaby68")]
    ['4/4', '3/4', '12/8']
    """
    if beat.beats_per_bar % 3 == 0:
        return "3/4"
    return "12/8" if beat.beat_quarters.denominator != 1 else "4/4"


def section_bars(row: Progression) -> int:
    """Return how many bars of its metre class a section has."""
    return 12 if row.length_bars > _EIGHT else _EIGHT


def layer_tables() -> dict[str, Any]:
    """Compose all layers. Takes half a minute."""
    return _Maker().made()


class _Maker:
    """Composes line by line; melodies that are alike are kept once."""

    def __init__(self) -> None:
        self._book = Book()
        self._melodies: dict[tuple[Any, ...], dict[str, str]] = {}
        self._alter: dict[str, str] = {}
        self._tones: dict[str, tuple[str, ...]] = {}
        self._played: dict[str, tuple[list[str], list[str]]] = {name: ([], []) for name in manners()}
        self._over: dict[tuple[str, Sequence[Span]], dict[str, tuple[str, str]]] = {}

    def made(self) -> dict[str, Any]:
        pairs: dict[str, dict[str, Any]] = {}
        for mode in TONALITIES:
            home = Tonality("C", modes()[mode])
            for asked in PROGRESSIONS:
                row = suited(asked, home).progression
                if f"{mode} {row.id}" not in pairs:
                    pairs[f"{mode} {row.id}"] = self._pair(home, row, len(pairs))
        return {
            "version": VERSION,
            "rows": PROGRESSIONS,
            **words_of_elements(manners(), TONALITIES, PROGRESSIONS),
            "pairs": pairs,
            "melodies": list(self._melodies.values()),
            "played": {
                name: {"harmony": harmony, "bass": bass, "drums": self._drums(name)}
                for name, (harmony, bass) in self._played.items()
            },
            "alter": self._alter,
            "tones": self._tones,
            "rhythms": self._book.rhythms,
        }

    def _pair(self, home: Tonality, row: Progression, place: int) -> dict[str, Any]:
        """Return what is played for a progression in a mode: its chords, and which melodies go over them."""
        bars = section_bars(row)
        laid = {f"{letter} {ends}": self._laid(home, row, letter, ends, bars) for letter, ends in LINES}
        accompanied = [self._accompanied(home, spans) for spans in laid.values()]
        for manner, (harmony, bass) in self._played.items():
            harmony.append(" ".join(line[manner][0] for line in accompanied))
            bass.append(" ".join(line[manner][1] for line in accompanied))
        for spans in laid.values():
            self._note_alterations(home, spans)
        return {
            "place": place,
            "bars": bars,
            "chords": [[[float(span.from_beat), span.chord.symbol] for span in spans] for spans in laid.values()],
            "melody": self._melody(home, row, laid),
            "anchor": compass(home, Random(_SEED)).anchor,  # noqa: S311 (music)
        }

    def _laid(self, home: Tonality, row: Progression, letter: str, ends: Ending, bars: int) -> tuple[Span, ...]:
        """Return chords in time, counted in bars."""
        here = row if letter == "A" else other_start(row)
        return harmony_of(phrase_kind(_FRAME), here, home, 1, bars=bars, ends=ends)

    def _accompanied(self, home: Tonality, spans: Sequence[Span]) -> dict[str, tuple[str, str]]:
        """Return harmony and bass of each manner; the same chords in the same mode are accompanied once."""
        over = (home.mode.id, spans)
        if over not in self._over:
            in_beats = {metre: scaled(spans, Fraction(BEATS[metre])) for metre in METRES}
            self._over[over] = {
                name: self._played_by(home, in_beats[metre_class(beat)], made, beat)
                for name, (made, beat) in manners().items()
            }
        return self._over[over]

    def _played_by(self, home: Tonality, in_beats: Sequence[Span], made: Style, beat: Groove) -> tuple[str, str]:
        width = Fraction(BEATS[metre_class(beat)])
        undrummed = replace(made, drums=False)
        played = accompany(in_beats, home, style=undrummed, groove=beat, close=False)
        number = int(in_beats[-1].to_beat / width)
        harmony, bass = (coded_voice(self._book, voice.notes, number, width) for voice in played.voices)
        return harmony, bass

    def _drums(self, manner: str) -> dict[str, str]:
        made, beat = manners()[manner]
        if not made.drums:
            return {}
        width, home = Fraction(BEATS[metre_class(beat)]), Tonality("C", modes()["ionian"])
        found = {}
        for bars in (_EIGHT, 12):
            spans = scaled(harmony_of(phrase_kind("through"), progressions()["drone"], home, 1, bars=bars), width)
            played = accompany(
                spans, home, style=made, groove=beat, close=False,
                section_bars=int(bars * width / beat.beats_per_bar),
            )  # fmt: skip
            found[str(bars)] = coded_voice(self._book, played.voices[2].notes, bars, width)
        return found

    def _note_alterations(self, home: Tonality, spans: Sequence[Span]) -> None:
        alter = alteration(home, spans)
        for span in spans:
            self._tones[span.chord.symbol] = (*span.chord.tones, span.chord.bass)
            signs = [alter(span.from_beat, step) for step in range(len(home.mode.steps))]
            if any(signs):
                self._alter[f"{home.mode.id} {span.chord.symbol}"] = "".join(str(sign + 5) for sign in signs)

    def _melody(self, home: Tonality, row: Progression, laid: Mapping[str, Sequence[Span]]) -> int:
        """Return which set of melodies goes over these chords: one for all whose tones are the same steps."""
        tones = len(home.mode.steps)
        over = tuple(
            (key, tuple((span.from_beat, self._steps(home, span)) for span in spans)) for key, spans in laid.items()
        )
        signature = (tones, over)
        if signature not in self._melodies:
            self._melodies[signature] = {}
            for metre in METRES:
                in_beats = {line: scaled(spans, Fraction(BEATS[metre])) for line, spans in laid.items()}
                for kind, made in phrase_kinds().items():
                    self._melodies[signature][f"{metre} {kind}"] = self._sung(home, row, in_beats, metre, made)
        return list(self._melodies).index(signature)

    def _steps(self, home: Tonality, span: Span) -> tuple[Any, ...]:
        """Return the tones of a chord as steps of the mode; a tone outside as the step that it alters."""
        found = []
        for pc in span.chord.pitch_classes:
            above = (pc - home.tonic_pc) % 12
            steps = home.mode.steps
            found.append(min(range(len(steps)), key=lambda i: (abs(steps[i] - above), -i)))
        return tuple(found)

    def _sung(
        self, home: Tonality, row: Progression, in_beats: Mapping[str, Sequence[Span]], metre: str, kind: PhraseKind
    ) -> str:
        """Return the lines of a theme, one for each ending, the theme ornamented, and of what comes between."""
        width = Fraction(BEATS[metre])
        bars = section_bars(row)
        rng = Random(f"{metre} {kind.id} {home.mode.id} {row.id}")  # noqa: S311 (music)
        voice = compass(home, Random(_SEED))  # noqa: S311 (music)
        ideas = dict(zip("AB", rng.sample(suiting(metre, ""), 2), strict=True))
        grown: dict[tuple[str, Ending], Line] = {}
        for letter, ends in LINES:
            spans = in_beats[f"{letter} {ends}"]
            grown[letter, ends] = grow(
                kind, ideas[letter], home, spans, bars=bars, ends=ends, seed=_SEED,
                within=voice, begins=grown.get((letter, "open")),
            )  # fmt: skip
        alter = alteration(home, in_beats["A closed"])
        theme = grown["A", "closed"]
        rich = varied(theme, "ornament", shortest=SHORTEST[metre], alteration=alter)
        return " ".join(coded_steps(self._book, line, width) for line in (*grown.values(), rich))


def scaled(spans: Sequence[Span], width: Fraction) -> tuple[Span, ...]:
    """Return chords whose places are counted in bars, in beats."""
    return tuple(replace(s, from_beat=s.from_beat * width, to_beat=s.to_beat * width) for s in spans)


if __name__ == "__main__":
    Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)
    Path(sys.argv[1]).write_text(json.dumps(layer_tables(), separators=(",", ":"), ensure_ascii=False), "utf-8")
