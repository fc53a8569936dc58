"""Checks: what is wrong in a pair of texts, by named rules.

`check` is the only maker of a `Brief`, so no text reaches a page unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from brief.check.assignment import Side, compare
from brief.check.explanation import explain
from brief.check.rules import RULES, Rule, SiteIndex, Subject
from brief.glossary import Glossary
from brief.model import (
    Alignment,
    AnnotatedDocument,
    Bead,
    Brief,
    Figure,
    FigureAt,
    FigureMatch,
    Finding,
    Language,
    other_language,
)
from brief.series import Series

__all__ = ["RULES", "Rule", "SiteIndex", "check"]


def check(
    slug: str,
    kind: Literal["brief", "page"],
    texts: Mapping[Language, AnnotatedDocument],
    alignment: Alignment | None,
    glossary: Glossary,
    series: Mapping[str, Series],
    index: SiteIndex,
) -> Brief:
    """The brief that `texts` make, with all that the rules find in it."""
    source = next(iter(texts.values())).document.front.source_language
    translation = other_language(source) if source else "en"
    matches = tuple(_matches(texts["ja"], texts["en"], alignment, translation)) if alignment else ()
    subject = Subject(slug, kind, texts, alignment, matches, glossary, series, index)
    findings = [
        Finding(rule.name, rule.severity, hit.place, hit.message, hit.advice)
        for rule in RULES
        for hit in rule.find(subject)
    ]
    ignored = {rule for text in texts.values() for rule in text.document.front.ignore}
    return Brief(
        slug,
        kind,
        texts,
        alignment,
        matches,
        tuple(finding for finding in findings if finding.rule not in ignored),
        tuple(finding for finding in findings if finding.rule in ignored),
    )


def _matches(
    ja: AnnotatedDocument, en: AnnotatedDocument, alignment: Alignment, translation: Language
) -> Iterator[FigureMatch]:
    """How the figures of the two texts answer each other, block by aligned block."""
    everywhere = [figure for _, figure in _figures(ja)], [figure for _, figure in _figures(en)]
    for bead in alignment.blocks:
        here = list(_figures(ja, bead)), list(_figures(en, bead))
        comparison = compare(
            Side([figure for _, figure in here[0]], _text(ja, bead), "ja", everywhere[0]),
            Side([figure for _, figure in here[1]], _text(en, bead), "en", everywhere[1]),
        )
        for i, j in comparison.pairs:
            yield FigureMatch(here[0][i][0], here[1][j][0])
        for i, j in comparison.differing:
            difference = explain(here[0][i][1], here[1][j][1], translation)
            yield FigureMatch(here[0][i][0], here[1][j][0], difference)
        for i in comparison.unmatched_ja:
            yield FigureMatch(here[0][i][0], None)
        for j in comparison.unmatched_en:
            yield FigureMatch(None, here[1][j][0])


def _text(text: AnnotatedDocument, bead: Bead) -> str:
    return "\n".join(
        text.document.blocks[block].text for block in bead.side(text.document.language)
    )


def _figures(
    text: AnnotatedDocument, bead: Bead | None = None
) -> Iterator[tuple[FigureAt, Figure]]:
    blocks = bead.side(text.document.language) if bead else range(len(text.annotations))
    for block in blocks:
        for index, figure in enumerate(text.annotations[block].figures):
            yield FigureAt(block, index), figure
