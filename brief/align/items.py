"""What alignment looks at: each block, or whole table, with its length, sentences and signs."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from brief.align.signs import Sign, signs
from brief.language import en, ja
from brief.model import AnnotatedDocument, Block, Document, Language


@dataclass(frozen=True, slots=True)
class Item:
    """A block, or a table or row of one, as far as it decides on what answers it."""

    kind: str
    """That of the block, with the level of a heading; ``table``, ``row``."""
    block: int
    """Index of the block, or of the first cell."""
    size: float
    """Length in characters of English, or what they would be."""
    sentences: int
    """How many end in it."""
    signs: frozenset[Sign]
    inner: tuple[Item, ...] = ()
    """Rows of a table, cells of a row."""


def items_of(text: AnnotatedDocument) -> list[Item]:
    """The items of a text, in its order."""
    document = text.document
    language = document.language
    blocks = (
        Item(
            f"{block.kind}{block.level or ''}",
            number,
            _size(block.text, language),
            _sentences(block.text, language),
            frozenset(signs(block, noted, language)),
        )
        for number, (block, noted) in enumerate(text.pairs())
    )
    return list(_with_tables(blocks, document))


def _with_tables(blocks: Iterable[Item], document: Document) -> Iterator[Item]:
    """`blocks`, those of each table as one."""
    row_starts = [at for at, token in enumerate(document.tokens) if token.type == "tr_open"]

    def block_of(item: Item) -> Block:
        return document.blocks[item.block]

    def table(item: Item) -> int | None:
        return block_of(item).part if block_of(item).kind == "cell" else None

    for part, group in groupby(blocks, table):
        if part is None:
            yield from group
            continue
        rows = groupby(group, lambda cell: bisect(row_starts, block_of(cell).token))
        yield _holding("table", (_holding("row", cells) for _, cells in rows))


def _holding(kind: str, inner: Iterable[Item]) -> Item:
    inner = tuple(inner)
    return Item(
        kind,
        inner[0].block,
        sum(item.size for item in inner),
        sum(item.sentences for item in inner),
        frozenset[Sign]().union(*(item.signs for item in inner)),
        inner,
    )


_ENGLISH_PER = (
    (re.compile("[一-鿿々〇]+"), 3.9),
    (re.compile("[ぁ-ゖ]+"), 1.5),
    (re.compile("[ァ-ヺー]+"), 1.7),
    (re.compile("[A-Za-z0-9]+"), 1.3),
)
"""How many characters of English say what one of Japanese does; measured on news."""
_ENGLISH_PER_OTHER = 0.8


def _size(text: str, language: Language) -> float:
    if language == "en":
        return float(len(text))
    counts = [(sum(map(len, script.findall(text))), per) for script, per in _ENGLISH_PER]
    others = len(text) - sum(count for count, _ in counts)
    return sum(count * per for count, per in counts) + others * _ENGLISH_PER_OTHER


_SENTENCE_END = {"ja": ja.SENTENCE_END, "en": en.SENTENCE_END}


def _sentences(text: str, language: Language) -> int:
    return len(_SENTENCE_END[language].findall(f"{text} "))  # In English, a space follows an end.
