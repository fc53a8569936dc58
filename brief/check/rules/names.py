"""Rules of names: who is named, how the name is spelt, and how a person is introduced."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from brief.check.rules.subject import NAMES, Hit, Subject
from brief.model import (
    Annotations,
    Block,
    Document,
    EntityKind,
    Language,
    Mention,
    Passage,
    other_language,
)
from brief.names.lexicon_en import lexicon
from brief.spelling import normal


def name_unmatched(subject: Subject) -> Iterator[Hit]:
    """An entity that only one of the two texts names."""
    if not subject.comparable:
        return
    first: dict[Language, dict[str, tuple[Passage, str]]] = {"ja": {}, "en": {}}
    for document, block, noted in subject.noted():
        for mention in noted.mentions:
            passage = document.passage(block, mention.start, mention.end)
            for entity_id in mention.entities:
                first[document.language].setdefault(entity_id, (passage, mention.text))
    for language, entities in first.items():
        other = other_language(language)
        for entity_id, (passage, shown) in entities.items():
            if entity_id not in first[other]:
                entity = subject.glossary.entities[entity_id]
                message = f"{shown} ({entity_id}) is not named in {NAMES[other]}"
                advice = f"name it there ({entity.name[other]}), or add the alias used there"
                yield Hit(passage, message, advice)


def name_ambiguous(subject: Subject) -> Iterator[Hit]:
    """A name that several entities share, where the text does not tell who is meant."""
    for document, block, noted in subject.noted():
        for name in noted.undecided:
            owners = (subject.glossary.entities[owner] for owner in name.entities)
            who = " or ".join(f"{owner.id} ({owner.place})" for owner in owners)
            message = f"{name.text} may be {who}"
            advice = f"say who is meant: [{name.text}](entity:{name.entities[0]})"
            yield Hit(document.passage(block, name.start, name.end), message, advice)


_SEEN_OFTEN = 2
"""How often what looks like a name must stand in a text to be missed in the glossary."""


def name_unknown(subject: Subject) -> Iterator[Hit]:
    """What looks like a name, stands in a text more than once, and is not in the glossary."""
    for document in subject.documents():
        counts: Counter[str] = Counter()
        first: dict[str, Passage] = {}
        for block, noted in subject.texts[document.language].pairs():
            for candidate in noted.candidates:
                counts[candidate.text] += 1
                passage = document.passage(block, candidate.start, candidate.end)
                first.setdefault(candidate.text, passage)
        for text, count in counts.items():
            if count >= _SEEN_OFTEN:
                message = f"{text} stands here {count} times and is not in the glossary"
                advice = f"add it, or say that it is no name: [{text}](entity:)"
                yield Hit(first[text], message, advice)


# --- spellings -----------------------------------------------------------------------------

_VARYING: dict[Language, frozenset[EntityKind]] = {
    "ja": frozenset(("person", "organization", "place")),
    "en": frozenset(("person", "organization")),
}
"""Kinds of names that are spelt in several ways; *Britain* and *British* are two words."""
_SPELT = frozenset(("alias", "surname", "title", "context"))
_SHORTEST = 4
"""Letters of the shortest word whose spellings are compared."""
_WORD = re.compile(r"[A-Za-z'-]+|[ァ-ヺー]+")


def alias_varies(subject: Subject) -> Iterator[Hit]:
    """Two spellings of one name in one text: ウィットコフ and ウィトコフ."""
    for document in subject.documents():
        spelt: dict[str, dict[str, tuple[str, Passage]]] = defaultdict(dict)
        for block, noted in subject.texts[document.language].pairs():
            for mention in noted.mentions:
                if mention.reason in _SPELT and mention.kind in _VARYING[document.language]:
                    passage = document.passage(block, mention.start, mention.end)
                    for word in _words(mention.text):
                        spelt[mention.entity].setdefault(word, (mention.text, passage))
        for words in spelt.values():
            yield from _varying(words)


def _words(name: str) -> list[str]:
    """The words of a name, each as it is written, in one width and without marks."""
    return [word for word in _WORD.findall(_plain(name)) if len(word) >= _SHORTEST]


def _plain(name: str) -> str:
    if name.isascii():
        return name.removesuffix("'s")
    return normal(name).text if not re.search("[ァ-ヺ]", name) else name


def _varying(words: dict[str, tuple[str, Passage]]) -> Iterator[Hit]:
    told: list[str] = []
    for word, (shown, passage) in words.items():
        like = next((other for other in told if _is_variant(word, other)), None)
        if like is None:
            told.append(word)
            continue
        other_shown, other_passage = words[like]
        message = f"{shown} is written {other_shown} elsewhere in this text"
        yield Hit(passage, message, f"compare {other_passage.start}", other_passage)


def _is_variant(one: str, other: str) -> bool:
    """Whether two words are one name spelt in two ways: few letters differ, and not only case."""
    one, other = one.casefold(), other.casefold()
    longest = max(len(one), len(other))
    if one == other or one[0] != other[0] or longest - min(len(one), len(other)) > longest // 3:
        return False
    return _distance(one, other) <= longest // 3


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or exchanged (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, letter_there in enumerate(other, 1):
            cheapest = min(row[j] + 1, row[j - 1] + 1, corner + (letter != letter_there))
            corner, row[j] = row[j], cheapest
    return row[-1]


# --- introductions -------------------------------------------------------------------------

_JOINED_NAMES = re.compile(r"[、・と]|、?および")
_HONORIFIC_JA = re.compile(
    "[\u3400-\u9fff々]|さん|ちゃん|くん|シェフ|コーチ|キャスター|アナウンサー"
)
"""A 漢字 after a name begins a title or 氏; what belongs to the name's own sentence is kana."""
_INTRODUCED_JA = re.compile("[\u3400-\u9fff々](?:の|、|・|＝)?\\Z|[ァ-ヺー](?:の|、)\\Z|[（(「]\\Z")
_APPOSITION_EN = re.compile(r", (?:an? |the |his |her |their |who |\d|[A-Z][\w’']+’s |[a-z])|,? \(")
_WORDS_BEFORE = re.compile(r"(?:[\w.’'-]+ ){1,4}\Z")


def first_mention_bare(subject: Subject) -> Iterator[Hit]:
    """A person who is first mentioned by surname alone, without title or honorific."""
    for document in subject.documents():
        introduced: set[str] = set()
        for block, noted in subject.texts[document.language].pairs():
            if block.kind == "heading":
                continue
            persons = [mention for mention in noted.mentions if mention.kind == "person"]
            for mention in persons:
                if mention.entity in introduced:
                    continue
                introduced.add(mention.entity)
                if mention.reason in ("author", "role", "anaphor"):
                    continue
                entity = subject.glossary.entities[mention.entity]
                if _is_full(mention, entity.name[document.language]):
                    continue
                if _is_introduced(document, block, noted, mention):
                    continue
                message = f"{mention.text} is first mentioned without full name or title"
                advice = f"write {entity.name[document.language]}, or who it is"
                yield Hit(document.passage(block, mention.start, mention.end), message, advice)


def _is_full(mention: Mention, name: str) -> bool:
    """Whether the mention is the whole name, or has as many parts."""
    if normal(mention.text).text.casefold() == normal(name).text.casefold():
        return True
    if re.search("[・ ＝]", mention.text):
        return True
    return not re.search("[・ ＝]", name) and len(mention.text) >= len(name)


def _is_introduced(document: Document, block: Block, noted: Annotations, mention: Mention) -> bool:
    text = block.text
    if document.language == "en":
        return _is_introduced_en(text, mention)
    end = _end_of_list(text, noted.mentions, mention)
    before = text[max(0, mention.start - 3) : mention.start]
    return bool(_HONORIFIC_JA.match(text, end) or _INTRODUCED_JA.search(before))


def _end_of_list(text: str, mentions: Sequence[Mention], mention: Mention) -> int:
    """The end of the list of names that `mention` begins: プーチン、ゼレンスキー両氏."""
    end = mention.end
    following = [other for other in mentions if other.start >= mention.start]
    for one, other in pairwise(following):
        if one.end != end or not _JOINED_NAMES.fullmatch(text[one.end : other.start]):
            break
        end = other.end
    return end


def _is_introduced_en(text: str, mention: Mention) -> bool:
    if _APPOSITION_EN.match(text, mention.end):
        return True
    found = _WORDS_BEFORE.search(text[max(0, mention.start - 80) : mention.start])
    words = found[0].split(" ")[:-1] if found else []
    tables = lexicon()
    return any(
        " ".join(words[start:]) in tables["title"] or " ".join(words[start:]) in tables["role"]
        for start in range(len(words))
    )
