"""What the English text around a capitalized expression tells about what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from brief.model import EntityKind
from brief.names.cutting_en import Piece
from brief.names.lexicon_en import lexicon

_STRONG, _FAIR, _WEAK = 3.0, 1.5, 0.6
_ENOUGH = 1.0
_PROPER = _ENOUGH
"""What several words that are none of every day say by themselves: somebody's name."""
_BEFORE, _AFTER = 60, 120
"""Characters on either side that are looked at."""

_DIRECTIONS = "(?:(?:central|eastern|northern|southern|western|nearby|downtown|mainland|the) )*"
_WHERE = re.compile(
    rf"(?:\A|\W)(?:[Ii]n|[Nn]ear|[Aa]cross|[Aa]round|throughout|[Oo]utside|towards?) "
    rf"{_DIRECTIONS}\Z"
)
_FROM = re.compile(rf"(?:\A|\W)[Ff]rom {_DIRECTIONS}\Z")
_TO = re.compile(rf"\b([A-Za-z]+) to {_DIRECTIONS}\Z")
_WAY = re.compile(rf"(?:\A|\W)(?:to|into|via|between|left|reached|off) {_DIRECTIONS}\Z")
_STAFF = re.compile(r"\b([A-Za-z]+) (?:at|in|of|from) \Z")
_KIND_OF = re.compile(r"\b([a-z]+)(?: of(?: the)?|,)? \Z")
_SAID_BEFORE = re.compile("[,.?!][”\"’'] said \\Z")
_NOUN_BEFORE = re.compile(r"([a-z]+(?:-[a-z]+)?),? (?:the )?\Z")
_VERB = re.compile(r",? ([a-z]+)\b")
_POSSESSION = re.compile(r"([’']s?)? ([a-z]+)( [a-z]+)?\b")
_APPOSITION = re.compile(
    r", (?:(?:now|then|once|formerly) )?([^,.;:!?()]{2,60}?)"
    r"(?= (?:of|in|at|for|who|that|which|led|and|from|to|on|with|near|under|since|until|behind|"
    r"based)\b|[,.;:!?()]|\Z)"
)
_AGED = re.compile(r", (?:aged )?\d{2}\b(?! to\b|,?\d)|, who\b|, whose\b| \(\d{2}\)")
_DOES_BUSINESS = re.compile(
    r" (?:(?:has|have|had|also|will|would|is to) )?"
    r"(?:(?:cut|cuts|slash|slashed|shed|add) [\d,]+ (?:jobs|posts)|filed for|"
    r"(?:recalled|delivered|shipped|employs|operates) [\da-z]|"
    r"(?:reported|posted) (?:an?|record|net|lower|higher|annual|quarterly|operating)\b|"
    r"(?:launched|acquired|unveiled|manufactures|agreed to (?:buy|sell|pay|acquire|merge))\b|"
    r"(?:rose|fell|gained|lost|climbed|dropped|slid|surged|jumped|slumped) [\d.]+(?:%| per))"
)
_ROLE_ENDING = re.compile(r"[a-z-]*(?:ologist|ician|sman|swoman|sperson|onomist|man|woman|ier)\Z")

_SPOKEN_BEFORE = re.compile(
    r"\b(?:speaks?|spoken?|speaking|fluent|learn|learns|learned|teach|teaches|taught|"
    r"translated into|written in|said in|broken|wrote in|in|into|from) \Z"
)
_SPOKEN_AFTER = re.compile(
    r"(?:-speaking|-language| is spoken| language| lessons| translation| speakers)\b"
)
_NO_NOUN = re.compile(r"[,.;:!?)”\"]|\Z| (?:and|or|but|as|is|was|by|on|at|to|with)\b")


def is_language(text: str, start: int, end: int) -> bool:
    """Whether the adjective of nationality there is a language: *she replied in French*."""
    before, after = text[max(0, start - 20) : start], text[end : end + 20]
    if _SPOKEN_AFTER.match(after):
        return True
    return bool(_NO_NOUN.match(after) and _SPOKEN_BEFORE.search(before))


def evidence(text: str, piece: Piece) -> Iterator[tuple[EntityKind, float]]:
    """The kinds that `piece` and the text around it speak for, and how strongly."""
    yield from _of_itself(piece)
    yield from _before(text[max(0, piece.start - _BEFORE) : piece.start])
    yield from _after(text[piece.end : piece.end + _AFTER], piece)


def _of_itself(piece: Piece) -> Iterator[tuple[EntityKind, float]]:
    if piece.is_acronym and len(piece.text) > len("EU"):
        yield "organization", _FAIR
    elif piece.looks_personal and piece.words > 1 and not piece.heading:
        yield "person", _PROPER
    if piece.text in lexicon()["family"]:
        yield "person", _WEAK if piece.first else _FAIR
    if piece.before_office:
        yield "organization", _FAIR
    if piece.before_place:
        yield "place", _STRONG


def _before(before: str) -> Iterator[tuple[EntityKind, float]]:
    table = lexicon()
    staff, kind_of = _STAFF.search(before), _KIND_OF.search(before)
    to = _TO.search(before)
    if staff and staff[1].lower() in table["staff"]:
        yield "organization", _STRONG
    elif kind_of and kind_of[1] in table["placenoun"]:
        yield "place", _STRONG
    elif _WHERE.search(before) or (to and to[1].lower() in table["going"]):
        yield "place", _FAIR
    elif _FROM.search(before):
        yield "place", _ENOUGH
    elif _WAY.search(before):
        yield "place", _WEAK
    elif before.endswith(" at "):
        yield "organization", _WEAK
    if _SAID_BEFORE.search(before):
        yield "person", _STRONG
    noun = _NOUN_BEFORE.search(before)
    kind = _kind_of_noun(noun[1]) if noun else None
    if kind and kind != "place":
        yield kind, _STRONG


def _after(after: str, piece: Piece) -> Iterator[tuple[EntityKind, float]]:
    table = lexicon()
    verb = _VERB.match(after)
    while verb and verb[1] not in table["said"] and verb[1] in table["adverb"]:
        verb = _VERB.match(after, verb.end())
    if verb and verb[1] in table["said"]:
        may_be_plural = piece.first and piece.words == 1 and piece.text.endswith("s")
        yield "person", _FAIR / 2 if may_be_plural else _FAIR
    owned = _owned(after)
    if _AGED.match(after):
        yield "person", _FAIR
    elif owned:
        yield owned, _FAIR
    elif _DOES_BUSINESS.match(after):
        yield "organization", _FAIR
    apposition = _APPOSITION.match(after)
    kind = _kind_of_noun(apposition[1].rsplit(" ", 1)[-1]) if apposition else None
    if kind:
        yield kind, _STRONG


def _owned(after: str) -> EntityKind | None:
    """Whose what comes after the name is: a person's *wife*, a state's *army*, *shares*."""
    found = _POSSESSION.match(after)
    if not found:
        return None
    possessive, first, second = found[1], found[2], found[3] or ""
    for group, kind, needs_possessive in _owners():
        if (first in group or first + second in group) and (possessive or not needs_possessive):
            return kind
    return "organization" if not possessive and first in lexicon()["maker"] else None


@cache
def _owners() -> tuple[tuple[frozenset[str], EntityKind, bool], ...]:
    table = lexicon()
    return (
        (table["of_person"], "person", True),
        (table["of_state"], "place", True),
        (table["of_town"], "place", False),
        (table["of_company"], "organization", False),
    )


def _kind_of_noun(noun: str) -> EntityKind | None:
    """What somebody or something is that is called a `noun`."""
    table = lexicon()
    if noun in table["role"] or _ROLE_ENDING.match(noun):
        return "person"
    if noun in table["maker"]:
        return "organization"
    return "place" if noun in table["placenoun"] else None
