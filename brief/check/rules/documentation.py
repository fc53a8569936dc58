"""What the rules are about: the texts of ``data/rules.yml``, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from brief.check.rules.table import RULES
from brief.model import Language

Example = Mapping[Language, str]
"""A pair of texts, or one text, by language."""


@dataclass(frozen=True, slots=True)
class Documentation:
    """What a rule is about."""

    summary: Mapping[Language, str]
    """What it finds, one line."""
    explanation: str
    """A paragraph."""
    wrong: Example
    """Texts that break the rule, and no other."""
    right: Example
    """The same without fault."""


@cache
def documentation() -> Mapping[str, Documentation]:
    """What each rule is about, by its name."""
    source = resources.files("brief.check").joinpath("data", "rules.yml")
    entries: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {name: Documentation(**entry) for name, entry in entries.items()}


_HEADERS: Mapping[Language, str] = {
    "ja": "| 規則 | 重大度 | 見つけるもの |",
    "en": "| Rule | Severity | What it finds |",
}


def markdown_table(language: Language) -> Iterator[str]:
    """The table of the rules in the guide, line by line."""
    yield _HEADERS[language]
    yield "|---|---|---|"
    for rule in RULES:
        summary = documentation()[rule.name].summary[language]
        yield f"| `{rule.name}` | {rule.severity} | {summary} |"
