"""A score as it is written, where its notes are played elsewhere: swing and the unevenness of hands are not notated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musicking.score import Score

#: The heading in ``Score.origin`` under which stands how written eighths are played: "Swing", "Shuffle".
FEEL = "feel"


def as_written(score: Score) -> Score:
    """Return the score with every note where it is written; one that is played as written comes back itself.

    Examples
    --------
    >>> from musicking import compose
    >>> from musicking.form.feel import felt
    >>> from musicking.form.groove import groove
    >>> straight = compose(style="swing", form="once", bars=4)
    >>> swung = felt(straight, groove("swing"))
    >>> swung.voices == straight.voices, as_written(swung).origin["feel"]
    (False, 'Swing')
    >>> [note.onset_beat for note in as_written(swung).voices[0].notes] == [
    ...     note.onset_beat for note in straight.voices[0].notes
    ... ]
    True
    """
    if all(note.written_beat is None for voice in score.voices for note in voice.notes):
        return score
    voices = []
    for voice in score.voices:
        notes = (
            note
            if note.written_beat is None
            else replace(note, onset_beat=note.written_beat[0], end_beat=note.written_beat[1], written_beat=None)
            for note in voice.notes
        )
        voices.append(replace(voice, notes=tuple(sorted(notes, key=lambda note: note.onset_beat))))
    return replace(score, voices=tuple(voices))
