"""Words under the notes: which note each syllable of an ABC ``w:`` line falls on.

Source: ABC standard 2.1, section 5.1 (https://abcnotation.com/wiki/abc:standard:v2.1#lyrics).
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Sequence

# One sign of a w: line: a bar line, a held note, a skipped note, a hyphen, white space, or a
# stretch of letters (in which "\-" is a hyphen to be printed).
_SIGN = re.compile(r"(?P<bar>\|)|(?P<hold>_)|(?P<skip>\*)|(?P<hyphen>-)|(?P<space>\s+)|(?P<text>(?:\\-|[^|_*\-\s])+)")


def align_words(words: str, notes_per_bar: Sequence[int], where: str = "The words") -> tuple[str, ...]:
    r"""Return one syllable for each note of a line of music, empty where none is sung.

    Parameters
    ----------
    words
        The text of a ``w:`` field: ``-`` divides syllables, ``_`` holds the last syllable for one
        more note, ``*`` skips a note, ``~`` joins words on one note, ``\-`` prints a hyphen,
        ``|`` goes on to the next bar.
    notes_per_bar
        How many notes (no rests, no grace notes; tied notes count singly) each bar of the line has.
    where
        How a message names the line.

    Returns
    -------
    tuple of str
        As many as there are notes; a trailing ``-`` says that the word goes on.

    Raises
    ------
    MusicError
        If there are more syllables than notes, in a bar or in the line.

    Notes
    -----
    ABC standard 2.1, section 5.1. A hyphen after a space or another hyphen holds, as there.

    Examples
    --------
    >>> align_words("A-|maz-ing_ grace", [1, 4])
    ('A-', 'maz-', 'ing', '', 'grace')
    """
    last_of_bar = list(accumulate(notes_per_bar))
    syllables: list[str] = []
    bar, open_word = 0, False
    for sign in _SIGN.finditer(words):
        kind, text = str(sign.lastgroup), sign.group()
        if kind == "bar":
            if bar >= len(last_of_bar):
                raise MusicError(f"{where} have more bars than the music above them: take out a '|'.")
            if len(syllables) > last_of_bar[bar]:
                raise MusicError(f"{where} have too many syllables before '|' number {bar + 1}: move the '|'.")
            syllables += [""] * (last_of_bar[bar] - len(syllables))
            bar += 1
        elif kind == "text":
            syllables.append(text.replace("\\-", "-").replace("~", " "))
        elif kind == "hyphen" and open_word:
            syllables[-1] += "-"
        elif kind in ("hold", "skip", "hyphen"):
            syllables.append("")
        open_word = kind == "text"
    total = sum(notes_per_bar)
    if len(syllables) > total:
        raise MusicError(
            f"{where} have {len(syllables)} syllables for {total} notes: join some with '~' or take some out."
        )
    return tuple(syllables + [""] * (total - len(syllables)))
