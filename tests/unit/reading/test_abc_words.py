"""Syllables fall on the notes that ABC 2.1, section 5.1, gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicking.errors import MusicError
from musicking.reading.abc_words import align_words


@pytest.mark.parametrize(
    ("words", "notes", "expected"),
    [
        ("syll-a-ble", [3], ("syll-", "a-", "ble")),
        ("syll-a--ble", [4], ("syll-", "a-", "", "ble")),
        ("syll-a -ble", [4], ("syll-", "a", "", "ble")),
        ("time__", [3], ("time", "", "")),
        ("of~the~day", [1], ("of the day",)),
        ("a * b", [3], ("a", "", "b")),
        (r"well\-known", [1], ("well-known",)),
        ("one|two", [3, 1], ("one", "", "", "two")),
        ("lov-_ed", [3], ("lov-", "", "ed")),
        ("short", [3], ("short", "", "")),
        ("", [2], ("", "")),
    ],
)
def test_signs(words: str, notes: list[int], expected: tuple[str, ...]) -> None:
    assert align_words(words, notes) == expected


@pytest.mark.parametrize(
    ("words", "notes", "sentence"),
    [
        ("a b c", [2], "The words have 3 syllables for 2 notes"),
        ("a b|c", [1, 2], "too many syllables before '|' number 1"),
        ("a|b|c|", [1, 1], "more bars than the music above"),
    ],
)
def test_too_many(words: str, notes: list[int], sentence: str) -> None:
    with pytest.raises(MusicError, match=sentence.replace("|", r"\|")):
        align_words(words, notes)


SYLLABLES = st.text(st.characters(categories=["L"]), min_size=1, max_size=5)


@given(st.lists(st.lists(st.none() | SYLLABLES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_syllable_comes_back_on_its_note(bars: list[list[str | None]]) -> None:
    """Written out bar by bar with '*' where nothing is sung, the words come back as they were."""
    words = "|".join(" ".join(s or "*" for s in bar) for bar in bars)
    expected = tuple(s or "" for bar in bars for s in bar)
    assert align_words(words, [len(bar) for bar in bars]) == expected


@given(st.text("ab-_*~|\\ ", max_size=30), st.lists(st.integers(0, 5), max_size=6))
def test_whatever_is_written_every_note_has_its_place(words: str, notes: list[int]) -> None:
    try:
        syllables = align_words(words, notes)
    except MusicError:
        return
    assert len(syllables) == sum(notes)
