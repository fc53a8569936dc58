"""How long it takes from saving a brief to the browser showing it, and to other programs.

    python -m tests.bench.serving [BRIEFS] [EDITS]

Edits random briefs of a site, one at a time, while `brief serve` runs. Over HTTP: until the page
that is asked for holds what was written. In Chromium, where there is one: until it is painted on
a page that was open, which loads again by itself; the page says when.
"""

from __future__ import annotations

import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench import sites
from tests.browser.chromium import ARGUMENTS, find

BRIEFS = 1_000
EDITS = 100
_PAUSE = 0.3
"""Seconds between an edit that is shown and the next one: nobody saves faster."""


def main(briefs: int, edits: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bench"
        sites.make(folder, briefs)
        subprocess.run(
            [sys.executable, "-m", "brief", "check"],
            cwd=folder,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        texts = sorted((folder / "content/briefs").glob("*.ja.md"))
        chosen = random.Random(briefs).choices(texts, k=edits)
        with serving(folder) as address:
            print(f"{briefs:,} briefs, {edits} edits: seconds from saving to")
            print_line("the page over HTTP", over_http(address, chosen))
            path = find()
            if path is None:
                print("There is no Chromium: nothing was measured in a browser")
                return
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
                print_line("the page in Chromium", in_chromium(browser.new_page(), address, chosen))
                browser.close()


def print_line(label: str, seconds: Sequence[float]) -> None:
    """Median and 95th percentile."""
    high = statistics.quantiles(seconds, n=20)[-1]
    print(f"{label:<24} median {statistics.median(seconds):.3f}   p95 {high:.3f}")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a preview of the site in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "brief", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        while True:
            try:
                urllib.request.urlopen(address, timeout=600).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def over_http(address: str, texts: Sequence[Path]) -> list[float]:
    """Asks for the page, as fast as it is answered, until it is the new one."""

    def shown(url: str, marker: str) -> float:
        while True:
            with urllib.request.urlopen(url, timeout=60) as answer:
                if marker in answer.read().decode():
                    return time.time()
            time.sleep(0.002)

    return [_timed(address, text, number, shown) for number, text in enumerate(texts)]


def in_chromium(page: Page, address: str, texts: Sequence[Path]) -> list[float]:
    """Has the page open before, and waits for it to load again."""
    page.add_init_script(_PAINTED)

    def shown(_url: str, marker: str) -> float:
        painted = page.wait_for_function("marker => window.painted?.[marker]", arg=marker)
        return float(painted.json_value()) / 1000

    seconds = []
    for number, text in enumerate(texts, len(texts)):
        page.goto(url_of(address, text))
        seconds.append(_timed(address, text, number, shown))
    return seconds


_PAINTED = """
window.painted = {};
new MutationObserver(() => {
  const marker = document.body?.textContent.match(/Qz[a-j]+z/)?.[0];
  if (marker && !(marker in painted)) {
    painted[marker] = 0;
    requestAnimationFrame(() => setTimeout(() => { painted[marker] = Date.now(); }));
  }
}).observe(document, { childList: true, subtree: true });
"""
"""Notes when a marker has been painted, in milliseconds since 1970."""


def _timed(address: str, text: Path, number: int, shown: Callable[[str, str], float]) -> float:
    """Seconds from saving `text` to when it is `shown`, which gives seconds since 1970."""
    marker = _MARK + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "z"
    before = text.read_text(encoding="utf-8").partition(f"\n{_MARK}")[0]
    time.sleep(_PAUSE)
    began = time.time()
    text.write_text(f"{before}\n{marker}。\n", encoding="utf-8")
    return shown(url_of(address, text), marker) - began


_MARK = "Qz"
"""How a word begins that is no figure and no name, so that nothing is marked in it."""


def url_of(address: str, text: Path) -> str:
    """Where the page of a text is."""
    return f"{address}ja/briefs/{text.name.removesuffix('.ja.md')}/"


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [BRIEFS, EDITS][len(given) :]))
