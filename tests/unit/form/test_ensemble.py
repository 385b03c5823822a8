"""Accompaniments in every style: bars add up, notes belong, music21 reads the progression back."""

from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21 import chord, key, roman

from musicking.errors import MusicError
from musicking.form.chords import pitch_class
from musicking.form.ensemble import Accompaniment, accompany
from musicking.form.groove import groove, grooves
from musicking.form.harmony import Span, chord_tones_allowed, progressions, spans, suited
from musicking.form.style import Style, style, style_of, styles
from musicking.form.tonality import Tonality, modes, tonality
from musicking.score import Note
from musicking.shared import shared_table

INSTRUMENTS = shared_table("instruments")["instruments"]


def check(played: Accompaniment, laid: tuple[Span, ...], home: Tonality, borrowed: set[int]) -> None:
    """What holds of every accompaniment, whatever was chosen."""
    end = laid[-1].to_beat
    names = [n.id for v in played.voices for n in v.notes]
    assert len(set(names)) == len(names)
    for voice in played.voices:
        assert all(0 <= n.onset_beat < n.end_beat <= end for n in voice.notes)
        assert [n.onset_beat for n in voice.notes] == sorted(n.onset_beat for n in voice.notes)
        if voice.id == "drums":
            continue
        lowest, highest = INSTRUMENTS[voice.instrument]["keys"]
        allowed = chord_tones_allowed(home) | borrowed
        for note in voice.notes:
            assert lowest <= note.pitch <= highest, (voice.id, voice.instrument, note)
            assert sounds_as_written(note)
            under = {pc for s in laid if s.from_beat <= note.onset_beat < s.to_beat for pc in s.chord.pitch_classes}
            assert note.pitch % 12 in allowed | under or note.id in played.chromatic, note


def sounds_as_written(note: Note) -> bool:
    name = note.spelling.rstrip("-0123456789")
    octave = int(note.spelling.removeprefix(name))
    letter = pitch_class(name[0]) + name.count("#") - name.count("b")
    return letter + 12 * (octave + 1) == note.pitch


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(list(styles())),
    st.sampled_from([None, *grooves()]),
    st.sampled_from(list(modes())),
    st.sampled_from(["C", "Eb", "F#", "A", "Bb"]),
    st.sampled_from(list(progressions())),
    st.integers(1, 24),
    st.booleans(),
)
def test_any_choice_makes_an_accompaniment(  # noqa: PLR0913, PLR0917 (what is drawn)
    manner: str, beat: str | None, mode: str, tonic: str, row: str, bars: int, close: bool
) -> None:
    home = tonality(f"{tonic} {mode}")
    chosen = suited(row, home).progression
    metre = groove(beat or style(manner).groove)
    laid = spans(chosen, home, bars, metre.beats_per_bar, "authentic" if close else None)
    played = accompany(laid, home, style=manner, groove=beat, close=close)
    check(played, laid, home, {home.pitch_class(degree) for degree in chosen.borrows})
    assert played == accompany(laid, home, style=manner, groove=beat, close=close)
    assert ("drums" in {v.id for v in played.voices}) == style(manner).drums
    if close:
        held = [n for v in played.voices[:2] for n in v.notes if n.end_beat == laid[-1].to_beat]
        assert {n.onset_beat for n in held} == {max(laid[-1].from_beat, laid[-1].to_beat - metre.beats_per_bar)}
        assert min(held, key=lambda n: n.pitch).pitch % 12 == home.tonic_pc


@pytest.mark.parametrize("manner", styles())
def test_every_chord_has_its_root_and_its_colour(manner: str) -> None:
    made = style(manner)
    for mode in made.tonalities:
        home = tonality(f"D {mode}")
        for name in made.progressions:
            row = suited(name, home).progression
            laid = spans(row, home, 12, groove(made.groove).beats_per_bar)
            played = accompany(laid, home, style=made, close=False)
            harmony, bass = played.voices[0].notes, played.voices[1].notes
            for number, span in enumerate(laid):
                inside = [n for n in harmony if n.onset_beat < span.to_beat and n.end_beat > span.from_beat]
                colour = {pitch_class(span.chord.third)} if made.voicing != "fifths" else set(span.chord.bare_fifth)
                assert colour <= {n.pitch % 12 for n in inside}, (manner, mode, name, span)
                if number == 0 or laid[number - 1].chord != span.chord:
                    low = [n for n in bass if n.onset_beat < span.to_beat and n.end_beat > span.from_beat]
                    announced = [n for n in bass if n.end_beat == span.from_beat]
                    assert pitch_class(span.chord.bass) in {n.pitch % 12 for n in (*low, *announced)}, (manner, name)


def test_music21_reads_the_progression_back_from_the_notes_played() -> None:
    """Of each chord change, the bass and all that the hand plays until the next one."""
    asked = agreed = 0
    for manner in ("waltz", "swing", "rock_ballad", "gospel", "tango", "spanish"):
        for row in progressions().values():
            home = tonality(f"D {row.modes[0]}")
            laid = spans(row, home, 8, groove(style(manner).groove).beats_per_bar)
            played = accompany(laid, home, style=manner, close=False)
            for span in laid:
                if span.chord.is_open or "add6" in span.chord.numeral:
                    continue
                asked += 1
                agreed += judged_degree(*sounding(played, span)) == span.chord.degree
    assert agreed / asked >= 0.99, (agreed, asked)


def sounding(played: Accompaniment, span: Span) -> tuple[str, tuple[str, ...]]:
    notes = [n for n in played.voices[0].notes if n.onset_beat < span.to_beat and n.end_beat > span.from_beat]
    return span.chord.bass, tuple(sorted({n.spelling for n in notes}))


@cache
def judged_degree(bass: str, names: tuple[str, ...]) -> str:
    heard = chord.Chord([name.replace("b", "-") for name in (f"{bass}1", *names)])
    judged = roman.romanNumeralFromChord(heard, key.Key("D"))
    return judged.frontAlterationString.replace("-", "b") + str(judged.scaleDegree)


def test_a_fill_stands_at_the_end_of_a_section_and_not_under_the_close() -> None:
    home = tonality("C major")
    laid = spans("axis", home, 16, 4, "authentic")
    drums = accompany(laid, home, style="rock_ballad", groove="rock8").voices[2].notes
    snare = [
        [float(n.onset_beat % 4) for n in drums if n.pitch == 38 and n.onset_beat // 4 == bar] for bar in range(16)
    ]
    assert snare[0] == [1, 3]
    assert len(snare[7]) > 4
    assert snare[15] == []
    assert {n.pitch for n in drums if n.onset_beat == 60} == {36, 49}


@pytest.mark.parametrize("name", ["ii_v_i", "secondary_circle", "quick_change_blues", "melodic_minor_jazz", "circle"])
def test_a_walking_bass_walks(name: str) -> None:
    """Four to the bar, never a key twice, the next root come to by a second or from its own chord."""
    row = progressions()[name]
    for tonic in ("C", "F", "Bb", "E"):
        home = tonality(f"{tonic} {row.modes[0]}")
        laid = spans(row, home, 12, 4)
        bass = accompany(laid, home, style="swing", close=False).voices[1].notes
        assert [n.onset_beat for n in bass] == list(range(48))
        assert all(a.pitch != b.pitch for a, b in pairwise(bass)), [n.spelling for n in bass]
        assert all(abs(a.pitch - b.pitch) <= 12 for a, b in pairwise(bass))
        assert 0 < abs(bass[-1].pitch - bass[0].pitch) <= 9, "it goes round without a leap"
        for before, span in pairwise(laid):
            if before.chord != span.chord:
                last, root = bass[int(span.from_beat) - 1], bass[int(span.from_beat)]
                assert root.pitch % 12 == pitch_class(span.chord.bass)
                assert abs(root.pitch - last.pitch) <= 2 or last.pitch % 12 in before.chord.pitch_classes


def test_a_climbing_bass_begins_again_with_every_chord() -> None:
    """Where a chord lasts one bar, it has the first bar of the figure: root, third, fifth, sixth."""
    home = tonality("E blues")
    laid = spans(progressions()["blues12"], home, 12, 4)
    bass = accompany(laid, home, style="blues", close=False).voices[1].notes
    bars = [[n.pitch for n in bass if 4 * bar <= n.onset_beat < 4 * bar + 4] for bar in range(12)]
    assert bars[0] == bars[2] == bars[6]
    assert [[key - bar[0] for key in bar] for bar in (bars[8], bars[9], bars[11])] == [[0, 4, 7, 9]] * 3


def test_a_groove_by_itself_takes_the_style_made_on_it() -> None:
    home = tonality("C major")
    laid = spans("primary", home, 4, 3)
    assert accompany(laid, home, groove="waltz") == accompany(laid, home, style="waltz")
    assert style_of("samba").id == "plain_samba"


def test_a_chord_shorter_than_its_pattern_is_still_heard() -> None:
    home = tonality("A minor")
    laid = spans("passamezzo_antico", home, 8, 3)
    played = accompany(laid, home, style="waltz", close=False)
    for span in laid:
        assert any(span.from_beat <= n.onset_beat < span.to_beat for n in played.voices[0].notes), span
        assert any(n.onset_beat == span.from_beat for n in played.voices[1].notes), span


def test_chords_with_a_gap_or_none_are_one_sentence() -> None:
    home = tonality("C major")
    one, two = spans("I V", home, 2, 4)
    for laid in ([], [two], [one, Span(Fraction(5), Fraction(8), two.chord)]):
        with pytest.raises(MusicError):
            accompany(laid, home)


@pytest.mark.parametrize("made", styles().values(), ids=list(styles()))
def test_a_style_names_what_exists(made: Style) -> None:
    beat = groove(made.groove)
    assert beat.bpm[0] <= made.tempo_bpm <= beat.bpm[1]
    assert set(made.tonalities) <= set(modes())
    assert set(made.progressions) <= set(progressions())
    assert set(made.instruments.values()) <= set(INSTRUMENTS)
    assert made.about.endswith(".")
    for mode in made.tonalities:
        assert any(mode in progressions()[row].modes for row in made.progressions), mode


def test_there_are_styles_enough() -> None:
    assert len(styles()) >= 13
