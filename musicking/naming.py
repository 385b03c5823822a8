"""Names that a reader types: what they mean, and what is said of one that is not known."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from musicking.errors import MusicError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60  # letters of a wrong name that are worth repeating


def plain_name(name: object, join: str = "_") -> str:
    """Return a name as the tables spell it: small letters and figures, without accents.

    Parameters
    ----------
    name
        What the reader typed.
    join
        What stands in place of everything between its words.

    Examples
    --------
    >>> plain_name(" Bossa Nova! "), plain_name("6/8", ""), plain_name("Küçük")
    ('bossa_nova', '68', 'kucuk')
    """
    letters = unicodedata.normalize("NFKD", str(name).casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", join, letters).strip("_")


def unknown_name(kind: str, name: object, known: Iterable[str]) -> MusicError:
    """Return the error for a name that is in no table: it says which names come nearest.

    Parameters
    ----------
    kind
        What was looked for, "groove".
    name
        What the reader typed.
    known
        All that there are, by their names in the table.

    Examples
    --------
    >>> str(unknown_name("groove", "walz", ["waltz", "march", "bossa"]))
    "There is no groove called 'walz'. Try: waltz."
    """
    names = tuple(known)
    near = difflib.get_close_matches(plain_name(name), names, n=3, cutoff=0.4) or names
    return MusicError(f"There is no {kind} called '{str(name)[:_LONGEST]}'. Try: {', '.join(near)}.")
