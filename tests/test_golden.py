"""Golden pages: the ``<main>`` of pages of the project's own site.

``make golden`` writes them anew; review the difference like code.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from brief import site
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
