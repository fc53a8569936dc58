"""A build does what has changed and nothing else, on any number of processes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

import pytest

from brief import site, workers
from brief.progress import Journal
from tests.bench import sites
from tests.conftest import EN, GLOSSARY, JA, MakeSite, Site

MERZ = """\
merz:
  kind: person
  name: {ja: フリードリヒ・メルツ, en: Friedrich Merz}
  aliases: {ja: [メルツ], en: [Merz]}
"""
OTHER = {
    "content/briefs/other.ja.md": JA.replace("トランプ米大統領は18日、", "メルツ氏は").replace(
        "08-19", "08-20"
    ),
    "content/briefs/other.en.md": EN.replace("President Trump", "Merz").replace(" on Aug. 18", ""),
    "content/glossary/people.yml": GLOSSARY + MERZ,
}


def done(folder: Path) -> Mapping[str, int]:
    """What a build in `folder` does: how many texts or pages at each stage."""
    journal = Journal()
    with chdir(folder):
        report = site.build(jobs=1, progress=journal)
    stages = {name: stage.total for name, stage in journal.stages.items() if stage.total}
    assert stages.get("Writing", 0) == report.written
    assert all(stage.done == stage.total for stage in journal.stages.values())
    return {name: stages[name] for name in stages if name not in ("Reading", "Planning")}


@pytest.fixture
def built(make_site: MakeSite) -> Site:
    made = make_site(OTHER)
    done(made.folder)
    return made


def test_nothing_changed(built: Site) -> None:
    assert done(built.folder) == {}


def test_a_file_touched(built: Site) -> None:
    os.utime(built.content / "briefs/talks.ja.md")
    assert done(built.folder) == {}


def test_a_paragraph_changed(built: Site) -> None:
    built.edit("content/briefs/other.ja.md", "を話し合った", "について話し合った")
    # Its own two pages with their tables, and those of the person whom it names.
    assert done(built.folder) == {"Parsing": 1, "Annotating": 1, "Writing": 6}


def test_an_alias_changed(built: Site) -> None:
    built.edit("content/glossary/people.yml", "en: [Merz]", "en: [Merz, Mr Merz]")
    assert done(built.folder)["Annotating"] == 1


def test_an_entry_moved(built: Site) -> None:
    built.edit("content/glossary/people.yml", "trump:", "# Presidents\ntrump:")
    # One brief has findings, which may tell of any entry; it comes out as it was.
    assert done(built.folder) == {"Annotating": 1}


def test_a_template_changed(built: Site) -> None:
    built.write("templates/words.en.yml", "briefs: Dispatches\n")
    stages = done(built.folder)
    assert stages.keys() == {"Writing"}
    with chdir(built.folder):
        assert stages["Writing"] == site.build(jobs=1).pages


def test_a_page_was_spoilt(built: Site) -> None:
    page = built.folder / "site/en/index.html"
    before = page.read_bytes()
    page.write_text("spoilt")
    assert done(built.folder) == {"Writing": 1}
    assert page.read_bytes() == before


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for jobs in (1, 3):
        folder = tmp_path / str(jobs) / "site-under-test"
        sites.make(folder, 3 * workers.CHUNK)
        with chdir(folder):
            report = site.build(jobs=jobs)
        made.append(
            (
                report.edition.findings,
                {
                    path.relative_to(folder / "site"): path.read_bytes()
                    for path in (folder / "site").rglob("*")
                    if path.is_file()
                },
            )
        )
    assert made[0] == made[1]


_PARENT = os.getpid()


def _dies_once(item: tuple[str, int]) -> int:
    """Twice a number; the first process to work on 20, if it is a worker, ends."""
    marker, number = Path(item[0]), item[1]
    if number == 20 and os.getpid() != _PARENT and not marker.exists():
        marker.touch()
        os._exit(1)
    return 2 * number


def test_what_a_killed_worker_leaves_is_done(tmp_path: Path) -> None:
    items = [(str(tmp_path / "died"), number) for number in range(100)]
    with workers.pool(2) as executor:
        batches = list(workers.in_order(executor, _dies_once, items, len(items)))
    assert (tmp_path / "died").exists()
    assert [result for batch in batches for _, result in batch] == [2 * n for n in range(100)]


def test_little_work_is_done_here() -> None:
    with workers.pool(2) as executor:
        batches = workers.in_order(executor, _pid, range(5), 5)
        assert {pid for batch in batches for _, pid in batch} == {os.getpid()}


def _pid(_: int) -> int:
    return os.getpid()
