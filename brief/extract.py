"""A brief's extract: what other pages of a site tell of it, so that they need not hold it whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from brief import codec
from brief.figures import write
from brief.language import sentence
from brief.model import (
    LANGUAGES,
    Bead,
    Block,
    Brief,
    Figure,
    FigureKind,
    Finding,
    Language,
    Mark,
    Modifier,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A mention of an entity in its sentence."""

    language: Language
    anchor: str
    """Id of the row of the brief's page in which it stands."""
    sentence: tuple[str, str, str]
    """Before the mention, the mention, after it."""


Quotations = dict[str, tuple[Quotation, ...]]
"""By entity, in the order of the texts."""


@dataclass(frozen=True, slots=True)
class Naming:
    """That a brief names an entity."""

    counts: Mapping[Language, int]
    """How often, in each text."""
    quoted: Mapping[Language, str]
    """A hash of its quotations in each text."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A key figure of a brief, and what its series stands at by it."""

    kind: FigureKind
    value: str | None
    low: str | None
    high: str | None
    unit: str | None
    modifier: Modifier | None
    shown: Mapping[Language, str]
    """In each language: as its text has it, else as it would."""
    anchors: Mapping[Language, str]
    """By text that has it, the id of the row in which it stands."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is told elsewhere of a checked pair of texts."""

    record: str = ""
    """A hash of all that was found in the texts."""
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Finding, ...] = ()
    names: Mapping[str, Naming] = field(default_factory=dict)
    """By entity, in the order of the texts."""
    stands: Mapping[str, Stand] = field(default_factory=dict)
    """By key, the key figures."""
    figures: int = 0
    """How many figures the texts state."""


def of(brief: Brief, record: bytes, quotations: Quotations) -> Extract:
    """The extract of `brief`; `record` and `quotations` are what is kept of it beside."""
    names = {entity: _naming(brief, quoted) for entity, quoted in quotations.items()}
    hashed = sha256(record).hexdigest()
    figures = sum(len(noted.figures) for text in brief.texts.values() for noted in text.annotations)
    stands = dict(_stands(brief))
    return Extract(hashed, brief.findings, brief.silenced, names, stands, figures)


def _naming(brief: Brief, quoted: Sequence[Quotation]) -> Naming:
    by_language = {lang: [q for q in quoted if q.language == lang] for lang in brief.texts}
    return Naming(
        {language: len(of_text) for language, of_text in by_language.items()},
        {lang: sha256(codec.encode(of_text)).hexdigest() for lang, of_text in by_language.items()},
    )


def quotations(brief: Brief) -> Quotations:
    """Every mention in `brief`, in its sentence."""
    quoted: dict[str, list[Quotation]] = {}
    for language, text in brief.texts.items():
        rows = row_anchors(brief, language)
        for block, noted in text.pairs():
            for mention in noted.mentions:
                start, end = sentence(block.text, language, mention.start, mention.end)
                before = block.text[start : mention.start]
                after = block.text[mention.end : end]
                quotation = Quotation(
                    language, rows.get(block.part, ""), (before, mention.text, after)
                )
                for entity in mention.entities:
                    quoted.setdefault(entity, []).append(quotation)
    return {entity: tuple(of_entity) for entity, of_entity in quoted.items()}


def rows(brief: Brief) -> Iterator[tuple[str, Bead]]:
    """The rows in which the parts of the texts stand on the page, each with its id.

    Headings and rules are counted apart (``h1``), so that the paragraphs and lists (``p3``) have
    numbers without gaps, the same in both languages.
    """
    counts = {"h": 0, "p": 0}
    for bead in _beads(brief):
        kinds = {
            text.document.parts[part].kind
            for language, text in brief.texts.items()
            for part in bead.side(language)
        }
        letter = "h" if kinds <= {"heading", "hr"} else "p"
        counts[letter] += 1
        yield f"{letter}{counts[letter]}", bead


def _beads(brief: Brief) -> Sequence[Bead]:
    if brief.alignment:
        return brief.alignment.parts
    ((language, text),) = brief.texts.items()
    parts = range(len(text.document.parts))
    return [Bead((i,), ()) if language == "ja" else Bead((), (i,)) for i in parts]


def row_anchors(brief: Brief, language: Language) -> Mapping[int, str]:
    """Id of the row of the page in which each part of a text stands; the same in both languages."""
    return {part: anchor for anchor, bead in rows(brief) for part in bead.side(language)}


# --- key figures ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that the author singles out, in one of the texts."""

    key: str
    block: Block
    figure: Figure
    restated: Figure | None
    """The same in another unit, in parentheses behind it: ``約14兆7800億円``."""


def key_figures(brief: Brief, language: Language) -> Iterator[KeyFigure]:
    """The key figures of the text in `language`, in the order of its front matter."""
    text = brief.texts[language]
    found: dict[str, KeyFigure] = {}
    for block, noted in text.pairs():
        for mark in block.marks:
            figure = _figure_under(mark, noted.figures)
            if mark.scheme == "figure" and figure and mark.target not in found:
                restated = next((f for f in noted.figures if f.restates == figure.start), None)
                found[mark.target] = KeyFigure(mark.target, block, figure, restated)
    labelled = [key for key in text.document.front.figures if key in found]
    return (found[key] for key in dict.fromkeys([*labelled, *found]))


def _figure_under(mark: Mark, figures: tuple[Figure, ...]) -> Figure | None:
    return next((f for f in figures if f.start < mark.end and mark.start < f.end), None)


def _stands(brief: Brief) -> Iterator[tuple[str, Stand]]:
    told: dict[str, dict[Language, KeyFigure]] = {}
    for language in brief.texts:
        for key in key_figures(brief, language):
            told.setdefault(key.key, {})[language] = key
    rows = {language: row_anchors(brief, language) for language in brief.texts}
    for name, by_language in told.items():
        figure = next(iter(by_language.values())).figure
        yield (
            name,
            Stand(
                figure.kind,
                figure.value,
                figure.low,
                figure.high,
                figure.unit,
                figure.modifier,
                {
                    language: by_language[language].figure.text
                    if language in by_language
                    else write(figure, language)
                    for language in LANGUAGES
                },
                {
                    language: rows[language].get(key.block.part, "")
                    for language, key in by_language.items()
                },
            ),
        )
