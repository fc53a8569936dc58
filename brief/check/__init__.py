"""Checks: what is wrong in a pair of texts, by named rules.

`check` is the only maker of a `Brief`, so no text reaches a page unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from brief.check import silences
from brief.check.matches import matches
from brief.check.rules import RULES, Rule, SiteIndex, Subject
from brief.check.silences import Policy, unused_of_site
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

__all__ = ["RULES", "Policy", "Rule", "SiteIndex", "check", "unused_of_site"]

_NO_POLICY = Policy()


def check(
    slug: str,
    kind: Literal["brief", "page"],
    texts: Mapping[Language, AnnotatedDocument],
    alignment: Alignment | None,
    glossary: Glossary,
    series: Mapping[str, Series],
    index: SiteIndex,
    policy: Policy = _NO_POLICY,
) -> Brief:
    """The brief that `texts` make, with all that the rules find in it."""
    source = next(iter(texts.values())).document.front.source_language
    translation = other_language(source) if source else "en"
    found = matches(texts["ja"], texts["en"], alignment, translation) if alignment else ()
    subject = Subject(slug, kind, texts, alignment, found, glossary, series, index)
    of_brief = tuple(silences.of_brief(subject))
    asked = silences.Silences((*of_brief, *policy.silences))
    findings = [asked.silenced(finding) for finding in _findings(subject, policy)]
    subject = replace(subject, unused=silences.unused(of_brief, findings))
    if subject.unused:
        last = _findings(subject, policy, only="ignore-unused")
        findings += [asked.silenced(finding) for finding in last]
    return Brief(
        slug,
        kind,
        texts,
        alignment,
        found,
        tuple(finding for finding in findings if finding.silence is None),
        tuple(finding for finding in findings if finding.silence is not None),
    )


def _findings(subject: Subject, policy: Policy, only: str | None = None) -> Iterator[Finding]:
    for rule in RULES:
        severity = policy.severity(rule.name, rule.severity)
        if severity is None or (only is not None and rule.name != only):
            continue
        for hit in rule.find(subject):
            start, end = hit.passage.start, hit.passage.end
            yield Finding(
                rule.name,
                severity,
                start,
                hit.message,
                hit.advice,
                end if end != start else None,
                hit.related,
            )
