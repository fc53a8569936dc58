"""Adding entities to the files of a glossary.

What an author wrote stays as it is, byte for byte: comments, order, quotes, line ends. What is
new is put in between, at the places that the parser tells. The glossary as it would be is
checked whole before any file is written.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from brief import files, glossary
from brief.glossary import ENTRY
from brief.model import (
    LANGUAGES,
    BriefError,
    Entity,
    EntityKind,
    Finding,
    Role,
    UnusableInput,
)
from brief.schema import Reading
from brief.terminology.yaml_text import flow, lines, plain, plain_role, stub

FILES: Mapping[EntityKind, str] = {
    "person": "people.yml",
    "organization": "organizations.yml",
    "place": "places.yml",
    "event": "events.yml",
    "work": "works.yml",
    "term": "terms.yml",
}
"""The file that takes a new entry where none is named."""
SCHEMA_FILE = "glossary.schema.json"

_RULE = "glossary"
_FULL = files.SIZE_LIMIT * 9 // 10
"""Bytes beyond which a file takes no new entry."""


class NotEdited(BriefError):
    """A file cannot be edited; the text says why and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be done to a glossary. Nothing is written before `write`."""

    texts: Mapping[Path, tuple[bytes | None, str]]
    """For each file: what it holds now, None where there is none yet, and what it shall hold."""
    added: tuple[str, ...]
    """Ids of the new entries."""
    extended: tuple[str, ...]
    """Ids of the entries to which something is added."""
    unchanged: int
    """How many hold all of it already."""
    notes: tuple[Finding, ...]
    """What was left out, because the glossary says something else."""

    def write(self) -> None:
        """Replace the files, each as a whole.

        Raises:
            NotEdited: A file has changed meanwhile.

        """
        for path, (before, _) in self.texts.items():
            if before != (path.read_bytes() if path.exists() else None):
                message = f"{path} has changed meanwhile; nothing was written: try again"
                raise NotEdited(message)
        pairs: list[tuple[Path, Path]] = []
        try:
            for path, (before, text) in self.texts.items():
                target = path.resolve()
                target.parent.mkdir(parents=True, exist_ok=True)
                new = target.with_name(f".{target.name}.{os.getpid()}")
                pairs.append((new, target))
                new.write_bytes(text.encode())
                if before is not None:
                    shutil.copymode(target, new)
            for new, target in pairs:
                new.replace(target)
        finally:
            for new, _ in pairs:
                new.unlink(missing_ok=True)


def appended(path: Path, stubs: str) -> Edit:
    """The edit that adds the entries and comments `stubs` at the end of the file `path`.

    Raises:
        NotEdited: The file would not be one of a glossary then.

    """
    before = path.read_bytes() if path.exists() else None
    text = _header(path) if before is None else before.decode("utf-8-sig").rstrip("\n") + "\n\n"
    text += stubs
    reading = Reading(str(path), _RULE)
    root = reading.compose(text)
    if root is not None:
        glossary.read_entries(root, reading, {})
    if reading.faults:
        message = f"nothing was written: {reading.faults[0]}"
        raise NotEdited(message)
    return Edit({path: (before, text)}, (), (), 0, ())


@glossary.collector_resting()
def plan(
    known: glossary.Glossary,
    folder: Path,
    shown: str,
    wanted: Sequence[Entity],
    into: Path | None = None,
) -> Edit:
    """What adding `wanted` to the glossary `known` in `folder`, called `shown`, comes to.

    An entity whose id is taken adds to that entry: spellings, roles, topics and links that it
    lacks, and keys that it has not. What the entry says stays; where `wanted` says otherwise, a
    note tells. Other entities become entries at the end of the file `into`, or of that for their
    kind in `FILES`.

    Raises:
        UnusableInput: The glossary would have faults: all of them.
        NotEdited: An entry is written in a way that cannot be added to.

    """
    notes: list[Finding] = []
    result: dict[str, Entity] = dict(known.entities)
    faults: list[Finding] = []
    for entity in wanted:
        before = result.get(entity.id)
        if before is None:
            result[entity.id] = entity
        elif before.kind != entity.kind:
            message = (
                f"{entity.id!r} is a {entity.kind} here, and a {before.kind} at {before.place}"
            )
            advice = "choose another id, or correct the kind"
            faults.append(Finding(_RULE, "error", entity.place, message, advice))
        else:
            merged, differing = _merged(before, entity)
            result[entity.id] = merged
            notes += differing
    changed = {
        entity.id: entity for entity in wanted if result[entity.id] != known.entities.get(entity.id)
    }
    # A fault that comes with an addition is told at the place of the addition.
    placed = (
        replace(entity, place=changed[entity.id].place) if entity.id in changed else entity
        for entity in result.values()
    )
    faults += glossary.ambiguities(glossary.of(placed), shown)
    if faults:
        raise UnusableInput(faults)
    by_path: dict[Path, list[Entity]] = defaultdict(list)
    sizes: dict[Path, int] = {}
    for entity_id in changed:
        entity, old = result[entity_id], known.entities.get(entity_id)
        if old is not None:
            by_path[folder / old.place.path.removeprefix(f"{shown}/")].append(entity)
        else:
            by_path[_with_room(into or folder / FILES[entity.kind], entity, sizes)].append(entity)
    return Edit(
        texts={path: _edited(path, known, added) for path, added in by_path.items()},
        added=tuple(entity_id for entity_id in changed if entity_id not in known.entities),
        extended=tuple(entity_id for entity_id in changed if entity_id in known.entities),
        unchanged=len({entity.id for entity in wanted}) - len(changed),
        notes=tuple(notes),
    )


def _with_room(path: Path, entity: Entity, sizes: dict[Path, int]) -> Path:
    """`path`, or where it is full ``people-2.yml``, ``people-3.yml``; `sizes` remembers."""
    need = len(stub(entity).encode()) + 1
    number, candidate = 1, path
    while True:
        size = sizes.setdefault(candidate, candidate.stat().st_size if candidate.exists() else 0)
        if not size or size + need <= _FULL:
            sizes[candidate] = size + need
            return candidate
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")


def _merged(before: Entity, new: Entity) -> tuple[Entity, list[Finding]]:
    """`before` with what only `new` has, and notes of where the two differ."""
    notes = []
    aliases, links = dict(before.aliases), dict(before.links)
    for language in LANGUAGES:
        old, found = aliases.get(language, ()), new.spellings(language)
        aliases[language] = (*old, *_missing(found, before.spellings(language)))
        addresses = links.get(language, ())
        links[language] = (*addresses, *_missing(new.links.get(language, ()), addresses))
    roles = list(before.roles)
    for role in new.roles:
        rival = next((r for r in roles if r.title == role.title and _meet(r, role)), None)
        if rival is None:
            roles.append(role)
        elif rival != role:
            left_out, stands = flow(plain_role(role)), flow(plain_role(rival))
            message = f"the role {left_out} is left out, as it has {stands}"
            notes.append(_note(before, new, message))
    kept: dict[str, Any] = {}
    for key in ("reading", "summary", "wikidata"):
        own, other = getattr(before, key), getattr(new, key)
        kept[key] = own or other
        if own and other and own != other:
            notes.append(_note(before, new, f"its {key} stays; the one left out: {_shown(other)}"))
    merged = replace(
        before,
        aliases={language: found for language, found in aliases.items() if found},
        links={language: addresses for language, addresses in links.items() if addresses},
        roles=tuple(roles),
        topics=(*before.topics, *_missing(new.topics, before.topics)),
        **kept,
    )
    return merged, notes


def _missing(found: Iterable[str], known: Iterable[str]) -> list[str]:
    present = set(known)
    return [text for text in dict.fromkeys(found) if text not in present]


def _meet(one: Role, other: Role) -> bool:
    """Whether there is more than one day on which both are held."""
    first, second = sorted((one, other), key=lambda role: role.since or date.min)
    return (second.since or date.min) < (first.until or date.max)


def _shown(value: Any) -> str:
    return flow(dict(value)) if isinstance(value, Mapping) else str(value)


def _note(before: Entity, new: Entity, message: str) -> Finding:
    where = f"{before.id!r} ({before.place})"
    return Finding(_RULE, "note", new.place, f"{where}: {message}", "correct the entry if need be")


# --- the text of a file --------------------------------------------------------------


class _Patch(NamedTuple):
    """A piece of text that takes the place of that from `start` to `end`."""

    start: int
    end: int
    text: str


def _edited(
    path: Path, known: glossary.Glossary, changed: Sequence[Entity]
) -> tuple[bytes | None, str]:
    """What `path` holds, and what it holds with the `changed` entities in it."""
    data = path.read_bytes() if path.exists() else None
    text = _header(path) if data is None else data.decode()
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    root = Reading(str(path), _RULE).compose(text)
    entries = dict(_children(root))
    patches: list[_Patch] = []
    stubs: list[str] = []
    for entity in changed:
        if entity.id in entries:
            old = plain(known.entities[entity.id])
            entry = entries[entity.id]
            assert isinstance(entry, yaml.MappingNode)
            patches += _additions(entry, old, plain(entity), text)
        elif isinstance(root, yaml.MappingNode) and root.flow_style:
            patches.append(_put(root, entity.id, plain(entity), (), text))
        else:
            stubs.append(stub(entity))
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = _patched(text, patches, line_end)
    if stubs:
        text = f"{text}{line_end}" if text and not text.endswith(("\n", "\r")) else text
        gap = line_end if root is not None else ""
        text += gap + "\n".join(stubs).replace("\n", line_end)
    _check(path, text, entries, known, changed)
    return data, f"{mark}{text}"


def _patched(text: str, patches: Iterable[_Patch], line_end: str) -> str:
    pieces: list[str] = []
    end = 0
    for patch in sorted(patches, key=lambda patch: patch.start):
        pieces += text[end : patch.start], patch.text.replace("\n", line_end)
        end = patch.end
    return "".join((*pieces, text[end:]))


def _header(path: Path) -> str:
    """The line by which editors check a new file, where the site has the schema."""
    folder = path.resolve().parent
    for above in (folder, *folder.parents):
        if (above / SCHEMA_FILE).is_file():
            schema = Path(os.path.relpath(above / SCHEMA_FILE, folder)).as_posix()
            return f"# yaml-language-server: $schema={schema}\n"
    return ""


def _check(
    path: Path,
    text: str,
    entries: Iterable[str],
    known: glossary.Glossary,
    changed: Sequence[Entity],
) -> None:
    """See that `text` holds what it should: YAML has more ways to write than are edited here.

    Raises:
        NotEdited: It does not.

    """
    size = len(text.encode())
    if size > files.SIZE_LIMIT:
        limit = files.SIZE_LIMIT / 1e6
        message = (
            f"{path} would have {size / 1e6:.1f} MB; the limit is {limit:.0f} MB: "
            "move entries to another file; nothing was written"
        )
        raise NotEdited(message)
    wanted = {
        known_id: known.entities[known_id] for known_id in entries if known_id in known.entities
    }
    wanted |= {entity.id: entity for entity in changed}
    reading = Reading(str(path), _RULE)
    found: dict[str, Entity] = {}
    root = reading.compose(text)
    if root is not None:
        glossary.read_entries(root, reading, found)
    for entity_id, entity in wanted.items():
        if entity_id not in found or plain(found[entity_id]) != plain(entity):
            message = (
                f"{path}: the entry {entity_id!r} cannot be added to as it is written; "
                f"nothing was written. Write it so:\n{stub(entity)}"
            )
            raise NotEdited(message)


def _additions(
    entry: yaml.CollectionNode, old: Mapping[str, Any], new: Mapping[str, Any], text: str
) -> list[_Patch]:
    """What makes `entry`, which says `old`, say `new`."""
    patches = []
    children = dict(_children(entry))
    for key, value in new.items():
        before, child = old.get(key), children.get(key)
        if value == before:
            continue
        if child is None:
            patches.append(_put(entry, key, value, _KEYS, text))
        elif before is None:
            patches.append(_fill(child, value, text))
        elif isinstance(value, list):
            patches.append(_extend(child, value[len(before) :], text))
        elif isinstance(child, yaml.MappingNode):
            patches += _additions_by_language(child, before, value, text)
    return patches


def _additions_by_language(
    node: yaml.CollectionNode, old: Mapping[str, Any], new: Mapping[str, Any], text: str
) -> list[_Patch]:
    patches = []
    children = dict(_children(node))
    # What goes to the end of a list comes before a language that goes behind it.
    for language, items in sorted(new.items(), key=lambda pair: pair[0] not in children):
        before, child = old.get(language, []), children.get(language)
        if items == before:
            continue
        if child is None:
            patches.append(_put(node, language, items, LANGUAGES, text))
        elif not before and isinstance(child, yaml.ScalarNode):
            patches.append(_fill(child, items, text))
        else:
            patches.append(_extend(child, items[len(before) :], text))
    return patches


def _put(
    node: yaml.CollectionNode, key: str, value: Any, order: Sequence[str], text: str
) -> _Patch:
    """A new key in a mapping: behind those that come before it in `order`, else at the end."""
    if not node.value:
        return _at(node.start_mark.index + 1, f"{key}: {flow(value)}")
    before = order[: order.index(key)] if key in order else ()
    anchors = [pair for pair in node.value if pair[0].value in before] or node.value
    end = _end(anchors[-1][1], text)
    if node.flow_style:
        return _at(end, f", {key}: {flow(value)}")
    indent = " " * node.value[0][0].start_mark.column
    return _at(_line_end(text, end), "\n" + "\n".join(lines(key, value, indent)))


def _fill(node: yaml.Node, value: Any, text: str) -> _Patch:
    """A value in the place of none: of ``~``, ``{}``, or nothing behind the colon."""
    start, end = node.start_mark.index, node.end_mark.index
    space = " " if text[start - 1] == ":" else ""
    return _Patch(start, end, f"{space}{flow(value)}")


def _extend(node: yaml.Node, items: Sequence[Any], text: str) -> _Patch:
    """New items at the end of a list."""
    start, end = node.start_mark.index, _end(node, text)
    shown = ", ".join(map(flow, items))
    if not isinstance(node, yaml.SequenceNode):
        # One value without brackets counts as a list.
        scalar = isinstance(node, yaml.ScalarNode)
        first = flow(node.value.strip()) if scalar else text[start:end]
        return _Patch(start, end, f"[{first}, {shown}]")
    if not node.value:
        return _at(start + 1, shown)
    if node.flow_style:
        return _at(_end(node.value[-1], text), f", {shown}")
    indent = " " * node.start_mark.column
    more = "".join(f"\n{indent}- {flow(item)}" for item in items)
    return _at(_line_end(text, end), more)


def _at(offset: int, text: str) -> _Patch:
    return _Patch(offset, offset, text)


def _children(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(key.value, child) for key, child in node.value]


def _end(node: yaml.Node, text: str) -> int:
    """Where the text of `node` ends. The parser's end of a block is where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, text)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _line_end(text: str, offset: int) -> int:
    found = _LINE_END.search(text, offset)
    return found.start() if found else len(text)


_KEYS = tuple(ENTRY.keys)
_LINE_END = re.compile(r"[\r\n]")
