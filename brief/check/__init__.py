"""Checks: what is wrong in a pair of texts, by named rules.

`check` is the only maker of a `Brief`, so no text reaches a page unchecked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from brief.check.matches import matches
from brief.check.rules import RULES, Rule, SiteIndex, Subject
from brief.glossary import Glossary
from brief.model import (
    Alignment,
    AnnotatedDocument,
    Brief,
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
    found = matches(texts["ja"], texts["en"], alignment, translation) if alignment else ()
    subject = Subject(slug, kind, texts, alignment, found, glossary, series, index)
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
        found,
        tuple(finding for finding in findings if finding.rule not in ignored),
        tuple(finding for finding in findings if finding.rule in ignored),
    )
