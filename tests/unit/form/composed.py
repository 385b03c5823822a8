"""What holds of every composed piece, and rows of elements to compose from."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Any

from musicking.form.chords import read_chord
from musicking.form.groove import grooves
from musicking.form.harmony import progressions
from musicking.form.phrases import phrase_kinds
from musicking.form.repetition import plan_of_repetition, plans
from musicking.form.style import styles
from musicking.form.tonality import modes, tonality

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from musicking.score import Note, Score

TONICS = ("C", "D", "Eb", "F#", "G", "A", "Bb", "E")
DIMENSIONS: dict[str, tuple[str | None, ...]] = {
    "groove": (None, *grooves()),
    "tonality": tuple(f"{TONICS[place % len(TONICS)]} {mode}" for place, mode in enumerate(modes())),
    "progression": (None, *progressions()),
    "phrase": tuple(phrase_kinds()),
    "form": tuple(plans()),
    "style": (None, *styles()),
}


def all_pairs(rng: random.Random) -> list[dict[str, Any]]:
    """Rows in which every value of every element meets every value of every other."""
    names = list(DIMENSIONS)
    missing = {
        ((left, a), (right, b))
        for left, right in combinations(names, 2)
        for a, b in product(DIMENSIONS[left], DIMENSIONS[right])
    }
    rows = []
    order = sorted(missing, key=repr)
    rng.shuffle(order)
    for pair in order:
        if pair not in missing:
            continue
        row: dict[str, Any] = dict(pair)
        for name in names:
            if name not in row:
                tried = rng.sample(DIMENSIONS[name], min(12, len(DIMENSIONS[name])))
                row[name] = max(tried, key=lambda value: len(_new(row | {name: value}, missing)))
        missing -= _new(row, missing)
        rows.append(row)
    return rows


def _new(row: dict[str, Any], missing: set[Any]) -> set[Any]:
    named = [(name, row[name]) for name in DIMENSIONS if name in row]
    return {pair for pair in combinations(named, 2) if pair in missing}


def any_row(rng: random.Random) -> dict[str, Any]:
    """A full combination of everything that can be asked for."""
    row: dict[str, Any] = {name: rng.choice(values) for name, values in DIMENSIONS.items()}
    row["tonality"] = rng.choice((None, f"{rng.choice(TONICS)} {rng.choice(tuple(modes()))}"))
    return row | {
        "bars": rng.choice((None, 4, 8, 12, 16)),
        "space": rng.choice((0, 0, 2, 3, 4)),
        "seed": rng.randrange(10**6),
    }


def sung(score: Score) -> list[Note]:
    """Melody and answer together, in order."""
    notes = [note for voice in score.voices if voice.id in ("melody", "answer") for note in voice.notes]
    return sorted(notes, key=lambda note: note.onset_beat)


def section_notes(score: Score) -> Iterator[list[Note]]:
    """The sung notes of each section, its upbeat counted in."""
    begins = [next(a for a, b in score.phrases if a <= s.from_beat < b) for s in score.sections]
    for start, end in pairwise((*begins, score.end_beat)):
        yield [note for note in sung(score) if start <= note.onset_beat < end]


def check_composed(score: Score, space: int = 0) -> None:
    """What holds of every composed piece."""
    _check_frame(score)
    home = tonality(score.key)
    named = {word.split(":")[0] for word in score.origin.get("chromatic", "").split("; ") if word}
    line = sung(score)
    for note in line:
        assert 47 <= note.pitch <= 87, note
        # What leaves the scale says why, and what says so does leave it, for a tone of its chord.
        assert (home.step_of(note.pitch) is None) == (note.id in named), note
        if note.id in named:
            assert note.pitch % 12 in read_chord(_chord_at(score, note)).pitch_classes
        assert note.onset_beat < note.end_beat <= score.end_beat
    for note, following in pairwise(line):
        assert note.end_beat <= following.onset_beat, (note, following)
    parts = [part for plan in plans().values() if plan.name == score.origin["form"] for part in plan.parts]
    for part, notes in zip(parts, section_notes(score), strict=True):
        keys = [note.pitch for note in notes]
        assert max(keys) - min(keys) <= 19, "a section spans more than a twelfth"
        assert (keys[-1] % 12 == home.tonic_pc) == (part.ends == "closed"), (part, notes[-1])
    if space:
        _check_space(score, line, space)


def _chord_at(score: Score, note: Note) -> str:
    return [symbol for beat, symbol in score.chords if beat <= note.onset_beat][-1]


def _check_frame(score: Score) -> None:
    beats = [bar.end_beat - bar.start_beat for bar in score.bars if bar.number]
    assert len(set(beats)) == 1
    assert [bar.number for bar in score.bars if bar.number] == list(range(1, len(beats) + 1))
    plan = plan_of_repetition("".join(section.letter for section in score.sections))
    assert len(plan.parts) == len(score.sections)
    assert score.sections[0].from_beat == 0
    assert score.sections[-1].to_beat == score.end_beat
    assert all(left.to_beat == right.from_beat for left, right in pairwise(score.sections))
    assert score.phrases[-1][1] == score.end_beat
    assert all(left[1] >= right[0] > left[0] for left, right in pairwise(score.phrases))
    assert score.chords[0][0] == 0
    assert all(read_chord(symbol) for _, symbol in score.chords)


def _check_space(score: Score, line: list[Note], space: int) -> None:
    first = {bar.number: bar for bar in score.bars}
    length = int((score.sections[0].to_beat - score.sections[0].from_beat) / (first[1].end_beat - first[1].start_beat))
    for number, bar in first.items():
        place = (number - 1) % length + 1
        if number and place % space == 0:
            inside = [note for note in line if bar.start_beat <= note.onset_beat < bar.end_beat]
            # The upbeat of what follows may come in at the bar's end.
            assert all(note.onset_beat >= bar.end_beat - 1 for note in inside), inside
