"""A brief's fragments: what the data files of a site hold of it, made once and kept.

The files grow with the site; put together from these they are written without a brief being read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args
from urllib.parse import quote

from brief import addresses
from brief.bitexts import tmx
from brief.extract import Extract, row_anchors
from brief.model import LANGUAGES, Bead, Brief, FigureAt, FigureMatch, Language, Source

FieldType = Literal["string", "date", "array", "object"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table, in the words of Frictionless Table Schema."""

    type: FieldType
    description: str


BRIEF_FIELDS: Mapping[str, Field] = {
    "id": Field("string", "The name of the pair of texts"),
    "date": Field("date", "The day that its dates are read against"),
    "updated": Field("date", "When it was last changed, where that is stated"),
    "source_language": Field("string", "ja or en: the language of the original"),
    "title": Field("object", "By language"),
    "description": Field("object", "By language"),
    "pages": Field("object", "By language, the path of its page on the site"),
    "authors": Field("array", "Names"),
    "topics": Field("array", "Topics, as the texts have them"),
    "sources": Field("array", "What it rests on: title, publisher, url, date, language"),
    "entities": Field("array", "Ids of the entities that its texts name, see entities.json"),
    "key_figures": Field("object", "By key: value, low, high, and notation by language (shown)"),
}
FIGURE_FIELDS: Mapping[str, Field] = {
    "brief": Field("string", "Id of the brief, see briefs.json"),
    "date": Field("date", "The date of the brief"),
    "language": Field("string", "ja or en: the language of the text that states the figure"),
    "anchor": Field("string", "Id, on the page of that text, of the paragraph it stands in"),
    "text": Field("string", "The figure with its modifiers, as the text has it"),
    "kind": Field("string", "number, ordinal, percent, money, count, measure, date and others"),
    "value": Field("string", "A decimal number, or a time in ISO 8601 or TIMEX3"),
    "low": Field("string", "Lower end of a range"),
    "high": Field("string", "Upper end of a range"),
    "unit": Field("string", "ISO 4217 for money, UCUM for measures, else what is counted"),
    "modifier": Field("string", "approx, more_than, less_than, equal_or_more or equal_or_less"),
    "verdict": Field("string", "agree, differ or unmatched: the figure beside the other text"),
}


Part = Literal["brief", "figures", "alignment"]
"""An object in JSON, on one line; rows of CSV; translation units of TMX."""
PARTS: tuple[Part, ...] = get_args(Part)


def of(brief: Brief, extract: Extract) -> dict[Part, str]:
    """The fragments of `brief`, one for each data file; `extract` is its own."""
    described = json.dumps(_described(brief, extract), ensure_ascii=False, separators=(",", ":"))
    return {
        "brief": described,
        "figures": csv_rows(_figures(brief)),
        "alignment": "".join(_units(brief)),
    }


def csv_rows(rows: Iterator[list[str]]) -> str:
    """`rows` as CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _described(brief: Brief, extract: Extract) -> Mapping[str, Any]:
    front = brief.any_document.front
    fronts = {language: text.document.front for language, text in brief.texts.items()}
    values = {
        "id": brief.slug,
        "date": _iso(front.date),
        "updated": _iso(front.updated),
        "source_language": front.source_language,
        "title": {language: each.title for language, each in fronts.items()},
        "description": {code: each.description for code, each in fronts.items()},
        "pages": {language: addresses.page(language, brief.slug) for language in brief.texts},
        "authors": front.authors,
        "topics": front.topics,
        "sources": [_source(source) for source in front.sources],
        "entities": list(extract.names),
        "key_figures": {key: asdict(stand) for key, stand in extract.stands.items()},
    }
    return {name: values[name] for name in BRIEF_FIELDS}


def _source(source: Source) -> Mapping[str, Any]:
    values = {**asdict(source), "date": _iso(source.date)}
    return {key: value for key, value in values.items() if value}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _figures(brief: Brief) -> Iterator[list[str]]:
    for language, text in brief.texts.items():
        rows = row_anchors(brief, language)
        matches = {at: match for match in brief.matches if (at := match.side(language))}
        for number, (block, noted) in enumerate(text.pairs()):
            for index, figure in enumerate(noted.figures):
                start, end = figure.extent
                yield [
                    brief.slug,
                    _iso(text.document.front.date) or "",
                    language,
                    rows.get(block.part, ""),
                    block.text[start:end],
                    figure.kind,
                    figure.value or "",
                    figure.low or "",
                    figure.high or "",
                    figure.unit or "",
                    figure.modifier or "",
                    _verdict(matches.get(FigureAt(number, index))),
                ]


def _verdict(match: FigureMatch | None) -> str:
    """Empty where nothing is compared: a figure that is repeated, a brief of one text."""
    if match is None:
        return ""
    if match.ja is None or match.en is None:
        return "unmatched"
    return "agree" if match.agrees else "differ"


def _units(brief: Brief) -> Iterator[str]:
    """The blocks that answer each other, each under the row of the page that it begins in."""
    if brief.alignment is None:
        return
    front = brief.any_document.front
    rows = row_anchors(brief, "ja")
    counts: dict[str, int] = {}
    slug = re.sub(r"\s", lambda space: quote(space[0]), brief.slug)
    for bead in brief.alignment.blocks:
        texts = {language: _said(brief, bead, language) for language in LANGUAGES}
        if all(texts.values()):
            anchor = rows.get(brief.texts["ja"].document.blocks[bead.ja[0]].part, "")
            counts[anchor] = counts.get(anchor, 0) + 1
            name = f"{slug}#{anchor}.{counts[anchor]}"
            yield tmx.unit(name, texts, front.source_language, front.date, front.updated)


def _said(brief: Brief, bead: Bead, language: Language) -> str:
    blocks = brief.texts[language].document.blocks
    said = (blocks[number].text.strip() for number in bead.side(language))
    return (" " if language == "en" else "").join(filter(None, said))
