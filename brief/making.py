"""One brief from its texts: the work that is done once, here or in another process, and kept.

A pure function of its arguments: what it gives depends on nothing else, so that it can be kept
under their hash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from brief import check as checks
from brief import codec, extract, fragments, source
from brief import glossary as glossaries
from brief import outline as outlines
from brief.align import align
from brief.annotate import Annotator
from brief.check import Policy, SiteIndex
from brief.extract import Extract
from brief.fragments import Part
from brief.glossary import Glossary
from brief.model import (
    LANGUAGES,
    Alignment,
    AnnotatedDocument,
    Annotations,
    Brief,
    Document,
    FigureMatch,
    Finding,
    Language,
    UnusableInput,
)
from brief.outline import Outline, Texts
from brief.series import Series
from brief.spelling import normal
from brief.store import Store

# --- one text ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it stands in its file."""

    text: str
    uri: str
    shown: str
    """What messages call the file."""
    raw_html: bool
    key: str
    """A hash of all these."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text that was parsed, or its faults."""

    outline: Outline | None
    faults: tuple[Finding, ...]
    document: bytes


def parse(draft: Draft) -> Parsed:
    """The document that `draft` holds."""
    try:
        document = source.parse(draft.text, draft.uri, draft.shown, raw_html=draft.raw_html)
    except UnusableInput as unusable:
        return Parsed(None, unusable.findings, b"")
    return Parsed(outlines.of(document, draft.key), (), codec.pack_document(document))


# --- the texts of a brief ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Task:
    """What a brief, or a plain page, is made from, but for its documents and the glossary."""

    slug: str
    kind: Literal["brief", "page"]
    texts: Texts
    """With the front matter that they share."""
    index: SiteIndex
    """As much of it as the texts ask for."""
    series: Mapping[str, Series]
    policy: Policy


@dataclass(frozen=True, slots=True)
class Record:
    """What was worked out of a task."""

    annotations: Mapping[Language, tuple[Annotations, ...]]
    alignment: Alignment | None
    matches: tuple[FigureMatch, ...]
    findings: tuple[Finding, ...]
    silenced: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A record and what is told elsewhere of it, as bytes."""

    record: bytes
    extract: Extract
    quotations: bytes
    folded: bytes
    """The texts as spellings are looked for in them, see `fold`."""
    fragments: Mapping[Part, bytes]
    """What each data file holds of it, see `brief.fragments`."""


@dataclass(frozen=True, slots=True)
class GlossarySource:
    """Where a process finds the glossary that it works with."""

    key: str
    """Empty for an empty one, which is nowhere."""
    folder: Path
    shown: str
    store: Path | None


@dataclass(frozen=True, slots=True)
class Job:
    """A task and all that it is worked out with."""

    task: Task
    documents: Mapping[Language, bytes]
    """Its texts, as `parse` gives them."""
    glossary: GlossarySource


_annotators: dict[str, Annotator] = {}
"""The one that this process works with, by its key."""


def annotator(wanted: GlossarySource, store: Store | None = None) -> Annotator:
    """The annotator for a glossary; made once in a process, and shared with those it forks."""
    if wanted.key not in _annotators:
        with_store = store or Store(wanted.store)
        glossary = Glossary()
        if wanted.key:
            glossary = glossaries.load(wanted.folder, wanted.shown, with_store)
        _annotators.clear()
        _annotators[wanted.key] = Annotator(glossary, with_store)
    return _annotators[wanted.key]


def install(glossary: tuple[str, bytes]) -> None:
    """Have the annotator for a packed `glossary` and its key, in a process that reads no files."""
    key, data = glossary
    _annotators.clear()
    _annotators[key] = Annotator(glossaries.unpacked(data, key))


def make(job: Job) -> Made:
    """What `job` comes to."""
    task = job.task
    unpacked = {language: codec.unpack_document(data) for language, data in job.documents.items()}
    whole = _check(task, unpacked, annotator(job.glossary))
    record = Record(
        {language: text.annotations for language, text in whole.texts.items()},
        whole.alignment,
        whole.matches,
        whole.findings,
        whole.silenced,
    )
    packed, quoted = codec.pack(record), extract.quotations(whole)
    told = extract.of(whole, packed, quoted)
    if task.kind == "page":
        return Made(packed, told, codec.pack(quoted), codec.pack(""), {})
    folded = "\n".join(fold(b.text) for d in unpacked.values() for b in d.blocks)
    parts = {part: codec.pack(text) for part, text in fragments.of(whole, told).items()}
    return Made(packed, told, codec.pack(quoted), codec.pack(folded), parts)


def assembled(task: Task, documents: Mapping[Language, bytes], record: bytes) -> Brief:
    """The brief whose parts `parse` and `make` gave."""
    made = codec.unpack(record, Record)
    texts = {
        language: AnnotatedDocument(
            _with_shared(task, codec.unpack_document(data)), made.annotations[language]
        )
        for language, data in documents.items()
    }
    return Brief(
        task.slug, task.kind, texts, made.alignment, made.matches, made.findings, made.silenced
    )


def fold(text: str) -> str:
    """`text` as a superset of the names in it can be looked for."""
    return normal(text).text.casefold()


def _check(task: Task, documents: Mapping[Language, Document], annotator: Annotator) -> Brief:
    texts: dict[Language, AnnotatedDocument] = {}
    for language, parsed in documents.items():
        document = _with_shared(task, parsed)
        if task.kind == "brief":
            texts[language] = annotator.annotate(document)
        else:
            texts[language] = AnnotatedDocument(document, (Annotations(),) * len(document.blocks))
    alignment = align(texts["ja"], texts["en"]) if len(texts) == len(LANGUAGES) else None
    return checks.check(
        task.slug,
        task.kind,
        texts,
        alignment,
        annotator.glossary,
        task.series,
        task.index,
        task.policy,
    )


def _with_shared(task: Task, document: Document) -> Document:
    return replace(document, front=task.texts[document.language].front)
