"""What earlier runs worked out, kept under a hash of what it was made from. Safe to delete.

One SQLite file of bytes by kind and key. Whatever is wrong with it (damaged, from another
version, on a read-only disk, in use for too long) costs time and nothing else: what is asked for
is then worked out again, and a store of this run alone takes its place.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib import metadata
from pathlib import Path

_FORMAT = 2
"""Of the file: raised when its tables change."""
_PATIENCE = 5.0
"""Seconds to wait for another run that writes to the store."""
_DAMAGES = (sqlite3.Error, ValueError)
"""What SQLite raises of a damaged file; texts in it need not be Unicode any more."""
_SPARE = 200
"""Values of earlier states that are kept in any case: one may go back to them."""
_READ_BY = ("fugashi", "unidic-lite", "markdown-it-py", "mdit-py-plugins", "jinja2", "babel")
"""Packages whose version decides on what is worked out."""


def digest(parts: Iterable[bytes]) -> str:
    """A hash of `parts`, each told apart from the next, and of the code that works on them."""
    whole = hashlib.sha256(_code())
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


@cache
def _code() -> bytes:
    """A hash of this package's code and tables, and of the Python and the packages under it."""
    whole = hashlib.sha256(sys.version.encode())
    for name in _READ_BY:
        whole.update(f"{name} {metadata.version(name)}\n".encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in _TABLES:
            whole.update(path.relative_to(package).as_posix().encode())
            whole.update(path.read_bytes())
    return whole.digest()


_TABLES = (".py", ".tsv", ".txt", ".yml")


class Store:
    """Bytes by kind and key."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the store at `path`, made where there is none; without a path, of this run alone."""
        self.trouble = ""
        """Why the file cannot be used; empty where it can."""
        self._path = path
        self._damaged = False
        self._connection = self._open()

    def get(self, kind: str, key: str) -> bytes | None:
        """What is kept under `key`; None where there is nothing, or it is damaged."""
        query = "SELECT checksum, value FROM entries WHERE kind = ? AND key = ?"
        value: bytes | None = None
        with self._enduring():
            row = self._connection.execute(query, (kind, key)).fetchone()
            if row is not None and row[0] == _checksum(kind, key, row[1]):
                value = row[1]
        return value

    def some(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """What is kept under some hundred `keys`; without those that `get` has nothing for."""
        marks = ", ".join("?" * len(keys))
        return self._found(kind, f"AND key IN ({marks})", keys)

    def all(self, kind: str) -> dict[str, bytes]:
        """Everything of a kind that is not damaged."""
        return self._found(kind)

    def _found(
        self, kind: str, condition: str = "", parameters: Sequence[str] = ()
    ) -> dict[str, bytes]:
        """What is kept of a kind, where the `condition` with its `parameters` holds."""
        query = f"SELECT checksum, value, key FROM entries WHERE kind = ? {condition}"
        values: dict[str, bytes] = {}
        with self._enduring():
            rows = self._connection.execute(query, (kind, *parameters))
            values.update(
                (key, value)
                for checksum, value, key in rows
                if checksum == _checksum(kind, key, value)
            )
        return values

    def put(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep `values` by their keys."""
        if self._damaged:
            self._renew()
        with self._enduring(), self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)",
                ((kind, key, _checksum(kind, key, value), value) for key, value in values.items()),
            )

    def keep(self, kind: str, keys: Collection[str]) -> None:
        """Forget everything of a kind but what is kept under `keys`."""
        with self._enduring(), self._connection:
            query = "SELECT key FROM entries WHERE kind = ?"
            there = [key for (key,) in self._connection.execute(query, (kind,))]
            self._connection.executemany(
                "DELETE FROM entries WHERE kind = ? AND key = ?",
                ((kind, key) for key in there if key not in keys),
            )

    def tidy(self, kinds: Iterable[str], keys: Collection[str]) -> None:
        """Keep of `kinds` only what is kept under `keys`, once most of it is something else."""
        for kind in kinds:
            with self._enduring():
                query = "SELECT count(*) FROM entries WHERE kind = ?"
                (count,) = self._connection.execute(query, (kind,)).fetchone()
                if count > 2 * len(keys) + _SPARE:
                    self.keep(kind, keys)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def _enduring(self) -> Iterator[None]:
        """Go on where the file is damaged, which is noted, or cannot be used just now."""
        try:
            yield
        except (sqlite3.OperationalError, sqlite3.ProgrammingError) as error:
            self.trouble = str(error)
        except _DAMAGES:
            self._damaged = True

    def _renew(self) -> None:
        """Begin anew in the place of a damaged file."""
        self._damaged = False
        self._connection.close()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        """The store at the path, made anew where it cannot be read."""
        if self._path is None:
            return _temporary()
        for _ in range(2):
            try:
                if not self._path.parent.is_dir():
                    self._path.parent.mkdir(parents=True)
                    (self._path.parent / ".gitignore").write_text("*\n")
                connection = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
                _make_ready(connection)
            except sqlite3.OperationalError as error:
                self.trouble = str(error)
                break
            except (sqlite3.DatabaseError, ValueError):
                with suppress(OSError):
                    self._path.unlink()
            except OSError as error:
                self.trouble = error.strerror or str(error)
                break
            else:
                return connection
        return _temporary()


def _temporary() -> sqlite3.Connection:
    """A store on disk that nobody else sees, gone when it is closed."""
    connection = sqlite3.connect("", check_same_thread=False)
    _make_ready(connection)
    return connection


_TABLE = (
    "CREATE TABLE entries (kind TEXT, key TEXT, checksum INTEGER, value BLOB,"
    " PRIMARY KEY (kind, key)) WITHOUT ROWID"
)
_FOREIGN = "the file holds something else than a store"


def _make_ready(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # What a crash damages is made anew.
    with connection:
        there = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        if connection.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
            if any(row[:2] != ("table", "entries") for row in there):
                raise ValueError(_FOREIGN)
            connection.execute("DROP TABLE IF EXISTS entries")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        elif there != [("table", "entries", _TABLE)]:
            raise ValueError(_FOREIGN)
        # Says at once whether the file can be written.
        connection.execute("DELETE FROM entries WHERE kind = ''")


def _checksum(kind: str, key: object, value: object) -> int | None:
    """Of a row as a whole: in a damaged file a value may stand beside another key."""
    if not isinstance(key, str) or not isinstance(value, bytes):
        return None
    return zlib.crc32(value, zlib.crc32(f"{kind} {key}".encode()))
