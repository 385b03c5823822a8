"""The built book as a web host serves it: text compressed, and files of the measurements beside it."""

from __future__ import annotations

import gzip
import io
import mimetypes
import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from musicking_book.serve import BUILT_BOOK, BookHandler, BookServer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PROBES = ROOT / "page" / "bench"
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg"}
BLANK = (
    '<!doctype html><title>Measured</title><link rel="icon" href="data:,">'
    '<link rel="stylesheet" href="/_musicking/page/widgets.css"><button>Play</button>'
)


@cache
def compressed(path: Path, _changed_ns: int) -> bytes:
    """Return a file's bytes as they travel, at the usual level of web servers."""
    return gzip.compress(path.read_bytes(), 6)


class Host(BookHandler):
    """Serve the book, compressed where a host would."""

    beside: Path
    #: Ten minutes, as hosts of static pages have it.
    kept = "max-age=600"

    def translate_path(self, path: str) -> str:
        """Find what lies beside the book under ``/_bench/``."""
        if path.startswith("/_bench/"):
            return str(self.beside / path.removeprefix("/_bench/").partition("?")[0])
        return super().translate_path(path)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send text compressed, anything else as it is."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = compressed(path, path.stat().st_mtime_ns)
        kind = "text/javascript" if path.suffix == ".mjs" else mimetypes.guess_type(path.name)[0]
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


def lay_beside(folder: Path) -> None:
    """Put what the measurements load into a folder."""
    for probe in PROBES.glob("*.*js"):
        shutil.copy(probe, folder)
    shutil.copy(ROOT / "musicking" / "_built" / "page" / "test" / "capture.js", folder)
    shutil.copy(ROOT / "spec" / "instruments.json", folder)
    (folder / "blank.html").write_text(BLANK)
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    perform = ROOT / "page" / "src" / "core" / "perform.ts"
    command = [str(esbuild), str(perform), "--bundle", "--format=esm", f"--outfile={folder / 'core.js'}"]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def served() -> Iterator[str]:
    """Serve the book while the measurements run; gives its address."""
    if not (BUILT_BOOK / "index.html").is_file():
        raise SystemExit("The book is not built: run `make book` first.")
    with tempfile.TemporaryDirectory() as folder:
        lay_beside(Path(folder))

        class BenchHost(Host):
            beside = Path(folder)

        with BookServer(("127.0.0.1", 0), partial(BenchHost, directory=str(BUILT_BOOK))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
