"""Every figure, modifier, name and title of the project's briefs, changed one at a time, is found.

The changes are made from the annotations themselves: a digit, a number word, a month or weekday
is another one; a bound is left out or turned round; a name is that of another entity of the same
kind; a title beside a name is another title.
"""

from __future__ import annotations

import calendar
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from brief.edition import Edition
from brief.model import LANGUAGES, Block, Document, Figure, Language, Mention
from brief.pipeline import Settings, load
from tests.conftest import ROOT

SLUGS = sorted(
    path.name.removesuffix(".ja.md") for path in (ROOT / "content/briefs").glob("*.ja.md")
)
SHARE = 0.99

WORDS = [
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    ["first", "second", "third", "fourth", "fifth", "sixth"],
    list(calendar.day_name),
    [name for name in calendar.month_name if name not in ("", "May")],
    list("一二三四五六七八九"),
    [f"{day}曜" for day in "月火水木金土日"],
]

TURNED: dict[Language, dict[str, str]] = {
    "ja": {
        "最大": "少なくとも",
        "以上": "以下",
        "余り": "未満",
        "以内": "以上",
        "約": "最大",
        "程度": "以上",
    },
    "en": {
        "up to": "at least",
        "at least": "up to",
        "more than": "less than",
        "within": "more than",
        "about": "up to",
        "around": "at least",
    },
}
"""Modifiers of amounts, and what says something else; all but those of *about* may be left out."""
ROUGH = ("約", "程度", "about", "around")

TITLES: dict[Language, list[str]] = {
    "ja": ["国務長官", "副大統領", "大統領", "首相", "外相", "事務総長", "総裁"],
    "en": [
        "Secretary of State",
        "Vice President",
        "Prime Minister",
        "Secretary General",
        "President",
        "Chancellor",
        "governor",
    ],
}
"""Titles, each of which is changed into the next."""
BESIDE = 24
"""Characters within which a title stands beside a name."""


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


def other_modifiers(text: str, language: Language) -> Iterator[str]:
    """`text` with its bound turned round, and without it."""
    for word, turned in TURNED[language].items():
        found = re.search(f"(?i:{word}) ?", text)
        if found:
            gap = " " if found[0].endswith(" ") else ""
            yield text[: found.start()] + turned + gap + text[found.end() :]
            if word not in ROUGH:
                yield text[: found.start()] + text[found.end() :]


def other_name(edition: Edition, mention: Mention, language: Language) -> str | None:
    """The name of the next entity of the same kind, for a name of several characters."""
    if mention.reason not in ("alias", "surname") or len(mention.text) == 1:
        return None
    alike = [e for e in edition.glossary.entities.values() if e.kind == mention.kind]
    place = [entity.id for entity in alike].index(mention.entity)
    return alike[(place + 1) % len(alike)].name[language]


def titles_beside(
    text: str, mention: Mention, language: Language
) -> Iterator[tuple[int, str, str]]:
    """The titles next to a name: where each stands, and another one."""
    start = max(0, mention.start - BESIDE)
    for found in re.finditer("|".join(TITLES[language]), text[start : mention.end + BESIDE]):
        at = start + found.start()
        between = text[at + len(found[0]) : mention.start] or text[mention.end : at]
        if len(between) <= 1 and (at + len(found[0]) <= mention.start or at == mention.end):
            index = TITLES[language].index(found[0])
            yield at, found[0], TITLES[language][(index + 1) % len(TITLES[language])]


def changes(edition: Edition) -> Iterator[Change]:
    """Each change that is made to the two texts of a brief."""
    for language, text in edition.briefs[0].texts.items():
        for block, noted in text.pairs():
            for figure in noted.figures:
                yield from changes_of_figure(text.document, block, figure)
            for mention in noted.mentions:
                name = other_name(edition, mention, language)
                if name is not None:
                    yield change(text.document, block, mention.start, mention.text, name)
                if mention.kind == "person":
                    for at, title, other in titles_beside(block.text, mention, language):
                        yield change(text.document, block, at, title, other)


def changes_of_figure(document: Document, block: Block, figure: Figure) -> Iterator[Change]:
    new = other_figure(figure.text)
    if new is not None:
        yield change(document, block, figure.start, figure.text, new)
    start, end = figure.extent
    if figure.modifier and figure.kind not in ("date", "time", "datetime"):
        whole = block.text[start:end]
        for turned in other_modifiers(whole, document.language):
            yield change(document, block, start, whole, turned)


def change(document: Document, block: Block, start: int, old: str, new: str) -> Change:
    line, column = block.position(start)
    return Change(document.language, line, column, old, new)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutations")
    shutil.copytree(ROOT / "content/glossary", folder / "glossary")
    for name in ("figures.yml", "topics.yml"):
        shutil.copy(ROOT / "content" / name, folder)
    (folder / "briefs").mkdir()
    return folder


def test_changes_are_found(folder: Path) -> None:
    """In the unchanged briefs nothing is found."""
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
    assert len(made) > 400
    assert len(missed) <= (1 - SHARE) * len(made), (len(missed), len(made), missed)


def fits(path: Path, change: Change) -> bool:
    """Whether the change can be made in the source, which may have marks inside the words."""
    line = path.read_text(encoding="utf-8").splitlines()[change.line - 1]
    return line.startswith(change.old, change.column - 1)


def is_found(settings: Settings, path: Path, change: Change) -> bool:
    """Whether a finding is on the line of the change, or says that it is compared with it."""
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
    told = (f for f in (*edition.findings, *edition.faults) if f.severity != "note")
    places = [place for f in told for place in (f.place, f.related and f.related.start) if place]
    return any(place.path.endswith(path.name) and place.line == change.line for place in places)
