"""The files of a site for programs: its data, what describes them, and the web manifest.

The data grow with the site, so they are written piece by piece, from what is kept of each brief.
What describes them is a Data Package (https://specs.frictionlessdata.io/data-package/).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from brief import addresses, codec
from brief.bitexts import tmx
from brief.content import is_draft
from brief.edition import Edition, Entry
from brief.fragments import BRIEF_FIELDS, FIGURE_FIELDS, Field, Part, csv_rows
from brief.frame import SiteOptions
from brief.model import ENTITY_KINDS, LANGUAGES, Entity
from brief.store import digest
from brief.terminology import yaml_text

FOLDER = "data"
MANIFEST = "site.webmanifest"

ENTITY_FIELDS: Mapping[str, Field] = {
    "id": Field("string", "Its id in the glossary"),
    "kind": Field("string", ", ".join(ENTITY_KINDS)),
    "name": Field("object", "By language"),
    "reading": Field("string", "Of its Japanese name, in kana, where the glossary gives it"),
    "aliases": Field("object", "By language, other spellings"),
    "roles": Field("array", "Posts: title by language, from, to"),
    "summary": Field("object", "By language"),
    "topics": Field("array", "Topics in which a spelling that others share means it"),
    "wikidata": Field("string", "Its id in Wikidata"),
    "links": Field("object", "By language, addresses"),
    "pages": Field("object", "By language, the path of its page on the site"),
}


@dataclass(frozen=True)
class DataFile:
    """A file of the site that is no page."""

    uri: str
    inputs: Callable[[], object]
    """All that it holds, or what that is known by: while it stays, so does the file."""
    pieces: Callable[[], Iterable[str]]
    """What it holds, from its beginning to its end."""

    def key(self) -> str:
        """A hash of all that it is made from."""
        return digest([self.uri.encode(), codec.encode(self.inputs())])


def of(edition: Edition, options: SiteOptions) -> Iterator[DataFile]:
    """The files of a site. A preview, which has drafts, has none."""
    if options.preview:
        return
    data = _Data(edition, options)
    for name, inputs, pieces in (
        ("briefs.json", data.known, data.briefs),
        ("entities.json", data.named, data.entities),
        ("figures.csv", data.known, data.figures),
        ("alignment.tmx", data.known, data.alignment),
        ("datapackage.json", data.package, partial(_document, data.package)),
    ):
        yield DataFile(f"{FOLDER}/{name}", inputs, pieces)
    if MANIFEST not in edition.files:
        manifest = partial(_manifest, options)
        yield DataFile(MANIFEST, manifest, partial(_document, manifest))


@dataclass(frozen=True)
class _Data:
    """What is told of the briefs that are published."""

    edition: Edition
    options: SiteOptions

    @cached_property
    def _entries(self) -> list[Entry]:
        return [entry for entry in self.edition.entries if not is_draft(entry.texts)]

    def known(self) -> object:
        """What all that is kept of the briefs is known by."""
        return [entry.key for entry in self._entries]

    def named(self) -> list[Mapping[str, Any]]:
        """The entities that the briefs name, in the order of the glossary."""
        named = {name for entry in self._entries for name in entry.extract.names}
        entities = self.edition.glossary.entities.values()
        return [_entity(entity) for entity in entities if entity.id in named]

    def briefs(self) -> Iterator[str]:
        """An object a brief."""
        return _array(self._fragments("brief"))

    def entities(self) -> Iterator[str]:
        """An object an entity."""
        return _array(_json(entity) for entity in self.named())

    def figures(self) -> Iterator[str]:
        """A row a figure, under the names of the columns."""
        yield csv_rows(iter([list(FIGURE_FIELDS)]))
        yield from self._fragments("figures")

    def alignment(self) -> Iterator[str]:
        """A translation memory of all briefs."""
        yield tmx.HEAD
        yield from self._fragments("alignment")
        yield tmx.TAIL

    def _fragments(self, part: Part) -> Iterator[str]:
        library = self.edition.library
        return library.fragments(self._entries, part) if library is not None else iter(())

    def package(self) -> Mapping[str, Any]:
        """What describes the other files; a table without rows has no columns, and is left out."""
        homepage = {"homepage": self.options.url} if self.options.url else {}
        key = {"primaryKey": "id"}
        foreign = {"fields": "brief", "reference": {"resource": "briefs", "fields": "id"}}
        briefs = _table("briefs.json", "The briefs, newest first", BRIEF_FIELDS, key)
        entities = _table("entities.json", "The entities that they name", ENTITY_FIELDS, key)
        figures = _table(
            "figures.csv",
            "The figures that their texts state",
            FIGURE_FIELDS,
            {"foreignKeys": [foreign]},
        )
        return {
            "profile": "data-package",
            "name": "briefs",
            "title": self.options.name,
            **homepage,
            "resources": [
                *([briefs] if self._entries else []),
                *([entities] if self.named() else []),
                *([figures] if any(entry.extract.figures for entry in self._entries) else []),
                {
                    "name": "alignment",
                    "path": "alignment.tmx",
                    "description": "Paragraphs in Japanese and English that answer each other",
                    "profile": "data-resource",
                    "format": "tmx",
                    "mediatype": "application/x-tmx+xml",
                    "encoding": "utf-8",
                },
            ],
        }


def _entity(entity: Entity) -> Mapping[str, Any]:
    values = {
        "id": entity.id,
        **yaml_text.plain(entity),
        "pages": {language: addresses.name(language, entity.id) for language in LANGUAGES},
    }
    return {name: values.get(name) for name in ENTITY_FIELDS}


def _table(
    path: str, description: str, fields: Mapping[str, Field], keys: Mapping[str, object]
) -> Mapping[str, Any]:
    """A table in the words of the Tabular Data Resource."""
    name, _, format_ = path.partition(".")
    described = (
        {"name": name, "type": field.type, "description": field.description}
        for name, field in fields.items()
    )
    return {
        "name": name,
        "path": path,
        "description": description,
        "profile": "tabular-data-resource",
        "format": format_,
        "mediatype": "text/csv" if format_ == "csv" else "application/json",
        "encoding": "utf-8",
        "schema": {"fields": list(described), **keys},
    }


def _manifest(options: SiteOptions) -> Mapping[str, Any]:
    """The web manifest (https://www.w3.org/TR/appmanifest/)."""
    pictures = (("icon-192.png", "192x192"), ("icon-512.png", "512x512"))
    return {
        "name": options.name,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [
            {"src": "assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
            *({"src": f"assets/{n}", "sizes": size, "type": "image/png"} for n, size in pictures),
        ],
    }


def _array(objects: Iterable[str]) -> Iterator[str]:
    """A JSON array of `objects`, one a line."""
    before = "[\n"
    for each in objects:
        yield before + each
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _document(value: Callable[[], object]) -> Iterator[str]:
    yield json.dumps(value(), ensure_ascii=False, indent=2) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
