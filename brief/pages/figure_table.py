"""The figures of a text as a table for spreadsheet programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from brief.model import Language, other_language
from brief.views import FigureView

_BOM = "\ufeff"
"""Without it, spreadsheet programs take the table for one in the encoding of the system."""


def csv_of(figures: Sequence[FigureView], language: Language, words: Mapping[str, Any]) -> str:
    """`figures` as CSV (RFC 4180), with a line of headings in the language of the page."""
    table = io.StringIO(newline="")
    csv.writer(table).writerows(_rows(figures, language, words))
    return _BOM + table.getvalue()


def _rows(
    figures: Sequence[FigureView], language: Language, words: Mapping[str, Any]
) -> Iterator[Sequence[str]]:
    columns = words["figure_columns"]
    names = ("paragraph", language, other_language(language), "kind", "value", "unit", "modifier")
    yield [columns[name] for name in (*names, "verdict", "difference")]
    for figure in figures:
        modifiers = words["modifiers_of_time" if figure.is_time else "modifiers"]
        yield (
            figure.back[1:] if figure.back.startswith("p") else "",
            figure.here,
            figure.there,
            words["figure_kinds"][figure.kind],
            figure.value.removesuffix(f" {figure.unit}"),
            figure.unit,
            modifiers.get(figure.modifier, ""),
            words["verdicts"][figure.verdict],
            figure.difference,
        )
