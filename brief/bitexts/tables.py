"""Tables with tabs between their cells, a row a pair.

In UTF-8 or, with a byte order mark, UTF-16.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from brief.bitexts.inline import untagged
from brief.bitexts.pairs import Item, Pair, PassedOver, Segment, fault, joined, language_of
from brief.model import Finding, Place, date_of

ROW_LIMIT = 1_000_000
"""Characters of one row. What is longer is no row, and would have to be held."""
FAULT_LIMIT = 20
"""Rows at fault from which on the file is something else."""

_UNDECODED = re.compile("[\udc80-\udcff]")


def read(name: str) -> Iterator[Item]:
    """The pairs of the table `name`.

    Its columns are Japanese and English, unless the first row names them: ``ja`` and ``en``, and
    perhaps ``id`` and ``date``. Quotation marks belong to the text, as the format has it
    (https://www.iana.org/assignments/media-types/text/tab-separated-values).

    Raises:
        UnusableInput: The file is in another encoding, a row is too long, or too many are at fault.
        OSError: The file cannot be read.

    """
    columns = ["ja", "en"]
    faulty = 0
    for number, row in _rows(name):
        cells = row.split("\t")
        if number == 1:
            named = [language_of(cell) or cell.strip().casefold() for cell in cells]
            if {"ja", "en"} <= set(named):
                columns = named
                continue
        if row.strip():
            item = _item(Place(name, number), cells, columns)
            faulty += isinstance(item, Finding)
            yield item
            if faulty == FAULT_LIMIT:
                message = f"{faulty} rows are at fault; the rest is not read"
                raise fault(Place(name, number), message, "see that it is a table with tabs")


def _item(place: Place, cells: Sequence[str], columns: Sequence[str]) -> Item:
    if len(cells) < len(columns):
        count = "one column" if len(cells) == 1 else f"{len(cells)} columns"
        message = f"the row has {count}; {len(columns)} are needed, with tabs between them"
        return Finding("source", "error", place, message, "complete it")
    row: dict[str, Segment] = {}
    column = 1
    for name, cell in zip(columns, cells, strict=False):
        row[name] = joined([(cell, place.line, column)])
        column += len(cell) + 1
    ja, en = untagged(row["ja"]), untagged(row["en"])
    if not (ja.text.strip() and en.text.strip()):
        return PassedOver("untranslated")
    id_, day = (row[key].text.strip() if key in row else "" for key in ("id", "date"))
    try:
        return Pair(id_, ja, en, date=date_of(day) if day else None)
    except ValueError:
        there = row["date"].passage(place.path, 0, 0).start
        message = f"{day!r} is no date"
        return Finding("source", "error", there, message, "write it as 2025-08-18")


def _rows(name: str) -> Iterator[tuple[int, str]]:
    """The lines of the file without their ends, counted from 1."""
    with Path(name).open("rb") as file:
        is_utf16 = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    # What is no UTF-8 comes as lone surrogates, so that its place can be told.
    encoding, errors = ("utf-16", "replace") if is_utf16 else ("utf-8-sig", "surrogateescape")
    number = 0
    with Path(name).open(encoding=encoding, errors=errors) as file:
        while row := file.readline(ROW_LIMIT):
            number += 1
            if len(row) == ROW_LIMIT:
                message = f"the row is longer than {ROW_LIMIT:,} characters; no pair is"
                raise fault(Place(name, number), message)
            if wrong := _UNDECODED.search(row):
                message = f"not UTF-8 (byte 0x{ord(wrong[0]) - 0xDC00:02X})"
                raise fault(Place(name, number, wrong.start() + 1), message, "save it as UTF-8")
            yield number, row.rstrip("\n")
