"""The glossary: YAML files -> `Glossary`, with an index of every spelling in each language."""

from __future__ import annotations

import unicodedata
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
    owners: Mapping[Language, Mapping[str, str]] = field(
        default_factory=lambda: {language: {} for language in LANGUAGES}
    )
    """For each language: spelling, in its `normal_form`, to the id of the entity."""


def normal_form(text: str) -> str:
    """`text` in the form in which spellings are compared, character by character as long.

    Full-width letters count as half-width ones, and typographic apostrophes as plain.
    """
    return text if text.isascii() else text.translate(_NORMAL)


class _NormalCharacters(dict[int, str]):
    """The normal form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        normal = unicodedata.normalize("NFKC", character)
        if character in "\u2019\u02bc":
            normal = "'"
        elif len(normal) != 1:
            normal = character
        self[code] = normal
        return normal


_NORMAL = _NormalCharacters()


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
    ambiguities = Reading(shown, "glossary")
    owners = {language: _owners(entities.values(), language, ambiguities) for language in LANGUAGES}
    faults += ambiguities.faults
    if faults:
        raise UnusableInput(faults)
    return Glossary(entities, owners)


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
        wikidata=values.get("wikidata"),
        links=values.get("links", {}),
    )


def _owners(entities: Iterable[Entity], language: Language, ambiguities: Reading) -> dict[str, str]:
    """Spelling to owner; a spelling with two owners is a fault at the later of the two."""
    claims: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for spelling in dict.fromkeys(map(normal_form, entity.spellings(language))):
            claims[spelling].append(entity)
    for spelling, owners in claims.items():
        for later in owners[1:]:
            first = owners[0]
            ambiguities.fault_at(
                later.place,
                f"{spelling!r} names both {first.id!r} ({first.place}) and {later.id!r}",
                "keep it for one of the two",
            )
    return {spelling: owners[0].id for spelling, owners in claims.items()}
