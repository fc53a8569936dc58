"""The house: content folder -> `Edition`, all that a site is made from.

Reads from top to bottom: find the files, parse them, pair them, annotate, align, check.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from brief import check as checks
from brief import glossary as glossaries
from brief import series as figure_series
from brief import source
from brief import topics as topic_labels
from brief.align import align
from brief.annotate import Annotator
from brief.check import Policy, SiteIndex
from brief.glossary import Glossary
from brief.history import last_changes
from brief.model import (
    LANGUAGES,
    AnnotatedDocument,
    Annotations,
    Brief,
    Document,
    Finding,
    FrontMatter,
    Language,
    Place,
    UnusableInput,
)
from brief.schema import nearest
from brief.series import Series
from brief.store import Store

BRIEFS = "briefs/"
"""The folder whose texts are annotated and compared; all others are plain pages."""
GLOSSARY = "glossary"
SERIES = "figures.yml"
TOPICS = "topics.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the content is and how to read it."""

    content: Path
    shown: str = "content"
    """What messages call the content folder."""
    raw_html: bool = False
    drafts: bool = False
    """Whether texts marked ``draft: true`` are part of the site."""
    store: Path | None = None
    """The file in which what was worked out is kept for the next run."""
    policy: Policy = field(default_factory=Policy)
    """What the site asks of the checks."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a site is made from."""

    briefs: tuple[Brief, ...] = ()
    """Newest first."""
    pages: tuple[Brief, ...] = ()
    """Plain pages, by slug."""
    glossary: Glossary = field(default_factory=Glossary)
    series: Mapping[str, Series] = field(default_factory=dict)
    topics: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    """What each topic is called; one that is not listed is called what it is."""
    files: tuple[str, ...] = ()
    """Uris of the files that are copied as they are."""
    faults: tuple[Finding, ...] = ()
    """What makes input unusable; a site with faults is only ever previewed."""
    remarks: tuple[Finding, ...] = ()
    """What the checks found in the site as a whole."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found, in the order of files and lines."""
        found = [finding for brief in (*self.briefs, *self.pages) for finding in brief.findings]
        return tuple(sorted([*self.remarks, *found], key=lambda finding: finding.place))


Progress = Callable[[str, int, int], None]
"""Told of long work as it goes on: what is done, how many are done, how many there are."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def load(settings: Settings, progress: Progress = silent) -> Edition:
    """The edition in the content folder. Nothing is raised: faults are part of the value."""
    faults: list[Finding] = []
    texts, others = _find(settings, faults)
    store = Store(settings.store) if settings.store else None
    load_glossary = partial(glossaries.load, store=store)
    glossary = _load(load_glossary, settings, GLOSSARY, faults) or Glossary()
    series = _load(figure_series.load, settings, SERIES, faults) or {}
    topics = _load(topic_labels.load, settings, TOPICS, faults) or {}
    pairs = _pair(_parse(texts, settings, faults, progress), faults)
    if not settings.drafts:
        pairs = {slug: pair for slug, pair in pairs.items() if not _is_draft(pair)}
    documents = [document for pair in pairs.values() for document in pair.values()]
    index = SiteIndex(
        {d.uri: frozenset(b.anchor for b in d.blocks if b.anchor) for d in documents},
        frozenset(others),
        last_changes(settings.content),
    )
    faults += _bad_references(documents, glossary)
    annotator = Annotator(glossary, store)

    def check(kind: Literal["brief", "page"], slug: str, texts: _Texts) -> Brief:
        alignment = None
        if len(texts) == len(LANGUAGES):
            alignment = align(texts["ja"].document, texts["en"].document)
        policy = settings.policy
        return checks.check(slug, kind, texts, alignment, glossary, series, index, policy)

    briefs, pages = [], []
    for number, (slug, pair) in enumerate(pairs.items(), 1):
        progress("Annotating", number, len(pairs))
        if slug.startswith(BRIEFS):
            annotated = {language: annotator.annotate(text) for language, text in pair.items()}
            briefs.append(check("brief", slug, annotated))
        else:
            plain = {language: _unannotated(text) for language, text in pair.items()}
            pages.append(check("page", slug, plain))
    briefs.sort(
        key=lambda brief: (brief.any_document.front.date or _NO_DATE, brief.slug), reverse=True
    )
    return Edition(
        briefs=tuple(briefs),
        pages=tuple(pages),
        glossary=glossary,
        series=series,
        topics=topics,
        files=tuple(others),
        faults=tuple(_in_order(faults)),
        remarks=tuple(checks.unused_of_site(settings.policy, [*briefs, *pages])),
    )


_NO_DATE = date.min
_Texts = Mapping[Language, AnnotatedDocument]


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.place)


# --- finding and parsing -------------------------------------------------------------


_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def _find(settings: Settings, faults: list[Finding]) -> tuple[list[str], list[str]]:
    """Uris of the texts and of the files to copy, sorted."""

    def fault(name: str, message: str, advice: str) -> None:
        place = Place(f"{settings.shown}/{name}" if name else settings.shown)
        faults.append(Finding("source", "error", place, message, advice))

    texts, others = [], []
    if not settings.content.is_dir():
        fault("", "there is no such folder", "set docs_dir in mkdocs.yml to your content")
    for folder, folders, names in os.walk(settings.content):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            uri = path.relative_to(settings.content).as_posix()
            if name.startswith(".") or uri in (SERIES, TOPICS):
                continue
            if not uri.isprintable():
                shown = uri.encode("unicode_escape", "backslashreplace").decode()
                fault(shown, "the file's name holds characters that cannot be shown", "rename it")
            elif not path.is_file():
                fault(uri, "this is no regular file", "delete it, or mend the link that it is")
            elif name.endswith(_MARKDOWN):
                texts.append(uri)
            elif not (uri.startswith(f"{GLOSSARY}/") and name.endswith((".yml", ".yaml"))):
                others.append(uri)
    return texts, others


_Loaded = TypeVar("_Loaded")


def _load(
    load_from: Callable[[Path, str], _Loaded], settings: Settings, uri: str, faults: list[Finding]
) -> _Loaded | None:
    """What `load_from` reads at `uri`; None when it has faults, which are noted."""
    try:
        return load_from(settings.content / uri, f"{settings.shown}/{uri}")
    except UnusableInput as unusable:
        faults += unusable.findings
        return None


def _parse(
    texts: Sequence[str], settings: Settings, faults: list[Finding], progress: Progress
) -> Iterator[Document]:
    for number, uri in enumerate(texts, 1):
        progress("Reading", number, len(texts))
        path, shown = settings.content / uri, f"{settings.shown}/{uri}"
        try:
            yield source.read(path, uri, shown, raw_html=settings.raw_html)
        except UnusableInput as unusable:
            faults += unusable.findings


# --- pairing -------------------------------------------------------------------------


def _pair(
    documents: Iterable[Document], faults: list[Finding]
) -> dict[str, dict[Language, Document]]:
    """The texts by slug and language, each with the front matter that the pair shares."""
    pairs: dict[str, dict[Language, Document]] = defaultdict(dict)
    addresses: dict[tuple[str, str], Document] = {}
    for document in documents:
        name = page_slug(document.slug).casefold()
        first = addresses.setdefault((name, document.language), document)
        owner = next((what for taken, what in _TAKEN if taken.fullmatch(name)), "")
        if first is not document:
            owner = f"that of {first.path}"
        if not owner:
            pairs[document.slug][document.language] = document
            continue
        message, advice = f"its page has the same address as {owner}", "rename the file"
        faults.append(Finding("slug-taken", "error", Place(document.path), message, advice))
    for slug, pair in pairs.items():
        shared = _shared_front_matter(pair)
        for language, document in pair.items():
            missing = {k: v for k, v in shared.items() if k not in document.front.given}
            pair[language] = replace(document, front=replace(document.front, **missing))
        unread = any(source.slug_of(fault.place.path).endswith(slug) for fault in faults)
        if slug.startswith(BRIEFS) and not shared["date"] and not unread:
            path = next(pair[language] for language in LANGUAGES if language in pair).path
            message = "a brief needs a date: 18日 and Monday are read against it"
            advice = "add date: 2025-08-18 to the front matter"
            faults.append(Finding("front-matter", "error", Place(path), message, advice))
    return dict(pairs)


def _is_draft(pair: Mapping[Language, Document]) -> bool:
    return any(document.front.draft for document in pair.values())


def page_slug(slug: str) -> str:
    """The name of the page of a text: ``guide/index`` is the page ``guide``."""
    return slug.removesuffix("/index") if slug != "index" else ""


_TAKEN = (
    (re.compile("briefs"), "the list of all briefs"),
    (re.compile("names(/.*)?"), "the pages of names"),
    (re.compile("figures(/.*)?"), "the pages of figures"),
)
"""Addresses of the pages that brief makes by itself."""

_SHARED = ("date", "updated", "source_language", "authors", "topics", "sources", "draft", "ignore")


def _shared_front_matter(pair: Mapping[Language, Document]) -> dict[str, Any]:
    """What either text may say for both. Where both do, ``front-matter-differs`` compares them."""
    shared: dict[str, Any] = {}
    for name in _SHARED:
        givers = [
            pair[language].front
            for language in LANGUAGES
            if language in pair and name in pair[language].front.given
        ]
        giver = givers[0] if givers else FrontMatter()
        shared[name] = getattr(giver, name)
    return shared


# --- annotating and checking ---------------------------------------------------------


def _unannotated(document: Document) -> AnnotatedDocument:
    return AnnotatedDocument(document, (Annotations(),) * len(document.blocks))


_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def _bad_references(documents: Iterable[Document], glossary: Glossary) -> Iterator[Finding]:
    """Entities that the glossary lacks, keys that are none, and rules that do not exist."""
    rules = [rule.name for rule in checks.RULES]
    for document in documents:
        for name in document.front.ignore:
            if name not in rules and "ignore" in document.front.given:
                message = f"there is no rule {name!r} to ignore"
                place, advice = document.front.given["ignore"], nearest(name, rules)
                yield Finding("front-matter", "error", place, message, advice)
        for block in document.blocks:
            for mark in block.marks:
                place = document.place(block, mark.start)
                if mark.scheme == "entity" and mark.target and mark.target not in glossary.entities:
                    message = f"the glossary has no entity {mark.target!r}"
                    advice = nearest(mark.target, glossary.entities) or "add it to the glossary"
                    yield Finding("entity-unknown", "error", place, message, advice)
                elif mark.scheme == "figure" and not _KEY.fullmatch(mark.target):
                    message = f"{mark.target!r} is no key of a key figure"
                    advice = "use small letters, digits and hyphens: [100 billion](figure:arms)"
                    yield Finding("key-figure", "error", place, message, advice)
