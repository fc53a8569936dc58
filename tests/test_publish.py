"""Publishing to a real bare repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeSite, Site


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def site(make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@example.org")
    made = make_site()
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(made.folder, "init", "--quiet", "--initial-branch=main")
    git(made.folder, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(made.folder, "add", "content", "mkdocs.yml")
    git(made.folder, "commit", "--quiet", "-m", "Begin")
    return made


def published(site: Site) -> list[str]:
    remote = site.folder.parent / "remote.git"
    return git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()


def commits(site: Site) -> int:
    remote = site.folder.parent / "remote.git"
    return len(git(remote, "rev-list", "gh-pages").splitlines())


def test_publish(site: Site) -> None:
    done = site.brief("publish")
    assert done.returncode == 0, done.stderr
    assert sorted(published(site)) == sorted([".nojekyll", *site.pages()])
    assert "Published" in done.stdout


def test_what_has_not_changed_is_not_published_again(site: Site) -> None:
    site.brief("publish")
    done = site.brief("publish")
    assert "nothing has changed" in done.stdout
    assert commits(site) == 1


def test_a_change_is_one_more_commit(site: Site) -> None:
    site.brief("publish")
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    done = site.brief("publish", "-m", "A better summary")
    assert "changed  en/briefs/talks/index.html" in done.stdout
    assert commits(site) == 2
    remote = site.folder.parent / "remote.git"
    assert git(remote, "log", "-1", "--format=%s", "gh-pages").strip() == "A better summary"


def test_dry_run_changes_nothing(site: Site) -> None:
    done = site.brief("publish", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Would publish" in done.stdout
    remote = site.folder.parent / "remote.git"
    assert git(remote, "branch", "--list") == ""
    assert "gh-pages" not in git(site.folder, "branch", "--list")


def test_the_host_name_that_is_published_is_kept(site: Site, tmp_path: Path) -> None:
    site.brief("publish")
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", "remote.git", "clone")
    (tmp_path / "clone/CNAME").write_text("briefs.example.org\n", encoding="utf-8")
    git(tmp_path / "clone", "add", "CNAME")
    git(tmp_path / "clone", "commit", "--quiet", "-m", "CNAME")
    git(tmp_path / "clone", "push", "--quiet")
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    assert site.brief("publish").returncode == 0
    remote = site.folder.parent / "remote.git"
    assert git(remote, "show", "gh-pages:CNAME").strip() == "briefs.example.org"


def test_the_host_name_of_the_content_is_published(site: Site) -> None:
    site.write("content/CNAME", "own.example.org\n")
    site.brief("publish")
    remote = site.folder.parent / "remote.git"
    assert git(remote, "show", "gh-pages:CNAME").strip() == "own.example.org"


def test_errors_are_not_published(site: Site) -> None:
    site.edit("content/briefs/talks.en.md", "$100 billion", "$100 million")
    done = site.brief("publish")
    assert done.returncode == 1
    assert "figure-mismatch" in done.stderr
    assert "Nothing was published." in done.stderr
    remote = site.folder.parent / "remote.git"
    assert git(remote, "branch", "--list") == ""


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (["remote", "remove", "origin"], "there is no remote 'origin'; add one: git remote add"),
        (["remote", "set-url", "origin", "nowhere.git"], "the remote 'origin' cannot be reached"),
    ],
)
def test_git_cannot(site: Site, break_it: list[str], said: str) -> None:
    git(site.folder, *break_it)
    done = site.brief("publish")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_refused_push_is_said(site: Site) -> None:
    hook = site.folder.parent / "remote.git/hooks/update"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    done = site.brief("publish")
    assert done.returncode == 2
    assert "origin gh-pages was not updated" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_repository(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.folder.parent))
    done = site.brief("publish")
    assert done.returncode == 2
    assert "this folder is in no git repository" in done.stderr


def test_the_branch_that_is_worked_on_is_refused(site: Site) -> None:
    done = site.brief("publish", "--branch", "main")
    assert done.returncode == 2
    assert "main is checked out here" in done.stderr


@pytest.mark.parametrize("name", ["", "-x", "a..b"])
def test_what_is_no_branch_is_refused(site: Site, name: str) -> None:
    done = site.brief("publish", f"--branch={name}")
    assert done.returncode == 2
    assert "is no name of a branch" in done.stderr


def test_commits_of_ones_own_are_not_lost(site: Site) -> None:
    site.brief("publish")
    git(site.folder, "branch", "--force", "gh-pages", "main")
    site.edit("content/briefs/talks.en.md", "A summary", "Another summary")
    done = site.brief("publish")
    assert done.returncode == 2
    assert "has commits that origin lacks" in done.stderr
