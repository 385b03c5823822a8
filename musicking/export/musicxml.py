"""A score as a music21 stream and as MusicXML text."""

# music21 says the types of some of its classes and not of others.
# mypy: allow-untyped-calls

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.export.staff import write_staff
from musicking.export.written_marks import write_marks
from musicking.marks import marks
from musicking.performance.timeline import Timeline
from musicking.written import as_written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from musicking.interpretation import Interpretation
    from musicking.performance import Performance
    from musicking.score import Score, Voice

#: The hands of a keyboard, written as one grand staff when both are there.
HANDS = ("harmony", "bass")


def musicxml(score: Score, interpretation: Interpretation | None = None, voices: Sequence[str] | None = None) -> str:
    """Return the score as MusicXML text, marked as it is performed; notes keep their ids.

    Parameters
    ----------
    score
        What to write. Repeats stand written out, in played order.
    interpretation
        What is laid over it: its marks (`musicking.marks.marks`) are written; none, if None.
    voices
        Ids of the voices to write, in order from the top; all, if None.

    Returns
    -------
    str
        MusicXML 4.0, the same text every time for the same score.

    Raises
    ------
    MusicError
        When the score has no bars, a voice is not in it, or the interpretation does not suit it.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from musicking.score import Bar, Metre, Note, Score, Voice
    >>> a = Note("m1", Fraction(0), Fraction(3), 67, "G4", lyric="how")
    >>> melody = Voice("melody", "Melody", "piano", (a,))
    >>> bar = Bar(1, Fraction(0), Fraction(3))
    >>> text = musicxml(Score("A", (melody,), (bar,), (Metre(Fraction(0), 3, 4),), ((Fraction(0), 0.8),)))
    >>> '<note id="m1">' in text, "<text>how</text>" in text
    (True, True)
    """
    from xml.etree import ElementTree as ET

    root = musicxml_root(score, voices)
    if interpretation is not None:
        write_marks(root, score, marks(score, interpretation), Timeline.of(score, interpretation).tempo)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def to_musicxml(performance: Performance, path: str | Path) -> Path:
    """Write a performance's score, marked as it is performed, as a MusicXML file; returns its path.

    Raises
    ------
    MusicError
        When the score has no bars, or the file cannot be written.
    """
    place = Path(path)
    try:
        place.write_text(musicxml(performance.score, performance.interpretation), encoding="utf-8")
    except OSError as error:
        raise MusicError(f"The MusicXML file {place} could not be written: {error.strerror}.") from error
    return place


def musicxml_root(score: Score, voices: Sequence[str] | None = None) -> Element:
    """Return the root element of the score's MusicXML."""
    from music21.musicxml.m21ToXml import GeneralObjectExporter, ScoreExporter

    prepared = GeneralObjectExporter().fromScore(to_music21(score, voices))
    root: Element = ScoreExporter(prepared).parse()
    # The date of writing would make each build differ.
    for encoding in root.iter("encoding"):
        for date in encoding.findall("encoding-date"):
            encoding.remove(date)
    # music21 writes a courtesy natural into the name of a chord.
    for kind in ("root", "bass"):
        for name in root.iter(kind):
            for alter in name.findall(f"{kind}-alter"):
                if alter.text == "0":
                    name.remove(alter)
    return root


def to_music21(score: Score, voices: Sequence[str] | None = None) -> Any:  # noqa: ANN401  (music21 is imported late)
    """Return the score as a ``music21.stream.Score``.

    Parameters
    ----------
    score
        What to write.
    voices
        Ids of the voices to write, in order from the top; all, if None.

    Returns
    -------
    music21.stream.Score
        As written, with "Swing" over it where written eighths are swung. One staff a voice, the hands of the
        accompaniment joined in a grand staff; words and chord symbols stand with the first voice. Ids of notes
        are kept.

    Raises
    ------
    MusicError
        When the score has no bars, or a voice is not in it.
    """
    from music21 import layout, metadata, stream

    score = as_written(score)
    chosen = _chosen(score, voices)
    whole = stream.Score()
    whole.metadata = metadata.Metadata(title=score.title)
    composer = score.origin.get("composer") or score.origin.get("author")
    if composer:
        whole.metadata.composer = composer
    grand = set(HANDS) <= {voice.id for voice in chosen}
    staves = {}
    for place, voice in enumerate(chosen):
        part = stream.PartStaff() if grand and voice.id in HANDS else stream.Part()
        write_staff(part, score, voice, f"P{place + 1}", lead=place == 0)
        whole.insert(0, part)
        staves[voice.id] = part
    if grand:
        whole.insert(0, layout.StaffGroup([staves[hand] for hand in HANDS], symbol="brace", name="Piano"))
    return whole


def _chosen(score: Score, voices: Sequence[str] | None) -> list[Voice]:
    if not score.bars:
        raise MusicError(f"{score.title or 'This score'} has no bars to write: give it at least one.")
    known = {voice.id: voice for voice in score.voices}
    for name in voices or ():
        if name not in known:
            raise MusicError(f"There is no voice called {name!r} in {score.title!r}; it has: {', '.join(known)}.")
    return [known[name] for name in voices] if voices else list(score.voices)
