"""Pictures of the pages, to be looked at: ``make screenshots`` writes them into screenshots/.

Every kind of page at four widths, light and dark; briefs side by side, with cards open, with
readings, on paper; and the briefs that are hard to set.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import hard_input
from tests.browser.chromium import ARGUMENTS, find
from tests.browser.places import ARMS, KINDS, TALKS, choose_view, hover, scroll_to
from tests.browser.sites import build_own, served
from tests.conftest import ROOT

FOLDER = ROOT / "screenshots"
WIDTHS = (390, 768, 1280, 1600)
DARK_WIDTHS = (390, 1280)


@dataclass(frozen=True)
class Picture:
    """A page, how wide, in which light, and what is done before it is taken."""

    name: str
    path: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    prepare: Callable[[Page], object] | None = None
    whole: bool = True
    """All of the page, not only what the window holds."""


def _both(page: Page) -> None:
    choose_view(page, "both")


def _name(page: Page) -> None:
    hover(page.locator(".here a.mention[href='#who-zelenskyy']").first)
    page.locator(".card").wait_for()


def _figure(page: Page) -> None:
    mark = page.locator(f".here {ARMS}").first
    scroll_to(mark)
    mark.click()


def _readings(page: Page) -> None:
    page.evaluate("document.documentElement.dataset.ruby = 'all'")


def _settings(page: Page) -> None:
    page.locator(".settings button").click()


def _search(page: Page) -> None:
    page.locator(".search > button").click()
    page.locator("#_query").fill("1000億ドル" if page.url.split("/")[3] == "ja" else "Zelensky")
    page.locator(".results li").first.wait_for()
    page.wait_for_load_state("networkidle")


def _paper(page: Page) -> None:
    page.emulate_media(media="print")


_STATES: dict[str, tuple[Callable[[Page], object], bool]] = {
    "side-by-side": (_both, True),
    "name": (_name, False),
    "figure": (_figure, False),
    "readings": (_readings, True),
    "settings": (_settings, False),
    "search": (_search, False),
}


def _other(path: str) -> str:
    """The page in the other language; the page itself, where it is in both."""
    language, slash, rest = path.partition("/")
    return {"ja": "en", "en": "ja"}.get(language, language) + slash + rest


def own() -> Iterator[Picture]:
    """Those of the project's own site: every kind of page, in both languages."""
    paths = [path for kind in KINDS for path in (kind, _other(kind))]
    for path in dict.fromkeys(paths):
        name = path.strip("/").replace("/", "-").removesuffix(".html") or "root"
        for width in WIDTHS:
            yield Picture(f"{name}-{width}", path, width)
        for width in DARK_WIDTHS:
            yield Picture(f"{name}-{width}-dark", path, width, "dark")
    for language in ("ja", "en"):
        path = f"{language}/{TALKS}"
        for state, (prepare, whole) in _STATES.items():
            for width in WIDTHS:
                yield Picture(
                    f"talks-{language}-{state}-{width}", path, width, "light", prepare, whole
                )
            for width in DARK_WIDTHS:
                yield Picture(
                    f"talks-{language}-{state}-{width}-dark", path, width, "dark", prepare, whole
                )
        yield Picture(f"talks-{language}-paper", path, 740, "light", _paper)


def hard() -> Iterator[Picture]:
    """Those of the briefs that are hard to set."""
    for slug, texts in hard_input.BRIEFS.items():
        for language in texts:
            for width in (390, 1280):
                path = f"{language}/briefs/{slug}/"
                yield Picture(f"hard-{slug}-{language}-{width}", path, width, whole=False)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture of the site at `address`."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": 844},
        color_scheme=picture.scheme,
        locale="en-GB",
        java_script_enabled=picture.path != "",  # the root would lead to a language
    )
    page = context.new_page()
    page.goto(address + picture.path)
    if picture.whole:
        # What waits until a reader comes near has come.
        page.mouse.wheel(0, 100_000)
        page.wait_for_load_state("networkidle")
        page.mouse.wheel(0, -100_000)
    if picture.prepare:
        picture.prepare(page)
    page.screenshot(path=FOLDER / f"{picture.name}.png", full_page=picture.whole)
    context.close()


def main() -> None:
    """Take them all; with arguments, those whose names hold one of them."""
    wanted = sys.argv[1:] or [""]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        stack.callback(browser.close)
        FOLDER.mkdir(exist_ok=True)
        count = 0
        for name, build, pictures in (("own", build_own, own), ("hard", hard_input.build, hard)):
            place = folder / name
            place.mkdir()
            address = stack.enter_context(served(build(place)))
            for picture in pictures():
                if any(part in picture.name for part in wanted):
                    take(browser, address, picture)
                    count += 1
    print(f"{count} pictures are in {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
