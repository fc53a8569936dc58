"""What the glossary might take up: the names that briefs hold and it does not, in both languages.

    edition ─gather→ names of each language ─merge→ ─pair→ Suggestion ─stub→ YAML

Two names are taken for the same one in two languages where blocks that answer each other hold
both, the more surely the more they sound alike, the more often they come together, and where
no other is left. The names of states are known (CLDR).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from brief.edition import Edition
from brief.glossary import Glossary, unusable
from brief.model import LANGUAGES, Brief, Entity, EntityKind, Language, Place, other_language
from brief.spelling import normal
from brief.terminology import nations
from brief.terminology.ids import slug
from brief.terminology.transliteration import romaji, similarity
from brief.terminology.yaml_text import flow
from brief.terminology.yaml_text import stub as entry

_SURE = 0.5
"""Confidence from which two names are one."""
_UNLIKE = 0.45
"""What names that have nothing to do with each other may sound alike."""
_SAME_SOUND = 0.7
"""What the names of one in two languages sound alike at least."""
_TOGETHER = 0.6
"""How sure it can make that two names always come together."""
_ONLY = 0.3
"""How sure it makes that no other name is left."""
_MOST = 0.99
"""As sure as it can be of what no table says."""
_OTHER_KIND = 0.6
"""What is left of it where one is taken for a place, the other for an organization."""

_OPENING = frozenset("(（")
_CLOSING = frozenset(")）")
_ENGLISH_ARTICLE = "The "
_NAMES_OF_LANGUAGE = {"ja": "Japanese", "en": "English"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the glossary lacks."""

    id: str
    """What its entry may be called: free in the glossary and among the suggestions."""
    kind: EntityKind
    names: Mapping[Language, tuple[str, ...]]
    """Its spellings in each language, the fullest first; a language may be missing."""
    count: int
    """How often it occurs, in both languages."""
    briefs: int
    """In how many briefs."""
    places: tuple[Place, ...]
    """Where it occurs first in each text."""
    confidence: float
    """How sure it is that the names of the two languages are the same; 0 with one language."""
    entity: str = ""
    """Id of the entry that it seems to be a further spelling of; empty where there is none."""

    @property
    def missing(self) -> tuple[Language, ...]:
        """The languages in which no name was found."""
        return tuple(language for language in LANGUAGES if language not in self.names)

    def __str__(self) -> str:
        names = " = ".join("/".join(self.names.get(language, "?")) for language in LANGUAGES)
        sure = f", {self.confidence:.0%} sure" if self.confidence else ""
        known = f", for {self.entity}" if self.entity else ""
        return (
            f"{self.kind}: {names} ({self.count} in {self.briefs}{sure}{known}; {self.places[0]})"
        )

    def as_dict(self) -> dict[str, object]:
        """The suggestion as plain values, for JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "names": {language: list(names) for language, names in self.names.items()},
            "count": self.count,
            "briefs": self.briefs,
            "places": [str(place) for place in self.places],
            "confidence": round(self.confidence, 2),
            "entity": self.entity or None,
        }


def suggestions(edition: Edition) -> tuple[Suggestion, ...]:
    """What the briefs of `edition` name and its glossary lacks, the most frequent first."""
    names = {language: _merged(_gathered(edition.briefs, language)) for language in LANGUAGES}
    groups = _paired(names["ja"], names["en"])
    groups.sort(key=lambda group: (-group.count, group.places))
    mentioned = {language: _mentioned(edition.briefs, language) for language in LANGUAGES}
    taken = set(edition.glossary.entities)
    return tuple(_suggestion(group, mentioned, edition.glossary, taken) for group in groups)


def stub(suggestion: Suggestion) -> str:
    """A glossary entry for `suggestion` in YAML, as lines that end in a line break.

    Where a language is missing, the entry is a comment, so that the file stays valid.
    """
    found = f"# {suggestion.places[0]}: {suggestion.count} in {_counted(suggestion.briefs)}"
    if suggestion.entity:
        aliases = flow({language: list(names) for language, names in suggestion.names.items()})
        return f"{found}\n# To be added to the aliases of {suggestion.entity}: {aliases}\n"
    names = {language: suggestion.names.get(language, ("",)) for language in LANGUAGES}
    entity = Entity(
        id=suggestion.id,
        kind=suggestion.kind,
        name={language: spellings[0] for language, spellings in names.items()},
        place=suggestion.places[0],
        aliases={language: spellings[1:] for language, spellings in names.items() if spellings[1:]},
    )
    lines = entry(entity)
    if suggestion.missing:
        language = _NAMES_OF_LANGUAGE[suggestion.missing[0]]
        missing = f"# The {language} name was not found: add it, and take away the signs #."
        return "\n".join((found, missing, *(f"# {line}" for line in lines.splitlines()), ""))
    return f"{found}; the names belong together: {suggestion.confidence:.0%} sure\n{lines}"


def _counted(briefs: int) -> str:
    return "1 brief" if briefs == 1 else f"{briefs} briefs"


# --- gathering -----------------------------------------------------------------------

_Bead = tuple[int, int]
"""Index of a brief, and in it of blocks that answer each other."""


@dataclass
class _Name:
    """A name of one language, in all its spellings."""

    language: Language
    form: str
    """What its spellings have in common, see `_form`."""
    spellings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[EntityKind] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    """By path, the first."""
    briefs: set[int] = field(default_factory=set)
    beads: set[_Bead] = field(default_factory=set)
    bracketed: set[str] = field(default_factory=set)
    """The forms of what stands after it in brackets: its acronym."""

    @property
    def forms(self) -> set[str]:
        """The forms of all its spellings."""
        return {_form(spelling, self.language) for spelling in self.spellings}

    @property
    def kind(self) -> EntityKind:
        return self.kinds.most_common(1)[0][0]

    def take(self, other: _Name) -> None:
        """Make `other` a part of this name."""
        self.spellings += other.spellings
        self.kinds += other.kinds
        self.briefs |= other.briefs
        self.beads |= other.beads
        for path, place in other.places.items():
            self.places[path] = min(place, self.places.get(path, place))

    def written(self) -> tuple[str, ...]:
        """The spellings, acronyms last, the one with the most parts first, then the most frequent.

        Of those that the glossary does not tell apart, one.
        """
        ranked = sorted(
            self.spellings,
            key=lambda s: (s.isupper(), -_parts(s), -self.spellings[s], -len(s), s),
        )
        by_form: dict[str, str] = {}
        for spelling in ranked:
            by_form.setdefault(normal(spelling).text, spelling)
        return tuple(by_form.values())


def _parts(spelling: str) -> int:
    return 1 + sum(spelling.count(seam) for seam in " ・＝")


def _gathered(briefs: Iterable[Brief], language: Language) -> list[_Name]:
    """The candidates of all texts in `language`, those of one form as one name."""
    names: dict[str, _Name] = {}
    for number, brief in enumerate(briefs):
        text = brief.texts.get(language)
        if not text:
            continue
        beads = _beads(brief, language)
        for index, (block, noted) in enumerate(text.pairs()):
            before: tuple[_Name, int] | None = None
            for candidate in noted.candidates:
                if unusable(candidate.text):
                    continue
                form = _form(candidate.text, language)
                name = names.setdefault(form, _Name(language, form))
                place = text.document.place(block, candidate.start)
                name.spellings[candidate.text] += 1
                name.kinds[candidate.kind] += 1
                name.places[place.path] = min(place, name.places.get(place.path, place))
                name.briefs.add(number)
                if index in beads:
                    name.beads.add((number, beads[index]))
                between = block.text[before[1] : candidate.start] if before else ""
                if before and between.strip() in _OPENING and _closes(block.text, candidate.end):
                    before[0].bracketed.add(form)
                before = name, candidate.end
    return list(names.values())


def _closes(text: str, end: int) -> bool:
    return text[end : end + 1] in _CLOSING


def _beads(brief: Brief, language: Language) -> dict[int, int]:
    """For each block, the bead that it is in."""
    beads = brief.alignment.blocks if brief.alignment else ()
    return {block: number for number, bead in enumerate(beads) for block in bead.side(language)}


def _form(spelling: str, language: Language) -> str:
    """What the spellings of one name have in common: U.S. and US, Erdoğan and Erdogan."""
    form = normal(spelling).text.removeprefix(_ENGLISH_ARTICLE)
    return nations.code(form, language) or (form.replace(".", "") if form.isupper() else form)


# --- one language --------------------------------------------------------------------


def _merged(names: Sequence[_Name]) -> list[_Name]:
    """`names` with surnames and acronyms made part of the full names that they stand for."""
    full: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        short = set(_short_names(name)) if name.kind == "person" else set()
        for form in (short | name.bracketed) - {name.form}:
            full[form].append(name)
    merged = []
    for name in names:
        owners = _well_cut(full.get(name.form, ()))
        # What is short for another itself would lose what it takes in.
        if len(owners) == 1 and owners[0].kind == name.kind and owners[0].form not in full:
            owners[0].take(name)
        else:
            merged.append(name)
    return merged


def _well_cut(names: Sequence[_Name]) -> list[_Name]:
    """`names` without those that end in another of them: they began too early."""
    return [
        name
        for name in names
        if not any(name is not other and name.form.endswith(other.form) for other in names)
    ]


def _short_names(name: _Name) -> Iterator[str]:
    """What of a person's full name may stand for it."""
    parts = name.form.replace("・", " ").split(" ")
    if len(parts) > 1:
        yield parts[0]
        yield from (" ".join(parts[i:]) for i in range(1, len(parts)))
    elif name.language == "ja":
        yield from (name.form[:end] for end in range(1, len(name.form)))


# --- two languages -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """A name in the languages in which it was found."""

    names: Mapping[Language, _Name]
    confidence: float = 0.0

    @property
    def count(self) -> int:
        return sum(name.spellings.total() for name in self.names.values())

    @property
    def places(self) -> list[Place]:
        return sorted(place for name in self.names.values() for place in name.places.values())


def _paired(ja: Sequence[_Name], en: Sequence[_Name]) -> list[_Group]:
    """The names of both languages, in pairs as far as they are sure to be the same."""
    free_ja, free_en = dict(enumerate(ja)), dict(enumerate(en))
    groups: list[_Group] = []
    for judge in (_by_spelling, _by_sound_and_company, _by_being_left):
        judged = judge(free_ja, free_en)
        for (i, j), confidence in sorted(judged.items(), key=lambda pair: (-pair[1], pair[0])):
            if confidence >= _SURE and i in free_ja and j in free_en:
                groups.append(_Group({"ja": free_ja.pop(i), "en": free_en.pop(j)}, confidence))
    groups += [_Group({"ja": name}) for name in free_ja.values()]
    groups += [_Group({"en": name}) for name in free_en.values()]
    return groups


_Names = Mapping[int, _Name]
_Judged = dict[tuple[int, int], float]


def _by_spelling(ja: _Names, en: _Names) -> _Judged:
    """Names that both languages write alike (NATO), and those of one state, wherever they stand."""
    by_form = {form: j for j, name in en.items() for form in name.forms}
    return {
        (i, by_form[form]): _MOST
        for i, name in ja.items()
        for form in name.forms
        if form in by_form
    }


def _by_sound_and_company(ja: _Names, en: _Names) -> _Judged:
    """How sure it is of each two names in blocks that answer each other that they are one."""
    return {
        (i, j): _confidence(ja[i], en[j])
        for i, j in _meetings(ja, en)
        if _kinds_agree(ja[i], en[j])
    }


def _by_being_left(ja: _Names, en: _Names) -> _Judged:
    """The same for two names that are the only ones of their kind left in their blocks."""
    partners: dict[tuple[Language, int], set[int]] = defaultdict(set)
    for i, j in _meetings(ja, en):
        if ja[i].kind == en[j].kind:
            partners["ja", i].add(j)
            partners["en", j].add(i)
    judged: _Judged = {}
    for (language, i), others in partners.items():
        if language == "ja" and len(others) == 1:
            (j,) = others
            if partners["en", j] == {i}:
                judged[i, j] = _either(_confidence(ja[i], en[j]), _ONLY)
    return judged


def _meetings(ja: _Names, en: _Names) -> Iterator[tuple[int, int]]:
    """The pairs of names that blocks which answer each other hold."""
    held: dict[_Bead, list[int]] = defaultdict(list)
    for j, name in en.items():
        for bead in name.beads:
            held[bead].append(j)
    for i, name in ja.items():
        yield from ((i, j) for j in sorted({j for bead in name.beads for j in held[bead]}))


def _kinds_agree(ja: _Name, en: _Name) -> bool:
    return ja.kind == en.kind or "person" not in (ja.kind, en.kind)


def _confidence(ja: _Name, en: _Name) -> float:
    together = len(ja.beads & en.beads)
    share = 2 * together / (len(ja.beads) + len(en.beads))
    company = _TOGETHER * share * together / (together + 1)
    alike = max(similarity(one, other) for one in ja.spellings for other in en.spellings)
    sound = max(0.0, alike - _UNLIKE) / (1 - _UNLIKE)
    confidence = _either(sound, company)
    return min(_MOST, confidence if ja.kind == en.kind else _OTHER_KIND * confidence)


def _either(one: float, other: float) -> float:
    """How sure two reasons make that each alone makes so sure."""
    return 1 - (1 - one) * (1 - other)


# --- suggestions ---------------------------------------------------------------------


def _suggestion(
    group: _Group,
    mentioned: Mapping[Language, Mapping[_Bead, set[str]]],
    glossary: Glossary,
    taken: set[str],
) -> Suggestion:
    """The suggestion that `group` makes; its id is added to those that are `taken`."""
    names = {language: name.written() for language, name in group.names.items()}
    kind = sum((name.kinds for name in group.names.values()), Counter()).most_common(1)[0][0]
    confidence = group.confidence
    entity = _entity_of(group, mentioned, glossary)
    nation = next(filter(None, (nations.code(s[0], key) for key, s in names.items())), "")
    if nation:
        full = {key: nations.with_name(nation, names.get(key, ()), key) for key in LANGUAGES}
        owners = (glossary.owners[key].get(normal(s[0]).text, ("",)) for key, s in full.items())
        entity = entity or next(filter(None, (owner[0] for owner in owners)), "")
        if not entity:
            kind, confidence, names = "place", 1.0, full
    english = names["en"][0] if "en" in names else romaji(names["ja"][0])
    suggested = Suggestion(
        id=_free_id(slug(english.removeprefix(_ENGLISH_ARTICLE)) or kind, taken),
        kind=kind,
        names=names,
        count=group.count,
        briefs=len(set().union(*(name.briefs for name in group.names.values()))),
        places=tuple(group.places),
        confidence=confidence,
        entity=entity,
    )
    taken.add(suggested.id)
    return suggested


def _mentioned(briefs: Iterable[Brief], language: Language) -> Mapping[_Bead, set[str]]:
    """The entities that each bead names in `language`."""
    entities: dict[_Bead, set[str]] = defaultdict(set)
    for number, brief in enumerate(briefs):
        beads = _beads(brief, language)
        blocks = brief.texts[language].annotations if language in brief.texts else ()
        for index, noted in enumerate(blocks):
            if index in beads:
                entities[number, beads[index]].update(m.entity for m in noted.mentions)
    return entities


def _entity_of(
    group: _Group, mentioned: Mapping[Language, Mapping[_Bead, set[str]]], glossary: Glossary
) -> str:
    """The entity that the other language names beside `group` and that sounds like it."""
    if len(group.names) == len(LANGUAGES):
        return ""
    ((language, name),) = group.names.items()
    beside = mentioned[other_language(language)]
    best, alike = "", _SAME_SOUND
    for entity_id in sorted(set().union(*(beside.get(bead, ()) for bead in name.beads))):
        entity = glossary.entities[entity_id]
        for spelling in entity.spellings(other_language(language)):
            for own in name.spellings:
                pair = (own, spelling) if language == "ja" else (spelling, own)
                if entity.kind in name.kinds and similarity(*pair) > alike:
                    best, alike = entity_id, similarity(*pair)
    return best


def _free_id(wanted: str, taken: Iterable[str]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free
