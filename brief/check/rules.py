"""The rules: one function each, in one table."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from brief.check import identifiers
from brief.check.explanation import missing
from brief.glossary import Glossary
from brief.links import resolve
from brief.model import (
    Alignment,
    AnnotatedDocument,
    Block,
    Document,
    Figure,
    FigureAt,
    FigureMatch,
    Language,
    Place,
    Severity,
    other_language,
)
from brief.schema import nearest
from brief.series import Series


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What links can lead to, for the whole site."""

    anchors: Mapping[str, frozenset[str]]
    """Uri of each text to the ids in it."""
    files: frozenset[str]
    """Uris of all other files of the content folder."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A pair of texts before it is checked, and what it is checked against."""

    slug: str
    kind: Literal["brief", "page"]
    texts: Mapping[Language, AnnotatedDocument]
    alignment: Alignment | None
    matches: tuple[FigureMatch, ...]
    glossary: Glossary
    series: Mapping[str, Series]
    index: SiteIndex

    def documents(self) -> Iterator[Document]:
        """The texts there are, Japanese first."""
        return (self.texts[language].document for language in sorted(self.texts, reverse=True))

    def translation(self) -> Language:
        """The language that was translated into: where a difference is reported."""
        source = next(self.documents()).front.source_language
        return other_language(source) if source else "en"

    def figure(self, language: Language, at: FigureAt) -> tuple[Block, Figure]:
        """The figure at `at`, and its block."""
        text = self.texts[language]
        return text.document.blocks[at.block], text.annotations[at.block].figures[at.index]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is broken."""

    place: Place
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, how grave it is, what it is about in one line, and how to find it."""

    name: str
    severity: Severity
    summary: str
    find: Callable[[Subject], Iterator[Hit]]


# --- figures -------------------------------------------------------------------------


def figure_mismatch(subject: Subject) -> Iterator[Hit]:
    """Figures that answer each other and say something else."""
    language = subject.translation()
    for match in subject.matches:
        if match.difference and match.ja and match.en:
            at = match.side(language)
            source_at = match.side(other_language(language))
            if at is None or source_at is None:
                continue
            block, figure = subject.figure(language, at)
            source_block, source = subject.figure(other_language(language), source_at)
            source_place = subject.texts[other_language(language)].document.place(
                source_block, source.start
            )
            yield Hit(
                subject.texts[language].document.place(block, figure.start),
                match.difference,
                f"compare {source_place} and correct one of the two",
            )


def figure_unmatched(subject: Subject) -> Iterator[Hit]:
    """A figure that only one of the two texts has."""
    for match in subject.matches:
        language: Language = "ja" if match.en is None else "en"
        at = match.side(language)
        if at is not None and match.side(other_language(language)) is None:
            block, figure = subject.figure(language, at)
            yield Hit(
                subject.texts[language].document.place(block, figure.start),
                missing(figure, language),
                "add it there, or say here what is said there",
            )


def identifier_unmatched(subject: Subject) -> Iterator[Hit]:
    """Digits that are no figure (G7, Boeing 737) and that the other text has nowhere."""
    for language, text in subject.texts.items():
        other = subject.texts.get(other_language(language))
        if other is None or subject.kind == "page":
            continue
        told = "\n".join(block.text for block in other.document.blocks)
        figures = [figure for noted in other.annotations for figure in noted.figures]
        for block, noted in text.pairs():
            for found in identifiers.missing(block.text, noted.figures, told, figures):
                if not any(start <= found.start < end for start, end in block.verbatim):
                    place = text.document.place(block, found.start)
                    yield Hit(place, missing(found, language), "say there what is said here")


def key_figure_missing(subject: Subject) -> Iterator[Hit]:
    """A key figure that is labelled and not marked, or marked without a figure, or in one text."""
    marked: dict[Language, dict[str, Place]] = {}
    for language, text in subject.texts.items():
        document = text.document
        marked[language] = {}
        for block, noted in text.pairs():
            for mark in block.marks:
                if mark.scheme != "figure":
                    continue
                place = document.place(block, mark.start)
                marked[language].setdefault(mark.target, place)
                if not any(f.start < mark.end and mark.start < f.end for f in noted.figures):
                    text_marked = block.text[mark.start : mark.end]
                    message = f"no figure is read in {text_marked!r}, marked as {mark.target!r}"
                    yield Hit(place, message, "mark the figure itself: number and unit")
        for key in document.front.figures:
            if key not in marked[language]:
                message = f"the key figure {key!r} has a label and is not marked in the text"
                advice = f"mark it: [100 billion](figure:{key})"
                yield Hit(document.front.given["figures"], message, advice)
    for language, keys in marked.items():
        other = other_language(language)
        for key, place in keys.items():
            if other in marked and key not in marked[other]:
                message = f"the key figure {key!r} is not marked in {_NAMES[other]}"
                yield Hit(place, message, f"mark it there too: [...](figure:{key})")


# --- names ---------------------------------------------------------------------------


def name_unmatched(subject: Subject) -> Iterator[Hit]:
    """An entity that only one of the two texts names."""
    if len(subject.texts) < 2:
        return
    first: dict[Language, dict[str, tuple[Place, str]]] = {}
    for language, text in subject.texts.items():
        first[language] = {}
        for block, noted in text.pairs():
            for mention in noted.mentions:
                place = text.document.place(block, mention.start)
                for entity_id in mention.entities:
                    first[language].setdefault(entity_id, (place, mention.text))
    for language, entities in first.items():
        other = other_language(language)
        for entity_id, (place, shown) in entities.items():
            if entity_id not in first[other]:
                entity = subject.glossary.entities[entity_id]
                message = f"{shown} ({entity_id}) is not named in {_NAMES[other]}"
                advice = f"name it there ({entity.name[other]}), or add the alias used there"
                yield Hit(place, message, advice)


def name_ambiguous(subject: Subject) -> Iterator[Hit]:
    """A name that several entities share, where the text does not tell who is meant."""
    for text in subject.texts.values():
        for block, noted in text.pairs():
            for name in noted.undecided:
                owners = (subject.glossary.entities[owner] for owner in name.entities)
                who = " or ".join(f"{owner.id} ({owner.place})" for owner in owners)
                message = f"{name.text} may be {who}"
                advice = f"say who is meant: [{name.text}](entity:{name.entities[0]})"
                yield Hit(text.document.place(block, name.start), message, advice)


# --- structure -----------------------------------------------------------------------

_NAMES: dict[Language, str] = {"ja": "the Japanese text", "en": "the English text"}


def heading_mismatch(subject: Subject) -> Iterator[Hit]:
    """A heading that has no counterpart of its level."""
    if subject.alignment is None:
        return
    for bead in subject.alignment.blocks:
        levels = {}
        for language in subject.texts:
            document = subject.texts[language].document
            headings = [block for i in bead.side(language) if (block := document.blocks[i]).level]
            levels[language] = [(document.place(block), block) for block in headings]
        for language, headings_here in levels.items():
            other = other_language(language)
            if len(headings_here) > len(levels[other]):
                place, block = headings_here[0]
                message = f"the heading {block.text!r} has no counterpart in {_NAMES[other]}"
                yield Hit(place, message, f"add a heading of level {block.level} there")


def translation_missing(subject: Subject) -> Iterator[Hit]:
    """A text without its counterpart."""
    if len(subject.texts) == 1:
        document = next(subject.documents())
        other = other_language(document.language)
        message = f"there is no {posixpath.basename(subject.slug)}.{other}.md beside it"
        advice = "write it, or silence this rule with a reason under 'ignore' in the front matter"
        yield Hit(Place(document.path), message, advice)


_SHARED = ("date", "updated", "source_language", "authors", "topics", "sources", "draft", "ignore")


def front_matter_differs(subject: Subject) -> Iterator[Hit]:
    """Front matter that both texts give, with different values."""
    if len(subject.texts) < 2:
        return
    ja, en = subject.texts["ja"].document, subject.texts["en"].document
    for key in (*_SHARED, "figures"):
        if key not in ja.front.given or key not in en.front.given:
            continue
        values = getattr(ja.front, key), getattr(en.front, key)
        if key == "figures":
            values = set(values[0]), set(values[1])
        if values[0] != values[1]:
            place = en.front.given[key]
            what = "the keys of 'figures' differ" if key == "figures" else f"{key!r} differs"
            message = f"{what} from {ja.front.given[key]}"
            yield Hit(place, message, "make them equal, or give it in one text only")


# --- links ---------------------------------------------------------------------------


def link_broken(subject: Subject) -> Iterator[Hit]:
    """A link to a file of the site that is not there."""
    for _, place, uri, _ in _internal_links(subject, images=False):
        if uri not in subject.index.anchors and uri not in subject.index.files:
            known = [*subject.index.anchors, *subject.index.files]
            yield Hit(place, f"the link leads to {uri}, which is not there", nearest(uri, known))


def anchor_broken(subject: Subject) -> Iterator[Hit]:
    """A link to a place on a page that has no such id."""
    for document, place, uri, anchor in _internal_links(subject, images=False):
        anchors = subject.index.anchors.get(uri)
        if anchor and anchors is not None and anchor not in anchors:
            where = "this page" if uri == document.uri else uri
            yield Hit(
                place,
                f"there is no heading with the id #{anchor} on {where}",
                nearest(anchor, anchors),
            )


def image_missing(subject: Subject) -> Iterator[Hit]:
    """An image that is not there."""
    for _, place, uri, _ in _internal_links(subject, images=True):
        if uri not in subject.index.files:
            yield Hit(place, f"there is no image at {uri}", nearest(uri, subject.index.files))


def _internal_links(
    subject: Subject, *, images: bool
) -> Iterator[tuple[Document, Place, str, str]]:
    """Document, place, target's uri and anchor of each link that stays on the site."""
    for document in subject.documents():
        for block in document.blocks:
            for link in block.links:
                if link.image == images and (target := resolve(link.href, document)):
                    place = Place(document.path, link.line, link.column)
                    yield document, place, *target


RULES: tuple[Rule, ...] = (
    Rule("figure-mismatch", "error", "two figures that answer each other differ", figure_mismatch),
    Rule("figure-unmatched", "warning", "a figure stands in one text only", figure_unmatched),
    Rule(
        "identifier-unmatched",
        "warning",
        "digits that are no figure stand in one text only",
        identifier_unmatched,
    ),
    Rule(
        "key-figure-missing",
        "warning",
        "a key figure is not where it should be",
        key_figure_missing,
    ),
    Rule("name-unmatched", "warning", "an entity is named in one text only", name_unmatched),
    Rule("name-ambiguous", "warning", "a name may be one of several entities", name_ambiguous),
    Rule("heading-mismatch", "warning", "a heading has no counterpart", heading_mismatch),
    Rule("translation-missing", "warning", "a text has no counterpart", translation_missing),
    Rule(
        "front-matter-differs", "error", "the two texts' front matter differs", front_matter_differs
    ),
    Rule("link-broken", "error", "a link leads nowhere", link_broken),
    Rule("anchor-broken", "warning", "a link leads to no place on its page", anchor_broken),
    Rule("image-missing", "error", "an image is not there", image_missing),
)
"""Every rule of `check`, in the order in which findings of one place are told."""
