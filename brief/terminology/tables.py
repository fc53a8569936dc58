r"""CSV <-> entities: one entity a row, for spreadsheets.

The columns, of which the first four are needed, in any order:

    id, kind, name_ja, name_en, reading, aliases_ja, aliases_en,
    roles_ja, roles_en, roles_from, roles_to, summary_ja, summary_en,
    topics, wikidata, links_ja, links_en

``|`` stands between the values of a cell that holds several (``\|`` is the character itself,
``\\`` a backslash). The four cells of the roles run parallel: the second title has the second
date, and an empty one is an open end. A cell that a spreadsheet would take for a formula is
written with an apostrophe before it, which is taken off again on reading.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml

from brief import files
from brief.model import LANGUAGES, Entity, Place, UnusableInput
from brief.schema import Reading, nearest
from brief.terminology.nodes import (
    Read,
    Value,
    entities,
    localized,
    mapping,
    scalar,
    sequence,
    texts,
)

COLUMNS = (
    "id",
    "kind",
    "name_ja",
    "name_en",
    "reading",
    "aliases_ja",
    "aliases_en",
    "roles_ja",
    "roles_en",
    "roles_from",
    "roles_to",
    "summary_ja",
    "summary_en",
    "topics",
    "wikidata",
    "links_ja",
    "links_en",
)
"""The columns, as they are written."""

_NEEDED = COLUMNS[:4]
_ROLES = ("roles_ja", "roles_en", "roles_from", "roles_to")
_RULE = "glossary-import"
_DELIMITERS = ",;\t"

_Row = Mapping[str, Value]


def read(path: Path, shown: str) -> Read:
    """The entities in the CSV file at `path`, which messages call `shown`.

    UTF-8, with or without a byte order mark. Commas, semicolons or tabs stand between the cells:
    spreadsheets take what is usual in their country.

    Raises:
        UnusableInput: With every fault, each with the line and column of its cell.

    """
    reading = Reading(shown, _RULE)
    rows = [row for row in _rows(files.read_text(path, shown, _RULE), reading) if _filled(row)]
    if not rows:
        reading.fault_at(Place(shown), "the file has no rows", "write the names of the columns")
        raise UnusableInput(reading.faults)
    columns = _columns(rows[0], reading)
    entries = []
    for cells in rows[1:]:
        for extra in cells[len(columns) :]:
            if extra.text.strip():
                place = Place(shown, extra.line, extra.column)
                advice = "put cells with a separator in them into double quotes"
                reading.fault_at(place, f"{extra.text!r} is in no column", advice)
        row = {
            name: cell
            for name, cell in zip(columns, cells, strict=False)
            if name and cell.text.strip()
        }
        start = row.get("id", cells[0])
        entry = _entry(row, start, reading)
        if entry is not None:
            entries.append((start, entry))
    return Read(entities(entries, reading))


def _filled(row: Sequence[Value]) -> bool:
    return any(cell.text.strip() for cell in row)


def _columns(header: Sequence[Value], reading: Reading) -> list[str]:
    """The name of each column; empty where it is not known, which is noted."""
    names: list[str] = []
    for cell in header:
        name = cell.text.strip().casefold()
        place = Place(reading.path, cell.line, cell.column)
        if name in names and name:
            reading.fault_at(place, f"the column {name!r} stands here twice", "delete one")
        elif name and name not in COLUMNS:
            advice = nearest(name, COLUMNS) or f"known columns: {', '.join(COLUMNS)}"
            reading.fault_at(place, f"unknown column {name!r}", advice)
        names.append(name if name in COLUMNS else "")
    for name in _NEEDED:
        if name not in names:
            place = Place(reading.path, header[0].line, header[0].column)
            reading.fault_at(place, f"the column {name!r} is missing", "add it to the first row")
    return names


def _entry(row: _Row, start: Value, reading: Reading) -> yaml.Node | None:
    """The entry that a row gives; its place, where a key is missing, is that of `start`."""

    def one(column: str) -> yaml.Node | None:
        return scalar(row[column]) if column in row else None

    def several(column: str) -> yaml.Node | None:
        return texts(split(row[column])) if column in row else None

    if "id" not in row:
        place = Place(reading.path, start.line, start.column)
        reading.fault_at(place, "the row has no id", "write an id of small letters and hyphens")
        return None
    entry = mapping(
        [
            (Value("kind", start.line, start.column), one("kind")),
            ("name", localized((code, one(f"name_{code}")) for code in LANGUAGES)),
            ("reading", one("reading")),
            ("aliases", localized((code, several(f"aliases_{code}")) for code in LANGUAGES)),
            ("roles", _roles(row, reading)),
            ("summary", localized((code, one(f"summary_{code}")) for code in LANGUAGES)),
            ("topics", several("topics")),
            ("wikidata", one("wikidata")),
            ("links", localized((code, several(f"links_{code}")) for code in LANGUAGES)),
        ]
    )
    if entry is None:
        place = Place(reading.path, start.line, start.column)
        reading.fault_at(place, "the row has nothing but an id", "fill it in or delete it")
    return entry


def _roles(row: _Row, reading: Reading) -> yaml.Node | None:
    cells = {name: split(row[name]) if name in row else [] for name in _ROLES}
    titles = cells["roles_ja"] or cells["roles_en"]
    for name, values in cells.items():
        if values and len(values) != len(titles):
            place = Place(reading.path, values[0].line, values[0].column)
            message = f"{name} holds {len(values)} for {len(titles)} titles of roles"
            reading.fault_at(place, message, "write | between them, for an open end as well")
            return None
    roles = []
    for index in range(len(titles)):
        ja, en, since, until = (
            scalar(values[index]) if values and values[index].text.strip() else None
            for values in cells.values()
        )
        role = mapping(
            [("title", localized([("ja", ja), ("en", en)])), ("from", since), ("to", until)]
        )
        if role is not None:
            roles.append(role)
    return sequence(roles) if roles else None


# --- cells ---------------------------------------------------------------------------


def _rows(text: str, reading: Reading) -> Iterator[list[Value]]:
    """The rows of the CSV `text` (RFC 4180), with the place of each cell, which `csv` lacks."""
    delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
    pattern = re.compile(rf'"((?:[^"]|"")*)("?)([^{delimiter}\n]*)|[^{delimiter}\n]*')
    line, line_start, offset = 1, 0, 0
    row: list[Value] = []
    while True:
        found = pattern.match(text, offset)
        assert found is not None
        quoted, closing, rest = found.groups()
        place = Place(reading.path, line, offset - line_start + 1)
        if quoted is not None and not closing:
            reading.fault_at(place, "the double quotes of this cell never end", "end the cell")
        elif rest:
            advice = "write each double quote inside a quoted cell twice"
            reading.fault_at(
                place, f"behind the double quotes of this cell stands {rest!r}", advice
            )
        value = found[0] if quoted is None else quoted.replace('""', '"')
        row.append(Value(_GUARD.sub("", value), place.line, place.column))
        offset = found.end()
        if offset == len(text) or text[offset] == "\n":
            yield row
            row = []
        if offset == len(text):
            return
        line += found[0].count("\n") + (text[offset] == "\n")
        offset += 1
        line_start = text.rfind("\n", 0, offset) + 1


def split(cell: Value) -> list[Value]:
    """The values of a cell that holds several; the place of each is that of the cell."""
    values = [""]
    for escaped, separator, other in _PARTS.findall(cell.text):
        if separator:
            values.append("")
        else:
            values[-1] += escaped or other
    return [Value(value, cell.line, cell.column) for value in values]


_PARTS = re.compile(r"\\([\\|])|(\|)|([^\\|]+|\\)")
_GUARD = re.compile(r"\A'(?='*[=+@-])")
_FORMULA = re.compile(r"'*[=+@-]")


# --- writing -------------------------------------------------------------------------


def write(glossary: Iterable[Entity]) -> str:
    """The entities as CSV, with the byte order mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entity in glossary:
        writer.writerow([_guarded(cell) for cell in _cells(entity)])
    return f"\ufeff{text.getvalue()}"


def _cells(entity: Entity) -> list[str]:
    roles = entity.roles
    return [
        entity.id,
        entity.kind,
        *(entity.name[language] for language in LANGUAGES),
        entity.reading or "",
        *(joined(entity.aliases.get(language, ())) for language in LANGUAGES),
        *(joined(role.title[language] for role in roles) for language in LANGUAGES),
        _joined_dates(role.since for role in roles),
        _joined_dates(role.until for role in roles),
        *(entity.summary.get(language, "") for language in LANGUAGES),
        joined(entity.topics),
        entity.wikidata or "",
        *(joined(entity.links.get(language, ())) for language in LANGUAGES),
    ]


def joined(values: Iterable[str]) -> str:
    """The values of a cell that holds several."""
    return "|".join(re.sub(r"([\\|])", r"\\\1", value) for value in values)


def _joined_dates(days: Iterable[date | None]) -> str:
    texts = [day.isoformat() if day else "" for day in days]
    return "|".join(texts) if any(texts) else ""


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
