"""How long a site takes to build: whole, unchanged, with one paragraph changed; beside a peer.

    python -m tests.bench.building [BRIEFS]

Whole processes, medians of five (of the whole build one run, which is long). Where Material for
MkDocs is installed (``pip install mkdocs-material``), it builds the same texts, plain and without
search: it neither annotates nor compares.
"""

from __future__ import annotations

import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import sites

BRIEFS = 1_000
RUNS = 5
_PEER = "site_name: Bench\ndocs_dir: content\nsite_dir: peer\ntheme: material\nplugins: []\n"


def main(briefs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bench"
        sites.make(folder, briefs)
        text = next((folder / "content/briefs").glob("*.ja.md"))

        def change(number: int) -> None:
            before = text.read_text(encoding="utf-8").partition("\n追記")[0]
            text.write_text(f"{before}\n追記{number}。\n", encoding="utf-8")

        whole = _seconds(folder, "brief", "build")
        print(f"{briefs:,} briefs, from nothing:{whole:24.1f} s")
        for label, command, prepare in (
            ("nothing changed", "build", _nothing),
            ("nothing changed, check", "check", _nothing),
            ("a paragraph changed", "build", change),
        ):
            measured = []
            for number in range(RUNS):
                prepare(number)
                measured.append(_seconds(folder, "brief", command))
            print(f"{label}:{statistics.median(measured):{47 - len(label)}.2f} s")
        if importlib.util.find_spec("material") is None:
            print("Material for MkDocs is not installed: nothing to compare with")
            return
        (folder / "peer.yml").write_text(_PEER, encoding="utf-8")
        shutil.rmtree(folder / "content/glossary")
        peer = _seconds(folder, "mkdocs", "build", "-q", "-f", "peer.yml")
        print(f"Material for MkDocs, from nothing:{peer:14.1f} s\nratio:{whole / peer:42.2f}")


def _nothing(_number: int) -> None:
    """Change nothing."""


def _seconds(folder: Path, module: str, *arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, check=True, capture_output=True
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else BRIEFS)
