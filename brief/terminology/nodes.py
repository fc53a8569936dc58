"""YAML nodes made of what was read elsewhere, so that the same shapes read it, with its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import yaml

from brief import glossary
from brief.model import Entity, Finding, Language, UnusableInput
from brief.schema import Reading

_TAGS = "tag:yaml.org,2002:"


class Read(NamedTuple):
    """What terminology from elsewhere gives."""

    entities: tuple[Entity, ...]
    notes: tuple[Finding, ...] = ()
    """What is left out."""


class Value(NamedTuple):
    """A text and where it stands, both counted from 1."""

    text: str
    line: int = 1
    column: int = 1


def scalar(value: Value) -> yaml.ScalarNode:
    """A node that holds the text."""
    return yaml.ScalarNode(f"{_TAGS}str", value.text, *_marks(value))


def sequence(children: Sequence[yaml.Node]) -> yaml.SequenceNode:
    """A list, which stands where its first child stands."""
    return yaml.SequenceNode(f"{_TAGS}seq", list(children), *_span(children))


def mapping(entries: Iterable[tuple[str | Value, yaml.Node | None]]) -> yaml.MappingNode | None:
    """A mapping of the entries that have a value; None when none has.

    A key without a place of its own stands where its value stands.
    """
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    for key, child in entries:
        if child is None:
            continue
        if isinstance(key, str):
            mark = child.start_mark
            key = Value(key, mark.line + 1, mark.column + 1)
        pairs.append((scalar(key), child))
    if not pairs:
        return None
    return yaml.MappingNode(f"{_TAGS}map", pairs, *_span([key for key, _ in pairs]))


def texts(values: Sequence[Value]) -> yaml.SequenceNode | None:
    """A list of texts; None for an empty one."""
    return sequence([scalar(value) for value in values]) if values else None


def localized(values: Iterable[tuple[Language, yaml.Node | None]]) -> yaml.MappingNode | None:
    """A node for each language; None when there is none."""
    return mapping([(language, node) for language, node in values])


def entities(entries: Sequence[tuple[Value, yaml.Node]], reading: Reading) -> tuple[Entity, ...]:
    """The entities of `entries`: id and node of each.

    Raises:
        UnusableInput: With every fault of `reading`, those noted before included.

    """
    found: dict[str, Entity] = {}
    root = mapping(entries)
    if root is not None:
        glossary.read_entries(root, reading, found)
    if reading.faults:
        raise UnusableInput(sorted(reading.faults, key=lambda fault: fault.place))
    return tuple(found.values())


def _marks(value: Value) -> tuple[yaml.Mark, yaml.Mark]:
    mark = yaml.Mark("", 0, value.line - 1, value.column - 1, None, 0)
    return mark, mark


def _span(nodes: Sequence[yaml.Node]) -> tuple[yaml.Mark, yaml.Mark]:
    return (nodes[0].start_mark, nodes[-1].end_mark) if nodes else _marks(Value(""))
