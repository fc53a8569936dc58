"""What holds of the Japanese grammar on any text, and of figures written and read again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.figures import read, write
from brief.figures.calendar import plain
from brief.figures.lexicon import table, units
from brief.model import Figure, FigureKind, Modifier

DAY = date(2025, 8, 19)
_PIECES = [
    "約",
    "およそ",
    "最大",
    "第",
    "だい",
    "数",
    "何",
    "半",
    "一",
    "十",
    "二〇二五",
    "百",
    "千",
    "万",
    "億",
    "兆",
    "京",
    "1",
    "18",
    "3.5",
    "1,000",
    "１８",
    "99",
    "10363",
    "0",
    "2025",
    "円",
    "銭",
    "ドル",
    "ユーロ",
    "%",
    "％",
    "割",
    "分",
    "厘",
    "ポイント",
    "人",
    "社",
    "カ国",
    "回",
    "度",
    "つ",
    "目",
    "番目",
    "位",
    "歳",
    "代",
    "台",
    "倍",
    "キロ",
    "平方キロ",
    "℃",
    "年",
    "月",
    "日",
    "時",
    "秒",
    "年度",
    "年代",
    "世紀",
    "月期",
    "四半期",
    "週間",
    "カ月",
    "時間",
    "日間",
    "(月)",
    "月曜日",
    "午前",
    "午後",
    "夜",
    "令和",
    "平成",
    "元年",
    "昨年",
    "先月",
    "来週",
    "きょう",
    "同日",
    "翌",
    "前年同期",
    "毎週",
    "ごと",
    "前",
    "後",
    "ぶり",
    "以上",
    "未満",
    "超",
    "余り",
    "前後",
    "ほど",
    "〜",
    "から",
    "まで",
    "の",
    "と",
    "対",
    "、",
    "。",
    "・",
    "0.0",
    "一・二",
    "/",
    ":",
    "-",
    "−",
    "▲",
    "¥",
    "$",
    "(",
    ")",
    " ",
    "\u3000",
    "G",
    "F-",
    "½",
    "憶",
    "e5",
    ".25",
    "1 000",
    "じゅう",
    "ひゃく",
    "に",
    "その年",
    "同じ週",
    "第1月曜日",
    "最後の週",
    "週",
    "大学",
    "'98",
    "https://",
    "x@",
    "3分の1",
    "一方",
    "三菱",
    "�",
    "́",
]
texts = st.one_of(
    st.text(),
    st.text(alphabet="0123456789０９一二十百千万億年月日時分秒第約〜・、./:- \ud800\u0301"),
    st.lists(st.sampled_from(_PIECES)).map("".join),
)
_WORDS = sorted(
    {
        *(
            row[0]
            for name in ("words.ja", "times.ja", "holidays.ja", "periods")
            for row in table(name)
        ),
        *(row[0] for name in ("modifiers.ja", "negatives.ja") for row in table(name)),
        *(unit.word for unit in units("ja")),
    }
)
_NUMERALS = [
    "0", "1", "2", "9", "12", "13", "25", "29", "30", "31", "32", "99", "08", "1999", "2025", "99999", "1" + "0" * 400,
    "一", "三", "十", "三十一", "二〇二五", "数十", "1.5", "½", "第", "元",
]  # fmt: skip
_TIMES = [
    "年",
    "月",
    "日",
    "時",
    "分",
    "秒",
    "週",
    "年度",
    "年代",
    "世紀",
    "月期",
    "四半期",
    "カ月",
    "日間",
    "代",
    "度",
]
_JOINTS = [
    "の",
    "、",
    "・",
    "〜",
    "-",
    "/",
    ":",
    " ",
    "から",
    "と",
    "&",
    "(",
    "前",
    "後",
    "半",
    "毎",
    "T",
    "\ud800",
]
joined = st.lists(
    st.one_of(*(st.sampled_from(some) for some in (_NUMERALS, _TIMES, _JOINTS, _WORDS))), max_size=8
).map("".join)
"""All words of the tables, joined at random: dates that are none, ends in the wrong order."""
_QUANTITIES = ("number", "ordinal", "percent", "money", "count", "measure", "age")
_DURATION = re.compile(r"P(?=.)(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?")


days = st.sampled_from((None, DAY, date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)))


@given(st.one_of(texts, joined), days)
def test_spans_and_values_are_sound(text: str, day: date | None) -> None:
    end = 0
    starts: set[int] = set()
    for figure in read(text, "ja", day):
        start, stop = figure.extent
        assert end <= start <= figure.start < figure.end <= stop <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.restates is None or figure.restates in starts
        end = stop
        starts.add(figure.start)
        for value in (figure.value, figure.low, figure.high):
            if value is None:
                continue
            if figure.kind in _QUANTITIES:
                assert re.fullmatch(r"-?\d+(?:\.\d*[1-9])?", value)
            elif figure.kind == "duration":
                assert _DURATION.fullmatch(value)
        assert write(figure, "ja")
        assert write(figure, "en")


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1,", "1.", "1-", "1/", "1:", "・1", "一", "万", "数", "3分の", "1年", "18日", "8月", "平成3",
        "1ドル", "1円2銭", "1〜", "1から", "1と", "3割4分5厘", "月曜", "(月)", "$", "-", "@", "a@", "http://",
        "午後3時", "毎週", "約", "以上", "今後", "ァ1", "AB1", "じゅう", "あじゅう", "にひゃく", "1 234",
        "1 000人", "½", "2e5", "18日の3日", "漢(きょう", "第1月曜日", "31日の日曜日", "月1回", "1日1回",
        "二部・", "毎週月・", "毎週月・水曜日", "1日に3回", "5ポンドの", "クリスマス", "終戦の日の15日", "0800 555 111 ", "5・6年生",
        "199X", "18日から20日に", "2フィート3インチ", "5&",
    ],
)  # fmt: skip
def test_a_long_repetition_is_read(piece: str) -> None:
    text = (piece * (60_000 // len(piece) + 1))[:60_000]
    for figure in read(text, "ja", DAY):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1" + "0" * 400 + "円", "money", "1" + "0" * 400),
        ("9" * 5000 + "人", "count", "9" * 5000),
        ("第0回", "ordinal", "0"),
        ("2月30日", "date", None),
        ("2025年13月", "date", None),
        ("25月", "date", None),
        ("8月99日", "date", None),
        ("99時", "time", None),
        ("29時", "time", "T29"),
        ("30時", "time", None),
    ],
)
def test_numbers_and_dates_beyond_bounds(text: str, kind: str, value: str | None) -> None:
    (figure,) = read(text, "ja", DAY)
    assert (figure.kind, figure.value, figure.text) == (kind, value, text)


@pytest.mark.parametrize("day", [None, DAY])
@pytest.mark.parametrize(
    "text",
    [
        "1-9日", "3～三日", "5-1日", "30〜1日", "12月30〜1日", "31〜32日", "年度9四半期", "来る日曜・二日", "1年1年前",
        "1" + "0" * 80 + "代", "2000年12月30〜1日", "9999年12月30〜1日",
    ],
)  # fmt: skip
def test_days_and_parts_that_do_not_fit_are_read(text: str, day: date | None) -> None:
    for figure in read(text, "ja", day):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize("name", [name for name, _ in table("holidays.ja")])
@pytest.mark.parametrize("day", [None, DAY])
def test_every_holiday_is_read(name: str, day: date | None) -> None:
    (figure,) = read(f"{name}に会う", "ja", day)
    assert (figure.text, figure.kind) == (name, "date")


@given(st.sampled_from([name for name, _ in table("holidays.ja")]), st.integers(1950, 2090))
def test_a_holiday_has_a_day_in_every_year(name: str, year: int) -> None:
    (figure,) = read(f"{year}年の{name}に会う", "ja")
    if figure.value is not None:
        assert date.fromisoformat(figure.value).year == year


def test_the_figure_in_brackets_restates_the_one_before() -> None:
    text = "欧州は1000億ドル規模(約14兆7800億円)の武器を18日に買う"
    dollars, yen, day = read(text, "ja", DAY)
    assert (dollars.value, dollars.unit, dollars.restates) == ("100000000000", "USD", None)
    assert (yen.value, yen.unit, yen.modifier) == ("14780000000000", "JPY", "approx")
    assert yen.restates == dollars.start
    assert day.value == "2025-08-18"


def test_full_width_text_is_read_as_it_stands() -> None:
    (figure,) = read("約１，０００億円（約）", "ja", DAY)
    assert (figure.text, figure.value, figure.extent) == ("１，０００億円", "100000000000", (0, 8))


# --- written and read again ------------------------------------------------------------

amounts = st.decimals(-(10**17), 10**17, places=2, allow_nan=False).map(plain)
modifiers: st.SearchStrategy[Modifier | None] = st.sampled_from(
    (None, "approx", "more_than", "less_than", "equal_or_more", "equal_or_less")
)
_CODES = sorted(
    {(u.kind, u.code) for u in units("ja") if u.kind in ("money", "measure", "count") and u.code}
)


def _figure(kind: FigureKind, value: str, unit: str | None = None) -> Figure:
    return Figure(0, 1, (0, 1), "?", kind, value, unit=unit)


@given(amounts, st.sampled_from(("money", "percent")), modifiers)
def test_an_amount_written_is_read_again(
    value: str, kind: FigureKind, modifier: Modifier | None
) -> None:
    unit = "USD" if kind == "money" else "%"
    figure = Figure(0, 1, (0, 1), "?", kind, value, unit=unit, modifier=modifier)
    (again,) = read(f"それは{write(figure, 'ja')}です", "ja", DAY)
    assert (again.kind, again.value, again.unit, again.modifier) == (kind, value, unit, modifier)


@pytest.mark.parametrize(("kind", "code"), _CODES)
def test_every_unit_written_is_read_again(kind: FigureKind, code: str) -> None:
    figure = _figure(kind, "12000", code)
    (again,) = read(f"全部で{write(figure, 'ja')}、", "ja", DAY)
    assert (again.kind, again.value, again.unit) == (kind, "12000", code)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_date_written_is_read_again(day: date) -> None:
    (again,) = read(f"{write(_figure('date', day.isoformat()), 'ja')}に会う", "ja", DAY)
    assert (again.kind, again.value) == ("date", day.isoformat())


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2025"), ("date", "2025-08"), ("date", "2025-Q2"), ("date", "2025-H1"),
        ("date", "2025-SU"), ("date", "FY2025"), ("date", "FY2025-Q3"), ("date", "FY2025-H2"),
        ("date", "199"), ("date", "20"), ("date", "BC0044"), ("date", "2025-W31"),
        ("datetime", "2025-08-18TAF"), ("datetime", "2025-08-18T15:30"), ("time", "T15"),
        ("time", "T09:05"), ("time", "T25:30"), ("duration", "P3Y"), ("duration", "P18D"),
        ("duration", "P2W"), ("duration", "P6M"), ("duration", "PT48H"), ("duration", "PT1H30M"),
        ("duration", "P1Y2M"), ("duration", "P2000Y"), ("duration", "PT90S"), ("set", "P1D"),
        ("set", "P1W"), ("set", "P2W"), ("set", "XXXX-WXX-1"), ("ordinal", "3"), ("age", "71"),
    ],
)  # fmt: skip
def test_a_time_written_is_read_again(kind: FigureKind, value: str) -> None:
    (again,) = read(f"{write(_figure(kind, value), 'ja')}、", "ja", DAY)
    assert (again.kind, again.value) == (kind, value)


@given(st.integers(0, 10**24 - 1))
def test_a_numeral_in_kanji_units_keeps_its_value(number: int) -> None:
    (figure,) = read(f"{write(_figure('money', str(number), 'JPY'), 'ja')}", "ja", DAY)
    assert figure.value == str(number)


@given(st.integers(1, 28), st.integers(1, 12))
def test_a_bare_day_is_near(day: int, month: int) -> None:
    today = date(2025, month, 15)
    (figure,) = read(f"{day}日の会談", "ja", today)
    assert figure.value is not None
    assert abs(date.fromisoformat(figure.value) - today) <= timedelta(days=16)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("14780000000000", "14兆7800億円"), ("10363", "1万363円"), ("0", "0円"), ("0.5", "0.5円"),
        ("100000000.5", "1億0.5円"), ("-1234", "-1234円"), ("1" + "0" * 30, "1" + "0" * 30 + "円"),
    ],
)  # fmt: skip
def test_money_in_japanese(value: str, written: str) -> None:
    figure = _figure("money", value, "JPY")
    assert write(figure, "ja") == written
    assert Decimal(read(written, "ja")[0].value or "") == Decimal(value)
