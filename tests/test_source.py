"""Markdown -> documents: text, structure, and the position of every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import source
from brief.markdown import slugify
from brief.model import Document, FrontMatter, UnusableInput

FRONT = "---\ntitle: 題\ndate: 2025-08-19\n---\n"


def document(body: str, language: str = "ja") -> Document:
    return source.parse(FRONT + body, f"a.{language}.md", f"a.{language}.md")


def texts(body: str, language: str = "ja") -> list[str]:
    return [block.text for block in document(body, language).blocks]


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("一行目\n二行目", "ja", ["一行目二行目"]),
        ("NATO\nの会議", "ja", ["NATOの会議"]),
        ("White\nHouse", "ja", ["White House"]),
        ("White\nHouse", "en", ["White House"]),
        ("the word 首脳\n会談", "en", ["the word 首脳会談"]),
        ("**重要（Important）。**次の文", "ja", ["重要（Important）。次の文"]),
        ("**「重要」**です", "ja", ["「重要」です"]),
        ("a*b*c と 2*3", "ja", ["abc と 2*3"]),
        ("一行目  \n二行目", "ja", ["一行目\n二行目"]),
        ("1\\. &amp; `x`", "en", ["1. & x"]),
        ("| a | b |\n|---|---|\n| c | d |", "en", ["a", "b", "c", "d"]),
        ("- 一\n- 二", "ja", ["一", "二"]),
        ("> 引用", "ja", ["引用"]),
        ("用語\n:   説明", "ja", ["用語", "説明"]),
        ("本文[^1]\n\n[^1]: 注", "ja", ["本文", "注"]),
        ('!!! note "題"\n    中身', "ja", ["題", "中身"]),
        ("<!-- 覚え書き -->\n\n本文", "ja", ["本文"]),
        ("<b>x</b>", "en", ["<b>x</b>"]),
        ("[同氏](entity:rutte)は", "ja", ["同氏は"]),
        ('"Yes," he said.', "en", ["“Yes,” he said."]),
        ('彼は"NATO"と言った', "ja", ['彼は"NATO"と言った']),
    ],
)
def test_visible_text(body: str, language: str, expected: list[str]) -> None:
    assert texts(body, language) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## 題\n\n本文\n\n- 一\n- 二\n\n> 引用", ["heading", "paragraph", "bullet_list", "blockquote"]),
        ("本文[^1]と[^2]\n\n[^1]: 注\n\n    続き\n[^2]: 注", ["paragraph", "footnotes"]),
        ("<!-- 覚え書き -->\n\n本文\n\n---", ["paragraph", "hr"]),
    ],
)  # fmt: skip
def test_parts_are_whole_elements(body: str, expected: list[str]) -> None:
    found = document(body)
    assert [part.kind for part in found.parts] == expected
    for part in found.parts:
        assert sum(token.nesting for token in found.tokens[slice(*part.tokens)]) == 0


def test_emphasis_beside_japanese_is_bold() -> None:
    tokens = document("**重要（Important）。**次の文").tokens
    kinds = [child.type for token in tokens for child in token.children or []]
    assert "strong_open" in kinds
    assert "strong_close" in kinds


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("ウクライナへの保証", "ウクライナへの保証"),
        ("ガザとパリ", "ガザとパリ"),  # the 濁点 stay
        ("White House talks", "white-house-talks"),
        ("8月18日(月)の動き", "8月18日-月-の動き"),
        ("名前 {#own-id}", "own-id"),
        ("？", "section"),
        ("P3", "p3-"),  # p3 is the third paragraph of a page
        ("H2", "h2-"),
    ],
)
def test_heading_ids(heading: str, anchor: str) -> None:
    assert document(f"## {heading}").blocks[0].anchor == anchor


def test_heading_ids_do_not_depend_on_order() -> None:
    first = {b.text: b.anchor for b in document("## 甲\n\n## 乙\n").blocks}
    second = {b.text: b.anchor for b in document("## 乙\n\n## 甲\n").blocks}
    assert first == second


def test_equal_headings_have_different_ids() -> None:
    anchors = [block.anchor for block in document("## 甲\n\n## 甲\n\n## 甲").blocks]
    assert anchors == ["甲", "甲-2", "甲-3"]


def test_marks() -> None:
    block = document("[1000億ドル](figure:arms)を[独](entity:)に[ここ](other.md)").blocks[0]
    assert [(m.scheme, m.target, block.text[m.start : m.end]) for m in block.marks] == [
        ("figure", "arms", "1000億ドル"),
        ("entity", "", "独"),
    ]
    assert [link.href for link in block.links] == ["other.md"]


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "あ", "漢字", "ー", "。", "（", "）", "a", "word ", "1", "，", "**", "*", "_", "`", "[", "](x)",
            "](entity:a)", "](figure:b)", "\n", "\n\n", "# ", "- ", "> ", "| ", "|\n|-|\n", "\\", "&amp;", "  ",
            "~~", "![", "[^1]", "\n[^1]: ", "{#id}", "<!--", "-->", "\t", "    ",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(MARKDOWN, st.sampled_from(["ja", "en"]))
def test_positions_lead_back_to_the_character(body: str, language: str) -> None:
    parsed = source.parse_body(body, f"a.{language}.md", "a", "ja", FrontMatter())
    lines = body.split("\n")
    for block in parsed.blocks:
        pieces = {piece.start for piece in block.pieces}
        for offset, character in enumerate(block.text):
            line, column = block.position(offset)
            assert 1 <= line <= len(lines) + 1
            assert column >= 1
            if offset in pieces and character.isalpha():
                assert lines[line - 1][column - 1] == character


@given(MARKDOWN)
def test_marks_and_links_lie_in_the_text(body: str) -> None:
    for block in source.parse_body(body, "a.ja.md", "a", "ja", FrontMatter()).blocks:
        for mark in block.marks:
            assert 0 <= mark.start <= mark.end <= len(block.text)
        for link in block.links:
            assert 1 <= link.line <= body.count("\n") + 1


@given(st.text())
def test_slugs_are_stable_and_safe(text: str) -> None:
    slug = slugify(text)
    assert slug == slugify(slug)
    assert not set(slug) & set(" \t\n#\"'<>&/?%")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: x\ntilte: y", "a.ja.md:3:1: front-matter: unknown key 'tilte'"),
        ("title: x\ntilte: y", "did you mean 'title'?"),
        ("date: 2025-08-18", "lacks the key 'title'"),
        ("title: x\ndate: 2025-02-30", "a.ja.md:3:7: front-matter: 2025-02-30 is not in the calendar"),
        ("title: x\ndate: Aug 18", "write year, month and day"),
        ("title: x\ndraft: maybe", "expected true or false"),
        ("title: [x", "not valid YAML"),
        ("title: x\nsources:\n  - {titel: y}", "a.ja.md:4:6"),
        ("title: x\nfigures: {Arms: y}", "a key of small letters"),
        ("title: x\ntitle: y", "stands here twice"),
        ("title: &a x\nauthors: [*a, *a]\nsources: &s [{title: x}]\ntopics: *s", "YAML alias"),
        ("", "lacks the key 'title'"),
        ("- x", "expected front matter"),
    ],
)  # fmt: skip
def test_front_matter_faults(front: str, expected: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        source.parse(f"---\n{front}\n---\n", "a.ja.md", "a.ja.md")
    assert expected in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(UnusableInput) as caught:
        source.parse("---\ntitel: x\ndate: y\ndraft: z\n---\n", "a.ja.md", "a.ja.md")
    assert [finding.place.line for finding in caught.value.findings] == [2, 3, 4, 2]


@pytest.mark.parametrize("text", ["本文だけ", "---\ntitle: x\n本文"])
def test_front_matter_is_needed(text: str) -> None:
    with pytest.raises(UnusableInput, match="front matter"):
        source.parse(text, "a.ja.md", "a.ja.md")


def test_a_file_without_a_language_is_refused() -> None:
    with pytest.raises(UnusableInput, match=r"name it a\.ja\.md or \.en\.md"):
        source.parse(FRONT, "a.md", "a.md")


def test_deep_nesting_is_no_traceback() -> None:
    with pytest.raises(UnusableInput, match="nested too deeply"):
        source.parse(FRONT + "> " * 5000 + "x", "a.ja.md", "a.ja.md")


def test_nesting_that_people_write_is_read() -> None:
    assert texts("> " * 20 + "深い") == ["深い"]
