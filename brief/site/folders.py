"""The folder of a site: built beside it, moved in place, and what of it can stay as it is."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from brief import codec
from brief.store import Store

SPARE = "spare"
"""The folder beside the store in which the site before is kept for the next build to start from.

Its files are those of the site itself, but for those that have changed since, so it takes little
room, and thousands of folders need not be made and removed for each build.
"""
HELD = "site"
"""The kind of what is kept of a site's folder."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the site as it was left."""

    key: str
    """A hash of all that it was made from."""
    size: int
    mtime: int
    """When it was written, in nanoseconds."""


FileState = tuple[int, int, int]
"""Size in bytes of a file, when it was changed, in nanoseconds, and its number."""


def files(folder: Path) -> dict[str, FileState]:
    """The state of every file in `folder`, by its uri."""
    found: dict[str, FileState] = {}
    waiting = [(os.fspath(folder), "")]
    while waiting:
        path, prefix = waiting.pop()
        try:
            entries = list(os.scandir(path))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{prefix}{entry.name}/"))
            else:
                state = entry.stat(follow_symlinks=False)
                found[prefix + entry.name] = (state.st_size, state.st_mtime_ns, state.st_ino)
    return found


def held(site: Path, there: Mapping[str, FileState], store: Store) -> dict[str, Held]:
    """Of the files that are `there` in `site`, those that are as the last build left them."""
    data = store.get(HELD, str(site))
    if data is None:
        return {}
    try:
        left = codec.unpack(data, dict[str, Held])
    except codec.DAMAGES:  # Of another version: what it notes is not known to this one.
        return {}
    states = {uri: (size, mtime) for uri, (size, mtime, _) in there.items()}
    return {
        uri: known for uri, known in left.items() if states.get(uri) == (known.size, known.mtime)
    }


def note(site: Path, keys: Mapping[str, str], kept: Mapping[str, FileState], store: Store) -> None:
    """Remember the files of `site`, each made from what its key is a hash of.

    Those that were `kept` are as they were.
    """
    left: dict[str, Held] = {}
    for uri, key in keys.items():
        if uri in kept:
            size, mtime, _ = kept[uri]
        else:
            try:
                state = os.stat(f"{site}/{uri}")  # noqa: PTH116
            except OSError:  # Another plugin has taken it away.
                continue
            size, mtime = state.st_size, state.st_mtime_ns
        left[uri] = Held(key, size, mtime)
    store.put(HELD, {str(site): codec.pack(left)})


def is_complete(there: Iterable[str], keys: Mapping[str, str], left: Mapping[str, Held]) -> bool:
    """Whether a site holds what the keys are of, as it was left, and nothing else.

    `there` are the uris of all its files, `left` those that are as they were.
    """
    return (
        keys.keys() == left.keys()
        and all(left[uri].key == key for uri, key in keys.items())
        and all(uri in keys or _is_hidden(uri) for uri in there)
    )


def _is_hidden(uri: str) -> bool:
    """Whether a file, or the topmost folder it is in, is hidden: a site may be a work tree."""
    return uri.startswith(".")


def is_ours(site: Path, store: Store) -> bool:
    """Whether there may be a site of brief's at `site`: it has made what is there, or nothing is.

    Hidden files do not count.
    """
    return (
        not site.is_dir()
        or any((site / uri).is_file() for uri in _MARKS)
        or all(_is_hidden(path.name) for path in site.iterdir())
        or store.get(HELD, str(site)) is not None
    )


_MARKS = ("assets/brief.css", "assets/brief.js")
"""Files that every site of brief's has, and no other."""


def clear(site: Path, store: Store) -> list[str]:
    """Remove what brief has made in the folder `site`; the uris of what is left there.

    Hidden files, which a build keeps, are not told. Where nothing is known of what it has made,
    all of the site is.
    """
    there = files(site)
    made = held(site, there, store) or there
    for uri in there:
        if uri in made and not _is_hidden(uri):
            _remove(site, uri)
    with suppress(OSError):  # It is not empty.
        site.rmdir()
    return sorted(uri for uri in there if uri not in made and not _is_hidden(uri))


def take_over(site: Path, staging: Path, kept: Mapping[str, FileState], spare: Path | None) -> None:
    """Have those files of `site` that are `kept`, and no others, in `staging`.

    They are not copied where that can be. `spare` is an older site: what it shares with `site`
    need not be made anew.
    """
    made: set[str] = set()
    for uri in kept.keys() - _taken_from(spare, staging, kept):
        target = f"{staging}/{uri}"
        folder = os.path.dirname(target)  # noqa: PTH120
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            made.add(folder)
        try:
            os.link(f"{site}/{uri}", target)
        except OSError:
            shutil.copy2(f"{site}/{uri}", target)


def _taken_from(spare: Path | None, staging: Path, kept: Mapping[str, FileState]) -> set[str]:
    """Make `spare` the folder `staging`, less what is not `kept`; the uris of what is left."""
    try:
        if spare is not None and spare.is_dir():
            spare.rename(staging)
    except OSError:
        return set()
    same = set()
    for uri, state in files(staging).items():
        if kept.get(uri) == state:
            same.add(uri)
        else:
            _remove(staging, uri)
    return same


def _remove(folder: Path, uri: str) -> None:
    """Remove the file `uri` in `folder`, and the folders in which it was the last one."""
    os.unlink(f"{folder}/{uri}")  # noqa: PTH108
    with suppress(OSError):
        while "/" in uri:
            uri = uri.rpartition("/")[0]
            os.rmdir(f"{folder}/{uri}")  # noqa: PTH106


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the file at `path`, piece by piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(pieces)


# --- one folder in the place of another -------------------------------------------------


def staging_folder(site: Path) -> Path:
    """Where the next site is built: beside the site, so that it can be moved in place."""
    return site.with_name(f".{site.name}.{secrets.token_hex(_TOKEN)}")


_TOKEN = 6
"""Bytes that tell one staging folder from another."""


def abandoned(site: Path) -> list[Path]:
    """The staging folders of builds that were killed; to be asked for while no other is built."""
    name = re.compile(rf"\.{re.escape(site.name)}\.[0-9a-f]{{{2 * _TOKEN}}}")
    if not site.parent.is_dir():
        return []
    return [path for path in site.parent.iterdir() if name.fullmatch(path.name)]


def _old_folder(site: Path) -> Path:
    """Where the site before waits while the next one takes its place."""
    return site.with_name(f".{site.name}.old")


def recover(site: Path) -> None:
    """Bring back what a killed build has put aside, and clear away what it left beside the site."""
    old = _old_folder(site)
    if old.is_dir() and not site.exists():
        old.rename(site)
    _let_go(old, site)
    for path in abandoned(site):
        shutil.rmtree(path, ignore_errors=True)


def replace_folder(site: Path, new: Path, spare: Path | None = None) -> None:
    """Put the folder `new` in the place of `site`, keeping the hidden files of `site`.

    The site before becomes `spare`, if that is named.
    """
    if not new.is_dir():
        return
    old = _old_folder(site)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        recover(site)
        raise
    _let_go(old, site, spare)


def _let_go(old: Path, site: Path, spare: Path | None = None) -> None:
    """Remove the site before, but for its hidden files: it may be a git work tree, say."""
    if not old.is_dir():
        return
    for path in old.iterdir():
        if path.name.startswith(".") and not (site / path.name).exists():
            path.rename(site / path.name)
    with suppress(OSError):  # It may be on another disk.
        if spare is not None:
            old.rename(spare)
    shutil.rmtree(old, ignore_errors=True)
