"""Built sites for the browser: the project's own, and a server for any of them."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from brief import site
from tests.conftest import ROOT


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Say nothing."""


class _Compressing(_Quiet):
    """Answers as GitHub Pages does: texts compressed, connections kept."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(str(path))
        compressible = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        if not (path.is_file() and compressible and "gzip" in self.headers["Accept-Encoding"]):
            return super().do_GET()
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)
        return None


def build_own(folder: Path, url: str = "") -> Path:
    """The project's own site, built from content/ into `folder`, to be found at `url`."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = folder / "mkdocs.yml"
    text = text.replace("docs_dir: content", f"docs_dir: {ROOT / 'content'}")
    text = text.replace("site_dir: site", f"site_dir: {folder / 'site'}")
    config.write_text(text + (f"site_url: {url}\n" if url else ""), encoding="utf-8")
    return site.build(str(config)).folder


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed while it loads is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Slow(_Quiet):
    """Sends pages in small pieces, so that a browser paints them before it has them whole."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if not self.path.endswith(("/", ".html")):
            super().copyfile(source, outputfile)
        while piece := source.read(_PIECE):
            outputfile.write(piece)
            outputfile.flush()
            time.sleep(_BETWEEN)


_PIECE = 1_000
"""Bytes."""
_BETWEEN = 0.01
"""Seconds; a browser paints a little less often."""


@contextmanager
def served(folder: Path, *, slowly: bool = False, compressed: bool = False) -> Iterator[str]:
    """The address at which `folder` is served, on the loopback interface only."""
    kind = _Slow if slowly else _Compressing if compressed else _Quiet
    handler = partial(kind, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
