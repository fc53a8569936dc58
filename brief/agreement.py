"""Two texts without a glossary -> their figures, which of them answer each other, what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from brief import figures
from brief.check import identifiers
from brief.check.assignment import Side
from brief.check.assignment import compare as compare_figures
from brief.check.explanation import explain, missing
from brief.check.identifiers import Identifier, Said
from brief.model import Figure, Language, Severity


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that the other text has otherwise, or has not."""

    rule: str
    severity: Severity
    language: Language
    figure: Figure | Identifier
    message: str
    counterpart: Figure | None = None
    """The figure of the other text that it differs from."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two texts state."""

    figures: Mapping[Language, Sequence[Figure]]
    pairs: tuple[tuple[int, int], ...]
    """Indexes of the figures that answer each other, Japanese and English; some of them differ."""
    differences: tuple[Difference, ...]


def compare(ja: str, en: str, day: date | None, translation: Language = "en") -> Agreement:
    """What the texts `ja` and `en` state, their dates read against `day`.

    What differs is told of the text in the language of the `translation`.
    """
    read_ja, read_en = figures.read(ja, "ja", day), figures.read(en, "en", day)
    side_ja, side_en = Side(read_ja, ja, "ja"), Side(read_en, en, "en")
    found = compare_figures(side_ja, side_en)
    alone: list[tuple[Language, Figure | Identifier]] = [
        *(("ja", read_ja[i]) for i in found.unmatched_ja),
        *(("en", read_en[j]) for j in found.unmatched_en),
        *(("ja", found) for found in identifiers.missing(ja, read_ja, Said(en, side_en.said()))),
        *(("en", found) for found in identifiers.missing(en, read_en, Said(ja, side_ja.said()))),
    ]
    return Agreement(
        {"ja": read_ja, "en": read_en},
        tuple(sorted((*found.pairs, *found.differing))),
        (
            *(_mismatch(read_ja[i], read_en[j], translation) for i, j in found.differing),
            *(_unmatched(language, figure) for language, figure in alone),
        ),
    )


def _mismatch(ja: Figure, en: Figure, translation: Language) -> Difference:
    here, there = (en, ja) if translation == "en" else (ja, en)
    message = explain(ja, en, translation)
    return Difference("figure-mismatch", "error", translation, here, message, there)


def _unmatched(language: Language, figure: Figure | Identifier) -> Difference:
    message = missing(figure, language)
    return Difference("figure-unmatched", "warning", language, figure, message)
