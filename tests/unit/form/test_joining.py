from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from musicking import compose, song
from musicking.errors import MusicError
from musicking.form.joining import excerpt, joined
from musicking.form.vamp import vamp

if TYPE_CHECKING:
    from musicking.score import Score


def theme(mode: str) -> Score:
    return compose("ballad", f"D {mode}", form="once", bars=4)


def test_all_notes_of_all_scores_sound_one_after_the_other() -> None:
    first, second = theme("dorian"), theme("lydian")
    both = joined([first, second], names=["Dorian", "Lydian"])
    for voice in both.voices:
        own = [*first.voice(voice.id).notes, *second.voice(voice.id).notes]
        assert len(voice.notes) == len(own)
        assert [note.pitch for note in voice.notes if note.onset_beat >= first.end_beat] == [
            note.pitch for note in second.voice(voice.id).notes
        ]
    assert [bar.number for bar in both.bars] == list(range(1, 9))
    assert [(section.name, section.from_beat) for section in both.sections] == [
        ("Dorian", Fraction(0)),
        ("Lydian", Fraction(16)),
    ]


def test_another_tempo_and_another_metre_come_at_the_boundary() -> None:
    slow, waltz = compose("ballad", form="once", bars=4), compose("waltz", form="once", bars=4)
    both = joined([slow, waltz])
    assert [(metre.numerator, metre.beat) for metre in both.metres] == [(4, Fraction(0)), (3, Fraction(16))]
    at_the_boundary = [period for beat, period in both.tempo if beat == slow.end_beat]
    assert at_the_boundary == [slow.tempo[-1][1], waltz.tempo[0][1]]


def test_what_leads_in_sounds_in_the_bar_before() -> None:
    grace = song("amazing_grace")
    both = joined([grace, grace])
    assert both.start_beat == grace.start_beat
    leading = [note for note in both.voice("melody").notes if note.id == "2.m1"]
    assert leading[0].onset_beat == grace.end_beat + grace.voice("melody").notes[0].onset_beat


def test_nothing_and_other_beats_are_refused_in_a_sentence() -> None:
    with pytest.raises(MusicError, match="nothing to join"):
        joined([])
    with pytest.raises(MusicError, match="same beat"):
        joined([compose("ballad", form="once", bars=4), compose("lullaby68", form="once", bars=4)])


def test_an_excerpt_begins_at_its_first_bar_and_cuts_what_sounds_on() -> None:
    whole = compose("ballad", "C major", form="AABA", bars=4)
    part = excerpt(whole, 5, 8)
    assert (part.start_beat, part.end_beat) == (Fraction(0), Fraction(16))
    assert all(0 <= note.onset_beat < note.end_beat <= 16 for voice in part.voices for note in voice.notes)
    assert part.chords[0] == (Fraction(0), "C")


@pytest.mark.parametrize(
    ("close", "last"),
    [("authentic", ["G", "C"]), ("half", ["F", "G"]), ("plagal", ["F", "C"]), ("deceptive", ["G7", "Am"])],
)
def test_a_vamp_ends_on_the_cadence_asked_for(close: str, last: list[str]) -> None:
    assert [symbol for _, symbol in vamp("I IV V I", "C major", bars=4, close=close).chords][-2:] == last
