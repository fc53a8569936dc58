"""XML of any size -> its units one by one, each a small tree that knows where everything stands.

Expat itself and not ``ElementTree.iterparse``: it tells line and column of every run of text, and
lets entities be refused where they are declared.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from brief.bitexts.pairs import Run, fault
from brief.model import Place, UnusableInput

SIZE_LIMIT = 1_000_000
"""Bytes of one unit, or of one tag. What is longer is no segment, and would have to be held."""
DEPTH_LIMIT = 200
"""Elements inside one another: every open one takes memory."""

_CHUNK = 1 << 16

_TRANSCODED = {
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
}
"""Encodings that Japanese files declare and expat does not know, as Python calls them."""
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")


@dataclass(slots=True)
class Node:
    """An element."""

    name: str
    """Without its namespace, as are the names of the attributes."""
    attributes: Mapping[str, str]
    line: int
    column: int
    children: list[Node | Run] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """The elements called `name` that stand directly in it."""
        return (child for child in self.children if isinstance(child, Node) and child.name == name)

    def first(self, name: str) -> Node | None:
        """The first of them."""
        return next(self.all(name), None)


@dataclass(frozen=True, slots=True)
class Unit:
    """An element that was asked for."""

    node: Node
    around: Mapping[str, str]
    """The attributes of the elements that it stands in; the innermost one counts."""


def units(name: str, root: str, wanted: Collection[str]) -> Iterator[Unit]:
    """Every element of the file `name` that is called as in `wanted`.

    Raises:
        UnusableInput: After the units that stand before the fault: the file is no XML, ends too
            early, does not begin with the element `root`, declares entities, or has something
            beyond the limits.
        OSError: The file cannot be read.

    """
    with Path(name).open("rb") as file:
        decoder = _decoder(file)
        reader = _Reader(name, root, wanted, "utf-8" if decoder else None)
        try:
            for chunk in _chunks(file, decoder):
                failure = reader.feed(chunk)
                yield from reader.taken()
                if failure:
                    raise failure
        except UnicodeDecodeError as error:
            message = f"what follows is not in the encoding that the file declares: {error.reason}"
            raise reader.fault(message, "export it as UTF-8") from error


def _decoder(file: IO[bytes]) -> codecs.IncrementalDecoder | None:
    """What decodes a file in an encoding that expat does not know."""
    declared = _DECLARED.match(file.read(1000))
    file.seek(0)
    python = _TRANSCODED.get(declared[1].decode().lower()) if declared else None
    return codecs.getincrementaldecoder(python)() if python else None


def _chunks(file: IO[bytes], decoder: codecs.IncrementalDecoder | None) -> Iterator[bytes]:
    """The file in pieces, in an encoding that expat knows; the last one is empty."""
    while chunk := file.read(_CHUNK):
        try:
            yield decoder.decode(chunk).encode() if decoder else chunk
        except UnicodeDecodeError as error:
            yield error.object[: error.start].decode(error.encoding, "replace").encode()
            raise
    if decoder:
        decoder.decode(b"", final=True)
    yield b""


class _Reader:
    """An expat parser, and what it has read and not yet handed on."""

    def __init__(self, name: str, root: str, wanted: Collection[str], encoding: str | None) -> None:
        self._name, self._root, self._wanted = name, root, wanted
        self._around: list[Mapping[str, str]] = []
        """The attributes that hold inside each of the open elements that units stand in."""
        self._open: list[Node] = []
        """The open elements of a unit, its own first."""
        self._units: list[Unit] = []
        self._fed = self._began = 0
        """Bytes that the parser has got; the byte that the unit began at."""
        self._parser = expat.ParserCreate(encoding, namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._text
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._refuse_declared
        self._parser.SkippedEntityHandler = self._refuse_foreign

    def taken(self) -> list[Unit]:
        """The units that are complete; they are handed on once."""
        units, self._units = self._units, []
        return units

    def feed(self, chunk: bytes) -> UnusableInput | None:
        """Read `chunk`, the last one where it is empty; what is wrong with it, if anything."""
        try:
            self._fed += len(chunk)
            self._parser.Parse(chunk, not chunk)
            begun = self._began if self._open else self._parser.CurrentByteIndex
            if self._fed - begun > SIZE_LIMIT + 2 * _CHUNK:
                return self._too_long()
        except UnusableInput as error:
            return error
        except expat.ExpatError as error:
            place = Place(self._name, error.lineno, error.offset + 1)
            what = "this is no well-formed XML" if chunk else "the file ends too early"
            return fault(place, f"{what}: {expat.ErrorString(error.code)}", "export it anew")
        except (LookupError, ValueError) as error:
            return self.fault(f"this cannot be decoded: {error}", "export it as UTF-8")
        return None

    def _too_long(self) -> UnusableInput:
        message = f"what begins here is longer than {SIZE_LIMIT / 1e6:.0f} MB; no segment is"
        if self._open:
            unit = self._open[0]
            return fault(Place(self._name, unit.line, unit.column), message)
        return self.fault(message)

    def fault(self, message: str, advice: str = "") -> UnusableInput:
        """The error that says what is wrong where the parser is."""
        parser = self._parser
        place = Place(self._name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        return fault(place, message, advice)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = _local(tag)
        if not self._around and name != self._root:
            message = f"the file begins with <{name}>, not with <{self._root}>"
            raise self.fault(message)
        if len(self._around) + len(self._open) >= DEPTH_LIMIT:
            message = f"more than {DEPTH_LIMIT} elements inside one another"
            raise self.fault(message)
        attributes = {_local(key): value for key, value in given.items()}
        if not self._open and name not in self._wanted:
            self._around.append({**(self._around[-1] if self._around else {}), **attributes})
            return
        parser = self._parser
        node = Node(name, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._began = parser.CurrentByteIndex
        self._open.append(node)

    def _text(self, text: str) -> None:
        if self._open:
            parser = self._parser
            run = text, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            self._open[-1].children.append(run)

    def _end(self, _tag: str) -> None:
        if not self._open:
            self._around.pop()
            return
        node = self._open.pop()
        if not self._open:
            self._units.append(Unit(node, self._around[-1] if self._around else {}))

    def _refuse_declared(self, entity: str, *_: object) -> None:
        message = f"the file declares the entity {entity!r}; it is refused"
        raise self.fault(message, "write what it stands for in its place")

    def _refuse_foreign(self, entity: str, *_: object) -> None:
        message = f"the entity {entity!r} is declared in another file, which is not read"
        raise self.fault(message, "write what it stands for in its place")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
