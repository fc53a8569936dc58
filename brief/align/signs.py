"""What blocks show that their translations show as well: ids, figures, names, words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple

from brief.align.sounds import consonants
from brief.model import Annotations, Block, Figure, Language

Sign = tuple[
    Literal["id", "key", "link", "code", "figure", "entity", "latin", "sound", "word"], str
]
"""Its kind, and what is the same in both languages."""


def signs(block: Block, noted: Annotations, language: Language) -> Iterator[Sign]:
    """The signs of a block."""
    if block.anchor:
        yield "id", block.anchor
    for mark in block.marks:
        if mark.scheme == "figure":
            yield "key", mark.target
    for link in block.links:
        yield "link", link.href
    for start, end in block.verbatim:
        yield "code", block.text[start:end]
    for figure in noted.figures:
        for value in _values(figure):
            yield "figure", value
    for mention in noted.mentions:
        for entity in mention.entities:
            yield "entity", entity
    text = unicodedata.normalize("NFKC", block.text)
    for word in _LATIN.findall(text):
        yield "latin", word.lower()
    for name in _NAME[language].findall(text):
        if len(heard := consonants(name)) > 1:
            yield "sound", heard
    for meaning in _japanese_words(text) if language == "ja" else _english_words(text):
        yield "word", meaning


_LATIN = re.compile(r"\b(?=\w{2})[a-z]*[A-Z0-9][A-Za-z0-9]*", re.ASCII)
"""What Japanese texts leave in Latin letters: names and numbers."""
_NAME = {"ja": re.compile("[ァ-ヺー]{3,}"), "en": re.compile("[A-Z][a-z]{2,}")}


def _values(figure: Figure) -> Iterator[str]:
    for value in (figure.value, figure.low, figure.high):
        if value is not None:
            yield value
            if figure.kind == "date":
                yield value[-3:]  # The day stays where one text alone tells the month.


# --- words -------------------------------------------------------------------------------


class _Vocabulary(NamedTuple):
    """Words by what both languages call the same: the first Japanese word of their row."""

    japanese: Mapping[str, Sequence[tuple[str, str]]]
    """By the first character: words and their meanings."""
    english: Mapping[str, Sequence[str]]
    """By stem: meanings."""


@cache
def _vocabulary() -> _Vocabulary:
    """The rows of ``data/words.tsv``."""
    japanese: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    english: defaultdict[str, list[str]] = defaultdict(list)
    source = resources.files("brief.align").joinpath("data", "words.tsv")
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        ours, theirs = (column.split() for column in line.split("\t"))
        for word in ours:
            japanese[word[0]].append((word, ours[0]))
        for stem in {_stem(word) for word in theirs}:
            english[stem].append(ours[0])
    return _Vocabulary(dict(japanese), dict(english))


def _japanese_words(text: str) -> Iterator[str]:
    beginning = _vocabulary().japanese
    for start, character in enumerate(text):
        for word, meaning in beginning.get(character, ()):
            if text.startswith(word, start):
                yield meaning


def _english_words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield from _meanings(word)


@lru_cache(20_000)
def _meanings(word: str) -> Sequence[str]:
    return _vocabulary().english.get(_stem(word), ())


_WORD = re.compile(r"(?:[A-Z]\.)+[A-Z]\b|[A-Za-z]+")
_ENDING = re.compile("(?:ies|ied|ing|ed|es|s|e|y)$")


def _stem(word: str) -> str:
    """`word` without its ending, cut short; one in capitals as it is: US is not *us*."""
    word = word.replace(".", "")
    return word if word.isupper() else _ENDING.sub("", word.lower())[:6]
