"""The invariants of the pipeline, as properties of any text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from brief import glossary, markup, source
from brief.annotate import Annotator
from brief.markdown import visible
from brief.markup import Insertion
from brief.model import AnnotatedDocument, Entity, FrontMatter, Language, Place
from brief.readings import ruby
from brief.words import words

SPELLINGS: dict[Language, list[str]] = {
    "ja": ["トランプ", "ドナルド・トランプ", "米", "日", "北大", "日本銀行", "日本", "NATO"],
    "en": ["Trump", "Donald Trump", "US", "U.S.", "United States", "NATO"],
}

FRAGMENTS: dict[Language, list[str]] = {
    "ja": [
        *SPELLINGS["ja"], "大統領", "首相", "氏", "は", "が", "、", "。", "18日", "1000億ドル", "(約14兆7800億円)",
        "日米", "[日本の](https://example.org/)", "最大1000人", "2週間以内", "北大阪", "一環", "\n", "\n\n", "**", "`", "- ", "## ", "| ", "[米](entity:us)",
        "[5%](figure:rate)", "[日](entity:)", "３年余り", "2025年8月18日(月)", "\u3099", "\ud800", "\x00", "𠮷",
    ],
    "en": [
        *SPELLINGS["en"], " President ", "'s ", " us ", " met ", ", ", ". ", "Aug. 18", "$100 billion", "\n", "\n\n",
        "(about ¥14.78 trillion)", "up to 1,000 people", "within two weeks", "**", "`", "- ", "## ", "| ",
        "[US](entity:us)", "[5%](figure:rate)", "e\u0301", "\ud800", "COVID-19",
    ],
}  # fmt: skip


def entity(entity_id: str, ja: list[str], en: list[str]) -> Entity:
    name: dict[Language, str] = {"ja": ja[0], "en": en[0]}
    aliases: dict[Language, tuple[str, ...]] = {"ja": tuple(ja[1:]), "en": tuple(en[1:])}
    return Entity(entity_id, "person", name, Place("g"), aliases=aliases)


ENTITIES = [
    entity("trump", ["ドナルド・トランプ", "トランプ"], ["Donald Trump", "Trump"]),
    entity("us", ["米国", "米"], ["United States", "US", "U.S."]),
    entity("japan", ["日本", "日"], ["Japan"]),
    entity("boj", ["日本銀行"], ["Bank of Japan"]),
    entity("nato", ["NATO"], ["NATO"]),
    entity("hokudai", ["北大"], ["Hokudai"]),
]

ANNOTATOR = Annotator(glossary.of(ENTITIES))


@st.composite
def annotated(draw: st.DrawFn) -> AnnotatedDocument:
    language: Language = draw(st.sampled_from(["ja", "en"]))
    body = "".join(draw(st.lists(st.sampled_from(FRAGMENTS[language]) | st.text(max_size=5))))
    front = FrontMatter(date=draw(st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))))
    parsed = source.parse_body(body, f"a.{language}.md", "a", language, front)
    return ANNOTATOR.annotate(parsed)


@given(annotated())
@settings(max_examples=300)
def test_every_span_holds_its_text(text: AnnotatedDocument) -> None:
    for block, found in text.pairs():
        spans = [
            *((figure.start, figure.end, figure.text) for figure in found.figures),
            *((mention.start, mention.end, mention.text) for mention in found.mentions),
            *((name.start, name.end, name.text) for name in found.candidates),
        ]
        for start, end, text_there in spans:
            assert block.text[start:end] == text_there
        for figure in found.figures:
            assert figure.extent[0] <= figure.start < figure.end <= figure.extent[1]


@given(annotated())
@settings(max_examples=300)
def test_annotations_never_overlap(text: AnnotatedDocument) -> None:
    for _, found in text.pairs():
        spans = sorted(
            [
                *(figure.extent for figure in found.figures),
                *((m.start, m.end) for m in found.mentions),
                *((c.start, c.end) for c in found.candidates),
            ]
        )
        for (_, end), (start, _) in pairwise(spans):
            assert end <= start


@given(annotated())
@settings(max_examples=200)
def test_annotating_never_changes_the_visible_text(text: AnnotatedDocument) -> None:
    """Rendered with its annotations and without them, a text has the same characters."""
    document = text.document
    insertions = {
        block.token: [
            *(Insertion(*figure.extent, "<i>{}</i>".format) for figure in found.figures),
            *(Insertion(m.start, m.end, "<i>{}</i>".format) for m in found.mentions),
            *(
                Insertion(piece.start, piece.end, "<u>{}<s></s></u>".format, whole=True)
                for piece in ruby(block.text, words(block.text), found.figures)
            ),
        ]
        for block, found in text.pairs()
    }
    span = (0, len(document.tokens))
    plain = markup.render(document, span, {}, str)
    marked = markup.render(document, span, insertions, str)
    assert re.sub("</?[ius]>", "", marked) == plain
    _check_nesting(marked)


def _check_nesting(html: str) -> None:
    """Every element that is opened is closed, the last one first."""
    opened: list[str] = []
    for slash, name in re.findall(r"<(/?)(\w+)[^<>]*?(?<!/)>", html):
        if slash:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert opened == []


@given(annotated())
@settings(max_examples=100)
def test_annotating_never_changes_the_document(text: AnnotatedDocument) -> None:
    for block in text.document.blocks:
        children = text.document.tokens[block.token].children or []
        shown = "".join(
            "\n" if t.type == "hardbreak" else t.content for t, s, e in visible(children) if e > s
        )
        assert shown == block.text


@given(st.text(), st.sampled_from(["ja", "en"]))
@settings(max_examples=200)
def test_any_text_is_annotated(text: str, language: Language) -> None:
    found = ANNOTATOR.annotate_text(text, language)
    assert all(text[f.start : f.end] == f.text for f in found.figures)
