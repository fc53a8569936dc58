"""Translators' files: what is read from them, where it stands, and what `brief compare` says."""

from __future__ import annotations

import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from brief import bitexts, comparing, reporting
from brief.bitexts import Pair, PassedOver, po, stream, tables
from brief.bitexts.inline import OBJECT, without_placeholders
from brief.model import LANGUAGES, Finding, position_in
from tests.conftest import ROOT, MakeSite, run

DATA = ROOT / "tests" / "data" / "bitexts"
FILES = sorted(path.name for path in DATA.iterdir() if bitexts.is_bitext(path.name))
ENCODINGS = {
    "plain.tsv": "utf-16",
    "utf-16.tmx": "utf-16",
    "shift-jis.tmx": "cp932",
    "en.po": "euc_jp",
}
"""Of the files that are not in UTF-8."""


# --- reading -----------------------------------------------------------------------------


def written(name: str) -> Iterator[str]:
    """What is read from a file, a line an item."""
    for item in bitexts.read(name):
        if isinstance(item, Pair):
            cells = ["pair", item.id, f"to {item.translation}", str(item.date or "")]
            for language in LANGUAGES:
                segment = item.side(language)
                line, column = position_in(segment.pieces, 0)
                cells.append(f"{line}:{column} {segment.text!r}")
            yield "\t".join(cells)
        elif isinstance(item, PassedOver):
            yield f"passed over\t{item.reason}"
        else:
            yield f"fault\t{item}"


@pytest.mark.parametrize("name", FILES)
def test_what_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`UPDATE_GOLDEN=1` writes what is expected anew, to be reviewed."""
    monkeypatch.chdir(DATA)
    found = "".join(f"{line}\n" for line in written(name))
    expected = Path(f"{name}.txt")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_digit_is_where_it_is_said_to_be(name: str) -> None:
    text = (DATA / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"), "replace")
    lines = text.replace("\r\n", "\n").split("\n")
    for item in bitexts.read(str(DATA / name)):
        if isinstance(item, Pair):
            for segment in (item.ja, item.en):
                for offset, character in enumerate(segment.text):
                    if character.isdigit():
                        line, column = position_in(segment.pieces, offset)
                        assert lines[line - 1][column - 1] == character


def tmx(*pairs: tuple[str, str]) -> str:
    units = "".join(
        f'<tu><tuv xml:lang="ja"><seg>{escape(ja)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{escape(en)}</seg></tuv></tu>\n'
        for ja, en in pairs
    )
    return f'<tmx version="1.4"><header srclang="ja"/><body>\n{units}</body></tmx>\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (tmx(("3社", "three firms"), ("3" * 2 * stream.SIZE_LIMIT, "3")), 3),
        (tmx(("3社", "three firms")).replace("</tu>", f"</tu><!--{'3' * 2_000_000}-->"), 2),
        (tmx(("3社", "three firms")).replace("</body>", f'<tu tuid="{"3" * 2_000_000}"/>'), 3),
    ],
)
def test_what_is_too_long_is_not_held(text: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "long.tmx"
    path.write_text(text, encoding="utf-8")
    *before, fault = bitexts.read(str(path))
    assert [type(item) for item in before] == [Pair]
    assert isinstance(fault, Finding)
    assert "longer than 1 MB" in fault.message
    assert fault.place.line == line


def test_a_row_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / "long.tsv"
    path.write_text(f"3社\tthree firms\n{'3' * tables.ROW_LIMIT}\t3\n", encoding="utf-8")
    pair, fault = bitexts.read(str(path))
    assert isinstance(pair, Pair)
    assert isinstance(fault, Finding)
    assert fault.place.line == 2


def test_a_catalogue_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(po, "SIZE_LIMIT", 100)
    (fault,) = bitexts.read(str(DATA / "ja.po"))
    assert isinstance(fault, Finding)
    assert "the limit" in fault.message


def test_without_translate_toolkit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "translate.storage", None)
    (fault,) = bitexts.read(str(DATA / "ja.po"))
    assert isinstance(fault, Finding)
    assert fault.advice == "pip install 'brief-site[cat]'"


def peak(path: Path) -> int:
    """The most bytes that are held while the file at `path` is read."""
    tracemalloc.start()
    try:
        for _ in bitexts.read(str(path)):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("end", [".tmx", ".tsv"])
def test_a_large_file_takes_no_more_memory_than_a_small_one(end: str, tmp_path: Path) -> None:
    pairs = [(f"売上高は{i}億円。", f"Sales of {i / 10} billion yen.") for i in range(10_000)]
    rows = "".join(f"{ja}\t{en}\n" for ja, en in pairs)
    small, large = tmp_path / f"small{end}", tmp_path / f"large{end}"
    small.write_text(tmx(*pairs[:2_000]) if end == ".tmx" else rows[: len(rows) // 5], "utf-8")
    large.write_text(tmx(*pairs) if end == ".tmx" else rows, "utf-8")
    peak(small)  # What is loaded at the first use is loaded now.
    assert peak(large) < 1.2 * peak(small)


@pytest.mark.parametrize(
    ("text", "placeholders"),
    [
        ("%d files", ["%d"]),
        ("%1$s of %(name)s", ["%1$s", "%(name)s"]),
        ("{0} of {} in {name} and ${cost}", ["{0}", "{}", "{name}", "${cost}"]),
        ("{0:N2} and %5.2f", ["{0:N2}", "%5.2f"]),
        ("5% of them, 100%c", []),
        ("{2025} and 5 % increase", []),
        ("%d日に%s個", ["%d", "%s"]),
    ],
)
def test_placeholders(text: str, placeholders: list[str]) -> None:
    expected = text
    for placeholder in placeholders:
        expected = expected.replace(placeholder, OBJECT * len(placeholder), 1)
    assert without_placeholders(text) == expected


# --- comparing ---------------------------------------------------------------------------


def said(path: Path) -> list[str]:
    """The rules of what is found in a file, or the faults."""
    found = []
    for outcome in comparing.compare([str(path)], None):
        if isinstance(outcome, comparing.Comparison):
            found += [each.finding.rule for each in outcome.found]
        elif isinstance(outcome, Finding):
            found.append(outcome.message)
    return found


@pytest.mark.parametrize(
    ("ja", "en", "rules"),
    [
        ("1000億ドル", "$100 billion", []),
        ("1000億ドル", "$100 million", ["figure-mismatch"]),
        ("1000億ドル", "some money", ["figure-unmatched"]),
        ("<b>1000</b>億ドル", "$<i>100</i> billion", []),
        ("%1$s社が5%増", "%1$s firms up 5%", []),
        ("{0}日", "{0} firms", []),
        ("G7", "the group", ["figure-unmatched"]),
        ("The talks go on.", "協議は続くが、日程は決まっていない。", ["language-mixed"]),
        ("協議は続く。", "協議は続くが、3日の予定は決まっていない。", ["language-mixed"]),
        (
            "The talks of the leaders will go on for 3 more days in Tokyo.",
            "The talks will go on.",
            ["language-mixed"],
        ),
    ],
)
def test_a_pair(ja: str, en: str, rules: list[str], tmp_path: Path) -> None:
    table, memory = tmp_path / "pairs.tsv", tmp_path / "pairs.tmx"
    table.write_text(f"{ja}\t{en}\n", encoding="utf-8")
    memory.write_text(tmx((ja, en)), encoding="utf-8")
    assert said(table) == said(memory) == rules


def test_what_comes_first_is_told_first(tmp_path: Path) -> None:
    path = tmp_path / "broken.tmx"
    path.write_text(tmx(("1000億ドル", "$100 million")).replace("</body>", "<"), encoding="utf-8")
    tally = comparing.Tally()
    lines = comparing.text_lines(comparing.compare([str(path)], None), tally, 80, reporting.plain)
    assert "figure-mismatch" in next(lines)
    assert (tally.found.total(), tally.faults) == (1, [])
    assert "no well-formed XML" in "".join(lines)
    assert (tally.found.total(), len(tally.faults)) == (1, 1)


def brief(*arguments: str) -> tuple[int, str]:
    """The exit code and the output of the command line, in the folder of the files."""
    done = run([sys.executable, "-m", "brief", *arguments], DATA)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_what_is_printed() -> None:
    code, output = brief("compare", "memory.tmx")
    assert code == 1
    assert (
        output
        == """\
memory.tmx:12:48: figure-mismatch: 1000億ドル is $100 billion; the English says $100 million \
(億 read as million?) [budget]
  en 12 | The budget is $100 million.
        |               ^^^^^^^^^^^^
  ja 11 | 予算は1000億ドル。
        |       ----------
4 compared: 3 of 4 figures agree, 1 finding; passed over: 1 untranslated, 1 other languages
"""
    )


def test_json() -> None:
    code, output = brief("compare", "--format", "json", "memory.tmx", "truncated.xlf")
    assert code == 2
    whole = json.loads(output)
    first, *rest = whole["results"]
    assert (first["id"], first["compared"], first["agree"]) == ("budget", 1, 0)
    (finding,) = first["findings"]
    assert (finding["rule"], finding["line"], finding["column"]) == ("figure-mismatch", 12, 48)
    assert finding["excerpts"] == [
        {"lang": "en", "text": "The budget is $100 million.", "start": 14, "end": 26},
        {"lang": "ja", "text": "予算は1000億ドル。", "start": 3, "end": 10},
    ]
    assert [result["findings"] for result in rest] == [[]] * 4
    assert [fault["path"] for fault in whole["faults"]] == ["truncated.xlf"]
    assert whole["summary"] == {
        "compared": 5,
        "figures": 5,
        "agree": 4,
        "findings": 1,
        "passed_over": {"untranslated": 1, "other languages": 1},
    }


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["ja.po", "en.po", "agency.xlf", "agency2.xliff"], 0, "9 compared: 9 of 9 figures"),
        (["agency.xlf"], 0, "2 not for translation, 1 fuzzy, 1 other languages"),
        (["entities.tmx", "ja.po"], 2, "entities.tmx:3:14: source: the file declares"),
        (["truncated.xlf"], 2, "1 compared: 1 of 1"),
        (["fr.po"], 2, "nothing in Japanese and English"),
        (["--format", "json", "no-units.tmx"], 2, '"results": []'),
        (["none.tmx"], 2, "none.tmx:1:1: source: cannot be read"),
        (["memory.tmx.gz"], 2, "files that end in .tsv, .tmx, .xlf, .xliff, .po"),
        (["ja.po", "none.ja.md"], 2, "none.ja.md:1:1: source: cannot be read"),
        (["--jsonl", "ja.po"], 2, "--jsonl reads standard input"),
    ],
)
def test_exit_codes(arguments: list[str], code: int, part: str) -> None:
    found, output = brief("compare", *arguments)
    assert found == code
    assert part in output


def test_texts_beside_tables(make_site: MakeSite) -> None:
    site = make_site(
        {"t.tsv": "3社\tthree firms\n", "a.txt": "1000億ドル\n", "b.txt": "$100 million\n"}
    )
    done = site.brief("compare", "t.tsv", "content/briefs/talks.en.md")
    assert (done.returncode, done.stdout) == (0, "2 compared: 4 of 4 figures agree, 0 findings\n")
    done = site.brief("compare", "a.txt", "t.tsv", "b.txt")
    assert done.returncode == 1
    assert "b.txt:1:1: figure-mismatch" in done.stdout
    assert "2 compared: 1 of 2 figures agree, 1 finding" in done.stdout


@pytest.mark.parametrize(
    ("files", "code", "part"),
    [
        (
            {"a.txt": "3社が協議した。\n", "b.txt": "4社が協議した。\n"},
            2,
            "both texts are in Japanese",
        ),
        ({"a.txt": "", "b.txt": "3 firms\n"}, 2, "a.txt:1:1: source: the file is empty"),
        (
            {"a.ja.md": "1000億ドル\n", "b.en.md": "$100 million\n"},
            1,
            "b.en.md:1:1: figure-mismatch",
        ),
        (
            {
                "a.ja.md": "The talks of the leaders will go on for three more days.\n",
                "a.en.md": "協議は3日間続くが、日程は決まっていない。\n",
            },
            1,
            "language-mixed",
        ),
    ],
)
def test_texts(files: dict[str, str], code: int, part: str, make_site: MakeSite) -> None:
    done = make_site(files).brief("compare", *files)
    assert done.returncode == code
    assert part in done.stdout
