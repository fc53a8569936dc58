"""The Nu HTML Checker (vnu) on all pages of the project's own site, of the site of briefs that are
hard to set, and on the style sheet.

    python -m tests.browser.validator

Needs Node.js and Java: npx fetches the checker. The tests parse every page with html5lib, which
knows the grammar of HTML; this knows which elements and attributes may stand where as well.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from brief.render import BUILT_IN
from tests.browser import hard_input
from tests.browser.sites import build_own

PROGRAM = ["npx", "--yes", "vnu-jar@26.9.27", "--format", "gnu"]

GUESSES = ".*This document appears to be written in .*"
"""Of texts that are made up it cannot tell the language."""

UNKNOWN = ".*“(position-area|position-try|vector-effect)”.* doesn't exist.*"
"""What its check of CSS does not know yet: anchor positioning, and a property of SVG 2."""


def main() -> None:
    """Print what is found, warnings included; fail where there is anything."""
    if not (shutil.which("npx") and shutil.which("java")):
        sys.exit("The checker needs Node.js and Java.")
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / "own", Path(name) / "hard"]
        for folder in folders:
            folder.mkdir()
        sites = [build_own(folders[0]), hard_input.build(folders[1])]
        pages = [page for site in sites for page in site.rglob("*.html")]
        found = _checked("--skip-non-html", "--filterpattern", GUESSES, *map(str, sites))
    found += _checked("--css", "--filterpattern", UNKNOWN, str(BUILT_IN / "assets" / "brief.css"))
    print(f"{len(pages)} pages and a style sheet: {len(found)} findings")
    if found:
        sys.exit("\n".join(found))


def _checked(*arguments: str) -> list[str]:
    done = subprocess.run([*PROGRAM, *arguments], check=False, capture_output=True, text=True)
    found = done.stderr.splitlines()
    if done.returncode and not found:
        sys.exit(done.stdout or f"{PROGRAM[2]} ended with {done.returncode}")
    return found


if __name__ == "__main__":
    main()
