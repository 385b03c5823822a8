from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import traitlets

from musicking.errors import MusicError
from musicking.expression import crescendo, ritardando
from musicking.widgets import Listen, Shape, assets

if TYPE_CHECKING:
    from pathlib import Path

    from musicking.interpretation import Interpretation
    from musicking.score import Score


@pytest.fixture(autouse=True)
def loader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "anywidget.js").write_text("export default {}", encoding="utf-8")
    monkeypatch.setattr(assets, "BUILT", tmp_path)


class Sent(list[Any]):
    """What a widget says to its page, in place of a comm."""

    comm_id = "test"

    def send(self, data: Any = None, metadata: Any = None, buffers: Any = None) -> None:  # noqa: ARG002 (as a comm has it)
        if (data or {}).get("method") != "echo_update":
            self.append((data, buffers))

    def on_msg(self, _callback: object) -> None: ...
    def close(self) -> None: ...


def heard(widget: Listen) -> Sent:
    sent = Sent()
    widget.comm = sent
    return sent


def test_starts_where_the_music_starts(score: Score) -> None:
    listen = Listen(score, speed=0.8)
    assert (listen.widget, listen.view, listen.position_beat, listen.speed) == (
        "listen",
        "performed",
        -1.0,
        0.8,
    )
    assert (listen.show, listen.interpretation, listen.loop) == (["notation"], None, None)
    assert listen.piece["score"]["title"] == score.title
    assert set(listen.piece["notation"]) == {"wide", "narrow"}


def test_shape_shows_more_and_holds_the_same(score: Score) -> None:
    shape = Shape(score)
    assert (shape.widget, shape.show) == ("shape", ["notation", "tempo", "level"])
    assert set(shape.trait_names()) == set(Listen(score).trait_names())


def test_the_interpretation_reads_back_as_one(score: Score) -> None:
    slowing = ritardando(score.place(3, 4))
    shape = Shape(score, slowing.to_json())
    assert shape.interpretation == slowing
    louder = slowing + crescendo(score.place(1, 2))
    shape.interpretation = louder
    assert shape.interpretation == louder


def test_what_the_page_sends_is_read(score: Score) -> None:
    shape = Shape(score)
    seen: list[Interpretation] = []
    shape.observe(lambda change: seen.append(change["new"]), "interpretation")
    slowing = ritardando(score.place(3, 4))
    shape.set_state({"interpretation": slowing.to_json(), "position_beat": 4.5, "playing": True})
    assert seen == [slowing]
    assert (shape.position_beat, shape.playing) == (4.5, True)


def test_what_python_sets_goes_to_the_page_as_plain_data(score: Score) -> None:
    shape = Shape(score)
    sent = heard(shape)
    slowing = ritardando(score.place(3, 4))
    shape.interpretation = slowing
    shape.position_beat = score.beat(2)
    states = [data["state"] for data, _ in sent]
    assert states == [{"interpretation": slowing.to_json()}, {"position_beat": 3.0}]


@pytest.mark.parametrize(
    ("trait", "value", "sentence"),
    [
        ("interpretation", {"version": 1, "holds": [{"note": "nobody", "ratio": 2}]}, "nobody"),
        ("interpretation", {"version": 9}, "version"),
        ("interpretation", "slower", "."),
        ("position_beat", "bar 3", "give a number"),
        ("loop", (5, 2), "run forward"),
        ("loop", 3, "score.place"),
        ("instruments", {"tuba": "piano"}, "tuba"),
    ],
)
def test_refuses_in_one_sentence_and_keeps_what_it_had(score: Score, trait: str, value: object, sentence: str) -> None:
    listen = Listen(score)
    before = getattr(listen, trait)
    with pytest.raises(MusicError, match=re.escape(sentence)) as refusal:
        setattr(listen, trait, value)
    assert "\n" not in str(refusal.value)
    assert getattr(listen, trait) == before


@pytest.mark.parametrize(("trait", "value"), [("view", "x"), ("speed", 9), ("volume", -1), ("show", ["piano"])])
def test_refuses_values_out_of_reach(score: Score, trait: str, value: object) -> None:
    with pytest.raises(traitlets.TraitError):
        setattr(Listen(score), trait, value)


def test_a_loop_may_be_a_place(score: Score) -> None:
    assert Listen(score, loop=score.place(2, 3)).loop == [3.0, 9.0]


def test_a_position_outside_moves_to_the_nearer_end(score: Score) -> None:
    assert Listen(score, position_beat=99).position_beat == 12.0


def test_the_performance_is_what_sounds(score: Score) -> None:
    shape = Shape(score, ritardando(score.place(3, 4)), speed=2.0)
    slowed = shape.performance().duration_sec
    shape.view = "written"
    assert shape.performance().duration_sec == pytest.approx(13 / 2)
    assert slowed > 13 / 2


def test_the_performance_follows_key_instruments_and_silent_voices(score: Score) -> None:
    listen = Listen(score, transpose=-2, muted=["melody"], instruments={"melody": "flute"})
    (voice,) = listen.performance().voices
    assert voice.notes[0].pitch == score.voices[0].notes[0].pitch - 2
    assert (voice.instrument, voice.balance_db) == ("flute", -120)
    listen.muted, listen.balance_db = [], {"melody": -3}
    assert listen.performance().voices[0].balance_db == -3


def test_what_cannot_be_played_along_is_refused(score: Score) -> None:
    listen = Listen(score)
    for trait, value in (("transpose", 12), ("capo", 8), ("count_in", 3)):
        with pytest.raises(traitlets.TraitError):
            setattr(listen, trait, value)
    with pytest.raises(MusicError, match='no voice "tuba"'):
        Listen(score, muted=["tuba"])
    with pytest.raises(MusicError, match="list of voice ids"):
        Listen(score, muted="melody")


def test_sends_files_that_the_page_asks_for(score: Score) -> None:
    listen = Listen(score)
    sent = heard(listen)
    listen._handle_custom_msg({"asset": "page/anywidget.js", "request": 1}, [])
    listen._handle_custom_msg({"asset": "../x", "request": 2}, [])
    (first, buffers), (second, none) = sent
    assert (first["content"]["request"], bytes(buffers[0])) == (1, b"export default {}")
    assert (second["content"]["request"], none) == (2, [])


def test_without_a_build_it_says_what_to_do(score: Score, tmp_path: Path) -> None:
    (tmp_path / "page" / "anywidget.js").unlink()
    with pytest.raises(MusicError, match="make book"):
        Listen(score).get_state()


class TestInTheBook:
    @pytest.fixture(autouse=True)
    def book(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MUSICKING_BOOK_FILES", str(tmp_path / "files"))

    @pytest.fixture
    def html(self, score: Score) -> str:
        shape = Shape(score, ritardando(score.place(3, 4)), title="Slower")
        bundle = shape._repr_mimebundle_()
        assert list(bundle) == ["text/html"]
        return str(bundle["text/html"])

    def test_meets_no_kernel(self, score: Score) -> None:
        assert Listen(score).comm is None

    def test_stands_in_the_page_with_its_data(self, html: str) -> None:
        assert html.startswith('<div class="musicking" data-widget="shape">')
        data = re.search(r'<script type="application/json" class="musicking-traits">(.*?)</script>', html)
        assert data is not None
        traits = json.loads(data[1])
        assert (traits["title"], traits["piece"]["score"]["title"]) == ("Slower", "A </script> Tune")
        assert traits["interpretation"]["components"][0]["kind"] == "ritardando"
        assert "notation" not in traits["piece"]
        assert "playing" not in traits

    def test_is_engraved_in_the_key_that_sounds_and_has_its_words_on_paper(self, score: Score) -> None:
        html = str(Listen(score, show=["sheet"], transpose=2)._repr_mimebundle_()["text/html"])
        assert html.count('data-transpose="2"') == 1
        assert '<div class="musicking-sheet">' in html

    def test_can_be_read_on_paper(self, html: str) -> None:
        paper = html.split('<div class="musicking-paper">')[1]
        assert paper.count("musicking-notation") == 2
        assert paper.count("<svg") == 1
        assert re.search(r'data-layout="narrow" data-picture="musicking-root:_pictures/\w+\.svg"', paper)
        assert '<img src="musicking-root:_pictures/' in paper
        assert re.search(r'<a href="musicking-root:_audio/\w+\.mp3">', paper)
        assert "<script" not in paper
        assert "Ritardando" in paper
