"""Mentions and candidates: sentences with what is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import glossary, source
from brief.annotate import Annotator
from brief.model import FrontMatter, Language, date_of
from tests.conftest import ROOT

DATA = Path(__file__).parent / "data"
CASES = DATA / "mentions.tsv"
"""Language, text, and the mentions as ``text=entity`` with commas between; add to it freely."""
RESOLVED = DATA / "resolved.tsv"
"""The same with the date of the text, several blocks, and why each mention is one."""


def cases() -> list[tuple[Language, str, list[str]]]:
    found: list[tuple[Language, str, list[str]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, text, mentions = (line + "\t").split("\t")[:3]
            assert language in ("ja", "en")
            expected = [mention.strip() for mention in mentions.split(",") if mention.strip()]
            found.append(("ja" if language == "ja" else "en", text, expected))
    return found


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(glossary.load(ROOT / "tests/data/glossary", "glossary"))


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_mentions(language: Language, text: str, expected: list[str], annotator: Annotator) -> None:
    found = annotator.annotate_text(text, language).mentions
    assert [f"{mention.text}={mention.entity}" for mention in found] == expected


def resolved() -> list[tuple[str, ...]]:
    lines = RESOLVED.read_text(encoding="utf-8").splitlines()
    return [tuple(f"{line}\t".split("\t")[:4]) for line in lines if line and line[0] != "#"]


@pytest.mark.parametrize(("language", "day", "text", "expected"), resolved())
def test_who_is_meant(
    language: Language, day: str, text: str, expected: str, annotator: Annotator
) -> None:
    front = FrontMatter(date=date_of(day) if day else None)
    body = text.replace("|", "\n\n")
    document = source.parse_body(body, f"x.{language}.md", "x", language, front)
    found = []
    for noted in annotator.annotate(document).annotations:
        found += [f"{m.text}={'+'.join(m.entities)}/{m.reason}" for m in noted.mentions]
        found += [f"{name.text}?" for name in noted.undecided]
    assert ", ".join(found) == expected


@pytest.mark.parametrize(
    ("language", "text", "candidate", "kind"),
    [
        ("ja", "オルテガ独首相は述べた", "オルテガ", "person"),
        ("ja", "フォン・ブラウン氏が話した", "フォン・ブラウン", "person"),
        ("ja", "大阪で開く", "大阪", "place"),
        ("en", "President Ortega said so", "Ortega", "person"),
        ("en", "officials at the Ministry of Finance said", "Ministry of Finance", "organization"),
    ],
)
def test_candidates(
    language: Language, text: str, candidate: str, kind: str, annotator: Annotator
) -> None:
    found = annotator.annotate_text(text, language).candidates
    assert (candidate, kind) in [(c.text, c.kind) for c in found]


def test_what_is_in_the_glossary_is_no_candidate(annotator: Annotator) -> None:
    found = annotator.annotate_text("トランプ米大統領は日本を訪れた", "ja")
    assert [m.text for m in found.mentions] == ["トランプ", "米", "日本"]
    assert not found.candidates


@pytest.mark.parametrize("run", ["*", "[", "a", "ア", "1", "「", "あ", "漢"])
def test_a_long_run_is_annotated_as_any_text(run: str, annotator: Annotator) -> None:
    """200,000 of one character take no longer than text does; a square would take hours."""
    found = annotator.annotate_text(f"{run * 200_000}、トランプ米大統領は18日", "ja")
    assert [mention.text for mention in found.mentions][-2:] == ["トランプ", "米"]
