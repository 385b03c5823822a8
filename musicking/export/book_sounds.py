"""What sounds in a page of the book: a cell orders it with its name and words, the build renders it afterwards.

Rendering takes longer than all else that the notebooks do. Ordered here, it is done once for music that is the same,
side by side, and not at all for music that has been rendered before (``book/musicking_book/sounds.py``).
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

from musicking.export.book_files import beside_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from musicking.performance import Performance

FOLDER = "_audio"
ORDER, MIDI, SOUND = ".json", ".mid", ".mp3"


def order(
    performance: Performance | Mapping[str, Any],
    title: str = "",
    said: Sequence[str] = (),
    *,
    asks: str = "",
    hides: bool = False,
) -> str:
    """Order a performance as a sound file, with a MIDI file beside it, and return the address of the sound.

    Parameters
    ----------
    performance
        What sounds; given as plain data it has no score, and so no MIDI file.
    title
        What the listening library calls it; by default the title of its score.
    said
        What there is to hear, in sentences.
    asks
        What is asked of the reader, if it belongs to a task.
    hides
        Whether the task asks what is heard: then it has no MIDI file, in which the answer could be read.

    Returns
    -------
    str
        An address from ``musicking-root:`` on, which the book's extension makes relative to the page.
    """
    from musicking.performance import Performance

    scored = performance if isinstance(performance, Performance) else None
    plain = scored.to_json() if scored else performance
    words = {"title": title or (scored.score.title if scored else ""), "said": [*filter(None, said)], "asks": asks}
    text = json.dumps(words | {"performance": plain}, sort_keys=True)
    if scored and not hides:
        beside_page(FOLDER, MIDI, text, lambda: _midi(scored))
    return beside_page(FOLDER, ORDER, text, text.encode).removesuffix(ORDER) + SOUND


def _midi(performance: Performance) -> bytes:
    from musicking.export.midi import midi_file

    buffer = BytesIO()
    midi_file(performance).save(file=buffer)
    return buffer.getvalue()
