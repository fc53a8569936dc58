"""Document + glossary -> `AnnotatedDocument`: the figures and the names of every block.

The only user of fugashi. Figures are read from the text alone; tokens serve to bound
names (北大 is not inside 北大阪) and to propose names that the glossary lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

import fugashi
from ahocorasick_rs import AhoCorasick

from brief import figures
from brief.glossary import Glossary, normal_form
from brief.language import ja
from brief.model import (
    AnnotatedDocument,
    Annotations,
    Block,
    Candidate,
    Document,
    EntityKind,
    Figure,
    Language,
    Mention,
)

_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
_LETTER = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\u3005]")
_KANJI_NUMERAL = re.compile(r"[\d〇一二三四五六七八九十百千万億兆]")
_UNREADABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What MeCab and the matcher cannot take; they see a space in its place."""
_LONG_RUN = re.compile("[^\\s\u3041-\u3096\u3400-\u9fff]{500}")
"""What MeCab takes for one word, in a time that grows with the square of its length."""

_SHORT = 3
"""Names in 漢字 or ひらがな up to this length are bounded by tokens: 北大, 日本, 大阪."""


class Annotator:
    """Finds what a glossary names. Immutable once made, so one serves a whole build."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._spellings = {language: tuple(owners) for language, owners in glossary.owners.items()}
        self._machines = {
            language: AhoCorasick(list(spellings))
            for language, spellings in self._spellings.items()
        }

    def annotate(self, document: Document) -> AnnotatedDocument:
        """`document` with the figures, mentions and candidates of each of its blocks."""
        language, day = document.language, document.front.date
        return AnnotatedDocument(
            document, tuple(self._block(block, language, day) for block in document.blocks)
        )

    def annotate_text(self, text: str, language: Language, day: date | None = None) -> Annotations:
        """The annotations of a text that stands alone; see `annotate`."""
        return self._annotate(text, language, day, (), ())

    def _block(self, block: Block, language: Language, day: date | None) -> Annotations:
        held = [
            Mention(
                mark.start,
                mark.end,
                block.text[mark.start : mark.end],
                entity.id,
                entity.kind,
                "author",
            )
            for mark in block.marks
            if mark.scheme == "entity" and (entity := self.glossary.entities.get(mark.target))
        ]
        barred = list(block.verbatim)
        barred += [(mark.start, mark.end) for mark in block.marks if mark.scheme == "entity"]
        return self._annotate(block.text, language, day, held, barred)

    def _annotate(
        self,
        text: str,
        language: Language,
        day: date | None,
        held: Sequence[Mention],
        barred: Sequence[tuple[int, int]],
    ) -> Annotations:
        readable = _LONG_RUN.sub(lambda run: f"{run[0][:-1]} ", _UNREADABLE.sub(" ", text))
        words = _words(readable) if language == "ja" else Words()
        read = [f for f in figures.read(text, language, day) if not _touches(f.extent, barred)]
        found = [
            mention
            for mention in self._mentions(text, normal_form(readable), language, words)
            if not _touches((mention.start, mention.end), barred)
        ]
        spans: list[Figure | Mention] = [*held, *read, *found]
        kept = _apart(spans)
        mentions = tuple(item for item in kept if isinstance(item, Mention))
        taken = [*barred, *(_span(item) for item in kept)]
        proposed = _candidates_ja(text, words) if language == "ja" else _candidates_en(text)
        candidates = _apart([c for c in proposed if not _touches((c.start, c.end), taken)])
        return Annotations(
            tuple(item for item in kept if isinstance(item, Figure)), mentions, tuple(candidates)
        )

    def _mentions(
        self, text: str, normal: str, language: Language, words: Words
    ) -> Iterator[Mention]:
        """Every place where a spelling of the glossary stands as a name, overlaps included."""
        spellings = self._spellings[language]
        owners = self.glossary.owners[language]
        matches = self._machines[language].find_matches_as_indexes(normal, overlapping=True)
        if not matches:
            return
        countries = {
            start
            for index, start, end in matches
            if language == "ja" and end - start == 1 and _IDEOGRAPH.match(spellings[index])
        }
        for index, start, end in matches:
            if start in countries and end - start == 1:
                stands = _is_country(normal, start, countries)
            elif language == "ja":
                stands = _is_bounded_ja(normal, start, end, words.edges)
            else:
                stands = _is_bounded(normal, start, end, _LETTER)
            if stands:
                entity = self.glossary.entities[owners[spellings[index]]]
                yield Mention(start, end, text[start:end], entity.id, entity.kind)


# --- spans ---------------------------------------------------------------------------

_Spanned = TypeVar("_Spanned", bound=Figure | Mention | Candidate)


def _span(item: Figure | Mention | Candidate) -> tuple[int, int]:
    return item.extent if isinstance(item, Figure) else (item.start, item.end)


def _rank(item: Figure | Mention | Candidate) -> tuple[bool, int, int, bool]:
    """What the author fixed comes first, then the earliest, then the longest, then a name."""
    start, end = _span(item)
    by_author = isinstance(item, Mention) and item.reason == "author"
    return not by_author, start, start - end, isinstance(item, Figure)


def _apart(items: Iterable[_Spanned]) -> list[_Spanned]:
    """`items` in the order of the text, without those that overlap one that ranks higher."""
    kept: list[_Spanned] = []
    end = 0
    ranked = sorted(items, key=_rank)
    fixed = [_span(item) for item in ranked if not _rank(item)[0]]
    for item in ranked:
        start, stop = _span(item)
        if not _rank(item)[0]:
            kept.append(item)
        elif start >= end and not _touches((start, stop), fixed):
            kept.append(item)
            end = stop
    return sorted(kept, key=_span)


def _touches(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    start, end = span
    return any(start < other_end and other_start < end for other_start, other_end in others)


# --- Japanese ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """What the dictionary sees in a text."""

    edges: frozenset[int] = frozenset()
    """Offsets at which a word begins or ends."""
    names: tuple[Candidate, ...] = ()
    """Runs of words that it tags as one kind of name."""


_UNIDIC_NAME = "名詞,固有名詞,"
_UNIDIC_KINDS: dict[str, EntityKind] = {
    "人名": "person",
    "地名": "place",
    "組織名": "organization",
}


_PIECE = re.compile(r".{1,9999}(?:[。\n]|\Z)|.{1,10000}", re.DOTALL)
"""What MeCab is given at a time: it ends the process on texts of some 200,000 words."""


@cache
def _tagger() -> fugashi.Tagger:
    return fugashi.Tagger()


def _words(text: str) -> Words:
    edges: list[int] = []
    names: list[Candidate] = []
    for piece in _PIECE.finditer(text):
        end = piece.start()
        for node in _tagger()(piece[0]):
            start = end + len(node.white_space)
            end = start + len(node.surface)
            edges += (start, end)
            if node.feature_raw.startswith(_UNIDIC_NAME):
                kind = _UNIDIC_KINDS.get(node.feature_raw.split(",", 3)[2])
                if kind is not None:
                    _add_name(names, Candidate(start, end, text[start:end], kind))
    return Words(frozenset(edges), tuple(names))


def _add_name(names: list[Candidate], name: Candidate) -> None:
    """Add a word that is a name, joined to the one before when they are one name."""
    last = names[-1] if names else None
    if last and last.end == name.start and last.kind == name.kind:
        names[-1] = Candidate(last.start, name.end, last.text + name.text, name.kind)
    else:
        names.append(name)


def _is_bounded(text: str, start: int, end: int, part: re.Pattern[str]) -> bool:
    """Whether no character of the kind `part` runs across either end of the span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (part.match(text[start]) and before and part.match(before)) and not (
        part.match(text[end - 1]) and after and part.match(after)
    )


def _is_bounded_ja(text: str, start: int, end: int, edges: frozenset[int]) -> bool:
    if not _is_bounded(text, start, end, _KATAKANA) or not _is_bounded(text, start, end, _LETTER):
        return False
    if end - start > _SHORT:
        return True
    return (not _IDEOGRAPH.match(text[start]) or start in edges) and (
        not _IDEOGRAPH.match(text[end - 1]) or end in edges
    )


def _is_country(text: str, at: int, countries: set[int]) -> bool:
    """Whether the one-character abbreviation at `at` stands for the country.

    It does in a run of countries (日米韓), before what a country has (米大統領, 英紙) and
    after what is done to one (対独, 訪米); 米 in 米菓 does not.
    """
    first, end = at, at + 1
    while first - 1 in countries:
        first -= 1
    while end in countries:
        end += 1
    if text[first] == "日" and first and _KANJI_NUMERAL.match(text[first - 1]):
        first += 1  # the 日 of 18日米大統領 is a day
    if at < first or ja.DAYTIME.match(text, first):
        return False
    before = text[first - 1 : first]
    toward = bool(ja.COUNTRY_AFTER.match(text, first - 1)) if first else False
    begins = toward or not _IDEOGRAPH.match(before) or bool(ja.COUNTRY_MAY_FOLLOW.match(before))
    if end - first > 1 or ja.COUNTRY_BEFORE_TITLE.match(text, end):
        return begins
    return toward


_KATAKANA_NAME = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[・＝][\u30a1-\u30fa\u30fc]+)*")


def _candidates_ja(text: str, words: Words) -> Iterator[Candidate]:
    """Names by the dictionary's tags, and foreign names before an honorific or a title."""
    yield from words.names
    for name in _KATAKANA_NAME.finditer(text):
        title = _COUNTRY_TITLE.match(text, name.end())
        if title or ja.HONORIFICS.match(text, name.end()):
            yield Candidate(name.start(), name.end(), name[0], "person")


_COUNTRY_TITLE = re.compile(f"[\u3400-\u9fff]{{1,2}}(?:{ja.COUNTRY_BEFORE_TITLE.pattern})")


# --- English -------------------------------------------------------------------------

_NAME_EN = re.compile(
    r"\b(?P<title>(?:President|Vice President|Prime Minister|Chancellor|Secretary|Minister|"
    r"Governor|Senator|Mr\.|Mrs\.|Ms\.|Dr\.|Sir|King|Queen|Pope)\s+)?"
    r"(?P<name>[A-Z][\w’'-]*[a-z]\b(?:\s+(?:(?:de|von|van|der|of|the|and|bin|al)\s+)*[A-Z][\w’'-]*[a-z]\b)*)"
)
_ORGANIZATION_EN = re.compile(
    r"\b(?:Ministry|Bank|University|Party|Commission|Council|Agency|Corporation|Company|Inc|Corp|"
    r"Ltd|Committee|Court|Institute|Department|Association|Union|Office|Group)\b"
)


def _candidates_en(text: str) -> Iterator[Candidate]:
    """Capitalised words that a title or a word of institutions shows to be a name."""
    for found in _NAME_EN.finditer(text):
        name = found["name"]
        kind: EntityKind
        if _ORGANIZATION_EN.search(name) and " " in name:
            kind = "organization"
        elif found["title"]:
            kind = "person"
        else:
            continue
        yield Candidate(found.start("name"), found.end("name"), name, kind)
