"""What the guide's page on figures shows is what the grammars read.

A row of its tables of examples has a cell of Japanese and a cell of English examples, each in
inline code, and a cell with what every one of them is worth: for each figure its kind, then its
value or range, its unit and its modifier, each in inline code too. A reason may follow as a
sentence of its own. A row without a kind shows what is no figure.
"""

from __future__ import annotations

import doctest
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import get_args

import pytest

from brief.figures import read
from brief.figures.lexicon import table, units
from brief.model import LANGUAGES, Figure, FigureKind, Language, Modifier
from tests.conftest import ROOT

PAGES = {
    language: (ROOT / f"content/guide/figures.{language}.md").read_text(encoding="utf-8")
    for language in LANGUAGES
}
DAY = date(2025, 8, 19)
COLUMNS = {"en": ("Japanese", "English"), "ja": ("日本語", "英語")}
"""How the first two columns of a table of examples are headed on the page of each language."""

AT_LEAST = {"en": r"more than (\d+)", "ja": r"(\d+)以上"}


@dataclass(frozen=True)
class Row:
    """A row of a table of examples; its three cells as the code that stands in them."""

    ja: tuple[str, ...]
    en: tuple[str, ...]
    worth: tuple[str, ...]

    def examples(self) -> list[tuple[Language, str]]:
        """The examples, each with its language."""
        return [*(("ja", text) for text in self.ja), *(("en", text) for text in self.en)]


def _rows(language: Language) -> list[Row]:
    rows: list[Row] = []
    of_examples = False
    for line in PAGES[language].splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if tuple(cells[:2]) == COLUMNS[language]:
            of_examples = True
        elif not cells:
            of_examples = False
        elif of_examples and not cells[0].startswith("---"):
            ja, en, worth = cells
            rows.append(Row(_code(ja), _code(en), _code(_without_reason(worth))))
    return rows


def _code(cell: str) -> tuple[str, ...]:
    return tuple(re.findall("`([^`]+)`", cell.replace("`–`", "–")))


def _without_reason(cell: str) -> str:
    """`cell` up to the first full stop outside code."""
    found = re.match("(?:[^`.。]|`[^`]+`)*", cell)
    return found[0] if found else ""


def _worth(figures: tuple[Figure, ...]) -> tuple[str, ...]:
    parts: list[str | None] = []
    for figure in figures:
        value = f"{figure.low}–{figure.high}" if figure.low and figure.high else figure.value
        parts += [figure.kind, value, figure.unit, figure.modifier]
    return tuple(part for part in parts if part is not None)


EXAMPLES = [
    pytest.param(language, text, row.worth, id=f"{language}: {text}")
    for row in _rows("en")
    for language, text in row.examples()
]


@pytest.mark.parametrize(("language", "text", "worth"), EXAMPLES)
def test_example(language: Language, text: str, worth: tuple[str, ...]) -> None:
    assert _worth(read(text, language, DAY)) == worth


def test_both_pages_have_the_same_rows() -> None:
    assert _rows("ja") == _rows("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_show_everything_that_is_read(language: Language) -> None:
    shown = {code for row in _rows(language) for code in row.worth}
    assert {*get_args(FigureKind), *get_args(Modifier)} <= shown
    assert f"`{DAY}`" in PAGES[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_that_it_shows(language: Language) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGES[language], re.DOTALL))
    shown = doctest.DocTestParser().get_doctest(code, {}, f"figures.{language}.md", None, None)
    assert shown.examples
    assert doctest.DocTestRunner().run(shown).failed == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_that_it_shows(language: Language) -> None:
    asked = re.search(r"^    (\{.*\})$", PAGES[language], re.MULTILINE)
    answered = re.search(r"```json\n(.*?)```", PAGES[language], re.DOTALL)
    assert asked is not None
    assert answered is not None
    question, answer = json.loads(asked[1]), json.loads(answered[1])
    found = read(question["text"], question["lang"], date.fromisoformat(question["date"]))
    assert [figure.as_dict() for figure in found] == answer["figures"]


def test_the_sizes_that_it_states() -> None:
    def codes(*kinds: FigureKind) -> set[str | None]:
        return {unit.code for name in LANGUAGES for unit in units(name) if unit.kind in kinds}

    held = [
        len(codes("money")),
        len({unit.code for unit in units("ja") if unit.kind == "count"}),
        len(codes("measure")),
        sum(tag == "E" for _, tag, *_ in table("words.ja")),
        len(table("modifiers.ja")),
        len(table("modifiers.en")),
        len(table("negatives.ja")),
        len(table("labels.en")),
    ]
    for language in LANGUAGES:
        section = PAGES[language].split("brief/figures/data")[1].split("\n## ")[0]
        stated = [int(size) for size in re.findall(AT_LEAST[language], section)]
        assert len(stated) == len(held)
        assert [n for n, size in zip(stated, held, strict=True) if n > size] == []
