"""Files that were damaged on the way, and files made to do harm."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from typing import TYPE_CHECKING

from tests.agreement.files import MIDI, SCORES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MEGABYTE = 1 << 20
NOTE = (
    "<note><pitch><step>C</step><octave>4</octave></pitch><duration>1</duration>"
    "<lyric><text>{word}</text></lyric></note>"
)
SCORE = (
    "{head}<score-partwise version='4.0'><work><work-title>{title}</work-title></work>"
    "<part-list><score-part id='P1'><part-name>{name}</part-name></score-part></part-list>"
    "<part id='P1'><measure number='1'><attributes><divisions>{divisions}</divisions>"
    "<time><beats>{beats}</beats><beat-type>4</beat-type></time></attributes>{notes}</measure></part></score-partwise>"
)
SOUND = {
    "head": "", "title": "A", "name": "B", "divisions": "1", "beats": "4", "notes": NOTE.format(word="la") * 4
}  # fmt: skip
MARKUP = "&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt;"


def score(**changes: str) -> bytes:
    """Return a small MusicXML file with some of it replaced."""
    return SCORE.format(**(SOUND | changes)).encode()


def zipped(content: bytes, name: str = "score.musicxml") -> bytes:
    """Return an .mxl of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def small_size_announced(archive: bytes, size: int) -> bytes:
    """Return the archive with another unpacked size in its directory, and in the file's own header."""
    data = bytearray(archive)
    directory = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, size)
    struct.pack_into("<I", data, 22, size)
    return bytes(data)


def midi(track: bytes, *, length: int | None = None, tracks: int = 1, ticks: int = 480) -> bytes:
    """Return a MIDI file of one track, with any announcement."""
    head = b"MThd" + struct.pack(">IHHH", 6, 1, tracks, ticks)
    return head + b"MTrk" + struct.pack(">I", len(track) if length is None else length) + track


_BOMB = zipped(b"<score-partwise>" + b" " * (200 * MEGABYTE))
_END = b"\x00\xff\x2f\x00"
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))

#: What is known to have hurt readers of such files: name → (ending, bytes).
HOSTILE: dict[str, tuple[str, bytes]] = {
    "a zip bomb": (".mxl", _BOMB),
    "a zip bomb that lies": (".mxl", small_size_announced(_BOMB, 1000)),
    "a zip without a score": (".mxl", zipped(b"hello", "readme.txt")),
    "a zip whose container leads out": (
        ".mxl",
        zipped(
            b'<container><rootfiles><rootfile full-path="../../etc/passwd"/></rootfiles></container>',
            "META-INF/container.xml",
        ),
    ),
    "a billion laughs": (".xml", score(head=f'<!DOCTYPE x [<!ENTITY e0 "ha">{_ENTITIES}]>', title="&e9;")),
    "an external entity": (".xml", score(head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', title="&e;")),
    "an entity in capitals": (".xml", score(head='<!DOCTYPE x [<!entity e "ha">]>', title="&e;")),
    "deep nesting": (".xml", b"<a>" * 500_000),
    "no end": (".xml", score()[:-40]),
    "names with markup": (".xml", score(title=MARKUP, name=MARKUP, notes=NOTE.format(word=MARKUP) * 4)),
    "divisions of nothing": (".xml", score(divisions="0")),
    "divisions without end": (".xml", score(divisions="1e999")),
    "a metre without end": (".xml", score(beats="99999999999")),
    "a note without end": (".xml", score(notes=NOTE.format(word="").replace("<duration>1<", "<duration>1e300<"))),
    "a note before the beginning": (".xml", score(notes=NOTE.format(word="").replace("<duration>1<", "<duration>-9<"))),
    "a pitch beyond hearing": (".xml", score(notes=NOTE.format(word="").replace("<octave>4<", "<octave>99999<"))),
    "repeats without end": (
        ".xml",
        score(
            notes=NOTE.format(word="")
            + ('<barline location="right"><repeat direction="backward" times="999999999"/></barline>')
        ),
    ),
    "too many notes": (".xml", score(notes=NOTE.format(word="") * 60_000)),
    "no score": (".xml", b"<html><body>hello</body></html>"),
    "millions of events announced": (".mid", midi(b"\x00\x90\x3c\x40" + _END, length=0xFFFFFFF0)),
    "thousands of tracks announced": (".mid", midi(b"\x00\x90\x3c\x40\x60\x80\x3c\x40" + _END, tracks=65535)),
    "a length that goes back": (".mid", midi(b"\x00\xff\x01\xff\xff\xff\xff\xff\xff\xff\x7f" + _END)),
    "a pause of a year": (".mid", midi(b"\x00\x90\x3c\x40\xff\xff\xff\x7f\x80\x3c\x40" * 50 + _END)),
    "a quarter of no ticks": (".mid", midi(b"\x00\x90\x3c\x40\x60\x80\x3c\x40" + _END, ticks=0)),
    "a tempo of nothing": (".mid", midi(b"\x00\xff\x51\x03\x00\x00\x00\x00\x90\x3c\x40\x60\x80\x3c\x40" + _END)),
    "bars too short to count": (
        ".mid",
        midi(b"\x00\xff\x58\x04\x01\x1f\x18\x08" + b"\x00\x90\x3c\x40\xff\x7f\x80\x3c\x40" * 40 + _END),
    ),
    "ABC with a thousand endings": (".abc", b"X:1\nK:C\n|:C|" + b"[1-999999999C:|" * 50),
    "ABC with a note without end": (".abc", b"X:1\nL:1/4\nK:C\nC99999999999999999999"),
    "ABC that is only heads": (".abc", b"X:1\nK:C\n" * 20_000),
    "nothing": (".mid", b""),
    "a picture": (".mid", b"\x89PNG\r\n\x1a\n" + bytes(1000)),
    "zeros": (".xml", bytes(100_000)),
}


def damaged(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield endings and bytes of real files with bits flipped, ends torn off, pieces lost or doubled."""
    chance = random.Random(seed)
    small = [path for path in (*SCORES, *MIDI) if path.stat().st_size < 60_000]
    for _ in range(count):
        path: Path = chance.choice(small)
        yield path.suffix, chance.choice(_WAYS)(path.read_bytes(), chance)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 30, 300])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _torn(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _without_a_piece(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 500) :]


def _with_a_piece_twice(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[: start + chance.randrange(1, 2000)] + data[start:]


def _with_other_numbers(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    digits = [place for place, byte in enumerate(data) if chr(byte).isdigit()] or [0]
    for _ in range(chance.choice([1, 10, 100])):
        changed[chance.choice(digits)] = ord(chance.choice("0123456789-."))
    return bytes(changed)


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    _torn,
    _without_a_piece,
    _with_a_piece_twice,
    _with_other_numbers,
)
