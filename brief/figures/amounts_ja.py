"""A Japanese numeral with what belongs to it: 第2次, -5%, 時速80キロ, $12.50, 3年半.

What stands before (a sign, a currency, 第) and after it (a unit of quantity or of time)
decides what it is; where nothing does, whether it is a figure at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from brief.figures.atoms_ja import Found, Lexeme, normalised
from brief.figures.lexicon import Lexicon, Unit, table, units
from brief.figures.numerals_ja import EXACT, Numeral


class Spelled(NamedTuple):
    """A numeral where it stands."""

    start: int
    end: int
    number: Numeral
    kanji: bool = False


class Suffix(NamedTuple):
    """What stands after a numeral: a unit of quantity, or a tag of time with its part."""

    tag: str
    unit: Unit | None
    part: str
    plain: bool = False
    """Whether nothing around the unit changes what it says, but for `_prefix` and `_CHANGES`."""


class _Prefix(NamedTuple):
    """What stands before a numeral and belongs to it."""

    start: int
    kind: str
    """``sign``, ``ordinal``, ``unit``, ``rate``, ``year``, ``money``; empty: nothing does."""
    said: str = ""
    text: str = ""
    negative: bool = False


def amount(text: str, spelled: Spelled, before: Lexeme) -> Found:
    """The lexeme of the numeral `spelled`, with its unit; `before` is the lexeme before it."""
    start, end, number, _ = spelled
    found = _suffix(text, end)
    if not start or start <= before.end or text[start - 1] not in _PREFIX_ENDS:
        if found is not None and found[1].plain and number.value != 1:
            # Most numerals, in short.
            end, suffix = found
            if text[end : end + 1] not in _CHANGES:
                return Lexeme(suffix.tag, start, end, number, suffix.unit), end
        prefix = _Prefix(start, "")
    else:
        prefix = _prefix(text, start, before.end)
    if prefix.kind == "sign" and found is not None and found[1].unit is None:
        # Times have no sign: -3分 is a dash and three minutes.
        prefix = _Prefix(spelled.start, "")
    if prefix.negative:
        spelled = spelled._replace(number=_negated(spelled.number))
    if prefix.said == "第" and number.value in _WEEKS and (weekday := _WEEKDAY.match(text, end)):
        args = (f"{number.value:f}", str("月火水木金土日".index(weekday[1]) + 1))
        return Lexeme("u", prefix.start, weekday.end(), None, None, args, "第"), weekday.end()
    if prefix.kind == "money" and (found is None or found[1].tag not in "Cc"):
        unit = Unit(prefix.said, "money", prefix.said, Decimal(1))
        return _lexeme("C", prefix, spelled, spelled.end, unit)
    if found is None:
        return _without_unit(text, spelled, prefix)
    end, suffix = found
    if suffix.unit is None:
        return _time(text, spelled, prefix, before, end, suffix)
    return _quantity(text, spelled, prefix, before, end, suffix.tag, suffix.unit)


def suffix_at(text: str, end: int) -> tuple[int, Suffix] | None:
    """The longest unit, of quantity or of time, that stands at `end`."""
    found = _SUFFIXES.at(text, end)
    # 19コレクション: one kana that begins a longer word.
    return None if found and found[0] == end + 1 and _KATAKANA_PAIR.match(text, end) else found


_KATAKANA_PAIR = re.compile("[ァ-ヴ][ァ-ヴー]")


def _suffixes() -> Lexicon[Suffix]:
    tags = {"money": "C", "ordinal": "O"}
    words: dict[str, Suffix] = {}
    for unit in units("ja"):
        tag = "W" if unit.word == "割" else tags.get(unit.kind, "Q")
        if tag == "C" and unit.factor < 1:
            tag = "c"
        word = normalised(unit.word)
        told_by_context = unit.word in _AMBIGUOUS or unit.code in _NO_FIGURES
        plain = tag in "CcQ" and not told_by_context and not _LATIN.match(word[-1])
        words[word] = Suffix(tag, unit, "", plain and unit.word not in _OTHERWISE)
    for word, tag, *rest in table("times.ja"):
        words[word] = Suffix(tag, None, rest[0] if rest else "")
    return Lexicon(words)


def _lexeme(
    tag: str, prefix: _Prefix, spelled: Spelled, end: int, unit: Unit | None, half: bool = False
) -> Found:
    return Lexeme(tag, prefix.start, end, spelled.number, unit, (), prefix.text, half), end


def _negated(number: Numeral) -> Numeral:
    value, low, high = (None if x is None else x.copy_negate() for x in number)
    return Numeral(value, high, low)


# --- before the numeral ----------------------------------------------------------------

_STAGES = ("ステージ", "フェーズ", "フェイズ", "レベル", "ベスト", "トップ")
PREFIXES = Lexicon(
    [
        *((w, ("sign", "-")) for w in ("マイナス", "▲", "-", "氷点下", "零下")),
        *((w, ("sign", "+")) for w in ("プラス", "+", "±")),
        *((w, ("ordinal", "第")) for w in ("第", "だい")),
        *((w, ("ordinal", "stage")) for w in _STAGES),
        *((w, ("ordinal", "No.")) for w in ("ナンバー", "No.", "no.", "NO.")),
        *((w, ("unit", "Cel")) for w in ("摂氏", "せっし")),
        *((w, ("unit", "[degF]")) for w in ("華氏",)),
        *((w, ("rate", "/h")) for w in ("時速", "毎時")),
        *((w, ("rate", "/s")) for w in ("秒速", "毎秒")),
        *((w, ("rate", "/min")) for w in ("分速", "毎分")),
        *((w, ("year", "")) for w in ("西暦", "'", "’")),
        *(
            (w, ("money", code))
            for code, names in {
                "USD": "$ US$ U.S.$ USD 米$ 米ドル", "JPY": "¥ JPY", "EUR": "€ EUR",
                "GBP": "£ GBP", "KRW": "₩ KRW", "AUD": "A$ AU$ AUD", "CAD": "C$ CA$ CAD",
                "HKD": "HK$ HKD", "TWD": "NT$ TWD", "SGD": "S$ SGD", "NZD": "NZ$ NZD",
                "CNY": "CN¥ CNY RMB", "INR": "₹ INR", "RUB": "₽ RUB", "VND": "₫", "THB": "฿",
                "UAH": "₴", "ILS": "₪", "PHP": "₱", "TRY": "₺", "CHF": "CHF", "BRL": "R$",
                "MXN": "MX$",
            }.items()
            for w in names.split()
        ),
    ]
)  # fmt: skip
"""Words that stand before a numeral and belong to it: what they are, and what they say."""

_WEEKS = range(1, 6)
"""The weeks of a month."""
_WEEKDAY = re.compile("([月火水木金土日])曜日?")
_TWO_DIGIT_YEAR = re.compile("[0-9]{2}年")
_PREFIX_ENDS = frozenset((*(word[-1] for word in PREFIXES.words()), " "))
_JOINED_BY_HYPHEN = re.compile(r"[0-9A-Za-zァ-ヶー)\]\-]")
_LATIN = re.compile("[A-Za-z]")


def joined_by_hyphen(text: str, hyphen: int) -> bool:
    """Whether the hyphen at `hyphen` joins a number to a name: F-16, クモハ123-1."""
    return hyphen > 0 and _JOINED_BY_HYPHEN.match(text, hyphen - 1) is not None


def _prefix(text: str, start: int, floor: int) -> _Prefix:
    """What belongs to the numeral at `start`; what ends at or before `floor` does not."""
    nearest = _prefix_before(text, start, floor)
    if nearest.kind == "sign":
        further = _prefix_before(text, nearest.start, floor)
        kind, said = ("sign", nearest.said)
        if further.kind in ("unit", "rate", "money"):
            kind, said = further.kind, further.said
            nearest = further._replace(text=further.text + nearest.text)
            return nearest._replace(kind=kind, said=said, negative=_is_minus(nearest.text))
        return nearest._replace(negative=said == "-")
    if nearest.kind == "money":
        further = _prefix_before(text, nearest.start, floor)
        if further.kind == "sign":
            return nearest._replace(start=further.start, negative=further.said == "-")
    if not nearest.kind and start > max(floor, 0) and text[start - 1] == " ":
        spaced = _prefix_before(text, start - 1, floor)
        if spaced.kind in ("money", "unit", "ordinal"):
            return spaced
    return nearest


def _is_minus(text: str) -> bool:
    return not text.endswith(("プラス", "+", "±"))


def _prefix_before(text: str, start: int, floor: int) -> _Prefix:
    found = PREFIXES.before(text, start) if start > max(floor, 0) else None
    if found is None or found[0] < floor:
        return _Prefix(start, "")
    first, (kind, said) = found
    word = text[first:start]
    if word in ("-", "+"):
        holds = (
            text[start] in "0123456789." and first != floor and not joined_by_hyphen(text, first)
        )
    elif word in ("'", "’"):
        holds = _TWO_DIGIT_YEAR.match(text, start) is not None
    else:
        # The end of a longer word in Latin letters is no currency.
        holds = not (_LATIN.match(word) and first and _LATIN.match(text, first - 1))
    return _Prefix(first, kind, said, word) if holds else _Prefix(start, "")


# --- after the numeral ------------------------------------------------------------------

_VERSUS = re.compile(" ?対 ?[0-9]")


def _suffix(text: str, end: int) -> tuple[int, Suffix] | None:
    """The unit after a numeral; 余 and one space may stand between the two."""
    after = text[end : end + 1]
    if after == "余" and text[end + 1 : end + 2] != "り":
        return suffix_at(text, end + 1)
    if after in ("対", " ") and _VERSUS.match(text, end):
        return None
    found = suffix_at(text, end)
    return suffix_at(text, end + 1) if found is None and after == " " else found


_NOT_HALF = frozenset("ば分期数導島")


def _is_half(text: str, end: int) -> bool:
    """Whether a half is added to the figure that ends at `end`: 3時半."""
    return text.startswith("半", end) and text[end + 1 : end + 2] not in _NOT_HALF


_EACH = re.compile("当たり|あたり|につき|当り")
_OF_SEVERAL = re.compile("[でにがはをだとかも、。]")
_NO_FIGURES = frozenset(("street", "monarch"))
"""Codes of what tells names apart: 4丁目, ルイ16世."""


def _quantity(
    text: str, spelled: Spelled, prefix: _Prefix, before: Lexeme, end: int, tag: str, unit: Unit
) -> Found:
    """The numeral with the unit of a quantity, which ends at `end`."""
    value = spelled.number.value
    if text[end - 1].isascii() and _LATIN.match(text, end - 1) and _LATIN.match(text, end):
        # 3Dプリンター, 5Gbase: the letters begin a longer word.
        return _without_unit(text, spelled, prefix)
    if prefix.kind == "ordinal":
        return _lexeme("O", prefix, spelled, end, unit)
    if unit.word == "番" and _TELEPHONED.match(text, end):
        return None, end
    if unit.word == "部" and _OF_LEAGUES.match(text, end):
        return _lexeme("O", prefix, spelled, end, _DIVISION)
    if unit.word == "年生" and (value is None or value > 9):
        # 1971年生まれ.
        return _time(text, spelled, prefix, before, end - 1, Suffix("y", None, "years"))
    if unit.word == "年生" and (school := _school(text, spelled, before)) is not None:
        return Lexeme("O", school, end, spelled.number, unit), end
    if unit.code in _NO_FIGURES or (value == 1 and _means_each_or_one_of(text, prefix, unit, end)):
        return None, end
    if unit.word == "度" and text.startswith("線", end):
        # 38度線.
        return None, end
    if unit.word == "人前" and text.startswith("後", end):
        # 70人前後 is about 70 people, not 70 portions.
        end -= 1
        unit = Unit("人", "count", "person", Decimal(1))
    half = _is_half(text, end)
    end += half
    if tag == "Q" and text.startswith("目の", end):
        return _lexeme("O", prefix, spelled, end + 1, unit, half)
    if prefix.kind == "rate" or unit.word in _AMBIGUOUS:
        unit = _in_context(text, spelled, prefix, unit, end)
    return _lexeme(tag, prefix, spelled, end, unit, half)


def _means_each_or_one_of(text: str, prefix: _Prefix, unit: Unit, end: int) -> bool:
    """1人当たり is what something else is counted by; 問題の一つ is one of several."""
    if _EACH.match(text, end):
        return True
    of = text[prefix.start - 1 : prefix.start] == "の" and unit.code in ("thing", "person")
    return of and _OF_SEVERAL.match(text, end) is not None


_AMBIGUOUS = frozenset(("度", "ポイント", "キロ", "ポンド"))
"""Units that what stands near them decides between."""
_OTHERWISE = frozenset(("年生", "人前", "番", "部"))
"""Units that are cut otherwise before some words."""
_CHANGES = frozenset("半目")
"""What changes a quantity that it follows: 2回半, 2回目の."""
_DIVISION = Unit("部", "ordinal", "division", Decimal(1))
_OF_LEAGUES = re.compile("(?:[・、や][1-6一二三四五六]部){0,5} ?リーグ")
"""二部・三部リーグ."""
_WEIGHTS = {"キロ": "kg", "ポンド": "[lb_av]"}
_WEIGHED = re.compile(
    r"(?:ポンド ?\(|体重|重さ|重量|荷重|積載|米|コメ|赤ちゃん|新生児|魚|肉)[^。]*$"
)
_OF_WEIGHT = re.compile(
    r"[(]約?[0-9.,]++ ?(?:キロ|kg|グラム|g|トン)"
    "|[軽重][いくか]|(?:も|ほど|近く)?(?:減量|増量|や[せ痩]|太)"
)
_WEIGHED_NOUNS = Lexicon((word, True) for (word,) in table("weighed.ja"))
_KANJI_BEFORE_NOUN = 3
_OWN_WORD = re.compile("(?![一-鿿々ァ-ヴー])")
_ANGLE_BEFORE = re.compile(
    "(?:角度?|傾斜|傾き|勾配|北緯|南緯|東経|西経|緯度|経度|方位|視野|右|左)[はがをにで約]{0,2}$"
)
_ANGLE_AFTER = re.compile(
    "の?(?:角|傾|勾配|斜|回転|回[っりし]|旋回|方向|向[きけい]|転換|視野|曲が|ターン|パノラマ|カメラ)"
)
"""90度の角, 北緯38度: degrees of an arc."""
_WARM = re.compile("気温|温度|体温|水温|最高|最低|猛暑|室温|平熱|発熱|夏日|融点|沸点")
_PERCENTAGE = re.compile(
    "[%‰率]|パーセント|割合|金利|シェア|比[でべ]|利上げ|利下げ|利回り|寄与|支持|差"
)
_POINTS_NEAR = 60
"""Characters on either side of *points* in which a percentage makes them those of one."""
_WARMER = re.compile("(?:ほど|くらい|ぐらい|以上|近く|も)?(?:高|低|上昇|上が|上回|下が|下回)")
_NEAR = 12
"""Characters before a numeral in which the word that decides its unit stands."""


def _is_of_percentages(text: str, spelled: Spelled) -> bool:
    """Whether ポイント are percentage points, not those of an index or of a match."""
    near = (max(0, spelled.start - _POINTS_NEAR), spelled.end + _POINTS_NEAR)
    return _PERCENTAGE.search(text, *near) is not None


def _in_context(text: str, spelled: Spelled, prefix: _Prefix, unit: Unit, end: int) -> Unit:
    """What an ambiguous unit stands for here: 度, キロ; and 時速 before it."""
    start, value = prefix.start, spelled.number.value
    if unit.word == "度":
        if prefix.kind == "unit":
            return Unit(unit.word, "measure", prefix.said, Decimal(1))
        turned = _ANGLE_AFTER.match(text, end)
        # 2度回る is to turn twice.
        if (turned and (turned[0][0] == "の" or (value is not None and value >= 15))) or (
            _ANGLE_BEFORE.search(text, max(0, start - _NEAR), start)
        ):
            return Unit(unit.word, "measure", "deg", Decimal(1))
        warm = (
            prefix.kind == "sign"
            or _WARM.search(text, max(0, start - _NEAR), start)
            or _WARMER.match(text, spelled.end + 1)
        )
        if warm or (value is not None and (value >= 15 or value != value.to_integral_value())):
            return unit
        return Unit(unit.word, "count", "time", Decimal(1))
    if unit.word == "ポイント" and not _is_of_percentages(text, spelled):
        return Unit(unit.word, "count", "point", Decimal(1))
    if prefix.kind == "rate" and unit.kind == "measure":
        return replace(unit, code=f"{unit.code}{prefix.said}")
    if unit.word in _WEIGHTS and (
        _WEIGHED.search(text, max(0, start - _NEAR), start) or _is_of_something_weighed(text, end)
    ):
        return Unit(unit.word, "measure", _WEIGHTS[unit.word], unit.factor)
    return unit


def _is_of_something_weighed(text: str, end: int) -> bool:
    """Whether what follows the unit tells of a weight: 5ポンドの牛肉, 100ポンド(約45キロ)."""
    if _OF_WEIGHT.match(text, end):
        return True
    if not text.startswith("の", end):
        return False
    for start in range(end + 1, end + 2 + _KANJI_BEFORE_NOUN):
        noun = _WEIGHED_NOUNS.at(text, start)
        if noun and _OWN_WORD.match(text, noun[0]):
            return True
        if not _KANJI.match(text, start):
            break
    return False


# --- time ---------------------------------------------------------------------------

_LENGTH_AFTER = re.compile(
    r"を(?:上回|下回|超|切)|前(?![後半期])|まえ|後(?!半|期)|間|ぶり|以内|連続|連休|以上|余|ほど|くらい|ぐらい|程度"
    r"|足らず|近く|弱|強(?!化)|がかり|おき|ごと|毎|目|未満|超|あまり|にわた|に渡|に及|もの|か月|連戦|働|休|おくれ|分[のをに]|制|労働|がたっ|が過ぎ|かか|待|続|が経|経っ|かけて|早く|遅れ"
)
"""What makes 3日 and 3年 a length of time, not a date."""
_AGO = re.compile("前(?![後半期])|以上前|余|以上に?わた|以上続")
_A_WEEK = re.compile("[週休]|(?<![一-鿿々0-9と])[年月]")
_LASTING = (
    "あと",
    "生後",
    "ここ",
    "今後",
    "向こう",
    "過去",
    "直近",
    "これから",
    "この先",
    "延べ",
    "わずか",
)
_HUNDREDTHS = re.compile("[0-9]{2}(?![0-9])")
_OF_THE_DATE_BEFORE = "翌同"


def _time(
    text: str, spelled: Spelled, prefix: _Prefix, before: Lexeme, end: int, suffix: Suffix
) -> Found:
    """The numeral with a unit of time, which ends at `end`."""
    number, tag, part = spelled.number, suffix.tag, suffix.part
    value = number.value
    if tag == "b":
        return _generation(text, spelled, prefix, end)
    if value == 1 and _EACH.match(text, end):
        return None, end
    if prefix.kind == "ordinal":
        if part == "weeks":
            return Lexeme("q", prefix.start, end, number, None, (part,), prefix.text), end
        if tag not in ("q", "L"):
            return _lexeme("O", prefix, spelled, spelled.end, None)
    if tag == "q" and not prefix.said and value and _QUARTERS_AFTER.match(text, end):
        months = number._replace(value=EXACT.multiply(value, _MONTHS_OF_A_QUARTER))
        return Lexeme("L", prefix.start, end, months, None, ("months",), prefix.text), end
    half = _is_half(text, end)
    end += half
    if tag in ("m", "h"):
        if value is None or not _is_whole(value) or (tag == "m" and spelled.kanji and value > 12):
            return None, end
    elif tag == "y":
        school = _school(text, spelled, before)
        if school is not None and not _is_length(text, value, end, half):
            return Lexeme("O", school, end, number, _GRADE), end
        if prefix.kind != "year" and _is_length(text, value, end, half):
            tag = "y" if _is_year(text, spelled, end) else "L"
    elif tag == "d":
        if _is_length_of_days(text, spelled, before, end, half):
            tag = "L"
    elif tag == "s" and value is not None and (decimals := _HUNDREDTHS.match(text, end)):
        # 9秒58.
        number = Numeral(EXACT.add(value, Decimal(f"0.{decimals[0]}")))
        tag, end = "L", decimals.end()
    start = prefix.start
    if tag in "ydm" and start > max(before.end, 0) and text[start - 1] in _OF_THE_DATE_BEFORE:
        start -= 1
    return Lexeme(tag, start, end, number, None, (part,), prefix.text, half), end


_QUARTERS_AFTER = re.compile("ぶり|連続|続|間|にわた|に渡|以上|以内|前|後")
"""What makes 3四半期 nine months, not the third quarter."""
_MONTHS_OF_A_QUARTER = Decimal(3)
_GRADE = Unit("年", "ordinal", "grade", Decimal(1))
_GRADES = range(1, 7)
_SCHOOLS = Lexicon(
    (word, True)
    for word in (
        "大学", "大学院", "学部", "短大", "高専", "専門学校", "高校", "高等学校", "高等部",
        "中学", "中学校", "中等部", "小学", "小学校", "初等部",
    )
)  # fmt: skip


def _school(text: str, spelled: Spelled, before: Lexeme) -> int | None:
    """Where 大学 of 大学3年 begins: a year at school, no length of time."""
    found = _SCHOOLS.before(text, spelled.start)
    if not found or spelled.number.value not in _GRADES or found[0] < before.end:
        return None
    return found[0]


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _is_length(text: str, value: Decimal | None, end: int, half: bool) -> bool:
    """Whether 3年 and 3日, which end at `end`, last so long, and are no date."""
    return half or value is None or not _is_whole(value) or bool(_LENGTH_AFTER.match(text, end))


_LASTS = re.compile(
    "の(?:猶予|休暇|休み|休養|休息|有休|有給|遅れ|遅延|拘禁|拘束|勾留|拘留|禁錮|懲役|投獄|停職|停学|謹慎|出場停止|出勤停止"
    "|行程|道のり|旅(?![行客館券])|滞在|安静|入院|余裕|間隔|時差|労働|勤務)"
)
"""3日の猶予: what a number of days is told of; 3日の会談 is held on the third."""
_OF_ONE_DAY = re.compile(
    "で(?!(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})(?:周?年|[カかヶ]月|周|歳|週|日)|任期|満|丸|創|発足|開|就任)|の(?:始まり|終わり|流れ|生活|仕事|作業|活動|疲れ|大半|大部分|ほとんど|半分"
    "|うち|摂取|使用量|消費|生産量|処理|歩数|平均|利用者|乗降)"
)
"""What 1日 is a day of: 1日で作る, 1日の終わり."""
_QUALIFIED_DAY = re.compile("(?<=[いな])|(?<=最[高悪良大長]の)|(?<=激動の|運命の|波乱の)")
_ENDS_A_PHRASE = re.compile("[はがをにとだでも。、」]")
"""難しい1日だった: a day that an adjective tells of, not the first of the month."""
_FIRST_OF_MONTH = re.compile(
    "から(?![0-9一二三四五六七八九十数])|にも?(?:始|開[かきくけ催幕会業設]|行[いうわ]|実施|施行|発[足売表効]|公[表布開]|会[談見合]"
    "|就任|召集|招集|スタート|オープン|予定|控え|迫)"
)
"""一日に始まる: 一日 by itself is a day's length, but where something is held or begins."""


def _is_length_of_days(text: str, spelled: Spelled, before: Lexeme, end: int, half: bool) -> bool:
    """Whether N日 is a number of days: 60日, 週4日, 3日間 but not 8月3日.

    一日 by itself is a day's length more often than the first of the month.
    """
    value, touches = spelled.number.value, before.end == spelled.start
    if not touches and text.endswith(_LASTING, 0, spelled.start):
        return True
    if touches and before.unit is not None and before.unit.code == "night":
        return True
    if _is_length(text, value, end, half):
        return not (touches and before.tag in ("m", "M", "r"))
    return value is not None and not touches and (
        value > 31
        or (value == 1 and _is_one_day(text, spelled, end))
        or (text[end : end + 1] == "の" and _LASTS.match(text, end) is not None)
        or _A_WEEK.match(text, max(spelled.start - 1, 0)) is not None
    )  # fmt: skip


def _is_one_day(text: str, spelled: Spelled, end: int) -> bool:
    """Whether 1日, which ends at `end`, is a day's length: 1日で作る, 難しい1日だった."""
    if spelled.kanji:
        return _FIRST_OF_MONTH.match(text, end) is None
    if _OF_ONE_DAY.match(text, end):
        return True
    return bool(_QUALIFIED_DAY.match(text, spelled.start) and _ENDS_A_PHRASE.match(text, end))


def _generation(text: str, spelled: Spelled, prefix: _Prefix, end: int) -> Found:
    """50代, an age; 7代, a generation."""
    value = spelled.number.value
    if value is None:
        return None, end
    in_tens = 10 <= value <= 90 and value % 10 == 0
    if prefix.kind == "ordinal" or not (in_tens or text[end - 2 : end] == "歳代"):
        return _lexeme("O", prefix, spelled, end, Unit("代", "ordinal", "generation", Decimal(1)))
    return _lexeme("b", prefix, spelled, end, None)


def _is_year(text: str, spelled: Spelled, end: int) -> bool:
    """Whether N年 is a year of the calendar even where a length could be meant."""
    value = spelled.number.value
    if value is None or not 1000 <= value <= 2999 or "," in text[spelled.start : spelled.end]:
        return False
    # 2000年前: a round number of years ago.
    return not (value % 100 == 0 and _AGO.match(text, end))


def _is_year_in_brackets(text: str, spelled: Spelled) -> bool:
    """(1967): a year of our time that nothing stands beside."""
    start, end = spelled.start, spelled.end
    return (
        end - start == 4
        and not spelled.kanji
        and text[end : end + 1] == ")"
        and text[start - 1 : start] == "("
        and "1600" <= text[start:end] <= "2099"
    )


_SUFFIXES = _suffixes()

# --- no unit ------------------------------------------------------------------------

_PART_OF_NAME = re.compile("[一-鿿々ァ-ヴA-Za-z0-9]")
_KATAKANA = re.compile(r"[ァ-ヴ][ァ-ヴー]{1,9}+(?![ァ-ヴー])")
_COUNTED = re.compile("[一-鿿]{1,2}(?![一-鿿々])")
_NOT_COUNTED = frozenset(
    "以前後内外中上下増減超余強弱間未約目付時年月日対号第他計等分着発行出入進連同者的化性用式法型系"
    "近規程過満台見相足級割引急昇落春夏秋冬"
)
"""Kanji that stand after a bare number without being counted."""
_SCHOOL_LETTER = re.compile("(?:^|[^一-鿿々])?[小中高][1-6]$")
_AFTER_GRADE = re.compile("[のでかとはもに、。)・」男女生]|$")
_VERB = re.compile("[一-鿿](?![はがをにでとのもへや])[ぁ-ん]")
"""5分の3終わる: the kanji after a fraction may begin a verb."""
_NAMED = re.compile(
    "[ァ-ヴー](?<!マグニチュード)(?<!マッハ)(?<!スコア)(?<!レート)(?<!トータル)(?<!マイナス)(?<!プラス)"
)
"""What ends in this is named by the bare number after it: ボーイング737."""
_TELEPHONED = re.compile("[にへ]?(?:緊急)?(?:電話|通報|ダイヤル)")
_TO_A_NUMBER = frozenset("にへ")
"""101に電話する: what follows a number that is dialled."""
_OF_MANY = re.compile("も?の[一-鿿ァ-ヴ]")
"""What a vague number counts: 数百の店舗, 何千もの人."""
_SYLLABLE = re.compile("(?![はをがにでとのもへやかなよだくぐほまあずじぞさし])[ぁ-ん]")
"""2ちゃんねる: a kana that no particle begins with."""
_WORD_AFTER = re.compile("(?![以未前程超余強弱台近対規春夏秋冬])[一-鿿々]|(?!x[0-9])[A-Za-z]")
"""405法廷, 16進数: what stands before a word and does not count it is part of it."""


def _without_unit(text: str, spelled: Spelled, prefix: _Prefix) -> Found:
    """A number with no unit of the tables: an ordinal, a count of some noun, or bare."""
    start, end = prefix.start, spelled.end
    if _is_year_in_brackets(text, spelled):
        return Lexeme("y", start, end, spelled.number, None, ("years",)), end
    if prefix.kind == "ordinal":
        if prefix.said == "第" and _PART_OF_NAME.match(text, end):
            # 第35狙撃軍団, 福島第1原発: a name.
            return None, end
        return _lexeme("O", prefix, spelled, end, None)
    if text[end : end + 1] in _TO_A_NUMBER and _TELEPHONED.match(text, end):
        return None, end
    if spelled.number.value is None and not _OF_MANY.match(text, end):
        return None, end
    grade = not prefix.kind and _SCHOOL_LETTER.match(text, max(start - 2, 0), end)
    if grade and spelled.number.value in _GRADES and _AFTER_GRADE.match(text, end):
        return Lexeme("O", start - 1, end, spelled.number, _GRADE), end
    fraction = "分の" in text[spelled.start : end]
    if not spelled.kanji:
        named = start > 0 and not prefix.kind and _NAMED.match(text, start - 1)
        noun = _KATAKANA.match(text, end) or _COUNTED.match(text, end)
        verb = fraction and noun and _VERB.match(text, noun.end() - 1)
        if noun and not named and not verb and noun[0][0] not in _NOT_COUNTED:
            unit = Unit(noun[0], "count", noun[0], Decimal(1))
            return _lexeme("Q", prefix, spelled, noun.end(), unit)
        if named or (_WORD_AFTER.match(text, end) and not fraction):
            return None, end
    if _SYLLABLE.match(text, end):
        return None, end
    return _lexeme("N", prefix, spelled, end, None)


# --- numerals of kanji -------------------------------------------------------------------

_ALONE = re.compile(
    r"人(?![者称娘っ])|つ|度(?!目)|回(?!線|転|収|答|復|路)|件|個|本(?![部社人当])|枚|名(?!前)|社|隻|機(?!関)|匹|頭"
    r"|台(?!風)|歳|年(?!輪)|カ|か[国月所年]|ヶ|週間|日間|時間|分間|秒間|円|%|割|位|番目|倍|皿|杯|冊|着|歩|票|段"
    r"|代目|世紀|点|月|日|代(?![表理わ金償替用])|部(?![分下品署屋隊長族門落員作])|曲|通り|組|種類|軒|戸|棟|校|球|勝|敗|死|打|発|億|等(?!分)|次(?!元|的|産|電|会)"
    r"|時(?![停的計折代価限期短空差刻速雨評流])|分(?![野岐割配散離裂布析担類子身解別業量断権数厘])|秒|[ァ-ヴ]"
)
"""Units that a numeral of one kanji may stand before; with others it is mostly part of a word."""
_KANJI = re.compile(r"[\u4e00-\u9fff々〆0-9A-Za-z]")
_MEASURED = frozenset(
    "約計第全他各毎同平均総延残実数月日年時分度級男女子児人名員者等率比価額高長幅量重側差割億金末初後前間内中上下"
    "左右朝夜昼夕旧新元現的式型戦投票点満最大小少多速温湿圧"
)
"""Kanji after which a numeral of kanji may begin: what is measured, or how."""
_NAME_BEFORE = frozenset("大小五藤山川田木村島野井本原坂津崎")
"""Kanji that make a name of what follows."""
_COUNTS_THINGS = re.compile("[本枚匹冊隻]の")
"""小鳥三匹の: what makes a numeral of one kanji count what the word before it names."""
_QUALIFIES = frozenset("以未前程超余強弱台近")
_PARTICLE = re.compile("[はがをにでとのもへや、。,)・ ]|から|まで|$")


def kanji_stands(text: str, spelled: Spelled, lexeme: Lexeme) -> bool:
    """Whether the kanji are a numeral, and not a part of a word or a name."""
    if lexeme.prefix:
        return True
    start, end = spelled.start, spelled.end
    before, after = text[start - 1 : start], text[end : end + 1]
    long = end - start > 1
    if start and "一" <= before <= "鿿" and before not in _MEASURED:
        if before not in _NAME_BEFORE and _COUNTS_THINGS.match(text, end):
            return True
        return long and lexeme.tag in "QCcWLymdh" and before not in _NAME_BEFORE
    if lexeme.tag == "N":
        if "分の" in text[start:end]:
            return True
        if after and after not in _QUALIFIES and _KANJI.match(after):
            return False
        return long or (
            not (start and _KANJI.match(before)) and _PARTICLE.match(text, end) is not None
        )
    # The unit may stand after a space.
    unit = end + (after == " ")
    return long or text[start] in "数何" or _ALONE.match(text, unit) is not None
