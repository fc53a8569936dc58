"""A Chromium for the browser tests: found, else fetched, else a clear failure; and a font.

Run as a program it makes sure that there is one, and tries for a font that can write Japanese:
without it the tests of pictures are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from brief import fonts

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """The path of a Chromium: $CHROMIUM, an installed one, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    installed = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if installed:
        return installed
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def fetch() -> None:
    """Playwright's own download; where that fails, the distribution's package when root."""
    print("No Chromium found; fetching Playwright's own", flush=True)
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(download, check=False, capture_output=True).returncode == 0 and find():
        return
    if _can_install():
        print("That failed; installing the distribution's package chromium", flush=True)
        _install("chromium")


def _can_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _install(package: str) -> None:
    for command in (["update"], ["-y", "install", "--no-install-recommends", package]):
        subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True)


def main() -> None:
    """Make sure that there is a Chromium, and try for a font."""
    if fonts.find() is None and _can_install():
        print("No font can write Japanese; installing the distribution's package", flush=True)
        _install("fonts-noto-cjk")
    if find() is None:
        fetch()
    if find() is None:
        sys.exit(
            "The browser tests need Chromium, and none could be fetched.\n"
            "Install Chromium or Chrome, or set CHROMIUM to the path of one."
        )


if __name__ == "__main__":
    main()
