"""The glossary: YAML files -> `Glossary`, with an index of every spelling in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from brief import files
from brief.model import (
    ENTITY_KINDS,
    LANGUAGES,
    Entity,
    Finding,
    Language,
    Place,
    Role,
    UnusableInput,
)
from brief.schema import (
    Choice,
    Day,
    Key,
    ListOf,
    Localized,
    MapOf,
    Reading,
    Record,
    Text,
    key_places,
)
from brief.spelling import normal, variants

_ID = Text(r"[a-z0-9]+(-[a-z0-9]+)*", "an id of small letters, digits and hyphens")
_URL = Text(r"https?://\S+", "an address that begins with http:// or https://")

ENTRY = Record(
    {
        "kind": Key(Choice(ENTITY_KINDS), required=True),
        "name": Key(Localized(Text()), required=True),
        "reading": Key(Text(r"[\u3040-\u30ff・＝ー\s]+", "a reading in kana")),
        "aliases": Key(Localized(ListOf(Text()), complete=False)),
        "roles": Key(
            ListOf(
                Record(
                    {
                        "title": Key(Localized(Text()), required=True),
                        "from": Key(Day()),
                        "to": Key(Day()),
                    },
                    "a role",
                )
            )
        ),
        "summary": Key(Localized(Text())),
        "topics": Key(ListOf(Text())),
        "wikidata": Key(Text(r"Q[1-9]\d*", "a Wikidata id such as Q3874799")),
        "links": Key(Localized(ListOf(_URL), complete=False)),
    },
    "a glossary entry",
)
"""An entry of a glossary file, under its id."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entities by id, and who owns each spelling."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    owners: Mapping[Language, Mapping[str, tuple[str, ...]]] = field(
        default_factory=lambda: {language: {} for language in LANGUAGES}
    )
    """For each language: spelling, in its normal form, to the ids of the entities that share it."""


def load(folder: Path, shown: str) -> Glossary:
    """The glossary in the ``*.yml`` files of `folder`, which messages call `shown`.

    A folder that does not exist is an empty glossary.

    Raises:
        UnusableInput: With the faults of all files.

    """
    entities: dict[str, Entity] = {}
    faults: list[Finding] = []
    paths = [path for path in folder.rglob("*.yml") if path.is_file()]
    paths += [path for path in folder.rglob("*.yaml") if path.is_file()]
    for path in sorted(paths):
        reading = Reading(f"{shown}/{path.relative_to(folder).as_posix()}", "glossary")
        try:
            text = files.read_text(path, reading.path, "glossary")
        except UnusableInput as unusable:
            faults += unusable.findings
            continue
        root = reading.compose(text)
        if root is not None:
            _read_entries(root, reading, entities)
        faults += reading.faults
    glossary = of(entities.values())
    faults += _ambiguities(glossary, shown)
    if faults:
        raise UnusableInput(faults)
    return glossary


def _read_entries(root: yaml.Node, reading: Reading, entities: dict[str, Entity]) -> None:
    places = key_places(root, reading)
    for entity_id, values in MapOf(ENTRY, _ID).read(root, reading).items():
        place = places[entity_id]
        if entity_id in entities:
            first = entities[entity_id].place
            message = f"the id {entity_id!r} is taken: it stands at {first} as well"
            reading.fault_at(place, message, "choose another id, or merge the two entries")
        elif ENTRY.is_complete(values):
            entities[entity_id] = _entity(entity_id, values, reading, place)


def _entity(entity_id: str, values: dict[str, Any], reading: Reading, place: Place) -> Entity:
    roles = []
    for role in values.get("roles", ()):
        if "title" not in role:
            continue
        since, until = role.get("from"), role.get("to")
        if since and until and until < since:
            message = f"a role of {entity_id!r} ends on {until}, before it begins on {since}"
            reading.fault_at(place, message, "exchange or correct the dates")
        roles.append(Role(role["title"], since, until))
    return Entity(
        id=entity_id,
        kind=values["kind"],
        name=values["name"],
        place=place,
        reading=values.get("reading"),
        aliases=values.get("aliases", {}),
        roles=tuple(roles),
        summary=values.get("summary", {}),
        topics=values.get("topics", ()),
        wikidata=values.get("wikidata"),
        links=values.get("links", {}),
    )


def of(entities: Iterable[Entity]) -> Glossary:
    """The glossary that holds `entities`."""
    by_id = {entity.id: entity for entity in entities}
    return Glossary(by_id, {language: _owners(by_id, language) for language in LANGUAGES})


def _owners(entities: Mapping[str, Entity], language: Language) -> dict[str, tuple[str, ...]]:
    """Each way to write a name, and whose it is. What an author wrote wins over a variant."""
    owners: dict[str, dict[str, None]] = defaultdict(dict)
    derived: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in entities.values():
        for spelling in entity.spellings(language):
            form = normal(spelling).text
            owners[form][entity.id] = None
            for variant in variants(form, language, entity.kind):
                derived[variant][entity.id] = None
    return {form: tuple(ids) for form, ids in {**derived, **owners}.items()}


def _ambiguities(glossary: Glossary, path: str) -> list[Finding]:
    """Spellings shared by two that no text can tell apart, as a fault of the later of the two.

    Entities of one kind may share a spelling: a title or the rest of a text says who is meant.
    """
    reading = Reading(path, "glossary")
    told: set[tuple[str, str]] = set()
    for owners in glossary.owners.values():
        for spelling, sharing in owners.items():
            first, *rest = (glossary.entities[entity_id] for entity_id in sharing)
            for later in rest:
                tellable = later.kind == first.kind and later.name != first.name
                if tellable or (first.id, later.id) in told:
                    continue
                told.add((first.id, later.id))
                reading.fault_at(
                    later.place,
                    f"{spelling!r} names both {first.id!r} ({first.place}) and {later.id!r}",
                    "keep it for one of the two",
                )
    return reading.faults
