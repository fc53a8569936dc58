"""What the authors do not want to hear of, and how grave they take the rules to be.

A rule is silenced for a place by a comment, for a brief in its front matter, for a site in
``mkdocs.yml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from brief.check.rules import RULES, Subject
from brief.model import Finding, Severity, Silence
from brief.schema import nearest

SILENCE_RULES = frozenset(("ignore-unused", "ignore-without-reason"))
"""What is said of silences themselves."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a site asks of the checks."""

    severities: Mapping[str, Severity | Literal["off"]] = field(default_factory=dict)
    """Rules that are taken otherwise than the table has them."""
    silences: tuple[Silence, ...] = ()

    def severity(self, rule: str, usual: Severity) -> Severity | None:
        """How grave a rule is here; None where nobody wants to hear of it."""
        severity = self.severities.get(rule, usual)
        return None if severity == "off" else severity


def of_brief(subject: Subject) -> Iterator[Silence]:
    """The silences of the two texts, those of a place first."""
    for document in subject.documents():
        yield from document.silences
    for document in subject.documents():
        if "ignore" in document.front.given:
            for rule, reason in document.front.ignore.items():
                yield Silence(rule, reason, document.front.given["ignore"])


class Silences:
    """Silences by their rule: of most rules there are none."""

    def __init__(self, silences: Iterable[Silence]) -> None:
        self._of: dict[str, list[Silence]] = defaultdict(list)
        for silence in silences:
            self._of[silence.rule].append(silence)

    def silenced(self, finding: Finding) -> Finding:
        """`finding` with the first of the silences that is about it."""
        places = [finding.place, *([finding.related.start] if finding.related else ())]
        for silence in self._of.get(finding.rule, ()):
            if any(map(silence.covers, places)):
                return replace(finding, silence=silence)
        return finding


def unused(silences: Iterable[Silence], findings: Iterable[Finding]) -> dict[Silence, str]:
    """The silences that keep none of `findings` from being told, and what to do about each."""
    used = {finding.silence for finding in findings}
    rules = [rule.name for rule in RULES]
    return {
        silence: advice_on(silence, rules)
        for silence in silences
        if silence not in used and silence.rule not in SILENCE_RULES
    }


def advice_on(silence: Silence, rules: Sequence[str]) -> str:
    """What to do about a silence without effect."""
    if not silence.rule:
        return "write <!-- brief: ignore RULE: reason -->"
    if silence.rule in rules:
        return "delete it"
    return nearest(silence.rule, rules) or "brief check --explain lists the rules"


def unused_of_site(policy: Policy, silenced: Iterable[Finding]) -> Iterator[Finding]:
    """What is to be said of the silences in ``mkdocs.yml`` when all is `silenced` that is."""
    severity = policy.severity("ignore-unused", "warning")
    if severity is None:
        return
    for silence, advice in unused(policy.silences, silenced).items():
        message = f"nothing is found of {silence.rule} that this would silence"
        yield Finding("ignore-unused", severity, silence.place, message, advice)
