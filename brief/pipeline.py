"""The house: content folder -> `Edition`, all that a site is made from.

Reads from top to bottom: find the files, parse them, pair them, and make of each pair what is not
known from an earlier run: annotated, aligned, checked. What a pair is made from (its texts, what
they ask of the rest of the site, the glossary) is its key in the store.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from brief import check as checks
from brief import codec, content, influence, making, workers
from brief import glossary as glossaries
from brief import series as figure_series
from brief import topics as topic_labels
from brief.check import Policy, SiteIndex
from brief.content import BRIEFS, GLOSSARY, SERIES, TOPICS
from brief.edition import (
    DOCUMENT,
    EXTRACT,
    FOLDED,
    FRAGMENTS,
    QUOTATIONS,
    RECORD,
    Edition,
    Entry,
    Library,
)
from brief.extract import Extract
from brief.glossary import Glossary
from brief.history import Change, last_changes
from brief.influence import Influence
from brief.making import Draft, GlossarySource, Job, Task
from brief.model import Finding, UnusableInput
from brief.names import index as name_index
from brief.outline import Outline, Texts
from brief.progress import Progress, silent
from brief.schema import nearest
from brief.series import Series
from brief.source import slug_of
from brief.store import Store, digest

OUTLINE, TRACE = "outline", "trace"
"""The kinds of what is kept of a text before it is paired, and of how a brief was made last."""


@dataclass(frozen=True, slots=True)
class Trace:
    """How a brief was made last."""

    task: str
    """A hash of its task."""
    glossary: str
    key: str
    """What the result is kept under."""


FileState = tuple[int, int, int]
"""Size in bytes, time of change in nanoseconds, and number of a file."""


@dataclass
class Memory:
    """What one load leaves to the next in the same process; to be found out again without it.

    Nothing of it is taken for true: each thing stands beside what it was found out from.
    """

    files: dict[str, tuple[FileState, str]] = field(default_factory=dict)
    """By uri, the state of a text's file, and the key of what stood in it."""
    outlines: dict[str, Outline] = field(default_factory=dict)
    """By key."""
    pairs: dict[tuple[str, ...], Texts] = field(default_factory=dict)
    """By the keys of the texts."""
    traces: dict[str, tuple[Task, Trace]] = field(default_factory=dict)
    """By slug, a task and how it was made."""
    extracts: dict[str, Extract] = field(default_factory=dict)
    """By key."""
    glossary: Glossary | None = None
    changes: Mapping[str, Change] = field(default_factory=dict)
    """What git knew of the texts."""

    def forget(self, uris: Iterable[str]) -> None:
        """Read these files again, whatever their state is."""
        for uri in uris:
            self.files.pop(uri, None)


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
    excluded: Callable[[str], bool] | None = None
    """Whether the file at a uri is no part of the site."""


def load(
    settings: Settings,
    progress: Progress = silent,
    executor: Executor | None = None,
    store: Store | None = None,
    memory: Memory | None = None,
) -> Edition:
    """The edition in the content folder. Nothing is raised: faults are part of the value.

    The work is done by `executor` where there is one, and what is worked out is kept in `store`,
    by default the one of the settings, and in `memory` for the next load in this process.
    """
    faults: list[Finding] = []
    uris, others = content.find(settings.content, settings.shown, faults, settings.excluded)
    store = store or Store(settings.store)
    memory = memory or Memory()
    load_glossary = partial(glossaries.load, store=store, known=memory.glossary)
    memory.glossary = glossary = _load(load_glossary, settings, GLOSSARY, faults) or Glossary()
    series = _load(figure_series.load, settings, SERIES, faults) or {}
    topics = _load(topic_labels.load, settings, TOPICS, faults) or {}
    folder, shown = settings.content / GLOSSARY, f"{settings.shown}/{GLOSSARY}"
    glossary_source = GlossarySource(glossary.key, folder, shown, settings.store)
    library = Library(settings.content, settings.raw_html, store, glossary_source)
    site = _Site(settings, glossary, library, executor, progress, memory)

    outlines = site.outlines(uris, faults)
    unread = content.unread(faults, settings.shown)
    texts = content.paired(outlines, faults, unread, memory.pairs)
    if not settings.drafts:
        texts = {slug: pair for slug, pair in texts.items() if not content.is_draft(pair)}
    faults += _bad_references(texts.values(), glossary)
    memory.changes = last_changes(settings.content)
    anchors = {text.uri: text.anchors for pair in texts.values() for text in pair.values()}
    whole = SiteIndex(anchors, frozenset(others), memory.changes, unread)
    entries = site.entries(list(_tasks(texts, whole, series, settings.policy)))
    edition = Edition(
        entries=_newest_first(entry for entry in entries if entry.task.kind == "brief"),
        plain=tuple(entry for entry in entries if entry.task.kind == "page"),
        glossary=glossary,
        series=series,
        topics=topics,
        files=tuple(others),
        faults=tuple(sorted(faults, key=lambda finding: finding.place)),
        library=library,
    )
    return _with_remarks(edition, settings.policy)


def reload(
    edition: Edition,
    changed: Collection[str],
    settings: Settings,
    memory: Memory,
    progress: Progress = silent,
    executor: Executor | None = None,
) -> Edition | None:
    """`edition` since its texts at the uris `changed` have, without a look at all the others.

    None where that may reach further than the briefs and pages which they are of. With drafts.
    """
    library, known = edition.library, {e.slug: e for e in (*edition.entries, *edition.plain)}
    before = [known[slug] for slug in sorted(set(map(slug_of, changed)) & known.keys())]
    uris = [text.uri for entry in before for text in entry.texts.values()]
    changes = last_changes(settings.content)
    if (
        library is None
        or edition.faults
        or not set(changed).issubset(uris)
        or _of_others(changes, uris) != _of_others(memory.changes, uris)
    ):
        return None
    memory.changes = changes
    faults: list[Finding] = []
    site = _Site(settings, edition.glossary, library, executor, progress, memory)
    outlines = site.outlines(uris, faults)
    if faults:
        return None
    texts = content.paired(outlines, faults, (), memory.pairs)
    faults += _bad_references(texts.values(), edition.glossary)
    if faults or _anchors(texts.values()) != _anchors(entry.texts for entry in before):
        return None
    whole = SiteIndex({}, frozenset(edition.files), changes)
    if any(text.targets for pair in texts.values() for text in pair.values()):
        others = (entry.texts for entry in known.values())
        whole = replace(whole, anchors=_anchors(others))
    now = {
        e.slug: e
        for e in site.entries_again(list(_tasks(texts, whole, edition.series, settings.policy)))
    }
    again = replace(
        edition,
        entries=_newest_first(now.get(entry.slug, entry) for entry in edition.entries),
        plain=tuple(now.get(entry.slug, entry) for entry in edition.plain),
    )
    return _with_remarks(again, settings.policy)


def _of_others(changes: Mapping[str, Change], uris: Collection[str]) -> Mapping[str, Change]:
    return {uri: change for uri, change in changes.items() if uri not in uris}


def _anchors(pairs: Iterable[Texts]) -> dict[str, tuple[str, ...]]:
    return {text.uri: text.anchors for pair in pairs for text in pair.values()}


def _newest_first(briefs: Iterable[Entry]) -> tuple[Entry, ...]:
    def place(entry: Entry) -> tuple[date, str]:
        return entry.source_text.front.date or date.min, entry.slug

    return tuple(sorted(briefs, key=place, reverse=True))


def _with_remarks(edition: Edition, policy: Policy) -> Edition:
    return replace(edition, remarks=tuple(checks.unused_of_site(policy, edition.silenced)))


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


# --- what a pair is made from ----------------------------------------------------------


def _tasks(
    texts: Mapping[str, Texts], whole: SiteIndex, series: Mapping[str, Series], policy: Policy
) -> Iterator[Task]:
    """`whole` is the index of the whole site."""
    for slug, pair in texts.items():
        keys = {r.target for t in pair.values() for r in t.references if r.scheme == "figure"}
        yield Task(
            slug,
            "brief" if slug.startswith(BRIEFS) else "page",
            pair,
            _asked(whole, pair),
            {key: series[key] for key in sorted(keys & series.keys())},
            policy,
        )


def _asked(whole: SiteIndex, texts: Texts) -> SiteIndex:
    """As much of an index as `texts` ask for, so that nothing else in it concerns them.

    Where a link leads nowhere, advice may name whatever there is.
    """
    targets = {uri for text in texts.values() for uri, _ in text.targets}
    changes = _ranked({text.uri: whole.changes.get(text.uri) for text in texts.values()})
    slugs = {text.slug for text in texts.values()}
    unread = tuple(slugs.intersection(whole.unread))
    if not targets:
        return SiteIndex({}, (), changes, unread)
    if all(uri in whole.anchors or uri in whole.files for uri in targets):
        anchors = {uri: whole.anchors[uri] for uri in sorted(targets & whole.anchors.keys())}
        there = tuple(sorted(targets.intersection(whole.files)))
        return SiteIndex(anchors, there, changes, unread)
    return SiteIndex(whole.anchors, tuple(sorted(whole.files)), changes, unread)


def _ranked(changes: Mapping[str, Change | None]) -> Mapping[str, Change]:
    """Changes in the same order among themselves, however many others there have been since."""
    if not any(changes.values()):
        return {}
    known = {uri: change for uri, change in changes.items() if change is not None}
    orders = sorted({change.order for change in known.values()})
    return {uri: Change(orders.index(c.order), c.day) for uri, c in known.items()}


# --- what is known, and what is to be made -----------------------------------------------


@dataclass
class _Site:
    """The work on one site: what the store knows, and the rest."""

    settings: Settings
    glossary: Glossary
    library: Library
    executor: Executor | None
    progress: Progress
    memory: Memory
    _influences: dict[str, Influence | None] = field(default_factory=dict)

    @property
    def _store(self) -> Store:
        return self.library.store

    def outlines(self, uris: Sequence[str], faults: list[Finding]) -> list[Outline]:
        """The outlines of the texts; `faults` are added to."""
        known = self.memory.outlines
        at_first = not known
        if at_first:
            known |= _read(self._store.all(OUTLINE), Outline)
        keys: list[str] = []
        new: list[Draft] = []
        self.progress("Reading", 0, len(uris))
        for number, uri in enumerate(uris, 1):
            key, draft = self._text(uri, faults)
            keys.append(key)
            if draft is not None:
                new.append(draft)
            self.progress("Reading", number, len(uris))
        self.progress.kept("Parsing", len(keys) - len(new))
        for batch in self._done("Parsing", making.parse, new, len(new)):
            parsed = {draft.key: text for draft, text in batch if text.outline is not None}
            faults += (fault for _, text in batch for fault in text.faults)
            known |= {key: text.outline for key, text in parsed.items() if text.outline}
            self._store.put(DOCUMENT, {key: text.document for key, text in parsed.items()})
            self._store.put(OUTLINE, {key: codec.encode(known[key]) for key in parsed})
        if new and at_first:
            self._store.tidy((DOCUMENT, OUTLINE), set(keys))
        return [known[key] for key in keys if key in known]

    def _text(self, uri: str, faults: list[Finding]) -> tuple[str, Draft | None]:
        """The key of the text in a file, and the text itself where it must be parsed."""
        state = _state(f"{self.settings.content}/{uri}")
        held, key = self.memory.files.get(uri, (None, ""))
        if state is not None and held == state and key in self.memory.outlines:
            return key, None
        self.memory.files.pop(uri, None)
        try:
            draft = self.library.draft(uri, f"{self.settings.shown}/{uri}")
        except UnusableInput as unusable:
            faults += unusable.findings
            return "", None
        if state is not None:
            self.memory.files[uri] = state, draft.key
        return draft.key, None if draft.key in self.memory.outlines else draft

    def entries(self, tasks: Sequence[Task]) -> list[Entry]:
        """Each task with what it came to, now or in an earlier run."""
        extracts = self.memory.extracts
        at_first = not extracts
        if at_first:
            extracts |= _read(self._store.all(EXTRACT), Extract)
        before = {slug: trace for slug, (_, trace) in self.memory.traces.items()}
        before = before or _read(self._store.all(TRACE), Trace)
        self.memory.traces, entries = self._made(tasks, before)
        self._keep_traces(self.memory.traces, before, tidy=at_first)
        return entries

    def entries_again(self, tasks: Sequence[Task]) -> list[Entry]:
        """As `entries`, for tasks that are not all."""
        before = {task.slug: self.memory.traces[task.slug][1] for task in tasks}
        traces, entries = self._made(tasks, before)
        self._keep_traces(traces, before, tidy=False)
        self.memory.traces |= traces
        return entries

    def _made(
        self, tasks: Sequence[Task], before: Mapping[str, Trace]
    ) -> tuple[dict[str, tuple[Task, Trace]], list[Entry]]:
        """What each task came to, and how it was made, by slug."""
        extracts = self.memory.extracts
        traces = {task.slug: self._trace(task, before.get(task.slug)) for task in tasks}
        new = [task for task in tasks if traces[task.slug].key not in extracts]
        self.progress.kept("Annotating", len(tasks) - len(new))
        jobs = (Job(task, self.library.documents(task), self.library.glossary) for task in new)
        for batch in self._done("Annotating", making.make, jobs, len(new)):
            made = {traces[job.task.slug].key: result for job, result in batch}
            self.library.keep(made)
            extracts |= {key: result.extract for key, result in made.items()}
        entries = [Entry(t, extracts[traces[t.slug].key], traces[t.slug].key) for t in tasks]
        return {task.slug: (task, traces[task.slug]) for task in tasks}, entries

    def _keep_traces(
        self,
        made: Mapping[str, tuple[Task, Trace]],
        before: Mapping[str, Trace],
        *,
        tidy: bool,
    ) -> None:
        """Keep how each brief was made, and let go what no brief is made with any more."""
        traces = {slug: trace for slug, (_, trace) in made.items()}
        changed = {slug: trace for slug, trace in traces.items() if before.get(slug) != trace}
        if changed:
            self._store.put(TRACE, {slug: codec.encode(trace) for slug, trace in changed.items()})
        if before.keys() - traces.keys():
            self._store.keep(TRACE, traces.keys())
        if traces != before:
            for kind in (glossaries.KEPT, name_index.KEPT):
                self._store.keep(kind, {self.glossary.key})
        if traces != before and tidy:
            keys = {trace.key for trace in traces.values()}
            self._store.tidy((RECORD, EXTRACT, QUOTATIONS, FOLDED, *FRAGMENTS.values()), keys)

    def _trace(self, task: Task, before: Trace | None) -> Trace:
        """How `task` is made now; as it was, where nothing has changed that reaches it."""
        glossary, extracts = self.glossary.key, self.memory.extracts
        held, trace = self.memory.traces.get(task.slug, (None, None))
        if trace is not None and trace.glossary == glossary and held == task:
            return trace
        hashed = digest([codec.encode(task)])
        if before is not None and before.task == hashed and before.key in extracts:
            if before.glossary == glossary:
                return before
            change = self._influence(before.glossary)
            folded = self._store.get(FOLDED, before.key) if change else None
            if change and folded is not None:
                text = codec.unpack(folded, str)
                if not change.reaches(extracts[before.key], text):
                    return replace(before, glossary=glossary)
        return Trace(hashed, glossary, digest([hashed.encode(), glossary.encode()]))

    def _influence(self, key: str) -> Influence | None:
        """What has changed since the glossary that is kept under `key`; None if it is not kept."""
        if key not in self._influences:
            old = glossaries.kept(key, self._store)
            self._influences[key] = (
                influence.between(
                    old,
                    name_index.of(old, self._store),
                    self.glossary,
                    name_index.of(self.glossary, self._store),
                )
                if old
                else None
            )
        return self._influences[key]

    def _done(
        self,
        stage: str,
        function: Callable[[_Item], _Result],
        items: Iterable[_Item],
        count: int,
    ) -> Iterator[list[tuple[_Item, _Result]]]:
        """Each of `items` with what `function` gives for it, some at a time, in their order."""
        if not count:
            return
        self.progress(stage, 0, count)
        self.library.equip(self.executor)
        done = 0
        ran = partial(self.progress.ran, stage)
        for batch in workers.in_order(self.executor, function, items, count, ran):
            done += len(batch)
            self.progress(stage, done, count)
            yield batch


def _state(path: str) -> FileState | None:
    """The state of a file; None where there is none to be had."""
    try:
        found = os.stat(path)  # noqa: PTH116 (a path object costs more than the call)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Kept = TypeVar("_Kept")


def _read(kept: Mapping[str, bytes], wanted: type[_Kept]) -> dict[str, _Kept]:
    """What is kept, without what cannot be read."""
    values = {}
    for key, data in kept.items():
        with suppress(*codec.DAMAGES):
            values[key] = codec.decode(data, wanted)
    return values


# --- references ------------------------------------------------------------------------

_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def _bad_references(texts: Iterable[Texts], glossary: Glossary) -> Iterator[Finding]:
    """Entities that the glossary lacks, keys that are none, and rules that do not exist."""
    rules = [rule.name for rule in checks.RULES]
    for text in (text for pair in texts for text in pair.values()):
        for name in text.front.ignore:
            if name not in rules and "ignore" in text.front.given:
                message = f"there is no rule {name!r} to ignore"
                place, advice = text.front.given["ignore"], nearest(name, rules)
                yield Finding("front-matter", "error", place, message, advice)
        for reference in text.references:
            target, place = reference.target, reference.place
            if reference.scheme == "figure":
                if not _KEY.fullmatch(target):
                    message = f"{target!r} is no key of a key figure"
                    advice = "use small letters, digits and hyphens: [100 billion](figure:arms)"
                    yield Finding("key-figure", "error", place, message, advice)
            elif target and target not in glossary.entities:
                message = f"the glossary has no entity {target!r}"
                advice = nearest(target, glossary.entities) or "add it to the glossary"
                yield Finding("entity-unknown", "error", place, message, advice)
