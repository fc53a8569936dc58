"""Editions of any size whose briefs are made up: outlines and extracts, no texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from brief.check import Policy, SiteIndex
from brief.edition import Edition, Entry
from brief.extract import Extract, Naming, Stand
from brief.glossary import Glossary
from brief.making import Task
from brief.model import LANGUAGES, Entity, FrontMatter, Language, Place
from brief.outline import Outline
from brief.series import Series


@dataclass(frozen=True)
class MadeUp:
    """A brief as the rest of the site knows it."""

    number: int
    day: date | None
    names: Sequence[str] = ()
    topics: tuple[str, ...] = ()
    stands: Mapping[str, Stand] = field(default_factory=dict)
    languages: Sequence[Language] = LANGUAGES
    said: str = ""
    """Changes what is quoted of it."""

    def entry(self) -> Entry:
        slug = f"briefs/{self.number:05}"
        texts = {language: self._outline(slug, language) for language in self.languages}
        task = Task(slug, "brief", texts, SiteIndex({}, ()), {}, Policy())
        quoted = dict.fromkeys(self.languages, f"{self.number} {self.said}")
        names = {name: Naming(dict.fromkeys(self.languages, 1), quoted) for name in self.names}
        record = f"record of {self.number} {self.said}"
        return Entry(task, Extract(record, names=names, stands=self.stands), slug)

    def _outline(self, slug: str, language: Language) -> Outline:
        title = f"Brief {self.number}"
        front = FrontMatter(title=title, date=self.day, topics=self.topics)
        uri = f"{slug}.{language}.md"
        return Outline(uri, uri, slug, language, front, (), (), (), uri)


def stand(value: str | None, unit: str | None = "USD", **given: str) -> Stand:
    """A key figure in dollars."""
    shown: dict[Language, str] = {"ja": f"{value}ドル", "en": f"${value}"}
    anchors: dict[Language, str] = dict.fromkeys(LANGUAGES, "p2")
    low, high = given.get("low"), given.get("high")
    return Stand("money", value, low, high, unit, None, shown, anchors)


def edition(
    briefs: Iterable[MadeUp],
    names: Iterable[str] = (),
    series: Mapping[str, Series] | None = None,
) -> Edition:
    """The edition of `briefs`, which come newest first."""
    entities = {
        name: Entity(name, "person", {"ja": name, "en": name.title()}, Place("")) for name in names
    }
    entries = tuple(brief.entry() for brief in briefs)
    return Edition(entries=entries, glossary=Glossary(entities), series=series or {})


def days(first: date, count: int, every: int = 1) -> list[date]:
    """`count` days before `first`, each `every` days after the next; the newest first."""
    return [first - timedelta(days=every * number) for number in range(count)]
