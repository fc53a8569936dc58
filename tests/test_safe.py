"""Whatever ends a build, and whatever else goes on: the site before or the site after, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from brief.progress import silent
from brief.site import lock
from brief.store import Store
from tests.conftest import EN, JA, UNSEARCHED, MakeSite, Site, run, sound_site

BUILD = [sys.executable, "-m", "brief", "build", "--jobs", "2"]
STORE = ".cache/brief/store.sqlite"
MANY = {
    f"content/briefs/talks-{number}.{language}.md": text
    for number in range(12)
    for language, text in (("ja", JA), ("en", EN))
}
"""More than is done without workers."""
STATES = ("Before", "After")
"""Two names of a site, which every page shows."""


def beside(site: Site) -> list[str]:
    """What lies hidden beside the folder of the site."""
    return sorted(path.name for path in site.folder.iterdir() if path.name.startswith(".site"))


def rename(site: Site, name: str) -> None:
    """Change what every page and every Japanese text shows."""
    options = "plugins: [{brief: {search: false, font: off}}]"
    site.write("mkdocs.yml", f"site_name: {name}\ndocs_dir: content\n{options}\n")
    for path in (site.content / "briefs").glob("*.ja.md"):
        text = path.read_text(encoding="utf-8").partition("\n追記")[0]
        path.write_text(f"{text}\n追記、{name}。\n", encoding="utf-8")


States = tuple[Site, Mapping[str, Mapping[str, bytes]], float]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> States:
    """A site, what it is built to under either name, and the seconds that a build takes."""
    site = sound_site(tmp_path_factory.mktemp("killed") / "site-under-test")
    for file, text in MANY.items():
        site.write(file, text)
    built = {}
    for name in reversed(STATES):
        rename(site, name)
        began = time.perf_counter()
        assert run(BUILD, site.folder).returncode == 0
        built[name] = site.pages()
    return site, built, time.perf_counter() - began


def other(site: Site, built: Mapping[str, Mapping[str, bytes]]) -> str:
    """The state in which the site is not."""
    return next(name for name in STATES if built[name] != site.pages())


@pytest.mark.parametrize(
    ("how", "seed"),
    [(how, seed) for seed in range(4) for how in (signal.SIGKILL, signal.SIGINT)],
)
def test_a_killed_build_leaves_the_site_before_or_after(
    how: signal.Signals, seed: int, states: States
) -> None:
    site, built, seconds = states
    name = other(site, built)
    rename(site, name)
    build = subprocess.Popen(
        BUILD, cwd=site.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    # The first half of a build is reading and planning, which leaves nothing.
    time.sleep(random.Random(f"{how} {seed}").uniform(0.4, 1.1) * seconds)
    build.send_signal(how)
    build.wait()
    left = "site" if (site.folder / "site").exists() else ".site.old"
    assert site.pages(left) in built.values()
    assert run(BUILD, site.folder).returncode == 0
    assert site.pages() == built[name]
    assert beside(site) == []


def test_an_interrupt_is_one_line(states: States) -> None:
    site, _, _ = states
    (site.folder / STORE).unlink()
    build = subprocess.Popen(
        BUILD, cwd=site.folder, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert build.stderr is not None
    # The workers are at it then. Python loses an interrupt that comes while they are forked.
    assert any(line.startswith("Annotating") for line in iter(build.stderr.readline, ""))
    build.send_signal(signal.SIGINT)
    said = build.stderr.read().splitlines()
    build.stderr.close()
    assert build.wait() == 130
    assert said[-1] == "Interrupted."
    assert not any("Traceback" in line for line in said)


def test_workers_end_with_the_process_that_made_them(tmp_path: Path) -> None:
    script = """
import os, time
from brief import workers
with workers.pool(2) as executor:
    print(*{executor.submit(os.getpid).result() for _ in range(20)}, flush=True)
    time.sleep(60)
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    # The pipe is at its end once nobody can write to it any more.
    assert parent.stdout.read() == ""
    parent.stdout.close()
    assert pids


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from brief.cli import main
main()
"""


@pytest.mark.parametrize("size", [0, 6_000, 60_000])
def test_a_full_disk_leaves_the_site(size: int, states: States) -> None:
    """No file can grow beyond `size` bytes: neither the store nor, when it is small, a page."""
    site, built, _ = states
    before, name = site.pages(), other(site, built)
    rename(site, name)
    done = run([sys.executable, "-c", FULL, str(size), "build"], site.folder)
    assert "Traceback" not in done.stderr
    if size < 10_000:
        assert done.returncode == 2
        assert "File too large" in done.stderr
        assert site.pages() == before
    assert beside(site) == []
    assert run(BUILD, site.folder).returncode == 0
    assert site.pages() == built[name]


def test_hidden_files_outlive_a_killed_build(make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    site.write(".site.old/.git/HEAD", "ref: refs/heads/gh-pages")
    site.write(".site.0123456789ab/index.html", "half")
    site.write(".site.notes/mine.txt", "mine")
    assert site.brief("build").returncode == 0
    assert site.pages()[".git/HEAD"] == b"ref: refs/heads/gh-pages"
    assert beside(site) == [".site.notes"]


def test_a_second_build_waits_and_says_so(make_site: MakeSite) -> None:
    site = make_site()
    assert site.brief("build").returncode == 0
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    with lock.held(site.folder / ".cache/brief", silent):
        build = subprocess.Popen(
            BUILD, cwd=site.folder, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert build.stderr is not None
        assert build.stderr.readline().startswith("Another build of this site is under way")
        assert build.poll() is None
    assert build.wait() == 0
    build.stderr.close()
    assert b"Another summary" in site.pages()["en/briefs/talks/index.html"]


def test_a_lock_that_nobody_holds_is_no_hindrance(make_site: MakeSite) -> None:
    site = make_site({f".cache/brief/{lock.NAME}": "left by a build that was killed"})
    done = site.brief("build")
    assert done.returncode == 0
    assert "under way" not in done.stderr


def test_clean_removes_what_brief_made(make_site: MakeSite) -> None:
    site = make_site()
    before = sorted(site.folder.rglob("*"))
    assert "nothing to remove" in site.brief("clean").stdout
    assert sorted(site.folder.rglob("*")) == before
    site.brief("build")
    done = site.brief("clean")
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["Removed site", f"Removed {STORE}"]
    assert sorted(site.folder.rglob("*")) == before


def test_a_build_starts_from_the_site_before_the_last(make_site: MakeSite) -> None:
    """Whatever has become of it, and of the files that it shares with the site."""
    others = {name: MANY[name] for name in list(MANY)[:6]}
    site, spare = make_site(others), ".cache/brief/spare"
    text = "content/briefs/talks.ja.md"
    site.brief("build")
    for number in range(3):
        site.write(text, f"{JA}\n追記{number}。\n")
        before = site.pages()
        assert site.brief("build").returncode == 0
        assert site.pages(spare) == before
    for language in ("ja", "en"):
        (site.content / f"briefs/talks-2.{language}.md").unlink()
    site.write(f"{spare}/stray/page.html", "stray")
    site.write(f"{spare}/ja/index.html", "spoilt")  # the same file as in the site
    assert site.pages()["ja/index.html"] == b"spoilt"
    assert site.brief("build").returncode == 0
    built = site.pages()
    folders = {path for path in (site.folder / "site").rglob("*") if path.is_dir()}
    assert all(any(folder.iterdir()) for folder in folders)
    assert beside(site) == []
    assert site.brief("clean").returncode == 0
    assert not (site.folder / ".cache").exists()
    site.brief("build")
    assert built == site.pages()
    assert not (site.folder / spare).exists()


def test_clean_leaves_what_others_made(make_site: MakeSite) -> None:
    site = make_site({".cache/other/kept": "x", "notes/mine.txt": "mine"})
    site.brief("build")
    site.write("site/.git/HEAD", "ref: refs/heads/gh-pages")
    (site.folder / "site/.git/refs").mkdir()
    assert site.brief("clean").returncode == 0
    assert (site.folder / "site/.git/refs").is_dir()
    assert site.pages() == {".git/HEAD": b"ref: refs/heads/gh-pages"}
    assert (site.folder / ".cache/other/kept").is_file()
    site.edit("mkdocs.yml", "docs_dir", "site_dir: notes\ndocs_dir")
    done = site.brief("clean")
    assert done.returncode == 2
    assert "which is no site that brief has made" in done.stderr
    assert (site.folder / "notes/mine.txt").is_file()


def test_a_folder_of_others_is_not_replaced(make_site: MakeSite) -> None:
    site = make_site({"notes/mine.txt": "mine", ".github/workflows/publish.yml": "on: push"})
    for folder in ("notes", ".github"):
        site.write("mkdocs.yml", f"site_dir: {folder}\n{UNSEARCHED}")
        for done in (site.brief("build"), site.mkdocs("build", "-q")):
            assert done.returncode != 0
            assert "which is no site that brief has made" in done.stderr
            assert "Traceback" not in done.stderr
    assert (site.folder / "notes/mine.txt").is_file()
    assert (site.folder / ".github/workflows/publish.yml").is_file()


def test_clean_leaves_files_that_were_put_into_the_site(make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    site.write("site/mine/notes.txt", "mine")
    done = site.brief("clean")
    assert done.returncode == 0
    assert "since brief has not made it: mine/notes.txt" in done.stderr
    assert site.pages() == {"mine/notes.txt": b"mine"}


def test_nobody_sweeps_without_a_lock(make_site: MakeSite) -> None:
    """Where no lock can be had, another build may be under way."""
    site = make_site({".cache": "in the way"})
    staging = site.folder / f".site.{'0' * 12}"
    staging.mkdir()
    assert site.brief("build").returncode == 0
    assert staging.is_dir()
    (site.folder / ".cache").unlink()
    assert site.brief("build").returncode == 0
    assert not staging.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("templates/assets/a\udcff.css", "the file's name holds characters that cannot be shown"),
        ("content/" + "deep/" * 150 + "x.txt", "nest folders less deeply"),
    ],
)
def test_what_cannot_be_part_of_a_site_is_said(name: str, said: str, make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    before = site.pages()
    site.write(name, "x")
    done = site.brief("build")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert site.pages() == before


def test_a_file_in_the_place_of_the_spare_site(make_site: MakeSite) -> None:
    site = make_site()
    site.brief("build")
    site.write(".cache/brief/spare", "in the way")
    site.write("content/briefs/talks.ja.md", f"{JA}\n追記。\n")
    assert site.brief("build").returncode == 0
    assert beside(site) == []


def test_a_store_that_cannot_be_used_is_said_once(make_site: MakeSite) -> None:
    site = make_site({".cache/brief": "in the way"})
    for command in ("build", "check"):
        done = site.brief(command)
        assert done.returncode == 0
        assert done.stderr.count(f"{STORE} cannot be used") == 1


def test_a_truncated_store_is_noticed_and_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    values = {str(number): os.urandom(1_000) for number in range(200)}
    store = Store(path)
    store.put("kind", values)
    store.close()
    os.truncate(path, path.stat().st_size // 2)
    store = Store(path)
    assert not store.all("kind").keys() - values.keys()
    store.put("kind", values)
    store.close()
    assert Store(path).all("kind") == values


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    with lock.held(tmp_path, silent):
        assert not FileLock(tmp_path / lock.NAME, timeout=0, blocking=False).is_locked
        with pytest.raises(TimeoutError):
            FileLock(tmp_path / lock.NAME).acquire(blocking=False)
