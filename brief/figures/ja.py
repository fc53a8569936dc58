"""Japanese: the rules that combine lexemes into figures, in the order of `RULES`.

A text is read in four steps: `lexemes_ja` finds the lexemes; the tags of neighbouring ones,
with a sign for what stands between them, make a string that the patterns of `RULES` are
matched on, left to right; the rule that matches builds the figure; at last figures that a
range joins are made one. Every step is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from string import ascii_letters
from typing import cast

from brief.figures import dates_ja as dates
from brief.figures import quantities_ja as quantities
from brief.figures.atoms_ja import Draft, Lexeme, normalised
from brief.figures.calendar import on, shifted
from brief.figures.lexemes_ja import lexemes
from brief.figures.lexicon import Lexicon, table
from brief.figures.numerals_ja import KANJI, Numeral, read_numeral
from brief.figures.times_ja import Context, Reader
from brief.model import Figure, Modifier

Build = Callable[[Sequence[Lexeme], Context], Draft | None]


def _shared_unit(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """2〜3年, 10~15%, 5~6人: the unit of the second numeral is that of both."""
    first, second = found[0], found[1]
    if first.number is None or first.number.value is None:
        return None
    if second.tag == "N":
        return quantities.score(found, context)
    number = first.number
    if second.tag == "y" and second.number is not None and second.number.value is not None:
        number, second = _years(number, second)
    if second.tag == "b":
        return _bands(number, second, context)
    one = _single([second._replace(number=number, half=False)], context)
    other = _single([second], context)
    if one is None or other is None or one.value is None or other.value is None:
        return None
    if one.kind != other.kind:
        return None
    low, high = one.value, other.value
    if other.kind == "date" and len(low) == len(high):
        # 2~3年前: the earlier end is that of the larger number.
        low, high = sorted((low, high))
    return Draft(other.kind, None, low, high, other.unit, end=other.end)


def _bands(number: Numeral, second: Lexeme, context: Context) -> Draft | None:
    """20〜30代: from the beginning of the first band to the end of the second."""
    one = quantities.band([second._replace(number=number)], context)
    other = quantities.band([second], context)
    if one is None or other is None:
        return None
    return Draft(other.kind, None, one.low, other.high, other.unit)


def _years(first: Numeral, second: Lexeme) -> tuple[Numeral, Lexeme]:
    """1950~53年: two digits are of the century of the year before; else both as they are."""
    begins = cast("Decimal", first.value)
    ends = cast("Decimal", cast("Numeral", second.number).value)
    whole = begins == begins.to_integral_value() and ends == ends.to_integral_value()
    if whole and 1000 <= begins <= 2999 and begins % 100 < ends < 100:
        ends += begins - begins % 100
        return first, second._replace(number=Numeral(ends), tag="y")
    return first, second


def _either(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """5、6人: two digits that follow one another make a range; else they are a list."""
    first, second = (x.number.value if x.number else None for x in found)
    if first is None or second is None or second != first + 1 or second > 9:
        return None
    return _shared_unit(found, context)


# --- the table of rules --------------------------------------------------------------

_J = "[=_ ]"
_YEAR = f"(?:[EA]{_J}?)?[yY]"
_CLOCK = "h(?:=i(?:=s)?|=s)?"
_TIME = f"(?:(?:[=_ ,][pl])?[=_ ](?:T|{_CLOCK})|[=_ ][pl])"
_DAY_OR_DAYS = "(?:N~)?[dr]"
_MONTH = "(?:N~)?[mM]"
_DAY_OF_MONTH = rf"{_MONTH}(?:[=_ /]{_DAY_OR_DAYS}(?:_f)?|{_J}[Hufq])?"
_DATE = (
    rf"(?:x[=_,])?(?:{_YEAR}(?:[=_ /]{_DAY_OF_MONTH}|{_J}[HSf]|{_J}q(?:{_J}X)?|{_J}{_DAY_OR_DAYS})?"
    rf"|(?:r=|(?:K_)?w=)?{_DAY_OF_MONTH}|r=d|[dr](?:_f)?|f(?:_d)?|N~d|N=S|D|q|K(?:{_J}w)?|[wu]|[VX]"
    rf"|(?:E=)?[FG](?:{_J}[qH])?)"
    rf"(?:[=_]k)?(?:[=_ (]w)?{_TIME}?"
)

RULES: tuple[tuple[str, str, Build], ...] = (
    (
        "repeated time",
        rf".e(?:[=_][wu])?(?:[=_]m(?:[=_]d)?|[=_][df])?{_TIME}?",
        dates.repeated_time,
    ),
    ("fiscal period", rf".(?:{_YEAR}{_J})?(?:N~)?Z", dates.fiscal_period),
    ("century", r".(?:A=)?J(?:[=_][kH])?", dates.century),
    ("decade", r".(?:E=)?B(?:=[kH])?", dates.decade),
    ("two years", r".R", dates.two_years),
    ("duration", r".(?:y=L|L)(?:=[Ldis]| [is])*", dates.length_of_time),
    ("date", rf".{_DATE}(?:[_>]L(?:=L)*)?", dates.date_or_distance),
    ("period of history", r".[PE]", dates.period),
    ("time of day", rf".(?:[pl][=_ ])?(?:{_CLOCK}|T)", dates.time_of_day),
    ("part of the day", r".p", dates.time_of_day),
    ("minutes", r".i(?:[= ]s)?|.s", dates.length_of_time),
    ("half of this year", r".H", dates.half_year),
    ("tenths", r".W(?:=i(?:=Q)?)?", quantities.tenths),
    ("compound money", r".[Cc](?:=c){0,2}=[ci]", quantities.compound_money),
    ("compound measure", r".Q=Q", quantities.compound_measure),
    ("mixed fraction", r".N&N", quantities.mixed_fraction),
    ("score", r".NvN", quantities.score),
    ("either of two", r".N,[CcQWLy]", _either),
    ("shared unit", r".N(?:~[CcQWNLyhisOBbJF]|>[CcQWLysi])", _shared_unit),
    ("band", r".b", quantities.band),
    ("ordinal", r".O", quantities.ordinal),
    ("ordinal by a word", r".o", quantities.ordinal_word),
    ("count by a word", r".n", quantities.word_count),
    ("quantity", r".[CcQN]", quantities.quantity),
)
"""Name, pattern on tags and joints, and what builds the figure; the first that matches is it.

Each tag is preceded by the sign of what stands before it (`_JOINTS`); a `.` is anything.
"""

_JOINTS = {
    "": "=", "の": "_", " ": " ", "、": ",", ",": ",", "/": "/", "~": "~", "-": "~", "と": "&",
    "対": "v", " 対 ": "v", "&": "v", "T": "=", "から": ">", " - ": "~", "(": "(", " (": "(",
}  # fmt: skip
_OTHER = "."
_TIMES = ("date", "time", "datetime")
_WIDEST_JOINT = max(map(len, _JOINTS))


@cache
def _grammar() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<r{n}>{p})" for n, (_, p, _) in enumerate(RULES)))


def _rule(tags: str, position: int) -> tuple[Build | None, int]:
    """What builds a figure of the lexemes of `tags` from `position` on, and where they end."""
    match = _grammar().match(tags, 2 * position)
    if match is None:
        return None, position + 1
    return RULES[int(cast("str", match.lastgroup)[1:])][2], match.end() // 2


@cache
def _builders() -> dict[str, Build]:
    """What builds the figure of a lexeme that stands alone, by its tag."""
    rules = ((tag, _rule(f".{tag}", 0)[0]) for tag in ascii_letters)
    return {tag: build for tag, build in rules if build is not None}


def _single(found: Sequence[Lexeme], context: Context) -> Draft | None:
    """The figure of one lexeme alone."""
    build = _builders().get(found[0].tag)
    return build(found, context) if build else None


def read(text: str, day: date | None) -> list[Figure]:
    """The figures of the Japanese `text`, against the date `day`; see `brief.figures.read`."""
    flat = normalised(text)
    found = lexemes(flat)
    if not found:
        return []
    context = Context(flat, Reader(day))
    figures: list[Figure] = []
    tags = _tags(flat, found)
    builders = _builders()
    position, last = 0, len(found)
    floor = 0
    while position < last:
        stop = position + 1
        if tags[2 * stop] == _OTHER:
            # Most lexemes stand alone.
            build = builders.get(tags[2 * position + 1])
        else:
            build, stop = _rule(tags, position)
        if build is None:
            position += 1
            continue
        part = found[position:stop]
        draft = build(part, context)
        if draft is None and stop - position > 1:
            stop = position + 1
            part = part[:1]
            draft = _single(part, context)
        while draft is not None and stop - position > 1 and 0 <= draft.end <= found[stop - 1].start:
            # What the figure does not reach is read again.
            stop -= 1
        position = stop
        if draft is not None:
            figure = _figure(text, flat, draft, part, floor)
            if figure is not None:
                figures.append(figure)
                floor = figure.extent[1]
    return _joined(text, flat, figures)


def _tags(text: str, found: Sequence[Lexeme]) -> str:
    """Two characters a lexeme: what stands before it, and its tag; at last `_OTHER`."""
    signs: list[str] = []
    end = -9
    for lexeme in found:
        start = lexeme.start
        gap = start - end
        signs.append(_JOINTS.get(text[end:start], _OTHER) if 0 <= gap <= _WIDEST_JOINT else _OTHER)
        signs.append(lexeme.tag)
        end = lexeme.end
    signs.append(_OTHER)
    return "".join(signs)


# --- extents -------------------------------------------------------------------------


def _modifiers(*sides: str) -> Lexicon[Modifier]:
    rows = table("modifiers.ja")
    return Lexicon((word, cast("Modifier", said)) for word, side, said in rows if side in sides)


_BEFORE = _modifiers("before")
_AFTER = _modifiers("after")
_AFTER_TIME = _modifiers("after", "time")
"""What stands after any figure, and 以降, まで and the like."""
_BEFORE_ENDS = frozenset((*(word[-1] for word in _BEFORE.words()), " "))
_AFTER_BEGINS = frozenset(word[0] for word in _AFTER_TIME.words())


_NOT_AFTER = re.compile(
    "強[化制要調行豪力い]|弱[い者点]|近くの|過ぎ[去な]|程[な]|余[地裕波談震暇命念]|超[え過大人]?[級常]|頃合|ほどな"
    "|の?前[半期述日年月週回提記任夜例向面方]|の?後[半期継任者編日遺続退押ろ援方]|まで[もの]"
)
"""Words that begin like a modifier."""


def _figure(
    text: str, flat: str, draft: Draft, part: Sequence[Lexeme], floor: int
) -> Figure | None:
    start = draft.start if draft.start >= 0 else part[0].start
    end = draft.end if draft.end >= 0 else part[-1].end
    if start < floor:
        return None
    first, last = start, end
    modifier: Modifier | None = None
    if start and flat[start - 1] in _BEFORE_ENDS:
        before = _BEFORE.before(flat, start - 1 if flat[start - 1] == " " else start)
        if before and before[0] >= floor:
            first, modifier = before
    if draft.kind not in ("ordinal", "set") and flat[end : end + 1] in _AFTER_BEGINS:
        after = (_AFTER_TIME if draft.kind in _TIMES else _AFTER).at(flat, end)
        # 前年同期を上回る compares with the time; 震度5強 is one of a scale.
        if after and not (
            (draft.kind == "date" and flat[end] == "を")
            or flat.endswith("震度", 0, start)
            or _NOT_AFTER.match(flat, end)
        ):
            last = after[0]
            modifier = after[1] if modifier in (None, "approx") else modifier
    if modifier is None and "余" in flat[start:end]:
        modifier = "more_than"
    return Figure(
        start, end, (first, last), text[start:end], draft.kind, draft.value, draft.low, draft.high,
        draft.unit, modifier,
    )  # fmt: skip


# --- ranges --------------------------------------------------------------------------

_TO = frozenset(("~", "-", "から", "から約", " ~ ", " - "))
_UNTIL = re.compile("までの間|の間|まで(?!も)")
_CHANGE = re.compile(r"[にへ]")
_IS_MOVED = re.compile(
    "[にへ](?:と|は)?(?:[一-鿿]{2}の?)?(?:延期|延長|変更|変わ|変え|順延|前倒|先送|繰り|ず[られ]|移|早め|早ま|遅ら|遅れ|延び|延ば|切り替)"
)
"""18日から20日に延期する: not a stretch of time, but a day that becomes another."""


def _joined(text: str, flat: str, figures: list[Figure]) -> list[Figure]:
    """`figures` with those that a range joins made one: 5%から7%, 4月〜6月."""
    joined: list[Figure] = []
    for figure in figures:
        if joined and figure.extent[0] - joined[-1].extent[1] <= 3:
            merged = _range(text, flat, joined[-1], figure)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(figure)
    return joined


def _range(text: str, flat: str, first: Figure, second: Figure) -> Figure | None:
    between = flat[first.end : second.start]
    if between not in _TO or first.value is None or second.value is None:
        return None
    same = (first.kind, first.unit) == (second.kind, second.unit)
    if not same and not (first.kind in _TIMES and second.kind in _TIMES):
        return None
    end = second.end
    if between.startswith("から"):
        until = _UNTIL.match(flat, end)
        if until:
            end = until.end()
        elif (first.kind == "date" or _CHANGE.match(flat, second.extent[1])) and not (
            first.kind in _TIMES and _runs_on(flat, first, second)
        ):
            # 5%から7%に: a change, not a range.
            return None
    elif between.strip() == "-" and first.kind in ("number", "ordinal"):
        return None
    times = first.kind in _TIMES
    high = _later_end(first.value, second, flat) if times else second.value
    modifier = None if times else first.modifier or second.modifier
    extent = (first.extent[0], end if times else max(end, second.extent[1]))
    return replace(
        first, end=end, extent=extent, text=text[first.start : end], value=None,
        low=first.value, high=high, modifier=modifier,
    )  # fmt: skip


def _runs_on(flat: str, first: Figure, second: Figure) -> bool:
    """Whether `second` is the later end of a time from `first` on, and leans on it: 18日から20日に.

    Years of their own make two dates of them, unless まで says that it is a stretch of time.
    """
    low, high = first.value or "", _later_end(first.value or "", second, flat) or ""
    stated = flat[second.start : second.end]
    if first.kind != second.kind or len(low) != len(high) or not low < high or "年" in stated:
        return False
    same_month = "月" in stated or "日" not in stated or low[:7] == high[:7]
    return same_month and not _IS_MOVED.match(flat, second.end)


_UP_TO_31 = "([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_PART_OF_DATE = re.compile(f"(?:{_UP_TO_31}月)?(?:{_UP_TO_31}日)?")
_NUMERAL_FIRST = frozenset(f"0123456789{KANJI}")
_HOUR = re.compile("T([0-9]{2})(.*)")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _later_end(low: str, second: Figure, flat: str) -> str | None:
    """The value of `second` as the end of a time from `low` on, which says what it leaves out."""
    value = second.value or ""
    begun, ends = _HOUR.search(low), _HOUR.fullmatch(value)
    if begun and ends:
        hour = int(ends[1])
        if int(begun[1]) > hour > int(begun[1]) - 12 and flat[second.start] in _NUMERAL_FIRST:
            # 午後1時から3時: the half of the day is that of the beginning.
            hour += 12
        return f"{low[: begun.start()]}T{hour:02}{ends[2]}"
    if "曜" in second.text and _DAY.fullmatch(value) and _DAY.fullmatch(low) and value < low:
        # 月曜日から金曜日: the Friday after that Monday.
        behind = (date.fromisoformat(low) - date.fromisoformat(value)).days
        return shifted("day", behind + -behind % 7, date.fromisoformat(value))
    part = _PART_OF_DATE.fullmatch(flat, second.start, second.end)
    if not part or not part[0] or not low[:4].isdigit() or not low[5:7].isdigit():
        return value
    stated = [read_numeral(said) if said else None for said in part.groups()]
    numbers = [int(said.value) if said and said.value is not None else None for said in stated]
    year, month = int(low[:4]), numbers[0] or int(low[5:7])
    day = numbers[1]
    end = on(year, month, day)
    if end is not None and end < low[: len(end)]:
        next_month = on(year + month // 12, month % 12 + 1, day)
        end = on(year + 1, month, day) if part[1] else next_month
    return end or value
