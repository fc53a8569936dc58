"""Matches of a whole text -> mentions: who is meant by each, and why.

A spelling with one owner is that owner. One that several share is decided by the title beside it,
then by the rest of the text, then by its topics; else it stays undecided. A title without a name
is whoever held it on the day of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from brief.glossary import Glossary
from brief.model import Entity, Language, Mention, Undecided
from brief.names import titles
from brief.names.matching import Match
from brief.spelling import normal


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text says of itself, and the glossary that it is read with."""

    glossary: Glossary
    language: Language
    day: date | None
    topics: frozenset[str] = frozenset()


def resolve(
    texts: Sequence[str], matches: Sequence[Sequence[Match]], setting: Setting
) -> list[list[Mention | Undecided]]:
    """For each of the blocks `texts`, what its `matches` name; overlaps are still there."""
    named = {match.owners[0] for found in matches for match in found if len(match.owners) == 1}
    return [
        [
            item
            for match in found
            if (item := _resolved(text, match, found, named, setting)) is not None
        ]
        for text, found in zip(texts, matches, strict=True)
    ]


def _resolved(
    text: str, match: Match, found: Sequence[Match], named: set[str], setting: Setting
) -> Mention | Undecided | None:
    span = match.start, match.end, text[match.start : match.end]
    entities = setting.glossary.entities
    if not match.owners:
        holder = _holder(text, match, found, setting)
        inside = (m for m in found if match.start <= m.start and m.end <= match.end)
        others = tuple(dict.fromkeys(m.owners[0] for m in inside if len(m.owners) == 1))
        return Mention(*span, holder.id, holder.kind, "role", others) if holder else None
    if entities[match.owners[0]].kind == "person" and is_part_of_name(
        text, match.start, match.end, found, setting.language
    ):
        return None
    if len(match.owners) == 1:
        owner = entities[match.owners[0]]
        return Mention(*span, owner.id, owner.kind)
    owners = [entities[owner] for owner in match.owners]
    beside = [owner for owner in owners if _has_title_beside(text, match, owner, setting)]
    if len(beside) == 1:
        return Mention(*span, beside[0].id, beside[0].kind, "title")
    for likely in (
        [owner for owner in owners if owner.id in named],
        [owner for owner in owners if setting.topics.intersection(owner.topics)],
    ):
        if len(likely) == 1:
            return Mention(*span, likely[0].id, likely[0].kind, "context")
    return Undecided(*span, match.owners)


# --- parts of longer names -------------------------------------------------------------

_KATAKANA_BEFORE = re.compile("[\u30a1-\u30fa\u30fc][・＝]\\Z")
_KATAKANA_AFTER = re.compile("[・＝][\u30a1-\u30fa]")
_CAPITALIZED_BEFORE = re.compile(r"(?P<before>.{0,4})\b(?P<word>[A-Z][a-z]+(?:-[A-Z][a-z]+)*) \Z")
_SMALL_WORD = re.compile(r"(?<![\w'’-])[a-z]{5}")
_NO_GIVEN_NAME_AFTER = re.compile(r"(?:\A|[.!?:“\"(\n] ?|\b(?:of|for) )\Z")
"""The beginning of a sentence, or a title: *Secretary of State Rubio*."""


@cache
def _no_given_names() -> frozenset[str]:
    source = resources.files("brief.names").joinpath("data", "no_given_names.en.txt")
    return frozenset(source.read_text(encoding="utf-8").splitlines())


def is_part_of_name(
    text: str, start: int, end: int, found: Sequence[Match | Mention], language: Language
) -> bool:
    """Whether the surname there is somebody else's: メラニア・トランプ, *Melania Trump*.

    `found` is what else is known to be a name there.
    """
    before, after = text[max(0, start - 40) : start], text[end : end + 2]
    if language == "ja":
        joined = _KATAKANA_BEFORE.search(before)
        if joined and all(other.end != start - 1 for other in found):
            return True
        return bool(_KATAKANA_AFTER.match(after)) and all(other.start != end + 1 for other in found)
    if " " in text[start:end]:
        return False
    given = _CAPITALIZED_BEFORE.search(before)
    if given is None or given["word"].rpartition("-")[2] in _no_given_names():
        return False
    if _NO_GIVEN_NAME_AFTER.search(given["before"]) or _is_title_case(text):
        return False
    given_start = start - len(given["word"]) - 1
    return all(not other.start <= given_start < other.end for other in found)


def _is_title_case(text: str) -> bool:
    """Whether `text` is a heading with capitals, in which only short words have none."""
    return _SMALL_WORD.search(text) is None


# --- titles ----------------------------------------------------------------------------

_TITLE_REACH = 30
"""Characters beside a name in which its title may stand."""


def _has_title_beside(text: str, match: Match, entity: Entity, setting: Setting) -> bool:
    """Whether a title that `entity` held then stands beside the match: 岸田外相."""
    after = text[match.end : match.end + _TITLE_REACH]
    before = text[max(0, match.start - _TITLE_REACH) : match.start]
    for role in entity.roles if setting.day is None else entity.roles_on(setting.day):
        owners, office = titles.parted(
            role.title[setting.language], setting.language, setting.glossary
        )
        if setting.language == "ja":
            if after.startswith((office, *(f"{owner}{office}" for owner in owners))):
                return True
            if before.endswith((office, f"{office}の", f"{office}、")):
                return True
        elif before.casefold().endswith(f"{office.casefold()} "):
            return True
    return False


_STOPS_BEFORE_JA = re.compile(
    "[\u30a1-\u30fa\u30fc\u3400-\u9fff々A-Za-zＡ-Ｚａ-ｚ・](?<![は現同])\\Z|当時の\\Z|歴代の?\\Z"
)
"""A name that the title belongs to, or what makes the title somebody else's: 前独首相."""
_GOES_ON_JA = re.compile("[\u3400-\u9fff々\u30a1-\u30fa](?<![自側両])|ら|経験|候補")
_STOPS_BEFORE_EN = re.compile(
    r"\b(?:former|then|ex|next|future|previous|past|last|first|late|acting|would-be|every|each|any|"
    r"no|a|an|another|other|become|became|elected|as|vice|deputy)[ -]\Z",
    re.IGNORECASE,
)
_GOES_ON_EN = re.compile(
    r"[ -](?:[A-Z][a-z]|elect\b|hopeful|candidate|designate|election|’s office)|’s office|'s office"
)


def _holder(text: str, match: Match, found: Sequence[Match], setting: Setting) -> Entity | None:
    """Whoever held the title at `match` on the day, where the sentence does not name them."""
    if setting.day is None:
        return None
    before, after = text[max(0, match.start - 12) : match.start], text[match.end : match.end + 12]
    if setting.language == "ja":
        stops, goes_on = _STOPS_BEFORE_JA.search(before), _GOES_ON_JA.match(after)
    else:
        stops, goes_on = _STOPS_BEFORE_EN.search(before), _GOES_ON_EN.match(after)
    if stops or goes_on or any(_is_beside(match, other) for other in found if other.owners):
        return None
    spelt = normal(text[match.start : match.end]).text
    holders = [
        entity
        for entity in (setting.glossary.entities[holder] for holder in match.holders)
        if any(
            spelt
            in titles.spellings(role.title[setting.language], setting.language, setting.glossary)
            for role in entity.roles_on(setting.day)
        )
    ]
    if len(holders) != 1 or any(
        holders[0].id in other.owners and not _parts_sentences(text, match, other)
        for other in found
    ):
        return None
    return holders[0]


def _is_beside(title: Match, name: Match) -> bool:
    """Whether `name` stands right before the title, or after it and a space."""
    return name.end == title.start or name.start == title.end + 1


def _parts_sentences(text: str, one: Match, other: Match) -> bool:
    return bool(
        re.search(r"[。.!?！？]", text[min(one.end, other.end) : max(one.start, other.start)])
    )
