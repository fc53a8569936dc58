"""Rules of roles: the title beside a name, against what the glossary says of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from brief.check.rules.subject import NAMES, Hit, Subject
from brief.glossary import Glossary
from brief.model import (
    Annotations,
    Block,
    Document,
    Entity,
    Language,
    Mention,
    Passage,
    Role,
    other_language,
)
from brief.names.titles import parted
from brief.spelling import normal


@dataclass(frozen=True, slots=True)
class Office:
    """An office, by whatever name: 首相 for 内閣総理大臣."""

    name: str
    sole: bool = False
    """Whether who holds it holds no other office beside it that a text would name instead."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that stands beside a name."""

    start: int
    end: int
    office: str
    owners: frozenset[str] = frozenset()
    """The entities whose office it may be; empty where the text does not say."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A role of an entity, taken apart."""

    role: Role
    office: str
    owners: frozenset[str]


def role_outdated(subject: Subject) -> Iterator[Hit]:
    """A title that whoever bears it did not hold, or no longer, on the date of the brief."""
    for found in _titled(subject):
        fitting = [held for held in found.held if _fits(found.title, held, found.language)]
        if not fitting or any(held.role.held_on(found.day) for held in fitting):
            continue
        if _tells_of_then(found, fitting):
            continue
        role = fitting[0].role
        spans = ", ".join(_span(held.role) for held in fitting)
        title = role.title[found.language]
        message = f"{found.shown}: {found.entity.id} was not {title} on {found.day} ({spans})"
        advice = "say former, 前 or 元, correct the title, or correct the glossary"
        yield Hit(found.passage, message, advice)


def role_mismatch(subject: Subject) -> Iterator[Hit]:
    """A title that somebody else holds, or that whoever bears it never held."""
    for found in _titled(subject):
        if any(_fits(found.title, held, found.language) for held in found.held):
            continue
        holder = next(
            (
                other
                for other, held in _bearers(subject, found.language)
                if other.id != found.entity.id
                and held.role.held_on(found.day)
                and _fits(found.title, held, found.language)
            ),
            None,
        )
        now = [held.role for held in found.held if held.role.held_on(found.day)]
        known = offices(found.language)
        sole = _is_sole(found.title.office, known) and not any(
            held.office in known and not known[held.office].sole
            for held in found.held
            if held.role.held_on(found.day)
        )
        same = any(_is_same_office(found.title, held, found.language) for held in found.held)
        elsewhere = None if holder or same or (sole and now) else _otherwise_titled(subject, found)
        if holder is None and not same and not (sole and now) and elsewhere is None:
            continue
        roles = now or [held.role for held in found.held]
        what = ", ".join(role.title[found.language] for role in roles)
        message = f"{found.shown}: the glossary has {found.entity.id} as {what}"
        if holder is not None:
            message += f", and {holder.id} held that title on {found.day}"
        if elsewhere is not None:
            message += f"; {NAMES[elsewhere.language]} says {elsewhere.shown}"
        advice = f"correct the title, or add the role to {found.entity.place}"
        yield Hit(found.passage, message, advice, elsewhere.passage if elsewhere else None)


def _otherwise_titled(subject: Subject, found: _Titled) -> _Titled | None:
    """The same name where the other text answers it, with a title that its bearer holds."""
    if subject.alignment is None:
        return None
    other = other_language(found.language)
    there = subject.texts[other].document.blocks
    number = found.document.blocks.index(found.block)
    answering = [
        there[index]
        for bead in subject.alignment.blocks
        if number in bead.side(found.language)
        for index in bead.side(other)
    ]
    for titled in _titled(subject):
        if (
            titled.language == other
            and titled.entity.id == found.entity.id
            and any(titled.block is block for block in answering)
            and any(_fits(titled.title, held, other) for held in titled.held)
        ):
            return titled
    return None


def _is_sole(office: str, known: Mapping[str, Office]) -> bool:
    return office in known and known[office].sole


# --- what stands beside a name -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Titled:
    """A name of an entity with roles, with a title beside it."""

    document: Document
    block: Block
    noted: Annotations
    mention: Mention
    title: _Title
    entity: Entity
    held: tuple[_Held, ...]
    day: date

    @property
    def language(self) -> Language:
        return self.document.language

    @property
    def stretch(self) -> tuple[int, int]:
        return min(self.title.start, self.mention.start), max(self.title.end, self.mention.end)

    @property
    def passage(self) -> Passage:
        return self.document.passage(self.block, *self.stretch)

    @property
    def shown(self) -> str:
        start, end = self.stretch
        return self.block.text[start:end]


@lru_cache(maxsize=1)
def _titled(subject: Subject) -> tuple[_Titled, ...]:
    """The names in both texts that have a title beside them."""
    return tuple(_find_titled(subject))


def _find_titled(subject: Subject) -> Iterator[_Titled]:
    roles: dict[tuple[str, Language], tuple[_Held, ...]] = {}
    for document, block, noted in subject.noted():
        day = document.front.date
        if day is None:
            continue
        for mention in noted.mentions:
            if mention.kind != "person" or mention.reason in ("author", "role", "anaphor"):
                continue
            entity = subject.glossary.entities[mention.entity]
            key = entity.id, document.language
            if key not in roles:
                roles[key] = _held(entity, document.language, subject.glossary)
            if not roles[key]:
                continue
            known = frozenset(held.office for held in roles[key]) | set(offices(document.language))
            find = _title_ja if document.language == "ja" else _title_en
            title = find(block.text, mention, known, subject.glossary)
            if title is not None:
                yield _Titled(document, block, noted, mention, title, entity, roles[key], day)


def _bearers(subject: Subject, language: Language) -> Iterator[tuple[Entity, _Held]]:
    """The roles of all persons whom the text in `language` names."""
    mentioned = {
        mention.entity: None
        for noted in subject.texts[language].annotations
        for mention in noted.mentions
        if mention.kind == "person"
    }
    for entity_id in mentioned:
        entity = subject.glossary.entities[entity_id]
        for held in _held(entity, language, subject.glossary):
            yield entity, held


def _held(entity: Entity, language: Language, glossary: Glossary) -> tuple[_Held, ...]:
    known = glossary.owners[language]
    return tuple(
        _Held(
            role,
            standard(office, language),
            frozenset(owner for name in owners for owner in known.get(name, ())),
        )
        for role in entity.roles
        for owners, office in (parted(role.title[language], language, glossary),)
    )


_NATIONS_JA = frozenset("米英仏独伊露ロ加豪韓中印西蘭墨比越泰土波葡希")
"""Countries of one character, whether the glossary has them or not."""
_LONGEST_OWNER = 10
_ABBREVIATION = re.compile(r"[(（][A-Za-zＡ-Ｚ]{2,8}[)）]")
_FORMER_JA = re.compile("(?:[前元故旧]|次期|当時の|歴代の?|初代)\\Z")
_IS_HOLDER = re.compile("(?:氏|さん)?(?:が(?:務め|就い|担)|だ。|である|です|。)")
"""What follows the name in 総裁は植田和男氏が務める."""
_NO_TITLE_JA = re.compile("候補|経験|職|府|選|ら|時代|在任|就任")


def _title_ja(
    text: str, mention: Mention, known: frozenset[str], glossary: Glossary
) -> _Title | None:
    """The title after a name (メルツ独首相, ロシアのプーチン大統領) or before it (独首相メルツ)."""
    after = _window(text, mention.end, mention.end + 2 * _LONGEST_OWNER)
    for length, owners in _owners_before(after, glossary):
        office = _longest(after[length:], known)
        if office:
            end = mention.end + length + len(office)
            if _NO_TITLE_JA.match(text, end):
                return None
            if not owners:
                owners = _owner_of_name(text, mention.start, glossary)
            return _Title(mention.start, end, standard(office, "ja"), owners)
    window_start = max(0, mention.start - 2 * _LONGEST_OWNER)
    before = _window(text, window_start, mention.start)
    if before.endswith("は") and _IS_HOLDER.match(text, mention.end):
        before = before[:-1]
    before = before.removesuffix("の").removesuffix("・")
    office = max((name for name in known if before.endswith(name)), key=len, default="")
    if not office:
        return None
    rest = before.removesuffix(office)
    whose = rest.removesuffix("の")
    lengths = range(min(len(whose), _LONGEST_OWNER), 0, -1)
    named = next((n for n in lengths if whose[-n:] in glossary.owners["ja"]), 0)
    start = len(whose) - named if named else len(rest)
    if _FORMER_JA.search(rest[:start]):
        return None
    owners = frozenset(glossary.owners["ja"].get(whose[start:], ())) if named else frozenset()
    return _Title(window_start + start, mention.end, standard(office, "ja"), owners)


def _window(text: str, start: int, end: int) -> str:
    """The text from `start` to `end` in the form of spellings, where that is as long."""
    window = text[start:end]
    form = normal(window).text
    return form if len(form) == len(window) else window


def _owners_before(after: str, glossary: Glossary) -> Iterator[tuple[int, frozenset[str]]]:
    """How many characters at the beginning of `after` may say whose the office is, and who."""
    yield 0, frozenset()
    for length in range(1, _LONGEST_OWNER + 1):
        owners = glossary.owners["ja"].get(after[:length])
        if owners:
            short = _ABBREVIATION.match(after, length)
            yield short.end() if short else length, frozenset(owners)
        elif length == 1 and after[:1] in _NATIONS_JA:
            yield 1, frozenset((f"?{after[0]}",))


def _longest(text: str, known: frozenset[str]) -> str:
    """The longest of the offices `known` that `text` begins with."""
    return max((name for name in known if text.startswith(name)), key=len, default="")


def _owner_of_name(text: str, start: int, glossary: Glossary) -> frozenset[str]:
    """The country in ロシアのプーチン大統領."""
    if not text[:start].endswith("の"):
        return frozenset()
    before = _window(text, max(0, start - 1 - _LONGEST_OWNER), start - 1)
    for length in range(len(before), 0, -1):
        owners = glossary.owners["ja"].get(before[-length:], ())
        if owners:
            places = (owner for owner in owners if glossary.entities[owner].kind == "place")
            return frozenset(places)
    return frozenset()


_FORMER_EN = re.compile(
    r"\b(?:former|then|ex|next|future|previous|past|last|first|late|incoming|outgoing|elect|"
    r"would-be|vice|deputy|acting|assistant|shadow|interim)[ -]\Z",
    re.IGNORECASE,
)
_IS_HOLDER_EN = re.compile(r" (?:is|was|remains) \Z")
_ENDS_CLAUSE = re.compile(r"[.,;]|\Z")
"""What follows the name in *the governor is Ueda Kazuo*."""
_WORDS_BEFORE = re.compile(r"(?:[\w.’'-]+ ){1,8}\Z")
_AFTER_EN = re.compile(r", (?:the )?(?P<words>(?:[\w.’'-]+ ){0,7}[\w’'-]+)")


def _title_en(
    text: str, mention: Mention, known: frozenset[str], glossary: Glossary
) -> _Title | None:
    """The title before a name (*German Chancellor Merz*), or after (*Merz, the chancellor*)."""
    window = text[max(0, mention.start - 90) : mention.start]
    is_holder = _IS_HOLDER_EN.search(window) if _ENDS_CLAUSE.match(text, mention.end) else None
    stop = mention.start
    if is_holder:
        stop -= len(is_holder[0]) - 1
        window = window[: is_holder.start() + 1]
    found = _WORDS_BEFORE.search(window)
    words = _plain_words(found[0]) if found else []
    for start in range(len(words)):
        office = " ".join(words[start:]).lower()
        if office not in known:
            continue
        before = " ".join(words[:start]) + " "
        if _FORMER_EN.search(before):
            return None
        for first in range(max(0, start - 4), start):
            owners = _named(words[first:start], glossary)
            if owners:
                if _FORMER_EN.search(" ".join(words[:first]) + " "):
                    return None
                begin = stop - len(" ".join(words[first:])) - 1
                return _Title(begin, mention.end, standard(office, "en"), owners)
        return _Title(stop - len(office) - 1, mention.end, standard(office, "en"), frozenset())
    after = _AFTER_EN.match(text, mention.end)
    return _apposition(after, mention, known, glossary) if after else None


def _apposition(
    after: re.Match[str], mention: Mention, known: frozenset[str], glossary: Glossary
) -> _Title | None:
    words = _plain_words(after["words"])
    for first in range(min(4, len(words))):
        owners = _named(words[:first], glossary) if first else frozenset()
        if first and not owners:
            continue
        for last in range(len(words), first, -1):
            office = " ".join(words[first:last]).lower()
            if office not in known:
                continue
            if words[last : last + 1] == ["of"] and not owners:
                of = words[last + 1 :]
                of = of[1:] if of[:1] == ["the"] else of
                lengths = range(len(of), 0, -1)
                owners = next((o for n in lengths if (o := _named(of[:n], glossary))), owners)
            end = after.start("words") + len(" ".join(words[:last]))
            return _Title(mention.start, end, standard(office, "en"), owners)
    return None


def _plain_words(text: str) -> list[str]:
    return text.split()


def _named(words: list[str], glossary: Glossary) -> frozenset[str]:
    """What the words name: *German*, *Ukraine’s*, *the European Commission*."""
    if words[:1] == ["the"]:
        words = words[1:]
    name = normal(" ".join(words)).text
    for form in (name, name.removesuffix("'s"), name.removesuffix("'")):
        owners = glossary.owners["en"].get(form)
        if owners:
            return frozenset(owners)
    return frozenset()


# --- offices -------------------------------------------------------------------------------


@cache
def offices(language: Language) -> Mapping[str, Office]:
    """The offices of ``data/offices.tsv`` by each of their names, in small letters."""
    source = resources.files("brief.check").joinpath("data", "offices.tsv")
    table = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            _, names, sole = line.split("\t")
            first, *others = names.split(", ")
            for name in (first, *others):
                table[name] = Office(first, sole == "sole")
    return table


_MINISTER_JA = re.compile("(?:担当)?(?:大臣|相)\\Z")


def standard(office: str, language: Language) -> str:
    """The one name of an office: 首相 for 総理大臣, 経済再生相 for 経済再生担当大臣."""
    if language == "en":
        office = office.lower()
    known = offices(language).get(office)
    if known is not None:
        return known.name
    return _MINISTER_JA.sub("相", office) if language == "ja" else office


def _fits(title: _Title, held: _Held, language: Language) -> bool:
    """Whether the title may be that of the role, as texts shorten titles."""
    return _is_same_office(title, held, language) and not (
        title.owners and held.owners and not title.owners & held.owners
    )


_DEPUTY = re.compile("(?:副|次|代行|補佐|政務|vice|deputy|assistant|under)[ -]?\\Z")


def _is_same_office(title: _Title, held: _Held, language: Language) -> bool:
    """Whether the offices are one: 特使 is short for 大統領特使, 大統領 not for 副大統領."""
    if title.office == held.office:
        return True
    longer, shorter = sorted((title.office, held.office), key=len, reverse=True)
    if longer.startswith(shorter) and language == "en":
        return longer[len(shorter) :].startswith((" of ", " for "))
    if not longer.endswith(shorter) or (language == "en" and longer[-len(shorter) - 1] != " "):
        return False
    return not _DEPUTY.search(longer[: -len(shorter)])


def _tells_of_then(found: _Titled, fitting: list[_Held]) -> bool:
    """Whether the paragraph states a time at which the role was held."""
    if "当時" in found.block.text[found.mention.end : found.mention.end + 20]:
        return True
    for figure in found.noted.figures:
        year = (figure.value or figure.low or "")[:4]
        if figure.kind not in ("date", "datetime") or not year.isdecimal():
            continue
        for held in fitting:
            since, until = held.role.since or date.min, held.role.until or date.max
            if since.year <= int(year) <= until.year:
                return True
    return False


def _span(role: Role) -> str:
    return f"{role.since or ''}–{role.until or ''}"
