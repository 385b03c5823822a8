"""A reader's own song: MusicXML, MIDI or ABC in, a Score out.

The files are read by the page's own reader (``page/src/reading``), run by V8 inside Python as the sound is: there is
one reading, and it is the same with a kernel and without. Its parsers run in V8's own room, with a limit of time and
of memory, so that a damaged file ends in one sentence here as it does in the page.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musicking.errors import MusicError
from musicking.score_json import score_from_json

if TYPE_CHECKING:
    from os import PathLike

    from py_mini_racer import MiniRacer

    from musicking.score import Score

READ_SECONDS = 5
MOST_MEMORY_BYTES = 1 << 30
MOST_FILE_BYTES = 8 * 1024 * 1024
_TOO_MUCH = "The file holds more than can be read here, or is damaged: save it again, or bring a shorter one."
_GLUE = """
globalThis.readIncoming = (name) => {
  try {
    return JSON.stringify(musickingReader.readFile(incoming, name));
  } catch (problem) {
    return JSON.stringify({ error: String(problem.message) });
  } finally {
    delete globalThis.incoming;
  }
};
0
"""


def read_song(path: str | PathLike[str], *, melody: str | None = None) -> Score:
    r"""Read a song of your own: MusicXML (``.musicxml``, ``.xml``, ``.mxl``), MIDI (``.mid``) or ABC (``.abc``).

    Repeats are written out in played order; changing metres, tempo maps, dynamics, accents, chord symbols and words
    are kept. Grace notes and cue notes are left out. Of a file with several ABC tunes the first is read. The page reads
    the same notes from the same file.

    Parameters
    ----------
    path
        The file, of at most 8 MB.
    melody
        Id or name of the voice that is the melody. By default the one with words, or named as one sings, else the
        first.

    Returns
    -------
    Score
        Voices ``v1``, ``v2``, ... in the order of the file, but the melody first; their notes are ``v1n1``, ``v1n2``,
        ... What was left out is said in ``origin["reading"]``.

    Raises
    ------
    MusicError
        When the file is not there, is damaged, is of another kind, or holds more than can be worked with: one
        sentence.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "call.abc"
    ...     _ = file.write_text("X:1\nT:Call\nM:3/4\nL:1/4\nK:G\nD|G2 B|d3|]")
    ...     call = read_song(file)
    >>> call.title, [note.spelling for note in call.voice("v1").notes]
    ('Call', ['D4', 'G4', 'B4', 'D5'])
    """
    file = Path(path)
    try:
        if file.stat().st_size > MOST_FILE_BYTES:
            raise MusicError("The file is larger than 8 MB, which no song is: bring a smaller one.")
        data = file.read_bytes()
    except OSError as error:
        raise MusicError(f"The file {file.name} cannot be opened: check its name and place.") from error
    score = score_from_json(_thread().submit(_read, data, file.name).result())
    return score if melody is None else _led_by(score, melody)


def _led_by(score: Score, melody: str) -> Score:
    """Put the voice of this id or name first."""
    lead = next((voice for voice in score.voices if melody in {voice.id, voice.name}), None)
    if lead is None:
        known = ", ".join(f"{voice.id} ({voice.name})" for voice in score.voices)
        raise MusicError(f'There is no voice "{melody}" in {score.title}; it has: {known}.')
    former = score.voices[0]
    changed = {lead.id: former.balance_db, former.id: lead.balance_db}
    voices = [replace(voice, balance_db=changed.get(voice.id, voice.balance_db)) for voice in score.voices]
    return replace(score, voices=tuple(sorted(voices, key=lambda voice: voice.id != lead.id)))


@cache
def _thread() -> ThreadPoolExecutor:
    """Return the one thread that uses the reader: a notebook's own runs an event loop, in which V8 cannot wait."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="musicking-reading")


@cache
def _reader() -> MiniRacer:
    from py_mini_racer import MiniRacer

    script = resources.files("musicking") / "_built" / "page" / "reader.js"
    if not script.is_file():
        raise MusicError("The reader is not built yet: run `make book` once, or install the wheel.")
    v8 = MiniRacer()
    v8.eval(script.read_text(encoding="utf-8"))
    v8.eval(_GLUE)
    return v8


def _read(data: bytes, name: str) -> Any:  # noqa: ANN401 (plain data, checked by who takes it)
    from py_mini_racer import JSEvalException

    v8 = _reader()
    view: Any = v8.eval(f"globalThis.incoming = new Uint8Array({len(data)})")
    if data:
        view[:] = data
    try:
        answer = v8.eval(f"readIncoming({json.dumps(name)})", timeout_sec=READ_SECONDS, max_memory=MOST_MEMORY_BYTES)
    except JSEvalException as error:
        _reader.cache_clear()
        v8.close()  # what was interrupted is not gone on with
        raise MusicError(_TOO_MUCH) from error
    outcome: dict[str, Any] = json.loads(str(answer))
    if "error" in outcome:
        raise MusicError(outcome["error"])
    return outcome["score"]
