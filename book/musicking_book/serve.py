"""Serve the built book on this machine and open it in the browser."""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import sys
import webbrowser
from pathlib import Path
from typing import Any

BUILT_BOOK = Path(__file__).parents[2] / "_build" / "html"


class BookHandler(http.server.SimpleHTTPRequestHandler):
    """Files of the book, never kept by the browser: a rebuilt page is seen at once."""

    extensions_map = {  # noqa: RUF012 (as the standard handler has it)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".sf2": "application/octet-stream",
        ".woff2": "font/woff2",
    }

    #: What the browser is told about keeping a file.
    kept = "no-cache"

    def end_headers(self) -> None:
        """Add the one header that the standard handler lacks."""
        self.send_header("Cache-Control", self.kept)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the standard handler's name)
        """Keep the terminal quiet but for what was not found."""
        if len(args) > 1 and str(args[1]) == "404":
            super().log_message(format, *args)


class BookServer(http.server.ThreadingHTTPServer):
    """A server that takes it calmly when a reader leaves before a file has come."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (the standard server's)
        """Tell what went wrong here; a connection that the browser closed is nothing to tell."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def open_server(port: int, folder: Path = BUILT_BOOK) -> http.server.ThreadingHTTPServer:
    """Return a server of ``folder`` on this machine's loopback address.

    Parameters
    ----------
    port
        TCP port; 0 takes any free one.
    folder
        What to serve.

    Raises
    ------
    OSError
        If the port is taken.
    """
    handler = functools.partial(BookHandler, directory=str(folder))
    return BookServer(("127.0.0.1", port), handler)


def has_screen() -> bool:
    """Say whether a browser window can open: a text browser would take the terminal over."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    options = parser.parse_args()
    try:
        server = open_server(options.port)
    except OSError:
        sys.exit(f"Port {options.port} is taken: try `make serve PORT={options.port + 1}`.")
    address = f"http://localhost:{options.port}"
    sys.stdout.write(f"The book is at {address} (Ctrl-C ends it)\n")
    sys.stdout.flush()
    if not options.no_browser and has_screen():
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
