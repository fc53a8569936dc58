"""Expressions that stand for a name said before: a surname alone, 同氏, 両国, *the chancellor*.

Only where it is plain who is meant: the nearest sentence before it that names an entity of the
kind must name as many of them as the expression speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel import Locale

from brief.language import en, ja
from brief.model import Entity, Language, Mention
from brief.names.matching import is_bounded
from brief.names.resolution import Setting, is_part_of_name
from brief.spelling import normal
from brief.words import Words

_SENTENCE_END = {"ja": ja.SENTENCE_END, "en": en.SENTENCE_END}
_SENTENCES_BACK = 4
"""How many sentences before its own an expression may lean on."""


@dataclass(frozen=True, slots=True)
class _Anaphor:
    kinds: frozenset[str]
    nouns: re.Pattern[str] | None
    """What the titles, the names or the summary of the entity hold; None: any of the kind."""
    count: int


_TOPIC = re.compile("[^、。]{0,8}は")
"""What marks a name as the topic of its sentence: トランプ氏は."""


@cache
def _anaphora(language: Language) -> tuple[dict[str, _Anaphor], re.Pattern[str]]:
    source = resources.files("brief.names").joinpath("data", "anaphora.tsv")
    table: dict[str, _Anaphor] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            _, expression, kinds, nouns, count = line.split("\t")
            table[expression] = _Anaphor(
                frozenset(kinds.split()), re.compile(nouns) if nouns else None, int(count)
            )
    longest_first = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    if language == "en":
        pattern = rf"\b(?i:{longest_first})(?:(?=['’])|(?![\w'’-]| [A-Z]| of\b| for\b))"
    else:
        pattern = f"(?:{longest_first})(?![\u3400-\u9fff々\u30a1-\u30fa](?<![側自間が]))"
    return table, re.compile(pattern)


def anaphora(
    texts: Sequence[str], mentions: Sequence[Sequence[Mention]], setting: Setting
) -> list[list[Mention]]:
    """For each of the blocks `texts`, the expressions whose meaning its `mentions` tell."""
    table, pattern = _anaphora(setting.language)
    found: list[list[Mention]] = []
    before: list[list[str]] = []
    """The entities of each sentence so far, the latest last."""
    for text, named in zip(texts, mentions, strict=True):
        here: list[Mention] = []
        for start, end in _sentences(text, setting.language):
            inside = [m for m in named if start <= m.start < end]
            for match in pattern.finditer(text, start, end):
                if any(m.start < match.end() and match.start() < m.end for m in inside):
                    continue
                anaphor = table[_key(match[0], setting.language)]
                said = [m for m in inside if m.end <= match.start()]
                if anaphor.count == 1 and _has_topic(text, said, anaphor, setting):
                    continue
                meant = _meant(anaphor, [*before, [m.entity for m in said]], setting)
                if meant:
                    first = setting.glossary.entities[meant[0]]
                    here.append(
                        Mention(
                            match.start(),
                            match.end(),
                            match[0],
                            first.id,
                            first.kind,
                            "anaphor",
                            meant[1:],
                        )
                    )
            before = [*before[1 - _SENTENCES_BACK :], [m.entity for m in inside]]
        found.append(here)
    return found


def _has_topic(text: str, said: Sequence[Mention], anaphor: _Anaphor, setting: Setting) -> bool:
    """Whether the topic of the sentence is of the kind: トランプ氏は同氏を… is somebody else."""
    entities = setting.glossary.entities
    return setting.language == "ja" and any(
        _TOPIC.match(text, m.end) and _fits(entities[m.entity], anaphor, setting) for m in said
    )


def _key(expression: str, language: Language) -> str:
    return expression.lower() if language == "en" else expression


def _sentences(text: str, language: Language) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE_END[language].finditer(text):
        yield start, stop.end()
        start = stop.end()
    if start < len(text):
        yield start, len(text)


def _meant(
    anaphor: _Anaphor, sentences: Sequence[Sequence[str]], setting: Setting
) -> tuple[str, ...]:
    """The entities that `anaphor` stands for; none where that is not plain."""
    entities = setting.glossary.entities
    meant: tuple[str, ...] = ()
    for sentence in reversed(sentences):
        fitting = [i for i in dict.fromkeys(sentence) if _fits(entities[i], anaphor, setting)]
        meant = tuple(dict.fromkeys((*fitting, *meant)))
        if len(meant) >= anaphor.count:
            break
    return meant if len(meant) == anaphor.count else ()


def _fits(entity: Entity, anaphor: _Anaphor, setting: Setting) -> bool:
    language = setting.language
    if "country" in anaphor.kinds:
        return entity.kind == "place" and any(
            name in _countries(language) or name.endswith("国")
            for name in entity.spellings(language)
        )
    if entity.kind not in anaphor.kinds:
        return False
    if anaphor.nouns is None:
        return True
    if entity.kind == "person":
        said = [role.title[language] for role in entity.roles_on(setting.day)]
    else:
        said = [*entity.spellings(language), entity.summary.get(language, "")]
    flat = (text.lower() if language == "en" else text for text in said)
    return any(anaphor.nouns.search(text) for text in flat)


@cache
def _countries(language: Language) -> frozenset[str]:
    """The names of states and territories in CLDR."""
    return frozenset(name for code, name in Locale(language).territories.items() if code.isalpha())


# --- surnames --------------------------------------------------------------------------


def surnames(
    texts: Sequence[str],
    words: Sequence[Words],
    mentions: Sequence[Sequence[Mention]],
    setting: Setting,
) -> list[list[Mention]]:
    """For each of the blocks `texts`, the surnames of those whose full names stand before."""
    owners: dict[str, Entity] = {}
    return [
        _surnames_in(text, parted, named, owners, setting)
        for text, parted, named in zip(texts, words, mentions, strict=True)
    ]


def _surnames_in(
    text: str,
    words: Words,
    named: Sequence[Mention],
    owners: dict[str, Entity],
    setting: Setting,
) -> list[Mention]:
    """The surnames in one block; `owners` are those known so far, and learns new ones."""
    language = setting.language
    since: dict[str, int] = {}
    for mention in named:
        entity = setting.glossary.entities[mention.entity]
        if entity.kind == "person" and _is_full_name(mention.text, entity.name[language]):
            for surname in _parts_of_name(entity, language, mention, words):
                if owners.setdefault(surname, entity) is entity:
                    since.setdefault(surname, mention.end)
    if not owners:
        return []
    edges = frozenset((*words.starts, *words.ends))
    return [
        Mention(start, start + len(surname), surname, entity.id, entity.kind, "surname")
        for surname, entity in owners.items()
        for start in _places(text, surname, since.get(surname, 0))
        if is_bounded(text, start, start + len(surname), language, edges)
        and not is_part_of_name(text, start, start + len(surname), named, language)
    ]


def _is_full_name(text: str, name: str) -> bool:
    return text == name or (len(text) > 1 and normal(text).text == normal(name).text)


def _places(text: str, word: str, start: int) -> Iterator[int]:
    while (start := text.find(word, start)) >= 0:
        yield start
        start += len(word)


def _parts_of_name(
    entity: Entity, language: Language, mention: Mention, words: Words
) -> Iterator[str]:
    """What of a person's name stands for the whole once it has been said in full."""
    name = entity.name[language]
    if language == "ja":
        parts = re.split("[・＝]", name)
        if len(parts) > 1:
            yield parts[-1]
        elif mention.start in words.starts:
            first = words.starts.index(mention.start)
            end = words.ends[first]
            if _FAMILY_NAME in words.features[first] and end < mention.end:
                yield name[: end - mention.start]
    elif " " in name:
        parts = name.split(" ")
        yield parts[-1]
        if "・" not in entity.name["ja"]:
            yield parts[0]  # 石破茂 is Ishiba Shigeru as well as Shigeru Ishiba


_FAMILY_NAME = "人名,姓"
