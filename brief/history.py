"""What git knows of the content: when each file was last changed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """The last commit that changed a file."""

    order: int
    """Its place in the history, the newest commit 0."""
    day: str
    """``2025-08-18``."""


def last_changes(folder: Path) -> Mapping[str, Change]:
    """The last change of each file in `folder`, by its path there; a file changed since is not in.

    Empty where the folder is in no repository, or git is not to be had.
    """
    root = folder.resolve()
    if not _is_in_repository(root):
        return {}
    head = _git(root, "rev-parse", "HEAD")
    changed_since = _git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", ".")
    if head is None or changed_since is None:
        return {}
    changes = dict(_committed(root, head.strip()))
    for name in changed_since.split("\0"):
        changes.pop(name, None)
    return changes


def log_of(folder: Path) -> Path | None:
    """The file to which git adds a line at every commit; None where the folder has no history."""
    root = folder.resolve()
    if not _is_in_repository(root):
        return None
    name = _git(root, "rev-parse", "--git-path", "logs/HEAD")
    return root / name.strip() if name else None


def _is_in_repository(root: Path) -> bool:
    """Whether it is worth asking git, which takes some milliseconds."""
    return any((parent / ".git").exists() for parent in (root, *root.parents))


@lru_cache(maxsize=1)
def _committed(root: Path, head: str) -> Mapping[str, Change]:
    """The last change of each file in `root` up to the commit `head`."""
    log = ("log", "--format=%x01%cs", "--name-only", "--relative", "-z")
    commits = _git(root, *log, head, "--", ".")
    changes: dict[str, Change] = {}
    for order, commit in enumerate((commits or "").split("\x01")[1:]):
        day, _, names = commit.partition("\0")
        for name in names.split("\0"):
            changes.setdefault(name.strip("\n"), Change(order, day.strip()))
    return changes


def _git(folder: Path, *arguments: str) -> str | None:
    """What git prints; None where it fails."""
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", *arguments],
            cwd=folder,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "replace")
