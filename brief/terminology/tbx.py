"""TBX <-> entities: the format in which translators exchange terminology.

Read: ISO 30042:2019 in both styles (DCA: ``<descrip type="definition">``; DCT:
``<basic:definition>``), and the ``martif`` files that were written before it. Written: DCA of
TBX-Basic, which most programs take. What TBX has no category for stands in notes: ``kind: person``
at the concept, ``reading: …`` at the Japanese section, and ``role: title|title|from|to`` with
the titles in Japanese and in English. A concept without the note of its kind comes from elsewhere:
it is a term, and its English name makes its id.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

import yaml

from brief.glossary import collector_resting
from brief.model import LANGUAGES, Entity, Finding, Language, Place, Role, UnusableInput
from brief.schema import Reading
from brief.terminology.ids import slug
from brief.terminology.nodes import (
    Read,
    Value,
    entities,
    localized,
    mapping,
    scalar,
    sequence,
    texts,
)
from brief.terminology.tables import joined, split
from brief.xml import UNWRITABLE

NAMESPACE = "urn:iso:std:iso:30042:ed-2"

_RULE = "glossary-import"
_ROOTS = frozenset({"tbx", "martif"})
_CONCEPTS = frozenset({"conceptEntry", "termEntry"})
_LANGUAGE_SECTIONS = frozenset({"langSec", "langSet"})
_TERM_SECTIONS = frozenset({"termSec", "tig", "ntig"})
_FRAMES = frozenset({"adminGrp", "descripGrp", "termGrp", "termNoteGrp", "transacGrp"})
_LANGUAGES: Mapping[str, Language] = {"ja": "ja", "jpn": "ja", "en": "en", "eng": "en"}
_PREFERRED = re.compile("preferred")
_ABANDONED = re.compile("deprecated|superseded")
_NOTE = re.compile(r"\s*(kind|reading|role)\s*:\s*(.*\S)\s*", re.DOTALL)
_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9][0-9]*)")
_DEEPEST = 50
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(eq=False, slots=True)
class _Element:
    name: str
    """Without its namespace."""
    attributes: Mapping[str, str]
    place: Place
    pieces: list[str] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)

    @property
    def category(self) -> str:
        """The data category: an attribute in the style DCA, the name of the element in DCT."""
        return self.attributes.get("type", self.name)

    @property
    def value(self) -> Value:
        return Value("".join(self.pieces).strip(), self.place.line, self.place.column)

    def inside(self, *, without: frozenset[str] = frozenset()) -> Iterator[_Element]:
        """The elements in this one that hold text, without those in the sections `without`."""
        for child in self.children:
            if child.name in _FRAMES:
                yield from child.inside(without=without)
            elif child.name not in without:
                yield child


@collector_resting()
def read(path: Path, shown: str) -> Read:
    """The entities in the TBX file at `path`, which messages call `shown`; read as it comes.

    Raises:
        UnusableInput: With every fault, each with its line and column.

    """
    parser = _Parser(shown)
    with path.open("rb") as file:
        parser.read(iter(lambda: file.read(1 << 20), b""))
    return Read(entities(parser.entries, parser.reading), parser.notes())


class _Parser:
    """Makes entries of the concepts of a file while it is read."""

    def __init__(self, shown: str) -> None:
        self.reading = Reading(shown, _RULE)
        self.entries: list[tuple[Value, yaml.Node]] = []
        self._ids: set[str] = set()
        self._open: list[_Element] = []
        self._findings: list[Finding] = []
        self._left_out: Counter[str] = Counter()
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.EntityDeclHandler = self._refuse_entity
        self._expat.SkippedEntityHandler = self._refuse_entity

    def read(self, pieces: Iterable[bytes]) -> None:
        try:
            for piece in pieces:
                self._expat.Parse(piece, False)
            self._expat.Parse(b"", True)
        except expat.ExpatError as error:
            place = Place(self.reading.path, error.lineno, error.offset + 1)
            message = f"not well-formed XML: {expat.ErrorString(error.code)}"
            self.reading.fault_at(place, message, "export the file anew")
        except (ValueError, LookupError) as error:
            # An encoding of several bytes a character other than UTF-8 and UTF-16.
            self.reading.fault_at(self._place(), f"cannot be read: {error}", "save it as UTF-8")
        except _Refused as refused:
            self.reading.faults.append(refused.finding)
        if self.reading.faults:
            raise UnusableInput(self.reading.faults)

    def notes(self) -> tuple[Finding, ...]:
        """What was left out, each concept by itself, and what no entry has room for by kind."""
        if self._left_out:
            counts = ", ".join(f"{name} ({n})" for name, n in sorted(self._left_out.items()))
            message = f"a glossary entry has no place for these, which are left out: {counts}"
            place = Place(self.reading.path)
            return *self._findings, Finding(_RULE, "note", place, message)
        return tuple(self._findings)

    def _place(self) -> Place:
        parser = self._expat
        return Place(self.reading.path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _refuse_entity(self, name: str, *_: object) -> None:
        message = f"the file uses the XML entity {name!r} of its own"
        raise _Refused(self._place(), message, "write the characters themselves")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = _Element(name, local, self._place())
        if not self._open and name not in _ROOTS:
            message = f"expected a TBX file, whose outermost element is tbx or martif; found {name}"
            raise _Refused(element.place, message, "export it as TBX")
        if len(self._open) > _DEEPEST:
            raise _Refused(element.place, "elements are nested too deeply for TBX", "correct it")
        self._open.append(element)

    def _text(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def _end(self, _tag: str) -> None:
        element = self._open.pop()
        if element.name in _CONCEPTS:
            self._read_concept(element)
        elif any(above.name in _CONCEPTS for above in self._open):
            self._open[-1].children.append(element)
            self._open[-1].pieces += element.pieces

    def _read_concept(self, concept: _Element) -> None:
        sections: dict[Language, list[_Element]] = {language: [] for language in LANGUAGES}
        for child in concept.children:
            if child.name in _LANGUAGE_SECTIONS:
                code = child.attributes.get("lang", "").replace("_", "-").split("-")[0].casefold()
                if code in _LANGUAGES:
                    sections[_LANGUAGES[code]].append(child)
                else:
                    self._left_out[f"language {code or 'without a name'}"] += 1
        languages = {
            language: _Section(language, found, self._left_out)
            for language, found in sections.items()
        }
        lacking = [language for language, section in languages.items() if not section.terms]
        number = concept.attributes.get("id", "")
        if lacking:
            known = next((s.terms[0].text for s in languages.values() if s.terms), number)
            names = " and no ".join(_NAMES[language] for language in lacking)
            message = f"the concept {known!r} has no {names} term: it is left out"
            note = Finding(
                _RULE, "note", concept.place, message, "add the term, or the entry by hand"
            )
            self._findings.append(note)
            return
        self._add(concept, number, languages)

    def _add(self, concept: _Element, number: str, languages: Mapping[Language, _Section]) -> None:
        kind: Value | None = None
        roles, topics, links = [], [], []
        wikidata: Value | None = None
        for element in concept.inside(without=_LANGUAGE_SECTIONS):
            value, note = element.value, _NOTE.fullmatch(element.value.text)
            target = element.attributes.get("target", "")
            if element.name == "note" and note and note[1] == "kind":
                kind = Value(note[2], value.line, value.column)
            elif element.name == "note" and note and note[1] == "role":
                roles.append(_role(Value(note[2], value.line, value.column)))
            elif element.category == "subjectField":
                topics.append(value)
            elif element.name == "xref" and (item := _WIKIDATA.fullmatch(target)):
                wikidata = Value(item[1], value.line, value.column)
            elif element.name == "xref" and target.startswith(("http://", "https://")):
                links.append(Value(target, value.line, value.column))
            else:
                self._left_out[element.category] += 1
        ja, en = languages["ja"], languages["en"]
        if kind is None:
            entry_id = self._new_id(en.terms[0].text, number)
            kind = Value("term", concept.place.line, concept.place.column)
        else:
            entry_id = number.removeprefix("_")
        summaries = {code: section.definition for code, section in languages.items()}
        if not all(summaries.values()):
            alone = next(filter(None, summaries.values()), None)
            summaries = {}
            if alone:
                message = f"the definition of {entry_id!r} is there in one language: it is left out"
                place = Place(self.reading.path, alone.line, alone.column)
                self._findings.append(Finding(_RULE, "note", place, message, "translate it"))
        entry = mapping(
            [
                ("kind", scalar(kind)),
                ("name", localized((c, scalar(s.terms[0])) for c, s in languages.items())),
                ("reading", scalar(ja.reading) if ja.reading else None),
                ("aliases", localized((c, texts(s.terms[1:])) for c, s in languages.items())),
                ("roles", sequence(roles) if roles else None),
                ("summary", localized((c, scalar(v)) for c, v in summaries.items() if v)),
                ("topics", texts(topics)),
                ("wikidata", scalar(wikidata) if wikidata else None),
                ("links", localized((c, texts([*s.links, *links])) for c, s in languages.items())),
            ]
        )
        assert entry is not None
        self.entries.append((Value(entry_id, concept.place.line, concept.place.column), entry))

    def _new_id(self, name: str, number: str) -> str:
        """An id made of the English name; with that of the concept where the name comes again."""
        base = slug(name) or slug(number) or "concept"
        found = base if base not in self._ids else f"{base}-{slug(number) or len(self._ids)}"
        self._ids.add(found)
        return found


_NAMES = {"ja": "Japanese", "en": "English"}


class _Refused(Exception):
    """The file is not read any further."""

    def __init__(self, place: Place, message: str, advice: str) -> None:
        super().__init__(message)
        self.finding = Finding(_RULE, "error", place, message, advice)


class _Section:
    """What the sections of one language, ``en-US`` and ``en-GB``, hold together."""

    def __init__(
        self, language: Language, sections: Sequence[_Element], left_out: Counter[str]
    ) -> None:
        self.definition: Value | None = None
        self.reading: Value | None = None
        self.links: list[Value] = []
        ranked: list[tuple[int, Value]] = []
        for section in sections:
            for child in section.inside():
                if child.name not in _TERM_SECTIONS:
                    self._take(child, language, left_out)
                    continue
                status = ""
                terms = []
                for element in child.inside():
                    if element.name == "term":
                        terms.append(element.value)
                    elif element.category == "administrativeStatus":
                        status = element.value.text
                    else:
                        self._take(element, language, left_out)
                rank = 0 if _PREFERRED.match(status) else 2 if _ABANDONED.match(status) else 1
                ranked += ((rank, term) for term in terms if term.text)
        unique: dict[str, Value] = {}
        for _, term in sorted(ranked, key=lambda pair: pair[0]):
            unique.setdefault(term.text, term)
        self.terms = list(unique.values())
        """The term that is to be preferred, then the others."""

    def _take(self, element: _Element, language: Language, left_out: Counter[str]) -> None:
        value, note = element.value, _NOTE.fullmatch(element.value.text)
        target = element.attributes.get("target", "")
        if element.category == "definition" and self.definition is None:
            self.definition = value
        elif language == "ja" and element.name == "note" and note and note[1] == "reading":
            self.reading = Value(note[2], value.line, value.column)
        elif element.name == "xref" and target.startswith(("http://", "https://")):
            self.links.append(Value(target, value.line, value.column))
        else:
            left_out[element.category] += 1


def _role(value: Value) -> yaml.Node:
    ja, en, since, until = (
        scalar(part) if part.text.strip() else None for part in (*split(value), *_NONE)[:4]
    )
    role = mapping([("title", localized([("ja", ja), ("en", en)])), ("from", since), ("to", until)])
    return role or scalar(value)


_NONE = (Value(""),) * 4


# --- writing -------------------------------------------------------------------------


def write(glossary: Iterable[Entity]) -> bytes:
    """The entities as TBX-Basic in the style DCA, UTF-8.

    Raises:
        UnusableInput: An entry holds a character that XML cannot hold.

    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("tbx"), {"style": "dca", "type": "TBX-Basic", _XML_LANG: "en"})
    header = _under(_under(root, "tbxHeader"), "fileDesc")
    _under(_under(header, "titleStmt"), "title", "Glossary")
    _under(_under(header, "sourceDesc"), "p", "Written by brief glossary export")
    body = _under(_under(root, "text"), "body")
    faults = []
    for entity in glossary:
        concept = _concept(body, entity)
        bad = UNWRITABLE.search("".join(concept.itertext()))
        if bad:
            message = f"{entity.id!r} holds U+{ord(bad[0]):04X}, which XML cannot hold"
            faults.append(Finding("glossary-export", "error", entity.place, message, "delete it"))
    if faults:
        raise UnusableInput(faults)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text + b"\n"


def _concept(body: ET.Element, entity: Entity) -> ET.Element:
    # An id of XML begins with a letter or _, one of ours may begin with a digit.
    number = entity.id if entity.id[0].isalpha() else f"_{entity.id}"
    concept = _under(body, "conceptEntry", id=number)
    for topic in entity.topics:
        _under(concept, "descrip", topic, type="subjectField")
    _under(concept, "note", f"kind: {entity.kind}")
    for role in entity.roles:
        _under(concept, "note", f"role: {_role_note(role)}")
    if entity.wikidata:
        address = f"https://www.wikidata.org/wiki/{entity.wikidata}"
        _under(concept, "xref", "Wikidata", type="externalCrossReference", target=address)
    for language in LANGUAGES:
        section = _under(concept, "langSec", **{_XML_LANG: language})
        if language in entity.summary:
            _under(section, "descrip", entity.summary[language], type="definition")
        if language == "ja" and entity.reading:
            _under(section, "note", f"reading: {entity.reading}")
        for url in entity.links.get(language, ()):
            _under(section, "xref", url, type="externalCrossReference", target=url)
        for rank, spelling in enumerate(entity.spellings(language)):
            term = _under(section, "termSec")
            _under(term, "term", spelling)
            status = "admittedTerm-admn-sts" if rank else "preferredTerm-admn-sts"
            _under(term, "termNote", status, type="administrativeStatus")
    return concept


def _role_note(role: Role) -> str:
    ends = (day.isoformat() if day else "" for day in (role.since, role.until))
    return joined((*(role.title[language] for language in LANGUAGES), *ends))


def _under(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, _tag(name), attributes)
    element.text = text
    return element


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
