"""Reading text files and folders: what cannot be read is a finding, not a traceback."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from brief.model import Finding, Place, UnusableInput

SIZE_LIMIT = 2_000_000
"""Bytes of one text file. A brief of this size is a mistake: a paste, an export, a log."""

Fault = Callable[[str, str, str], None]
"""Notes what is wrong with the file or folder of a name, and what to do."""
_DEEPEST = 100
"""So many folders within one another are walked."""


def walked(
    folder: str | Path, fault: Fault | None = None, prefix: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files in `folder` by their uri, but for hidden ones; links to folders are followed.

    What cannot be walked is passed by, and noted as a `fault`. `above` are the folders that it is
    in, without links.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        if fault is not None:
            fault(prefix, f"cannot be read: {error.strerror}", "give yourself the right to read it")
        return
    if len(above) == _DEEPEST:
        if fault is not None:
            fault(prefix, f"there are {_DEEPEST} folders around it", "nest folders less deeply")
        return
    within = (*above, os.path.realpath(folder))
    folders = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if holds(entry.is_dir):
            folders.append(entry)
        else:
            yield prefix + entry.name, entry
    for entry in folders:
        uri = prefix + entry.name
        if not (entry.is_symlink() and os.path.realpath(entry.path) in within):
            yield from walked(entry.path, fault, f"{uri}/", within)
        elif fault is not None:
            fault(uri, "this link leads to a folder that it is in", "delete it")


def printable(name: str) -> str:
    """The `name` of a file, with escapes in the place of what cannot be shown."""
    if name.isprintable():
        return name
    return name.encode("unicode_escape", "backslashreplace").decode()


def holds(asked: Callable[[], bool]) -> bool:
    """What is asked of a file; no where it is a link that leads to nothing but itself."""
    try:
        return asked()
    except OSError:
        return False


def read_text(path: Path, shown: str, rule: str) -> str:
    """The text of the UTF-8 file at `path`, with Unix line ends; `shown` names it in messages.

    Raises:
        UnusableInput: The file cannot be read, is no UTF-8, is empty or too large.

    """
    try:
        state = path.stat()
        size = state.st_size
        if not stat.S_ISREG(state.st_mode):
            message, advice = "this is no regular file", "put a file in its place"
            raise UnusableInput([Finding(rule, "error", Place(shown), message, advice)])
        if size > SIZE_LIMIT:
            message = f"the file has {size / 1e6:.1f} MB; the limit is {SIZE_LIMIT / 1e6:.0f} MB"
            raise UnusableInput([Finding(rule, "error", Place(shown), message, "split it")])
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise UnusableInput([Finding(rule, "error", Place(shown), message)]) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        guess = _encoding(data)
        message = f"not UTF-8 (byte 0x{data[error.start]:02X})"
        advice = f"save it as UTF-8; it looks like {guess}" if guess else "save it as UTF-8"
        place = Place(shown, line, column)
        raise UnusableInput([Finding(rule, "error", place, message, advice)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        advice = "write it or delete it"
        raise UnusableInput([Finding(rule, "error", Place(shown), "the file is empty", advice)])
    return text


def _encoding(data: bytes) -> str:
    """The encoding that `data` is probably in, of those that Japanese files come in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    for name, shown in (
        ("iso2022_jp", "ISO-2022-JP"),
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
    ):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return shown
    return ""
