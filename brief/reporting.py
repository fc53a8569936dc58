"""Findings -> what is printed of them: for people, for programs, for code hosts.

The formats: `as_text` for a terminal, `as_json`, `as_github` for annotations by GitHub Actions,
`as_sarif` for code-scanning views, `as_junit` for what shows test results.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from brief import __version__, files
from brief.check.rules import RULES, Documentation, documentation
from brief.model import (
    LANGUAGES,
    SEVERITIES,
    Brief,
    Finding,
    Language,
    Passage,
    Severity,
    UnusableInput,
)
from brief.source import language_of

Paint = Callable[[str, str], str]
"""Gives a text a color, by the color's name."""

COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}


def plain(text: str, _color: str) -> str:
    """No color."""
    return text


def at_least(findings: Sequence[Finding], severity: Severity) -> list[Finding]:
    """Those of `findings` that are as grave as `severity`, or graver."""
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return [finding for finding in findings if finding.severity in grave]


def is_in(path: str, patterns: Sequence[str]) -> bool:
    """Whether the file at `path` is one of `patterns`, below one of them, or fits one with a *."""
    return any(
        path == pattern or path.startswith(f"{pattern}/") or fnmatchcase(path, pattern)
        for pattern in map(_normal_path, patterns)
    )


def _normal_path(path: str) -> str:
    return os.path.normpath(path).replace(os.sep, "/")


# --- for people ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line that a finding is about, or a text of one line."""

    language: Language | None
    number: int
    """Of the line in its file."""
    text: str
    start: int
    end: int
    """Half-open range of `text` that is marked; nothing where it is empty."""

    @property
    def label(self) -> str:
        """What stands beside it: its number, and which of the two texts it is of."""
        return f"{self.language} {self.number}" if self.language else str(self.number)


def as_text(findings: Sequence[Finding], width: int, paint: Paint = plain) -> Iterator[str]:
    """Each finding with the lines it is about, at most `width` columns wide; then a count."""
    for finding in findings:
        yield from finding_lines(finding, excerpts(finding), width, paint)
    if len(findings) > 1:
        yield ""
        yield from count_lines(Counter((f.rule, f.severity) for f in findings), paint)


def finding_lines(
    finding: Finding, shown: Sequence[Excerpt], width: int, paint: Paint = plain, unit: str = ""
) -> Iterator[str]:
    """A finding, the `unit` that it is in, and what is `shown` of the texts under it.

    What the finding is about comes first, its counterpart second.
    """
    color = COLORS[finding.severity]
    advice = f"; {finding.advice}" if finding.advice else ""
    place, rule = paint(str(finding.place), "bold"), paint(finding.rule, color)
    yield f"{place}: {rule}: {finding.message}{advice}{f' [{_visible(unit)}]' if unit else ''}"
    margin = max((len(found.label) for found in shown), default=0)
    for found, mark, mark_color in zip(shown, "^-", (color, "blue"), strict=False):
        line, before, marked = cut(found, width - margin - 5)
        yield f"  {paint(f'{found.label:>{margin}} |', 'blue')} {line}"
        if marked:
            gutter = paint(f"{' ' * margin} |", "blue")
            yield f"  {gutter} {' ' * before}{paint(mark * marked, mark_color)}"


def count_lines(counts: Mapping[tuple[str, Severity], int], paint: Paint = plain) -> Iterator[str]:
    """How many findings there are of each rule."""
    longest = max((len(rule) for rule, _ in counts), default=0)
    for (rule, severity), count in sorted(counts.items(), key=_gravest_first):
        noun = severity if count == 1 else f"{severity}s"
        yield f"{paint(f'{rule:{longest}}', COLORS[severity])}  {count} {noun}"


def excerpts(finding: Finding) -> list[Excerpt]:
    """The line of its file that a finding is about, and that of its counterpart."""
    shown = [Passage(finding.place, finding.end or finding.place)]
    if finding.related is not None:
        shown.append(finding.related)
    elif finding.end is None:
        return []
    here, *there = map(excerpt, shown)
    return [found for found in (here, *there) if found] if here else []


def _gravest_first(counted: tuple[tuple[str, Severity], int]) -> tuple[int, int, str]:
    (rule, severity), count = counted
    return SEVERITIES.index(severity), -count, rule


@cache
def _lines(path: str) -> tuple[str, ...]:
    try:
        return tuple(files.read_text(Path(path), path, "source").split("\n"))
    except (OSError, UnusableInput):
        return ()


def excerpt(passage: Passage) -> Excerpt | None:
    """The line that a passage begins on; None where the file cannot be read."""
    lines = _lines(passage.start.path)
    if not 0 < passage.start.line <= len(lines):
        return None
    line = lines[passage.start.line - 1]
    start = min(passage.start.column - 1, len(line))
    end = passage.end.column - 1 if passage.end.line == passage.start.line else len(line)
    if passage.start == passage.end:
        end = start
    end = min(max(start, end), len(line))
    return Excerpt(language_of(passage.start.path), passage.start.line, line, start, end)


def cut(excerpt: Excerpt, width: int) -> tuple[str, int, int]:
    """The text of `excerpt` in at most `width` columns around what is marked.

    And how many columns come before the mark, and how many of them it takes.
    """
    line, start, end = excerpt.text, excerpt.start, excerpt.end
    room = max(width, 20) - 2
    marked = _fitting(line, start, end, room)
    following = _fitting(line, marked, len(line), (room - cells(line[start:marked])) // 2)
    first, left = start, room - cells(line[start:following])
    while first > 0 and cells(line[first - 1]) <= left:
        first -= 1
        left -= cells(line[first])
    following = _fitting(line, first, len(line), room)
    head, tail = "…" if first else "", "…" if following < len(line) else ""
    shown = f"{head}{_visible(line[first:following])}{tail}"
    return shown, len(head) + cells(line[first:start]), cells(line[start:marked])


def _fitting(line: str, start: int, end: int, width: int) -> int:
    """The end of what fits into `width` columns of the span of `line` from `start` to `end`."""
    used, at = 0, start
    while at < end and used + cells(line[at]) <= width:
        used += cells(line[at])
        at += 1
    return at


def cells(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _visible(text: str) -> str:
    """`text` with a space for every tab and a point for what would move the cursor."""
    return "".join(
        " " if character == "\t" else "·" if unicodedata.category(character) == "Cc" else character
        for character in text
    )


# --- for programs ----------------------------------------------------------------------------


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects; see `Finding.as_dict`."""
    return json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2)


_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def as_github(findings: Sequence[Finding]) -> Iterator[str]:
    """Commands of GitHub Actions, which show each finding at its line.

    Source: docs.github.com, "Workflow commands for GitHub Actions".
    """
    for finding in findings:
        properties = {
            "file": finding.place.path,
            "line": str(finding.place.line),
            "col": str(finding.place.column),
        }
        if finding.end is not None and finding.end.line == finding.place.line:
            properties |= {
                "endLine": str(finding.end.line),
                "endColumn": str(finding.end.column),
            }
        properties["title"] = finding.rule
        written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        yield f"::{_GITHUB[finding.severity]} {written}::{_data(_whole(finding))}"


def _whole(finding: Finding) -> str:
    return f"{finding.message}; {finding.advice}" if finding.advice else finding.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# --- SARIF -----------------------------------------------------------------------------------


def as_sarif(findings: Sequence[Finding], silenced: Sequence[Finding] = ()) -> str:
    """A log of SARIF 2.1.0; what is silenced is in it as suppressed.

    Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
    """
    usual = {rule.name: rule.severity for rule in RULES}
    used = dict.fromkeys([*usual, *(finding.rule for finding in findings)])
    indexes = {name: index for index, name in enumerate(used)}
    run = {
        "tool": {
            "driver": {
                "name": "brief",
                "version": __version__,
                "rules": [_sarif_rule(name, usual.get(name, "error")) for name in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _sarif_result(finding, indexes[finding.rule]) for finding in (*findings, *silenced)
        ],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_rule(name: str, severity: Severity) -> dict[str, Any]:
    about: Documentation | None = documentation().get(name)
    summary = about.summary["en"] if about else f"input that cannot be read: {name}"
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": summary},
        "defaultConfiguration": {"level": severity},
    }
    if about is not None:
        rule["fullDescription"] = {"text": about.explanation}
        rule["help"] = {"text": "\n".join(explanation_lines(name))}
    return rule


def _sarif_result(finding: Finding, index: int) -> dict[str, Any]:
    here = Passage(finding.place, finding.end or finding.place)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": _whole(finding)},
        "locations": [_sarif_location(here)],
        "partialFingerprints": {"briefFinding/v1": _fingerprint(finding)},
    }
    if finding.related is not None:
        related = _sarif_location(finding.related)
        result["relatedLocations"] = [{"id": 1, **related, "message": {"text": "compare this"}}]
    if finding.silence is not None:
        kind = "inSource" if finding.silence.place.path.endswith(".md") else "external"
        result["suppressions"] = [{"kind": kind, "justification": finding.silence.reason}]
    return result


def _sarif_location(passage: Passage) -> dict[str, Any]:
    region = {"startLine": passage.start.line, "startColumn": passage.start.column}
    if passage.end != passage.start:
        region |= {"endLine": passage.end.line, "endColumn": passage.end.column}
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(passage.start.path)},
            "region": region,
        }
    }


def _fingerprint(finding: Finding) -> str:
    """What stays when lines move: the rule, the file and the message without places."""
    said = re.sub(r"\S+:\d+:\d+", "", finding.message)
    return sha256(f"{finding.rule}\0{finding.place.path}\0{said}".encode()).hexdigest()[:32]


# --- JUnit -----------------------------------------------------------------------------------

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(findings: Sequence[Finding], paths: Sequence[str], fail_on: Severity) -> str:
    """JUnit XML: a test case for each of the files `paths`, which fails on its findings."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for path in paths:
        by_path[path] = []
    for finding in findings:
        by_path[finding.place.path].append(finding)
    failing = {path: at_least(found, fail_on) for path, found in by_path.items()}
    counts = {
        "name": "brief check",
        "tests": str(len(by_path)),
        "failures": str(sum(map(bool, failing.values()))),
    }
    suites = Xml.Element("testsuites", counts)
    suite = Xml.SubElement(suites, "testsuite", {**counts, "errors": "0", "skipped": "0"})
    for path, found in by_path.items():
        case = Xml.SubElement(suite, "testcase", {"classname": "brief", "name": _xml(path)})
        grave = failing[path]
        if grave:
            message = {"message": _xml(grave[0].message), "type": grave[0].rule}
            failure = Xml.SubElement(case, "failure", message)
            failure.text = _xml("\n".join(map(str, grave)))
        rest = [finding for finding in found if finding not in grave]
        if rest:
            Xml.SubElement(case, "system-out").text = _xml("\n".join(map(str, rest)))
    Xml.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suites, encoding="unicode")}'


def _xml(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


# --- rules -----------------------------------------------------------------------------------


def explanation_lines(name: str, paint: Paint = plain) -> Iterator[str]:
    """What the rule `name` is about, with its examples."""
    about = documentation()[name]
    severity = next(rule.severity for rule in RULES if rule.name == name)
    yield f"{paint(name, 'bold')} ({paint(severity, COLORS[severity])}): {about.summary['en']}"
    yield ""
    yield from _wrapped(about.explanation, 88)
    for title, example in (("Wrong", about.wrong), ("Right", about.right)):
        yield ""
        yield paint(f"{title}:", "bold")
        for language in LANGUAGES:
            for number, line in enumerate(example.get(language, "").splitlines()):
                yield f"  {language if not number else '  '}  {line}".rstrip()


def rule_lines(paint: Paint = plain) -> Iterator[str]:
    """All rules, a line each."""
    longest = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        severity = paint(f"{rule.severity:7}", COLORS[rule.severity])
        yield f"{rule.name:{longest}}  {severity}  {documentation()[rule.name].summary['en']}"


# --- alignment -------------------------------------------------------------------------------


def alignment_lines(brief: Brief, width: int, paint: Paint = plain) -> Iterator[str]:
    """The blocks of a pair of texts side by side, Japanese on the left, each with its line."""
    if brief.alignment is None:
        return
    column = max((width - 3) // 2, 24)
    ja, en = (_wrapped(brief.texts[language].document.path, column) for language in LANGUAGES)
    for line in _side_by_side(ja, en, column):
        yield paint(line, "bold")
    for bead in brief.alignment.blocks:
        ja, en = (_column(brief, language, bead.side(language), column) for language in LANGUAGES)
        yield paint(f"{'-' * column}-+-{'-' * column}", "blue")
        for line in _side_by_side(ja, en, column):
            yield line if bead.ja and bead.en else paint(line, "yellow")


def _side_by_side(left: Iterable[str], right: Iterable[str], column: int) -> Iterator[str]:
    for here, there in zip_longest(left, right, fillvalue=""):
        yield f"{_padded(here, column)} | {there}".rstrip()


def _column(brief: Brief, language: Language, blocks: Sequence[int], width: int) -> Iterator[str]:
    """What one side of a bead shows: each block from its line number on, indented below."""
    document = brief.texts[language].document
    if not blocks:
        yield "(nothing)"
    for number in blocks:
        block = document.blocks[number]
        kind = "#" * block.level or block.kind
        indent = ""
        for line in _wrapped(f"{document.place(block).line} {kind}: {block.text}", width - 2):
            yield f"{indent}{line}"
            indent = "  "


def _wrapped(text: str, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` columns, cut between words and Japanese characters."""
    line = ""
    for piece in re.findall(r"[\x21-\u2fff]+\s*|\s+|[^\x21-\u2fff\s]", text):
        if line and cells(line) + cells(piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        while cells(piece.rstrip()) > width:
            cut = _fitting(piece, 0, len(piece), width)
            yield piece[:cut]
            piece = piece[cut:]
        line += piece
    if line.strip():
        yield line.rstrip()


def _padded(text: str, width: int) -> str:
    cut = text[: _fitting(text, 0, len(text), width)]
    return cut + " " * (width - cells(cut))
