"""Publishing: the built site on the branch that GitHub Pages serves."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import ghp_import

from brief import site
from brief.model import BriefError, Finding
from brief.progress import Progress, silent

CNAME = "CNAME"
UNCHANGED = "nothing has changed"


class PublishingError(BriefError):
    """Git cannot do it; the text says why and what to do."""


class Refused(BriefError):
    """The texts have errors, and are not published."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("the checks found errors")


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, or would be."""

    files: int
    size: int
    """Bytes."""
    changes: tuple[str, ...]
    """One line for each kind of change against what is published now."""


def publish(
    config_file: str | None = None,
    *,
    remote: str = "origin",
    branch: str = "gh-pages",
    message: str | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Published:
    """Build the site and push it as one commit to `branch` of `remote`.

    The commit has a ``.nojekyll`` file, and the ``CNAME`` of the content, else the one that
    is published now. With `dry_run` the site is built and nothing is committed or pushed.

    Raises:
        UnusableInput: No page can be made.
        Refused: The checks found errors.
        PublishingError: There is no repository, no such remote, or the push was refused.

    """
    root = Path(config_file or "mkdocs.yml").resolve().parent
    _git(
        root, "rev-parse", "--git-dir", failure="this folder is in no git repository; run git init"
    )
    _git(
        root,
        "remote",
        "get-url",
        remote,
        failure=f"there is no remote {remote!r}; add one: git remote add {remote} ADDRESS",
    )
    _refuse_branch(root, branch)
    present = _fetch(root, remote, branch)
    _refuse_loss(root, remote, branch)
    edition = site.check(config_file, progress)
    errors = tuple(finding for finding in edition.findings if finding.severity == "error")
    if errors:
        raise Refused(errors)
    report = site.build(config_file, progress=progress)
    published = _compare(root, report.folder, f"refs/remotes/{remote}/{branch}" if present else "")
    if dry_run or published.changes == (UNCHANGED,):
        return published
    commit = _git(root, "rev-parse", "--short", "HEAD", failure="").strip()
    text = message or (f"Publish {commit}" if commit else "Publish")
    _import(root, report.folder, remote, branch, text, _cname(root, report.folder, remote, branch))
    return published


def _refuse_branch(root: Path, branch: str) -> None:
    """Refuse what is no name of a branch, and a branch that somebody is working on."""
    if branch.startswith("-") or not _git(root, "check-ref-format", "--branch", branch, failure=""):
        message = f"{branch!r} is no name of a branch"
        raise PublishingError(message)
    trees = _git(root, "worktree", "list", "--porcelain", failure="")
    if f"branch refs/heads/{branch}" in trees.splitlines():
        message = (
            f"{branch} is checked out here; publish to a branch that holds nothing but the site"
        )
        raise PublishingError(message)


def _refuse_loss(root: Path, remote: str, branch: str) -> None:
    """Refuse a local branch with commits of its own: it is set to what is published."""
    ours = f"refs/heads/{branch}"
    if _git(root, "rev-list", "--max-count=1", ours, "--not", f"--remotes={remote}", failure=""):
        message = (
            f"the branch {branch} here has commits that {remote} lacks; "
            f"push them, or delete it: git branch -D {branch}"
        )
        raise PublishingError(message)


def _fetch(root: Path, remote: str, branch: str) -> bool:
    """Bring what is published now; whether there is anything."""
    listed = _git(
        root,
        "ls-remote",
        remote,
        f"refs/heads/{branch}",
        failure=f"the remote {remote!r} cannot be reached",
    )
    if not listed.strip():
        return False
    refspec = f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
    _git(root, "fetch", "--quiet", remote, refspec, failure=f"{remote} {branch} cannot be fetched")
    return True


def _cname(root: Path, folder: Path, remote: str, branch: str) -> str | None:
    """The host name that is published now, unless the content has one of its own."""
    if (folder / CNAME).is_file():
        return None
    shown = _git(root, "show", f"refs/remotes/{remote}/{branch}:{CNAME}", failure="")
    return shown.strip() or None


def _import(
    root: Path, folder: Path, remote: str, branch: str, message: str, cname: str | None
) -> None:
    before = Path.cwd()
    os.chdir(root)  # ghp-import works on the repository of the current folder
    try:
        ghp_import.ghp_import(
            str(folder),
            mesg=message,
            remote=remote,
            branch=branch,
            push=True,
            nojekyll=True,
            **({"cname": cname} if cname else {}),
        )
    except (ghp_import.GhpError, subprocess.CalledProcessError) as error:
        text = f"{remote} {branch} was not updated: {str(error).strip()}"
        raise PublishingError(text) from error
    finally:
        os.chdir(before)


def _compare(root: Path, folder: Path, published: str) -> Published:
    files = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    size = sum(path.stat().st_size for path in files.values())
    if not published:
        return Published(len(files), size, (f"{len(files)} new: nothing is published yet",))
    listed = _git(
        root, "ls-tree", "-r", "-z", published, failure="the published site cannot be read"
    )
    before = {}
    for entry in listed.split("\0"):
        if entry:
            meta, _, name = entry.partition("\t")
            before[name] = meta.split()[2]
    hashes = dict(zip(files, _hashes(root, list(files.values())), strict=True))
    added = [name for name in files if name not in before]
    changed = [name for name in files if name in before and before[name] != hashes[name]]
    removed = [name for name in before if name not in files and name not in (CNAME, ".nojekyll")]
    lines = (
        *(f"new      {name}" for name in added),
        *(f"changed  {name}" for name in changed),
        *(f"removed  {name}" for name in removed),
    )
    return Published(len(files), size, lines or (UNCHANGED,))


def _hashes(root: Path, paths: list[Path]) -> list[str]:
    """Git's names for the contents of `paths`."""
    listed = "\n".join(map(str, paths))
    done = subprocess.run(
        ["git", "hash-object", "--no-filters", "--stdin-paths"],
        cwd=root,
        input=listed,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def _git(root: Path, *arguments: str, failure: str) -> str:
    """What a git command prints; when it fails, an error, or nothing if `failure` is empty."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        message = "git is not installed"
        raise PublishingError(message) from error
    if done.returncode == 0:
        return done.stdout
    if not failure:
        return ""
    reason = done.stderr.strip().splitlines()
    message = f"{failure} ({reason[-1]})" if reason else failure
    raise PublishingError(message)
