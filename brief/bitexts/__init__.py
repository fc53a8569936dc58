"""Translators' files -> what they say in Japanese and in English, pair by pair.

One room a format, each a function from a file to what is in it, in the order of the file. XML
and tables are streamed: a translation memory of any size takes the memory of its largest unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType

from brief.bitexts import po, tables, tmx, xliff
from brief.bitexts.pairs import Item, Pair, PassedOver, Segment
from brief.model import Finding, Place, UnusableInput

__all__ = ["FORMATS", "Item", "Pair", "PassedOver", "Segment", "is_bitext", "read"]

FORMATS: Mapping[str, Callable[[str], Iterator[Item]]] = MappingProxyType(
    {
        ".tsv": tables.read,
        ".tmx": tmx.read,
        ".xlf": xliff.read,
        ".xliff": xliff.read,
        ".po": po.read,
    }
)
"""What reads a file, by the end of its name."""


def is_bitext(name: str) -> bool:
    """Whether a file of this name is read here."""
    return PurePath(name).suffix.lower() in FORMATS


def read(name: str) -> Iterator[Item]:
    """What is in the file `name`, one after the other.

    A fault that nothing can be read behind is the last that is handed on.
    """
    try:
        yield from FORMATS[PurePath(name).suffix.lower()](name)
    except UnusableInput as unusable:
        yield from unusable.findings
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        yield Finding("source", "error", Place(name), message)
