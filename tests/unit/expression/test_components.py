"""The builders, as a reader of a chapter writes them."""

from fractions import Fraction

import pytest

from musicking import (
    Interpretation,
    MusicError,
    Note,
    Place,
    accelerando,
    crescendo,
    diminuendo,
    fermata,
    ritardando,
    rubato,
)

PLACE = Place(Fraction(8), Fraction(16))


def test_each_returns_one_item_placed_in_beats() -> None:
    for build in (ritardando, accelerando, rubato, crescendo, diminuendo):
        item = build(PLACE, "bold", amount=0.5).components[0]
        assert (item.kind, item.from_beat, item.to_beat) == (build.__name__, 8.0, 16.0)
        assert (item.shape, item.amount) == ("bold", 0.5)


def test_they_are_given_up_as_is_usual_or_as_told() -> None:
    assert ritardando(PLACE).components[0].until_beat == 16
    assert ritardando(PLACE, until="stay").components[0].until_beat is None
    assert accelerando(PLACE).components[0].until_beat is None
    assert crescendo(PLACE, until=Fraction(20)).components[0].until_beat == 20


def test_numbers_of_ones_own_take_the_place_of_a_shape() -> None:
    assert ritardando(PLACE, w=0.5, q=4).components[0].shape[-1] == (1.0, 2.0)
    assert accelerando(PLACE, ratio=2).components[0].shape[-1] == (1.0, 0.5)
    assert crescendo(PLACE, by_db=7).components[0].shape == ((0.0, 0.0), (1.0, 7.0))
    assert diminuendo(PLACE, by_db=7).components[0].shape == ((0.0, 0.0), (1.0, -7.0))
    assert max(rubato(PLACE, depth=0.5).components[0].shape)[0] == 1.0


def test_a_fermata_sits_on_a_note() -> None:
    note = Note("m7", Fraction(0), Fraction(1), 60)
    assert fermata(note) == fermata("m7") == Interpretation(holds=fermata("m7", ratio=1.75).holds)
    assert fermata(note, "bold", breath_beats=0).holds[0].breath_beats == 0


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: fermata("m1", "huge"), "subtle, clear, bold"),
        (lambda: crescendo(PLACE, by_db=-3), "above 0"),
        (lambda: ritardando(PLACE, w=2), "from 0.1 to 1"),
    ],
)
def test_what_cannot_be_is_said(build: object, said: str) -> None:
    with pytest.raises(MusicError, match=said):
        build()  # type: ignore[operator]
