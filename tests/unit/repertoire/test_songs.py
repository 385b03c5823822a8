"""The songs are whole: bars, words, range, origin; and their tunes are the tunes others print."""

import re
from fractions import Fraction
from importlib.resources import files

import pytest
from music21 import converter, corpus

from musicking.errors import MusicError
from musicking.repertoire import ORIGIN_HEADINGS, song, songs
from musicking.score import Score

SYLLABLES = {
    "amazing_grace": 28, "arirang": 40, "au_clair_de_la_lune": 44, "auld_lang_syne": 48, "brahms_lullaby": 45,
    "clementine": 60, "daisy_bell": 51, "drunken_sailor": 63, "frere_jacques": 32, "good_morning_to_all": 21,
    "greensleeves": 59, "home_on_the_range": 40, "hot_cross_buns": 17, "jingle_bells": 51, "london_bridge": 24,
    "mary_had_a_little_lamb": 26, "michael_row_the_boat": 22, "my_bonnie": 60, "ode_to_joy": 60, "oh_susanna": 52,
    "row_your_boat": 27, "sakura": 45, "take_me_out_to_the_ball_game": 60, "this_old_man": 32,
    "twinkle_twinkle": 42, "wayfaring_stranger": 68, "when_johnny_comes_marching_home": 54, "when_the_saints": 33,
    "wondrous_love": 54,
}  # fmt: skip
KINDS = {
    "minor": {"greensleeves", "wayfaring_stranger", "when_johnny_comes_marching_home"},
    "dorian": {"drunken_sailor", "wondrous_love"},
    "phrygian": {"sakura"},
}


def abc(name: str) -> str:
    return (files("musicking.repertoire") / f"{name}.abc").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", songs())
def test_bars_add_up(name: str) -> None:
    score = song(name)
    full = Fraction(score.metres[0].numerator * 4, score.metres[0].denominator) / score.beat_quarters
    lengths = [b.end_beat - b.start_beat for b in score.bars]
    assert all(length == full for length in lengths[1:-1])
    upbeat = score.bars[0].number == 0
    assert (lengths[0] + lengths[-1] == full) if upbeat else (lengths[0] == lengths[-1] == full)
    assert sum(n.end_beat - n.onset_beat for n in score.voice("melody").notes) == sum(lengths)


@pytest.mark.parametrize("name", songs())
def test_every_syllable_has_its_note(name: str) -> None:
    lines = [line[2:] for line in abc(name).splitlines() if line.startswith("w:")]
    written = re.findall(r"[^\s|_*-]+", " ".join(lines))
    sung = [n.lyric.rstrip("-") for n in song(name).voice("melody").notes if n.lyric]
    assert sung == written
    assert len(sung) == SYLLABLES[name]


@pytest.mark.parametrize("name", songs())
def test_phrases_cover_the_song_and_range_is_singable(name: str) -> None:
    score = song(name)
    assert score.phrases[0][0] == score.start_beat
    assert score.phrases[-1][1] == score.end_beat
    assert 2 <= len(score.phrases) <= 5
    assert all(a[1] == b[0] for a, b in zip(score.phrases, score.phrases[1:], strict=False))
    pitches = [n.pitch for n in score.voice("melody").notes]
    assert min(pitches) >= 57
    assert max(pitches) <= 74
    assert max(pitches) - min(pitches) <= 16


@pytest.mark.parametrize("name", songs())
def test_music21_reads_the_same_melody(name: str) -> None:
    stream = converter.parseData(abc(name), format="abc")
    theirs = [
        (
            n.pitch.midi,
            n.pitch.nameWithOctave.replace("-", "b"),
            Fraction(n.quarterLength).limit_denominator(96),
        )
        for n in stream.recurse().notes
        if n.isNote
    ]
    score = song(name)
    beat = score.beat_quarters
    mine = [(n.pitch, n.spelling, (n.end_beat - n.onset_beat) * beat) for n in score.voice("melody").notes]
    assert mine == theirs


@pytest.mark.parametrize("name", songs())
def test_origin_says_words_tune_year_and_status(name: str) -> None:
    origin = song(name).origin
    assert {"words", "tune", "year", "status", "history", "variant", "checked"} <= set(origin)
    assert list(origin) == [h for h in ORIGIN_HEADINGS if h in origin]
    assert origin["status"].startswith("Public domain")
    assert all(text.endswith(".") and "[M]" not in text for text in origin.values())
    assert "Notes:" in origin["checked"]
    assert "Facts" in origin["checked"]


def test_there_is_something_of_every_kind() -> None:
    keys = {name: song(name).key.split(" ")[1] for name in songs()}
    assert {mode: {n for n, m in keys.items() if m == mode} for mode in KINDS} == KINDS
    compound = {name for name in songs() if song(name).beat_quarters == Fraction(3, 2)}
    assert compound == {"greensleeves", "row_your_boat", "when_johnny_comes_marching_home"}
    assert [song(name).origin["place"] for name in ("arirang", "sakura")] == ["Korea.", "Japan."]


def test_what_is_not_free_everywhere_says_where_it_is() -> None:
    assert "from 2030" in song("Take Me Out to the Ball Game").origin["status"]
    assert "Hill died in 1946" in song("Good Morning to All").origin["status"]


@pytest.mark.parametrize("name", ["oh_susanna", "jingle_bells", "row_your_boat"])
def test_songs_of_the_minstrel_stage_say_so(name: str) -> None:
    assert "minstrel" in song(name).origin["history"]


def test_names_are_forgiving_and_unknown_ones_name_the_nearest() -> None:
    assert song("Frère Jacques") is song("frere_jacques")
    assert song(" Amazing  GRACE ") is song("amazing_grace") is song("Amazing-Grace!")
    with pytest.raises(MusicError, match=r"There is no song called 'amazing gras'\. Try: amazing_grace"):
        song("amazing gras")
    with pytest.raises(MusicError, match=r"Try: .*amazing_grace.*row_your_boat"):
        song("0")
    with pytest.raises(MusicError, match="There is no song called"):
        song("../../secrets")


# What the books of music21's corpus print.


def first_of_bars(score: Score) -> list[int]:
    """Return the melody's pitch on each downbeat, above the tonic."""
    tonic = score.voice("melody").notes[-1].pitch
    on = {n.onset_beat: n.pitch for n in score.voice("melody").notes}
    return [(on[b.start_beat] - tonic) % 12 for b in score.bars if b.number]


def their_downbeats(work: str, number: int, tonic: int) -> list[int]:
    """Return the same of a tune in the corpus; its upbeats stand in bars of their own there."""
    bars = corpus.parse(work, number=number).recurse().getElementsByClass("Measure")
    firsts = [next(n for n in bar.notes if n.isNote) for bar in bars if bar.duration.quarterLength > 1]
    return [(n.pitch.midi - tonic) % 12 for n in firsts]


@pytest.mark.parametrize(
    ("work", "number", "differ"),
    [
        # Both print a jig, with a turn of their own in the second strain (bars 11 and 12).
        ("airdsAirs/book1.abc", 130, [4, 11, 12]),
        ("oneills1850/0981-1000.abc", 994, [11, 12]),
    ],
)
def test_greensleeves_has_the_downbeats_of_the_jigs(work: str, number: int, differ: list[int]) -> None:
    mine, theirs = first_of_bars(song("greensleeves")), their_downbeats(work, number, 69)
    assert len(mine) == len(theirs) == 16
    assert [bar for bar, (a, b) in enumerate(zip(mine, theirs, strict=True), start=1) if a != b] == differ


def test_drunken_sailor_is_the_third_strain_of_the_fife_tune() -> None:
    """The fife turns otherwise on one note each of bars 2 and 4; its last bar leads back."""
    fife = corpus.parse("miscFolk/americanfifeopus.abc", number=20).recurse().getElementsByClass("Measure")
    strain = [[n for n in bar.notes if n.isNote] for bar in fife][-8:]
    theirs = [[(n.pitch.midi - strain[-1][0].pitch.midi, n.quarterLength) for n in bar] for bar in strain]
    score = song("drunken_sailor")
    mine = [
        [
            (n.pitch - 62, n.end_beat - n.onset_beat)
            for n in score.voice("melody").notes
            if bar.start_beat <= n.onset_beat < bar.end_beat
        ]
        for bar in score.bars[:8]
    ]
    differ = [(bar + 1, i) for bar in range(7) for i in range(len(mine[bar])) if mine[bar][i] != theirs[bar][i]]
    assert differ == [(2, 1), (4, 2)]
