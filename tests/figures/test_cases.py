"""Sentences and the figures they state, and sentences that state none, in files to add to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from brief.figures import read
from brief.model import Figure, Language

HERE = Path(__file__).parent


def shown(text: str, figure: Figure) -> str:
    """`figure` as a column of ``cases.*.tsv`` has it."""
    start, end = figure.extent
    told = figure.text
    if figure.extent != (figure.start, figure.end):
        told = f"{text[start : figure.start]}{{{told}}}{text[figure.end : end]}"
    value = figure.value
    if value is None:
        value = f"{figure.low}..{figure.high}" if figure.low or figure.high else "?"
    unit = f" {figure.unit}" if figure.unit else ""
    modifier = f" ({figure.modifier})" if figure.modifier else ""
    return f"{told} = {figure.kind} {value}{unit}{modifier}"


def _lines(pattern: str) -> list[tuple[Language, str]]:
    return [
        (cast("Language", path.name.split(".")[1]), line)
        for path in sorted(HERE.glob(pattern))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("# ")
    ]


@pytest.mark.parametrize(("language", "line"), _lines("cases.*.tsv"))
def test_case(language: Language, line: str) -> None:
    text, day, *expected = line.split("\t")
    found = read(text, language, date.fromisoformat(day) if day else None)
    assert [shown(text, figure) for figure in found] == expected


@pytest.mark.parametrize(("language", "text"), _lines("negatives.*.txt"))
def test_negative(language: Language, text: str) -> None:
    found = read(text, language, date(2025, 8, 19))
    assert [shown(text, figure) for figure in found] == []
