"""The builders, as a reader of a chapter writes them."""

from fractions import Fraction

import pytest

from musicking import (
    Accent,
    Interpretation,
    MusicError,
    Note,
    Place,
    accelerando,
    accentuation,
    crescendo,
    diminuendo,
    dynamic_contrast,
    fermata,
    forte,
    phrase_arch,
    piano,
    ritardando,
    rubato,
    tempo_contrast,
)
from musicking.expression import kinds
from musicking.expression.arch import arch_levels, arch_shares

PLACE = Place(Fraction(8), Fraction(16))


def test_each_returns_one_item_placed_in_beats() -> None:
    builders = (
        *(ritardando, accelerando, tempo_contrast, rubato),
        *(forte, piano, crescendo, diminuendo, dynamic_contrast),
    )
    for build in builders:
        item = build(PLACE, "bold", amount=0.5).components[0]
        assert (item.kind, item.from_beat, item.to_beat) == (build.__name__, 8.0, 16.0)
        assert (item.shape, item.amount) == ("bold", 0.5)


def test_they_are_given_up_as_is_usual_or_as_told() -> None:
    assert ritardando(PLACE).components[0].until_beat == 16
    for build in (tempo_contrast, forte, piano, dynamic_contrast):
        assert build(PLACE).components[0].until_beat == 16
    assert ritardando(PLACE, until="stay").components[0].until_beat is None
    assert accelerando(PLACE).components[0].until_beat is None
    assert crescendo(PLACE, until=Fraction(20)).components[0].until_beat == 20


def test_numbers_of_ones_own_take_the_place_of_a_shape() -> None:
    assert ritardando(PLACE, w=0.5, q=4).components[0].shape[-1] == (1.0, 2.0)
    assert accelerando(PLACE, ratio=2).components[0].shape[-1] == (1.0, 0.5)
    assert crescendo(PLACE, by_db=7).components[0].shape == ((0.0, 0.0), (1.0, 7.0))
    assert diminuendo(PLACE, by_db=7).components[0].shape == ((0.0, 0.0), (1.0, -7.0))
    assert tempo_contrast(PLACE, ratio=4).components[0].shape == ((0.0, 0.25), (1.0, 0.25))
    assert forte(PLACE, by_db=7).components[0].shape == ((0.0, 7.0), (1.0, 7.0))
    assert piano(PLACE, by_db=7).components[0].shape == ((0.0, -7.0), (1.0, -7.0))
    assert dynamic_contrast(PLACE, by_db=-7).components[0].shape == ((0.0, -7.0), (1.0, -7.0))
    assert max(rubato(PLACE, depth=0.5).components[0].shape)[0] == 1.0


def test_a_fermata_sits_on_a_note() -> None:
    note = Note("m7", Fraction(0), Fraction(1), 60)
    assert fermata(note) == fermata("m7") == Interpretation(holds=fermata("m7", ratio=1.75).holds)
    assert fermata(note, "bold", breath_beats=0).holds[0].breath_beats == 0


def test_accents_sit_on_one_note_or_several() -> None:
    note = Note("m7", Fraction(0), Fraction(1), 60)
    assert accentuation(note) == accentuation("m7") == accentuation(["m7"])
    assert [accent.note for accent in accentuation(["m1", note]).accents] == ["m1", "m7"]
    assert accentuation(note, "bold", amount=0.5).accents == (Accent("m7", 8.0, 0.5),)
    assert accentuation(note, by_db=-3).accents[0].level_db == -3


def test_there_are_eleven_and_the_natural_pair() -> None:
    assert len(kinds()) == 12
    assert list(kinds())[-1] == "phrase_arch"


def test_accents_may_lengthen() -> None:
    assert accentuation("m7", lengthen=1.08).accents == (Accent("m7", 4.0, 1.0, 1.08),)


def test_a_phrase_arch_is_a_pair_over_each_phrase() -> None:
    items = phrase_arch([PLACE, (16, Fraction(24))], "bold", amount=0.5).components
    assert [(item.kind, item.shape) for item in items] == 2 * [("rubato", "arch_bold"), ("phrase_arch", "bold")]
    assert [(item.from_beat, item.to_beat, item.until_beat) for item in items[2:]] == [(16, 24, None), (16, 24, 24)]
    assert {(item.amount, item.voice, item.cycles) for item in items} == {(0.5, None, 1)}
    assert phrase_arch(PLACE) == phrase_arch([PLACE])


def test_an_arch_of_ones_own_numbers_keeps_the_others() -> None:
    tempo, level = phrase_arch(PLACE, "bold", apex=0.4).components
    assert max(level.shape, key=lambda point: point[1])[0] == 0.4
    assert level.shape == arch_levels(8, 0.4)
    assert tempo.shape == arch_shares(0.25, 0.4)
    assert phrase_arch(PLACE, k_d=3).components[1].shape == arch_levels(3)


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: phrase_arch(PLACE, "huge"), "subtle, clear, bold"),
        (lambda: phrase_arch(PLACE, k_t=1.5), "from 0 to 0.4"),
        (lambda: phrase_arch(PLACE, k_d=-1), "from 0 to 20"),
        (lambda: phrase_arch(PLACE, apex=1), "from 0.2 to 0.8"),
        (lambda: accentuation("m1", "huge"), "subtle, clear, bold"),
        (lambda: forte(PLACE, by_db=0), "above 0"),
        (lambda: piano(PLACE, by_db=-3), "above 0"),
        (lambda: dynamic_contrast(PLACE, by_db=0), "above 0"),
        (lambda: tempo_contrast(PLACE, ratio=20), "from 0.1 to 10"),
        (lambda: fermata("m1", "huge"), "subtle, clear, bold"),
        (lambda: crescendo(PLACE, by_db=-3), "above 0"),
        (lambda: ritardando(PLACE, w=2), "from 0.1 to 1"),
    ],
)
def test_what_cannot_be_is_said(build: object, said: str) -> None:
    with pytest.raises(MusicError, match=said):
        build()  # type: ignore[operator]
