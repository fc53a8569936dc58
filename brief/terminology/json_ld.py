"""Entities -> JSON-LD in the words of schema.org: a ``DefinedTermSet``, for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from brief.model import LANGUAGES, Entity, EntityKind, Language, Role

_TYPES: Mapping[EntityKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "work": "CreativeWork",
}
_WIKIDATA = "http://www.wikidata.org/entity/"
"""How Wikidata itself names an entity: not the address of a page."""


def document(entities: Iterable[Entity], name: str = "Glossary") -> dict[str, Any]:
    """The set of `entities`, which is called `name`, as plain values for JSON."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": name,
        "inLanguage": list(LANGUAGES),
        "hasDefinedTerm": [term(entity) for entity in entities],
    }


def term(entity: Entity) -> dict[str, Any]:
    """What is known of an entity."""
    kind = _TYPES.get(entity.kind)
    values: dict[str, Any] = {
        "@id": f"#{entity.id}",
        "@type": _type(entity),
        "termCode": entity.id,
        "name": _by_language({language: (name,) for language, name in entity.name.items()}),
        "alternateName": _by_language(entity.aliases),
        "description": _by_language({code: (text,) for code, text in entity.summary.items()}),
        "hasOccupation": [_role(role) for role in entity.roles] if kind == "Person" else [],
        "sameAs": _same_as(entity),
    }
    return {key: value for key, value in values.items() if value}


def reference(entity: Entity, language: Language) -> dict[str, Any]:
    """An entity where it is only named."""
    values = {
        "@type": _type(entity),
        "name": entity.name[language],
        "sameAs": _identity(entity),
    }
    return {key: value for key, value in values.items() if value}


def author(name: str, entity: Entity | None) -> dict[str, Any]:
    """Who has written something, as named there: a person, where no `entity` tells otherwise."""
    if entity is None:
        return {"@type": "Person", "name": name}
    values = {"@type": _TYPES[entity.kind], "name": name, "sameAs": _identity(entity)}
    return {key: value for key, value in values.items() if value}


def _identity(entity: Entity) -> list[str]:
    return _same_as(entity)[:1] if entity.wikidata else []


def _type(entity: Entity) -> str | list[str]:
    kind = _TYPES.get(entity.kind)
    return ["DefinedTerm", kind] if kind else "DefinedTerm"


def _by_language(values: Mapping[Language, Iterable[str]]) -> list[dict[str, str]]:
    return [
        {"@value": text, "@language": language}
        for language in LANGUAGES
        for text in values.get(language, ())
    ]


def _role(role: Role) -> dict[str, Any]:
    """A role from one date to another, as schema.org nests it."""
    title = _by_language({language: (text,) for language, text in role.title.items()})
    values = {
        "@type": "Role",
        "hasOccupation": {"@type": "Occupation", "name": title},
        "startDate": role.since.isoformat() if role.since else None,
        "endDate": role.until.isoformat() if role.until else None,
    }
    return {key: value for key, value in values.items() if value}


def _same_as(entity: Entity) -> list[str]:
    own = [f"{_WIKIDATA}{entity.wikidata}"] if entity.wikidata else []
    linked = (url for language in LANGUAGES for url in entity.links.get(language, ()))
    return list(dict.fromkeys([*own, *linked]))
