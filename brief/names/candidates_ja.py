"""Japanese text -> spans that look like names, whatever the glossary holds.

A text becomes a string of letters, one a word (`brief.names.letters_ja`), in which names are
patterns: a surname and a given name, nouns that end in 銀行, places that end in 市.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.model import Candidate, EntityKind
from brief.names.letters_ja import letters
from brief.words import Words

_NOUNS = "SGNLCOHhMWKkAaUnvgpxBbPul~F"
"""What the name of an organization may hold."""
_BODY = re.compile(f"(?:[Bb]|~F)(?:[{_NOUNS}]|D+d)*")
"""Read from right to left: the head of an organization's name, then all that leads to it."""
_MEMBER = re.compile("[xkKGU~]")
_WORD = re.compile("[xnkKGSU~]")
"""What shows, after a head, that it is none: 銀行員, 軍事費."""
_NOUN = re.compile("[SGNLCOHhMWKkAaUdnuxBb]")
_NAME = re.compile("[SGNLCOHhMWKkAaUud]")
_HEADS = {"B": (_MEMBER, _NOUN), "b": (_WORD, _NAME), "~": (_WORD, _NOUN)}
"""What may not stand after a head, and what must before it; ``~`` ends 株式会社."""
_ORGANIZATION = re.compile(
    "(?=[ACFHKLMOWik])(?:"
    "[Ai]?(?:[KW]~*+|k{1,3}+)L(?![PnT])"  # シーホース三河
    "|[AOi]l?[LKWNM]~*+(?!P)"  # FC東京, JR東日本
    "|[LKWM]~*+i"  # 栃木SC
    "|L[AWK]~*+(?!T)"  # 渋谷ABEMAS
    "|[CL]~*+jb?"  # 日本代表
    "|W~*+(?![nPT])"
    "|[LO]{0,2}O~*+(?![bBkDxG])"  # 横浜ベイスターズ
    "|H(?![~bBPLDxGUnktu])"
    "|A(?![nkBbgxPDKM~])"
    f"|F~[{_NOUNS}D]+)"  # 株式会社サンリオ
)
_PLACE = re.compile(
    "(?=[lLCSGNHhKMUku])(?:"
    "(?:l?[LC]+~*+|[SGNHhKMUku]~*+(?=P))(?:[lLSGNHhUKMkunx]{0,3}~*+P|D+P)*(?<=P)"  # 東京都港区
    "(?:[LSGNUK]~*+(?![SGNUTtxnkbBg]))?"  # フロリダ州オーランド
    "|l?[LC]+~*+(?![GP])"
    "|K~*+(?=r))"
)
_NOT_PLACE = re.compile("[nkBbgpdKSGNMDxPu]")
_NOT_COUNTRY = re.compile("[kBbgpdKSGNMDxPu]")
"""What makes something else of a place: 東京電力, but 日本政府 may be 日本."""
_PERSON = re.compile(
    "(?=[SGNLUKMkHh])(?:"
    "[SNL]~*+(?:[GUN]~*+|(?<=S)K~*+)[GUNSx]*+(?:D(?![nbBxPw]))?"  # 山田太郎, 永井晴二
    "|U?G[GUS]*+x?"
    "|[KkMNGSL]~*+D+w"  # ヘンリー8世
    "|[SGN]~*+(?=[ul]?[ng]{0,2}[Tt])"  # 山田容疑者
    "|U[LGSU]?(?=[ng]{0,2}[Tt])"  # 習近平国家主席
    "|L(?=t)"
    "|M~*+"
    "|K~*+(?=q|[LCul]?[ng]{0,2}[Tt])"
    "|[HhkU]~*+(?=t|[ul][ng]{0,2}T)"
    "|S(?=n)"
    "|[SGN]~*+(?![nkBbPKLMDxuUvgd]))"
)
_SPLIT_NAME = re.compile(f"S[nvxUepGL]{{2,3}}+(?![{_NOUNS}D])")
"""A given name that the dictionary cuts into characters: 内藤|時|浩."""
_FULL_NAME = re.compile("[SL][GUK]")
_JOINT = re.compile("[・＝=]")
_SPACE = re.compile(r"\s")
"""No name goes over it: 東京 大阪."""
_REPEATED = re.compile("[SLhHKkN]~*+(?![PbBGUnx])")
"""Where a surname or the last part of a foreign name may stand alone."""


def candidates(text: str, words: Words) -> Iterator[Candidate]:
    """Names of persons, places and organizations.

    They may overlap; of two that do, the earlier and then the longer is meant.
    """
    for name in _names(text, words, letters(text, words)):
        if not _SPACE.search(name.text):
            yield name


def _names(text: str, words: Words, spelled: str) -> Iterator[Candidate]:
    """The same, also where a space stands between the words."""
    surnames: set[str] = set()
    for found in _PERSON.finditer(spelled):
        person = _candidate(text, words, *found.span(), "person")
        if _FULL_NAME.match(found[0]):
            surnames.add(text[person.start : words.ends[found.start()]])
        elif found[0][0] == "M":
            surnames.add(_JOINT.split(person.text)[-1])
        yield person
    for found in _SPLIT_NAME.finditer(spelled):
        first, last = found.span()
        if words.ends[last - 1] - words.starts[first + 1] == last - first - 1:
            yield _candidate(text, words, first, last, "person")
    for first, last in _organizations(spelled):
        yield _candidate(text, words, first, last, "organization")
    for first, last in _places(spelled):
        place = _candidate(text, words, first, last, "place")
        if place.text not in surnames:
            yield place
    if surnames:
        for found in _REPEATED.finditer(spelled):
            person = _candidate(text, words, *found.span(), "person")
            if person.text in surnames:
                yield person


def _candidate(text: str, words: Words, first: int, last: int, kind: EntityKind) -> Candidate:
    start, end = words.starts[first], words.ends[last - 1]
    return Candidate(start, end, text[start:end], kind)


def _organizations(spelled: str) -> Iterator[tuple[int, int]]:
    """The words from and to which names of organizations reach."""
    size = len(spelled)
    for found in _BODY.finditer(spelled[::-1]):
        last = size - found.start()
        first = last - len(found[0].rstrip("v~"))
        goes_on, naming = _HEADS[spelled[last - 1]]
        if not goes_on.match(spelled, last) and naming.search(spelled, first, last - 1):
            yield first, last
    for found in _ORGANIZATION.finditer(spelled):
        yield found.span()


def _places(spelled: str) -> Iterator[tuple[int, int]]:
    """The words from and to which names of places reach."""
    for found in _PLACE.finditer(spelled):
        place, end = found[0], found.end()
        other = _NOT_COUNTRY if place[0] == "C" or place[-1] == "P" else _NOT_PLACE
        is_person = place == "L" and spelled.startswith("t", end)
        if not is_person and not other.match(spelled, end):
            yield found.span()
