"""Entities -> the YAML that an author would write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from brief.model import LANGUAGES, Entity, Language, Role

_WIDTH = 100
"""Columns that the aliases of one entry may take before each language gets a line."""
_SPREAD = frozenset({"summary"})
"""Keys whose languages stand on lines of their own."""
_LETTERS = r"A-Za-z\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff"
_PLAIN = re.compile(f"[{_LETTERS}][{_LETTERS}0-9 ]*")
"""What needs no quotes: nearly every name, which spares asking the library for each."""
_LONGEST_WORD = 5
"""Of the words that would be no text without quotes: yes, null, false."""
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def plain(entity: Entity) -> dict[str, Any]:
    """The keys and values of an entry, in the order of the format, without those that are empty."""
    values: dict[str, Any] = {
        "kind": entity.kind,
        "name": _by_language(entity.name),
        "reading": entity.reading,
        "aliases": _by_language(entity.aliases),
        "roles": [plain_role(role) for role in entity.roles],
        "summary": _by_language(entity.summary),
        "topics": list(entity.topics),
        "wikidata": entity.wikidata,
        "links": _by_language(entity.links),
    }
    return {key: value for key, value in values.items() if value}


def plain_role(role: Role) -> dict[str, Any]:
    """The keys and values of a role."""
    values = {"title": _by_language(role.title), "from": role.since, "to": role.until}
    return {key: value for key, value in values.items() if value is not None}


def _by_language(values: Mapping[Language, Any]) -> dict[str, Any]:
    return {
        language: list(value) if isinstance(value, tuple) else value
        for language in LANGUAGES
        if (value := values.get(language))
    }


def stub(entity: Entity) -> str:
    """The entry of `entity`, as lines of a glossary file."""
    pairs = plain(entity).items()
    entry = [line for key, value in pairs for line in lines(key, value, "  ")]
    return "\n".join([f"{flow(entity.id)}:", *entry]) + "\n"


def lines(key: str, value: Any, indent: str) -> list[str]:
    """The lines of an entry that give `key` its value."""
    deeper = f"{indent}  "
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return [f"{indent}{key}:", *(f"{deeper}- {flow(item)}" for item in value)]
    line = f"{indent}{key}: {flow(value)}"
    if isinstance(value, dict) and (key in _SPREAD or len(line) > _WIDTH):
        return [f"{indent}{key}:", *(f"{deeper}{k}: {flow(v)}" for k, v in value.items())]
    return [line]


def flow(value: Any) -> str:
    """`value` on one line, with brackets: ``{ja: [日銀], en: [BOJ]}``."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if _PLAIN.fullmatch(text) and (len(text) > _LONGEST_WORD or not text.isascii()):
        return text
    # Quoted lines would be folded; between double quotes their breaks are written as \n.
    broken = len(text.splitlines()) > 1
    dumped: str = yaml.dump(
        [text],
        Dumper=_Dumper,
        default_style='"' if broken else None,
        default_flow_style=True,
        allow_unicode=True,
        width=2**30,
    )
    return dumped.strip()[1:-1]
