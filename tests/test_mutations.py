"""Every figure and every name of the project's briefs, changed one at a time, is found.

The changes are made from the annotations themselves: a digit, a number word, a month or weekday
is another one; a name is that of another entity of the same kind.
"""

from __future__ import annotations

import calendar
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from brief.model import LANGUAGES, AnnotatedDocument, Block, Figure, Language, Mention
from brief.pipeline import Edition, Settings, load
from tests.conftest import ROOT

SLUGS = sorted(
    path.name.removesuffix(".ja.md") for path in (ROOT / "content/briefs").glob("*.ja.md")
)
SHARE = 0.97

WORDS = [
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    ["first", "second", "third", "fourth", "fifth", "sixth"],
    list(calendar.day_name),
    [name for name in calendar.month_name if name not in ("", "May")],
    list("一二三四五六七八九"),
    [f"{day}曜" for day in "月火水木金土日"],
]


@dataclass(frozen=True)
class Change:
    """A text put in place of another, at a line and column of a source file."""

    language: Language
    line: int
    column: int
    old: str
    new: str


def other_figure(text: str) -> str | None:
    """`text` with another number; None where it holds none that is known here."""
    digit = re.search(r"[1-9]", text)
    if digit:
        return text[: digit.start()] + str(int(digit[0]) % 9 + 1) + text[digit.end() :]
    for row in WORDS:
        for index, word in enumerate(row):
            found = re.search(word if ord(word[0]) > 0x3000 else rf"\b(?i:{word})\b", text)
            if found:
                return text[: found.start()] + row[(index + 1) % len(row)] + text[found.end() :]
    return None


def changes(edition: Edition) -> Iterator[Change]:
    brief = edition.briefs[0]
    for language, text in brief.texts.items():
        for block, noted in text.pairs():
            items: list[Figure | Mention] = [*noted.figures, *noted.mentions]
            for item in items:
                new = (
                    other_figure(item.text)
                    if isinstance(item, Figure)
                    else other_name(edition, item, language)
                )
                if new is not None:
                    yield change(text, block, item, new)


def other_name(edition: Edition, mention: Mention, language: Language) -> str | None:
    """The name of the next entity of the same kind, for a name of several characters."""
    if mention.reason not in ("alias", "surname") or len(mention.text) == 1:
        return None
    alike = [e for e in edition.glossary.entities.values() if e.kind == mention.kind]
    place = [entity.id for entity in alike].index(mention.entity)
    return alike[(place + 1) % len(alike)].name[language]


def change(text: AnnotatedDocument, block: Block, item: Figure | Mention, new: str) -> Change:
    line, column = block.position(item.start)
    return Change(text.document.language, line, column, item.text, new)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutations")
    shutil.copytree(ROOT / "content/glossary", folder / "glossary")
    for name in ("figures.yml", "topics.yml"):
        shutil.copy(ROOT / "content" / name, folder)
    (folder / "briefs").mkdir()
    return folder


def test_changes_are_found(folder: Path) -> None:
    """All but small numbers in words (*three-way*, 一つ), which each language uses as it likes."""
    settings = Settings(folder, store=folder / "store.sqlite")
    made, missed = [], []
    for slug in SLUGS:
        for path in (folder / "briefs").iterdir():
            path.unlink()
        files: dict[Language, Path] = {}
        for language in LANGUAGES:
            files[language] = folder / f"briefs/{slug}.{language}.md"
            shutil.copy(ROOT / "content/briefs" / files[language].name, files[language])
        sound = load(settings)
        assert not [finding for finding in sound.findings if finding.severity != "note"]
        here = [c for c in changes(sound) if fits(files[c.language], c)]
        made += here
        missed += [c for c in here if not is_found(settings, files[c.language], c)]
    assert len(made) > 300
    assert len(missed) <= (1 - SHARE) * len(made), missed


def fits(path: Path, change: Change) -> bool:
    line = path.read_text(encoding="utf-8").splitlines()[change.line - 1]
    return line.startswith(change.old, change.column - 1)


def is_found(settings: Settings, path: Path, change: Change) -> bool:
    """Whether a finding is on the line of the change, or says which line answers it."""
    before = path.read_text(encoding="utf-8")
    lines = before.splitlines(keepends=True)
    start = change.column - 1
    line = lines[change.line - 1]
    lines[change.line - 1] = line[:start] + change.new + line[start + len(change.old) :]
    path.write_text("".join(lines), encoding="utf-8")
    try:
        edition = load(settings)
    finally:
        path.write_text(before, encoding="utf-8")
    return any(finding.severity != "note" for finding in (*edition.findings, *edition.faults))
