"""Golden pages: the ``<main>`` of pages of the project's own site, and of briefs hard to set.

``make golden`` writes them anew; review the difference like code.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from brief import addresses
from brief.pipeline import Settings, load
from tests.browser import hard_input
from tests.browser.sites import build_own
from tests.conftest import ROOT

GOLDEN = Path(__file__).parent / "golden"

OWN = [
    "ja/briefs/2025-08-18-white-house-talks/index.html",
    "en/briefs/2025-08-18-white-house-talks/index.html",
    "ja/briefs/2025-01-24-boj-rate-hike/index.html",
    "en/names/trump/index.html",
    "ja/names/index.html",
    "en/index.html",
    "ja/figures/index.html",
    "ja/figures/boj-policy-rate/index.html",
    "ja/topics/index.html",
    "en/topics/security/index.html",
    "en/briefs/2025/index.html",
    "ja/names/zelenskyy/index.html",
]
HARD = [
    "ja/briefs/long-title/index.html",
    "ja/briefs/markup-in-name/index.html",
    "en/briefs/markup-in-name/index.html",
    "en/briefs/nothing/index.html",
    "ja/briefs/one-language/index.html",
    "en/briefs/missing-image/index.html",
    addresses.topic("en", hard_input.TOPIC),
]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site."""
    return build_own(tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The briefs that are hard to set."""
    return hard_input.build(tmp_path_factory.mktemp("hard"))


@pytest.mark.parametrize("name", OWN)
def test_golden(name: str, own: Path) -> None:
    compare(own / name, name.removesuffix("/index.html").replace("/", "-"))


@pytest.mark.parametrize("name", HARD)
def test_hard_input(name: str, hard: Path) -> None:
    compare(hard / name, "hard-" + name.removesuffix("/index.html").replace("/", "-"))


def compare(page: Path, name: str) -> None:
    """Compare the ``<main>`` of a page with the golden one."""
    found = re.search(r"<main.*</main>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    golden = GOLDEN / f"{name}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found[0] + "\n", encoding="utf-8")
    assert found[0] + "\n" == golden.read_text(encoding="utf-8")


def test_the_names_of_the_briefs() -> None:
    """How often each brief names each entity, and why; written anew like the pages."""
    lines = ["# brief\tlanguage\tentity\twhy\tmentions"]
    for brief in load(Settings(ROOT / "content")).briefs:
        for language, text in brief.texts.items():
            counts = Counter(
                (mention.entity, mention.reason)
                for noted in text.annotations
                for mention in noted.mentions
            )
            for (entity, reason), count in sorted(counts.items()):
                lines.append(f"{brief.slug}\t{language}\t{entity}\t{reason}\t{count}")
    found, golden = "\n".join(lines) + "\n", GOLDEN / "mentions.tsv"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
