"""Golden pages: the ``<main>`` of pages of the project's own site.

``make golden`` writes them anew; review the difference like code.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from brief import site
from brief.pipeline import Settings, load
from tests.conftest import ROOT

GOLDEN = Path(__file__).parent / "golden"

PAGES = [
    "ja/briefs/2025-08-18-white-house-talks/index.html",
    "en/briefs/2025-08-18-white-house-talks/index.html",
    "ja/briefs/2025-01-24-boj-rate-hike/index.html",
    "en/names/trump/index.html",
    "ja/names/index.html",
    "en/index.html",
    "ja/figures/index.html",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        text.replace("docs_dir: content", f"docs_dir: {ROOT / 'content'}"), encoding="utf-8"
    )
    return site.build(str(config)).folder


@pytest.mark.parametrize("name", PAGES)
def test_golden(name: str, built: Path) -> None:
    page = (built / name).read_text(encoding="utf-8")
    found = re.search(r"<main.*</main>", page, re.DOTALL)
    assert found is not None
    golden = GOLDEN / (name.removesuffix("/index.html").replace("/", "-") + ".html")
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
