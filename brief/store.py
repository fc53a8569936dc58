"""What earlier runs worked out, kept under a hash of what it was made from. Safe to delete.

One SQLite file. Whatever is wrong with it (damaged, from another version, on a read-only disk,
in use for too long) costs time and nothing else: what is asked for is then worked out again.
"""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_PATIENCE = 5.0
"""Seconds to wait for another run that writes to the store."""
_DAMAGES = (sqlite3.Error, ValueError, TypeError, EOFError)


def digest(parts: Iterable[bytes]) -> str:
    """A hash of `parts`, each told apart from the next, and of the code that works on them."""
    whole = hashlib.sha256(_code())
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


@cache
def _code() -> bytes:
    """A hash of this package's code and tables, and of the Python that runs it."""
    whole = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.tsv"), *package.rglob("*.txt"))):
        whole.update(path.relative_to(package).as_posix().encode())
        whole.update(path.read_bytes())
    return whole.digest()


class Store:
    """Plain values (what `marshal` writes) by kind and key."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._open()

    def get(self, kind: str, key: str) -> Any:
        """The value kept under `key`; None where there is none, or it is damaged."""
        if self._connection is None:
            return None
        try:
            query = "SELECT hash, value FROM entries WHERE kind = ? AND key = ?"
            row = self._connection.execute(query, (kind, key)).fetchone()
            if row is None or hashlib.sha256(row[1]).hexdigest() != row[0]:
                return None
            return marshal.loads(row[1])
        except _DAMAGES:
            return None

    def put(self, kind: str, key: str, value: Any, *, only: bool = False) -> None:
        """Keep `value` under `key`; `only`: and nothing else of the kind."""
        if self._connection is None:
            return
        data = marshal.dumps(value)
        with suppress(sqlite3.Error), self._connection:
            if only:
                self._connection.execute("DELETE FROM entries WHERE kind = ?", (kind,))
            self._connection.execute(
                "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)",
                (kind, key, hashlib.sha256(data).hexdigest(), data),
            )

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()

    def _open(self) -> sqlite3.Connection | None:
        """The store, made anew where it cannot be read; None where there can be none."""
        for _ in range(2):
            try:
                if not self._path.parent.is_dir():
                    self._path.parent.mkdir(parents=True)
                    (self._path.parent / ".gitignore").write_text("*\n")
                connection = sqlite3.connect(self._path, timeout=_PATIENCE)
                with connection:
                    connection.execute(
                        "CREATE TABLE IF NOT EXISTS entries"
                        " (kind TEXT, key TEXT, hash TEXT, value BLOB, PRIMARY KEY (kind, key))"
                    )
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                with suppress(OSError):
                    self._path.unlink()
            except OSError:
                return None
            else:
                return connection
        return None
