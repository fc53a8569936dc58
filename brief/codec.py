"""The stages' values as bytes and back, for the store and for work in other processes.

MessagePack read against the types (msgspec): unlike a pickle, nothing in it can be run.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
from markdown_it.token import Token

from brief.model import Document

_LEVEL = 1
"""Of compression: a quarter of the size for a third of a millisecond a text."""
_encode = msgspec.msgpack.Encoder().encode

DAMAGES = (msgspec.DecodeError, zlib.error)
"""What is raised where bytes are not what they should be."""


@cache
def _decoder(wanted: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(wanted)


def encode(value: object) -> bytes:
    """`value`, of frozen dataclasses and plain types but sets, as bytes."""
    return _encode(value)


def decode(data: bytes, wanted: Any) -> Any:
    """What `encode` wrote: a value of the type `wanted`.

    Raises:
        msgspec.DecodeError: `data` is damaged, or of another type.

    """
    return _decoder(wanted).decode(data)


def pack(value: object) -> bytes:
    """`value` as `encode` writes it, compressed."""
    return zlib.compress(_encode(value), _LEVEL)


def unpack(data: bytes, wanted: Any) -> Any:
    """What `pack` wrote: a value of the type `wanted`.

    Raises:
        msgspec.DecodeError, zlib.error: `data` is damaged, or of another type.

    """
    return decode(zlib.decompress(data), wanted)


def pack_document(document: Document) -> bytes:
    """A document and, behind it, its tokens, which the types of `brief.model` do not describe."""
    return pack((replace(document, tokens=()), document.tokens))


def unpack_document(data: bytes) -> Document:
    """What `pack_document` wrote. Raises as `unpack` does."""
    document: Document
    document, tokens = unpack(data, tuple[Document, tuple[Token, ...]])
    return replace(document, tokens=tokens)
