"""Annotated blocks -> HTML: markdown-it's renderer, with the annotations set into the text.

The HTML of an annotation comes from a template; this module only knows where it goes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from markdown_it.token import Token
from markupsafe import Markup

from brief.markdown import Wrap, parser, visible
from brief.model import Document


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


_Run = Sequence[tuple[Token, int, int]]
"""Neighbouring pieces of plain text, each with its span."""


def _annotated(children: Sequence[Token], insertions: Sequence[Insertion]) -> list[Token]:
    """`children` with each insertion around what it covers, so that elements always nest."""
    nests = _nested(insertions)
    result: list[Token] = []
    run: list[tuple[Token, int, int]] = []
    links = 0
    for token, start, end in visible(children):
        if token.type in ("text", "softbreak"):
            run.append((token, start, end))
            continue
        result += _set_into(run, nests, linked=links > 0)
        run = []
        links += (token.type == "link_open") - (token.type == "link_close")
        result.append(token)
    return [*result, *_set_into(run, nests, linked=links > 0)]


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


def _set_into(run: _Run, nests: Sequence[_Nest], *, linked: bool) -> list[Token]:
    """`run` with the part of `nests` that lies in it; `linked`: it is the text of a link."""
    if not run:
        return []
    first, last = run[0][1], run[-1][2]

    def within(start: int, end: int, nests: Sequence[_Nest]) -> Iterator[Token]:
        at = start
        begin = bisect_right(nests, start, key=lambda nest: nest.insertion.end)
        for number in range(begin, len(nests)):
            insertion = nests[number].insertion
            if insertion.start >= end:
                break
            yield from _cut(run, at, max(insertion.start, start))
            at = min(insertion.end, end)
            children = list(within(max(insertion.start, start), at, nests[number].inside))
            if insertion.whole:
                fits = first <= insertion.start and insertion.end <= last
            else:
                fits = not linked
            if fits:
                meta = {"wrap": insertion.wrap}
                yield Token("annotation", "", 0, children=children, meta=meta)
            else:
                yield from children
        yield from _cut(run, at, end)

    return list(within(first, last, nests))


def _cut(run: _Run, start: int, end: int) -> Iterator[Token]:
    """The pieces of `run` from `start` to `end`."""
    begin = bisect_right(run, start, key=lambda piece: piece[2])
    for number in range(begin, len(run)):
        token, at, stop = run[number]
        if at >= end:
            break
        if start <= at and stop <= end:
            yield token
        else:
            content = token.content[max(start - at, 0) : min(end, stop) - at]
            yield Token(token.type, "", 0, content=content)
