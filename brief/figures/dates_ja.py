"""Japanese lexemes -> dates, times of day, durations and repeated times.

Each function takes the lexemes that its rule in ``ja.RULES`` matched, and gives a draft of
the figure, or None where they are none after all. What the dates are, ``times_ja`` resolves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from brief.figures import calendar
from brief.figures.atoms_ja import Draft, Lexeme, whole
from brief.figures.calendar import Lean
from brief.figures.lexicon import Lexicon, table
from brief.figures.numerals_ja import EXACT
from brief.figures.times_ja import (
    Context,
    is_two_digits,
    lean,
    length,
    moment,
    offset,
    repeated,
    year_of,
)


def date_and_time(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """A date, with or without a time of day: 2025年8月18日(月)午後3時, 昨年10月, 18日."""
    first = found[0]
    told: Lean = None
    start = found[0].start
    if first.tag == "x":
        told = "past" if first.args[0] == "past" else "future"
        found = found[1:]
        start = start if len(first.args) > 1 else found[0].start
    if len(found) == 1 and found[0].tag == "y" and not _is_year(found[0], context.text):
        return length_of_time(found, context)
    last = found[-1]
    end = last.end
    if last.tag in "dD":
        note = _NOTE.match(context.text, end)
        end = note.end() if note else end
    elif first.tag == "w" and context.text[start] == "(" and not _stands_alone(context.text, first):
        return None
    reader = context.reader
    if told is None and reader.today is not None and found[0].tag in "dmwNDf":
        told = lean(context.text, end)
    made = moment(found, reader, told)
    if found[0].tag == "d" and made.value:
        made.value = _in_the_month_before(made.value, start, context)
    if last.tag == "i" and (before := _before_the_hour(made.value, end, context.text)):
        made.value, end = before
    elif last.tag == "d" and context.text.startswith("の週", end):
        week = _OF_THE_WEEK.match(context.text, end)
        end = week.end() if week else end
    if made.value is None and context.text.startswith("その", start):
        # その年 leans on a date that is not known.
        return None
    reader.remember(made.value or made.high)
    listed = found[0].tag != "d" or reader.named[0] >= 0
    if listed and _OF_A_MONTH.match(made.value or ""):
        reader.named = end, made.value or ""
    return Draft(made.kind, made.value, made.low, made.high, start=start, end=end)


def date_or_distance(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """A date, and what is counted from it.

    昨日の2日前, 明日から3日後: a day; 明日から3日以内: a range; else the date alone.
    """
    if found[-1].tag != "L":
        return date_and_time(found, context)
    last = len(found) - 1
    while found[last - 1].tag == "L":
        last -= 1
    start, length = found[:last], found[last:]
    draft = date_and_time(start, context)
    if draft is None:
        return None
    if draft.end < 0:
        draft.end = start[-1].end
    base = _day(draft.value) if draft.kind == "date" else None
    if base is None:
        return draft
    text, end = context.text, length[-1].end
    around = _AROUND.match(text, end)
    within = _WITHIN.match(text, end)
    since = text.startswith("から", draft.end)
    if around and not (since and around["before"]):
        value = offset(length, -1 if around["before"] else 1, base)
        if value is not None:
            context.reader.remember(value)
            return Draft("date", value, start=draft.start, end=around.end())
    elif within and since:
        value = offset(length, 1, base)
        if value is not None:
            return Draft("date", None, draft.value, value, start=draft.start, end=within.end())
    return draft


_WITHIN = re.compile("以内")


_OF_THE_WEEK = re.compile("の週(?![末刊休])")
"""4月10日の週: the week is told by a day of it, as *the week of April 10* is."""
_SHORT_OF = re.compile("前(?![後半期])")
_LATEST_SHORT_OF = 25
"""Minutes that an hour is said to lie ahead; 9時45分前 is before 9:45."""


def _before_the_hour(value: str | None, end: int, text: str) -> tuple[str, int] | None:
    """9時15分前: the value and the end of a time whose minutes are those that lack."""
    before = _SHORT_OF.match(text, end)
    clock = _CLOCK.fullmatch(value or "")
    if before is None or clock is None:
        return None
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if not 0 < minute <= _LATEST_SHORT_OF or minute % 5 or not hour:
        return None
    return f"{clock['day']}T{hour - 1:02}:{60 - minute}", before.end()


_CLOCK = re.compile("(?P<day>.*)T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and _WHOLE_DAY.fullmatch(value) else None


_WHOLE_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OF_A_MONTH = re.compile("[0-9X]{4}-[0-9]{2}-[0-9]{2}")
_LISTING = frozenset(("、", ",", "・", "と", "や", "および", "及び"))


def _in_the_month_before(value: str, start: int, context: Context) -> str:
    """`value`, a bare day; in a list of days, of the month of the one before: 6月24、25日."""
    end, before = context.reader.named
    if end < 0 or context.text[end:start] not in _LISTING:
        return value
    year, month, day = before[:4], before[5:7], value[8:10]
    if day <= before[8:10] or not calendar.possible(
        int(year) if year.isdigit() else None, int(month), int(day)
    ):
        return value
    return f"{before[:8]}{day}{value[10:]}"


_NOTE = re.compile(
    r" ?\((?:[月火水木金土日][・、,])?(?:祝日?|休|祭)\)| ?\(?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\)?"
)
"""What a date is followed by: (月・祝), (Tue)."""
_PARTICLE = re.compile("[にはもの]|から|まで|$")


def _stands_alone(text: str, weekday: Lexeme) -> bool:
    """Whether a weekday in brackets is one: (日) may be Japan, (金) a family name."""
    return weekday.end - weekday.start > 3 or _PARTICLE.match(text, weekday.end) is not None


_OF_AN_EVENT = re.compile(
    "[一-鿿ァ-ヴー]{0,6}(?:W杯|五輪|オリンピック|パラリンピック|ワールドカップ|総選挙|衆院選|参院選|大統領選|総裁選|中間選挙)"
    "|世代|グループ|デビュー|入団|入社|モデル|製(?!造)|産(?!業)|公演"
)
"""What two digits before it are the year of: 10年W杯."""


def _is_year(lexeme: Lexeme, text: str) -> bool:
    number = lexeme.number
    if lexeme.prefix or number is None or (number.value and 1000 <= number.value <= 2999):
        return True
    # No length of time has a nought before it: 08年.
    nought = text[lexeme.start] == "0"
    return is_two_digits(lexeme) and (nought or bool(_OF_AN_EVENT.match(text, lexeme.end)))


def decade(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """1990年代, 90年代."""
    year = whole(next(x for x in found if x.tag == "B"))
    if found[0].tag == "E":
        # 昭和30年代 begins with 1955 and is no decade of the calendar.
        first = int(found[0].args[0]) + year
        return Draft("date", None, f"{first:04}", f"{first + 9:04}")
    if year < 0 or year > 2999 or year % 10:
        return Draft("date", None)
    if year < 100:
        year += 1900 if year >= 30 else 2000
    return Draft("date", calendar.decade(year))


_OF_AN_ERA = re.compile(
    r"(?:時代|年間|初年|[初中後末]期|期(?!待|間|限|末)|初頭|末(?!吉))|(?=に[かはおも]|から|が|以[前降後]|、)"
)
_CHARACTERS_OF_AN_ERA = 2


@cache
def _ends_of_eras() -> dict[int, int]:
    """The first year of each era to that of the next: its last."""
    eras = [row for row in table("words.ja") if row[1] == "E" and len(row) == 3]
    firsts = sorted({int(first) + 1 for _, _, first in eras})
    return dict(pairwise(firsts))


def period(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """江戸時代, 大正期, 昭和から: from its first to its last year."""
    lexeme = found[0]
    if lexeme.tag == "P":
        first_year, last_year = lexeme.args
        return Draft("date", None, first_year, last_year)
    after = _OF_AN_ERA.match(context.text, lexeme.end)
    if after is None or len(lexeme.args) > 1 or lexeme.end - lexeme.start != _CHARACTERS_OF_AN_ERA:
        return None
    first = int(lexeme.args[0]) + 1
    if not after[0] and first < _MODERN:
        return None
    last = _ends_of_eras().get(first)
    if last is None:
        return Draft("date", None, end=after.end())
    return Draft("date", None, f"{first:04}", f"{last:04}", end=after.end())


_MODERN = 1868
"""From then on the name of an era alone is one, not 文化 or 天文."""


_FOR_CENTURIES = re.compile(
    "以上|余り|近く|ぶり|にわた|に渡|に及|前(?![半期])|後(?![半期])|もの|間"
)
_FEW = 9
"""Of so many centuries a text may say how long they are: 1世紀以上前."""


def century(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """21世紀, 19世紀末, 紀元前1世紀; 1世紀ぶり and 数世紀 are lengths of time."""
    lexeme = next(lexeme for lexeme in found if lexeme.tag == "J")
    stated = lexeme.number
    if stated is not None and found[0] is lexeme and not lexeme.prefix:
        least, most = stated.low or stated.value, stated.high or stated.value
        lasts = stated.value is None or _FOR_CENTURIES.match(context.text, lexeme.end)
        if least is not None and most is not None and most <= _FEW and lasts:
            low, high = (calendar.duration(years=EXACT.multiply(n, 100)) for n in (least, most))
            return Draft("duration", low) if least == most else Draft("duration", None, low, high)
    number = whole(lexeme)
    if found[0].tag == "A":
        return Draft("date", calendar.century_before_christ(number))
    return Draft("date", calendar.century(number) if number > 0 else None)


def fiscal_period(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """4〜6月期, a quarter; 2025年3月期, the fiscal year that ends then."""
    period = found[-1]
    last = whole(period)
    year: int | None = None
    today = context.reader.today
    for lexeme in found:
        if lexeme.tag == "y":
            year = year_of(lexeme, today)
        elif lexeme.tag == "Y":
            made = moment([lexeme], context.reader, None)
            year = int(made.value) if made.value else None
    if not 1 <= last <= 12:
        return Draft("date", None)
    if year is None and today is not None:
        year = today.year
    shown = "XXXX" if year is None else f"{year:04}"
    if len(found) > 1 and found[-2].tag == "N":
        first = whole(found[-2])
        if first % 3 == 1 and last == first + 2:
            return Draft("date", f"{shown}-Q{last // 3}")
        if first in (1, 7) and last == first + 5:
            return Draft("date", f"{shown}-H{last // 6}")
        if not 1 <= first <= 12:
            return Draft("date", None)
        start = shown if first <= last or year is None else f"{year - 1:04}"
        return Draft("date", None, f"{start}-{first:02}", f"{shown}-{last:02}")
    return Draft("date", f"{shown}-{last:02}")


_AROUND = re.compile(
    r"(?:ほど|くらい|ぐらい|近く|あまり|余り|以上|半)?(?:(?P<before>前(?![後半期])|まえ)|(?P<after>後(?![半期者])|あと))"
)
_EVERY = re.compile("(?:ごと|おき|毎)に?")
_ONCE_IN = re.compile("に(?:一|1|ひと)(?:度|回)")
_AHEAD = Lexicon(
    (word, True)
    for word in ("今後", "向こう", "過去", "これから", "この先", "今から", "直近", "ここ")
)
"""Words that say from when a duration runs; they belong to it."""


def length_of_time(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """3年, 2週間, 1時間30分; with 前 or 後 the date it leads to; ぶり belongs to it."""
    value, low, high = length(found)
    end = found[-1].end
    around = _AROUND.match(context.text, end)
    if around and found[-1].args[0] not in ("hours", "minutes", "seconds"):
        direction = -1 if around["before"] else 1
        reached = offset(found, direction, context.reader.today)
        if reached is not None:
            return Draft("date", reached, end=around.end())
        return Draft("duration", value, low, high, end=around.end())
    if around:
        end = around.end()
    every = _EVERY.match(context.text, end)
    if every:
        return Draft("set", value, low, high, end=every.end())
    if _ONCE_IN.match(context.text, end):
        return Draft("set", value, low, high, end=end)
    ahead = _AHEAD.before(context.text, found[0].start)
    return Draft("duration", value, low, high, start=ahead[0] if ahead else -1, end=end)


def time_of_day(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """午後3時45分, 25時, 正午; 夕方."""
    made = moment(found, context.reader, None)
    end = found[-1].end
    before = _before_the_hour(made.value, end, context.text) if found[-1].tag == "i" else None
    value, end = before or (made.value, end)
    return Draft("time", value, end=end)


def repeated_time(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """毎週, 毎週月曜日, 毎年8月."""
    return Draft("set", repeated(found))


def half_year(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """上半期, 年の前半; 前半 alone may be that of a match."""
    text, start, end = context.text, found[0].start, found[0].end
    whole_word = text[start] != "年" or not start or not _KANJI.match(text, start - 1)
    stands = text[start] in "上下年" and end - start > 1 and whole_word
    return date_and_time(found, context) if stands else None


_KANJI = re.compile("[一-鿿々]")


def two_years(found: Sequence[Lexeme], _: Context) -> Draft | None:
    """1995-96, 1997-2010."""
    first, second = found[0].args
    return Draft("date", None, first, second)
