"""Bad input: each a message with file, line and what to do; no traceback; nothing damaged."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from brief import content
from brief.edition import DOCUMENT
from brief.model import Finding, UnusableInput
from brief.pipeline import Settings, load
from brief.store import Store
from tests.conftest import EN, GLOSSARY, JA, MakeSite, Site, sound_site

UNUSABLE = 2


@dataclass(frozen=True)
class Case:
    """A change to a sound site, and what must be said of it."""

    name: str
    said: str
    files: dict[str, str | bytes] = field(default_factory=dict)


BAD = [
    Case(
        "malformed YAML",
        "content/briefs/talks.ja.md:3:1: front-matter: not valid YAML",
        {"content/briefs/talks.ja.md": "---\ntitle: [x\n---\n本文"},
    ),
    Case(
        "an unknown key",
        "unknown key 'sumary' in front matter",
        {"content/briefs/talks.ja.md": JA.replace("title:", "sumary: x\ntitle:")},
    ),
    Case(
        "no front matter",
        "content/briefs/talks.en.md:1:1: front-matter: the file has no front matter",
        {"content/briefs/talks.en.md": "Text."},
    ),
    Case(
        "a slug twice",
        "its page has the same address as that of content/briefs/talks.",
        {"content/briefs/talks/index.ja.md": JA},
    ),
    Case(
        "the address of a list",
        "its page has the same address as the list of all briefs",
        {"content/briefs.ja.md": "---\ntitle: x\n---\n"},
    ),
    Case(
        "an alias twice",
        "content/glossary/people.yml:1:1: glossary: 'Trump' names both 'ivanka'",
        {"content/glossary/more.yml": "ivanka: {kind: person, name: {ja: 甲, en: Trump}}"},
    ),
    Case(
        "an unknown entity",
        "content/briefs/talks.ja.md:11:5: entity-unknown: the glossary has no entity 'trumpp'; "
        "did you mean 'trump'?",
        {
            "content/briefs/talks.ja.md": JA.replace(
                "トランプ米大統領は", "彼は「[彼](entity:trumpp)」"
            )
        },
    ),
    Case(
        "Shift_JIS",
        "content/briefs/talks.ja.md:2:8: source: not UTF-8 (byte 0x8E); save it as UTF-8; "
        "it looks like Shift_JIS",
        {"content/briefs/talks.ja.md": JA.encode("cp932", "replace")},
    ),
    Case(
        "an empty file",
        "content/briefs/talks.en.md:1:1: source: the file is empty",
        {"content/briefs/talks.en.md": "\n"},
    ),
    Case(
        "5 MB",
        "content/briefs/talks.en.md:1:1: source: the file has 5.0 MB; the limit is 2 MB; split it",
        {"content/briefs/talks.en.md": EN + "word " * 1_000_000},
    ),
    Case(
        "a template's syntax",
        "templates/brief.html:2:1: template: ",
        {"templates/brief.html": "<p>\n{% if %}"},
    ),
    Case(
        "a template's variable",
        "templates/brief.html:1:1: template: 'nothing' is undefined",
        {"templates/brief.html": "{{ nothing.here }}"},
    ),
    Case(
        "a template that is not there",
        "there is no template 'other.html'",
        {"templates/brief.html": "{% include 'other.html' %}"},
    ),
    Case(
        "the words of the interface",
        "templates/words.ja.yml:2:1: template: not valid YAML",
        {"templates/words.ja.yml": "["},
    ),
    Case(
        "no date",
        "content/briefs/talks.ja.md:1:1: front-matter: a brief needs a date",
        {"content/briefs/talks.ja.md": JA.replace("date: 2025-08-19\n", "")},
    ),
    Case(
        "no language",
        "content/note.md:1:1: source: the file's name does not say its language; "
        "name it note.ja.md or .en.md",
        {"content/note.md": "x"},
    ),
    Case(
        "a glossary that is no mapping",
        "content/glossary/people.yml:1:1: glossary: expected a mapping, found a list",
        {"content/glossary/people.yml": "- x"},
    ),
    Case(
        "figure series",
        "content/figures.yml:1:8: figure-series: unknown key 'lable' in a figure series; "
        "did you mean 'label'?",
        {"content/figures.yml": "rate: {lable: {ja: 甲, en: A}}"},
    ),
    Case(
        "the configuration",
        "mkdocs.yml:1:1: configuration: ",
        {"mkdocs.yml": "site_name: x\nplugins: [brief, none-such]\ndocs_dir: content\n"},
    ),
    Case(
        "the plugin is off",
        "mkdocs.yml:1:1: configuration: the plugin brief is not switched on",
        {"mkdocs.yml": "site_name: x\nplugins: []\ndocs_dir: content\n"},
    ),
    Case(
        "another ending of Markdown",
        "content/x.mdown:1:1: source: the file's name does not say its language; name it x.ja.md",
        {"content/x.mdown": "x"},
    ),
    Case(
        "a rule that does not exist",
        "there is no rule 'figure-unmached' to ignore; did you mean 'figure-unmatched'?",
        {
            "content/briefs/talks.ja.md": JA.replace(
                "title:", "ignore: {figure-unmached: x}\ntitle:"
            )
        },
    ),
    Case(
        "a key figure without a key",
        "content/briefs/talks.ja.md:11:15: key-figure: '' is no key of a key figure",
        {"content/briefs/talks.ja.md": JA.replace("(figure:arms)", "(figure:)")},
    ),
    Case(
        "a paragraph of 30,000 characters",
        "content/briefs/talks.ja.md:13:1: source: a paragraph has 30,000 characters",
        {"content/briefs/talks.ja.md": f"{JA}\n{'[' * 30_000}"},
    ),
    Case(
        "a date of a series",
        "content/figures.yml:3:19: figure-series: expected a year, month or day: 2025-01",
        {
            "content/figures.yml": "rate:\n  label: {ja: 甲, en: A}\n  points: [{date: 2025-13, value: 1}]"
        },
    ),
    Case(
        "an empty glossary entry",
        "content/glossary/x.yml:1:7: glossary: expected a glossary entry",
        {"content/glossary/x.yml": "japan:\n"},
    ),
    Case(
        "a control character",
        "content/briefs/talks.ja.md:2:9: front-matter: the character U+0007 is not allowed in YAML",
        {"content/briefs/talks.ja.md": JA.replace("title: 首", "title: 首\x07")},
    ),
    Case(
        "the address of a page",
        "content/ja/index.html:1:1: slug-taken: a page of the site has the same address",
        {"content/ja/index.html": "mine"},
    ),
    Case(
        "an option that does not exist",
        "mkdocs.yml:1:1: configuration: Config value 'plugins': Plugin 'brief' option 'templatez'",
        {"mkdocs.yml": "site_name: x\nplugins: [{brief: {templatez: x}}]\ndocs_dir: content\n"},
    ),
    Case(
        "a macro that is missing",
        "templates/annotations.html:1:1: template: it lacks the macro 'mention'",
        {"templates/annotations.html": "{% macro figure(a) %}{% endmacro %}"},
    ),
]

_FOUND_BY_BUILD_ONLY = ("template", "slug-taken: a page")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A sound site, built."""
    site = sound_site(tmp_path_factory.mktemp("sound"))
    assert site.brief("build").returncode == 0
    return site


@pytest.fixture
def built(sound: Site, tmp_path: Path) -> Site:
    """A sound site of one's own, built."""
    return Site(shutil.copytree(sound.folder, tmp_path / "site-under-test"))


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad_input(case: Case, built: Site) -> None:
    site, before = built, built.pages()
    for name, text in case.files.items():
        path = site.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = site.brief("build")
    assert case.said.rstrip() in done.stderr
    assert done.returncode == UNUSABLE
    assert "Traceback" not in done.stderr + done.stdout
    assert site.pages() == before
    assert [p.name for p in site.folder.iterdir() if p.name.startswith(".")] == [".cache"]
    if not any(rule in case.said for rule in _FOUND_BY_BUILD_ONLY):
        checked = site.brief("check")
        assert case.said.rstrip() in checked.stdout + checked.stderr
        assert checked.returncode == UNUSABLE


# Of its own configuration MkDocs tells in its own words.
WITH_MKDOCS = [case for case in BAD if "configuration" not in case.said]


@pytest.mark.parametrize("case", WITH_MKDOCS, ids=lambda case: case.name)
def test_bad_input_with_mkdocs(case: Case, built: Site) -> None:
    """What `mkdocs build` does with the worst of them: it fails and leaves the site."""
    site, before = built, built.pages()
    for name, text in case.files.items():
        path = site.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = site.mkdocs("build", "-q")
    assert case.said.rstrip() in done.stderr
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert site.pages() == before


def test_a_missing_counterpart_is_said_and_built(make_site: MakeSite) -> None:
    site = make_site()
    (site.content / "briefs/talks.en.md").unlink()
    done = site.brief("build")
    assert (
        "content/briefs/talks.ja.md:1:1: translation-missing: there is no talks.en.md"
        in done.stderr
    )
    assert done.returncode == 0
    assert "ja/briefs/talks/index.html" in site.pages()
    assert "en/briefs/talks/index.html" not in site.pages()
    assert site.brief("build", "--strict").returncode == 1


def test_all_files_are_told_of_at_once(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/briefs/talks.ja.md": "---\ntitel: x\n---\n",
            "content/briefs/talks.en.md": "",
            "content/glossary/people.yml": GLOSSARY.replace("kind:", "kin:"),
        }
    )
    said = site.brief("check").stdout
    for path in ("briefs/talks.ja.md", "briefs/talks.en.md", "glossary/people.yml"):
        assert f"content/{path}:" in said


def test_no_site_here(make_site: MakeSite) -> None:
    site = make_site()
    (site.folder / "mkdocs.yml").unlink()
    done = site.brief("build")
    assert (
        "mkdocs.yml:1:1: configuration: there is no such file; run brief in the folder"
        in done.stderr
    )
    assert done.returncode == UNUSABLE


# --- files that are not what they seem ---------------------------------------------------


def test_a_link_that_leads_back_is_said(make_site: MakeSite) -> None:
    site = make_site({"content/img/chart.svg": "<svg/>"})
    assert site.brief("build").returncode == 0
    before = site.pages()
    (site.content / "img/loop").symlink_to("..")
    done = site.brief("build")
    assert done.returncode == UNUSABLE
    assert (
        "content/img/loop:1:1: source: this link leads to a folder that it is in; delete it"
        in done.stderr
    )
    assert site.pages() == before


def test_links_that_lead_to_each_other_are_said(make_site: MakeSite) -> None:
    site = make_site()
    (site.content / "a").symlink_to("b")
    (site.content / "b").symlink_to("a")
    done = site.brief("build")
    assert done.returncode == UNUSABLE
    for name in ("a", "b"):
        assert f"content/{name}:1:1: source: this is no regular file" in done.stderr


def test_a_linked_folder_is_part_of_the_content(make_site: MakeSite) -> None:
    site = make_site({"elsewhere/chart.svg": "<svg/>"})
    (site.content / "img").symlink_to("../elsewhere")
    assert site.brief("build").returncode == 0
    assert site.pages()["img/chart.svg"] == b"<svg/>"


def test_many_other_files_are_copied_once(make_site: MakeSite) -> None:
    names = [f"files/{number % 40}/{number}.txt" for number in range(2_000)]
    site = make_site({f"content/{name}": "x" for name in names})
    assert site.brief("build").returncode == 0
    assert set(names) < set(site.pages())
    numbers = {name: (site.folder / "site" / name).stat().st_ino for name in names}
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    assert site.brief("build").returncode == 0
    assert {name: (site.folder / "site" / name).stat().st_ino for name in names} == numbers


def test_a_file_that_changes_while_it_is_read_is_said(make_site: MakeSite) -> None:
    site = make_site()
    store = Store()
    edition = load(Settings(site.content), store=store)
    store.keep(DOCUMENT, ())
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    with pytest.raises(UnusableInput) as raised:
        _ = edition.briefs[0]
    said = "content/briefs/talks.en.md:1:1: source: the file changed while the site was made"
    assert said in str(raised.value.findings[0])


def test_a_file_that_goes_while_the_content_is_read_is_said(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    found = content.find

    def find(
        folder: Path, shown: str, faults: list[Finding], *more: None
    ) -> tuple[list[str], list[str]]:
        there = found(folder, shown, faults, *more)
        (site.content / "briefs/talks.en.md").unlink()
        return there

    monkeypatch.setattr(content, "find", find)
    faults = load(Settings(site.content), store=Store()).faults
    assert ["content/briefs/talks.en.md:1:1: source: cannot be read" in str(f) for f in faults] == [
        True
    ]


# --- a store that is not what it was -----------------------------------------------------


def _another_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE entries")
        connection.execute("CREATE TABLE entries (kind TEXT, key TEXT, hash TEXT, value BLOB)")
        connection.execute("PRAGMA user_version = 1")


def _half_written(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _scrambled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200::100] = bytes(byte ^ 0xFF for byte in data[200::100])
    path.write_bytes(data)


def _values_of_another_version(path: Path) -> None:
    """Those whose keys do not tell which version they are of."""
    store = Store(path)
    for kind in ("trace", "site"):
        store.put(kind, dict.fromkeys(store.all(kind), b"\x00"))
    store.close()


def _not_a_file(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [_another_version, _half_written, _scrambled, _values_of_another_version, _not_a_file],
)
def test_whatever_is_wrong_with_the_store_nothing_is_lost(
    spoil: Callable[[Path], None], make_site: MakeSite
) -> None:
    site = make_site()
    assert site.brief("build").returncode == 0
    before = site.pages()
    path = site.folder / ".cache/brief/store.sqlite"
    spoil(path)
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    done = site.brief("build")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    site.edit("content/briefs/talks.en.md", "Another summary", "A summary")
    assert site.brief("build").returncode == 0
    assert site.pages() == before
    if spoil is _not_a_file:
        assert "store.sqlite cannot be used (unable to open database file)" in done.stderr
    else:
        again = site.brief("build", "--timings")
        assert re.search(r"^Annotating +\d+\.\d\d +0 +1$", again.stdout, re.MULTILINE)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_store_of_another_user(mode: int, make_site: MakeSite) -> None:
    site = make_site()
    assert site.brief("build").returncode == 0
    path = site.folder / ".cache/brief/store.sqlite"
    path.chmod(mode)
    path.parent.chmod(0o555)
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    done = site.brief("build")
    path.parent.chmod(0o755)
    assert done.returncode == 0
    assert "store.sqlite cannot be used" in done.stderr
    assert b"Another summary" in site.pages()["en/briefs/talks/index.html"]
