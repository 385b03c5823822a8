"""The pictures: what they draw, in the book's colours, and what is said of them."""

import gzip
import re
from collections import Counter

import pytest

from musicking.errors import MusicError
from musicking.export import captions, plots
from musicking.export.tokens import Theme, colours
from musicking.interpretation import Component, Interpretation
from musicking.score import Score
from tests.unit.export.test_midi import performed

SLOWING = Interpretation((Component("ritardando", 5, 11, until_beat=11), Component("crescendo", 0, 6)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_written_is_dashed_and_performed_solid_in_the_colour_of_tempo(phrase: Score, theme: Theme) -> None:
    performance = performed(phrase, SLOWING)
    (axes,) = plots.tempo_curve(performance, theme).axes
    written, played = axes.lines
    assert (written.get_linestyle(), played.get_linestyle()) == ("--", "-")
    assert written.get_color() == played.get_color() == colours(theme)["tempo"]
    assert set(written.get_ydata()) == {76}
    assert played.get_ydata()[-1] == pytest.approx(60 / performance.tempo.value_before(11))


def test_level_is_drawn_over_the_bars(phrase: Score) -> None:
    performance = performed(phrase, SLOWING)
    (axes,) = plots.level_curve(performance).axes
    assert axes.lines[1].get_ydata()[-1] == pytest.approx(performance.level.value_at(11))
    assert list(axes.get_xticks()) == [0, 3, 6, 9]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "3", "4"]
    assert "dB" in axes.get_ylabel()


def test_the_roll_holds_every_note_where_it_sounds(phrase: Score) -> None:
    performance = performed(phrase, SLOWING)
    (axes,) = plots.piano_roll(performance).axes
    melody = axes.collections[-1].get_paths()
    lefts = sorted(path.get_extents().x0 for path in melody)
    assert lefts == pytest.approx([note.onset_sec for note in performance.voices[0].notes])
    assert list(axes.get_xticks()) == pytest.approx([performance.seconds_at(beat) for beat in (0, 3, 6, 9)])


def test_the_picture_for_a_page_is_small_and_its_own(phrase: Score) -> None:
    performance = performed(phrase, SLOWING)
    both = plots.performance_picture(performance, "a-") + plots.performance_picture(performance, "b-")
    assert len(gzip.compress(both.encode())) <= 25_000
    assert "<style" not in both
    assert max(Counter(re.findall(r' id="([^"]*)"', both)).values()) == 1
    named = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', both))
    assert named <= set(re.findall(r' id="([^"]*)"', both))
    assert f"var(--mk-tempo, {colours()['tempo']})" in both
    assert ">as performed</text>" in both
    assert not re.search(r"(?<!, )#[0-9a-f]{6}", re.sub(r'(url\(#|href="#)[^)"]+', "", both))


def test_it_is_the_same_every_time(phrase: Score) -> None:
    performance = performed(phrase, SLOWING)
    assert plots.performance_picture(performance) == plots.performance_picture(performance)


def test_png(phrase: Score) -> None:
    assert plots.to_png(plots.piano_roll(performed(phrase), "dark"), 30).startswith(b"\x89PNG")


def test_words_for_each_picture(phrase: Score) -> None:
    performance = performed(phrase, SLOWING)
    assert captions.roll_in_words(performance).startswith(
        "Piano roll of Amazing Grace: 25 notes (melody, harmony, bass)"
    )
    assert captions.tempo_in_words(performed(phrase)) == "Tempo in beats a minute: 76 throughout."
    assert "is highest at 76 (the upbeat)" in captions.tempo_in_words(performance)
    assert "lowest at 0 (the upbeat)" in captions.level_in_words(performance)


def test_an_unknown_theme_is_said(phrase: Score) -> None:
    with pytest.raises(MusicError, match='choose "light" or "dark"'):
        plots.piano_roll(performed(phrase), "sepia")  # type: ignore[arg-type]  # wrong on purpose
