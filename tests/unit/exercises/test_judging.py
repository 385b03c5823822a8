"""Goals on a piece whose seconds can be counted on one's fingers: sixteen notes of half a second, four in a bar."""

from __future__ import annotations

from fractions import Fraction

import pytest

from musicking.errors import MusicError
from musicking.exercises import (
    Accented,
    Course,
    Displaced,
    Finding,
    Goal,
    Held,
    Lasts,
    Level,
    Tempo,
    Unchanged,
    Uses,
    check,
)
from musicking.expression import (
    accentuation,
    crescendo,
    dynamic_contrast,
    fermata,
    forte,
    ritardando,
    rubato,
    tempo_contrast,
)
from musicking.interpretation import Interpretation
from musicking.score import Bar, Metre, Note, Score, Voice

BEATS = range(16)


def row(name: str) -> tuple[Note, ...]:
    return tuple(Note(f"{name}{beat}", Fraction(beat), Fraction(beat + 1), 60) for beat in BEATS)


SCORE = Score(
    "Sixteen notes",
    (Voice("melody", "Melody", "piano", row("m")), Voice("bass", "Bass", "piano", row("b"))),
    tuple(Bar(n + 1, Fraction(4 * n), Fraction(4 * n + 4)) for n in range(4)),
    (Metre(Fraction(0), 4, 4),),
    ((Fraction(0), 0.5),),
)
LAST = SCORE.place(3, 4)
HALF_TEMPO = tempo_contrast(LAST, ratio=0.5)


def judged(goal: Goal, laid: Interpretation | None = None) -> Finding:
    [finding] = check([goal], SCORE, laid or Interpretation())
    return finding


def test_a_place_lasts_longer() -> None:
    assert judged(Lasts(LAST, 2), HALF_TEMPO) == Finding(
        met=True,
        said="The music lasts 100 % longer than as written from bar 3 to the end (8 seconds in place of 4 seconds): "
        "that is what was asked.",
    )
    assert judged(Lasts(LAST, 1.5), HALF_TEMPO).said.endswith(
        "The task asks for 50 % longer: it is 2 seconds too long. Slow down less, or give back the time that you took."
    )
    assert "2 seconds too short" in judged(Lasts(LAST, 1.5)).said


def test_a_hold_counts_where_its_note_ends() -> None:
    held = fermata("m7", ratio=3)  # a second more, just before bar 3
    assert judged(Lasts(SCORE.place(2), 1.5), held).met
    assert judged(Lasts(LAST, 1, 0.001), held).met


def test_a_tempo_is_a_share_of_another() -> None:
    assert judged(Tempo(LAST, 0.5, SCORE.place(1, 2)), HALF_TEMPO).met
    assert judged(Tempo(LAST, 0.5), HALF_TEMPO).met
    missed = judged(Tempo(LAST, 0.75, SCORE.place(1, 2)), HALF_TEMPO)
    assert missed.said.startswith(
        "The mean tempo is 60 beats a minute from bar 3 to the end, against 120 from bar 1 to the end of bar 2. "
        "The task asks for about 90: it is 30 too slow."
    )


def test_a_level_is_a_difference_to_another() -> None:
    loud = forte(LAST, by_db=6)
    assert judged(Level(LAST, 6), loud).met
    assert judged(Level(SCORE.place(1, 2), -6, LAST), loud).met
    assert "The task asks for 2 dB louder: it is 4 dB too loud." in judged(Level(LAST, 2), loud).said
    assert "as loud from bar 3 to the end as it is written" in judged(Level(LAST, 6)).said


@pytest.mark.parametrize(
    ("laid", "met", "said"),
    [
        (ritardando(LAST, w=0.5), True, "falls little by little from bar 3 to the end, by 50 %: that"),
        (ritardando(LAST, w=0.9), False, "by 10 %. The task asks for at least 20 %."),
        (ritardando(LAST, w=0.2), False, "by 80 %. The task asks for at most 60 %."),
        (Interpretation(), False, "The tempo does not fall from bar 3 to the end."),
        (ritardando(SCORE.place(4), w=0.5) + tempo_contrast(SCORE.place(3), ratio=0.6), False, "turns back"),
        (tempo_contrast(SCORE.place(4), ratio=0.5), False, "nearly all at once"),
    ],
    ids=["met", "little", "much", "not", "turns", "steps"],
)
def test_a_course_goes_one_way_little_by_little(laid: Interpretation, met: bool, said: str) -> None:
    finding = judged(Course(LAST, "tempo", "falls", 0.2, 0.6), laid)
    assert finding.met == met
    assert said in finding.said


def test_a_course_of_level_is_in_decibels() -> None:
    assert judged(Course(LAST, "level", "rises", 8), crescendo(LAST, by_db=8)).met
    assert (
        "by 4 dB. The task asks for at least 8 dB."
        in judged(Course(LAST, "level", "rises", 8), crescendo(LAST, by_db=4)).said
    )
    assert "does not fall" in judged(Course(LAST, "level", "falls", 8), crescendo(LAST, by_db=4)).said


def test_onsets_move_in_one_voice_alone() -> None:
    # lean, A = 0.3 over 8 beats of half a second: latest in the middle, by 4 s · A/π = 0.382 s
    taken = rubato(LAST, depth=0.3, voice="melody")
    finding = judged(Displaced(LAST, "melody", 0.3), taken)
    assert finding.met
    assert "Melody moves up to 382 milliseconds" in finding.said
    assert judged(Displaced(LAST, "bass", most_sec=0.01), taken).met
    assert "The task asks for at most 10 milliseconds." in judged(Displaced(LAST, "melody", most_sec=0.01), taken).said
    assert judged(Lasts(LAST, 1, 1e-9), taken).met


def test_a_note_is_held() -> None:
    assert judged(Held("m7", 2), fermata("m7", ratio=2)).met
    assert "1 second too short" in judged(Held("m7", 3), Interpretation()).said
    assert judged(Held(SCORE.note("melody", 2, 4), 2), fermata("m7", ratio=2)).met


def test_an_accent_stands_above_its_neighbours() -> None:
    assert judged(Accented("m5", 4), accentuation("m5", by_db=4)).met
    assert "is as loud as its neighbours" in judged(Accented("m5", 4), accentuation(["m4", "m5", "m6"], by_db=4)).said
    assert judged(Accented("m0", 4), accentuation("m0", by_db=4)).met  # one neighbour only


def test_the_rest_is_left_as_it_is() -> None:
    assert judged(Unchanged((LAST,)), HALF_TEMPO).met
    assert judged(Unchanged((SCORE.place(4),)), HALF_TEMPO).said.startswith("The time of bar 3 is changed too.")
    assert judged(Unchanged(of="level"), HALF_TEMPO).met
    assert judged(Unchanged(of="both"), accentuation("b2", by_db=4)).said.startswith("The level of bar 1")
    assert judged(Unchanged(of="tempo"), dynamic_contrast(LAST)).met


def test_a_component_is_used_or_done_without() -> None:
    assert judged(Uses("tempo_contrast"), HALF_TEMPO).met
    assert not judged(Uses("tempo_contrast", wanted=False), HALF_TEMPO).met
    assert not judged(Uses("fermata"), fermata("m7", amount=0)).met
    assert judged(Uses("hand_tempo"), Interpretation(hand_tempo=((0, 1), (4, 2)))).met


@pytest.mark.parametrize("goal", [Held("x", 2), Accented("x", 2), Displaced(LAST, "x")])
def test_what_is_not_there_is_refused(goal: Goal) -> None:
    with pytest.raises(MusicError, match='"x"'):
        judged(goal)


def test_an_unknown_component_is_refused() -> None:
    with pytest.raises(MusicError, match='no component "slower"'):
        Uses("slower")
