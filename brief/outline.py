"""A text's outline: what the rest of a site knows of it before it is annotated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brief.links import resolve
from brief.model import Document, FrontMatter, Language, Place


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity or a key figure that the author named: ``[同氏](entity:rutte)``."""

    scheme: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands above a text, and what it leads to."""

    path: str
    """As the user would type it."""
    uri: str
    """Relative to the content folder, with forward slashes."""
    slug: str
    language: Language
    front: FrontMatter
    anchors: tuple[str, ...]
    """The ids in it."""
    targets: tuple[tuple[str, str], ...]
    """Uri and anchor of each place on the site that it links to."""
    references: tuple[Reference, ...]
    key: str
    """What its document is kept under."""


Texts = Mapping[Language, Outline]
"""The texts of a brief or page, one or both languages."""


def of(document: Document, key: str) -> Outline:
    """The outline of `document`, which is kept under `key`."""
    blocks = document.blocks
    links = (link.href for block in blocks for link in block.links)
    return Outline(
        path=document.path,
        uri=document.uri,
        slug=document.slug,
        language=document.language,
        front=document.front,
        anchors=tuple(block.anchor for block in blocks if block.anchor),
        targets=tuple(filter(None, (resolve(href, document) for href in links))),
        references=tuple(
            Reference(mark.scheme, mark.target, document.place(block, mark.start))
            for block in blocks
            for mark in block.marks
        ),
        key=key,
    )


def source_text(texts: Texts) -> Outline:
    """The source text, else whichever there is: what shared front matter is read from."""
    first = next(iter(texts.values()))
    return texts.get(first.front.source_language or first.language, first)
