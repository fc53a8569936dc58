"""Items out of a file: a dump of Wikidata, or JSON saved from it; plain, gzip or bzip2."""

from __future__ import annotations

import bz2
import gzip
import json
import re
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from brief.model import Finding, Place, UnusableInput
from brief.terminology.wikidata import Item

_RULE = "wikidata"
_OPENERS: Mapping[str, Callable[[Path, str], object]] = {".gz": gzip.open, ".bz2": bz2.open}
_ID = re.compile(rb'\s*\{"type":"item","id":"(Q[0-9]+)"')
"""How a line of a dump begins: what is not wanted need not be parsed."""
_WHOLE_LIMIT = 200_000_000
"""Bytes of a file that is one JSON value: it is read at once."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A file with items: the lines of a dump, or one JSON value over several lines."""

    path: Path
    shown: str

    def items(self, ids: Collection[str] | None, _labels_only: bool = False) -> Iterator[Item]:
        """The items with these `ids`, or all; a line at a time.

        Raises:
            UnusableInput: The file is not what it should be.

        """
        wanted = None if ids is None else frozenset(ids)
        remaining = None if wanted is None else len(wanted)
        for item in self._items(wanted):
            if wanted is None or item.get("id") in wanted:
                yield item
                if remaining is not None:
                    remaining -= 1
                    if remaining <= 0:
                        return

    def _items(self, wanted: frozenset[str] | None) -> Iterator[Item]:
        try:
            with self._open() as file:
                yield from self._lines(file, wanted)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise self._fault(f"cannot be unpacked: {error}", "fetch it anew") from error

    def _open(self) -> IO[bytes]:
        return cast("IO[bytes]", _OPENERS.get(self.path.suffix, open)(self.path, "rb"))

    def _lines(self, file: IO[bytes], wanted: frozenset[str] | None) -> Iterator[Item]:
        number, parsed = 0, False
        for number, raw in enumerate(file, start=1):
            line = raw.strip().removesuffix(b",")
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf").removeprefix(b"[")
            if not line or line == b"]":
                continue
            start = _ID.match(line)
            if start and wanted is not None and start[1].decode() not in wanted:
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                if parsed:
                    advice = "an item a line, or one JSON value, is expected"
                    raise self._fault(f"not valid JSON: {error}", advice, number) from error
                break
            parsed = True
            yield from _items_of(value)
        else:
            if number == 0:
                raise self._fault("the file is empty", "fetch it anew")
            return
        yield from self._whole()

    def _whole(self) -> Iterator[Item]:
        with self._open() as file:
            text = file.read(_WHOLE_LIMIT + 1)
        if len(text) > _WHOLE_LIMIT:
            limit = f"{_WHOLE_LIMIT / 1e6:.0f} MB"
            raise self._fault(f"one JSON value of more than {limit}", "write an item a line")
        try:
            value = json.loads(text.decode("utf-8-sig"))
        except json.JSONDecodeError as error:
            message = f"not valid JSON: {error.msg}"
            raise self._fault(message, "save it anew", error.lineno, error.colno) from error
        except (ValueError, RecursionError) as error:
            raise self._fault(f"not valid JSON: {error}", "save it anew") from error
        yield from _items_of(value)

    def _fault(self, message: str, advice: str, line: int = 1, column: int = 1) -> UnusableInput:
        place = Place(self.shown, line, column)
        return UnusableInput([Finding(_RULE, "error", place, message, advice)])


def _items_of(value: Any) -> Iterator[Item]:
    """The items in a value as Wikidata answers it: an item, a list, or ``{"entities": …}``."""
    if isinstance(value, dict) and isinstance(value.get("entities"), dict):
        value = list(value["entities"].values())
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "id" in item:
            yield item
