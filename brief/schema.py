"""Shapes of YAML files: what may stand where, read with the position of every value.

A shape reads a node of a YAML document and returns plain Python values. What does not
fit is noted in the `Reading`, with its line and column, and reading goes on, so that all
the faults of a file are reported together. A shape also says what it takes as JSON Schema
(2020-12), for editors; a key without a value, which reading takes for absent, is refused there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import yaml

from brief.model import LANGUAGES, Finding, Language, Place

# The C parser comes with PyYAML's wheels; where PyYAML was built without it, the slow one serves.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SCALARS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp")
)
_NULL = "tag:yaml.org,2002:null"
_ODD_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}


@dataclass
class Reading:
    """One file being read: where it is, and the faults found so far."""

    path: str
    rule: str
    """Name of the rule that a fault of this file breaks."""
    first_line: int = 1
    """Line of the file on which the YAML begins."""
    faults: list[Finding] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def place(self, node: yaml.Node) -> Place:
        """Where `node` stands in the file."""
        mark = node.start_mark
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def fault(self, node: yaml.Node, message: str, advice: str = "") -> None:
        """Note that `node` is not what it should be."""
        self.fault_at(self.place(node), message, advice)

    def fault_at(self, place: Place, message: str, advice: str = "") -> None:
        """Note a fault at `place`."""
        self.faults.append(Finding(self.rule, "error", place, message, advice))

    def compose(self, text: str) -> yaml.Node | None:
        """The root node of `text`; None when it is empty or, noted as a fault, malformed."""
        # YAML 1.1 ends lines at these too, which no editor counts.
        text = text.translate(_ODD_LINE_ENDS)
        try:
            root: yaml.Node | None = yaml.compose(text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column + 1) if mark else (0, 1)
            problem = error.problem or error.context or "malformed"
            advice = "put the value in quotes if it holds a colon, a bracket or a # of its own"
            self.fault_at(
                Place(self.path, line + self.first_line, column),
                f"not valid YAML: {problem}",
                advice,
            )
        except yaml.reader.ReaderError as error:
            self._fault_of_character(text, error)
        except (yaml.YAMLError, RecursionError) as error:
            problem = str(error).splitlines()[0] if str(error) else "nested too deeply"
            self.fault_at(Place(self.path, self.first_line), f"not valid YAML: {problem}")
        else:
            return root
        return None

    def _fault_of_character(self, text: str, error: yaml.reader.ReaderError) -> None:
        # The C parser counts bytes in `error.position`; the character itself is found again.
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        if found is None:
            self.fault_at(Place(self.path, self.first_line), f"not valid YAML: {error.reason}")
            return
        line, column = text.count("\n", 0, found.start()), text.rfind("\n", 0, found.start())
        place = Place(self.path, line + self.first_line, found.start() - column)
        message = f"the character U+{ord(found[0]):04X} is not allowed in YAML"
        self.fault_at(place, message, "delete it")

    def enter(self, node: yaml.Node) -> bool:
        """Whether to read the collection `node`: not when an alias leads to it again."""
        if id(node) in self._seen:
            self.fault(node, "this value is used twice through a YAML alias", "write it out")
            return False
        self._seen.add(id(node))
        return True


class Shape(Protocol):
    """What may stand at some place of a YAML file."""

    def read(self, node: yaml.Node, reading: Reading) -> Any:
        """The plain value of `node`; None where it does not fit, which `reading` then notes."""

    def json_schema(self) -> dict[str, Any]:
        """The same as a JSON Schema."""


def _describe(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if node.tag == _NULL else f"{str(node.value)[:40]!r}"


@dataclass(frozen=True)
class Text:
    """One line of text or more; numbers and dates count as the text they are written as."""

    pattern: str = ""
    """A regular expression that the whole text must match; empty: any."""
    wanted: str = "text"

    def read(self, node: yaml.Node, reading: Reading) -> str | None:
        """The text, without space around it."""
        if not isinstance(node, yaml.ScalarNode) or node.tag not in _SCALARS:
            reading.fault(node, f"expected {self.wanted}, found {_describe(node)}")
            return None
        text = str(node.value).strip()
        if not text or (self.pattern and not re.fullmatch(self.pattern, text)):
            reading.fault(node, f"expected {self.wanted}, found {text!r}")
            return None
        return text

    def json_schema(self) -> dict[str, Any]:
        """A string that matches; without a pattern, a number or a truth value as well."""
        if self.pattern:
            return {"type": "string", "pattern": rf"^\s*(?:{self.pattern})\s*$"}
        return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


@dataclass(frozen=True)
class Day:
    """A date: ``2025-08-18``."""

    def read(self, node: yaml.Node, reading: Reading) -> date | None:
        """The date."""
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                reading.fault(node, f"{value} is not in the calendar", "correct the date")
                return None
        advice = "write year, month and day: 2025-08-18"
        reading.fault(node, f"expected a date, found {_describe(node)}", advice)
        return None

    def json_schema(self) -> dict[str, Any]:
        """A string in the form of a date."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@dataclass(frozen=True)
class Flag:
    """true or false."""

    def read(self, node: yaml.Node, reading: Reading) -> bool | None:
        """The truth value."""
        value = node.value if isinstance(node, yaml.ScalarNode) else None
        if value in ("true", "false"):
            return bool(value == "true")
        reading.fault(node, f"expected true or false, found {_describe(node)}")
        return None

    def json_schema(self) -> dict[str, Any]:
        """A truth value."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: yaml.Node, reading: Reading) -> str | None:
        """The word."""
        value = node.value if isinstance(node, yaml.ScalarNode) else None
        if value in self.words:
            return str(value)
        advice = nearest(str(value), self.words) if value else ""
        words = ", ".join(self.words)
        reading.fault(node, f"expected one of {words}; found {_describe(node)}", advice)
        return None

    def json_schema(self) -> dict[str, Any]:
        """The words."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class ListOf:
    """A list; one value without brackets counts as a list of one."""

    shape: Shape

    def read(self, node: yaml.Node, reading: Reading) -> tuple[Any, ...]:
        """The values that fit, in order."""
        if isinstance(node, yaml.SequenceNode):
            if not reading.enter(node):
                return ()
            values = [self.shape.read(child, reading) for child in node.value]
            return tuple(value for value in values if value is not None)
        value = self.shape.read(node, reading)
        return () if value is None else (value,)

    def json_schema(self) -> dict[str, Any]:
        """A list, or one value."""
        one = self.shape.json_schema()
        return {"anyOf": [{"type": "array", "items": one}, one]}


@dataclass(frozen=True)
class Placed:
    """What another shape reads, with its place, for faults that only its neighbours show."""

    shape: Shape

    def read(self, node: yaml.Node, reading: Reading) -> tuple[Any, Place] | None:
        """The value and where it stands."""
        value = self.shape.read(node, reading)
        return None if value is None else (value, reading.place(node))

    def json_schema(self) -> dict[str, Any]:
        """That of the other shape."""
        return self.shape.json_schema()


@dataclass(frozen=True)
class MapOf:
    """A mapping whose keys the author chooses."""

    shape: Shape
    key: Text = field(default_factory=Text)

    def read(self, node: yaml.Node, reading: Reading) -> dict[str, Any]:
        """Key to value, in the order of the file."""
        pairs: dict[str, Any] = {}
        for name, key, child in _entries(node, reading) or ():
            if name != name.strip():
                reading.fault(key, f"the key {name!r} begins or ends with a space", "remove it")
            elif self.key.read(key, reading) is not None:
                value = self.shape.read(child, reading)
                if value is not None:
                    pairs[name] = value
        return pairs

    def json_schema(self) -> dict[str, Any]:
        """An object whose keys all have one shape, and whose values another."""
        return {
            "type": "object",
            "propertyNames": self.key.json_schema(),
            "additionalProperties": self.shape.json_schema(),
        }


@dataclass(frozen=True)
class Localized:
    """The same thing in each language: ``{ja: 首相, en: Prime Minister}``."""

    shape: Shape
    complete: bool = True
    """Whether every language must be there."""

    def read(self, node: yaml.Node, reading: Reading) -> dict[Language, Any] | None:
        """Language to value; None where a language that must be there is missing."""
        values = self._record.read(node, reading)
        if values is None or (self.complete and len(values) < len(LANGUAGES)):
            return None
        return {language: values[language] for language in LANGUAGES if language in values}

    def json_schema(self) -> dict[str, Any]:
        """An object with a key for each language."""
        return self._record.json_schema()

    @cached_property
    def _record(self) -> Record:
        keys: dict[str, Key] = {code: Key(self.shape, required=self.complete) for code in LANGUAGES}
        return Record(keys, "translated text")


@dataclass(frozen=True)
class Key:
    """A key of a record."""

    shape: Shape
    required: bool = False
    about: str = ""
    """What it holds, one line: what an editor shows beside it."""


@dataclass(frozen=True)
class Record:
    """A mapping with known keys."""

    keys: Mapping[str, Key]
    wanted: str
    """What it is, for messages: ``a glossary entry``."""

    def read(self, node: yaml.Node, reading: Reading) -> dict[str, Any] | None:
        """Key to value, of the keys that are there and fit."""
        if not isinstance(node, yaml.MappingNode):
            keys = ", ".join(self.keys)
            reading.fault(
                node,
                f"expected {self.wanted} (a mapping with the keys {keys}), found {_describe(node)}",
            )
            return None
        entries = _entries(node, reading)
        if entries is None:
            return None
        values: dict[str, Any] = {}
        present: set[str] = set()
        for name, key, child in entries:
            if child.tag == _NULL:
                continue
            if name not in self.keys:
                advice = nearest(name, self.keys) or f"known keys: {', '.join(self.keys)}"
                reading.fault(key, f"unknown key {name!r} in {self.wanted}", advice)
                continue
            present.add(name)
            value = self.keys[name].shape.read(child, reading)
            if value is not None:
                values[name] = value
        for name, known in self.keys.items():
            if known.required and name not in present:
                reading.fault(node, f"{self.wanted} lacks the key {name!r}", f"add {name}")
        return values

    def json_schema(self) -> dict[str, Any]:
        """An object with the known keys and no others."""
        properties = {}
        for name, key in self.keys.items():
            about = {"description": key.about} if key.about else {}
            properties[name] = {**about, **key.shape.json_schema()}
        required = [name for name, key in self.keys.items() if key.required]
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }

    def is_complete(self, values: Mapping[str, Any]) -> bool:
        """Whether `values`, as read, hold every key that is required."""
        return all(name in values for name, key in self.keys.items() if key.required)


def _entries(node: yaml.Node, reading: Reading) -> list[tuple[str, yaml.Node, yaml.Node]] | None:
    """Name, key node and value node of each entry of a mapping; None where it is no mapping."""
    if not isinstance(node, yaml.MappingNode):
        if node.tag != _NULL:
            reading.fault(node, f"expected a mapping, found {_describe(node)}")
        return None
    if not reading.enter(node):
        return None
    entries: dict[str, tuple[str, yaml.Node, yaml.Node]] = {}
    for key, child in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if not name:
            reading.fault(key, f"expected a key, found {_describe(key)}")
        elif name in entries:
            reading.fault(key, f"the key {name!r} stands here twice", "keep one of the two")
        else:
            entries[name] = (name, key, child)
    return list(entries.values())


def key_places(node: yaml.Node, reading: Reading) -> dict[str, Place]:
    """Where each key of the mapping `node` stands."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): reading.place(key) for key, _ in node.value}


def nearest(word: str, known: Iterable[str]) -> str:
    """``did you mean …?`` for a misspelt `word`; empty when nothing known is near."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""
