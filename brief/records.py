"""Texts outside a site: one record in, one record out, as the JSONL contracts have it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from brief import agreement
from brief.agreement import Difference
from brief.annotate import Annotator
from brief.figures.intervals import interval
from brief.model import LANGUAGES, Annotations, BriefError, Figure, date_of

Record = dict[str, Any]


class BadRecord(BriefError):
    """A record that cannot be read; the text says why."""


def figure_as_dict(figure: Figure) -> Record:
    """`figure` as plain values; a range of times has its interval as value."""
    fields = figure.as_dict()
    if figure.kind in ("date", "time", "datetime") and figure.low and figure.high:
        fields["value"] = interval(figure.low, figure.high)
    return fields


def annotations_as_dict(annotations: Annotations) -> Record:
    """Figures, mentions and candidates as plain values."""
    return {
        "figures": [figure_as_dict(figure) for figure in annotations.figures],
        "mentions": [mention.as_dict() for mention in annotations.mentions],
        "candidates": [candidate.as_dict() for candidate in annotations.candidates],
    }


def annotate(record: Mapping[str, Any], annotator: Annotator) -> Record:
    """``{id, lang, text, date}`` -> ``{id, figures, mentions, candidates}``.

    Raises:
        BadRecord: A key is missing or not of its kind.

    """
    language = _text(record, "lang")
    if language not in LANGUAGES:
        message = f"lang is {language!r}; it should be ja or en"
        raise BadRecord(message)
    found = annotator.annotate_text(_text(record, "text"), language, _date(record))
    return {"id": record.get("id"), **annotations_as_dict(found)}


def compare(record: Mapping[str, Any]) -> Record:
    """``{id, ja, en, date}`` -> ``{id, figures, pairs, findings}``.

    Raises:
        BadRecord: A key is missing or not of its kind.

    """
    return {
        "id": record.get("id"),
        **compare_texts(_text(record, "ja"), _text(record, "en"), _date(record)),
    }


def compare_texts(ja: str, en: str, day: date | None) -> Record:
    """The figures of both texts, those that answer each other, and what is wrong."""
    found = agreement.compare(ja, en, day)
    return {
        "figures": {
            language: [figure_as_dict(figure) for figure in read]
            for language, read in found.figures.items()
        },
        "pairs": [list(pair) for pair in found.pairs],
        "findings": [_difference_as_dict(difference) for difference in found.differences],
    }


def _difference_as_dict(difference: Difference) -> Record:
    return {
        "rule": difference.rule,
        "severity": difference.severity,
        "lang": difference.language,
        "start": difference.figure.start,
        "end": difference.figure.end,
        "text": difference.figure.text,
        "message": difference.message,
    }


def each_line(
    lines: Iterable[bytes], process: Callable[[Mapping[str, Any]], Record]
) -> Iterator[str]:
    """One line of JSON for each line of JSON, in order; blank lines are passed over.

    Raises:
        BadRecord: Naming the line.

    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_constant=_refuse_constant)
            if not isinstance(record, dict):
                message = "expected an object"
                raise BadRecord(message)
            answer = json.dumps(process(record), ensure_ascii=False, allow_nan=False)
        except (BadRecord, ValueError, RecursionError) as error:
            message = f"standard input, line {number}: {error}"
            raise BadRecord(message) from error
        yield answer


def _refuse_constant(name: str) -> Record:
    message = f"{name} is not JSON"
    raise BadRecord(message)


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        message = f"{key} should be a text" if key in record else f"the key {key} is missing"
        raise BadRecord(message)
    return value


def _date(record: Mapping[str, Any]) -> date | None:
    value = record.get("date")
    if value is None:
        return None
    try:
        return date_of(str(value).partition("T")[0])
    except ValueError as error:
        message = f"date is {value!r}; it should be null or like 2025-08-18"
        raise BadRecord(message) from error
