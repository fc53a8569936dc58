"""The search index: made when a page has changed, and only then; the same bytes each time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from brief import site
from brief.model import UnusableInput
from brief.render import BUILT_IN
from brief.site import search
from tests.conftest import MakeSite, Site

SEARCHED = {"mkdocs.yml": "site_name: Test\ndocs_dir: content\nplugins: [brief]\n"}


class Runs:
    """How often Pagefind has been started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._make = search.make
        monkeypatch.setattr(search, "make", self)

    def __call__(self, *arguments: Any, **options: Any) -> None:
        self.count += 1
        self._make(*arguments, **options)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    return Runs(monkeypatch)


def build(made: Site, **options: Any) -> dict[str, bytes]:
    site.build(str(made.folder / "mkdocs.yml"), jobs=1, **options)
    return made.pages()


def index_of(pages: dict[str, bytes]) -> set[str]:
    return {uri for uri in pages if uri.startswith("pagefind/")}


@pytest.mark.parametrize(
    ("html", "apart"),
    [
        ("<p>日銀は</p>", "<p> 日 銀 は</p>"),
        ("<p>1000億ドル</p>", "<p>1000 億 ド ル</p>"),
        ("<p>約1000人</p>", "<p> 約 1000 人</p>"),
        ("<p>、<b>1000</b>億</p>", "<p>、<b> 1000</b> 億</p>"),
        ("<p>日<b>EU</b></p>", "<p> 日<b> EU</b></p>"),
        ("<p>プーチン・ゼレ</p>", "<p> プ ー チ ン・ ゼ レ</p>"),
        ("<p>、[1000億](figure:arms)</p>", "<p>、 [1000 億 ](figure:arms)</p>"),
        ("<p>ＮＡＴＯ、１．５％</p>", "<p>NATO、 1.5％</p>"),
        ("<p>A résumé of 2%</p>", "<p>A résumé of 2%</p>"),
        ('<p title="日銀">a</p>', '<p title="日銀">a</p>'),
    ],
)
def test_japanese_characters_are_set_apart(html: str, apart: str) -> None:
    assert search.set_apart(html) == apart


def test_setting_apart_adds_nothing_but_spaces() -> None:
    html = Path(__file__).parent / "golden"
    for path in html.rglob("*.html"):
        text = path.read_text("utf-8")
        apart = search.set_apart(text)
        assert apart.replace(" ", "") == text.replace(" ", "").translate(search._WIDE)


def test_an_unchanged_site_does_not_start_pagefind(make_site: MakeSite, runs: Runs) -> None:
    made = make_site(SEARCHED)
    before = build(made)
    assert runs.count == 1
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= index_of(before)
    assert build(made) == before
    assert runs.count == 1


def test_a_file_that_is_no_page_leaves_the_index(make_site: MakeSite, runs: Runs) -> None:
    made = make_site(SEARCHED)
    before = build(made)
    made.write("content/picture.svg", "<svg/>")
    after = build(made)
    assert runs.count == 1
    assert after == {**before, "picture.svg": b"<svg/>"}


def test_a_changed_page_is_indexed(make_site: MakeSite, runs: Runs) -> None:
    made = make_site(SEARCHED)
    before = build(made)
    made.edit("content/briefs/talks.en.md", "The talks", "The parley")
    after = build(made)
    assert runs.count == 2
    assert index_of(after) != index_of(before)


@pytest.mark.parametrize("spoil", ["delete", "write"])
def test_a_spoilt_index_is_made_again(spoil: str, make_site: MakeSite, runs: Runs) -> None:
    made = make_site(SEARCHED)
    before = build(made)
    fragment = made.folder / "site" / min(uri for uri in before if uri.endswith("fragment"))
    if spoil == "delete":
        fragment.unlink()
    else:
        fragment.write_bytes(b"spoilt")
    assert build(made) == before
    assert runs.count == 2


def test_a_clean_build_gives_the_same_index(make_site: MakeSite, runs: Runs) -> None:
    made = make_site(SEARCHED)
    text = (made.content / "briefs/talks.en.md").read_text("utf-8")
    for number in range(8):
        topics = f"topics: [t{number}, t{number % 3}, t{(number * 5) % 7}]"
        made.write(
            f"content/briefs/n{number}.en.md",
            text.replace("---\n", f"---\ndate: 2025-08-{number + 10}\n{topics}\n", 1),
        )
    before = build(made)
    for name in ("n1", "n5"):
        made.edit(f"content/briefs/{name}.en.md", "The talks", "The parley")
        build(made)
        made.edit(f"content/briefs/{name}.en.md", "The parley", "The talks")
    assert build(made) == before
    assert runs.count == 4


def test_mkdocs_makes_the_same_index(make_site: MakeSite) -> None:
    made = make_site(SEARCHED)
    before = build(made)
    built = made.mkdocs("build", "--site-dir", "other", "--quiet")
    assert built.returncode == 0, built.stderr
    assert made.pages("other") == before


def test_the_option_and_the_switch_leave_nothing(make_site: MakeSite, runs: Runs) -> None:
    made = make_site(SEARCHED)
    with_search = build(made)
    without = build(made, search=False)
    assert index_of(without) == set()
    assert b'id="_search"' in with_search["ja/index.html"]
    assert b'id="_search"' not in without["ja/index.html"]
    assert build(made) == with_search
    made.edit("mkdocs.yml", "[brief]", "[{brief: {search: false}}]")
    assert build(made) == without
    assert runs.count == 2


def test_a_site_without_briefs_has_an_index(make_site: MakeSite) -> None:
    made = make_site(SEARCHED)
    for path in made.content.rglob("*.md"):
        path.unlink()
    assert "pagefind/pagefind.js" in index_of(build(made))


def test_templates_may_mark_nothing(make_site: MakeSite) -> None:
    made = make_site(SEARCHED)
    for path in (BUILT_IN, BUILT_IN / "parts"):
        for template in path.glob("*.html"):
            text = template.read_text("utf-8").replace(search.INDEXED, "data-mine")
            made.write(f"templates/{template.relative_to(BUILT_IN)}", text)
    assert index_of(build(made)) == set()


def test_the_folder_of_the_index_is_taken(make_site: MakeSite) -> None:
    made = make_site({**SEARCHED, "content/pagefind/index.txt": "mine"})
    with pytest.raises(UnusableInput) as raised:
        build(made)
    (finding,) = raised.value.findings
    assert finding.place.path.endswith("content/pagefind/index.txt")
    assert finding.message == "the search index has the same address"
    build(made, search=False)


def test_the_command_line_switches_it_off(make_site: MakeSite) -> None:
    made = make_site(SEARCHED)
    assert made.brief("build", "--no-search").returncode == 0
    assert index_of(made.pages()) == set()
    assert made.brief("build").returncode == 0
    assert index_of(made.pages()) != set()


def test_a_failing_pagefind_leaves_the_site(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_site(SEARCHED)
    before = build(made)
    made.edit("content/briefs/talks.en.md", "The talks", "The parley")

    program = "import sys; sys.exit('no room\\non the disk')"
    monkeypatch.setattr(search, "_PROGRAM", (sys.executable, "-c", program))
    with pytest.raises(UnusableInput) as raised:
        build(made)
    assert "no room on the disk" in str(raised.value.findings[0])
    assert "--no-search" in str(raised.value.findings[0])
    assert made.pages() == before


def test_without_pagefind_the_site_is_built(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(search, "version", lambda: None)
    pages = build(make_site(SEARCHED))
    assert index_of(pages) == set()
    assert b'id="_search"' not in pages["ja/index.html"]
    assert "cannot be searched" in caplog.text
