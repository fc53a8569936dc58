"""What a brief costs in a site of 10,000 beside one of 1,000, and how much memory the build takes.

    python -m tests.bench.growth [SMALL] [LARGE]

Whole processes from nothing, without a search index: the median of three for the small site, the
large one once. Memory is that of the largest process, which is the one that was started.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import sites

SMALL, LARGE = 1_000, 10_000
RUNS = 3


def main(small: int, large: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        few = [_build(Path(name), small) for _ in range(RUNS)]
        seconds, memory = _build(Path(name), large)
    before = statistics.median(seconds for seconds, _ in few)
    each, each_of_many = before / small, seconds / large
    for count, took, held in ((small, before, max(m for _, m in few)), (large, seconds, memory)):
        print(
            f"{count:>7,} briefs {took:8.1f} s {1000 * took / count:6.1f} ms a brief"
            f" {held / 1e9:6.2f} GB"
        )
    print(f"a brief of {large:,} costs {each_of_many / each:.2f} times one of {small:,}")


def _build(parent: Path, briefs: int) -> tuple[float, int]:
    """Seconds that a build takes from nothing, and bytes of memory."""
    folder = parent / str(briefs)
    sites.make(folder, briefs)
    kept = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    command = [sys.executable, "-m", "brief", "build"]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, stdout=nowhere, stderr=nowhere, env=kept)
    _, _, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = 0  # It has been waited for.
    shutil.rmtree(folder)
    return took, used.ru_maxrss * 1024


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *(SMALL, LARGE)[len(given) :])
