"""Texts given on the command line: read, annotated, shown."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from brief import files, records, source
from brief.model import (
    AnnotatedDocument,
    Annotations,
    Block,
    Document,
    Figure,
    Finding,
    FrontMatter,
    Language,
    MentionReason,
    Part,
    Piece,
    Place,
    UnusableInput,
)

_JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]")
_LETTERS = re.compile(r"[^\W\d_]")


def read(file: str, language: Language | None = None, day: date | None = None) -> Document:
    """The text in `file`, or in standard input when it is ``-``.

    A ``.md`` file is read as an article, anything else as plain text, a block a line.
    The language is `language`, else what the file's name says, else what the text looks like.

    Raises:
        UnusableInput: With every fault of the file.

    """
    if file == "-":
        text, shown = _standard_input(), "standard input"
    else:
        text, shown = files.read_text(Path(file), file, "source"), file
    language = language or source.language_of(file) or language_like(text)
    if file.endswith(".md"):
        uri = f"{source.slug_of(Path(file).name).removesuffix('.md')}.{language}.md"
        if text.startswith("---"):
            document = source.parse(text, uri, shown)
        else:
            document = source.parse_body(text, uri, shown, language, FrontMatter())
    else:
        document = _plain(text, shown, language)
    front = replace(document.front, date=day or document.front.date)
    return replace(document, front=front)


def _standard_input() -> str:
    if sys.stdin is None:
        return ""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place("standard input")
        message, advice = "not UTF-8", "convert it, with iconv for instance"
        raise UnusableInput([Finding("source", "error", place, message, advice)]) from error


def language_like(text: str) -> Language:
    """Japanese when one letter in ten is kana or 漢字, else English."""
    sample = text[:10_000]
    return (
        "ja" if len(_JAPANESE.findall(sample)) * 10 >= len(_LETTERS.findall(sample)) > 0 else "en"
    )


def _plain(text: str, shown: str, language: Language) -> Document:
    blocks = tuple(
        Block("paragraph", line, token=0, part=index, pieces=(Piece(0, number, 1),))
        for index, (number, line) in enumerate(
            (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()
        )
    )
    parts = tuple(Part((0, 0), "paragraph") for _ in blocks)
    return Document(shown, shown, shown, language, FrontMatter(), (), parts, blocks)


# --- showing annotations -------------------------------------------------------------


_REASONS: dict[MentionReason, str] = {
    "author": "linked by the author",
    "alias": "a spelling of the glossary",
    "surname": "the surname of a name that stands before",
    "title": "shared with others; the title beside it decides",
    "context": "shared with others; the rest of the text decides",
    "role": "the title was held on the date of the text",
    "anaphor": "stands for a name before it",
}


def as_dict(text: AnnotatedDocument, *, explain: bool = False) -> dict[str, Any]:
    """An annotated text as plain values, for JSON; `explain` adds why each name was linked."""
    document = text.document
    return {
        "path": document.path,
        "lang": document.language,
        "date": document.front.date.isoformat() if document.front.date else None,
        "blocks": [
            {"line": block.position(0)[0], "text": block.text} | _noted_as_dict(noted, explain)
            for block, noted in text.pairs()
        ],
    }


def _noted_as_dict(noted: Annotations, explain: bool) -> dict[str, Any]:
    values = records.annotations_as_dict(noted)
    if explain:
        for mention, shown in zip(noted.mentions, values["mentions"], strict=True):
            shown["reason"] = mention.reason
        values["undecided"] = [asdict(name) for name in noted.undecided]
    return values


def as_lines(text: AnnotatedDocument, *, explain: bool = False) -> Iterator[str]:
    """A table of what was found, in the order of the text; `explain` says why of each name."""
    rows: list[tuple[Place, str, str, str]] = []
    for block, noted in text.pairs():
        for figure in noted.figures:
            start, end = figure.extent
            said = _value(figure)
            rows.append(
                (text.document.place(block, start), block.text[start:end], figure.kind, said)
            )
        for mention in noted.mentions:
            place = text.document.place(block, mention.start)
            said = ", ".join(mention.entities)
            if explain:
                said += f": {_REASONS[mention.reason]}"
            rows.append((place, mention.text, mention.kind, said))
        for name in noted.undecided:
            place = text.document.place(block, name.start)
            rows.append((place, name.text, "?", f"may be {' or '.join(name.entities)}"))
        for candidate in noted.candidates:
            place = text.document.place(block, candidate.start)
            rows.append((place, candidate.text, f"{candidate.kind}?", "not in the glossary"))
    rows.sort(key=lambda row: row[0])
    table = [(f"{place.line}:{place.column}", *rest) for place, *rest in rows]
    widths = [max((_width(row[column]) for row in table), default=0) for column in range(3)]
    for row in table:
        cells = [_padded(cell, width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[3]]).rstrip()


def _value(figure: Figure) -> str:
    value = figure.value or ""
    if figure.low is not None or figure.high is not None:
        value = f"{figure.low or ''}..{figure.high or ''}"
    return " ".join(part for part in (value or "?", figure.unit, figure.modifier) if part)


def _width(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
