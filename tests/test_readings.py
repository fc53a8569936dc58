"""Readings: the kana over a text, and kana in Latin letters."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.figures import read
from brief.readings import Ruby, romanize, ruby
from brief.readings.alignment import align, hiragana
from brief.readings.numerals import spoken
from brief.readings.tables import rows
from brief.words import words

PHRASES = Path(__file__).parent / "data" / "readings.tsv"
DAY = date(2025, 8, 18)
LEAST_RIGHT = 0.98

NameSpan = tuple[int, int, str]


def readings(text: str, names: list[NameSpan] | None = None) -> tuple[Ruby, ...]:
    return ruby(text, words(text), read(text, "ja", DAY), names or ())


def marked(text: str, names: list[NameSpan] | None = None) -> str:
    """The text with its readings behind what they stand over: 読(よ)む."""
    pieces, end = [], 0
    for span in readings(text, names):
        pieces += [text[end : span.start], f"[{text[span.start : span.end]}|{span.kana}]"]
        end = span.end
    return "".join([*pieces, text[end:]])


def said(text: str) -> str:
    """The whole text in hiragana."""
    return hiragana(re.sub(r"\[[^|\]]*\|([^\]]*)\]", r"\1", marked(text)))


def phrases() -> list[tuple[str, str]]:
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(phrase, hiragana(reading).replace(" ", "")) for phrase, reading in pairs]


def test_phrases_of_news() -> None:
    known = phrases()
    wrong = [(phrase, said(phrase)) for phrase, reading in known if said(phrase) != reading]
    print(*(f"{phrase}  {found}" for phrase, found in wrong), sep="\n")
    assert len(known) >= 320
    assert len({phrase for phrase, _ in known}) == len(known)
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(known)


# --- where it stands -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("読み書き", "[読|よ]み[書|か]き"),
        ("申し込む", "[申|もう]し[込|こ]む"),
        ("お茶を飲む", "お[茶|ちゃ]を[飲|の]む"),
        ("聞き手", "[聞|き]き[手|て]"),
        ("今日、大人が", "[今日|きょう]、[大人|おとな]が"),
        ("一昨日", "[一昨日|おととい]"),
        ("消しゴム", "[消|け]しゴム"),
        ("人々", "[人々|ひとびと]"),
        ("霞が関", "[霞|かすみ]が[関|せき]"),
        ("独立の3カ国", "[独立|どくりつ]の[3カ国|さんかこく]"),
        ("3つ", "[3|みっ]つ"),
        ("10ポイント", "[10|じゅっ]ポイント"),
        ("2025年8月18日", "[2025年|にせんにじゅうごねん][8月|はちがつ][18日|じゅうはちにち]"),
        ("第2次", "[第2次|だいにじ]"),
        ("3分の2", "[3分|さんぶん]の[2|に]"),
        ("ひらがなとカタカナ。", "ひらがなとカタカナ。"),
        ("", ""),
    ],
)
def test_ruby_stands_over_kanji_and_numbers_only(text: str, expected: str) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize("code", ["F35", "H3", "5G", "15:30", "2025/08/18", "B-52"])
def test_codes_and_times_have_none(code: str) -> None:
    assert marked(code) == code


def test_what_the_dictionary_does_not_know_has_none() -> None:
    assert marked("龘靐齉") == "龘靐齉"


@pytest.mark.parametrize(
    ("word", "kana", "expected"),
    [
        ("駒ケ岳", "コマガタケ", [(0, 3, "こまがたけ")]),
        ("生き生き", "いきいき", [(0, 1, "い"), (2, 3, "い")]),
        ("お巡りさん", "おまわりさん", [(1, 2, "まわ")]),
        ("かな", "かな", []),
        ("漢字", "", []),
        ("書く", "よむ", [(0, 2, "よむ")]),
        ("く書く", "か", [(0, 3, "か")]),
    ],
)
def test_alignment(word: str, kana: str, expected: list[tuple[int, int, str]]) -> None:
    assert [tuple(piece) for piece in align(word, kana)] == expected


# --- numbers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "kana"),
    [
        ("0", "ぜろ"),
        ("0.5", "れいてんご"),
        ("〇・五", "れいてんご"),
        ("10.5", "じゅってんご"),
        ("1.05", "いってんれいご"),
        ("12,345", "いちまんにせんさんびゃくよんじゅうご"),
        ("1000万", "いっせんまん"),
        ("1000億", "せんおく"),
        ("10,000,000", "いっせんまん"),
        ("1千万", "いっせんまん"),
        ("１兆", "いっちょう"),
        ("8兆", "はっちょう"),
        ("14兆7800億", "じゅうよんちょうななせんはっぴゃくおく"),
        ("8000000000000", "はっちょう"),
        ("1万8千", "いちまんはっせん"),
        ("三百三十三", "さんびゃくさんじゅうさん"),
        ("二〇二五", "にせんにじゅうご"),
        ("数十万", "すうじゅうまん"),
        ("十数", "じゅうすう"),
        ("何百", "なんびゃく"),
        ("1.5億", "いってんごおく"),
        ("007", "ぜろぜろなな"),
        ("12345678901234567", "いちにさんよんごろくななはちきゅうぜろいちにさんよんごろくなな"),
    ],
)
def test_numbers(number: str, kana: str) -> None:
    assert spoken(number) == kana


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("1本2本3本4本6本8本10本", "いっぽんにほんさんぼんよんほんろっぽんはっぽんじゅっぽん"),
        ("1分3分4分10分", "いっぷんさんぷんよんぷんじゅっぷん"),
        ("3階、3軒、6回、8社", "さんがい、さんげん、ろっかい、はっしゃ"),
        ("1人、2人、4人、14人", "ひとり、ふたり、よにん、じゅうよにん"),
        ("4月7月9月", "しがつしちがつくがつ"),
        ("4時7時9時", "よじしちじくじ"),
        ("14日、17日、20日、24日", "じゅうよっか、じゅうしちにち、はつか、にじゅうよっか"),
        ("4～6月期", "し～ろくがつき"),
        ("3割1分5厘", "さんわりいちぶごりん"),
        ("100km", "ひゃっきろめーとる"),
        ("20歳の20歳代", "はたちのにじゅっさいだい"),
        ("三本の矢", "さんぼんのや"),
        ("3、4人", "さん、よにん"),
        ("百分率", "ひゃくぶんりつ"),
        ("2018 年 5 月", "にせんじゅうはちねん ごがつ"),
        ("二・二六事件", "ににろくじけん"),
        ("日韓W杯", "にっかんWはい"),
        ("何本", "なんぼん"),
    ],
)
def test_counters(text: str, kana: str) -> None:
    assert said(text) == kana


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("1日に発表した", "ついたちにはっぴょうした"),
        ("1日間の休戦", "いちにちかんのきゅうせん"),
        ("1日3回の服用", "いちにちさんかいのふくよう"),
        ("充実した一日", "じゅうじつしたいちにち"),
        ("2、3日かかる", "に、さんにちかかる"),
        ("5～7日に開く", "ご～なのかにひらく"),
    ],
)
def test_the_kind_of_the_figure_decides(text: str, kana: str) -> None:
    assert said(text) == kana


# --- tables --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["words", "counters"])
def test_tables_are_in_order(name: str) -> None:
    found = list(rows(name))
    settled: set[str] = set()
    for word, kana, *columns in found:
        conditions = columns[2:] if name == "counters" else columns
        assert re.fullmatch("[ぁ-ゖァ-ヴー]+", kana), word
        assert word not in settled, f"{word}: a row after one that always holds"
        assert len(conditions) <= 3, word
        if not any(conditions):
            settled.add(word)


# --- names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kana", "expected"),
    [
        ("石破茂", "いしばしげる", "[石破|いしば][茂|しげる]"),
        ("石破茂", "いしば・しげる", "[石破|いしば][茂|しげる]"),
        ("石破 茂", "いしば しげる", "[石破|いしば] [茂|しげる]"),
        ("金正恩", "キム・ジョンウン", "[金正恩|きむじょんうん]"),
        ("北の湖", "きたのうみ", "[北|きた]の[湖|うみ]"),
        ("東京スカイツリー", "とうきょうすかいつりー", "[東京|とうきょう]スカイツリー"),
        ("トランプ", "とらんぷ", "トランプ"),
    ],
)
def test_names_win_over_the_dictionary(name: str, kana: str, expected: str) -> None:
    text = f"{name}が来た"
    assert marked(text, [(0, len(name), kana)]) == f"{expected}が[来|き]た"


def test_names_that_cannot_be_are_left_out() -> None:
    text = "東京と大阪"
    plain = readings(text)
    assert readings(text, [(-1, 2, "あ"), (3, 9, "い"), (2, 2, "う"), (0, 2, "")]) == plain
    assert readings(text, [(0, 2, "あずま"), (1, 3, "え")])[0] == Ruby(0, 2, "あずま")


# --- properties ----------------------------------------------------------------------

TEXTS = st.text() | st.text(
    "0123456789１２〇一二三十百千万億兆日月人本分の・、.,第読むカァー々京ヶA%龘\n ", max_size=60
)
NAMES = st.lists(
    st.tuples(st.integers(-2, 30), st.integers(-2, 30), st.text("いしば・ ア漢", max_size=6)),
    max_size=4,
)


@given(TEXTS, NAMES)
def test_any_string(text: str, names: list[NameSpan]) -> None:
    spans = readings(text, names)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert re.search(
            "[0-9\uff10-\uff19\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]",
            text[span.start : span.end],
        )
        assert span.kana
        end = span.end
    bounds = [0, *(place for span in spans for place in span[:2]), len(text)]
    assert "".join(text[a:b] for a, b in pairwise(bounds)) == text


@given(st.text("読み書きかなァー12", min_size=1), st.text("よみかきなァー", min_size=1))
def test_alignment_loses_nothing(word: str, kana: str) -> None:
    pieces = align(word, kana)
    if pieces:
        rebuilt, end = "", 0
        for piece in pieces:
            rebuilt += word[end : piece.start] + piece.kana
            end = piece.end
        assert hiragana(rebuilt + word[end:]) == hiragana(kana)


@given(st.text())
def test_any_string_is_romanized(text: str) -> None:
    romanize(text)


# --- Latin letters -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("しんぶん", "shinbun"),
        ("とうきょう", "tōkyō"),
        ("おおさか", "ōsaka"),
        ("こんや", "kon'ya"),
        ("まっちゃ", "matcha"),
        ("ざっし", "zasshi"),
        ("けいざい", "keizai"),
        ("にいがた", "niigata"),
        ("ジュンイチロウ", "jun'ichirō"),
        ("コーヒー", "kōhī"),
        ("ヴァンス", "vansu"),
        ("ティム", "timu"),
        ("フェルナンド", "ferunando"),
        ("チェコ", "cheko"),
        ("シェフ", "shefu"),
        ("ウィーン", "wīn"),
        ("ドゥテルテ", "duterute"),
        ("クォーター", "kwōtā"),
        ("ツェッペリン", "tsepperin"),
        ("いのうえ", "inoue"),
        ("まつうら", "matsuura"),
        ("あっ", "a"),
        ("", ""),
    ],
)
def test_romanization(kana: str, letters: str) -> None:
    assert romanize(kana) == letters


def test_romanized_names() -> None:
    assert romanize("ゔぉろでぃみる・ぜれんすきー", name=True) == "Vorodimiru Zerensukī"
    assert romanize("いしば しげる", name=True) == "Ishiba Shigeru"
    assert romanize("おおさか とうきょう", name=True, macrons=False) == "Osaka Tokyo"
