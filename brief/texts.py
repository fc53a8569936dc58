"""Texts given on the command line: read, shown, compared."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from brief import check, files, records, source
from brief.align import align
from brief.annotate import Annotator
from brief.check import SiteIndex
from brief.glossary import Glossary
from brief.model import (
    LANGUAGES,
    AnnotatedDocument,
    Annotations,
    Block,
    Brief,
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
    date_of,
)

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
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
    """Japanese when one letter in ten is kana, else English."""
    sample = text[:10_000]
    return "ja" if len(_KANA.findall(sample)) * 10 >= len(_LETTERS.findall(sample)) > 0 else "en"


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


# --- comparing -----------------------------------------------------------------------


def compare(names: Sequence[str], day: date | None) -> list[dict[str, Any]]:
    """What is compared, and what was found, of a pair of texts, a TSV file or briefs.

    Raises:
        UnusableInput: The files are no such thing, or have faults.

    """
    if not names:
        from brief import site

        edition = site.check()
        if edition.faults:
            raise UnusableInput(edition.faults)
        return [_result(brief) for brief in edition.briefs if brief.alignment]
    if any(name.endswith(".tsv") for name in names):
        return [result for name in names for result in _compare_rows(name, day)]
    if len(names) == 1 or all(source.language_of(name) for name in names):
        pairs = dict.fromkeys(_pair_of(name) for name in names)
        return [_compare_pair(first, second, day) for first, second in pairs]
    if len(names) == 2:
        return [_compare_pair(names[0], names[1], day)]
    message = "these are neither two texts, nor briefs, nor TSV files"
    raise UnusableInput([Finding("source", "error", Place(names[0]), message)])


def _pair_of(name: str) -> tuple[str, str]:
    """The two files of the brief that `name` is one text of."""
    if source.language_of(name) is None:
        message = "one file alone must be a brief (x.ja.md, x.en.md) or a table (x.tsv)"
        advice = "name the text in the other language too"
        raise UnusableInput([Finding("source", "error", Place(name), message, advice)])
    return f"{source.slug_of(name)}.ja.md", f"{source.slug_of(name)}.en.md"


def _compare_pair(first: str, second: str, day: date | None) -> dict[str, Any]:
    documents = {d.language: d for d in (read(first, None, day), read(second, None, day))}
    if len(documents) < len(LANGUAGES):
        message = f"both texts look {'Japanese' if 'ja' in documents else 'English'}"
        advice = "name a Japanese and an English text"
        raise UnusableInput([Finding("source", "error", Place(second), message, advice)])
    dates = [d.front.date for d in documents.values() if d.front.date]
    annotator = Annotator(Glossary())
    texts: dict[Language, AnnotatedDocument] = {}
    for language in LANGUAGES:
        document = documents[language]
        dated = replace(document.front, date=document.front.date or next(iter(dates), None))
        texts[language] = annotator.annotate(replace(document, front=dated))
    alignment = align(texts["ja"], texts["en"])
    index = SiteIndex({}, frozenset())
    return _result(
        check.check(documents["ja"].slug, "brief", texts, alignment, Glossary(), {}, index)
    )


_FIGURE_RULES = ("figure-mismatch", "figure-unmatched")


def _result(brief: Brief) -> dict[str, Any]:
    found = [f.as_dict() for f in brief.findings if f.rule in _FIGURE_RULES]
    agreed = sum(match.agrees for match in brief.matches)
    return {"id": brief.slug, "compared": len(brief.matches), "agree": agreed, "findings": found}


def _compare_rows(name: str, day: date | None) -> Iterator[dict[str, Any]]:
    """The rows of a table with the columns ja and en; a header may name them, and id and date."""
    lines = files.read_text(Path(name), name, "source").splitlines()
    header = [cell.strip().casefold() for cell in lines[0].split("\t")]
    named = {"ja", "en"} <= set(header)
    columns = header if named else ["ja", "en"]
    faults = []
    for number, line in enumerate(lines[named:], 1 + named):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) < len(columns):
            message = f"the row has {len(cells)} columns; {len(columns)} are needed"
            faults.append(Finding("source", "error", Place(name, number), message, "use tabs"))
            continue
        row = dict(zip(columns, cells, strict=False))
        given = row.get("date", "").strip()
        result = records.compare_texts(row["ja"], row["en"], _date(given) or day)
        pairs = len(result["pairs"])
        wrong = sum(f["rule"] == "figure-mismatch" for f in result["findings"])
        for finding in result["findings"]:
            finding |= {"path": name, "line": number, "column": finding["start"] + 1}
        yield {
            "id": row.get("id") or f"{name}:{number}",
            "compared": pairs,
            "agree": pairs - wrong,
            "findings": result["findings"],
        }
    if faults:
        raise UnusableInput(faults)


def _date(text: str) -> date | None:
    try:
        return date_of(text)
    except ValueError:
        return None


def comparison_lines(results: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What was found, for people."""
    for result in results:
        for finding in result["findings"]:
            place = f"{finding['path']}:{finding['line']}:{finding['column']}"
            yield f"{place}: {finding['rule']}: {finding['message']}"
    compared = sum(result["compared"] for result in results)
    agreed = sum(result["agree"] for result in results)
    found = sum(len(result["findings"]) for result in results)
    yield f"{len(results)} compared: {agreed} of {compared} figures agree, {found} findings"
