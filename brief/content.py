"""The content folder: which files there are, and which texts belong together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from brief import files
from brief.model import LANGUAGES, Finding, FrontMatter, Language, Place
from brief.outline import Outline, Texts
from brief.source import slug_of

BRIEFS = "briefs/"
"""The folder whose texts are annotated and compared; all others are plain pages."""
GLOSSARY = "glossary"
SERIES = "figures.yml"
TOPICS = "topics.yml"

# --- finding -------------------------------------------------------------------------

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def find(
    content: Path, shown: str, faults: list[Finding], excluded: Callable[[str], bool] | None = None
) -> tuple[list[str], list[str]]:
    """Uris of the texts in the folder `content` and of the files to copy, folder by folder.

    Those that are `excluded` are no part of the site.
    """

    def fault(name: str, message: str, advice: str) -> None:
        place = Place(f"{shown}/{files.printable(name)}" if name else shown)
        faults.append(Finding("source", "error", place, message, advice))

    texts: list[str] = []
    others: list[str] = []
    if not content.is_dir():
        fault("", "there is no such folder", "set docs_dir in mkdocs.yml to your content")
        return texts, others
    for uri, entry in files.walked(content, fault):
        if excluded is not None and excluded(uri):
            continue
        if not uri.isprintable():
            fault(uri, "the file's name holds characters that cannot be shown", "rename it")
        elif not files.holds(entry.is_file):
            fault(uri, "this is no regular file", "delete it, or mend the link that it is")
        elif uri.endswith(_MARKDOWN):
            texts.append(uri)
        elif not (uri in (SERIES, TOPICS) or _is_of_the_glossary(uri)):
            others.append(uri)
    return texts, others


def _is_of_the_glossary(uri: str) -> bool:
    return uri.startswith(f"{GLOSSARY}/") and uri.endswith((".yml", ".yaml"))


# --- pairing -------------------------------------------------------------------------


Joined = MutableMapping[tuple[str, ...], Texts]
"""Pairs of texts with the front matter that they share, by the keys of the texts."""


def unread(faults: Iterable[Finding], shown: str) -> frozenset[str]:
    """The slugs of the texts that cannot be read, by the `faults` in the folder called `shown`."""
    return frozenset(slug_of(fault.place.path.removeprefix(f"{shown}/")) for fault in faults)


def paired(
    outlines: Iterable[Outline],
    faults: list[Finding],
    unread: Collection[str],
    known: Joined | None = None,
) -> dict[str, Texts]:
    """The texts by slug and language, each with the front matter that the pair shares.

    What a text says whose slug is `unread` is not known. Pairs that are `known` are taken from
    there, and those that are not are added.
    """
    pairs: dict[str, dict[Language, Outline]] = defaultdict(dict)
    addresses: dict[tuple[str, str], Outline] = {}
    for text in outlines:
        name = page_slug(text.slug).casefold()
        first = addresses.setdefault((name, text.language), text)
        owner = _owner(name)
        if first is not text:
            owner = f"that of {first.path}"
        if not owner:
            pairs[text.slug][text.language] = text
            continue
        message, advice = f"its page has the same address as {owner}", "rename the file"
        faults.append(Finding("slug-taken", "error", Place(text.path), message, advice))
    known = {} if known is None else known
    joined: dict[str, Texts] = {}
    for slug, pair in pairs.items():
        keys = tuple(text.key for text in pair.values())
        if keys not in known:
            known[keys] = _joined(pair)
        joined[slug] = known[keys]
        first = next(iter(joined[slug].values()))
        # A text that was not read might give the date.
        if slug.startswith(BRIEFS) and first.front.date is None and slug not in unread:
            path = next(pair[language] for language in LANGUAGES if language in pair).path
            message = "a brief needs a date: 18日 and Monday are read against it"
            advice = "add date: 2025-08-18 to the front matter"
            faults.append(Finding("front-matter", "error", Place(path), message, advice))
    return joined


def _joined(pair: Texts) -> Texts:
    """A pair, each text with the front matter that the two share."""
    shared = _shared_front_matter(pair)
    joined = {}
    for language, text in pair.items():
        missing = {k: v for k, v in shared.items() if k not in text.front.given}
        joined[language] = replace(text, front=replace(text.front, **missing))
    return joined


def is_draft(pair: Texts) -> bool:
    """Whether the texts are not to be published yet."""
    return any(text.front.draft for text in pair.values())


def page_slug(slug: str) -> str:
    """The name of the page of a text: ``guide/index`` is the page ``guide``."""
    return slug.removesuffix("/index") if slug != "index" else ""


_TAKEN = re.compile("(briefs)|briefs/([0-9]{4}|undated)(?:/.*)?|(topics|names|figures)(?:/.*)?")
"""Addresses of the pages that brief makes by itself."""


def _owner(name: str) -> str:
    """Which page of brief's own has the address `name`; empty where there is none."""
    found = _TAKEN.fullmatch(name)
    if found is None:
        return ""
    briefs, year, listed = found.groups()
    if year:
        return "the lists of the briefs of a year"
    return "the list of all briefs" if briefs else f"the pages of {listed}"


_SHARED = ("date", "updated", "source_language", "authors", "topics", "sources", "draft", "ignore")


def _shared_front_matter(pair: Mapping[Language, Outline]) -> dict[str, Any]:
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
