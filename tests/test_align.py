"""Alignment: structure and ids first, then length, sentences, figures, names and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import source
from brief.align import align
from brief.align.sounds import consonants
from brief.annotate import Annotator
from brief.glossary import Glossary
from brief.model import AnnotatedDocument, Document, FrontMatter, Language

ANNOTATOR = Annotator(Glossary())


def document(body: str, language: Language) -> Document:
    return source.parse_body(body, f"a.{language}.md", "a", language, FrontMatter())


def annotated(body: str, language: Language) -> AnnotatedDocument:
    return ANNOTATOR.annotate(document(body, language))


def aligned(ja: str, en: str) -> list[tuple[str, str]]:
    """The beads, the blocks of a side with " + " between."""
    texts = annotated(ja, "ja"), annotated(en, "en")
    return [
        (
            " + ".join(texts[0].document.blocks[i].text for i in bead.ja),
            " + ".join(texts[1].document.blocks[j].text for j in bead.en),
        )
        for bead in align(*texts).blocks
    ]


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


SHORT, LONG = "短い文。", "とても長い文が続く。" * 10
BRIEF, LENGTHY = "Short.", "This sentence is rather long indeed. " * 9 + "So it is."
TALKS = "両首脳は18日、首都の官邸で3時間にわたって会談した。"
TALKS_EN = (
    "The two leaders met for three hours at the official residence in the capital on the 18th."
)
MONEY = "政府は道路の建設に500億円を投じる。"
MONEY_EN = "The government will invest 50 billion yen in building roads."
VISIT = "翌日は工場と学校を訪れ、夜は大学で学生400人を前に環境について話した。"
VISIT_EN = (
    "The next day they visited a factory and a school, and in the evening spoke about the "
    "environment to 400 students at the university."
)
RAIN = "翌日は雨だった。"
RAIN_EN = "The next day, it rained."
TABLE = "| 国 | 額 |\n|---|---|\n| 日本 | 10 |\n| 英国 | 20 |\n| 独 | 30 |"
TABLE_EN = "| Country | Sum |\n|---|---|\n| Japan | 10 |\n| Britain | 20 |\n| Germany | 30 |"

CASES = {
    "paragraphs in order": (
        paragraphs("## 甲", LONG, SHORT),
        paragraphs("## A", LENGTHY, BRIEF),
        [("甲", "A"), (LONG, LENGTHY), (SHORT, BRIEF)],
    ),
    "one left out in English": (
        paragraphs(TALKS, RAIN, MONEY),
        paragraphs(TALKS_EN, MONEY_EN),
        [(TALKS, TALKS_EN), (RAIN, ""), (MONEY, MONEY_EN)],
    ),
    "one left out in Japanese, at the beginning": (
        paragraphs(TALKS, MONEY),
        paragraphs(RAIN_EN, TALKS_EN, MONEY_EN),
        [("", RAIN_EN), (TALKS, TALKS_EN), (MONEY, MONEY_EN)],
    ),
    "many left out at the beginning": (
        paragraphs(TALKS, MONEY),
        paragraphs(*[RAIN_EN] * 30, TALKS_EN, MONEY_EN),
        [*[("", RAIN_EN)] * 30, (TALKS, TALKS_EN), (MONEY, MONEY_EN)],
    ),
    "many left out at the end": (
        paragraphs(TALKS, MONEY, *[RAIN] * 30),
        paragraphs(TALKS_EN, MONEY_EN),
        [(TALKS, TALKS_EN), (MONEY, MONEY_EN), *[(RAIN, "")] * 30],
    ),
    "two made one": (
        paragraphs("## 甲", TALKS, MONEY, "## 乙", SHORT),
        paragraphs("## A", f"{TALKS_EN} {MONEY_EN}", "## B", BRIEF),
        [
            ("甲", "A"),
            (f"{TALKS} + {MONEY}", f"{TALKS_EN} {MONEY_EN}"),
            ("乙", "B"),
            (SHORT, BRIEF),
        ],
    ),
    "one made three": (
        f"{TALKS}{MONEY}{RAIN}",
        paragraphs(TALKS_EN, MONEY_EN, RAIN_EN),
        [(f"{TALKS}{MONEY}{RAIN}", f"{TALKS_EN} + {MONEY_EN} + {RAIN_EN}")],
    ),
    "two made two, cut elsewhere": (
        paragraphs(TALKS, MONEY + VISIT),
        paragraphs(f"{TALKS_EN} {MONEY_EN}", VISIT_EN),
        [(f"{TALKS} + {MONEY}{VISIT}", f"{TALKS_EN} {MONEY_EN} + {VISIT_EN}")],
    ),
    "headings answer headings alone": (
        paragraphs(LONG, "## 甲", SHORT),
        paragraphs("## A", BRIEF),
        [(LONG, ""), ("甲", "A"), (SHORT, BRIEF)],
    ),
    "by ids, whatever else speaks against them": (
        paragraphs("## 会談 {#x}", "## 道路 {#y}", MONEY),
        paragraphs("## Talks {#y}", MONEY_EN),
        [("会談", ""), ("道路", "Talks"), (MONEY, MONEY_EN)],
    ),
    "by ids, beyond what figures say": (
        paragraphs("## 甲 {#x}", TALKS, "## 乙 {#y}", RAIN),
        paragraphs("## A {#y}", TALKS_EN, RAIN_EN),
        [("甲", ""), (TALKS, ""), ("乙", "A"), ("", TALKS_EN), (RAIN, RAIN_EN)],
    ),
    "ids in another order": (
        paragraphs("## 甲 {#x}", TALKS, "## 乙 {#y}", MONEY, "## 丙 {#z}", RAIN),
        paragraphs("## C {#z}", RAIN_EN, "## A {#x}", TALKS_EN, "## B {#y}", MONEY_EN),
        [
            ("", "C"),
            ("", RAIN_EN),
            ("甲", "A"),
            (TALKS, TALKS_EN),
            ("乙", "B"),
            (MONEY, MONEY_EN),
            ("丙", ""),
            (RAIN, ""),
        ],
    ),
    "items of lists": (
        paragraphs("- 京都\n- 大阪 5\n- 奈良 7", SHORT),
        paragraphs("- Osaka 5\n- Nara 7", BRIEF),
        [("京都", ""), ("大阪 5", "Osaka 5"), ("奈良 7", "Nara 7"), (SHORT, BRIEF)],
    ),
    "tables by cell": (
        TABLE,
        TABLE_EN,
        [
            *[("国", "Country"), ("額", "Sum"), ("日本", "Japan"), ("10", "10")],
            *[("英国", "Britain"), ("20", "20"), ("独", "Germany"), ("30", "30")],
        ],
    ),
    "a row left out": (
        TABLE,
        TABLE_EN.replace("| Britain | 20 |\n", ""),
        [
            *[("国", "Country"), ("額", "Sum"), ("日本", "Japan"), ("10", "10")],
            *[("英国", ""), ("20", ""), ("独", "Germany"), ("30", "30")],
        ],
    ),
    "a table left out": (
        paragraphs(SHORT, "| 甲 |\n|---|\n| 乙 |", LONG),
        paragraphs(BRIEF, LENGTHY),
        [(SHORT, BRIEF), ("甲", ""), ("乙", ""), (LONG, LENGTHY)],
    ),
    "by the sound of a name": (
        paragraphs("ロンドンに着いた。", "パリに着いた。", "ローマに着いた。"),
        paragraphs("It reached London.", "It reached Rome."),
        [
            ("ロンドンに着いた。", "It reached London."),
            ("パリに着いた。", ""),
            ("ローマに着いた。", "It reached Rome."),
        ],
    ),
    "by words": (
        paragraphs("病院は遠い。", "学校は近い。", "空港は遠い。"),
        paragraphs("The hospital is far.", "The airport is far."),
        [
            ("病院は遠い。", "The hospital is far."),
            ("学校は近い。", ""),
            ("空港は遠い。", "The airport is far."),
        ],
    ),
    "by address of a picture": (
        paragraphs("![甲](a.png)", "![乙](b.png)", "![丙](c.png)"),
        paragraphs("![A](a.png)", "![C](c.png)"),
        [("", ""), ("", ""), ("", "")],
    ),
    "nothing in English": (paragraphs(SHORT, LONG), "", [(SHORT, ""), (LONG, "")]),
    "nothing in Japanese": ("", BRIEF, [("", BRIEF)]),
    "nothing at all": ("", "", []),
}


@pytest.mark.parametrize(("ja", "en", "beads"), CASES.values(), ids=CASES)
def test_blocks(ja: str, en: str, beads: list[tuple[str, str]]) -> None:
    assert aligned(ja, en) == beads


def test_a_picture_that_one_text_lacks() -> None:
    ja, en, _ = CASES["by address of a picture"]
    beads = align(annotated(ja, "ja"), annotated(en, "en")).blocks
    assert [(bead.ja, bead.en) for bead in beads] == [((0,), (0,)), ((1,), ()), ((2,), (1,))]


PARTS = [
    (
        paragraphs(SHORT, "---", LONG, "```\ncode\n```"),
        paragraphs(BRIEF, "---", LENGTHY, "```\ncode\n```"),
        [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,))],
    ),
    (
        paragraphs(SHORT, "---", "```\ncode\n```", LONG),
        paragraphs(BRIEF, "```\ncode\n```", LENGTHY),
        [((0,), (0,)), ((1,), ()), ((2,), ()), ((), (1,)), ((3,), (2,))],
    ),
    (
        paragraphs("- 大阪 5\n- 奈良 7", SHORT),
        paragraphs("Osaka 5", "Nara 7", BRIEF),
        [((0,), (0, 1)), ((1,), (2,))],
    ),
    (
        paragraphs(TALKS, MONEY, RAIN),
        paragraphs(f"{TALKS_EN} {MONEY_EN}", RAIN_EN),
        [((0, 1), (0,)), ((2,), (1,))],
    ),
]


@pytest.mark.parametrize(("ja", "en", "beads"), PARTS)
def test_parts(ja: str, en: str, beads: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> None:
    alignment = align(annotated(ja, "ja"), annotated(en, "en"))
    assert [(bead.ja, bead.en) for bead in alignment.parts] == beads


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("ロンドン", "London"),
        ("マクロン", "Macron"),
        ("フィリップ", "Philip"),
        ("ヴィクトル", "Victor"),
        ("チャド", "Chad"),
    ],
)
def test_names_that_sound_alike(ja: str, en: str) -> None:
    assert consonants(ja) == consonants(en)


# --- whatever the texts ------------------------------------------------------------------------

JA = [
    "## 甲",
    "## 乙 {#b}",
    "### 丙 {#c}",
    "18日の文。",
    "長い文。" * 9,
    "- 一\n- 二",
    "> 引用",
    "---",
]
EN = ["## A", "## B {#b}", "### C {#c}", "The 18th.", "Long. " * 9, "- a\n- b", "> Quote", "---"]
TABLES = [f"| a |\n|---|\n{rows}" for rows in ("", "| 1 |", "| 1 |\n| 18 |")]
BODIES = st.tuples(
    st.lists(st.sampled_from([*JA, *TABLES]), max_size=30),
    st.lists(st.sampled_from([*EN, *TABLES]), max_size=30),
)
SIDES = ("ja", "en")


@given(BODIES)
def test_every_block_once_and_in_order(bodies: tuple[list[str], list[str]]) -> None:
    texts = annotated(paragraphs(*bodies[0]), "ja"), annotated(paragraphs(*bodies[1]), "en")
    alignment = align(*texts)
    for language, text in zip(SIDES, texts, strict=True):
        document = text.document
        for beads, length in (
            (alignment.parts, len(document.parts)),
            (alignment.blocks, len(document.blocks)),
        ):
            assert [i for bead in beads for i in bead.side(document.language)] == [*range(length)]
            assert all(bead.ja or bead.en for bead in beads), language


@given(BODIES)
def test_blocks_that_answer_each_other_stand_in_parts_that_do(
    bodies: tuple[list[str], list[str]],
) -> None:
    texts = annotated(paragraphs(*bodies[0]), "ja"), annotated(paragraphs(*bodies[1]), "en")
    alignment = align(*texts)
    rows = [
        {part: row for row, bead in enumerate(alignment.parts) for part in bead.side(language)}
        for language in (texts[0].document.language, texts[1].document.language)
    ]
    for bead in alignment.blocks:
        if bead.ja and bead.en:
            places = {rows[0][texts[0].document.blocks[i].part] for i in bead.ja}
            places |= {rows[1][texts[1].document.blocks[j].part] for j in bead.en}
            assert len(places) == 1


@given(BODIES)
def test_headings_and_tables_answer_their_like(bodies: tuple[list[str], list[str]]) -> None:
    texts = annotated(paragraphs(*bodies[0]), "ja"), annotated(paragraphs(*bodies[1]), "en")
    for bead in align(*texts).blocks:
        kinds = {texts[0].document.blocks[i].kind for i in bead.ja}
        kinds |= {texts[1].document.blocks[j].kind for j in bead.en}
        if kinds & {"heading", "cell"} and bead.ja and bead.en:
            assert len(kinds) == 1


@pytest.mark.parametrize(("count_ja", "count_en"), [(3000, 3000), (3000, 2000), (1, 3000), (0, 9)])
def test_long_texts_all_alike(count_ja: int, count_en: int) -> None:
    """Nothing tells the blocks apart: they answer each other in order, as many as there are."""
    ja, en = annotated("同じ文。\n\n" * count_ja, "ja"), annotated("The same.\n\n" * count_en, "en")
    beads = align(ja, en).blocks
    assert sum(len(bead.ja) == len(bead.en) == 1 for bead in beads) == min(count_ja, count_en)
    assert len(beads) == max(count_ja, count_en)
