"""Figures -> text: the same figure in the notation of either language.

Babel gives the dates, the digits and the symbols of currencies. What it lacks is written
here: 万億兆, *trillion* after a symbol, durations and repeated times as prose has them.
What `write` gives, ``figures.read`` reads back to the same value.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import get_currency_name, get_currency_symbol

from brief.figures.calendar import plain
from brief.figures.lexicon import currency_codes, units, words_by_code
from brief.model import Figure, Language, Modifier

_MYRIADS = ("", "万", "億", "兆", "京", "垓")
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_LONGEST_SCALED = 3
"""Digits after the point up to which *14.78 trillion* is written rather than all the digits."""

_MODIFIED: dict[Language, dict[Modifier, str]] = {
    "ja": {
        "approx": "約{}",
        "more_than": "{}超",
        "less_than": "{}未満",
        "equal_or_more": "{}以上",
        "equal_or_less": "{}以下",
    },
    "en": {
        "approx": "about {}",
        "more_than": "more than {}",
        "less_than": "less than {}",
        "equal_or_more": "at least {}",
        "equal_or_less": "up to {}",
    },
}
_MODIFIED_TIME: dict[Language, dict[Modifier, str]] = {
    "ja": {
        "approx": "{}ごろ",
        "more_than": "{}より後",
        "less_than": "{}より前",
        "equal_or_more": "{}以降",
        "equal_or_less": "{}まで",
    },
    "en": {
        "approx": "around {}",
        "more_than": "after {}",
        "less_than": "before {}",
        "equal_or_more": "since {}",
        "equal_or_less": "until {}",
    },
}

_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_DURATION = re.compile(
    r"P(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)
_TIMEX = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4}|XXXX)"
    r"(?:-Q(?P<quarter>\d)|-H(?P<half>\d)|-(?P<season>SP|SU|FA|WI)|-W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|-WXX-(?P<weekday>\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:T(?:(?P<part>[A-Z]{2})|(?P<clock>[\d:]+)))?"
)
_CLOCK = re.compile(r"T(?:(?P<part>[A-Z]{2})|(?P<clock>[\d:]+))")

_PARTS_OF_DURATION = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_SPANS: dict[Language, dict[str, str]] = {
    "ja": {
        "years": "年",
        "months": "カ月",
        "weeks": "週間",
        "days": "日間",
        "hours": "時間",
        "minutes": "分",
        "seconds": "秒",
    },
    "en": {name: name for name in _PARTS_OF_DURATION},
}
_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "ja": ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SEASONS: dict[Language, dict[str, str]] = {
    "ja": {"SP": "春", "SU": "夏", "FA": "秋", "WI": "冬"},
    "en": {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"},
}
_PARTS: dict[Language, dict[str, str]] = {
    "ja": {"MO": "朝", "AF": "午後", "EV": "夕方", "NI": "夜", "MI": "正午", "AM": "午前"},
    "en": {
        "MO": "morning",
        "AF": "afternoon",
        "EV": "evening",
        "NI": "night",
        "MI": "midday",
        "AM": "morning",
    },
}
_EVERY: dict[str, str] = {
    "P1D": "毎日",
    "P1W": "毎週",
    "P1M": "毎月",
    "P1Y": "毎年",
    "PT1H": "毎時",
    "PT1M": "毎分",
}
_QUARTERS = ("first", "second", "third", "fourth")
_DIGITS_LIMIT = 4000
"""From here on Python makes no number of digits."""
_IRREGULAR = {"person": "people", "aircraft": "aircraft", "series": "series", "species": "species"}


def write(figure: Figure, language: Language) -> str:
    """`figure` in the notation of `language`, with its modifier.

    14兆7800億円 / ¥14.78 trillion; 2025年8月18日(月) / Monday, 18 August 2025; 3年 / 3 years;
    5% / 5%; 約1000人 / about 1,000 people. Where the figure has no value, its own text.
    """
    if figure.value is not None:
        body = _one(figure, figure.value, language)
    elif figure.low is not None and figure.high is not None:
        body = _range(figure, figure.low, figure.high, language)
    else:
        return figure.text
    if figure.modifier is None:
        return body
    is_time = figure.kind in ("date", "time", "datetime")
    return (_MODIFIED_TIME if is_time else _MODIFIED)[language][figure.modifier].format(body)


def _range(figure: Figure, low: str, high: str, language: Language) -> str:
    joint = "〜" if language == "ja" else " to "
    return f"{_one(figure, low, language)}{joint}{_one(figure, high, language)}"


def _one(figure: Figure, value: str, language: Language) -> str:
    if _AMOUNT.fullmatch(value) and figure.kind not in ("date", "time", "datetime", "set"):
        return _quantity(figure, Decimal(value), language)
    written: str | None
    if figure.kind == "duration":
        written = _span(value, language)
    elif figure.kind == "set":
        written = _set(value, language)
    else:
        written = _moment(value, language)
    return figure.text if written is None else written


# --- quantities ----------------------------------------------------------------------


def amount(number: Decimal, language: Language) -> str:
    """`number` in digits: 14兆7800億 and 1000, or 14.78 trillion and 1,000."""
    return _amount_ja(number) if language == "ja" else _amount_en(number)


def _amount_ja(number: Decimal) -> str:
    whole, _, fraction = plain(abs(number)).partition(".")
    groups = [whole[max(0, end - 4) : end] for end in range(len(whole), 0, -4)]
    if len(groups) > len(_MYRIADS):
        written = whole
    else:
        parts = [
            f"{int(group)}{scale}"
            for group, scale in zip(groups, _MYRIADS, strict=False)
            if int(group)
        ]
        written = "".join(reversed(parts)) or "0"
        if fraction and not int(groups[0]) and len(parts) > 0:
            written += "0"
    sign = "-" if number < 0 else ""
    return f"{sign}{written}.{fraction}" if fraction else f"{sign}{written}"


def _amount_en(number: Decimal) -> str:
    digits = plain(abs(number))
    sign = "-" if number < 0 else ""
    whole, _, _fraction = digits.partition(".")
    for power, scale in _SCALES:
        if power < len(whole) <= power + 6:
            scaled = plain(Decimal(digits).scaleb(-power))
            if len(scaled.partition(".")[2]) <= _LONGEST_SCALED:
                return f"{sign}{_grouped(scaled)} {scale}"
    return sign + _grouped(digits)


def _grouped(digits: str) -> str:
    whole, point, fraction = digits.partition(".")
    if len(whole) < _DIGITS_LIMIT:
        whole = f"{int(whole):,}"
    return whole + point + fraction


def _quantity(figure: Figure, number: Decimal, language: Language) -> str:
    digits = amount(number, language)
    if figure.kind == "money" and figure.unit:
        return _money(digits, figure.unit, language)
    if figure.kind == "percent":
        return _percent(digits, figure.unit, number, language)
    if figure.kind == "ordinal":
        return _ordinal(number, digits, figure.unit, language)
    if figure.kind == "age":
        return f"{digits}歳" if language == "ja" else f"{digits} {_plural('year', number)} old"
    if figure.kind == "number" and figure.unit == "times":
        return f"{digits}倍" if language == "ja" else f"{digits} times"
    if figure.kind in ("count", "measure") and figure.unit:
        return _with_unit(figure, figure.unit, digits, number, language)
    return digits


def _money(digits: str, currency: str, language: Language) -> str:
    if language == "ja":
        return digits + words_by_code("ja").get(("money", currency), f" {currency}")
    symbol = str(get_currency_symbol(currency, locale="en"))
    if symbol.isalpha():
        known, space = symbol in currency_codes(), " "
    else:
        known, space = _symbols().get(symbol) == currency, ""
    if not known:
        # TRY and EC$ would be read as a word and as another dollar.
        count = 1 if digits == "1" else 2
        return f"{digits} {get_currency_name(currency, count, locale='en')}"
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    return f"{sign}{symbol}{space}{digits}"


@cache
def _symbols() -> dict[str, str | None]:
    return {unit.word: unit.code for unit in units("en") if unit.kind == "money"}


def _percent(digits: str, unit: str | None, number: Decimal, language: Language) -> str:
    if unit == "pp":
        return (
            f"{digits}%ポイント"
            if language == "ja"
            else f"{digits} percentage {_plural('point', number)}"
        )
    if unit == "bp":
        name = "ベーシスポイント" if language == "ja" else f" basis {_plural('point', number)}"
        return digits + name
    return f"{digits}%"


def _ordinal(number: Decimal, digits: str, unit: str | None, language: Language) -> str:
    if language == "ja":
        word = words_by_code("ja").get(("ordinal", unit)) if unit else None
        return f"{digits}{word}" if word else f"第{digits}"
    whole = plain(number)
    ending = "th"
    if whole[-2:] not in ("11", "12", "13"):
        ending = {"1": "st", "2": "nd", "3": "rd"}.get(whole[-1], "th")
    return digits + ending if digits[-1].isdigit() else f"{digits}th"


def _with_unit(figure: Figure, unit: str, digits: str, number: Decimal, language: Language) -> str:
    word = words_by_code(language).get((figure.kind, unit))
    if language == "ja":
        return digits + (word or unit)
    if figure.kind == "count":
        return f"{digits} {_plural(unit, number)}"
    return f"{digits} {word or unit}"


def _plural(noun: str, number: Decimal) -> str:
    if number == 1 or not noun.isascii():
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


# --- times ---------------------------------------------------------------------------


def _span(value: str, language: Language) -> str | None:
    found = _DURATION.fullmatch(value)
    parts = {k: v for k, v in found.groupdict().items() if v} if found else {}
    if not parts:
        return None
    names = _SPANS[language]
    if language == "en":
        return " and ".join(
            f"{_amount_en(Decimal(v))} {k if Decimal(v) != 1 else k[:-1]}" for k, v in parts.items()
        )
    written = "".join(v + names[k] for k, v in parts.items())
    last = list(parts)[-1]
    # 2000年 and 1日 are dates: the suffix says that a length of time is meant.
    return (
        f"{written}間" if last in ("years", "minutes", "seconds") and len(parts) == 1 else written
    )


def _set(value: str, language: Language) -> str | None:
    weekday = re.fullmatch(r"XXXX-WXX-([1-7])", value)
    if weekday:
        name = _WEEKDAYS[language][int(weekday[1]) - 1]
        return f"毎週{name}" if language == "ja" else f"every {name}"
    if language == "ja":
        if value in _EVERY:
            return _EVERY[value]
        span = _span(value, "ja")
        return f"{span}ごと" if span else None
    span = _span(value, "en")
    return f"every {span.removeprefix('1 ')}" if span else None


def _moment(value: str, language: Language) -> str | None:
    clock = _CLOCK.fullmatch(value)
    if clock:
        return _time_of_day(clock["part"], clock["clock"], language)
    if re.fullmatch(r"BC\d{4}", value):
        year = int(value[2:])
        return f"紀元前{year}年" if language == "ja" else f"{year} BC"
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0年代" if language == "ja" else f"the {value}0s"
    if re.fullmatch(r"\d{2}", value):
        number = Decimal(int(value) + 1)
        if language == "ja":
            return f"{number}世紀"
        return f"the {_ordinal(number, plain(number), None, 'en')} century"
    found = _TIMEX.fullmatch(value)
    if not found:
        return None
    part = {k: v for k, v in found.groupdict().items() if v}
    day = _date_ja(part) if language == "ja" else _date_en(part)
    if day is None or not ("part" in part or "clock" in part):
        return day
    at = _time_of_day(part.get("part"), part.get("clock"), language)
    if language == "ja":
        return f"{day}{at}"
    return f"{at} on {day}" if "clock" in part else f"the {at} of {day}"


def _date_ja(part: dict[str, str]) -> str | None:
    year = "" if part["year"] == "XXXX" else f"{int(part['year'])}年"
    if "fiscal" in part:
        year = f"{year}度"
    if "weekday" in part:
        return _WEEKDAYS["ja"][int(part["weekday"]) - 1]
    if "quarter" in part:
        return f"{year}第{part['quarter']}四半期"
    if "half" in part:
        return year + ("上半期" if part["half"] == "1" else "下半期")
    if "season" in part:
        return year + _SEASONS["ja"][part["season"]]
    if "week" in part:
        return f"{year}第{int(part['week'])}週" + ("の週末" if "weekend" in part else "")
    if "day" in part and year:
        try:
            day = date(int(part["year"]), int(part["month"]), int(part["day"]))
        except ValueError:
            return None
        return str(format_date(day, "y年M月d日(E)", locale="ja"))
    month = f"{int(part['month'])}月" if "month" in part else ""
    return year + month + (f"{int(part['day'])}日" if "day" in part else "")


def _date_en(part: dict[str, str]) -> str | None:
    year = "" if part["year"] == "XXXX" else str(int(part["year"]))
    if "weekday" in part:
        return _WEEKDAYS["en"][int(part["weekday"]) - 1]
    if "fiscal" in part:
        year = f"fiscal {year}"
    of_year = f" of {year}" if year else ""
    if "quarter" in part:
        return f"the {_QUARTERS[int(part['quarter']) - 1]} quarter{of_year}"
    if "half" in part:
        return ("the first half" if part["half"] == "1" else "the second half") + of_year
    if "season" in part:
        return f"{_SEASONS['en'][part['season']]} {year}".strip()
    if "week" in part:
        return (
            "the weekend of " if "weekend" in part else ""
        ) + f"week {int(part['week'])}{of_year}"
    if "month" not in part:
        return year
    try:
        day = date(int(year or 2000), int(part["month"]), int(part.get("day", 1)))
    except ValueError:
        return None
    if "day" not in part:
        return str(format_date(day, "MMMM y" if year else "MMMM", locale="en"))
    return str(format_date(day, "EEEE, d MMMM y" if year else "d MMMM", locale="en"))


def _time_of_day(part: str | None, clock: str | None, language: Language) -> str:
    if clock is None:
        return _PARTS[language].get(part or "", part or "")
    units = clock.split(":")
    if language == "ja":
        return "".join(f"{int(n)}{unit}" for n, unit in zip(units, "時分秒", strict=False))
    hour, rest = int(units[0]), units[1:]
    if hour >= 24:
        return ":".join((f"{hour:02}", *(rest or ["00"])))
    moment = time(hour)
    minutes = "".join(f":{n}" for n in rest)
    half_day = "a.m." if moment.hour < 12 else "p.m."
    return f"{moment.hour % 12 or 12}{minutes} {half_day}"
