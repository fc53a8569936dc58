"""Built sites, each on a server of its own, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import hard_input
from tests.browser.chromium import ARGUMENTS, find
from tests.browser.sites import build_own, served


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built from content/."""
    return build_own(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the project's own site is served."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="session")
def slow_address(built: Path) -> Iterator[str]:
    """Where the project's own site is served over what might be a slow line."""
    with served(built, slowly=True) as address:
        yield address


@pytest.fixture(scope="session")
def hard_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site of briefs that are hard to set is served."""
    with served(hard_input.build(tmp_path_factory.mktemp("hard"))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail("no Chromium was found; run python tests/browser/chromium.py")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
