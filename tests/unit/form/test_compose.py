"""Every combination of the elements gives a piece that holds together, and says what it is."""

from __future__ import annotations

import os
import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from musicking.errors import MusicError
from musicking.form.compose import LAYERS, compose
from musicking.form.groove import grooves
from musicking.form.harmony import progression, read_progression, suited
from musicking.form.phrases import phrase_kinds
from musicking.form.repetition import plans
from musicking.form.style import styles
from musicking.form.tonality import modes, tonality
from musicking.performance import perform
from musicking.score_json import score_from_json
from tests.unit.form.composed import all_pairs, any_row, check_composed, section_notes, sung

if TYPE_CHECKING:
    from musicking.score import Score

COMBINATIONS = int(os.environ.get("MUSICKING_COMPOSED", "200"))


def shape(notes: list[Any]) -> list[tuple[Any, ...]]:
    start = notes[0].onset_beat
    return [(n.onset_beat - start, n.end_beat - n.onset_beat, n.pitch) for n in notes]


def test_every_element_goes_with_every_other() -> None:
    for row in all_pairs(random.Random(4)):
        check_composed(compose(**{**row, "bars": 4}, layers=("melody", "answer", "harmony", "bass")))


def test_any_full_combination_holds_together_and_can_be_performed() -> None:
    rng = random.Random(9)
    for number in range(COMBINATIONS):
        row = any_row(rng)
        score = compose(**row)
        check_composed(score, row["space"])
        if number % 20 == 0:
            assert compose(**row) == score
            assert score_from_json(score.to_json()) == score
            assert perform(score).duration_sec > 0


def test_another_seed_is_another_melody() -> None:
    melodies = {tuple(note.pitch for note in compose(seed=seed).voice("melody").notes) for seed in range(12)}
    assert len(melodies) == 12


def test_with_nothing_asked_for_it_is_plain() -> None:
    score = compose()
    assert score.key == "D dorian"
    assert score.title == "AABA in D Dorian, Pop ballad, quiet"
    assert compose("waltz", "Bb aeolian", phrase="sentence", form="once").title == "Sentence in Bb minor, Waltz"
    assert compose(tonality="E phrygian_dominant").key == "E phrygian dominant"
    assert {symbol for _, symbol in score.chords} == {"Dm", "G"}
    assert "instead" not in score.origin


@pytest.mark.parametrize("name", styles())
def test_a_style_brings_what_is_usual_in_it(name: str) -> None:
    style = styles()[name]
    score = compose(style=name)
    assert score.metres[0].numerator == grooves()[style.groove].metre[0]
    assert score.tempo[0][1] == pytest.approx(60 / style.tempo_bpm)
    assert "instead" not in score.origin
    assert score.voice("melody").instrument == style.instruments["melody"]
    assert any(voice.id == "drums" for voice in score.voices) == style.drums


@pytest.mark.parametrize("layer", LAYERS[:1] + LAYERS[2:])
def test_layers_can_be_left_alone(layer: str) -> None:
    score = compose("bossa", layers=(layer,))
    assert [voice.id for voice in score.voices] == [layer]
    assert score.voices[0].notes == compose("bossa").voice(layer).notes
    assert score.sections


def test_one_theme_can_be_heard_in_many_modes() -> None:
    """The seed gives the same motive in every mode, so that a theme can be compared with itself."""
    known = {compose("waltz", f"D {mode}", seed=5).origin["motives"] for mode in modes()}
    assert len(known) == 1


class TestWhatDoesNotBelongTogether:
    def test_a_progression_foreign_to_the_mode(self) -> None:
        score = compose(tonality="C whole_tone", progression="ii_v_i")
        assert '"ii-V-I" needs F, which C whole tone does not have' in score.origin["instead"]
        assert 'Played instead: "Whole-tone climb and return".' in score.origin["instead"]
        assert all(symbol.endswith("aug") for _, symbol in score.chords)

    def test_a_style_in_another_metre(self) -> None:
        score = compose("bossa", style="waltz")
        assert score.metres[0].numerator == 3
        assert "Waltz is in 3/4, Bossa nova in 4/4: played on its own groove, Waltz." in score.origin["instead"]

    def test_a_phrase_too_short_for_the_blues(self) -> None:
        score = compose(progression="blues12", tonality="C blues", bars=8, form="AAB")
        assert len(score.bars) - (score.bars[0].number == 0) == 36
        assert "takes 12 bars: each section has 12, not 8." in score.origin["instead"]

    def test_a_motive_in_another_metre(self) -> None:
        score = compose("waltz", motive="open gate")
        assert "open gate is in 4/4, the groove in 3/4: grown from the motive" in score.origin["instead"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"groove": "boss"}, "no groove called 'boss'. Try: bossa"),
        ({"tonality": "D dorain"}, "Try: dorian"),
        ({"phrase": "sentense"}, "no phrase called 'sentense'. Try: sentence"),
        ({"form": "ABBA"}, "no plan of repetition called 'ABBA'"),
        ({"style": "walz"}, "Try: waltz"),
        ({"bars": 7}, "4, 8, 12 or 16 bars, not 7"),
        ({"space": 5}, "space is 2, 3, 4 or 0, not 5"),
        ({"layers": ("tuba",)}, "no layer 'tuba'"),
        ({"layers": ()}, "no layer"),
        ({"motive": "nope"}, "no motive"),
        ({"tempo_bpm": 4}, "between 20 and 400"),
    ],
)
def test_what_is_not_known_is_said_in_a_sentence(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(MusicError, match=said):
        compose(**asked)


class TestRepetition:
    @pytest.mark.parametrize("form", plans())
    def test_what_returns_is_as_it_was_but_for_what_is_said(self, form: str) -> None:
        for seed in range(4):
            score = compose("waltz", "G major", "primary", form=form, seed=seed)
            first: dict[str, list[Any]] = {}
            for section, notes in zip(score.sections, section_notes(score), strict=True):
                before = first.setdefault(section.letter, notes)
                if before is notes:
                    assert not section.varied
                elif not section.varied:
                    assert _alike_until_upbeat(before, notes)
                else:
                    assert shape(before) != shape(notes), section

    def test_another_ending_keeps_the_beginning(self) -> None:
        score = compose("bossa", "C major", "primary", form="AABA", seed=3)
        first, second, *_ = section_notes(score)
        assert score.sections[1].varied == "another ending"
        assert shape(first)[:8] == shape(second)[:8]
        assert shape(first) != shape(second)

    def test_the_plan_can_be_drawn_from_plain_data(self) -> None:
        score = compose(form="rondo")
        data = score.to_json()
        assert [section["letter"] for section in data["sections"]] == list("ABACA")
        assert data["sections"][2]["varied"] == "thinned out"
        assert data["sections"][0] == {
            "letter": "A", "from_beat": 0.0, "to_beat": 32.0, "name": "Theme", "varied": "",
        }  # fmt: skip


def _alike_until_upbeat(before: list[Any], after: list[Any]) -> bool:
    """Whether two sections are the same, but for a last tone that makes way for what follows."""
    return shape(before)[:-1] == shape(after)[: len(before) - 1]


class TestMusic21Agrees:
    """Another judge: what is played, read back from the notes alone."""

    @pytest.mark.parametrize("mode", modes())
    def test_the_scale_and_the_final_are_those_of_the_tonality(self, mode: str) -> None:
        from music21 import pitch, scale

        score = compose("rock8", f"D {mode}", form="AABA", seed=11)
        named = score.origin.get("chromatic", "")
        heard = {note.pitch % 12 for note in sung(score) if f"{note.id}:" not in named}
        home = tonality(score.key)
        names = [home.spell(home.pitch(step)) for step in range(len(home.mode.steps))]
        judged = scale.ConcreteScale(tonic="D4", pitches=[name.replace("b", "-") for name in [*names, "D5"]])
        assert heard <= {pitch.Pitch(each.nameWithOctave).pitchClass for each in judged.pitches}
        assert len(heard) >= min(5, len(home.mode.steps)) - 1
        assert pitch.Pitch(midi=sung(score)[-1].pitch).name == "D"

    @pytest.mark.parametrize(
        ("key", "numerals"),
        [("C major", "I IV V I"), ("G major", "I V vi IV"), ("A minor", "i iv V i"), ("D dorian", "i IV"),
         ("F major", "ii7 V7 I"), ("E mixolydian", "I bVII IV I")],
    )  # fmt: skip
    def test_the_chords_played_are_those_asked_for(self, key: str, numerals: str) -> None:
        from music21 import chord, harmony

        score = compose("rock8", key, numerals, form="once", bars=8)
        wanted = {each.symbol for each in progression(numerals, tonality(key))}
        for (beat, symbol), (until, _) in pairwise((*score.chords, (score.end_beat, ""))):
            bass = next(note.pitch for note in score.voice("bass").notes if beat <= note.onset_beat)
            played = {bass} | {note.pitch for note in score.voice("harmony").notes if beat <= note.onset_beat < until}
            read = chord.Chord(sorted(played))
            asked = harmony.ChordSymbol(symbol.replace("b", "-") if symbol[1:2] == "b" else symbol)
            assert set(read.pitchClasses) >= {asked.root().pitchClass, asked.third.pitchClass}
            assert set(read.pitchClasses) <= {each.pitchClass for each in asked.pitches}
        assert {symbol for _, symbol in score.chords} & wanted == wanted


class TestFilesOut:
    @pytest.fixture(
        scope="class", params=[("waltz", "G major"), ("gospel", "Bb major_pentatonic"), ("swing", "C blues")]
    )
    @classmethod
    def score(cls, request: pytest.FixtureRequest) -> Score:
        return compose(style=request.param[0], tonality=request.param[1], form="AAB", seed=2)

    def test_a_lead_sheet(self, score: Score) -> None:
        from musicking.export.notation import notation

        page = notation(score)
        assert all(f'data-note="{note.id}"' in page for note in score.voice("melody").notes)

    def test_musicxml(self, score: Score) -> None:
        from music21 import converter, stream

        from musicking.export.musicxml import musicxml

        read = converter.parseData(
            musicxml(score, voices=[v.id for v in score.voices if v.id != "drums"]), format="musicxml"
        )
        assert isinstance(read, stream.Score)
        melody: Any = read.parts[0].flatten().notes.stream().stripTies(matchByPitch=True).getElementsByClass("Note")
        assert [n.pitch.midi for n in melody] == [n.pitch for n in score.voice("melody").notes]

    def test_midi_and_sound(self, score: Score, tmp_path: Any) -> None:
        performance = perform(score)
        performance.to_midi(tmp_path / "piece.mid")
        assert (tmp_path / "piece.mid").stat().st_size > 500
        assert {voice.id for voice in performance.voices} == {voice.id for voice in score.voices}


def test_every_table_is_wide_enough() -> None:
    """What the form lab promises."""
    assert len(styles()) >= 10
    assert len(modes()) >= 12
    assert len(phrase_kinds()) >= 8
    assert len(plans()) >= 6
    assert suited(read_progression("primary"), tonality("C major")).substitute_for is None
