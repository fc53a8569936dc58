"""Japanese text -> lexemes: the numerals with their units, and the words that state times.

One compiled pattern finds where a lexeme begins; tables say what it is.
"""

from __future__ import annotations

import re
from decimal import Decimal
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
    KANA_HEADS,
    KANA_NUMERAL,
    KANJI,
    KANJI_NUMERAL,
    MIDDLE_DOT,
    VULGAR,
    Numeral,
    read_kana,
    read_numeral,
)


def lexemes(text: str) -> list[Lexeme]:
    """The lexemes of `text`, which is `normalised`, in order; they never overlap."""
    found: list[Lexeme] = []
    barred = _addresses(text)
    position = 0
    before = NOTHING_BEFORE
    in_kana, in_others = _IN_KANA.search(text), _IN_OTHERS.search(text)
    in_katakana = _IN_KATAKANA.search(text) if _may_name_in_katakana(text) else None
    while True:
        if in_katakana and in_katakana.start() < position:
            in_katakana = _IN_KATAKANA.search(text, position)
        if in_kana and in_kana.start() < position:
            in_kana = _IN_KANA.search(text, position)
        if in_others and in_others.start() < position:
            in_others = _IN_OTHERS.search(text, position)
        match = in_others
        if in_kana and (match is None or in_kana.start() < match.start()):
            match = in_kana
        if in_katakana and (match is None or in_katakana.start() < match.start()):
            match = in_katakana
        if match is None:
            return found
        start = match.start()
        if barred:
            while barred and barred[-1][1] <= start:
                barred.pop()
            if barred and barred[-1][0] <= start:
                position = barred[-1][1]
                continue
        first = text[start]
        if "0" <= first <= "9":
            lexeme, position = _arabic(text, start, match.end(), before)
        elif match is in_kana and (numeral := _kana_numeral(text, start, before)):
            lexeme, position = numeral
        elif first in VULGAR:
            spelled = Spelled(start, start + 1, Numeral(VULGAR[first]))
            lexeme, position = amount(text, spelled, before)
        elif first in _NUMERAL_FIRST:
            lexeme, position = _kanji(text, start, match.end(), before)
        else:
            lexeme, position = _word(text, start, match.end())
        if lexeme is not None:
            tag = lexeme.tag
            if tag in _COUNTED_IN:
                if text[lexeme.start - 1] in _RATES_BEFORE and lexeme.start:
                    _add_rate(text, found, lexeme)
                elif before.args == _DAYS and lexeme.start - before.end <= _WIDEST_EACH_DAY:
                    _make_daily(text, found, lexeme)
            elif tag == "w" and before.tag == "e":
                lexeme = _repeated_weekdays(text, found, lexeme)
            if before.tag == "N" and tag in _LISTED:
                _share_unit(text, found, lexeme)
            found.append(lexeme)
            before = lexeme


_COUNTED_IN = frozenset("QLC")
_DAYS = ("days",)
_COUNTED = frozenset(("count", "money", "measure"))
_RATES_BEFORE = {"年": "P1Y", "月": "P1M", "週": "P1W"}
_NOT_A_RATE = re.compile("[一-鿿々0-9と]")
"""What stands before 年, 月 or 週 where it is a part of another word: 満月, ひと月."""
_NOT_DAILY = frozenset(("person", "company", "country", "case", "ship", "aircraft"))
"""What is counted on a day of the month rather than each day: 1日3人が死亡."""
_EACH_DAY = {"": "any", "約": "any", "平均": "average", "平均で": "average", "平均約": "average"}
_EACH_DAY.update(dict.fromkeys(("に", "に約", "に平均", "に最大"), "frequency"))
"""What may stand between 1日 and what each day counts, and of which counts that holds."""
_FREQUENCIES = frozenset(("time", "meal", "glass", "cup", "grain"))
_WIDEST_EACH_DAY = max(map(len, _EACH_DAY))


def _add_rate(text: str, found: list[Lexeme], counted: Lexeme) -> None:
    """Add to `found` in what the next lexeme is `counted`: 月 of 月1回, 年 of 年300万円."""
    start, unit = counted.start, counted.unit
    if unit is not None and unit.kind not in _COUNTED:
        return
    if (found and found[-1].end == start) or (start > 1 and _NOT_A_RATE.match(text, start - 2)):
        return
    found.append(Lexeme("e", start - 1, start, args=(_RATES_BEFORE[text[start - 1]],)))


def _make_daily(text: str, found: list[Lexeme], counted: Lexeme) -> None:
    """Make 1日 at the end of `found` each day, where the next lexeme is `counted`: 1日350ドル."""
    day, unit = found[-1], counted.unit
    dated = len(found) > 1 and found[-2].end == day.start
    if whole(day) != 1 or dated:
        return
    if unit is not None and unit.kind not in _COUNTED:
        return
    code = unit.code if unit else "time"
    counts = _EACH_DAY.get(text[day.end : counted.start])
    daily = {
        "any": code not in _NOT_DAILY, "average": True, "frequency": code in _FREQUENCIES
    }  # fmt: skip
    if counts is not None and daily[counts]:
        found[-1] = day._replace(tag="e", number=None, args=("P1D",))


_LISTED = {"d": 31, "m": 12, "O": 9}
"""Tags of which several may share one unit, and the largest number of each."""
_BETWEEN_LISTED = frozenset(("、", ",", "・", "と"))


def _share_unit(text: str, found: list[Lexeme], last: Lexeme) -> None:
    """Give the unit of `last` to the bare numbers before it that it ends the list of: 24、25日."""
    if last.tag == "O" and (last.unit is None or last.unit.code != "grade"):
        return
    following = last
    for place in range(len(found) - 1, -1, -1):
        lexeme = found[place]
        if lexeme.tag != "N" or text[lexeme.end : following.start] not in _BETWEEN_LISTED:
            return
        value, bound = whole(lexeme), whole(following)
        exact = lexeme.number is not None and lexeme.number.value == value
        if not exact or not 1 <= value < bound <= _LISTED[last.tag]:
            return
        following = found[place] = lexeme._replace(tag=last.tag, unit=last.unit, args=last.args)


_WEEKDAYS = "月火水木金土日"
_LISTED_WEEKDAYS = re.compile(f"(?:[{_WEEKDAYS}][・、,と])+")


def _repeated_weekdays(text: str, found: list[Lexeme], last: Lexeme) -> Lexeme:
    """`last`, as a repeated day where it ends 毎週月・水・金曜日, whose other days join `found`."""
    every = found[-1]
    if every.args != ("P1W",) or not _LISTED_WEEKDAYS.fullmatch(text, every.end, last.start):
        return last
    found.pop()
    start = every.start
    for place in range(every.end, last.start, 2):
        number = _WEEKDAYS.index(text[place]) + 1
        found.append(Lexeme("e", start, place + 1, args=(f"XXXX-WXX-{number}",)))
        start = place + 2
    return last._replace(tag="e", args=(f"XXXX-WXX-{last.args[0]}",))


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


def _words() -> Lexicon[_Word]:
    words = {normalised(w): _Word(tag, tuple(args)) for w, tag, *args in table("words.ja")}
    for word, _, first, last in table("periods"):
        words.setdefault(word, _Word("P", (first, last)))
    words.update((normalised(word), _Word("f", (word,))) for word, _ in table("holidays.ja"))
    words.update((word, _Word("", ())) for (word,) in table("negatives.ja"))
    return Lexicon(words)


_WORDS = _words()


def _scanner(script: str) -> re.Pattern[str]:
    """Finds the next lexeme that begins in `script`: ``hiragana``, ``katakana`` or another.

    Every alternative begins with a literal character, so that `re` skips to the characters
    that can begin one and tries only the alternatives of that character. It passes by all the
    others: so the kana, which are frequent and begin few lexemes, have patterns of their own.
    """
    by_first: dict[str, list[str]] = {}
    for word in _WORDS.words():
        by_first.setdefault(word[0], []).append(word[1:])
    # The first character is matched already; the rest of its run may be empty.
    arabic, kanji_numeral = (numeral.replace("++", "*+", 1) for numeral in (ARABIC, KANJI_NUMERAL))
    alternatives = [f"{digit}{arabic}" for digit in "0123456789"] if script == "other" else []
    for first in sorted(_NUMERAL_FIRST | set(by_first) | set(VULGAR) | set(KANA_HEADS)):
        if _script(first) != script:
            continue
        if first in KANA_HEADS:
            alternatives.append(first + KANA_HEADS[first])
        if first in _NUMERAL_FIRST:
            alternatives.append(re.escape(first) + kanji_numeral)
        elif first in by_first or first in VULGAR:
            alternatives.append(re.escape(first) + _trie(by_first.get(first, [])))
    return re.compile("|".join(alternatives))


def _script(character: str) -> str:
    if "ぁ" <= character <= "ん":
        return "hiragana"
    return "katakana" if "ァ" <= character <= "ヴ" else "other"


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


_IN_KANA = _scanner("hiragana")
_IN_KATAKANA = _scanner("katakana")
_IN_OTHERS = _scanner("other")


def _may_name_in_katakana(text: str) -> bool:
    """Whether `text` has a part of one of the words in katakana; each of them has one of these.

    To look for so few is faster than to try the words at each of the many katakana of a text.
    """
    return (
        "クリスマス" in text
        or "デー" in text
        or "記念日" in text
        or "イースター" in text
        or "ハロウィ" in text
        or "ラマダ" in text
        or "ディワリ" in text
        or "スポーツの日" in text
    )


# --- words ---------------------------------------------------------------------------

_JAPANESE_BEFORE = re.compile(r"[\u4e00-\u9fff々〆0-9A-Za-z]")
_RATES = frozenset(("PT1H", "PT1M", "PT1S"))
_HAS_PARTS = frozenset("年月度紀代期の週")


def _word(text: str, start: int, end: int) -> Found:
    found = _WORDS.at(text, start)
    if found is None:
        return None, end
    end, word = found
    tag, args = word
    if not tag or (text[start].isascii() and _in_latin_word(text, start, end)):
        return None, end
    if tag == "E" and (digits := era_date(text, start, end, int(args[0]))):
        return digits
    if "ぁ" <= text[start] <= "ん" and start:
        if _JAPANESE_BEFORE.match(text, start - 1):
            # 色分けさ: the kana are the ending of a word.
            return None, start + 1
        if _is_reading(text, start, end):
            return None, end
    if tag == "f" and not _is_holiday(text, start, end):
        return None, end
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


_PART_OF_WORD = re.compile("[一-鿿々ァ-ヴー](?<![年月日祝翌同])")
_OF_ANOTHER_COUNTRY = re.compile("[一-鿿ァ-ヴー](?<![年月日])の")
_LONGER_WORD = re.compile("(?<=の日)[本々記常誌程産銀米韓中独英仏露]|(?<=[ァ-ヴー])[ァ-ヴー島・]")
"""What follows a name that is the beginning of another word: 海の日本画, クリスマスツリー."""


def _is_holiday(text: str, start: int, end: int) -> bool:
    """Whether the name of a holiday from `start` to `end` is no part of a longer word."""
    if start and _PART_OF_WORD.match(text, start - 1):
        return False
    if text.startswith("独立", start) and _OF_ANOTHER_COUNTRY.match(text, max(start - 2, 0)):
        return False
    return _LONGER_WORD.match(text, end) is None


_READING = re.compile(r"[ぁ-んー]{0,20}\)")
_KANJI_BEFORE_BRACKET = re.compile(r"[一-鿿々][(][ぁ-んー]{0,20}$")


def _is_reading(text: str, start: int, end: int) -> bool:
    """Whether the kana stand in brackets after kanji, which they are the reading of."""
    return bool(
        _READING.match(text, end) and _KANJI_BEFORE_BRACKET.search(text, max(0, start - 22), start)
    )


def _in_latin_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalpha())


_BEFORE_KANA = re.compile("[ぁ-んァ-ヴー一-鿿々0-9A-Za-z](?<![はがをでとのも約第])")
_AFTER_KANA = re.compile("(?![ぁ-んー])|[はがをにでとのもへか]|です|だ|から|まで|[くぐ]らい|ほど")
_MORE_AFTER_NI = re.compile("[ぁ-ん一-鿿ァ-ヴ](?<![はがをのとも])(?!す)")


def _kana_numeral(text: str, start: int, before: Lexeme) -> Found | None:
    """The lexeme of a numeral in hiragana that stands alone: ひゃくさんじゅうろく."""
    if start and _BEFORE_KANA.match(text, start - 1):
        return None
    match = KANA_NUMERAL.match(text, start)
    if match is None:
        return None
    end = match.end()
    if text[end - 1] == "に" and _MORE_AFTER_NI.match(text, end):
        # さんびゃくに分ける: a particle.
        end -= 1
    number = read_kana(text[start:end]) if KANA_NUMERAL.fullmatch(text, start, end) else None
    if number is None or not (suffix_at(text, end) or _AFTER_KANA.match(text, end)):
        return None
    return amount(text, Spelled(start, end, number), before)


# --- numerals ------------------------------------------------------------------------

_FRACTION = re.compile(rf" ?分の ?({ARABIC}|{KANJI_NUMERAL})(?! ?[分秒])")
"""Not 10分の3分20秒, whose 分 are minutes."""
_LATIN = re.compile("[A-Za-z]")
_LATIN_BEFORE = re.compile(r"[A-Za-z_#@](?:[- .]?[A-Za-z#.]?)?$")
_TIMES_SIGN = re.compile("[0-9]x")
_ABBREVIATION = re.compile("[A-Z]{2}$")
_SECTION_MARKS = frozenset("§№¶†&〒")
_NAMING = _SECTION_MARKS | frozenset(map(chr, range(128)))
"""Characters before a number that may make it part of a name."""
_EXACT_KINDS = frozenset(("percent", "measure", "money", "number"))


def _arabic(text: str, start: int, end: int, before: Lexeme) -> Found:
    """The lexeme of the numeral in digits from `start` to `end`; `before` is the one before."""
    if text[end : end + 1] in _GOES_ON or (start and text[start - 1] in _NAMING):
        return _arabic_among_signs(text, start, end, before)
    number = read_numeral(text[start:end])
    return (None, end) if number is None else amount(text, Spelled(start, end, number), before)


def _arabic_among_signs(text: str, start: int, end: int, before: Lexeme) -> Found:
    """The same where a character on either side may make it another number, a name or a date."""
    sign, after = text[start - 1] if start else "", text[end : end + 1]
    if after in SIGNS or (after == " " and text[start] == "0"):
        made = composite(text, start)
        if made is not None:
            return made
    if sign in _ERAS and (year := _year_of_an_era(text, start, end)):
        return year
    if sign in _NAMING and _is_identifier(text, start, end, before):
        return None, end
    if after in _APOSTROPHES and (decade := _decade(text, start, end)):
        return decade
    if after == "・":
        end = _with_middle_dot(text, start, end)
    number = read_numeral(text[start:end])
    if number is None:
        return None, end
    if after in _CHANGES and number.value is not None:
        number, end = _changed(text, end, number.value)
        after = text[end : end + 1]
    if sign == "." and number.value is not None:
        start, number = _leading_dot(text, start, end, number.value)
    if after == "k" and number.value is not None and not _LATIN.match(text, end + 1):
        thousands = Numeral(EXACT.multiply(number.value, Decimal(1000)))
        return amount(text, Spelled(start, end + 1, thousands), before)
    if after in ("分", " "):
        number, end = _divided(text, end, number)
    return amount(text, Spelled(start, end, number), before)


_APOSTROPHES = frozenset("'’s")
_DECADE = re.compile("['’]?s(?![A-Za-z])")


def _decade(text: str, start: int, end: int) -> Found | None:
    """80's, 1980s; 80s alone would be seconds."""
    letter, digits = _DECADE.match(text, end), text[start:end]
    if not letter or not digits.isdecimal() or digits[-1] != "0" or len(digits) not in (2, 4):
        return None
    if len(digits) == 2 and len(letter[0]) == 1:
        return None
    number = Numeral(Decimal(digits))
    return Lexeme("B", start, letter.end(), number), letter.end()


_ERAS = {"R": 2018, "H": 1988, "S": 1925, "T": 1911, "M": 1867}
"""The year before the first of an era, by its letter: R3年."""


def _year_of_an_era(text: str, start: int, end: int) -> Found | None:
    """R3年, H30年3月: a year by the letter of its era."""
    digits = text[start:end]
    if (
        end - start > 2
        or not digits.isdecimal()
        or not text.startswith("年", end)
        or _in_latin_word(text, start - 1, start)
    ):
        return None
    year = Numeral(Decimal(_ERAS[text[start - 1]] + int(digits)))
    return Lexeme("y", start - 1, end + 1, year, None, ("years",)), end + 1


_CHANGES = frozenset(("e", "E", " ", *VULGAR))
_GOES_ON = SIGNS | _APOSTROPHES | _CHANGES | {"k", "分"}
"""What after a number may belong to it."""
_EXPONENT = re.compile(
    r"(?:e|(?<=\.[0-9])E|(?<=\.[0-9][0-9])E|E(?=[+-]))([+-]?[0-9]{1,2})(?![0-9A-Za-z])"
)
_SLASHED_FRACTION = re.compile(" ([1-9][0-9]?)/([1-9][0-9]?)(?![0-9/(]| ?\\()")
_FRACTION_OF_ONE = re.compile(f" ?([{''.join(VULGAR)}])")


def _changed(text: str, end: int, value: Decimal) -> tuple[Numeral, int]:
    """2e5, 2½, 1 3/5: the number, and its end, with the exponent or fraction that follows."""
    exponent = _EXPONENT.match(text, end)
    if exponent:
        return Numeral(value.scaleb(int(exponent[1]), EXACT)), exponent.end()
    fraction = _FRACTION_OF_ONE.match(text, end)
    if fraction:
        return Numeral(EXACT.add(value, VULGAR[fraction[1]])), fraction.end()
    slashed = _SLASHED_FRACTION.match(text, end)
    if slashed and int(slashed[1]) < int(slashed[2]):
        part = quotient(int(slashed[1]), int(slashed[2]))
        return Numeral(EXACT.add(value, part)), slashed.end()
    return Numeral(value), end


_BEFORE_A_POINT = re.compile(r"(?<![^\s(「~=$¥+はがをの-])")


def _leading_dot(text: str, start: int, end: int, value: Decimal) -> tuple[int, Numeral]:
    """.25: where the number begins, and what it is; a dot that ends a sentence is none."""
    digits = text[start:end]
    if not (digits.isdecimal() and digits.isascii() and _BEFORE_A_POINT.match(text, start - 1)):
        return start, Numeral(value)
    return start - 1, Numeral(Decimal(f"0.{digits}"))


def _is_identifier(text: str, start: int, end: int, before: Lexeme) -> bool:
    """G7, F-16, iPhone 15, 123-1, §12: whether the number names something."""
    sign = text[start - 1]
    if sign in _SECTION_MARKS:
        # 5&4 is a score.
        return not (sign == "&" and before.tag == "N" and before.end == start - 1)
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
    word = _WORDS.at(text, start)
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
