"""Items of Wikidata -> entities.

Labels, aliases and descriptions (summaries) in Japanese and English, the kind from P31 through
``data/wikidata_classes.tsv``, the roles from P39 with P580 and P582, the reading from P1814.
Where the items come from, over HTTP or out of a file, is the business of ``wikidata_api`` and
``wikidata_dump``. What cannot be used is named in a note.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, NamedTuple, cast

from brief import glossary
from brief.model import LANGUAGES, Entity, EntityKind, Finding, Language, Place, Role
from brief.terminology.ids import slug
from brief.terminology.nodes import Read

Item = Mapping[str, Any]
"""An item as Wikidata's JSON has it; nothing in it is taken for granted."""
Source = Callable[[Collection[str] | None, bool], Iterable[Item]]
"""Gives the items with these ids, or all there are; only their labels, where that is enough."""

ID = re.compile(r"Q[1-9][0-9]{0,18}")

_RULE = "wikidata"
_LABELS: Mapping[Language, tuple[str, ...]] = {"ja": ("ja",), "en": ("en", "mul")}
"""Where names in each language stand: `mul` is for all languages in Latin letters."""
_GREGORIAN = "Q1985727"
_MONTH, _YEAR = 10, 9
"""Precisions of dates; a day has 11."""
_KANA = re.compile(r"[\u3040-\u30ff]+(?:・[\u3040-\u30ff]+)*")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


class _Term(NamedTuple):
    """A stretch of time in which a position was held."""

    position: str
    since: date | None
    until: date | None


class _Draft(NamedTuple):
    """An entity whose roles still lack their titles."""

    entity: Entity
    terms: tuple[_Term, ...]


def read(source: Source, ids: Collection[str] | None, known: glossary.Glossary) -> Read:
    """The items of `source` with these `ids`, or all, as entities.

    An item that stands in the glossary `known` keeps the id that it has there.
    """
    notes = _Notes()
    taken = _Ids(known)
    drafts, seen = [], set()
    for item in source(ids, False):
        qid = str(item.get("id", ""))
        asked = _get(item, "redirects", "from")
        seen |= {qid, asked}
        if "missing" in item:
            notes.add(qid, "Wikidata has no such item: it is left out")
        elif ID.fullmatch(qid):
            draft = _draft(item, qid, taken, notes)
            drafts += [draft] if draft else []
    for qid in ids or ():
        if qid not in seen:
            notes.add(qid, "the item is not there: it is left out")
    positions = {term.position for draft in drafts for term in draft.terms}
    titles: dict[str, Mapping[Language, str]] = {}
    if positions:
        for item in source(sorted(positions), True):
            titles[str(item.get("id", ""))] = _names(item)
            titles[str(_get(item, "redirects", "from"))] = _names(item)
    found = [_with_roles(draft, titles, notes) for draft in drafts]
    return Read(tuple(found), tuple(notes.findings))


class _Notes:
    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, qid: str, message: str, advice: str = "") -> None:
        self.findings.append(Finding(_RULE, "note", Place(qid), message, advice))


class _Ids:
    """Ids for items: that which an item has in the glossary, else one made of its name."""

    def __init__(self, known: glossary.Glossary) -> None:
        self._known = known.entities
        self._by_item = {e.wikidata: e.id for e in known.entities.values() if e.wikidata}
        self._new: dict[str, str] = {}

    def of(self, qid: str, kind: EntityKind, name: Mapping[Language, str]) -> str:
        if qid in self._by_item:
            return self._by_item[qid]
        base = slug(name["en"]) or qid.lower()
        same = self._known.get(base)
        is_free = self._new.get(base, qid) == qid
        if same is not None:
            # Without an item of its own, an entry of that kind and name is the same.
            is_free = not same.wikidata and same.kind == kind and same.name == name
        found = base if is_free else f"{base}-{qid.lower()}"
        self._new[found] = qid
        return found


def _draft(item: Item, qid: str, ids: _Ids, notes: _Notes) -> _Draft | None:
    name = _names(item)
    lacking = [_NAMES[language] for language in LANGUAGES if language not in name]
    if lacking:
        shown = next(iter(name.values()), "the item")
        message = f"{shown} has no {' and no '.join(lacking)} label: it is left out"
        notes.add(qid, message, "add the label in Wikidata, or the entry by hand")
        return None
    reason = next(filter(None, map(glossary.unusable, name.values())), None)
    if reason:
        notes.add(qid, f"{reason[0]}: the item is left out")
        return None
    kind = _kind(item, qid, notes)
    if kind is None:
        return None
    readings = list(_values(item, "P1814"))
    entity = Entity(
        id=ids.of(qid, kind, name),
        kind=kind,
        name=name,
        place=Place(qid),
        reading=_reading(readings, qid, notes),
        aliases=_aliases(item, name, qid, notes),
        summary=_summary(item, qid, notes),
        wikidata=qid,
    )
    return _Draft(entity, tuple(_terms(item, qid, notes)))


_NAMES = {"ja": "Japanese", "en": "English"}


def _names(item: Item) -> dict[Language, str]:
    names: dict[Language, str] = {}
    for language, codes in _LABELS.items():
        labels = (_get(item, "labels", code, "value") for code in codes)
        label = next((label for label in labels if isinstance(label, str) and label.strip()), None)
        if label:
            names[language] = label.strip()
    return names


def _aliases(
    item: Item, name: Mapping[Language, str], qid: str, notes: _Notes
) -> dict[Language, tuple[str, ...]]:
    aliases: dict[Language, tuple[str, ...]] = {}
    for language, codes in _LABELS.items():
        found = dict.fromkeys(
            str(_get(alias, "value") or "").strip()
            for code in codes
            for alias in _list(_get(item, "aliases", code))
        )
        found.pop(name[language], None)
        usable = []
        for alias in found:
            reason = glossary.unusable(alias)
            if reason:
                notes.add(qid, f"{reason[0]}: the alias is left out")
            else:
                usable.append(alias)
        if usable:
            aliases[language] = tuple(usable)
    return aliases


def _summary(item: Item, qid: str, notes: _Notes) -> dict[Language, str]:
    texts = {language: _get(item, "descriptions", language, "value") for language in LANGUAGES}
    summary = {code: text.strip() for code, text in texts.items() if isinstance(text, str)}
    if 0 < len(summary) < len(LANGUAGES):
        only = next(iter(summary))
        message = f"the description is there in {_NAMES[only]} only: it is left out"
        notes.add(qid, message, "write a summary in both languages")
    return summary if len(summary) == len(LANGUAGES) else {}


def _reading(values: Iterable[Any], qid: str, notes: _Notes) -> str | None:
    """The first reading that is one, as the glossary writes it: どなるど・とらんぷ."""
    for value in values:
        kana = unicodedata.normalize("NFKC", str(value)).translate(_TO_HIRAGANA)
        kana = "・".join(re.split(r"[\s・＝=]+", kana.strip()))
        if _KANA.fullmatch(kana):
            return kana
        notes.add(qid, f"the name in kana {value!r} is none: it is left out")
    return None


@cache
def _classes() -> Mapping[str, tuple[str, str]]:
    """Class to kind and name; the kind is ``-`` for pages that are no thing."""
    source = resources.files("brief.terminology").joinpath("data", "wikidata_classes.tsv")
    rows = (line.split("\t") for line in source.read_text(encoding="utf-8").splitlines())
    return {row[0]: (row[1], row[2]) for row in rows if not row[0].startswith("#")}


def _kind(item: Item, qid: str, notes: _Notes) -> EntityKind | None:
    """The kind of the first class that has one; None for a page that is no thing."""
    ids = [str(_get(value, "id") or "") for value in _values(item, "P31")]
    for kind, name in (_classes()[found] for found in ids if found in _classes()):
        if kind == "-":
            notes.add(qid, f"the item is a {name}: it is left out")
            return None
        return cast("EntityKind", kind)
    classes = ", ".join(ids) or "none"
    advice = "give it another kind if need be"
    notes.add(qid, f"what it is is not known here (classes: {classes}): taken for a term", advice)
    return "term"


# --- roles ---------------------------------------------------------------------------


class _NoDate(Exception):
    """A date that a role cannot have; the text says why."""


def _terms(item: Item, qid: str, notes: _Notes) -> Iterator[_Term]:
    """When each position was held; what overlaps is made one, as a glossary wants it."""
    held: dict[str, list[_Term]] = {}
    for statement in _statements(item, "P39"):
        position = str(_get(statement, "mainsnak", "datavalue", "value", "id") or "")
        if not ID.fullmatch(position):
            notes.add(qid, "a position held is not known by name: it is left out")
            continue
        try:
            since = _day(statement, "P580", position, qid, notes)
            until = _day(statement, "P582", position, qid, notes)
            if since and until and until < since:
                message = f"it ends on {until}, before it begins on {since}"
                raise _NoDate(message)
        except _NoDate as reason:
            notes.add(qid, f"the position {position} is left out: {reason}")
            continue
        held.setdefault(position, []).append(_Term(position, since, until))
    for position, terms in held.items():
        dated = [term for term in terms if term.since or term.until]
        if dated and len(dated) < len(terms):
            notes.add(qid, f"the position {position} is there without dates as well: left out")
        yield from _united(dated or terms[:1], qid, notes)


def _united(terms: Iterable[_Term], qid: str, notes: _Notes) -> Iterator[_Term]:
    current: _Term | None = None
    for term in sorted(terms, key=lambda term: term.since or date.min):
        if current is not None and (term.since or date.min) < (current.until or date.max):
            notes.add(qid, f"the position {term.position} is held twice at once: made one")
            longer = max(current.until or date.max, term.until or date.max)
            current = current._replace(until=None if longer == date.max else longer)
            continue
        if current is not None:
            yield current
        current = term
    if current is not None:
        yield current


def _day(statement: Item, qualifier: str, position: str, qid: str, notes: _Notes) -> date | None:
    """The first or the last day; where less is known, the first or last of the month or year.

    Raises:
        _NoDate: It ended on a day that nobody knows, or the date is none that is used here.

    """
    snaks = _list(_get(statement, "qualifiers", qualifier))
    is_last = qualifier == "P582"
    if not snaks or _get(snaks[0], "snaktype") == "novalue":
        return None
    if _get(snaks[0], "snaktype") == "somevalue":
        if is_last:
            message = "it is over, and nobody knows since when"
            raise _NoDate(message)
        return None
    value = _get(snaks[0], "datavalue", "value")
    text, precision = str(_get(value, "time")), _get(value, "precision")
    found = re.match(r"\+([0-9]{4})-([0-9]{2})-([0-9]{2})T", text)
    if not found or not isinstance(precision, int) or precision < _YEAR:
        message = f"its date {text} is not known by year"
        raise _NoDate(message)
    if not str(_get(value, "calendarmodel")).endswith(_GREGORIAN):
        message = f"its date {text} is not in the Gregorian calendar"
        raise _NoDate(message)
    year, month, day = (int(part) for part in found.groups())
    if precision <= _MONTH:
        if precision == _YEAR:
            month = 12 if is_last else 1
        day = calendar.monthrange(year, month)[1] if is_last and 1 <= month <= 12 else 1
    try:
        exact = date(year, month, day)
    except ValueError as error:
        message = f"its date {text} is not in the calendar"
        raise _NoDate(message) from error
    if precision <= _MONTH:
        unit = "month" if precision == _MONTH else "year"
        end = "ends" if is_last else "begins"
        message = f"the position {position} {end} on a day known by the {unit}: taken for {exact}"
        notes.add(qid, message, "correct the date")
    return exact


def _with_roles(
    draft: _Draft, titles: Mapping[str, Mapping[Language, str]], notes: _Notes
) -> Entity:
    roles: list[Role] = []
    named: dict[str, str] = {}
    for term in sorted(draft.terms, key=lambda term: term.since or date.min):
        title = titles.get(term.position, {})
        lacking = [_NAMES[language] for language in LANGUAGES if language not in title]
        if lacking:
            shown = next(iter(title.values()), "")
            message = (
                f"the position {term.position} {shown} has no {' and no '.join(lacking)} label: "
                "it is left out"
            )
            notes.add(draft.entity.wikidata or "", message, "add the role by hand")
        # Two positions may bear one title; only the first has it then.
        elif named.setdefault("|".join(title.values()), term.position) != term.position:
            message = f"the position {term.position} has the title of another: it is left out"
            notes.add(draft.entity.wikidata or "", message)
        else:
            roles.append(Role(title, term.since, term.until))
    return replace(draft.entity, roles=tuple(roles))


# --- the JSON of Wikidata ------------------------------------------------------------


def _get(value: Any, *path: str) -> Any:
    """What `path` leads to; None where it leads nowhere."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _statements(item: Item, prop: str) -> list[Item]:
    """The statements that are not withdrawn, those that are preferred first."""
    found = [
        statement
        for statement in _list(_get(item, "claims", prop))
        if _get(statement, "rank") != "deprecated"
    ]
    return sorted(found, key=lambda statement: _get(statement, "rank") != "preferred")


def _values(item: Item, prop: str) -> Iterator[Any]:
    for statement in _statements(item, prop):
        value = _get(statement, "mainsnak", "datavalue", "value")
        if value is not None:
            yield value
