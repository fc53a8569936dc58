"""Building: the same files by either command, strictness, and the site left whole."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.model import UnusableInput
from brief.site import build
from tests.conftest import EN, JA, MakeSite, sound_site


def test_brief_and_mkdocs_build_the_same_files(make_site: MakeSite) -> None:
    site = make_site({"content/img/chart.svg": "<svg/>"})
    assert site.brief("build").returncode == 0
    by_brief = site.pages()
    assert site.mkdocs("build", "--site-dir", "other").returncode == 0
    assert site.pages("other") == by_brief
    assert {"ja/briefs/talks/index.html", "en/names/trump/index.html", "img/chart.svg"} <= set(
        by_brief
    )


def test_a_build_is_repeatable(make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    first = site.pages()
    site.brief("build")
    assert site.pages() == first


def test_a_deleted_text_leaves_no_page(make_site: MakeSite) -> None:
    site = make_site({"content/guide/a.en.md": "---\ntitle: A\n---\nText"})
    site.brief("build")
    assert "en/guide/a/index.html" in site.pages()
    (site.content / "guide/a.en.md").unlink()
    site.brief("build")
    assert "en/guide/a/index.html" not in site.pages()


@pytest.mark.parametrize("command", ["brief", "mkdocs"])
def test_strict_fails_and_leaves_the_site(command: str, make_site: MakeSite) -> None:
    site = make_site()
    assert site.brief("build", "--strict").returncode == 0
    before = site.pages()
    site.edit("content/briefs/talks.en.md", "$100 billion", "$100 million")
    done = getattr(site, command)("build", "--strict")
    assert done.returncode == 1
    assert "content/briefs/talks.en.md:9:46: figure-mismatch" in done.stderr
    assert site.pages() == before
    assert site.brief("build").returncode == 0
    assert site.pages() != before


def test_drafts_are_left_out(make_site: MakeSite) -> None:
    site = make_site({"content/briefs/talks.en.md": EN.replace("title:", "draft: true\ntitle:")})
    site.brief("build")
    assert not any(name.startswith("ja/briefs/talks") for name in site.pages())


def test_a_template_of_the_user_wins_and_can_extend(make_site: MakeSite) -> None:
    own = '{% extends "brief/brief.html" %}{% block footer %}<p>OWN</p>{% endblock %}'
    site = make_site({"templates/brief.html": own, "templates/assets/brief.css": "/* own */"})
    assert site.brief("build").returncode == 0
    assert b"OWN" in site.pages()["ja/briefs/talks/index.html"]
    assert site.pages()["assets/brief.css"] == b"/* own */"


def test_text_is_escaped(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("content/briefs/talks.en.md", "The talks\n", '<script>alert(1)</script> & "x"\n')
    site.edit("content/glossary/people.yml", "en: Donald Trump", "en: '<b>Donald</b>'")
    assert site.brief("build").returncode == 0
    for name, page in site.pages().items():
        if name.endswith(".html"):
            assert b"<script>alert" not in page
            assert b"<b>Donald" not in page


def test_raw_html_only_when_asked_for(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("content/briefs/talks.en.md", "discussed", "<u>discussed</u>")
    site.brief("build")
    assert b"&lt;u&gt;" in site.pages()["en/briefs/talks/index.html"]
    site.edit("mkdocs.yml", "{search: false}", "{search: false, raw_html: true}")
    site.brief("build")
    assert b"<u>discussed</u>" in site.pages()["en/briefs/talks/index.html"]


def test_links_lead_to_pages(make_site: MakeSite) -> None:
    site = make_site(
        {"content/guide/a.en.md": "---\ntitle: A\n---\nSee [it](../briefs/talks.md#the-talks)."}
    )
    site.brief("build")
    assert b'href="../../briefs/talks/#the-talks"' in site.pages()["en/guide/a/index.html"]


def test_without_directory_urls(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("mkdocs.yml", "docs_dir", "use_directory_urls: false\ndocs_dir")
    site.brief("build")
    page = site.pages()["en/index.html"].decode()
    assert 'href="briefs/talks/index.html"' in page


def test_another_folder_for_the_site_and_the_content(make_site: MakeSite) -> None:
    site = make_site()
    site.content.rename(site.folder / "articles")
    site.write(
        "mkdocs.yml", "site_name: T\ndocs_dir: articles\nsite_dir: out/www\nplugins: [brief]\n"
    )
    assert site.brief("build").returncode == 0
    assert "ja/briefs/talks/index.html" in site.pages("out/www")


def test_check_writes_nothing(make_site: MakeSite) -> None:
    site = make_site()
    before = sorted(site.folder.rglob("*"))
    assert site.brief("check").returncode == 0
    after = [path for path in site.folder.rglob("*") if ".cache" not in path.parts]
    assert sorted(after) == before


EDITS = st.lists(
    st.sampled_from(
        [
            ("content/briefs/talks.en.md", "$100 billion", "$200 billion"),
            ("content/briefs/talks.en.md", "President Trump", "Mr. Trump"),
            ("content/briefs/talks.ja.md", "18日", "17日"),
            ("content/briefs/second.ja.md", "", JA),
            ("content/briefs/second.en.md", "", EN),
            ("content/guide/a.en.md", "", "---\ntitle: A\n---\nText"),
            ("content/glossary/people.yml", "Donald Trump", "Donald J. Trump"),
            ("content/topics.yml", "", "trade: {ja: 貿易, en: Trade}"),
            ("templates/words.en.yml", "", "briefs: Reports"),
            ("content/briefs/second.ja.md", None, None),
            ("content/guide/a.en.md", None, None),
        ]
    ),
    max_size=6,
)
"""File, what is replaced, by what: "" makes the file, None deletes it."""


@given(EDITS)
@settings(max_examples=10)
def test_a_rebuild_gives_the_bytes_of_a_clean_build(
    edits: list[tuple[str, str | None, str | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = sound_site(Path(folder))
        config = str(site.folder / "mkdocs.yml")
        build(config)
        for name, old, new in edits:
            path = site.folder / name
            if old is None or new is None:
                path.unlink(missing_ok=True)
            elif not old:
                site.write(name, new)
            else:
                site.write(name, path.read_text(encoding="utf-8").replace(old, new))
            with suppress(UnusableInput):
                build(config)
        rebuilt = site.pages()
        try:
            build(config)
        except UnusableInput:
            assert site.pages() == rebuilt
        else:
            shutil.rmtree(site.folder / "site")
            build(config)
            assert site.pages() == rebuilt


def test_mkdocs_dirty_build_gives_the_same_files(make_site: MakeSite) -> None:
    site = make_site({"content/img/chart.svg": "<svg/>"})
    assert site.mkdocs("build", "-q").returncode == 0
    clean = site.pages()
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    assert site.mkdocs("build", "-q", "--dirty").returncode == 0
    in_place = site.pages()
    assert in_place != clean
    site.brief("build")
    assert site.pages() == in_place


def test_hidden_files_of_the_site_are_kept(make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    site.write("site/.git/HEAD", "ref: refs/heads/gh-pages")
    assert site.brief("build").returncode == 0
    assert site.pages()[".git/HEAD"] == b"ref: refs/heads/gh-pages"


def test_a_site_left_aside_by_a_killed_build_comes_back(make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    before = site.pages()
    (site.folder / "site").rename(site.folder / ".site.old")
    site.edit("content/briefs/talks.en.md", "title:", "titel:")
    assert site.brief("build").returncode == 2
    assert site.pages() == before


@pytest.mark.parametrize(
    ("site_dir", "said"),
    [("notes.txt", "which is no folder"), ("templates", "would be lost")],
)
def test_a_folder_that_is_no_site_is_left_alone(
    site_dir: str, said: str, make_site: MakeSite
) -> None:
    site = make_site({"notes.txt": "mine", "templates/words.en.yml": "briefs: Reports"})
    site.edit("mkdocs.yml", "docs_dir", f"site_dir: {site_dir}\ndocs_dir")
    done = site.brief("build")
    assert (done.returncode, said in done.stderr) == (2, True)
    assert (site.folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (site.folder / "templates/words.en.yml").is_file()


def test_broken_links_among_the_files_are_said(make_site: MakeSite) -> None:
    site = make_site()
    (site.content / "dead.png").symlink_to("nowhere.png")
    done = site.brief("build")
    assert "content/dead.png:1:1: source: this is no regular file" in done.stderr
    assert done.returncode == 2
