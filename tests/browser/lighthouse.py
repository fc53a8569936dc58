"""Lighthouse on a brief, an entity and the front page, in both languages, on phone and desktop.

    python -m tests.browser.lighthouse [RUNS]

Needs Node.js: npx fetches Lighthouse. The project's own site is served compressed, at the address
that it is built for. Performance depends on what else the machine does, so it is the median of
RUNS (3); the other categories are the worst of them.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.browser.chromium import ARGUMENTS, find
from tests.browser.places import TALKS
from tests.browser.sites import Compressing, build_own, served

PROGRAM = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 99
PATHS = [f"{language}/{path}" for path in ("", TALKS, "names/trump/") for language in ("ja", "en")]
PRESETS = {"phone": [], "desktop": ["--preset=desktop"]}

Scores = dict[str, int]


def score(url: str, preset: str) -> tuple[Scores, list[str]]:
    """The scores of one run, from 0 to 100, and the audits that cost points."""
    flags = " ".join([*ARGUMENTS, "--headless=new"])
    command = ["npx", "--yes", PROGRAM, url, "--quiet", "--output=json", *PRESETS[preset]]
    command += [f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": find() or ""}
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    report = json.loads(done.stdout)
    if "runtimeError" in report:
        sys.exit(f"{url}: {report['runtimeError']['message']}")
    scores, costly = {}, set()
    for name in CATEGORIES:
        category = report["categories"][name]
        scores[name] = round(category["score"] * 100)
        for audit in category["auditRefs"]:
            given = report["audits"][audit["id"]]["score"]
            if audit["weight"] and given is not None and given < 1:
                costly.add(f"{audit['id']} {given}")
    return scores, sorted(costly)


def main(runs: int) -> None:
    """Print the scores of each page; fail where one is too low."""
    if not shutil.which("npx"):
        sys.exit("Lighthouse needs Node.js, and npx was not found.")
    low = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(served(folder / "site", Compressing))
        build_own(folder, address)
        print(f"{PROGRAM}, medians of {runs}; {', '.join(CATEGORIES)}")
        for preset in PRESETS:
            for path in PATHS:
                found = [score(address + path, preset) for _ in range(runs)]
                scores = {name: min(each[name] for each, _ in found) for name in CATEGORIES}
                median = statistics.median_low(each["performance"] for each, _ in found)
                scores["performance"] = median
                costly = sorted({audit for _, audits in found for audit in audits})
                print(f"{preset:8} {path:40}", *scores.values(), *costly, flush=True)
                low += [path for value in scores.values() if value < LEAST]
    if low:
        sys.exit(f"Below {LEAST}: {', '.join(dict.fromkeys(low))}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
