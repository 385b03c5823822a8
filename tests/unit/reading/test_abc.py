"""ABC text becomes a score: places, repeats, phrases, and one sentence where it cannot."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21 import converter

from musicking.errors import MusicError
from musicking.reading.abc import MAX_CHARACTERS, MAX_NOTES, read_abc
from musicking.score import Note

HEAD = "X:1\nT:Test\nM:3/4\nL:1/4\nK:G\n"


def notes(text: str) -> tuple[Note, ...]:
    return read_abc(text).voice("melody").notes


def spelled(text: str) -> str:
    return " ".join(n.spelling for n in notes(text))


def test_upbeat_lies_before_beat_0_in_bar_0() -> None:
    score = read_abc(HEAD + "D|G2 B|d2|]")
    assert [(b.number, float(b.start_beat), float(b.end_beat)) for b in score.bars] == [
        (0, -1, 0),
        (1, 0, 3),
        (2, 3, 5),
    ]
    assert [float(score.start_beat), float(score.end_beat)] == [-1, 5]


def test_compound_metre_counts_dotted_beats() -> None:
    score = read_abc("X:1\nM:6/8\nL:1/8\nQ:3/8=60\nK:C\nA|c3 B2 A|")
    assert score.beat_quarters == Fraction(3, 2)
    assert [n.onset_beat for n in score.voices[0].notes] == [Fraction(-1, 3), 0, 1, Fraction(5, 3)]
    assert score.tempo == ((Fraction(-1, 3), 1.0),)


@pytest.mark.parametrize(
    ("metre", "tempo", "period"),
    [
        ("3/4", "1/4=120", 0.5),
        ("2/2", "1/4=120", 1.0),
        ("6/8", "1/8=120", 1.5),
        ("3/4", '"Andante" 1/4=60', 1.0),
        ("3/4", "50", 1.2),
        ("3/4", "", 0.6),
    ],
)
def test_tempo_is_seconds_a_beat(metre: str, tempo: str, period: float) -> None:
    full = {"3/4": "C3", "2/2": "C4", "6/8": "C3"}[metre]
    score = read_abc(f"X:1\nM:{metre}\nL:1/4\nQ:{tempo}\nK:C\n{full}|{full}|")
    assert score.tempo[0][1] == pytest.approx(period, abs=1e-15)


@pytest.mark.parametrize(
    ("music", "expected"),
    [
        ("|:A:|:B:|", "A A B B"),
        ("A|B:|c|", "A B A B c"),
        ("|:A|[1B:|[2c|]", "A B A c"),
        ("|:A|1B:|2c||d|", "A B A c d"),
        ("|:A|[1,2 B:|[3 c|]", "A B A B A c"),
        ("A|:B::c:|d", "A B B c c d"),
        ("|:A|[1 B|C:|[2 D|E|]", "A B C A D E"),
    ],
)
def test_repeats_are_written_out(music: str, expected: str) -> None:
    for letter in "ABcCdDE":
        music = music.replace(letter, letter + "3")
    names = {"A4": "A", "B4": "B", "C5": "c", "C4": "C", "D5": "d", "D4": "D", "E4": "E"}
    assert [names[n.spelling] for n in notes(HEAD.replace("K:G", "K:C") + music)] == expected.split()


def test_a_repeated_bar_says_which_pass_it_is() -> None:
    bars = read_abc(HEAD + "|:G3|A3:|").bars
    assert [(b.number, b.pass_, float(b.start_beat)) for b in bars] == [
        (1, 1, 0),
        (2, 1, 3),
        (1, 2, 6),
        (2, 2, 9),
    ]


def test_each_line_is_a_phrase_and_again_in_a_repeat() -> None:
    score = read_abc(HEAD + "|:D|G2 B|d2\nB|A3|G2:|")
    phrases = [(float(start), float(end)) for start, end in score.phrases]
    assert phrases == [(-1, 5), (5, 11), (11, 17), (17, 23)]


def test_ties_accidentals_and_keys() -> None:
    tied = notes(HEAD + "^c3-|c2 c|")
    assert [(n.spelling, n.tied) for n in tied] == [("C#5", True), ("C5", False), ("C5", False)]
    assert spelled(HEAD + "^f =f f|f3|") == "F#5 F5 F5 F#5"
    assert spelled(HEAD.replace("K:G", "K:Ddor") + "B c f|") == "B4 C5 F5"
    assert spelled(HEAD.replace("K:G", "K:Ebmaj clef=treble") + "B, e' A|") == "Bb3 Eb6 Ab4"


def test_chord_symbols_and_annotations() -> None:
    score = read_abc(HEAD + '"G"G2 "^softly"B|"D7"A3|')
    assert [(float(beat), symbol) for beat, symbol in score.chords] == [(0, "G"), (3, "D7")]


def test_words_stand_under_sung_notes_alone() -> None:
    score = read_abc(HEAD + "G z {a}B|[GB]2 d|\nw:one two|three four")
    assert [n.lyric for n in score.voices[0].notes] == ["one", "two", "three", "", "four"]


TRICKY = [
    HEAD + "(3GAB d|c>B A|A<G ^F|_B/=B//c// [GBd]2|z G2|",
    "X:1\nM:6/8\nL:1/8\nK:Emin\nE|G2A B>^cB|(2AB F3|~e2 .d !f!cBA|",
    "X:1\nM:C|\nL:1/8\nK:Bb\nB,2 D2 F2 B2|(3cde (3fga g4|b8|]",
    "X:1\nM:2/4\nL:1/16\nK:A\nA4 c4|e8-|e4 z4|a2>e2 c2<A2|",
]


@pytest.mark.parametrize("text", TRICKY)
def test_music21_reads_the_same_notes(text: str) -> None:
    mine = [(n.pitch, (n.end_beat - n.onset_beat) * read_abc(text).beat_quarters) for n in notes(text)]
    stream = converter.parseData(text, format="abc")
    theirs = [
        (p.midi, Fraction(n.duration.quarterLength).limit_denominator(96))
        for n in stream.recurse().notes
        for p in n.pitches
        if not n.duration.isGrace
    ]
    assert mine == theirs


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no notes"),
        ("hello", "Bar 1: 'hello' cannot be read as ABC"),
        (HEAD + "D|G3|G3 A|B3|", "Bar 2 lasts 4 quarter notes where 3/4 asks for 3"),
        (HEAD + "G3|G2|B3|", "Bar 2 lasts 2 quarter notes"),
        (HEAD.replace("K:G", "K:H") + "G3|", "The key 'K:H' is not understood"),
        (HEAD.replace("M:3/4", "M:three") + "G3|", "The metre 'M:three' is not understood"),
        (HEAD.replace("L:1/4", "L:1/5") + "G3|", "The note length 'L:1/5' is not understood"),
        (HEAD.replace("K:G", "Q:fast\nK:G") + "G3|", "The tempo 'Q:fast' is not understood"),
        (HEAD.replace("K:G", "Q:1/4=999\nK:G") + "G3|", "keep to 10 to 400 beats a minute"),
        (HEAD + "G3|G2 ?|", "Bar 2: '\\?|' cannot be read"),
        (HEAD + "G0 A3|", "Bar 1: a note has no length"),
        (HEAD + "c''''3|", "Bar 1: 'c''''' lies off the piano"),
        (HEAD + "[2G3|", "leave nothing to play"),
        (HEAD + "-G3|", "Bar 1: a tie '-' has no note before it"),
        (HEAD + ">G3|", "Bar 1: '>' has no note before it"),
        (HEAD + "G3|\nw:one two", "The words under line 1 have 2 syllables for 1 notes"),
        (HEAD + "G3|\nX:2\nT:b\nK:C\nC3|", "several tunes"),
        (HEAD + "V:1\nG3|\nV:2\nB3|", "several voices"),
        (HEAD + "G3|[Q:1/4=40]A3|", "Bar 2: a 'Q:' among the notes is not read"),
        (HEAD + "G3|" * (MAX_NOTES + 1), f"more than {MAX_NOTES} notes"),
        (HEAD + "A3:|" * 1001, "plays more than 2000 bars"),
        ("X" * (MAX_CHARACTERS + 1), f"at most {MAX_CHARACTERS}"),
        (HEAD.replace("K:G", "K:G#lyd") + "G3|", "more than seven sharps or flats"),
    ],
)
def test_one_sentence_says_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(MusicError) as caught:
        read_abc(text)
    assert sentence.replace("\\", "") in str(caught.value)
    assert "\n" not in str(caught.value)


@settings(max_examples=150, deadline=None)
@given(st.text("ABCDGabcdg,'^_=/2348zZ[]|:(){}<>-\"!wKMLVXQ \n%", max_size=80))
def test_any_text_gives_a_score_or_a_sentence(text: str) -> None:
    try:
        score = read_abc(HEAD + text)
    except MusicError:
        return
    for before, after in zip(score.bars, score.bars[1:], strict=False):
        assert before.end_beat == after.start_beat
    assert all(score.start_beat <= n.onset_beat < n.end_beat <= score.end_beat for n in score.voices[0].notes)
