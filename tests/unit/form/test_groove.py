"""Grooves add up, and play what their names promise."""

from collections import Counter
from fractions import Fraction

import pytest

from musicking.errors import MusicError
from musicking.form.feel import felt, swing_ratio
from musicking.form.groove import Groove, groove, grooves, kit
from musicking.score import Bar, Metre, Note, Score, Voice
from musicking.shared import shared_table

GROOVES = list(grooves().values())


@pytest.mark.parametrize("beat", GROOVES, ids=list(grooves()))
def test_every_pattern_fills_whole_cycles(beat: Groove) -> None:
    bar_quarters = Fraction(4 * beat.metre[0], beat.metre[1])
    assert beat.beats_per_bar * beat.beat_quarters == bar_quarters
    assert beat.steps * beat.step_beat == beat.bars * beat.beats_per_bar
    assert beat.bpm[0] < beat.tempo_bpm < beat.bpm[1]
    cycle = beat.bars * beat.beats_per_bar
    for pattern in (*beat.drums.values(), beat.bass, beat.comp):
        assert beat.length_beat(pattern) % cycle == 0
        hits = beat.hits(pattern)
        assert all(h.length_beat > 0 and h.onset_beat + h.length_beat <= beat.length_beat(pattern) for h in hits)


def test_there_are_nineteen_on_drums_that_sound() -> None:
    assert len(GROOVES) == 19
    assert shared_table("instruments")["instruments"]["drums"]["percussion"]
    in_the_bank = {36, 38, 42, 46, 49, 51, 54, 56, *range(60, 65), 69, 70, *range(75, 78), *range(80, 83)}
    assert {drum.key for drum in kit().values()} <= in_the_bank


def onsets(name: str, drum: str) -> list[float]:
    return [float(hit.onset_beat) for hit in groove(name).hits(groove(name).drums[drum])]


def test_grooves_are_what_the_literature_calls_by_their_names() -> None:
    assert onsets("rock8", "snare") == [1, 3]  # the back beat, on two and four
    assert onsets("reggae", "kick") == [2]  # one drop: nothing on one
    assert onsets("tresillo", "conga_bass") == [0, 0.75, 1.5]
    assert onsets("habanera", "kick") == [0, 0.75, 1, 1.5]
    assert [len([o for o in onsets("sonclave", "claves") if side <= o < side + 2]) for side in (0, 2)] == [3, 2]
    gaps = Counter(b - a for a, b in zip([0, 2, 4, 5, 7, 9, 11], [2, 4, 5, 7, 9, 11, 12], strict=True))
    steps = [round(o * 3) for o in onsets("bell128", "cowbell")]
    assert Counter((b - a) % 12 for a, b in zip(steps, [*steps[1:], steps[0]], strict=True)) == gaps
    assert onsets("swing", "ride") == [0, 1, 1.5, 2, 3, 3.5]
    assert onsets("waltz", "closed_hat") == [1, 2]
    assert [h.sign for h in groove("habanera").hits(groove("habanera").bass)] == ["R", "5", "8", "5"]


def test_swing_falls_with_tempo_and_its_short_note_stays_near_a_tenth_of_a_second() -> None:
    ratios = [swing_ratio(bpm) for bpm in range(60, 320, 10)]
    assert ratios == sorted(ratios, reverse=True)
    assert (ratios[0], ratios[-1]) == (3.5, 1.0)
    for bpm in (120, 160, 200, 240, 280):
        short = 60 / bpm / (swing_ratio(bpm) + 1)
        assert 0.08 < short < 0.12


def played(swing_groove: str, bpm: float, *, swing: bool = True, human: bool = True, seed: int = 0) -> dict[str, Note]:
    eighths = [Note(f"m{i}", Fraction(i, 2), Fraction(i + 1, 2), 60) for i in range(8)]
    triplet = Note("t1", Fraction(2, 3), Fraction(1), 60)
    voices = (Voice("melody", "", "piano", tuple(eighths)), Voice("ride", "", "drums", (triplet,)))
    bar, metre = Bar(1, Fraction(0), Fraction(4)), Metre(Fraction(0), 4, 4)
    score = Score("", voices, (bar,), (metre,), ((Fraction(0), 60 / bpm),))
    return {
        n.id: n for v in felt(score, groove(swing_groove), swing=swing, human=human, seed=seed).voices for n in v.notes
    }


def test_swing_moves_second_eighths_alone_and_a_soloist_lies_back() -> None:
    even = played("rock8", 120, human=False)
    assert [even[f"m{i}"].onset_beat for i in range(8)] == [Fraction(i, 2) for i in range(8)]
    shuffled = played("shuffle", 120, human=False)
    assert [float(shuffled[f"m{i}"].onset_beat) for i in range(4)] == pytest.approx([0, 2 / 3, 1, 5 / 3])
    assert shuffled["t1"].onset_beat == Fraction(2, 3)
    jazz = played("swing", 120, human=False)
    assert float(jazz["m1"].onset_beat) == pytest.approx(3.5 / 4.5, abs=1e-3)
    assert float(jazz["m2"].onset_beat - 1) * 0.5 == pytest.approx(0.025, abs=1e-3)
    straight = played("swing", 120, swing=False, human=False)
    assert straight == {**even, **straight}
    assert straight["m1"].onset_beat == Fraction(1, 2)


def test_a_hand_is_uneven_by_little_and_the_same_each_time() -> None:
    once, again, other = (played("rock8", 120, seed=seed) for seed in (3, 3, 4))
    assert once == again != other
    for i in range(8):
        assert abs(float(once[f"m{i}"].onset_beat) - i / 2) * 0.5 <= 0.0101
        assert abs(once[f"m{i}"].level_db) <= 1.5
        assert once[f"m{i}"].onset_beat >= 0


def test_an_unknown_groove_is_one_sentence() -> None:
    with pytest.raises(MusicError, match=r"There is no groove called 'walz'. Try: waltz"):
        groove("walz")
