"""Rules of the texts as a whole: what is there, what answers what, what the front matter says."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from brief.check.rules.subject import NAMES, Hit, Subject, at
from brief.language.recognition import is_other
from brief.model import Block, Document, Language, Place, other_language

# --- blocks --------------------------------------------------------------------------------


def block_unaligned(subject: Subject) -> Iterator[Hit]:
    """A paragraph, item or cell that has no counterpart."""
    if subject.alignment is None or not subject.comparable:
        return
    for bead in subject.alignment.blocks:
        for language in subject.texts:
            other = other_language(language)
            if bead.side(other):
                continue
            document = subject.texts[language].document
            for number in bead.side(language):
                block = document.blocks[number]
                if not block.level and block.text.strip():
                    message = f"this {block.kind} has no counterpart in {NAMES[other]}"
                    advice = "translate it; brief check --show alignment shows what answers what"
                    yield Hit(at(document.place(block)), message, advice)


def heading_mismatch(subject: Subject) -> Iterator[Hit]:
    """A heading that has no counterpart of its level."""
    if subject.alignment is None or not subject.comparable:
        return
    for bead in subject.alignment.blocks:
        levels = {}
        for language in subject.texts:
            document = subject.texts[language].document
            headings = [block for i in bead.side(language) if (block := document.blocks[i]).level]
            levels[language] = [
                (document.passage(block, 0, len(block.text)), block) for block in headings
            ]
        for language, headings_here in levels.items():
            other = other_language(language)
            if len(headings_here) > len(levels[other]):
                passage, block = headings_here[0]
                message = f"the heading {block.text!r} has no counterpart in {NAMES[other]}"
                yield Hit(passage, message, f"add a heading of level {block.level} there")


# --- quotes --------------------------------------------------------------------------------

_QUOTES: dict[Language, dict[str, str]] = {
    "ja": {"「": "」", "『": "』"},
    "en": {"“": "”"},
}
_LONG_QUOTE: dict[Language, int] = {"ja": 12, "en": 25}
"""Characters from which on a quotation is speech, not a name or a word that is talked about."""


def quote_unclosed(subject: Subject) -> Iterator[Hit]:
    """A quotation that is opened and not closed, or closed and not opened."""
    for document in subject.documents():
        for number, block in enumerate(document.blocks):
            following = document.blocks[number + 1 : number + 2]
            _, open_at = _quotations(block, document.language)
            for offset in open_at:
                mark = block.text[offset]
                if mark in '“"' and any(after.text.startswith(mark) for after in following):
                    continue  # Each paragraph of a long quotation is opened, the last one closed.
                passage = document.passage(block, offset, offset + 1)
                pairs = _QUOTES[document.language]
                if mark in pairs or mark == '"':
                    yield Hit(passage, f"{mark} is not closed", f"add {pairs.get(mark, mark)}")
                else:
                    yield Hit(passage, f"{mark} closes what is not opened", "add the other mark")


def quote_unmatched(subject: Subject) -> Iterator[Hit]:
    """Words that one text quotes, where the other text quotes none."""
    if subject.alignment is None or subject.kind == "page":
        return
    for bead in subject.alignment.blocks:
        found: dict[Language, list[tuple[Document, Block, tuple[int, int]]]] = {"ja": [], "en": []}
        for language in subject.texts:
            document = subject.texts[language].document
            for number in bead.side(language):
                block = document.blocks[number]
                spans, _ = _quotations(block, language)
                found[language] += [(document, block, span) for span in spans]
        for language, quotations in found.items():
            other = other_language(language)
            if not bead.side(other) or found[other]:
                continue
            for document, block, (start, end) in quotations:
                if end - start - 2 >= _LONG_QUOTE[language]:
                    message = f"{NAMES[other]} quotes no words in the paragraph that answers this"
                    advice = "quote them there too, or report them in both"
                    counterpart = subject.texts[other].document
                    place = counterpart.place(counterpart.blocks[bead.side(other)[0]])
                    yield Hit(document.passage(block, start, end), message, advice, at(place))


def _quotations(block: Block, language: Language) -> tuple[list[tuple[int, int]], list[int]]:
    """The outermost quotations of a block, with their marks; and marks that stand alone."""
    pairs = _QUOTES[language]
    closing = {close: mark for mark, close in pairs.items()}
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    alone: list[int] = []
    for mark in re.finditer('[「」『』“”"]', block.text):
        offset, character = mark.start(), mark[0]
        if any(start <= offset < end for start, end in block.verbatim):
            continue
        if character == '"':
            if language == "ja" or block.text[offset - 1 : offset].isdigit():
                continue  # 6'2" is a length.
            closes = bool(opened) and block.text[opened[-1]] == '"'
        elif character in pairs:
            closes = False
        elif character in closing:
            closes = bool(opened) and block.text[opened[-1]] == closing[character]
            if not closes:
                alone.append(offset)
                continue
        else:
            continue  # The marks of the other language.
        if not closes:
            opened.append(offset)
            continue
        start = opened.pop()
        if not opened:
            found.append((start, offset + 1))
    return found, sorted(alone + opened)


# --- texts ---------------------------------------------------------------------------------


def text_empty(subject: Subject) -> Iterator[Hit]:
    """A text of front matter alone."""
    for document in subject.documents():
        if not any(block.text.strip() or block.links for block in document.blocks):
            place = Place(document.path)
            yield Hit(at(place), "there is no text below the front matter", "write it")


def language_mixed(subject: Subject) -> Iterator[Hit]:
    """Japanese paragraphs in an English text, or English ones in a Japanese text."""
    for document in subject.documents():
        wrong = [
            block
            for block in document.blocks
            if block.kind in ("paragraph", "item", "note") and _is_other(block, document.language)
        ]
        if wrong:
            count = "this paragraph is" if len(wrong) == 1 else f"{len(wrong)} paragraphs are"
            language = "Japanese" if document.language == "en" else "English"
            message = f"{count} in {language}, in {NAMES[document.language]}"
            advice = "translate, or rename the file"
            yield Hit(at(document.place(wrong[0])), message, advice)


def _is_other(block: Block, language: Language) -> bool:
    """Whether the block is written in the language that its text is not."""
    text = block.text
    for start, end in reversed(block.verbatim):
        text = text[:start] + text[end:]
    return is_other(text, language)


def translation_missing(subject: Subject) -> Iterator[Hit]:
    """A text without its counterpart."""
    if len(subject.texts) == 1 and not subject.index.unread:
        document = next(subject.documents())
        other = other_language(document.language)
        message = f"there is no {posixpath.basename(subject.slug)}.{other}.md beside it"
        advice = "write it, or silence this rule with a reason under 'ignore' in the front matter"
        yield Hit(at(Place(document.path)), message, advice)


def translation_stale(subject: Subject) -> Iterator[Hit]:
    """A translation older than what it translates, by its front matter, else by git."""
    if len(subject.texts) < 2 or next(subject.documents()).front.source_language is None:
        return
    language = subject.translation()
    here = subject.texts[language].document
    source = subject.texts[other_language(language)].document
    if source.front.updated and "updated" in source.front.given:
        updated = here.front.updated if "updated" in here.front.given else None
        if updated and updated < source.front.updated:
            message = f"the text was updated on {updated}, its source on {source.front.updated}"
            yield Hit(
                at(here.front.given["updated"]),
                message,
                "bring it up to date",
                at(source.front.given["updated"]),
            )
        return
    changes = subject.index.changes
    mine, its = changes.get(here.uri), changes.get(source.uri)
    if mine is not None and its is not None and its.order < mine.order:
        message = f"{source.path} was changed on {its.day}, after this text ({mine.day})"
        advice = "bring it up to date, or say in 'updated' of both when they last agreed"
        yield Hit(at(Place(here.path)), message, advice)


# --- front matter --------------------------------------------------------------------------

_SHARED = ("date", "source_language", "authors", "topics", "sources", "draft", "ignore", "figures")


def front_matter_differs(subject: Subject) -> Iterator[Hit]:
    """Front matter that both texts give, with different values."""
    if len(subject.texts) < 2:
        return
    ja, en = subject.texts["ja"].document, subject.texts["en"].document
    for key in _SHARED:
        if key not in ja.front.given or key not in en.front.given:
            continue
        values = getattr(ja.front, key), getattr(en.front, key)
        if key == "figures":
            values = set(values[0]), set(values[1])
        if values[0] != values[1]:
            what = "the keys of 'figures' differ" if key == "figures" else f"{key!r} differs"
            there = ja.front.given[key]
            advice = "make them equal, or give it in one text only"
            yield Hit(at(en.front.given[key]), f"{what} from {there}", advice, at(there))


def source_missing(subject: Subject) -> Iterator[Hit]:
    """A brief that does not say what it is based on."""
    if subject.kind != "brief" or subject.index.unread:
        return
    if not any(d.front.sources for d in subject.documents()):
        place = Place(next(subject.documents()).path)
        advice = "add sources: [{title: ..., publisher: ..., url: ...}]"
        yield Hit(at(place), "the brief names no sources", advice)


# --- silences ------------------------------------------------------------------------------


def ignore_without_reason(subject: Subject) -> Iterator[Hit]:
    """A rule that is silenced without saying why."""
    for document in subject.documents():
        for silence in document.silences:
            if silence.rule and not silence.reason:
                advice = f"<!-- brief: ignore {silence.rule}: why -->"
                message = f"{silence.rule} is silenced without a reason"
                yield Hit(at(silence.place), message, advice)


def ignore_unused(subject: Subject) -> Iterator[Hit]:
    """A silence that keeps nothing from being told."""
    for silence, advice in subject.unused.items():
        message = "this comment silences nothing"
        if silence.rule:
            message = f"nothing is found of {silence.rule} that this would silence"
        yield Hit(at(silence.place), message, advice)
