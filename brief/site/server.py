"""A preview over HTTP. A page asks for its version, and is answered once it has another one."""

from __future__ import annotations

import ipaddress
import re
import shutil
import socket
import sys
import traceback
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, quote, unquote

from brief.render import Templates
from brief.site.preview import Preview

LIVERELOAD = "/livereload/"
_PATIENCE = 25.0
"""Seconds until a page that has not changed is told so, and asks again."""


_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:/\[\]@]+))(?::\d*)?")


class Server(ThreadingHTTPServer):
    """Listens at an address; what it shows is a preview, once there is one."""

    daemon_threads = True
    preview: Preview
    mount: str
    """The path of the site: ``/``, ``/docs/``."""

    def __init__(self, host: str, port: int) -> None:
        """Take the address.

        Raises:
            OSError, OverflowError: It cannot be used.

        """
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.host = host
        self.snippet = Templates()
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """As the base does, without asking the network for the name of this machine."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.host, self.server_address[1]

    def url(self, path: str) -> str:
        """Where `path` is."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_port}{path}"

    def is_asked(self, host: str) -> bool:
        """Whether a request for `host` is for this server.

        A page of another site can have its own name lead to this machine (DNS rebinding), and
        would then read what is only shown here. An address that others can reach is shown to all.
        """
        if not _is_loopback(self.host):
            return True
        found = _HOST.fullmatch(host)
        name = (found[1] or found[2]) if found else ""
        return name == self.host or _is_loopback(name)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed while it loads is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "brief"

    @property
    def _of(self) -> Server:
        return cast("Server", self.server)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Requests are not told of."""

    def do_GET(self) -> None:
        """Answer with what is at the address."""
        if not self._of.is_asked(self.headers.get("Host", "")):
            where = self._of.url("/")
            self._send_text(HTTPStatus.FORBIDDEN, f"This preview is at {where} only.\n")
            return
        try:
            self._answer()
        except ConnectionError:
            raise
        except Exception:
            traceback.print_exc()
            said = "The preview has failed at this page; the terminal says why.\n"
            self._send_text(HTTPStatus.INTERNAL_SERVER_ERROR, said)

    do_HEAD = do_GET  # noqa: N815 (the base's name)

    def _answer(self) -> None:
        path, _, query = self.path.partition("?")
        path = unquote(path, errors="replace")
        if path.startswith(LIVERELOAD):
            page = self._uri(parse_qs(query).get("page", ["/"])[0])
            seen = path.removeprefix(LIVERELOAD)
            version = self._of.preview.version(page or "", seen, _PATIENCE)
            self._send_text(HTTPStatus.OK, version)
            if version != seen and page is not None:
                # Made while the browser turns round; what fails is told when it asks for it.
                with suppress(Exception):
                    self._of.preview.answer(page)
            return
        uri = self._uri(path)
        if uri is None:
            self._redirect(self._of.mount)
            return
        answer = self._of.preview.answer(uri)
        if not answer.found and self._of.preview.has(f"{uri}/index.html"):
            self._redirect(f"{path}/")
            return
        status = HTTPStatus.OK if answer.found else HTTPStatus.NOT_FOUND
        if isinstance(answer.body, Path):
            self._send_file(answer.body, answer.content_type)
        elif answer.content_type.startswith("text/html"):
            self._send(status, answer.content_type, self._live(answer.body, answer.version))
        else:
            self._send(status, answer.content_type, answer.body)

    def _uri(self, path: str) -> str | None:
        """The file of the site at `path`; None where it is outside of the site."""
        if not path.startswith(self._of.mount):
            return None
        uri = path.removeprefix(self._of.mount)
        return f"{uri}index.html" if not uri or uri.endswith("/") else uri

    def _live(self, html: bytes, version: str) -> bytes:
        """A page that follows its versions."""
        snippet = self._of.snippet.render("parts/livereload.html", {"version": version})
        before, end, after = html.rpartition(b"</body>")
        return b"".join((before, snippet.encode(), end, after))

    # --- sending -----------------------------------------------------------------------

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_text(self, status: HTTPStatus, text: str) -> None:
        self._send(status, "text/plain; charset=utf-8", text.encode())

    def _send(self, status: HTTPStatus, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_file(self, path: Path, content_type: str) -> None:
        """A file as it is; nothing where the browser has it already."""
        try:
            file = path.open("rb")
        except OSError as error:
            self._send_text(HTTPStatus.NOT_FOUND, f"{path.name}: {error.strerror}\n")
            return
        with file:
            state = path.stat()
            tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
            is_known = self.headers.get("If-None-Match") == tag
            self.send_response(HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK)
            self.send_header("Content-Type", content_type)
            self.send_header("ETag", tag)
            self.send_header("Cache-Control", "no-cache")
            if not is_known:
                self.send_header("Content-Length", str(state.st_size))
            self.end_headers()
            if not is_known and self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)
