"""Annotated blocks -> HTML: markdown-it's renderer, with the annotations set into the text.

The HTML of an annotation comes from a template; this module only knows where it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
        insertions: By index of an inline token, what is set into it: in order, not overlapping.
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
        tokens.append(token)
    md = parser()
    # Footnotes take their ids from docId: two texts on one page must not share them.
    env: dict[str, Any] = {} if with_ids else {"docId": document.language}
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


def _annotated(children: Sequence[Token], insertions: Sequence[Insertion]) -> list[Token]:
    """`children` with each insertion around the runs of text that it covers.

    An insertion that runs across markup (``**1000**億ドル``) is set around each piece, so
    that elements always nest; inside a link there is none, as links do not nest.
    """
    result: list[Token] = []
    links = 0
    for token, start, end in visible(children):
        links += (token.type == "link_open") - (token.type == "link_close")
        if links or token.type not in ("text", "softbreak"):
            result.append(token)
            continue
        at = start
        for insertion in insertions:
            if insertion.end <= at or insertion.start >= end:
                continue
            stop = min(insertion.end, end)
            if insertion.start > at:
                result.append(_cut(token, at - start, insertion.start - start))
                at = insertion.start
            _wrap_onto(result, _cut(token, at - start, stop - start), insertion)
            at = stop
        if at < end:
            result.append(_cut(token, at - start, end - start))
    return result


def _cut(token: Token, start: int, end: int) -> Token:
    """The piece of a text token from `start` to `end`."""
    return token.copy(content=token.content[start:end])


def _wrap_onto(result: list[Token], piece: Token, insertion: Insertion) -> None:
    """Add `piece` under `insertion`, joining it to the piece before when that is under it too."""
    last = result[-1] if result else None
    if last is not None and last.type == "annotation" and last.meta["insertion"] is insertion:
        last.children = [*(last.children or []), piece]
        return
    meta = {"insertion": insertion, "wrap": insertion.wrap}
    result.append(Token("annotation", "", 0, children=[piece], meta=meta))
