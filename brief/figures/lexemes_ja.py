"""Japanese text -> lexemes: the numerals with their units, and the words that state times.

One compiled pattern finds where a lexeme begins; tables say what it is.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from brief.figures.amounts_ja import (
    PREFIXES,
    Spelled,
    amount,
    joined_by_hyphen,
    kanji_stands,
    suffix_at,
)
from brief.figures.atoms_ja import NOTHING_BEFORE, Found, Lexeme, normalised, whole
from brief.figures.calendar import quotient
from brief.figures.digits_ja import SIGNS, composite, era_date
from brief.figures.lexicon import Lexicon, table
from brief.figures.numerals_ja import (
    ARABIC,
    EXACT,
    KANJI,
    KANJI_NUMERAL,
    MIDDLE_DOT,
    Numeral,
    read_numeral,
)


def lexemes(text: str) -> list[Lexeme]:
    """The lexemes of `text`, which is `normalised`, in order; they never overlap."""
    found: list[Lexeme] = []
    search = _scanner().search
    barred = _addresses(text)
    position = 0
    before = NOTHING_BEFORE
    while match := search(text, position):
        start = match.start()
        while barred and barred[-1][1] <= start:
            barred.pop()
        if barred and barred[-1][0] <= start:
            position = barred[-1][1]
            continue
        first = text[start]
        if "0" <= first <= "9":
            lexeme, position = _arabic(text, start, match.end(), before)
        elif first in _NUMERAL_FIRST:
            lexeme, position = _kanji(text, start, match.end(), before)
        else:
            lexeme, position = _word(text, start, match.end())
        if lexeme is not None:
            if lexeme.tag in _LISTED:
                _share_unit(text, found, lexeme)
            found.append(lexeme)
            before = lexeme
    return found


_LISTED = {"d": 31, "m": 12}
"""Tags of which several may share one unit, and the largest number of each."""
_BETWEEN_LISTED = frozenset(("、", ",", "・", "と"))


def _share_unit(text: str, found: list[Lexeme], last: Lexeme) -> None:
    """Give the unit of `last` to the bare numbers before it that it ends the list of: 24、25日."""
    following = last
    for place in range(len(found) - 1, -1, -1):
        lexeme = found[place]
        if lexeme.tag != "N" or text[lexeme.end : following.start] not in _BETWEEN_LISTED:
            return
        value, bound = whole(lexeme), whole(following)
        exact = lexeme.number is not None and lexeme.number.value == value
        if not exact or not 1 <= value < bound <= _LISTED[last.tag]:
            return
        following = found[place] = lexeme._replace(tag=last.tag, args=last.args)


_NUMERAL_FIRST = frozenset(f"{KANJI}数何")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]++|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]++"
)


def _addresses(text: str) -> list[tuple[int, int]]:
    """The spans of addresses on the web and of mail, the last one first."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)][::-1]


# --- the scanner ---------------------------------------------------------------------


class _Word(NamedTuple):
    tag: str
    """Empty: a negative, a word that states nothing."""
    args: tuple[str, ...]


@cache
def _words() -> Lexicon[_Word]:
    words = {normalised(w): _Word(tag, tuple(args)) for w, tag, *args in table("words.ja")}
    for word, _, first, last in table("periods"):
        words.setdefault(word, _Word("P", (first, last)))
    words.update((word, _Word("", ())) for (word,) in table("negatives.ja"))
    return Lexicon(words)


@cache
def _scanner() -> re.Pattern[str]:
    """Finds the next lexeme.

    Every alternative begins with a literal character, so that `re` skips to the characters
    that can begin one and tries only the alternatives of that character.
    """
    by_first: dict[str, list[str]] = {}
    for word in _words().words():
        by_first.setdefault(word[0], []).append(word[1:])
    # The first character is matched already; the rest of its run may be empty.
    arabic, kanji = (numeral.replace("++", "*+", 1) for numeral in (ARABIC, KANJI_NUMERAL))
    alternatives = [f"{digit}{arabic}" for digit in "0123456789"]
    for first in sorted(_NUMERAL_FIRST | set(by_first)):
        rest = kanji if first in _NUMERAL_FIRST else _trie(by_first[first])
        alternatives.append(re.escape(first) + rest)
    return re.compile("|".join(alternatives))


def _trie(rests: list[str]) -> str:
    """A pattern for the longest of `rests`, which shares what they begin with."""
    heads: dict[str, list[str]] = {}
    for rest in rests:
        if rest:
            heads.setdefault(rest[0], []).append(rest[1:])
    branches = [re.escape(head) + _trie(tails) for head, tails in heads.items()]
    if not branches:
        return ""
    inner = f"(?:{'|'.join(branches)})"
    return f"{inner}?" if "" in rests else inner


# --- words ---------------------------------------------------------------------------

_JAPANESE_BEFORE = re.compile(r"[\u4e00-\u9fff々〆0-9A-Za-z]")
_RATES = frozenset(("PT1H", "PT1M", "PT1S"))
_HAS_PARTS = frozenset("年月度紀代期の週")


def _word(text: str, start: int, end: int) -> Found:
    found = _words().at(text, start)
    if found is None:
        return None, end
    end, word = found
    tag, args = word
    if not tag or (text[start].isascii() and _in_latin_word(text, start, end)):
        return None, end
    if tag == "E" and (digits := era_date(text, start, end, int(args[0]))):
        return digits
    if "ぁ" <= text[start] <= "ん" and start and _JAPANESE_BEFORE.match(text, start - 1):
        # 色分けさ: the kana are the ending of a word.
        return None, start + 1
    if tag == "e" and args[0] in _RATES and "0" <= text[end : end + 1] <= "9":
        # 毎秒23メートル: a rate, which belongs to the numeral.
        return None, end
    if tag == "k" and text[start - 1 : start] not in _HAS_PARTS:
        return None, end
    number = None
    if tag in "nq":
        number = Numeral(Decimal(args[0]))
    elif tag == "y":
        number = Numeral(Decimal(1))
    return Lexeme(tag, start, end, number, None, args), end


def _in_latin_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalpha())


# --- numerals ------------------------------------------------------------------------

_FRACTION = re.compile(rf" ?分の ?({ARABIC}|{KANJI_NUMERAL})")
_LATIN = re.compile("[A-Za-z]")
_LATIN_BEFORE = re.compile(r"[A-Za-z_#@](?:[- .]?[A-Za-z#.]?)?$")
_TIMES_SIGN = re.compile("[0-9]x")
_ABBREVIATION = re.compile("[A-Z]{2}$")
_SECTION_MARKS = frozenset("§№¶†&")
_EXACT_KINDS = frozenset(("percent", "measure", "money", "number"))


def _arabic(text: str, start: int, end: int, before: Lexeme) -> Found:
    """The lexeme of the numeral in digits from `start` to `end`; `before` is the one before."""
    after = text[end : end + 1]
    if after in SIGNS:
        made = composite(text, start)
        if made is not None:
            return made
    if start and _is_identifier(text, start, end, before):
        return None, end
    if after == "・":
        end = _with_middle_dot(text, start, end)
    number = read_numeral(text[start:end])
    if number is None:
        return None, end
    if after == "k" and number.value is not None and not _LATIN.match(text, end + 1):
        thousands = Numeral(EXACT.multiply(number.value, Decimal(1000)))
        return amount(text, Spelled(start, end + 1, thousands), before)
    if after in ("分", " "):
        number, end = _divided(text, end, number)
    return amount(text, Spelled(start, end, number), before)


def _is_identifier(text: str, start: int, end: int, before: Lexeme) -> bool:
    """G7, F-16, iPhone 15, 123-1, §12: whether the number names something."""
    sign = text[start - 1]
    if sign in _SECTION_MARKS:
        return True
    if sign == "-" and before.end != start - 1 and joined_by_hyphen(text, start - 1):
        return text[start - 2].isascii() or suffix_at(text, end) is None
    if sign == "x" and start > 1 and _TIMES_SIGN.match(text, start - 2):
        # 640x480.
        return False
    if not sign.isascii() or (before.tag in ("l", "p") and before.end == start):
        return False
    if not _LATIN_BEFORE.search(text, max(start - 3, 0), start):
        return False
    prefix = PREFIXES.before(text, start)
    if prefix and prefix[1][0] in ("money", "ordinal"):
        return False
    suffix = suffix_at(text, end)
    if suffix is None or suffix[1].tag == "O" or sign in "-_#@":
        return True
    if suffix[1].tag == "m":
        return False
    # CD4枚, GDP2%: an abbreviation before a number with its unit is no part of it.
    return sign.isalpha() and not _ABBREVIATION.search(text, max(start - 3, 0), start)


def _with_middle_dot(text: str, start: int, end: int) -> int:
    """Where the numeral ends if ・ is its decimal point; else `end`: 1・2号機 is a list."""
    decimals = MIDDLE_DOT.match(text, end)
    if not decimals:
        return end
    suffix = suffix_at(text, decimals.end())
    if suffix is None:
        in_list = end - start < 2 or _JAPANESE_BEFORE.match(text, decimals.end())
        return end if in_list else decimals.end()
    unit = suffix[1].unit
    exact = unit is not None and unit.kind in _EXACT_KINDS
    return decimals.end() if exact or text[decimals.end()] in "万億兆" else end


def _divided(text: str, end: int, number: Numeral) -> tuple[Numeral, int]:
    """3分の1: the fraction and its end, where 分の follows at `end`; else what was given."""
    fraction = _FRACTION.match(text, end)
    numerator = read_numeral(fraction[1]) if fraction else None
    if fraction is None or numerator is None or numerator.value is None or not number.value:
        return number, end
    return Numeral(quotient(numerator.value, number.value)), fraction.end()


def _kanji(text: str, start: int, end: int, before: Lexeme) -> Found:
    """The lexeme of the numeral in kanji from `start` to `end`, if it is one at all."""
    word = _words().at(text, start)
    if word and word[1].tag:
        return _word(text, start, word[0])
    stop = word[0] if word else end
    if text[start] == "数" and end - start == 1:
        suffix = suffix_at(text, end)
        if suffix is None or suffix[1].tag == "O" or stop > end:
            return None, stop
    asked = text[start] == "何" and end - start == 1
    number = None if asked else read_numeral(text[start:end])
    if number is None:
        return None, stop
    number, end = _divided(text, end, number)
    spelled = Spelled(start, end, number, kanji=True)
    lexeme, position = amount(text, spelled, before)
    if lexeme is None:
        return None, max(stop, position)
    if before.end == start and lexeme.tag != "N":
        return lexeme, position
    if word and lexeme.end <= stop and not lexeme.prefix:
        # A word that states nothing is at least as long: 一時停止.
        return None, stop
    return (lexeme, position) if kanji_stands(text, spelled, lexeme) else (None, stop)
