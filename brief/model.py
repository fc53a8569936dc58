"""The types that the stages hand to one another, and the errors they raise.

Standard library only. Everything here is frozen: a stage takes a whole value and
returns a new one. Spans are half-open ranges of code points in ``Block.text``.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from markdown_it.token import Token
else:
    Token = Any  # What reads the types when the program runs needs some name.

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


def other_language(language: Language) -> Language:
    """The language that `language` is paired with."""
    return "en" if language == "ja" else "ja"


def date_of(text: str) -> datetime.date:
    """The date that `text` states as ``2025-08-18``.

    Raises:
        ValueError: It is written otherwise, or not in the calendar.

    """
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        message = f"{text!r} is not written as 2025-08-18"
        raise ValueError(message)
    return datetime.date.fromisoformat(text)


# --- findings ------------------------------------------------------------------------

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The gravest first."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a source file."""

    path: str
    """As the user would type it: relative to the folder the command runs in."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """In code points, counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source file, half-open; one that is empty is only a position."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class Silence:
    """What the authors do not want to hear of: a rule, at a place, in a brief or in the site."""

    rule: str
    """Name of the rule; empty where the comment does not say one."""
    reason: str
    place: Place
    """Where the silence is written."""
    lines: tuple[int, int] | None = None
    """Half-open range of the lines of its file that it is about; None: all there is."""

    def covers(self, place: Place) -> bool:
        """Whether it is about what stands at `place`."""
        if self.lines is None:
            return True
        return place.path == self.place.path and self.lines[0] <= place.line < self.lines[1]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say."""

    rule: str
    """Name of the rule, a noun phrase: ``figure-mismatch``."""
    severity: Severity
    place: Place
    message: str
    """What is wrong, one line."""
    advice: str = ""
    """What to do about it, one line; empty where the message says it all."""
    end: Place | None = None
    """Where what it is about ends; None where that is not known."""
    related: Passage | None = None
    """What it is compared with: the counterpart in the other text, the first of two."""
    silence: Silence | None = None
    """What keeps it from being told."""

    def __str__(self) -> str:
        text = f"{self.place}: {self.rule}: {self.message}"
        return f"{text}; {self.advice}" if self.advice else text

    def as_dict(self) -> dict[str, object]:
        """The finding as plain values, for JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            "end_line": self.end.line if self.end else None,
            "end_column": self.end.column if self.end else None,
            "message": self.message,
            "advice": self.advice,
            "related": self.related
            and {
                "path": self.related.start.path,
                "line": self.related.start.line,
                "column": self.related.start.column,
                "end_line": self.related.end.line,
                "end_column": self.related.end.column,
            },
        }


class BriefError(Exception):
    """Base of every error that brief raises on purpose; its text is for people."""


class UnusableInput(BriefError):
    """Input that no page can be made from. Carries every fault that was found."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


# --- figures -------------------------------------------------------------------------

FigureKind = Literal[
    "number",
    "ordinal",
    "percent",
    "money",
    "count",
    "measure",
    "age",
    "duration",
    "date",
    "time",
    "datetime",
    "set",
]
Modifier = Literal["approx", "more_than", "less_than", "equal_or_more", "equal_or_less"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A span that states a quantity or a time."""

    start: int
    end: int
    extent: tuple[int, int]
    """The span with the modifiers on either side: ``約14兆7800億円``."""
    text: str
    kind: FigureKind
    value: str | None
    """A decimal string (percent in points) or ISO 8601 / TIMEX3; None: the text does not decide."""
    low: str | None = None
    """Lower end of a range."""
    high: str | None = None
    """Upper end of a range."""
    unit: str | None = None
    """ISO 4217 for money, UCUM for measures, an English noun for counters, else the counter."""
    modifier: Modifier | None = None
    restates: int | None = None
    """`start` of the figure in the same text that this one repeats in another unit."""

    def as_dict(self) -> dict[str, object]:
        """The figure as the JSONL contract of ``brief annotate`` has it."""
        return {
            "start": self.start,
            "end": self.end,
            "extent": list(self.extent),
            "text": self.text,
            "kind": self.kind,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "modifier": self.modifier,
        }


# --- names ---------------------------------------------------------------------------

EntityKind = Literal["person", "organization", "place", "event", "work", "term"]
ENTITY_KINDS: tuple[EntityKind, ...] = (
    "person",
    "organization",
    "place",
    "event",
    "work",
    "term",
)
MentionReason = Literal["author", "alias", "surname", "title", "context", "role", "anaphor"]
"""Why a span is taken to name an entity: the author said so; it is a spelling of the glossary; it
is the surname of someone named in full before; of those who share the spelling, the title beside
it or the rest of the text tells who; it is a title that the entity held on the day of the text;
it is an expression (同氏, *the chancellor*) that stands for a name before it.
"""


@dataclass(frozen=True, slots=True)
class Role:
    """A title held from one date to another; an open end is None."""

    title: Mapping[Language, str]
    since: datetime.date | None = None
    until: datetime.date | None = None

    def held_on(self, day: datetime.date) -> bool:
        """Whether the role is held on `day`; both ends count."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Entity:
    """An entry of the glossary."""

    id: str
    kind: EntityKind
    name: Mapping[Language, str]
    place: Place
    reading: str | None = None
    aliases: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    summary: Mapping[Language, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    """Topics of briefs in which a spelling that others share means this entity."""
    wikidata: str | None = None
    links: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)

    def spellings(self, language: Language) -> tuple[str, ...]:
        """The name and the aliases in `language`, the name first."""
        return (self.name[language], *self.aliases.get(language, ()))

    def roles_on(self, day: datetime.date | None) -> tuple[Role, ...]:
        """The roles held on `day`; without a day, those that are still open."""
        if day is None:
            return tuple(role for role in self.roles if role.until is None)
        return tuple(role for role in self.roles if role.held_on(day))


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity."""

    start: int
    end: int
    text: str
    entity: str
    """Id of the entity."""
    kind: EntityKind
    reason: MentionReason = "alias"
    others: tuple[str, ...] = ()
    """Further entities that it names with the first: 両氏, 両国; the country of 独首相."""

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of all that it names."""
        return self.entity, *self.others

    def as_dict(self) -> dict[str, object]:
        """The mention as the JSONL contract of ``brief annotate`` has it."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "entity": self.entity,
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class Undecided:
    """A span that several entities share, and nothing in the text tells which is meant."""

    start: int
    end: int
    text: str
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that looks like a name and is not in the glossary."""

    start: int
    end: int
    text: str
    kind: EntityKind

    def as_dict(self) -> dict[str, object]:
        """The candidate as the JSONL contract of ``brief annotate`` has it."""
        return {"start": self.start, "end": self.end, "text": self.text, "kind": self.kind}


# --- documents -----------------------------------------------------------------------

BlockKind = Literal["heading", "paragraph", "item", "quote", "cell", "term", "note"]
"""`item`: in a list; `cell`: of a table; `term`: of a definition list; `note`: a footnote."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of visible text that stands in the source as it is."""

    start: int
    """Offset in the text that it is a part of."""
    line: int
    column: int


def position_in(pieces: Sequence[Piece], offset: int) -> tuple[int, int]:
    """Line and column in the source of the character at `offset` of what `pieces` make up."""
    if not pieces:
        return 1, 1
    index = bisect_right(pieces, offset, key=lambda piece: piece.start) - 1
    piece = pieces[max(index, 0)]
    return piece.line, piece.column + offset - piece.start


@dataclass(frozen=True, slots=True)
class Mark:
    """What the author fixed by hand: ``[同氏](entity:rutte)``, ``[1000億ドル](figure:arms)``."""

    start: int
    end: int
    scheme: Literal["entity", "figure"]
    target: str
    """Entity id or key of a key figure; empty for ``entity:``, never to be annotated."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in the text."""

    line: int
    column: int
    href: str
    """Its address as the author wrote it."""
    image: bool = False
    alt: str = ""
    """What an image shows, in words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, quote or cell: the unit that is annotated."""

    kind: BlockKind
    text: str
    """What a reader sees, without markup; soft line breaks joined as the language does."""
    token: int
    """Index of its inline token in ``Document.tokens``."""
    part: int
    """Index of the part it belongs to."""
    pieces: tuple[Piece, ...]
    level: int = 0
    """Of a heading, 1 to 6; 0 otherwise."""
    anchor: str = ""
    """Id of a heading."""
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    verbatim: tuple[tuple[int, int], ...] = ()
    """Spans of inline code, which are never annotated."""

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the source of the character at `offset`."""
        return position_in(self.pieces, offset)


@dataclass(frozen=True, slots=True)
class Part:
    """A top-level element of the text (paragraph, heading, whole list, table, …).

    The unit that the side-by-side view sets beside its counterpart.
    """

    tokens: tuple[int, int]
    """Half-open range of ``Document.tokens``."""
    kind: str
    """markdown-it's name of the element: ``paragraph``, ``bullet_list``, ``table``, …"""


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a brief names."""

    title: str
    publisher: str = ""
    url: str = ""
    date: datetime.date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text. See ``source.FRONT_MATTER`` for the file format."""

    title: str = ""
    description: str = ""
    date: datetime.date | None = None
    updated: datetime.date | None = None
    source_language: Language | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    draft: bool = False
    figures: Mapping[str, str] = field(default_factory=dict)
    """Key of a key figure to its label, in the order in which they are shown."""
    ignore: Mapping[str, str] = field(default_factory=dict)
    """Rule that is silenced to the reason."""
    given: Mapping[str, Place] = field(default_factory=dict)
    """The keys that the author wrote, and where."""


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed text."""

    path: str
    """As the user would type it."""
    uri: str
    """Relative to the content folder, with forward slashes."""
    slug: str
    """`uri` without the language suffix: the name of the pair."""
    language: Language
    front: FrontMatter
    tokens: tuple[Token, ...]
    """markdown-it's tokens, not to be changed: what is rendered is a copy."""
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    silences: tuple[Silence, ...] = ()
    """Those that comments in the text ask for."""

    def place(self, block: Block, offset: int = 0) -> Place:
        """Where the character at `offset` of `block` stands in the file."""
        return Place(self.path, *block.position(offset))

    def passage(self, block: Block, start: int, end: int) -> Passage:
        """Where the span of `block` from `start` to `end` stands in the file."""
        first = self.place(block, start)
        if start >= end:
            return Passage(first, first)
        line, column = block.position(end - 1)
        return Passage(first, Place(self.path, line, column + 1))


@dataclass(frozen=True, slots=True)
class Annotations:
    """What was found in one block; in the order of the text, never overlapping."""

    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    undecided: tuple[Undecided, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document and, for each of its blocks, the annotations."""

    document: Document
    annotations: tuple[Annotations, ...]

    def pairs(self) -> Iterable[tuple[Block, Annotations]]:
        """Each block with its annotations."""
        return zip(self.document.blocks, self.annotations, strict=True)


# --- briefs --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bead:
    """Parts, or blocks, of the two texts that answer each other; one side may be empty."""

    ja: tuple[int, ...]
    en: tuple[int, ...]

    def side(self, language: Language) -> tuple[int, ...]:
        """The indexes in the text of `language`."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two documents answer each other, in the order of the texts."""

    parts: tuple[Bead, ...]
    """Indexes into ``Document.parts``."""
    blocks: tuple[Bead, ...]
    """Indexes into ``Document.blocks``."""


@dataclass(frozen=True, slots=True, order=True)
class FigureAt:
    """A figure of a document."""

    block: int
    """Index of its block."""
    index: int
    """Its index among the figures of that block."""


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """Two figures that answer each other, or one without a counterpart."""

    ja: FigureAt | None
    en: FigureAt | None
    difference: str = ""
    """What differs, one line; empty where the two agree."""

    def side(self, language: Language) -> FigureAt | None:
        """The figure in the text of `language`."""
        return self.ja if language == "ja" else self.en

    @property
    def agrees(self) -> bool:
        """Whether both are there and say the same."""
        return self.ja is not None and self.en is not None and not self.difference


@dataclass(frozen=True, slots=True)
class Brief:
    """A checked pair of texts: all that its pages show. `check.check` makes it, nothing else."""

    slug: str
    kind: Literal["brief", "page"]
    """A ``page`` is free text (documentation, the front page): neither annotated nor compared."""
    texts: Mapping[Language, AnnotatedDocument]
    """One or both languages."""
    alignment: Alignment | None
    """None with one language only."""
    matches: tuple[FigureMatch, ...] = ()
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Finding, ...] = ()
    """Findings that the authors do not want to hear of; each with its ``silence``."""

    def document(self, language: Language) -> Document | None:
        """The text in `language`, if there is one."""
        text = self.texts.get(language)
        return text.document if text else None

    @property
    def any_document(self) -> Document:
        """The source text, else whichever text there is: what shared front matter is read from."""
        documents = [text.document for text in self.texts.values()]
        source = documents[0].front.source_language
        return next((d for d in documents if d.language == source), documents[0])
