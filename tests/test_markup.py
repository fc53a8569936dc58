"""Annotations and readings in the HTML of a text: what stands in what."""

from __future__ import annotations

import pytest

from brief import markup, source
from brief.markup import Insertion
from brief.model import FrontMatter


def marked(text: str, spans: dict[str, str]) -> str:
    """The HTML of `text`: of `spans`, kana stand over a piece as ruby, a * makes a mark of it."""
    document = source.parse_body(text, "a.ja.md", "a", "ja", FrontMatter())
    insertions = {
        block.token: [
            Insertion(
                block.text.index(piece),
                block.text.index(piece) + len(piece),
                "<i>{}</i>".format if kana == "*" else f"<ruby>{{}}<rt>{kana}</rt></ruby>".format,
                whole=kana != "*",
            )
            for piece, kana in spans.items()
            if piece in block.text
        ]
        for block in document.blocks
    }
    return markup.render(document, (0, len(document.tokens)), insertions, str).strip()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("約3年。", {"約3年": "*", "約": "やく"}, "<p><i><ruby>約<rt>やく</rt></ruby>3年</i>。</p>"),
        ("日銀", {"日銀": "*", "銀": "ぎん"}, "<p><i>日<ruby>銀<rt>ぎん</rt></ruby></i></p>"),
        ("英紙は", {"英": "*", "英紙": "えいし"}, "<p><ruby><i>英</i>紙<rt>えいし</rt></ruby>は</p>"),
        (
            "日米の",
            {"日": "*", "米": "*", "日米": "にちべい"},
            "<p><ruby><i>日</i><i>米</i><rt>にちべい</rt></ruby>の</p>",
        ),
        ("日銀は", {"日銀": "*", "銀は": "ぎんは"}, "<p><i>日銀</i>は</p>"),
        ("日銀は", {"銀は": "*", "日銀": "にちぎん"}, "<p>日<i>銀は</i></p>"),
        ("**会**談", {"会談": "かいだん"}, "<p><strong>会</strong>談</p>"),
        ("**会談**", {"会談": "かいだん"}, "<p><strong><ruby>会談<rt>かいだん</rt></ruby></strong></p>"),
        ("**会**談", {"会談": "*"}, "<p><strong><i>会</i></strong><i>談</i></p>"),
        ("会\n談", {"会談": "かいだん"}, "<p><ruby>会談<rt>かいだん</rt></ruby></p>"),
        ("会\\\n談", {"会": "かい", "談": "*"}, "<p><ruby>会<rt>かい</rt></ruby><br>\n<i>談</i></p>"),
        (
            "[会談](b)",
            {"会談": "かいだん", "会": "*"},
            '<p><a href="b"><ruby>会談<rt>かいだん</rt></ruby></a></p>',
        ),
        ("`会談`", {"会談": "かいだん"}, "<p><code>会談</code></p>"),
        (
            "## 会談",
            {"会談": "かいだん"},
            '<h2 id="会談"><ruby>会談<rt>かいだん</rt></ruby></h2>',
        ),
    ],
)  # fmt: skip
def test_elements_nest(text: str, spans: dict[str, str], expected: str) -> None:
    assert marked(text, spans) == expected


def test_readings_in_cells_and_notes() -> None:
    html = marked(
        "|国|\n|-|\n|州|\n\n町[^1]\n\n[^1]: 村",
        {"国": "くに", "州": "しゅう", "町": "まち", "村": "むら"},
    )
    for kanji, kana in {"国": "くに", "州": "しゅう", "町": "まち", "村": "むら"}.items():
        assert html.count(f"<ruby>{kanji}<rt>{kana}</rt></ruby>") == 1


def test_text_without_markup() -> None:
    ruby = Insertion(2, 3, "<ruby>{}<rt>やく</rt></ruby>".format, whole=True)
    assert markup.render_text("<b約*>", [ruby]) == "&lt;b<ruby>約<rt>やく</rt></ruby>*&gt;"
    assert markup.render_text("", []) == ""


def test_footnotes_are_a_list_and_empty_cells_head_nothing() -> None:
    html = marked("注[^1]\n\n|  | 値 |\n|--|--|\n| 金利 | |\n\n[^1]: ここ", {})
    assert "<section" not in html
    assert '<ol class="footnotes">\n<li id="fn1"' in html
    assert "<td></td>\n<th>値</th>" in html
    assert "<td>金利</td>\n<td></td>" in html
