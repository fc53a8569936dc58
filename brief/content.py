"""The content folder: which files there are, and which texts belong together."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

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


def find(content: Path, shown: str, faults: list[Finding]) -> tuple[list[str], list[str]]:
    """Uris of the texts in the folder `content` and of the files to copy, sorted."""

    def fault(name: str, message: str, advice: str) -> None:
        place = Place(f"{shown}/{name}" if name else shown)
        faults.append(Finding("source", "error", place, message, advice))

    texts, others = [], []
    if not content.is_dir():
        fault("", "there is no such folder", "set docs_dir in mkdocs.yml to your content")
    for folder, folders, names in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            uri = path.relative_to(content).as_posix()
            if name.startswith(".") or uri in (SERIES, TOPICS):
                continue
            if not uri.isprintable():
                escaped = uri.encode("unicode_escape", "backslashreplace").decode()
                fault(escaped, "the file's name holds characters that cannot be shown", "rename it")
            elif not path.is_file():
                fault(uri, "this is no regular file", "delete it, or mend the link that it is")
            elif name.endswith(_MARKDOWN):
                texts.append(uri)
            elif not (uri.startswith(f"{GLOSSARY}/") and name.endswith((".yml", ".yaml"))):
                others.append(uri)
    return texts, others


# --- pairing -------------------------------------------------------------------------


def paired(outlines: Iterable[Outline], faults: list[Finding]) -> dict[str, Texts]:
    """The texts by slug and language, each with the front matter that the pair shares."""
    pairs: dict[str, dict[Language, Outline]] = defaultdict(dict)
    addresses: dict[tuple[str, str], Outline] = {}
    for text in outlines:
        name = page_slug(text.slug).casefold()
        first = addresses.setdefault((name, text.language), text)
        owner = next((what for taken, what in _TAKEN if taken.fullmatch(name)), "")
        if first is not text:
            owner = f"that of {first.path}"
        if not owner:
            pairs[text.slug][text.language] = text
            continue
        message, advice = f"its page has the same address as {owner}", "rename the file"
        faults.append(Finding("slug-taken", "error", Place(text.path), message, advice))
    for slug, pair in pairs.items():
        shared = _shared_front_matter(pair)
        for language, text in pair.items():
            missing = {k: v for k, v in shared.items() if k not in text.front.given}
            pair[language] = replace(text, front=replace(text.front, **missing))
        unread = any(slug_of(fault.place.path).endswith(slug) for fault in faults)
        if slug.startswith(BRIEFS) and not shared["date"] and not unread:
            path = next(pair[language] for language in LANGUAGES if language in pair).path
            message = "a brief needs a date: 18日 and Monday are read against it"
            advice = "add date: 2025-08-18 to the front matter"
            faults.append(Finding("front-matter", "error", Place(path), message, advice))
    return dict(pairs)


def is_draft(pair: Texts) -> bool:
    """Whether the texts are not to be published yet."""
    return any(text.front.draft for text in pair.values())


def page_slug(slug: str) -> str:
    """The name of the page of a text: ``guide/index`` is the page ``guide``."""
    return slug.removesuffix("/index") if slug != "index" else ""


_TAKEN = (
    (re.compile("briefs"), "the list of all briefs"),
    (re.compile("briefs/([0-9]{4}|undated)(/.*)?"), "the lists of the briefs of a year"),
    (re.compile("topics(/.*)?"), "the pages of topics"),
    (re.compile("names(/.*)?"), "the pages of names"),
    (re.compile("figures(/.*)?"), "the pages of figures"),
)
"""Addresses of the pages that brief makes by itself."""

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
