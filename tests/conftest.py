"""Shared fixtures: small sites made of text, and the command line run in them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# A shell that runs the tests in the background, or nohup, has these ignored, by all they start as
# well.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

JA = """\
---
title: 首脳会談
description: 要約
date: 2025-08-19
source_language: ja
figures: {arms: 武器}
sources: [{"title": 共同声明}]
---
## 会談

トランプ米大統領は18日、[1000億ドル](figure:arms)(約14兆7800億円)の武器購入を話し合った。
"""

EN = """\
---
title: The talks
description: A summary
figures: {arms: Arms}
---

## The talks

President Trump discussed arms purchases of [$100 billion](figure:arms) (about ¥14.78 trillion) on Aug. 18.
"""

GLOSSARY = """\
trump:
  kind: person
  name: {ja: ドナルド・トランプ, en: Donald Trump}
  aliases: {ja: [トランプ], en: [Trump]}
  roles:
    - {title: {ja: 米大統領, en: President of the United States}, from: 2025-01-20}
"""

UNSEARCHED = "site_name: Test\ndocs_dir: content\nplugins: [{brief: {search: false}}]\n"
"""Most tests are of what is on the pages: an index would take longer to make than they do."""


@dataclass(frozen=True)
class Site:
    """A site in a folder of its own."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def brief(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run the command line in the folder of the site."""
        return run([sys.executable, "-m", "brief", *arguments], self.folder, stdin)

    def mkdocs(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run([sys.executable, "-m", "mkdocs", *arguments], self.folder)

    def pages(self, folder: str = "site") -> dict[str, bytes]:
        """The files of the built site."""
        root = self.folder / folder
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }


def run(command: list[str], folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def sound_site(folder: Path) -> Site:
    """A site in `folder` with one brief and nothing to find fault with."""
    site = Site(folder)
    site.write("mkdocs.yml", UNSEARCHED)
    site.write("content/briefs/talks.ja.md", JA)
    site.write("content/briefs/talks.en.md", EN)
    site.write("content/glossary/people.yml", GLOSSARY)
    return site


MakeSite = Callable[..., Site]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Make a site of the files given by name, on top of a sound one with one brief."""

    def make(files: Mapping[str, str] | None = None) -> Site:
        site = sound_site(tmp_path / "site-under-test")
        for name, text in (files or {}).items():
            site.write(name, text)
        return site

    return make
