"""A built site on a server of its own, and a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from brief import site
from tests.browser.chromium import ARGUMENTS, find
from tests.conftest import ROOT


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Say nothing."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built from content/."""
    folder = tmp_path_factory.mktemp("built")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        text.replace("docs_dir: content", f"docs_dir: {ROOT / 'content'}").replace(
            "site_dir: site", f"site_dir: {folder / 'site'}"
        ),
        encoding="utf-8",
    )
    return site.build(str(config)).folder


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the site is served, on the loopback interface only."""
    handler = partial(_Quiet, directory=str(built))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail("no Chromium was found; run python tests/browser/chromium.py")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
