"""An article's file -> `Document`: front matter, and blocks of text with their positions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal, cast
from urllib.parse import unquote

from markdown_it.token import Token

from brief import files, markdown
from brief.language import quotes
from brief.model import (
    LANGUAGES,
    Block,
    BlockKind,
    Document,
    Finding,
    FrontMatter,
    Language,
    Link,
    Mark,
    Part,
    Piece,
    Place,
    Silence,
    Source,
    UnusableInput,
)
from brief.schema import Choice, Day, Flag, Key, ListOf, MapOf, Reading, Record, Text, key_places

_KEY = Text(r"[a-z0-9]+(-[a-z0-9]+)*", "a key of small letters, digits and hyphens")
_URL = Text(r"https?://\S+", "an address that begins with http:// or https://")

FRONT_MATTER = Record(
    {
        "title": Key(Text(), required=True),
        "description": Key(Text()),
        "date": Key(Day()),
        "updated": Key(Day()),
        "source_language": Key(Choice(LANGUAGES)),
        "authors": Key(ListOf(Text())),
        "topics": Key(ListOf(Text())),
        "sources": Key(
            ListOf(
                Record(
                    {
                        "title": Key(Text(), required=True),
                        "publisher": Key(Text()),
                        "url": Key(_URL),
                        "date": Key(Day()),
                        "language": Key(Text(r"[a-z]{2,3}(-\w+)*", "a language code such as en")),
                    },
                    "a source",
                )
            )
        ),
        "draft": Key(Flag()),
        "figures": Key(MapOf(Text(), _KEY)),
        "ignore": Key(MapOf(Text(wanted="the reason why the rule is silenced"))),
    },
    "front matter",
)
"""What may stand above an article's text."""

_SUFFIX = re.compile(r"\.(ja|en)\.md$")
_FENCE = re.compile(r"---[ \t]*\n")
_FENCE_END = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)

_KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "th_open": "cell",
    "td_open": "cell",
    "dt_open": "term",
    "dd_open": "item",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "footnote_open": "note",
}


def language_of(uri: str) -> Language | None:
    """The language that the suffix of a file's name states; None without one."""
    found = _SUFFIX.search(uri)
    return cast(Language, found[1]) if found else None


def slug_of(uri: str) -> str:
    """The name that the two texts of a pair share: the path without ``.ja.md``."""
    return _SUFFIX.sub("", uri)


def read(path: Path, uri: str, shown: str, *, raw_html: bool = False) -> Document:
    """The document in the file at `path`, whose name relative to the content folder is `uri`.

    Raises:
        UnusableInput: With every fault of the file.

    """
    return parse(files.read_text(path, shown, "source"), uri, shown, raw_html=raw_html)


def parse(text: str, uri: str, shown: str, *, raw_html: bool = False) -> Document:
    """The document that `text` holds. See `read`."""
    language = language_of(uri)
    if language is None:
        advice = f"name it {PurePosixPath(uri).stem}.ja.md or .en.md"
        message = "the file's name does not say its language"
        raise UnusableInput([Finding("source", "error", Place(shown), message, advice)])
    _refuse_long_paragraphs(text, shown)
    front, body, first_line = _front_matter(text, shown)
    front = replace(
        front,
        title=quotes(language, front.title),
        description=quotes(language, front.description),
    )
    return parse_body(body, uri, shown, language, front, first_line, raw_html=raw_html)


def parse_body(
    body: str,
    uri: str,
    shown: str,
    language: Language,
    front: FrontMatter,
    first_line: int = 1,
    *,
    raw_html: bool = False,
) -> Document:
    """The document of a text without front matter; `first_line` is its first line in the file.

    Raises:
        UnusableInput: Markdown nested more deeply than can be read.

    """
    tokens = markdown.parser(raw_html=raw_html).parse(body, {"language": language})
    for token in tokens:
        if token.level >= markdown.NESTING_LIMIT - 1:
            place = Place(shown, first_line + (token.map[0] if token.map else 0))
            message = "lists or quotes are nested too deeply to be read"
            raise UnusableInput([Finding("source", "error", place, message, "flatten them")])
    parts = tuple(_parts(tokens))
    lines = body.split("\n")
    blocks = tuple(_blocks(tokens, parts, lines, first_line))
    silences = tuple(_silences(tokens, lines, first_line, shown))
    return Document(
        shown, uri, slug_of(uri), language, front, tuple(tokens), parts, blocks, silences
    )


PARAGRAPH_LIMIT = 20_000
"""Characters of one paragraph. Markdown's brackets cost time with the square of it."""


def _refuse_long_paragraphs(text: str, shown: str) -> None:
    end = 0
    for paragraph in re.split(r"\n[ \t]*\n", text):
        start = text.find(paragraph, end)
        end = start + len(paragraph)
        if len(paragraph) > PARAGRAPH_LIMIT:
            place = Place(shown, text.count("\n", 0, start) + 1)
            message = (
                f"a paragraph has {len(paragraph):,} characters; the limit is {PARAGRAPH_LIMIT:,}"
            )
            advice = "divide it with blank lines"
            raise UnusableInput([Finding("source", "error", place, message, advice)])


# --- front matter --------------------------------------------------------------------


def _front_matter(text: str, shown: str) -> tuple[FrontMatter, str, int]:
    """The front matter, the text below it, and the line on which that text begins."""
    reading = Reading(shown, "front-matter", first_line=2)
    fence = _FENCE.match(text)
    closing = _FENCE_END.search(text, fence.end()) if fence else None
    if fence is None or closing is None:
        message = "the front matter is not closed" if fence else "the file has no front matter"
        advice = "put title: … between two lines of --- at the top"
        raise UnusableInput([Finding("front-matter", "error", Place(shown), message, advice)])
    root = reading.compose(text[fence.end() : closing.start()])
    values: dict[str, Any] = {}
    given: dict[str, Place] = {}
    if root is not None:
        values = FRONT_MATTER.read(root, reading) or {}
        given = key_places(root, reading)
    elif not reading.faults:
        reading.fault_at(Place(shown), "front matter lacks the key 'title'", "add title")
    if reading.faults:
        raise UnusableInput(reading.faults)
    if "sources" in values:
        values["sources"] = tuple(Source(**source) for source in values["sources"])
    body = text[closing.end() :]
    return FrontMatter(**values, given=given), body, text.count("\n", 0, closing.end()) + 1


# --- blocks --------------------------------------------------------------------------


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    """The top-level elements of the text."""
    start = depth = 0
    for index, token in enumerate(tokens):
        # Not by the level of the tokens, which those of footnotes have wrong.
        depth += token.nesting
        if depth == 0:
            if not token.hidden or token.type != "comment":
                yield Part((start, index + 1), tokens[start].type.removesuffix("_open"))
            start = index + 1


def _blocks(
    tokens: Sequence[Token], parts: Sequence[Part], lines: Sequence[str], first_line: int
) -> Iterator[Block]:
    containers: list[str] = []
    columns: dict[int, int] = {}
    for number, part in enumerate(parts):
        for index in range(*part.tokens):
            token = tokens[index]
            if token.nesting > 0:
                containers.append(token.type)
            elif token.nesting < 0:
                containers.pop()
            elif token.type == "inline" and token.children is not None:
                kind = _kind(containers)
                locate = _locator(token, kind, lines, columns, first_line)
                marks, links = _steer(token, locate)
                heading = tokens[index - 1] if kind == "heading" else None
                shown = list(markdown.visible(token.children))
                yield Block(
                    kind=kind,
                    text=markdown.visible_text(token.children),
                    token=index,
                    part=number,
                    pieces=tuple(
                        Piece(start, *locate(child))
                        for child, start, end in shown
                        if start < end and "end" in child.meta
                    ),
                    level=int(heading.tag[1]) if heading else 0,
                    anchor=str(heading.attrGet("id")) if heading else "",
                    marks=marks,
                    links=links,
                    verbatim=tuple((s, e) for t, s, e in shown if t.type == "code_inline"),
                )


def _kind(containers: Sequence[str]) -> BlockKind:
    """What a block is by the innermost container that says so."""
    return next((_KINDS[name] for name in reversed(containers) if name in _KINDS), "paragraph")


_Locate = Callable[[Token], tuple[int, int]]
"""Line and column in the file at which a child of an inline token begins."""


def _steer(inline: Token, locate: _Locate) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    """Take the links that steer annotation out of `inline`; return them and the real links."""
    marks: list[Mark] = []
    links: list[Link] = []
    kept: list[Token] = []
    opened: list[tuple[Token, int]] = []
    for token, start, _ in markdown.visible(inline.children or []):
        if token.type == "image":
            source = str(token.attrGet("src") or "")
            links.append(Link(*locate(token), source, image=True, alt=token.content.strip()))
        elif token.type == "link_open":
            opened.append((token, start))
            if _scheme(token):
                continue
        elif token.type == "link_close":
            opening, opened_at = opened.pop()
            href = str(opening.attrGet("href") or "")
            if scheme := _scheme(opening):
                target = unquote(href.partition(":")[2])
                marks.append(Mark(opened_at, start, scheme, target))
                continue
            links.append(Link(*locate(opening), href))
        kept.append(token)
    inline.children = kept
    return tuple(marks), tuple(links)


def _scheme(link: Token) -> Literal["entity", "figure"] | None:
    scheme = str(link.attrGet("href") or "").partition(":")
    if scheme[1] and scheme[0] in ("entity", "figure"):
        return cast(Literal["entity", "figure"], scheme[0])
    return None


def _locator(
    inline: Token,
    kind: BlockKind,
    lines: Sequence[str],
    columns: dict[int, int],
    first_line: int,
) -> _Locate:
    """Find where children of `inline` stand in the file.

    `columns` holds, by line, where the last cell of a table row ended, as the cells of a
    row share their line.
    """
    top = inline.map[0] if inline.map else 0
    starts = [0, *(found.end() for found in re.finditer("\n", inline.content))]
    shifts: list[int] = []
    for number, content in enumerate(inline.content.split("\n"), top):
        line = lines[number] if number < len(lines) else ""
        shifts.append(_shift(line, content, kind, columns.get(number, 0)))
        if kind == "cell":
            columns[number] = shifts[-1] + len(content)

    def locate(token: Token) -> tuple[int, int]:
        offset = token.meta["end"] - len(token.content)
        row = bisect_right(starts, offset) - 1
        return first_line + top + row, offset - starts[row] + shifts[row] + 1

    return locate


def _shift(line: str, content: str, kind: BlockKind, past: int) -> int:
    """How far into its source `line` a line of a block's content begins."""
    if kind != "cell" and line.rstrip().endswith(content.rstrip()):
        return len(line.rstrip()) - len(content.rstrip())
    marker = re.match(r"[\s>]*#{1,6}", line) if kind == "heading" else None
    if kind == "cell" and content not in line[past:]:
        content = content.replace("|", "\\|")
    return max(line.find(content, marker.end() if marker else past), 0)


# --- silences ------------------------------------------------------------------------

_REQUEST = re.compile(r"<!--\s*brief:(?P<asked>.*?)-->", re.DOTALL)
_IGNORE = re.compile(r"\s*ignore\s+(?P<rule>[\w-]+)\s*(?::(?P<reason>.*))?", re.DOTALL)


def _silences(
    tokens: Sequence[Token], lines: Sequence[str], first_line: int, shown: str
) -> Iterator[Silence]:
    """What comments such as ``<!-- brief: ignore RULE: reason -->`` ask for.

    Each is about the element that begins next: a paragraph, a heading, a whole list or table;
    inside a list, the next item.
    """
    spans: dict[int, int] = {}
    for token in tokens:
        if token.map and token.type != "comment":
            spans[token.map[0]] = max(token.map[1], spans.get(token.map[0], 0))
    starts = sorted(spans)
    for token in tokens:
        found = _REQUEST.search(token.content) if token.type == "comment" else None
        if found is None or token.map is None:
            continue
        asked = _IGNORE.fullmatch(found["asked"])
        rule = asked["rule"] if asked else ""
        reason = " ".join((asked["reason"] or "").split()) if asked else ""
        line = token.map[0]
        column = max(lines[line].find("<!--"), 0) + 1
        following = bisect_left(starts, token.map[1])
        span = (0, 0)
        if following < len(starts):
            span = (starts[following] + first_line, spans[starts[following]] + first_line)
        yield Silence(rule, reason, Place(shown, line + first_line, column), span)
