"""What `brief compare` does: files in, outcomes out one by one, and how they are printed.

An outcome is what became of two texts: compared, passed over, or unusable.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeAlias

from brief import agreement, bitexts, check, source
from brief.agreement import Difference
from brief.align import align
from brief.annotate import Annotator
from brief.bitexts import Pair, PassedOver
from brief.bitexts.inline import without_placeholders
from brief.check import SiteIndex
from brief.glossary import Glossary
from brief.language.recognition import mixed_up
from brief.model import (
    LANGUAGES,
    AnnotatedDocument,
    Brief,
    Finding,
    Language,
    Place,
    Severity,
    UnusableInput,
    other_language,
)
from brief.reporting import Excerpt, Paint, count_lines, excerpts, finding_lines
from brief.texts import read


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and what to show of the two texts."""

    finding: Finding
    excerpts: Sequence[Excerpt]
    """What it is about comes first, its counterpart second."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts that were compared."""

    id: str
    """Of the unit in its file, else where it stands; of a brief its slug."""
    compared: int
    """How many figures there are with a counterpart, or without one that they need."""
    agreed: int
    found: tuple[Found, ...]
    unit: str = ""
    """The id, where the file gives one."""

    def as_dict(self) -> dict[str, Any]:
        """The comparison as plain values, for JSON."""
        return {
            "id": self.id,
            "compared": self.compared,
            "agree": self.agreed,
            "findings": [
                found.finding.as_dict()
                | {
                    "excerpts": [
                        {"lang": e.language, "text": e.text, "start": e.start, "end": e.end}
                        for e in found.excerpts
                    ]
                }
                for found in self.found
            ],
        }


Outcome: TypeAlias = Comparison | PassedOver | Finding
"""A finding stands for what cannot be read."""


def compare(
    names: Sequence[str], day: date | None, config_file: str | None = None
) -> Iterator[Outcome]:
    """What is found in the files `names`, one after the other; without files, in the site's briefs.

    The site is that of the configuration `config_file`. Files for translators (see `bitexts`) stand
    for themselves, one text of a brief for the brief, and two other texts for a pair. Dates are
    read against `day` where the file says none.

    Raises:
        UnusableInput: The texts are no pair, or the site has faults.

    """
    if not names:
        yield from _site(config_file)
        return
    pairs = _pairs([name for name in names if not bitexts.is_bitext(name)])
    for name in names:
        if bitexts.is_bitext(name):
            yield from _compare_file(name, day)
    for first, second in pairs:
        try:
            yield _compare_texts(first, second, day)
        except UnusableInput as unusable:
            yield from unusable.findings


# --- texts ---------------------------------------------------------------------------


def _site(config_file: str | None) -> Iterator[Comparison]:
    from brief import site

    edition = site.check(config_file)
    if edition.faults:
        raise UnusableInput(edition.faults)
    for brief in edition.briefs:
        if brief.alignment:
            yield _comparison(brief)


def _pairs(names: Sequence[str]) -> Sequence[tuple[str, str]]:
    """The pairs of texts that are asked for."""
    languages = {source.language_of(name) for name in names}
    if len(names) == 2 and len(languages - {None}) != 1:
        return [(names[0], names[1])]
    if None not in languages:
        slugs = dict.fromkeys(source.slug_of(name) for name in names)
        return [(f"{slug}.ja.md", f"{slug}.en.md") for slug in slugs]
    first = next(name for name in names if source.language_of(name) is None)
    message = "this is neither one of two texts, nor one of a brief, nor a file for translators"
    ends = ", ".join(bitexts.FORMATS)
    advice = f"name two texts, or x.ja.md, or files that end in {ends}"
    raise UnusableInput([Finding("source", "error", Place(first), message, advice)])


def _compare_texts(first: str, second: str, day: date | None) -> Comparison:
    documents = {d.language: d for d in (read(first, None, day), read(second, None, day))}
    if len(documents) < len(LANGUAGES):
        message = f"both texts are in {'Japanese' if 'ja' in documents else 'English'}"
        advice = "name a Japanese and an English text"
        raise UnusableInput([Finding("language-mixed", "error", Place(second), message, advice)])
    dates = [d.front.date for d in documents.values() if d.front.date]
    annotator = Annotator(Glossary())
    texts: dict[Language, AnnotatedDocument] = {}
    for language in LANGUAGES:
        document = documents[language]
        dated = replace(document.front, date=document.front.date or next(iter(dates), None))
        texts[language] = annotator.annotate(replace(document, front=dated))
    alignment = align(texts["ja"], texts["en"])
    index = SiteIndex({}, frozenset())
    return _comparison(
        check.check(documents["ja"].slug, "brief", texts, alignment, Glossary(), {}, index)
    )


_RULES = (
    "figure-mismatch",
    "figure-unmatched",
    "identifier-unmatched",
    "text-empty",
    "language-mixed",
)
"""What is told of two texts. All other rules ask for a site: a glossary, front matter, links."""


def _comparison(brief: Brief) -> Comparison:
    agreed = sum(match.agrees for match in brief.matches)
    found = tuple(Found(f, excerpts(f)) for f in brief.findings if f.rule in _RULES)
    return Comparison(brief.slug, len(brief.matches), agreed, found)


# --- files for translators -----------------------------------------------------------


def _compare_file(name: str, day: date | None) -> Iterator[Outcome]:
    is_of_use = False
    for item in bitexts.read(name):
        is_of_use |= item != _OTHER_LANGUAGES
        yield _compare_pair(name, item, day) if isinstance(item, Pair) else item
    if not is_of_use:
        message = "there is nothing in Japanese and English in it"
        advice = "see that the file says its languages: ja and en"
        yield Finding("source", "error", Place(name), message, advice)


_OTHER_LANGUAGES = PassedOver("other languages")


def _compare_pair(path: str, pair: Pair, day: date | None) -> Comparison:
    language = pair.translation
    begins = pair.side(language).passage(path, 0, 0).start
    id_ = pair.id or str(begins)
    mixed = mixed_up(pair.ja.text, pair.en.text)
    if mixed:
        advice = "give each text the language that it is in"
        finding = Finding("language-mixed", "warning", begins, mixed, advice)
        shown = [_excerpt(pair, path, side) for side in (language, other_language(language))]
        return Comparison(id_, 0, 0, (Found(finding, shown),), pair.id)
    found = agreement.compare(
        without_placeholders(pair.ja.text),
        without_placeholders(pair.en.text),
        pair.date or day,
        language,
    )
    return Comparison(
        id_,
        len(found.pairs) + sum(d.counterpart is None for d in found.differences),
        len(found.pairs) - sum(d.counterpart is not None for d in found.differences),
        tuple(_found(pair, path, difference) for difference in found.differences),
        pair.id,
    )


def _found(pair: Pair, path: str, difference: Difference) -> Found:
    here, there = difference.language, other_language(difference.language)
    span = difference.figure.start, difference.figure.end
    answer = difference.counterpart
    span_there = (answer.start, answer.end) if answer else (0, 0)
    passage = pair.side(here).passage(path, *span)
    finding = Finding(
        difference.rule,
        difference.severity,
        passage.start,
        difference.message,
        end=passage.end,
        related=pair.side(there).passage(path, *span_there),
    )
    return Found(
        finding, (_excerpt(pair, path, here, *span), _excerpt(pair, path, there, *span_there))
    )


def _excerpt(pair: Pair, path: str, language: Language, start: int = 0, end: int = 0) -> Excerpt:
    segment = pair.side(language)
    line = segment.passage(path, start, end).start.line
    return Excerpt(language, line, segment.text, start, end)


# --- printing ------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """What has been compared so far."""

    pairs: int = 0
    figures: int = 0
    agreed: int = 0
    found: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    """How many findings of each rule."""
    passed_over: Counter[str] = field(default_factory=Counter)
    faults: list[Finding] = field(default_factory=list)

    def counting(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same `outcomes`, each counted."""
        for outcome in outcomes:
            if isinstance(outcome, Comparison):
                self.pairs += 1
                self.figures += outcome.compared
                self.agreed += outcome.agreed
                self.found.update((f.finding.rule, f.finding.severity) for f in outcome.found)
            elif isinstance(outcome, PassedOver):
                self.passed_over[outcome.reason] += 1
            else:
                self.faults.append(outcome)
            yield outcome

    def __str__(self) -> str:
        """``2 compared: 5 of 6 figures agree, 1 finding; passed over: 3 fuzzy``."""
        count = self.found.total()
        findings = f"{count} finding{'' if count == 1 else 's'}"
        line = f"{self.pairs} compared: {self.agreed} of {self.figures} figures agree, {findings}"
        over = ", ".join(f"{count} {reason}" for reason, count in self.passed_over.most_common())
        return f"{line}; passed over: {over}" if over else line

    def as_dict(self) -> dict[str, Any]:
        """The tally as plain values, for JSON."""
        return {
            "compared": self.pairs,
            "figures": self.figures,
            "agree": self.agreed,
            "findings": self.found.total(),
            "passed_over": dict(self.passed_over),
        }


def text_lines(
    outcomes: Iterable[Outcome], tally: Tally, width: int, paint: Paint
) -> Iterator[str]:
    """What was found, for people, as it is found; then what the `tally` says."""
    for outcome in tally.counting(outcomes):
        if isinstance(outcome, Comparison):
            for found in outcome.found:
                yield from finding_lines(found.finding, found.excerpts, width, paint, outcome.unit)
        elif isinstance(outcome, Finding):
            yield from finding_lines(outcome, (), width, paint)
    if tally.found.total() > 1:
        yield ""
        yield from count_lines(tally.found, paint)
    yield str(tally)


def json_lines(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[str]:
    """One object, written as it comes: ``results``, ``faults`` and the ``summary``."""
    between = '{"results": ['
    for outcome in tally.counting(outcomes):
        if isinstance(outcome, Comparison):
            yield between + json.dumps(outcome.as_dict(), ensure_ascii=False)
            between = ","
    yield (between if between != "," else "") + "],"
    faults = [fault.as_dict() for fault in tally.faults]
    yield f'"faults": {json.dumps(faults, ensure_ascii=False)},'
    yield f'"summary": {json.dumps(tally.as_dict(), ensure_ascii=False)}}}'
