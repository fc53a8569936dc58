"""Previewing: a change reaches the browser; a broken file shows its findings in the page."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import EN, GLOSSARY, JA, UNSEARCHED, MakeSite, Site

pytestmark = pytest.mark.browser

PATIENCE = 30_000
"""Milliseconds to wait for a page to be renewed: two polls of the disk and a build."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(site: Site, program: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a running preview, and the lines that it prints."""
    port = free_port()
    arguments = {
        "brief": ["-m", "brief", "serve", "--address", f"127.0.0.1:{port}"],
        "mkdocs": ["-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
    }[program]
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=site.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    printed: list[str] = []
    ready = threading.Event()

    def follow() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            printed.append(line)
            if "Serving on" in line:
                ready.set()
        ready.set()

    reader = threading.Thread(target=follow, daemon=True)
    reader.start()
    try:
        assert ready.wait(60), "".join(printed)
        assert process.poll() is None, "".join(printed)
        yield f"http://127.0.0.1:{port}/", printed
        assert process.poll() is None, "".join(printed)
    finally:
        process.terminate()
        process.wait(20)
        reader.join(20)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("program", ["brief", "mkdocs"])
def test_the_browser_follows_the_files(program: str, make_site: MakeSite, page: Page) -> None:
    site = make_site({"templates/words.en.yml": "briefs: Reports\n"})
    with serving(site, program) as (address, printed):
        page.goto(f"{address}en/briefs/talks/")
        main = page.locator("main")
        expect(main).to_contain_text("$100 billion")

        site.edit("content/briefs/talks.en.md", "$100 billion", "$200 billion")
        expect(main).to_contain_text("$200 billion", timeout=PATIENCE)
        expect(main).to_contain_text("figure-mismatch")
        found = page.locator(".row", has_text="$200 billion").locator(".found")
        expect(found).to_contain_text("figure-mismatch")
        assert any("figure-mismatch" in line for line in printed)

        site.edit("content/glossary/people.yml", "Donald Trump", "Donald J. Trump")
        expect(main).to_contain_text("Donald J. Trump", timeout=PATIENCE)

        site.edit("templates/words.en.yml", "Reports", "Dispatches")
        expect(page.get_by_role("banner")).to_contain_text("Dispatches", timeout=PATIENCE)


def test_a_broken_file_shows_its_findings_and_recovers(make_site: MakeSite, page: Page) -> None:
    site = make_site()
    with serving(site, "brief") as (address, printed):
        page.goto(f"{address}ja/briefs/talks/")
        main = page.locator("main")
        expect(main).to_contain_text("1000億ドル")

        site.edit("content/briefs/talks.ja.md", "title: 首脳会談", "titel: 首脳会談")
        fault = "content/briefs/talks.ja.md:2:1"
        expect(page.locator("body")).to_contain_text(fault, timeout=PATIENCE)
        expect(page.locator("body")).to_contain_text("did you mean 'title'?")
        assert any(fault in line for line in printed)

        site.write("content/briefs/talks.ja.md", JA)
        expect(main).to_contain_text("1000億ドル", timeout=PATIENCE)

        site.write("content/glossary/people.yml", GLOSSARY.replace("kind: person", "kind: persn"))
        expect(page.locator("body")).to_contain_text("did you mean 'person'?", timeout=PATIENCE)
        site.write("content/glossary/people.yml", GLOSSARY)
        expect(main).to_contain_text("ドナルド・トランプ", timeout=PATIENCE)


def test_the_place_on_the_page_is_kept(make_site: MakeSite, page: Page) -> None:
    long = EN + "".join(f"\nParagraph {letter}.\n" for letter in "abcdefghijklmnopqrstuvwxyz" * 4)
    site = make_site({"content/briefs/talks.en.md": long})
    with serving(site, "brief") as (address, _):
        page.goto(f"{address}en/briefs/talks/")
        page.evaluate("scrollTo(0, 900)")
        assert page.evaluate("scrollY") == 900
        site.edit("content/briefs/talks.en.md", "Paragraph a", "A changed paragraph a")
        expect(page.locator("main")).to_contain_text("A changed paragraph a", timeout=PATIENCE)
        page.wait_for_function("scrollY === 900")


def test_a_page_that_stays_as_it_is_is_not_loaded_again(make_site: MakeSite, page: Page) -> None:
    guide = "---\ntitle: A\n---\nText"
    site = make_site({"content/guide/a.en.md": guide, "content/guide/b.en.md": guide})
    with serving(site, "brief") as (address, printed):
        page.goto(f"{address}en/guide/a/")
        page.evaluate("globalThis.here = true")
        site.edit("content/guide/b.en.md", "Text", "Another text")
        while not any("guide/b.en.md: shown" in line for line in printed):
            page.wait_for_timeout(50)
        page.wait_for_timeout(500)
        assert page.evaluate("globalThis.here") is True
        site.edit("content/guide/a.en.md", "Text", "Another text")
        expect(page.locator("main")).to_contain_text("Another text", timeout=PATIENCE)


def test_files_come_and_go(make_site: MakeSite, page: Page) -> None:
    site = make_site()
    with serving(site, "brief") as (address, _):
        page.goto(f"{address}en/guide/a/")
        site.write("content/guide/a.en.md", "---\ntitle: A\n---\nNew text")
        expect(page.locator("main")).to_contain_text("New text", timeout=PATIENCE)
        # As editors do: what was there is moved aside, and the new text takes its place.
        text = site.content / "guide/a.en.md"
        text.rename(text.with_name("a.en.md~"))
        site.write("content/guide/.a.tmp", "---\ntitle: A\n---\nSaved text")
        (text.parent / ".a.tmp").rename(text)
        expect(page.locator("main")).to_contain_text("Saved text", timeout=PATIENCE)
        site.edit("mkdocs.yml", "site_name: Test", "site_name: Renamed")
        expect(page.get_by_role("banner")).to_contain_text("Renamed", timeout=PATIENCE)
        text.unlink()
        expect(page.locator("main")).not_to_contain_text("Saved text", timeout=PATIENCE)


def test_a_preview_is_searched_as_it_is_now(make_site: MakeSite, page: Page) -> None:
    site = make_site({"mkdocs.yml": UNSEARCHED.replace("search: false", "search: true")})
    with serving(site, "brief") as (address, _):
        page.goto(f"{address}ja/briefs/talks/")

        def found() -> list[str]:
            page.reload()
            page.keyboard.press("/")
            page.get_by_role("dialog").get_by_role("textbox").fill("兵器")
            expect(page.locator("#_search").get_by_role("status")).not_to_be_empty(timeout=PATIENCE)
            return page.locator("#_search .results a").all_inner_texts()

        assert found() == []
        site.edit("content/briefs/talks.ja.md", "武器購入", "兵器購入")
        expect(page.locator("main")).to_contain_text("兵器購入", timeout=PATIENCE)
        deadline = time.monotonic() + PATIENCE / 1000
        while not found() and time.monotonic() < deadline:
            page.wait_for_timeout(200)
        assert found() == ["首脳会談"]


def test_a_broken_template_shows_where(make_site: MakeSite, page: Page) -> None:
    site = make_site({"templates/page.html": "unused"})
    with serving(site, "brief") as (address, printed):
        page.goto(f"{address}ja/briefs/talks/")
        expect(page.locator("main")).to_contain_text("1000億ドル")
        template: Path = site.write("templates/brief.html", "<main>\n{{ nothing.here }}")
        where = re.compile(r"templates/brief\.html:2")
        expect(page.locator("body")).to_contain_text(where, timeout=PATIENCE)
        assert any(where.search(line) for line in printed)
        template.unlink()
        expect(page.locator("main")).to_contain_text("1000億ドル", timeout=PATIENCE)
