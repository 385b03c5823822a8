"""Notation as SVG: ink on any paper, every written note addressable."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from musicking.errors import MusicError
from musicking.export.ink import SVG, Ink
from musicking.export.musicxml import musicxml_root
from musicking.export.staff import xml_id
from musicking.export.systems import Line, phrase_bars, system_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from musicking.score import Score

Layout = Literal["wide", "narrow"]


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Sizes of a layout, in Verovio's units (a tenth of a unit is one in the SVG).

    ``width`` is the line's length, margin included; ``lyric_size`` the height of the words, in half staff
    spaces; ``bars`` how many bars a line should hold.
    """

    width: int
    lyric_size: float
    bars: int


#: Seen 46 rem (736 px) and 288 px wide, the words are 14.5 and 13.4 px high.
SETUPS: dict[Layout, PageSetup] = {"wide": PageSetup(2050, 4.5, 4), "narrow": PageSetup(970, 5.0, 2)}
#: Room at the left for bar numbers and the brace.
MARGIN = 35


def notation(score: Score, layout: Layout = "wide", voices: Sequence[str] | None = None, prefix: str = "") -> str:
    """Return the score engraved as SVG text.

    Parameters
    ----------
    score
        What to engrave. Repeats stand written out, in played order.
    layout
        "wide": four or five bars a line, for a column of about 46 rem; "narrow": about two, for 320 px.
    voices
        Ids of the voices to engrave, from the top. By default the first alone: a lead sheet of
        melody, words and chord symbols.
    prefix
        Begins every identifier in the SVG. Give each picture on a page its own.

    Returns
    -------
    str
        An ``<svg>`` of no fixed size, in ``currentColor`` alone. A written note is
        ``<g id="…" class="note" data-note="…">``, a bar ``<g class="measure" data-bar="…">``.

    Raises
    ------
    MusicError
        When the score has no bars, or a voice is not in it, or it cannot be engraved.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from musicking.score import Bar, Metre, Note, Score, Voice
    >>> melody = Voice("melody", "Melody", "piano", (Note("m1", Fraction(0), Fraction(3), 67, "G4"),))
    >>> bar = Bar(1, Fraction(0), Fraction(3))
    >>> picture = notation(Score("A", (melody,), (bar,), (Metre(Fraction(0), 3, 4),), ((Fraction(0), 0.8),)))
    >>> 'class="note" data-note="m1"' in picture, 'data-bar="0"' in picture
    (True, True)
    """
    return _drawn(score, layout, _prepared(score, voices), prefix)


def notations(score: Score, layouts: Sequence[Layout], prefix: str = "") -> dict[Layout, str]:
    """Return the score engraved in several layouts, as `notation` does one; it is written out but once."""
    root = _prepared(score, None)
    return {layout: _drawn(score, layout, deepcopy(root), prefix) for layout in layouts}


def _prepared(score: Score, voices: Sequence[str] | None) -> ET.Element:
    """Return the MusicXML of the voices that are drawn."""
    chosen = tuple(voices) if voices is not None else tuple(voice.id for voice in score.voices[:1])
    return _without_what_is_not_drawn(musicxml_root(score, chosen))


def _drawn(score: Score, layout: Layout, root: ET.Element, prefix: str) -> str:
    """Return the SVG of one layout; the places of its systems are written into the MusicXML."""
    setup = SETUPS[layout]
    natural = ET.fromstring(_engrave(score, root, setup, breaks="none"))  # noqa: S314  (written by Verovio)
    widths, head = _natural_widths(natural)
    part = root.find("part")
    longest = max(bar.end_beat - bar.start_beat for bar in score.bars)
    sizes = [float((bar.end_beat - bar.start_beat) / longest) for bar in score.bars]
    line = Line((setup.width - MARGIN) * 10, head, setup.bars)
    for place in system_starts(widths, sizes, line, phrase_bars(score)):
        if place and part is not None:
            part.findall("measure")[place].insert(0, ET.Element("print", {"new-system": "yes"}))
    engraved = ET.fromstring(_engrave(score, root, setup, breaks="encoded"))  # noqa: S314  (likewise)
    names = {xml_id(note.id): note.id for voice in score.voices for note in voice.notes}
    return Ink(prefix, names).rewrite(engraved)


def _without_what_is_not_drawn(root: ET.Element) -> ET.Element:
    """Take out names of parts and the metronome mark: the page says both in its own words."""
    for part_name in root.iter("part-name"):
        part_name.text = ""
    for measure in root.iter("measure"):
        for direction in measure.findall("direction"):
            if direction.find("direction-type/metronome") is not None:
                measure.remove(direction)
    return root


def _engrave(score: Score, root: ET.Element, setup: PageSetup, breaks: str) -> str:
    """Return Verovio's SVG of MusicXML."""
    import verovio

    verovio.enableLog(verovio.LOG_OFF)
    toolkit = verovio.toolkit()
    toolkit.setOptions(
        {
            "pageWidth": setup.width,
            "lyricSize": setup.lyric_size,
            # The typeface of the page is wider than the one that Verovio measures with.
            "lyricWordSpace": 2.0,
            "breaks": breaks,
            "pageHeight": 60000,
            "adjustPageHeight": True,
            "adjustPageWidth": breaks == "none",
            "pageMarginLeft": MARGIN,
            "pageMarginRight": 0,
            "pageMarginTop": 0,
            "pageMarginBottom": 0,
            "minLastJustification": 0.0,
            "header": "none",
            "footer": "none",
            "scale": 100,
            "svgViewBox": True,
            "svgRemoveXlink": True,
            "svgFormatRaw": True,
            "smuflTextFont": "none",
            "xmlIdSeed": 1,
        }
    )
    if not toolkit.loadData(ET.tostring(root, encoding="unicode")):
        raise MusicError(f"{score.title!r} could not be engraved: check that its bars add up.")
    svg: str = toolkit.renderToSVG(1)
    return svg


def _natural_widths(natural: ET.Element) -> tuple[list[float], float]:
    """Return the least width of each bar, and that of the clef and key before the first note."""
    widths: list[float] = []
    head = 0.0
    for measure in natural.iter(f"{SVG}g"):
        if measure.get("class") != "measure":
            continue
        ends = [
            [int(number) for number in re.findall(r"-?\d+", path.get("d", ""))]
            for path in measure.iter(f"{SVG}path")
            if re.match(r"M\S+ (\S+) L\S+ \1$", path.get("d", ""))
        ]
        left, right = min(end[0] for end in ends), max(end[2] for end in ends)
        widths.append(float(right - left))
    first_signs = [
        float(number)
        for group in natural.iter(f"{SVG}g")
        if group.get("class") in {"clef", "keyAccid"}
        for use in group.iter(f"{SVG}use")
        for number in re.findall(r"translate\((-?[\d.]+)", use.get("transform", ""))
    ]
    head = max(first_signs, default=0.0) + 400
    widths[0] -= head
    return widths, head
