"""Annotated blocks -> HTML: markdown-it's renderer, with the annotations set into the text.

The HTML of an annotation comes from a template; this module only knows where it goes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

from brief.markdown import parser, shown_break, visible
from brief.model import Document

Wrap = Callable[[str], str]
"""Sets an annotation around the HTML of the text that it covers."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """An annotation to be set around a span of a block's text."""

    start: int
    end: int
    wrap: Wrap
    whole: bool = False
    """Set around all of its span or not at all, and in links as well: readings. The others are
    set around each piece where markup runs across them (``**1000**億ドル``), never in links."""


def render(
    document: Document,
    span: tuple[int, int],
    insertions: Mapping[int, Sequence[Insertion]],
    address: Callable[[str], str],
    *,
    with_ids: bool = True,
) -> Markup:
    """The HTML of the tokens in `span`.

    Args:
        document: The text.
        span: Half-open range of its tokens.
        insertions: By index of an inline token, what is set into it. Those that are `whole` may
            stand within others or around them; apart from that, none overlaps another.
        address: Turns the address of a link or an image, as the author wrote it, into the page's.
        with_ids: Whether headings keep their ids; in a second copy of a text they must not.

    """
    tokens = []
    for index in range(*span):
        token = document.tokens[index]
        if token.type == "inline" and token.children:
            children = _readdressed(token.children, address)
            children = _annotated(children, insertions.get(index, ()))
            token = token.copy(children=children)
        elif token.type == "heading_open" and not with_ids:
            token = token.copy(attrs={})
        elif token.type == "table_open":
            # On narrow screens it scrolls: the keyboard has to reach it.
            token = token.copy(attrs={**token.attrs, "tabindex": "0"})
        tokens.append(token)
    # Footnotes take their ids from docId: two texts on one page must not share them.
    return _html(tokens, {} if with_ids else {"docId": document.language})


def render_text(text: str, insertions: Sequence[Insertion]) -> Markup:
    """The HTML of a text without markup, such as a title."""
    token = Token("text", "", 0, content=text)
    return _html([Token("inline", "", 0, children=_annotated([token], insertions))], {})


def _html(tokens: Sequence[Token], env: dict[str, Any]) -> Markup:
    md = parser()
    return Markup(md.renderer.render(tokens, md.options, env))


def _readdressed(children: Sequence[Token], address: Callable[[str], str]) -> list[Token]:
    changed = []
    for token in children:
        for name in ("href", "src"):
            if name in token.attrs:
                attrs = {**token.attrs, name: address(str(token.attrs[name]))}
                token = token.copy(attrs=attrs)
        changed.append(token)
    return changed


# --- setting in ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Nest:
    """An insertion and what stands within it."""

    insertion: Insertion
    inside: list[_Nest] = field(default_factory=list)


def _annotated(children: list[Token], insertions: Sequence[Insertion]) -> list[Token]:
    """`children` with each insertion around what it covers, so that elements always nest."""
    if not insertions:
        return children
    nests = _nested(insertions)
    result: list[Token] = []
    run: list[str] = []
    begin = links = 0
    for token, _, end in visible(children):
        if token.type == "text":
            run.append(token.content)
            continue
        if token.type == "softbreak":
            run.append(shown_break(token))
            continue
        if run:
            result.append(_set_into("".join(run), begin, nests, linked=links > 0))
            run = []
        begin = end
        links += (token.type == "link_open") - (token.type == "link_close")
        result.append(token)
    if run:
        result.append(_set_into("".join(run), begin, nests, linked=links > 0))
    return result


def _nested(insertions: Sequence[Insertion]) -> list[_Nest]:
    """`insertions` as trees, in their order; without the whole ones that cross others."""
    others = sorted((i.start, i.end) for i in insertions if not i.whole)
    kept = [i for i in insertions if not (i.whole and _crosses(i, others))]
    outermost: list[_Nest] = []
    opened: list[_Nest] = []
    for insertion in sorted(kept, key=lambda i: (i.start, -i.end, i.whole)):
        while opened and opened[-1].insertion.end <= insertion.start:
            opened.pop()
        nest = _Nest(insertion)
        (opened[-1].inside if opened else outermost).append(nest)
        opened.append(nest)
    return outermost


def _crosses(insertion: Insertion, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether it begins within one of `spans` and ends outside of it, or the other way round."""
    start, end = insertion.start, insertion.end
    before = bisect_left(spans, start, key=itemgetter(0)) - 1
    last = bisect_left(spans, end, key=itemgetter(0)) - 1
    return (before >= 0 and start < spans[before][1] < end) or (
        last > before and spans[last][0] > start and spans[last][1] > end
    )


def _set_into(text: str, begin: int, nests: Sequence[_Nest], *, linked: bool) -> Token:
    """A run of plain text with the part of `nests` that lies in it.

    `begin` is where the run begins in the text of the block; `linked`: it is the text of a link.
    """
    last = begin + len(text)

    def within(start: int, end: int, nests: Sequence[_Nest]) -> Iterator[str]:
        at = start
        for nest in nests[bisect_right(nests, start, key=_end_of) :]:
            insertion = nest.insertion
            if insertion.start >= end:
                break
            opening, closing = max(insertion.start, start), min(insertion.end, end)
            yield escapeHtml(text[at - begin : opening - begin])
            at = closing
            inner = "".join(within(opening, closing, nest.inside))
            if insertion.whole:
                fits = begin <= insertion.start and insertion.end <= last
            else:
                fits = not linked
            yield insertion.wrap(inner) if fits else inner
        yield escapeHtml(text[at - begin : end - begin])

    return Token("html_inline", "", 0, content="".join(within(begin, last, nests)))


def _end_of(nest: _Nest) -> int:
    return nest.insertion.end
