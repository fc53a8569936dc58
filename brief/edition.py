"""The edition: everything that a site is made from, with its briefs at hand when they are needed.

What is told of a brief on other pages is held; the brief itself is read from the store when
somebody looks at it, so that the memory of a build does not grow with its texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import overload

from brief import codec, files, making, workers
from brief import glossary as glossaries
from brief.extract import Extract, Quotations
from brief.fragments import PARTS, Part
from brief.glossary import Glossary
from brief.making import Draft, GlossarySource, Job, Made, Task
from brief.model import Brief, Finding, Language, Place, UnusableInput
from brief.outline import Outline, source_text
from brief.series import Series
from brief.store import Store, digest

DOCUMENT, RECORD, EXTRACT, QUOTATIONS, FOLDED = (
    "document",
    "record",
    "extract",
    "quotations",
    "folded",
)
FRAGMENTS: Mapping[Part, str] = {part: f"fragments-{part}" for part in PARTS}
"""The kinds of what is kept of a brief; each data file needs one of its fragments."""
_AT_ONCE = 200
"""Briefs whose fragments are read at once."""
_HELD = 300
"""Briefs whose quotations are kept at hand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief, or a plain page, as the rest of the site knows it."""

    task: Task
    extract: Extract
    key: str
    """What its record is kept under: a hash of all that it was made from."""

    @property
    def slug(self) -> str:
        """The name of the pair."""
        return self.task.slug

    @property
    def texts(self) -> Mapping[Language, Outline]:
        """One or both languages."""
        return self.task.texts

    @property
    def shown(self) -> tuple[str, ...]:
        """What its own pages are known by: its texts, and all that was found in them."""
        return *(text.key for text in self.task.texts.values()), self.extract.record

    @property
    def source_text(self) -> Outline:
        """What shared front matter is read from."""
        return source_text(self.task.texts)


@dataclass(frozen=True)
class Library:
    """Where the briefs of an edition are."""

    content: Path
    raw_html: bool
    store: Store
    glossary: GlossarySource
    _quotations: dict[str, Quotations] = field(default_factory=dict, compare=False)

    def equip(self, executor: Executor | None) -> None:
        """Have the glossary at hand here, where workers are forked from, and in distant ones."""
        glossary = making.annotator(self.glossary, self.store).glossary
        workers.equip(executor, making.install, lambda: (glossary.key, glossaries.packed(glossary)))

    def document(self, outline: Outline) -> bytes:
        """The document of `outline`, as `making.parse` gives it.

        Raises:
            UnusableInput: It is no longer kept, and its file has changed.

        """
        data = self.store.get(DOCUMENT, outline.key)
        if data is not None:
            return data
        draft = self.draft(outline.uri, outline.path)
        parsed = making.parse(draft)
        if draft.key != outline.key:
            message = "the file changed while the site was made from it"
            place = Place(outline.path)
            raise UnusableInput([Finding("source", "error", place, message, "build again")])
        return parsed.document

    def draft(self, uri: str, shown: str) -> Draft:
        """The text in the file at `uri`.

        Raises:
            UnusableInput: It cannot be read.

        """
        text = files.read_text(self.content / uri, shown, "source")
        key = digest([uri.encode(), shown.encode(), b"html"[: 4 * self.raw_html], text.encode()])
        return Draft(text, uri, shown, self.raw_html, key)

    def documents(self, task: Task) -> dict[Language, bytes]:
        """The documents of the texts of `task`."""
        return {language: self.document(outline) for language, outline in task.texts.items()}

    def keep(self, made: Mapping[str, Made]) -> None:
        """Keep what was made under its keys; the extracts last, as they say that there is more."""
        self.store.put(RECORD, {key: one.record for key, one in made.items()})
        self.store.put(QUOTATIONS, {key: one.quotations for key, one in made.items()})
        self.store.put(FOLDED, {key: one.folded for key, one in made.items()})
        for part, kind in FRAGMENTS.items():
            of_part = {key: m.fragments[part] for key, m in made.items() if part in m.fragments}
            self.store.put(kind, of_part)
        self.store.put(EXTRACT, {key: codec.encode(one.extract) for key, one in made.items()})

    def brief(self, entry: Entry) -> Brief:
        """The brief of `entry`."""
        return making.assembled(entry.task, self.documents(entry.task), self.record(entry))

    def record(self, entry: Entry) -> bytes:
        """The record of `entry`, as `making.make` gives it."""
        return self.store.get(RECORD, entry.key) or self._remade(entry).record

    def quotations(self, entry: Entry) -> Quotations:
        """The mentions in the brief of `entry`; at hand for a while, as many names ask for them."""
        held = self._quotations.get(entry.key)
        if held is None:
            data = self.store.get(QUOTATIONS, entry.key) or self._remade(entry).quotations
            held = codec.unpack(data, Quotations)
            if len(self._quotations) == _HELD:
                self._quotations.clear()
            self._quotations[entry.key] = held
        return held

    def fragments(self, entries: Iterable[Entry], part: Part) -> Iterator[str]:
        """What a data file holds of the brief of each of `entries`."""
        waiting = iter(entries)
        while some := list(islice(waiting, _AT_ONCE)):
            kept = self.store.some(FRAGMENTS[part], [entry.key for entry in some])
            for entry in some:
                data = kept.get(entry.key) or self._remade(entry).fragments[part]
                yield codec.unpack(data, str)

    def _remade(self, entry: Entry) -> Made:
        made = making.make(Job(entry.task, self.documents(entry.task), self.glossary))
        self.keep({entry.key: made})
        return made


@dataclass(frozen=True)
class Shelf(Sequence[Brief]):
    """Briefs, each read when it is asked for."""

    entries: Sequence[Entry]
    library: Library | None

    @overload
    def __getitem__(self, index: int) -> Brief: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Brief]: ...
    def __getitem__(self, index: int | slice) -> Brief | Sequence[Brief]:
        """The brief, or the part of the shelf, at `index`."""
        if isinstance(index, slice):
            return Shelf(self.entries[index], self.library)
        assert self.library is not None
        return self.library.brief(self.entries[index])

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Brief]:
        for number in range(len(self.entries)):
            yield self[number]


@dataclass(frozen=True)
class Edition:
    """Everything a site is made from."""

    entries: tuple[Entry, ...] = ()
    """The briefs, newest first."""
    plain: tuple[Entry, ...] = ()
    """The plain pages, by slug."""
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
    library: Library | None = None

    @property
    def briefs(self) -> Shelf:
        """The briefs, newest first."""
        return Shelf(self.entries, self.library)

    @property
    def pages(self) -> Shelf:
        """The plain pages, by slug."""
        return Shelf(self.plain, self.library)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found, in the order of files and lines."""
        found = [f for entry in (*self.entries, *self.plain) for f in entry.extract.findings]
        return tuple(sorted([*self.remarks, *found], key=lambda finding: finding.place))

    @property
    def silenced(self) -> Iterator[Finding]:
        """What the authors do not want to hear of."""
        return (f for entry in (*self.entries, *self.plain) for f in entry.extract.silenced)
