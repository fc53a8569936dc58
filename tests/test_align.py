"""Alignment: structure first, then length; every block exactly once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brief import source
from brief.align import align
from brief.model import Alignment, Document, FrontMatter, Language


def document(body: str, language: Language) -> Document:
    return source.parse_body(body, f"a.{language}.md", "a", language, FrontMatter())


def aligned(ja: str, en: str) -> list[tuple[list[str], list[str]]]:
    texts = document(ja, "ja"), document(en, "en")
    return [
        ([texts[0].blocks[i].text for i in bead.ja], [texts[1].blocks[j].text for j in bead.en])
        for bead in align(*texts).blocks
    ]


SHORT, LONG = "短い文。", "とても長い文が続く。" * 10
BRIEF, LENGTHY = "Short.", "This sentence is rather long indeed. " * 6


def test_paragraphs_in_order() -> None:
    assert aligned(f"## 甲\n\n{LONG}\n\n{SHORT}", f"## A\n\n{LENGTHY}\n\n{BRIEF}") == [
        (["甲"], ["A"]),
        ([LONG], [LENGTHY.strip()]),
        ([SHORT], [BRIEF]),
    ]


def test_a_paragraph_left_out() -> None:
    assert (["甲"], ["A"]) in aligned(f"{LONG}\n\n## 甲\n\n{SHORT}", f"## A\n\n{BRIEF}")


def test_two_paragraphs_made_one() -> None:
    ja = f"## 甲\n\n{LONG}\n\n{LONG}\n\n## 乙\n\n{SHORT}"
    en = f"## A\n\n{LENGTHY}{LENGTHY}\n\n## B\n\n{BRIEF}"
    assert ([LONG, LONG], [(LENGTHY + LENGTHY).strip()]) in aligned(ja, en)


def test_cells_by_order() -> None:
    ja, en = "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |", "| A | B |\n|---|---|\n| 1 | 2 |"
    assert aligned(ja, en)[2] == (["一"], ["1"])


PARTS = st.lists(st.sampled_from(["## h", "text here", "- a\n- b", "> q", "| a |\n|---|\n| b |"]))


@given(PARTS, PARTS)
def test_every_part_and_block_once_and_in_order(ja: list[str], en: list[str]) -> None:
    texts = document("\n\n".join(ja), "ja"), document("\n\n".join(en), "en")
    alignment: Alignment = align(*texts)
    assert [i for bead in alignment.parts for i in bead.ja] == list(range(len(texts[0].parts)))
    assert [i for bead in alignment.parts for i in bead.en] == list(range(len(texts[1].parts)))
    assert [i for bead in alignment.blocks for i in bead.ja] == list(range(len(texts[0].blocks)))
    assert [i for bead in alignment.blocks for i in bead.en] == list(range(len(texts[1].blocks)))
