"""How long a site takes to build: whole, unchanged, with one paragraph changed; beside a peer.

    python -m tests.bench.building [BRIEFS] [RUNS]

Whole processes, medians. Where Material for MkDocs is installed (the extra `bench`), it builds the
same texts: it neither annotates nor compares. By default it puts a menu of all pages on each of
them, which takes minutes; that is measured once, and a menu of one page as often as the rest.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from brief.workers import cores
from tests.bench import sites

BRIEFS = 1_000
RUNS = 5
_PEER = """\
site_name: Bench
docs_dir: content
site_dir: peer
theme: material
plugins: [{plugins}]
"""
_OWN = "its own menu, once"
_MENU_OF_ONE = """\
nav: [{page}]
not_in_nav: "*"
"""


def main(briefs: int, runs: int) -> None:
    """Measure and print."""
    today = datetime.now(UTC).date()
    print(f"{briefs:,} briefs, {today}, Python {platform.python_version()}, {cores()} cores")
    print(f"medians of {runs}, whole processes")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bench"
        sites.make(folder, briefs)
        text = next((folder / "content/briefs").glob("*.ja.md"))

        def change(number: int) -> None:
            before = text.read_text(encoding="utf-8").partition("\n追記")[0]
            text.write_text(f"{before}\n追記{number}。\n", encoding="utf-8")

        def measured(prepare: Callable[[int], None], *command: str, often: int = runs) -> float:
            times = []
            for number in range(often):
                prepare(number)
                times.append(_seconds(folder, *command))
            return statistics.median(times)

        def anew(_number: int) -> None:
            for made in ("site", ".cache", "peer"):
                shutil.rmtree(folder / made, ignore_errors=True)

        def searched(number: int) -> None:
            anew(number)
            config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
            (folder / "searched.yml").write_text(
                config.replace("search: false", "search: true"), encoding="utf-8"
            )

        peers: dict[tuple[str, str], float] = {}
        if importlib.util.find_spec("material") is not None:
            page = text.relative_to(folder / "content")
            menus = {"one page in its menu": _MENU_OF_ONE.format(page=page), _OWN: ""}
            for (menu, nav), plugins in product(menus.items(), ("", "search")):
                peer = _PEER.format(plugins=plugins) + nav
                (folder / "peer.yml").write_text(peer, encoding="utf-8")
                command = ("mkdocs", "build", "-q", "-f", "peer.yml")
                often = 1 if menu == _OWN else runs
                peers[menu, plugins] = measured(anew, *command, often=often)
                search = "with search" if plugins else "without search"
                _print(f"Material, {menu}, {search}", peers[menu, plugins])

        def beside(plugins: str) -> dict[str, float]:
            return {menu: seconds for (menu, with_), seconds in peers.items() if with_ == plugins}

        _print(
            "from nothing, with search",
            measured(searched, "brief", "build", "-f", "searched.yml"),
            beside("search"),
        )
        _print("from nothing", measured(anew, "brief", "build"), beside(""))
        _print("nothing changed", measured(_nothing, "brief", "build"), beside(""))
        _print("nothing changed, check", measured(_nothing, "brief", "check"))
        _print("a paragraph changed", measured(change, "brief", "build"))
        _print("brief --help", measured(_nothing, "brief", "--help"))


def _nothing(_number: int) -> None:
    """Change nothing."""


def _print(label: str, seconds: float, peers: Mapping[str, float] | None = None) -> None:
    ratios = [f"{seconds / peer:.2f} ({menu})" for menu, peer in (peers or {}).items()]
    beside = f"  of Material: {', '.join(ratios)}" if ratios else ""
    print(f"{label:<46}{seconds:8.2f} s{beside}", flush=True)


def _seconds(folder: Path, module: str, *arguments: str) -> float:
    # As it is installed, compiled once.
    kept = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    # What is found in the texts is no failure.
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        check=module != "brief",
        capture_output=True,
        env={**kept, "PYTHONWARNINGS": "ignore"},
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *(BRIEFS, RUNS)[len(given) :])
