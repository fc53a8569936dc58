"""A checked brief -> what its page shows in one language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup

from brief import addresses, markup, scales
from brief.edition import Edition
from brief.extract import Stand, key_figures, rows
from brief.figures import read, write
from brief.language import quotes, sentence
from brief.language.script import SPACELESS
from brief.markup import Insertion, Wrap
from brief.model import (
    LANGUAGES,
    AnnotatedDocument,
    Annotations,
    Bead,
    Block,
    Brief,
    Document,
    Entity,
    Figure,
    FigureAt,
    FigureMatch,
    Finding,
    Language,
    other_language,
)
from brief.readings import romanize, ruby
from brief.readings.alignment import READABLE, hiragana
from brief.readings.names import kana_of, kana_of_spelling
from brief.render import Templates
from brief.views import (
    BriefLink,
    BriefView,
    Context,
    ConversionView,
    DateView,
    EntityView,
    FigureView,
    KeyFigureView,
    LinkView,
    RowView,
)
from brief.words import Words, words

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"[A-Za-z][A-Za-z &.'’/-]*[A-Za-z]"),
    "en": re.compile(f"{SPACELESS.pattern}+"),
}
"""Words of the other language within a text."""
_NOTED = frozenset(("money", "measure", "count", "number"))
"""Kinds of figures whose notation in the other language is told beside the text."""
_LARGE = 1000
"""From here on, numbers are noted beside the text that have no unit to be translated."""
_ALONE = Context()
_INNER = "\0"
"""Stands for a text: neither Markdown nor YAML lets it through."""
_PROPER_NOUN = "名詞,固有名詞,"
"""How the features of words begin that the dictionary holds for names."""


class _Stated(NamedTuple):
    """Where a text states a figure."""

    block: Block
    noted: Annotations
    figure: Figure

    @property
    def extent(self) -> str:
        """The figure with its modifiers, as the text has it."""
        return _extent(self.block.text, self.figure)

    def restatement(self) -> Figure | None:
        """The figure that gives the same amount in another unit, or that this one gives so."""
        return next(
            (
                other
                for other in self.noted.figures
                if other.restates == self.figure.start or self.figure.restates == other.start
            ),
            None,
        )

    def sentence(self, language: Language) -> tuple[str, str, str]:
        """The sentence that states it: before it, the figure, after it."""
        text, (start, end) = self.block.text, self.figure.extent
        first, last = sentence(text, language, start, end)
        return text[first:start], text[start:end], text[end:last]


class _Name(NamedTuple):
    """Where a text names an entity."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True)
class BriefPage:
    """The page of `brief` in `language`, built part by part."""

    brief: Brief
    language: Language
    edition: Edition
    templates: Templates
    link: Callable[[Document, str], str]
    """Turns an address, as the author of a text wrote it, into one on this page."""
    topic: Callable[[str, Language], str]
    """The label of a topic."""
    context: Context = _ALONE
    findings: Sequence[Finding] = ()
    """Those to be shown where they were found."""

    def view(self) -> BriefView:
        """All that the template shows."""
        front = self._text.document.front
        other = self._other_text
        return BriefView(
            brief=self.brief,
            title=self._phrase(front.title),
            other_title=other.document.front.title if other else "",
            description=self._phrase(front.description),
            date=front.date,
            updated=front.updated,
            authors=front.authors,
            topics=tuple(
                LinkView(self.topic(topic, self.language), addresses.topic(self.language, topic))
                for topic in front.topics
            ),
            sources=front.sources,
            draft=front.draft,
            key_figures=list(self.key_figures()),
            rows=list(self._rows()),
            who=list(self._who.values()),
            dates=list(self._dates()),
            figures=self.figures,
            counts=Counter(figure.verdict for figure in self.figures),
            related=self.context.related,
        )

    @cached_property
    def _text(self) -> AnnotatedDocument:
        return self.brief.texts[self.language]

    @cached_property
    def _other_text(self) -> AnnotatedDocument | None:
        return self.brief.texts.get(other_language(self.language))

    # --- the text ---

    @cached_property
    def _beads(self) -> Sequence[tuple[str, Bead]]:
        """The rows of the text, each with its id."""
        return list(rows(self.brief))

    @cached_property
    def _anchors(self) -> Mapping[int, str]:
        """Id of the row in which each part of this text stands; the same in both languages."""
        return {part: anchor for anchor, bead in self._beads for part in bead.side(self.language)}

    def _rows(self) -> Iterator[RowView]:
        here = self._insertions(self._text, own=True)
        other = self._other_text
        there = self._insertions(other, own=False) if other else {}
        names, figures = self._names_by_part(), self._noted_by_part()
        findings = self._findings_by_part()
        for anchor, bead in self._beads:
            parts = bead.side(self.language)
            counterpart = bead.side(other_language(self.language))
            kinds = [self._text.document.parts[part].kind for part in parts]
            yield RowView(
                anchor,
                kinds[0] if kinds else "missing",
                self._html(self._text, parts, here, own=True),
                self._html(other, counterpart, there, own=False) if other else Markup(),
                [view for part in parts for view in names.get(part, ())],
                [view for part in parts for view in figures.get(part, ())],
                [
                    finding
                    for language in LANGUAGES
                    for part in bead.side(language)
                    for finding in findings.get((language, part), ())
                ],
            )

    def _findings_by_part(self) -> Mapping[tuple[Language, int], Sequence[Finding]]:
        """By language and part, what was found there; what stands above a text is nowhere."""
        by_part: dict[tuple[Language, int], list[Finding]] = {}
        for language, text in self.brief.texts.items():
            blocks = text.document.blocks
            lines = [block.position(0)[0] for block in blocks]
            for finding in self.findings:
                at = bisect_right(lines, finding.place.line) - 1
                if finding.place.path == text.document.path and at >= 0:
                    by_part.setdefault((language, blocks[at].part), []).append(finding)
        return by_part

    def _names_by_part(self) -> Mapping[int, Sequence[EntityView]]:
        """By part, the entities that the text first names there."""
        first: dict[str, int] = {}
        for block, noted in self._text.pairs():
            if block.kind != "heading":
                for mention in noted.mentions:
                    first.setdefault(mention.entity, block.part)
        by_part: dict[int, list[EntityView]] = {}
        for entity_id, part in first.items():
            by_part.setdefault(part, []).append(self._who[entity_id])
        return by_part

    def _noted_by_part(self) -> Mapping[int, Sequence[FigureView]]:
        """By part, the figures first stated there that are noted beside the text."""
        by_part: dict[int, list[FigureView]] = {}
        told: set[str] = set()
        for stated, view in zip(self._stated.values(), self.figures, strict=False):
            figure = stated.figure
            if figure.restates is None and _needs_note(figure, view) and view.value not in told:
                told.add(view.value)
                by_part.setdefault(stated.block.part, []).append(view)
        return by_part

    def _html(
        self,
        text: AnnotatedDocument,
        parts: Sequence[int],
        insertions: Mapping[int, Sequence[Insertion]],
        *,
        own: bool,
    ) -> Markup:
        document = text.document
        address = partial(self.link, document)
        return Markup().join(
            markup.render(document, document.parts[part].tokens, insertions, address, with_ids=own)
            for part in parts
        )

    def _insertions(self, text: AnnotatedDocument, *, own: bool) -> dict[int, list[Insertion]]:
        """What is set into each block: names (the first in each section as such), figures, ruby."""
        insertions: dict[int, list[Insertion]] = {}
        linked: set[str] = set()
        anchors = self._figure_anchors(text.document.language)
        for number, (block, noted) in enumerate(text.pairs()):
            found: list[Insertion] = []
            insertions[block.token] = found
            found += self._foreign(block.text, text.document.language)
            if own:
                names = [_Name(m.start, m.end, m.entity) for m in noted.mentions]
                found += self._readings(block.text, noted.figures, names)
            if block.kind == "heading":
                linked.clear()
                continue
            for mention in noted.mentions:
                view = self._who.get(mention.entity)
                first = own and mention.entity not in linked
                linked.add(mention.entity)
                if view is not None:
                    wrap = self._wrap("mention", view=view, first=first)
                    found.append(Insertion(mention.start, mention.end, wrap))
            for index, figure in enumerate(noted.figures):
                anchor = anchors.get(FigureAt(number, index), "")
                wrap = self._wrap("figure", figure=figure, anchor=anchor)
                found.append(Insertion(*figure.extent, wrap))
        return insertions

    @cached_property
    def _macros(self) -> Mapping[str, Callable[..., object]]:
        names = ("mention", "figure", "ruby", "foreign")
        return {name: self.templates.macro("annotations.html", name) for name in names}

    def _wrap(self, macro: str, **values: object) -> Wrap:
        call = self._macros[macro]
        return lambda inner: str(call(Markup(inner), **values))

    def _wrap_again(self, macro: str, **values: Hashable) -> Wrap:
        """`_wrap` for what is set around many texts: the macro is called once for all of them."""
        around = _around(self._macros[macro], tuple(values.items()))
        return lambda inner: inner.join(around)

    # --- readings ---

    def _phrase(self, text: str) -> Markup:
        """A title or a description with its readings."""
        spellings, pattern = self._spellings
        names = [_Name(*found.span(), spellings[found[0]]) for found in pattern.finditer(text)]
        figures = read(text, self.language, self._text.document.front.date)
        foreign = self._foreign(text, self.language)
        return markup.render_text(text, [*foreign, *self._readings(text, figures, names)])

    def _foreign(self, text: str, language: Language) -> list[Insertion]:
        """What marks the words of the other language in a text in `language`."""
        wrap = self._wrap_again("foreign", language=other_language(language))
        return [Insertion(*m.span(), wrap, whole=True) for m in _FOREIGN[language].finditer(text)]

    @cached_property
    def _spellings(self) -> tuple[Mapping[str, str], re.Pattern[str]]:
        """Who is meant by the spellings of names, and the pattern that finds the longest.

        Those of one character are left to the dictionary: 日 is a day as well.
        """
        spellings = {
            spelling: entity_id
            for entity_id, view in self._who.items()
            for spelling in view.entity.spellings("ja")
            if len(spelling) > 1 and READABLE.search(spelling)
        }
        longest_first = sorted(spellings, key=len, reverse=True)
        return spellings, re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def _readings(
        self, text: str, figures: Iterable[Figure], names: Sequence[_Name]
    ) -> Iterator[Insertion]:
        """The ruby of a Japanese text, in which `names` are named."""
        if self.language != "ja" or not READABLE.search(text):
            return
        known = words(text)
        entities = self.edition.glossary.entities
        named = bytearray(len(text))
        for start, end in _proper_nouns(known):
            named[start:end] = b"\1" * (end - start)
        said = []
        for start, end, entity_id in names:
            entity, spelling = entities[entity_id], text[start:end]
            named[start:end] = bytes([_is_name(entity, spelling)]) * (end - start)
            said.append((start, end, _kana_told(entity, spelling)))
        for piece in ruby(text, known, figures, said):
            name = named.find(1, piece.start, piece.end) >= 0
            wrap = self._wrap_again("ruby", kana=piece.kana, name=name)
            yield Insertion(piece.start, piece.end, wrap, whole=True)

    # --- names ---

    @cached_property
    def _who(self) -> dict[str, EntityView]:
        """The entities that either text names, in the order of this one."""
        counts: Counter[str] = Counter()
        for text in (self._text, self._other_text):
            for _, noted in text.pairs() if text else ():
                for mention in noted.mentions:
                    for entity_id in mention.entities:
                        counts[entity_id] += text is self._text
        return {
            entity_id: self._entity(self.edition.glossary.entities[entity_id], count)
            for entity_id, count in counts.items()
        }

    def _entity(self, entity: Entity, count: int) -> EntityView:
        day = self._text.document.front.date
        others = self.context.other_briefs.get(entity.id, ())
        return entity_view(entity, self.language, day, count, others)

    # --- figures ---

    def key_figures(self) -> Iterator[KeyFigureView]:
        """The cards of the figures that the author singles out."""
        other = other_language(self.language)
        labels = self._text.document.front.figures
        told = {}
        if self._other_text:
            told = {key.key: key for key in key_figures(self.brief, other)}
        for key in key_figures(self.brief, self.language):
            series = self.edition.series.get(key.key)
            label = labels.get(key.key) or (series.label[self.language] if series else key.key)
            there = told.get(key.key)
            yield KeyFigureView(
                label=label,
                here=_extent(key.block.text, key.figure),
                there=_extent(there.block.text, there.figure)
                if there
                else write(key.figure, other),
                restated=_extent(key.block.text, key.restated) if key.restated else "",
                anchor=self._anchors.get(key.block.part, ""),
                series=LinkView(
                    series.label[self.language], addresses.series(self.language, series.id)
                )
                if series
                else None,
                sparkline=scales.course(self.context.points.get(key.key, ())),
            )

    @cached_property
    def _matches(self) -> Mapping[FigureAt, FigureMatch]:
        """The matches by figure of this text."""
        return {at: match for match in self.brief.matches if (at := match.side(self.language))}

    @cached_property
    def _stated(self) -> Mapping[FigureAt, _Stated]:
        """The figures of this text, in its order."""
        return {
            FigureAt(number, index): _Stated(block, noted, figure)
            for number, (block, noted) in enumerate(self._text.pairs())
            for index, figure in enumerate(noted.figures)
        }

    def _figure_anchors(self, language: Language) -> Mapping[FigureAt, str]:
        """Id of the row of the agreement record for each figure of the text in `language`."""
        here = {at: f"f{number}" for number, at in enumerate(self._stated, 1)}
        if language == self.language:
            return here
        return {
            there: here[at]
            for at, match in self._matches.items()
            if (there := match.side(language)) is not None
        }

    @cached_property
    def figures(self) -> Sequence[FigureView]:
        """The figures of this text, in its order; then those that only the other one states."""
        other = other_language(self.language)
        peers = scales.peers((stated.figure, stated.extent) for stated in self._stated.values())
        views = []
        for number, (at, stated) in enumerate(self._stated.items(), 1):
            figure = stated.figure
            match = self._matches.get(at)
            at_other = match.side(other) if match else None
            told = self._told(other, at_other) if at_other else None
            notations: dict[Language, str] = {
                language: write(figure, language) for language in LANGUAGES
            }
            views.append(
                FigureView(
                    anchor=f"f{number}",
                    here=stated.extent,
                    there=told.extent if told else notations[other],
                    value=exact(figure),
                    verdict=_verdict(match, at_other, compared=self._other_text is not None),
                    difference=match.difference if match else "",
                    back=self._anchors.get(stated.block.part, ""),
                    kind=figure.kind,
                    number=figure.value or figure.low or "",
                    unit=figure.unit or "",
                    modifier=figure.modifier or "",
                    notations=notations,
                    conversion=self._conversion(stated),
                    scale=scales.compared(figure, stated.extent, peers, self.language),
                    sentence=told.sentence(other) if told else None,
                )
            )
        alone = [m for m in self.brief.matches if m.side(self.language) is None]
        for number, match in enumerate(alone, len(views) + 1):
            at_other = match.side(other)
            if at_other is not None:
                told = self._told(other, at_other)
                figure = told.figure
                views.append(
                    FigureView(
                        anchor=f"f{number}",
                        here="",
                        there=told.extent,
                        value=exact(figure),
                        verdict="there",
                        difference="",
                        back="",
                        kind=figure.kind,
                        number=figure.value or figure.low or "",
                        unit=figure.unit or "",
                        modifier=figure.modifier or "",
                    )
                )
        return views

    def _conversion(self, stated: _Stated) -> ConversionView | None:
        restated = stated.restatement()
        if restated is None:
            return None
        rate = scales.implied_rate(stated.figure, restated, self.language)
        return ConversionView(_extent(stated.block.text, restated), rate)

    def _told(self, language: Language, at: FigureAt) -> _Stated:
        text = self.brief.texts[language]
        noted = text.annotations[at.block]
        return _Stated(text.document.blocks[at.block], noted, noted.figures[at.index])

    # --- dates ---

    def _dates(self) -> Iterator[DateView]:
        """The dates that the text states, oldest first, each where it first stands.

        The date of the brief is among them, unless there are none.
        """
        day = self._text.document.front.date
        dates: dict[str, DateView] = {}
        for stated in self._stated.values():
            figure = stated.figure
            value = figure.value or figure.low or ""
            if figure.kind != "date" or stated.block.kind == "heading":
                continue
            if _DATE.fullmatch(value) and value not in dates:
                anchor = self._anchors.get(stated.block.part, "")
                shown = write(figure, self.language)
                told = stated.sentence(self.language)
                dates[value] = DateView(value, shown, told, anchor, _days(value, day))
        if dates and day is not None and day.isoformat() not in dates:
            value = day.isoformat()
            own = Figure(0, 0, (0, 0), value, "date", value)
            dates[value] = DateView(value, write(own, self.language), ("", "", ""), "", 0)
        return (dates[value] for value in sorted(dates))


@lru_cache(maxsize=10_000)
def _around(macro: Callable[..., object], values: tuple[tuple[str, Hashable], ...]) -> list[str]:
    """What `macro` puts before and after the text that it is given."""
    return str(macro(Markup(_INNER), **dict(values))).split(_INNER)


def entity_view(
    entity: Entity,
    language: Language,
    day: date | None,
    count: int,
    other_briefs: Sequence[BriefLink] = (),
) -> EntityView:
    """An entity as a page in `language` shows it, with the roles held on `day`."""
    return EntityView(
        entity=entity,
        name=entity.name[language],
        other_name=entity.name[other_language(language)],
        reading=_reading(entity, language),
        summary=quotes(language, entity.summary.get(language, "")),
        roles=entity.roles_on(day),
        uri=addresses.name(language, entity.id),
        anchor=f"who-{entity.id}",
        count=count,
        other_briefs=other_briefs,
    )


def _days(value: str, day: date | None) -> int | None:
    """Days from `day` to the date `value`; None where one of them is no single day."""
    try:
        return (date.fromisoformat(value) - day).days if day else None
    except ValueError:
        return None


def _is_name(entity: Entity, spelling: str) -> bool:
    """Whether `spelling`, which stands for `entity`, is a name of it or part of one: not 両氏."""
    named = any(spelling in name for name in entity.spellings("ja"))
    return named and entity.kind != "term"


def _kana_told(entity: Entity, spelling: str) -> str:
    """The kana of a spelling of `entity` as far as the glossary tells; else empty."""
    if not entity.reading or not READABLE.search(spelling):
        return ""
    return kana_of_spelling(spelling, entity.name["ja"], entity.reading)


def _reading(entity: Entity, language: Language) -> str:
    name = entity.name["ja"]
    kana = entity.reading or kana_of(name)
    if language == "ja":
        return "" if hiragana(name) == hiragana(kana) else kana
    latin = romanize(kana, name=True)
    return "" if latin == entity.name["en"] else latin


def _proper_nouns(known: Words) -> Iterator[tuple[int, int]]:
    for start, end, features in zip(*known, strict=True):
        if features.startswith(_PROPER_NOUN):
            yield start, end


def _extent(text: str, figure: Figure) -> str:
    return text[figure.extent[0] : figure.extent[1]]


def exact(figure: Figure | Stand) -> str:
    """The value as machines read it: ``100000000000 USD``."""
    value = figure.value or (f"{figure.low}/{figure.high}" if figure.low else "")
    return f"{value} {figure.unit}" if value and figure.unit else value


def _needs_note(figure: Figure, view: FigureView) -> bool:
    """Whether a reader of one language may need the notation of the other."""
    if figure.kind not in _NOTED or not view.value:
        return False
    if figure.kind in ("count", "number"):
        return figure.value is not None and Decimal(figure.value) >= _LARGE
    return view.here != view.there


def _verdict(match: FigureMatch | None, counterpart: FigureAt | None, *, compared: bool) -> str:
    if not compared:
        return "alone"
    if match is None:
        return "repeated"
    if counterpart is None:
        return "here"
    return "agree" if match.agrees else "differ"
