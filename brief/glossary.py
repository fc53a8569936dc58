"""The glossary: YAML files -> `Glossary`, with an index of every spelling in each language."""

from __future__ import annotations

import gc
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from brief import codec, files
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
    Placed,
    Reading,
    Record,
    Text,
    key_places,
)
from brief.spelling import normal, variants
from brief.store import Store, digest

_ID = Text(r"[a-z0-9]+(-[a-z0-9]+)*", "an id of small letters, digits and hyphens")
_URL = Text(r"https?://\S+", "an address that begins with http:// or https://")

_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Control characters, those for the direction of writing among them: no text repeats them."""
_TWO_LETTERS = re.compile(r"[A-Za-z\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]{2}")
"""How nearly every name begins; what else is to be seen in it need not be looked at."""
_UNSEEN = frozenset({"Cc", "Cf", "Me", "Mn", "Zl", "Zp", "Zs"})
_UNSEEN_LETTERS = frozenset("\u115f\u1160\u2800\u3164")


def unusable(spelling: str) -> tuple[str, str] | None:
    """Why `spelling` cannot be looked for in texts, and what to do; None where it can."""
    control = _CONTROLS.search(spelling)
    if control:
        message = f"{spelling!r} holds U+{ord(control[0]):04X}, a control character"
        return message, "delete the character, which nobody sees"
    if _TWO_LETTERS.match(spelling):
        return None
    seen = [
        character
        for character in unicodedata.normalize("NFKC", spelling)
        if unicodedata.category(character) not in _UNSEEN and character not in _UNSEEN_LETTERS
    ]
    if not seen:
        fault = "holds only characters that nobody sees" if spelling.strip() else "is empty"
        return f"the spelling {spelling!r} {fault}", "write the name, or delete it"
    if len(seen) == 1 and "\u3041" <= seen[0] <= "\u30ff":
        message = f"{spelling!r} is one kana, which stands in every text"
        return message, "write a longer spelling, or delete it"
    return None


@dataclass(frozen=True)
class Spelling:
    """A name as texts write it."""

    def read(self, node: yaml.Node, reading: Reading) -> str | None:
        """The name, without space around it."""
        reason = unusable(str(node.value)) if isinstance(node, yaml.ScalarNode) else None
        if reason:
            reading.fault(node, *reason)
            return None
        return _TEXT.read(node, reading)

    def json_schema(self) -> dict[str, Any]:
        """Text of more than one kana; what nobody sees is left to reading."""
        return {**_TEXT.json_schema(), "pattern": r"^(?!\s*[\u3041-\u30ff]\s*$)[\s\S]*\S"}


_TEXT = Text()


@dataclass(frozen=True)
class Roles:
    """Roles, none of which ends before it begins or is held twice at the same time."""

    def read(self, node: yaml.Node, reading: Reading) -> tuple[Role, ...]:
        """The roles, in the order of the file."""
        roles: list[tuple[Role, Place]] = []
        for values, place in _ROLES.read(node, reading):
            if "title" not in values:
                continue
            role = Role(values["title"], values.get("from"), values.get("to"))
            if role.since and role.until and role.until < role.since:
                message = f"the role ends on {role.until}, before it begins on {role.since}"
                reading.fault_at(place, message, "exchange or correct the dates")
            roles.append((role, place))
        _find_overlaps(roles, reading)
        return tuple(role for role, _ in roles)

    def json_schema(self) -> dict[str, Any]:
        """A list of roles."""
        return _ROLES.json_schema()


_ROLES = ListOf(
    Placed(
        Record(
            {
                "title": Key(Localized(Text()), required=True, about="What it is called."),
                "from": Key(Day(), about="The first day; without it, always."),
                "to": Key(Day(), about="The last day; without it, still."),
            },
            "a role",
        )
    )
)


def _find_overlaps(roles: list[tuple[Role, Place]], reading: Reading) -> None:
    """Note each role that begins while the same title is held; the last day may be the first."""
    latest: dict[tuple[str, ...], tuple[Role, Place]] = {}
    for role, place in sorted(roles, key=lambda placed: placed[0].since or date.min):
        title = tuple(role.title.values())
        before = latest.get(title)
        if before and (role.since or date.min) < (before[0].until or date.max):
            message = f"the role {title[0]!r} is held twice at the same time: see {before[1]}"
            reading.fault_at(place, message, "correct the dates, or make one role of the two")
        if not before or (before[0].until or date.max) < (role.until or date.max):
            latest[title] = role, place


ENTRY = Record(
    {
        "kind": Key(Choice(ENTITY_KINDS), required=True, about="What it is."),
        "name": Key(Localized(Spelling()), required=True, about="The name in both languages."),
        "reading": Key(
            Text(r"[\u3040-\u30ff・＝ー\s]+", "a reading in kana"),
            about="Kana, with ・ between the parts; orders the Japanese index.",
        ),
        "aliases": Key(
            Localized(ListOf(Spelling()), complete=False), about="Other spellings, by language."
        ),
        "roles": Key(Roles(), about="Titles, and from when to when they were held."),
        "summary": Key(Localized(Text()), about="One sentence in each language."),
        "topics": Key(
            ListOf(Text()), about="Topics of briefs in which a shared spelling means this one."
        ),
        "wikidata": Key(Text(r"Q[1-9]\d*", "a Wikidata id such as Q3874799")),
        "links": Key(Localized(ListOf(_URL), complete=False), about="Addresses, by language."),
    },
    "a glossary entry",
)
"""An entry of a glossary file, under its id."""

ENTRIES = MapOf(ENTRY, _ID)
"""A glossary file."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entities by id, and who owns each spelling."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    owners: Mapping[Language, Mapping[str, tuple[str, ...]]] = field(
        default_factory=lambda: {language: {} for language in LANGUAGES}
    )
    """For each language: spelling, in its normal form, to the ids of the entities that share it."""
    key: str = ""
    """What its files are known under in a store; empty where it is from no files."""


KEPT = "glossary"
"""What glossaries are in a store, by their keys."""
_Kept = tuple[tuple[Entity, ...], dict[Language, dict[str, tuple[str, ...]]]]


def load(
    folder: Path, shown: str, store: Store | None = None, known: Glossary | None = None
) -> Glossary:
    """The glossary in the ``*.yml`` files of `folder`, which messages call `shown`.

    A folder that does not exist is an empty glossary. With a store it is read from there, if its
    files are as they were; it is `known` if they are what that was read from.

    Raises:
        UnusableInput: With the faults of all files.

    """
    with collector_resting():
        if store is None:
            return _read(folder, shown)
        sources = [shown.encode()]
        for path in paths(folder):
            sources += (path.relative_to(folder).as_posix().encode(), path.read_bytes())
        key = digest(sources)
        if known is not None and known.key == key:
            return known
        glossary = kept(key, store)
        if glossary is None:
            glossary = replace(_read(folder, shown), key=key)
            store.put(KEPT, {key: packed(glossary)})
        return glossary


def kept(key: str, store: Store) -> Glossary | None:
    """The glossary that is kept under `key`; None where there is none."""
    data = store.get(KEPT, key)
    return None if data is None else unpacked(data, key)


def packed(glossary: Glossary) -> bytes:
    """`glossary` without its key, as bytes."""
    return codec.encode((tuple(glossary.entities.values()), glossary.owners))


def unpacked(data: bytes, key: str) -> Glossary:
    """The glossary that `packed` wrote."""
    with collector_resting():
        entities, owners = codec.decode(data, _Kept)
        return Glossary({entity.id: entity for entity in entities}, owners, key)


def _read(folder: Path, shown: str) -> Glossary:
    entities: dict[str, Entity] = {}
    faults: list[Finding] = []
    for path in paths(folder):
        reading = Reading(f"{shown}/{path.relative_to(folder).as_posix()}", "glossary")
        try:
            text = files.read_text(path, reading.path, "glossary")
        except UnusableInput as unreadable:
            faults += unreadable.findings
            continue
        root = reading.compose(text)
        if root is not None:
            read_entries(root, reading, entities)
        faults += reading.faults
    glossary = of(entities.values())
    faults += ambiguities(glossary, shown)
    if faults:
        raise UnusableInput(faults)
    return glossary


def paths(folder: Path) -> list[Path]:
    """The files of the glossary in `folder`, in the order in which they are read."""
    return sorted(
        path for pattern in ("*.yml", "*.yaml") for path in folder.rglob(pattern) if path.is_file()
    )


@contextmanager
def collector_resting() -> Iterator[None]:
    """Leave the garbage collector out: a large glossary is millions of objects and no cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read_entries(root: yaml.Node, reading: Reading, entities: dict[str, Entity]) -> None:
    """Add the entries of a glossary file, whose root node is `root`, to `entities`."""
    places = key_places(root, reading)
    for entity_id, values in ENTRIES.read(root, reading).items():
        place = places[entity_id]
        if entity_id in entities:
            first = entities[entity_id].place
            message = f"the id {entity_id!r} is taken: it stands at {first} as well"
            reading.fault_at(place, message, "choose another id, or merge the two entries")
        elif ENTRY.is_complete(values):
            entities[entity_id] = Entity(id=entity_id, place=place, **values)


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


def ambiguities(glossary: Glossary, path: str) -> list[Finding]:
    """Spellings shared by two that no text can tell apart, as a fault of the later of the two.

    Entities of one kind may share an alias: a title or the rest of a text says who is meant.
    """
    reading = Reading(path, "glossary")
    told: set[tuple[str, str]] = set()
    for language, owners in glossary.owners.items():
        for spelling, sharing in owners.items():
            if len(sharing) == 1:
                continue
            first, *rest = (glossary.entities[entity_id] for entity_id in sharing)
            for later in rest:
                names = (normal(entity.name[language]).text for entity in (first, later))
                tellable = later.kind == first.kind and spelling not in names
                if tellable or (first.id, later.id) in told:
                    continue
                told.add((first.id, later.id))
                reading.fault_at(
                    later.place,
                    f"{spelling!r} names both {first.id!r} ({first.place}) and {later.id!r}",
                    "keep it for one of the two, or give the other a fuller name",
                )
    return reading.faults
