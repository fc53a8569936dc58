"""The Markdown that brief reads, with the position of every character.

It is CommonMark with tables, footnotes, definition lists, admonitions and heading ids,
friendly to Japanese.

markdown-it gives positions by line only. Here every text token also carries, in
``token.meta["end"]``, the offset in its block's source where its text ends, so that
a finding can name a column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from brief.language import joint, quotes
from brief.language.script import CJK

NESTING_LIMIT = 60
"""Levels of lists and quotes within each other; what is deeper markdown-it leaves out."""

_PAGE_ID = re.compile(r"[fhp]\d+|who-.*")
_SHOWN = ("text", "text_special", "code_inline", "softbreak", "hardbreak")
_HEADING_ID = re.compile(r"[ \t]*\{#([\w-]+)\}[ \t]*$")


@cache
def parser(*, raw_html: bool = False) -> MarkdownIt:
    """The parser of article texts; `raw_html` lets HTML in the text through.

    Parse with ``env={"language": "ja"}``: how soft line breaks join depends on it.
    """
    options = {"html": raw_html, "xhtmlOut": False, "maxNesting": NESTING_LIMIT}
    md = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    md.inline = _Inline()
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False)
    md.use(deflist_plugin)
    md.use(admon_plugin)
    md.block.ruler.before("html_block", "comment", _comment, {"alt": ["paragraph"]})
    for rule in md.inline.ruler.get_all_rules():
        md.inline.ruler.at(rule, _located(_rule_named(md.inline, rule)))
    md.core.ruler.after("inline", "quotes", _quotes)
    md.core.ruler.at("text_join", _plain_specials)
    md.core.ruler.push("line_joints", _line_joints)
    md.core.ruler.push("heading_ids", _heading_ids)
    md.core.ruler.push("footnotes", _footnotes)
    md.core.ruler.push("empty_headings", _empty_headings)
    return md


def visible_length(token: Token) -> int:
    """How many characters of the block's text `token`, a child of an inline token, shows."""
    match token.type:
        case "text" | "code_inline" | "softbreak":
            return len(token.content)
        case "hardbreak":
            return 1
        case _:
            return 0


def visible(children: Sequence[Token]) -> Iterator[tuple[Token, int, int]]:
    """Each child of an inline token with the span of the block's text that it shows."""
    end = 0
    for token in children:
        start = end
        end += visible_length(token)
        yield token, start, end


def visible_text(children: Sequence[Token]) -> str:
    """What a reader sees of an inline token: its text without markup."""
    return "".join(
        "\n" if token.type == "hardbreak" else token.content
        for token in children
        if visible_length(token)
    )


def shown_break(softbreak: Token) -> str:
    """What a line break in the source is in HTML: what it joins the lines with."""
    return "\n" if softbreak.content == " " else softbreak.content


def slugify(text: str) -> str:
    """An id made from the text of a heading and nothing else, so that it moves with it.

    Letters of every script stay (Japanese with its 濁点), case is folded, and whatever
    separates words becomes a hyphen.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", folded).strip("-_")


# --- rendering -----------------------------------------------------------------------


class _Renderer(RendererHTML):
    """markdown-it's renderer, knowing line joints and comments."""

    def softbreak(
        self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        """A line break in the source."""
        return shown_break(tokens[idx])

    def comment(
        self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        """A remark to the authors is not shown."""
        return ""


# --- positions -----------------------------------------------------------------------


class _State(StateInline):
    """Inline state that knows where text comes from and lets emphasis stand beside CJK."""

    pending_start = 0

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        token = super().pushPending()
        token.meta["end"] = self.pending_start + len(token.content)
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Flanking by the CJK-friendly amendment: ``**重要（注）。**次`` closes.

        CommonMark calls a run of asterisks no closer when punctuation stands before it
        and a letter after it. That is right for English, where a space would follow.
        Source: github.com/tats-u/markdown-cjk-friendly, specification.md.
        """
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        cjk_before, cjk_after = bool(CJK.match(before)), bool(CJK.match(after))
        mark_before = not cjk_before and _is_punctuation(before)
        mark_after = not cjk_after and _is_punctuation(after)
        left = not space_after and (not mark_after or space_before or mark_before or cjk_before)
        right = not space_before and (not mark_before or space_after or mark_after or cjk_after)
        return Scanned(
            left and (canSplitWord or not right or _is_punctuation(before)),
            right and (canSplitWord or not left or _is_punctuation(after)),
            end - start,
        )


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


class _Inline(ParserInline):
    """markdown-it's inline parser with brief's state."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


_InlineRule = Callable[[StateInline, bool], bool]


def _rule_named(inline: ParserInline, name: str) -> _InlineRule:
    return next(rule.fn for rule in inline.ruler.__rules__ if rule.name == name)


def _located(rule: _InlineRule) -> _InlineRule:
    """`rule`, noting where the text begins that it or a later rule adds."""

    def located(state: StateInline, silent: bool) -> bool:
        if silent or not isinstance(state, _State):
            return rule(state, silent)
        if not state.pending:
            state.pending_start = state.pos
        before, at = len(state.tokens), state.pos
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type in ("link_open", "image"):
                token.meta.setdefault("end", at + len(token.content))
            if not token.content or "end" in token.meta:
                continue
            if token.type == "code_inline":
                at = max(state.src.find(token.content, at), at)
            at += len(token.content)
            token.meta["end"] = at
        return True

    return located


# --- rules ---------------------------------------------------------------------------


def _comment(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """An HTML comment that begins a line is a remark to the authors: it is not shown."""
    if not state.src.startswith("<!--", state.bMarks[line] + state.tShift[line]):
        return False
    last = line
    while "-->" not in state.getLines(last, last + 1, 0, False):
        last += 1
        if last >= end_line:
            return False
    if silent:
        return True
    token = state.push("comment", "", 0)
    token.hidden = True
    token.content = state.getLines(line, last + 1, 0, False)
    token.map = [line, last + 1]
    state.line = last + 1
    return True


def _plain_specials(state: StateCore) -> None:
    """Make escapes and character references text, unjoined: each keeps its position."""
    for inline in state.tokens:
        for token in inline.children or []:
            if token.type == "text_special":
                token.type = "text"


def _quotes(state: StateCore) -> None:
    """Set quotes as print does. Escaped ones stay as they are, as does code."""
    language = state.env["language"]
    for inline in state.tokens:
        if "'" not in inline.content and '"' not in inline.content:
            continue
        # Over all of the paragraph: what stands before a quote may be in bold type.
        shown = [token for token in inline.children or [] if token.type in _SHOWN]
        texts = [token.content or "\n" for token in shown]
        marked, start = quotes(language, "".join(texts)), 0
        for token, text in zip(shown, texts, strict=True):
            end = start + len(text)
            if token.type == "text" and token.content:
                token.content = marked[start:end]
            start = end


def _line_joints(state: StateCore) -> None:
    """Give each soft line break the text it stands for, by language."""
    language = state.env["language"]
    for inline in state.tokens:
        shown = [t for t in inline.children or [] if visible_length(t) or t.type == "softbreak"]
        for before, token, after in zip(shown, shown[1:], shown[2:], strict=False):
            if token.type == "softbreak":
                token.content = joint(language, before.content[-1:], after.content[:1])


def _footnotes(state: StateCore) -> None:
    """Make the footnotes a list like others: the plugin's section around it has no heading."""
    for token in state.tokens:
        if token.type in ("footnote_block_open", "footnote_block_close"):
            token.type = token.type.replace("footnote_block", "footnotes")
            token.tag, token.block = "ol", True
            if token.nesting > 0:
                token.attrSet("class", "footnotes")


def _empty_headings(state: StateCore) -> None:
    """Make cells of a table's head in which nothing stands cells like others: they head nothing."""
    for opening, inline, closing in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if opening.type == "th_open" and not inline.content:
            opening.tag = closing.tag = "td"


def _heading_ids(state: StateCore) -> None:
    """Give each heading an id: the author's ``{#id}``, else one made from its text."""
    taken: set[str] = set()
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        children = inline.children or []
        anchor = _take_author_id(children) or _heading_slug(visible_text(children))
        unique, count = anchor, 1
        while unique in taken:
            count += 1
            unique = f"{anchor}-{count}"
        taken.add(unique)
        opening.attrSet("id", unique)


def _heading_slug(text: str) -> str:
    """The id of a heading, apart from those that pages give to rows and figures: p3, h3, f3."""
    slug = slugify(text) or "section"
    return f"{slug}-" if _PAGE_ID.fullmatch(slug) else slug


def _take_author_id(children: Sequence[Token]) -> str:
    last = children[-1] if children else None
    if last is None or last.type != "text" or not (found := _HEADING_ID.search(last.content)):
        return ""
    cut = len(last.content) - found.start()
    last.content = last.content[: found.start()]
    last.meta["end"] -= cut
    return found[1]
