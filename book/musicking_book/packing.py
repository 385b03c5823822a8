"""The files of the listening library: named, tagged, and all of them in one ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from .examples import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from .examples import Example
    from .terms import Heard

ZIP = f"{PUBLISHED}/listening-library.zip"
LIST = "Listening library.html"
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|]')
LICENCE = "Text and recordings: CC BY 4.0. The songs are in the public domain."


def files_of(
    examples: Sequence[Example], heard: Iterable[Heard], chapters: Mapping[str, str], book: str
) -> dict[str, bytes]:
    """Return every file of the library by its path in the book."""
    files: dict[str, bytes] = {}
    zipped: dict[str, bytes] = {}
    listed: list[str] = []
    for number, (page, on_page) in enumerate(groupby(examples, key=lambda example: example.page), start=1):
        folder = plain(f"{number:02} {chapters[page]}")
        listed.append(f"<h2>{escape(chapters[page])}</h2>")
        for track, example in enumerate(on_page, start=1):
            sound = tagged(example.file.read_bytes(), example.title, chapters[page], book, track)
            name = plain(f"{track:02} {example.title}")
            files[f"{example.path}.mp3"] = zipped[f"{folder}/{name}.mp3"] = sound
            if example.midi:
                files[f"{example.path}.mid"] = zipped[f"{folder}/{name}.mid"] = example.midi.read_bytes()
            listed.append(listing(example, f"{folder}/{name}.mp3"))
    for term in heard:
        files[term.path] = tagged(term.file.read_bytes(), term.term, "Glossary", book)
    zipped[LIST] = page_of(book, listed)
    files[ZIP] = zip_of(zipped)
    return files


def plain(name: str) -> str:
    """Return a name that every system takes for a file."""
    return NOT_IN_FILE_NAMES.sub("", name).strip(". ")


def listing(example: Example, path: str) -> str:
    """Return an example as the list inside the ZIP has it."""
    said = " ".join(sentence for sentence in (example.asks, *example.said) if sentence)
    title, source = escape(example.title), escape(path, quote=True)
    player = f'<audio controls preload="none" src="{source}" aria-label="{escape(example.title, quote=True)}"></audio>'
    return f"<h3>{title}</h3><p>{escape(said)}</p>{player}"


def page_of(book: str, listed: Iterable[str]) -> bytes:
    """Return the list inside the ZIP: a page that needs nothing but the files beside it."""
    title = f"Listening library: {escape(book)}"
    style = "body{font:1.1rem/1.5 serif;max-width:38rem;margin:1rem auto;padding:0 1rem}audio{width:100%}"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{style}</style></head><body><main><h1>{title}</h1>"
        f"{''.join(listed)}<p>{LICENCE}</p></main></body></html>"
    ).encode()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of these files, the same bytes for the same files; sound is not compressed twice."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def tagged(sound: bytes, title: str, album: str, artist: str, track: int | None = None) -> bytes:
    """Return an MP3 with an ID3v2.3 tag before it, by which players name and sort it.

    >>> tagged(b"sound", "Grace", "Tempo", "A book")[:3]
    b'ID3'
    """
    texts = {"TIT2": title, "TALB": album, "TPE1": artist, "TRCK": "" if track is None else str(track)}
    frames = b"".join(_frame(name, text) for name, text in texts.items())
    return b"ID3\x03\x00\x00" + bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0)) + frames + sound


def _frame(name: str, text: str) -> bytes:
    content = b"\x01" + text.encode("utf-16")
    return name.encode() + len(content).to_bytes(4, "big") + b"\x00\x00" + content


def publish(book: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the built book, and take away what is no longer among them."""
    for path in (book / PUBLISHED).rglob("*"):
        if path.is_file() and path.relative_to(book).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        target = book / name
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
