"""The JSON Schema of glossary files: shipped, up to date, and of one mind with the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from brief import glossary
from brief.model import UnusableInput
from brief.terminology import json_schema
from tests.conftest import ROOT, MakeSite

SHIPPED = ROOT / "templates/new/site/glossary.schema.json"
GLOSSARIES = sorted((ROOT / "content/glossary").glob("*.yml"))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    import json

    schema = json.loads(json_schema.text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class _Loader(yaml.SafeLoader):
    """Reads what an editor reads: YAML 1.2 has no dates."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def values(text: str) -> Any:
    return yaml.load(text, Loader=_Loader)


def test_the_shipped_file_is_up_to_date() -> None:
    """`brief glossary schema > templates/new/site/glossary.schema.json` writes it anew."""
    assert SHIPPED.read_text(encoding="utf-8") == json_schema.text()


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.name)
def test_the_glossary_of_this_site(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    text = path.read_text(encoding="utf-8")
    validator.validate(values(text))
    line = text.split("\n", 1)[0]
    schema = line.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).resolve() == SHIPPED


def test_a_new_site_has_it(make_site: MakeSite) -> None:
    site = make_site()
    assert site.brief("new", "site", "fresh").returncode == 0
    path = site.folder / "fresh/content/glossary/places.yml"
    line = path.read_text(encoding="utf-8").split("\n", 1)[0]
    schema = path.parent / line.removeprefix("# yaml-language-server: $schema=")
    assert schema.read_text(encoding="utf-8") == json_schema.text()
    assert schema.resolve().parent == (site.folder / "fresh").resolve()


HEAD = "a: {kind: person, name: {ja: 甲, en: A}"


@pytest.mark.parametrize(
    "text",
    [
        "# nothing yet\n",
        HEAD + "}",
        HEAD + ", aliases: {ja: 乙, en: [B, 2025, on]}, reading: こう・おつ}",
        HEAD + ", roles: [{title: {ja: 乙, en: B}, from: 2025-01-01}], topics: x}",
        HEAD + ", roles: {title: {ja: 乙, en: B}}, links: {ja: 'https://example.org/?a=b'}}",
        HEAD + ", summary: {ja: 文。, en: A sentence.}, wikidata: Q1}",
    ],
)
def test_what_both_accept(
    text: str, tmp_path: Path, validator: jsonschema.Draft202012Validator
) -> None:
    validator.validate(values(text))
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    glossary.load(tmp_path, "glossary")


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "a: 1",
        "A b: {kind: person, name: {ja: 甲, en: A}}",
        "__proto__: {kind: person, name: {ja: 甲, en: A}}",
        "a: {name: {ja: 甲, en: A}}",
        "a: {kind: persn, name: {ja: 甲, en: A}}",
        "a: {kind: person, name: {ja: 甲}}",
        "a: {kind: person, name: {ja: 甲, en: A, fr: A}}",
        HEAD + ", nmae: x}",
        HEAD + ", reading: kou}",
        HEAD + ", aliases: {ja: [あ]}}",
        HEAD + ", aliases: {ja: ['']}}",
        HEAD + ", aliases: [B]}",
        HEAD + ", wikidata: 12}",
        HEAD + ", links: {en: [ftp://x]}}",
        HEAD + ", summary: {ja: 文。}}",
        HEAD + ", roles: [{from: 2025-01-01}]}",
        HEAD + ", roles: [{title: {ja: 乙, en: B}, from: 2025}]}",
        HEAD + ", roles: [{title: {ja: 乙, en: B}, since: 2025-01-01}]}",
    ],
)
def test_what_both_refuse(
    text: str, tmp_path: Path, validator: jsonschema.Draft202012Validator
) -> None:
    assert not validator.is_valid(values(text))
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInput):
        glossary.load(tmp_path, "glossary")
