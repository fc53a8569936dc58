"""What `brief check` prints, in each format, and what its exit code says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import yaml

from brief import reporting
from brief.model import Finding, Passage, Place, Silence
from tests.conftest import ROOT, MakeSite, Site


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site with an error, a warning and a note."""
    site = make_site()
    site.edit("content/briefs/talks.en.md", "$100 billion", "$100 million")
    site.edit("content/briefs/talks.en.md", "President Trump", "Trump")
    site.edit("content/briefs/talks.ja.md", "話し合った", "[話し合った](#なし)")
    return site


# --- for people ------------------------------------------------------------------------------


def test_the_span_is_marked_under_full_width_characters(site: Site) -> None:
    lines = site.brief("check").stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if "figure-mismatch" in line)
    shown, marks, counterpart, marks_there = lines[at + 1 : at + 5]
    start = marks.index("^")
    assert reporting.cells(shown[: shown.index("$100 million")]) == start
    assert marks.count("^") == len("$100 million")
    assert reporting.cells(counterpart[: counterpart.index("1000億ドル")]) == marks_there.index("-")
    assert marks_there.count("-") == reporting.cells("1000億ドル") == 10
    assert shown.startswith("   en 9 | ")
    assert counterpart.startswith("  ja 11 | ")


def test_the_summary_counts_by_rule(site: Site) -> None:
    lines = site.brief("check").stdout.splitlines()
    assert [line.split() for line in lines[-4:-1]] == [
        ["figure-mismatch", "1", "error"],
        ["anchor-broken", "1", "warning"],
        ["first-mention-bare", "1", "note"],
    ]
    assert lines[-1].endswith("checked: 1 error, 1 warning, 1 note")


def test_no_color_where_there_is_no_terminal(site: Site) -> None:
    assert "\x1b" not in site.brief("check").stdout


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("at", [(0, 4), (150, 160), (395, 400), (0, 400), (399, 400)])
def test_long_lines_are_cut_around_the_span(
    width: int, at: tuple[int, int], tmp_path: Path
) -> None:
    line = "".join("漢a"[i % 2] for i in range(400))
    path = tmp_path / f"{width}-{at[0]}-{at[1]}.md"
    path.write_text(f"{line}\n", encoding="utf-8")
    place = Place(str(path), 1, at[0] + 1)
    excerpt = reporting.excerpt(Passage(place, Place(str(path), 1, at[1] + 1)))
    assert excerpt is not None
    shown, before, marked = reporting.cut(excerpt, width)
    assert reporting.cells(shown) <= width
    assert marked >= 1
    assert before + marked <= reporting.cells(shown)
    column, taken = 0, ""
    for character in shown:
        if before <= column < before + marked:
            taken += character
        column += reporting.cells(character)
    assert taken
    assert line[at[0] : at[1]].startswith(taken)


@pytest.mark.parametrize("place", [Place("none.md", 1, 1), Place("mkdocs.yml", 99, 1)])
def test_a_place_that_cannot_be_shown(place: Place) -> None:
    finding = Finding("source", "error", place, "said", end=place)
    assert list(reporting.as_text([finding], 80)) == [f"{place}: source: said"]


def test_what_moves_the_cursor_is_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("a\tb\x1b[31mc\n", encoding="utf-8")
    start = Place(str(path), 1, 3)
    excerpt = reporting.excerpt(Passage(start, start))
    assert excerpt is not None
    assert reporting.cut(excerpt, 80) == ("a b·[31mc", 2, 0)


# --- for programs ----------------------------------------------------------------------------


def test_json_says_where_the_span_ends_and_what_answers_it(site: Site) -> None:
    found = json.loads(site.brief("check", "--format", "json").stdout)
    mismatch = next(f for f in found if f["rule"] == "figure-mismatch")
    assert (mismatch["line"], mismatch["end_line"]) == (9, 9)
    assert mismatch["end_column"] - mismatch["column"] == len("$100 million")
    assert mismatch["related"]["path"] == "content/briefs/talks.ja.md"
    assert mismatch["related"]["line"] == 11


def test_github_annotations(site: Site) -> None:
    lines = site.brief("check", "--format", "github").stdout.splitlines()
    assert len(lines) == 3
    error = next(line for line in lines if line.startswith("::error "))
    assert error.startswith("::error file=content/briefs/talks.en.md,line=9,col=36,endLine=9")
    assert "title=figure-mismatch::1000億ドル is $100 billion" in error
    assert any(line.startswith("::notice ") for line in lines)


def test_github_escapes() -> None:
    finding = Finding("source", "error", Place("a,b:c.md"), "100%\nof it")
    (line,) = reporting.as_github([finding])
    assert line == "::error file=a%2Cb%3Ac.md,line=1,col=1,title=source::100%25%0Aof it"


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": required | (optional or {}),
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1}
_MESSAGE = _object({"text": _TEXT})
_COUNT = {"type": "integer", "minimum": 1}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_LOCATION = _object(
    {
        "physicalLocation": _object(
            {
                "artifactLocation": _object(
                    {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~/%-]+$"}}
                ),
                "region": _object(
                    {"startLine": _COUNT, "startColumn": _COUNT},
                    {"endLine": _COUNT, "endColumn": _COUNT},
                ),
            }
        )
    },
)
_RELATED = {
    **_LOCATION,
    "properties": _LOCATION["properties"] | {"id": {"type": "integer"}, "message": _MESSAGE},
}
SARIF = _object(
    {
        "$schema": {"type": "string", "pattern": r"sarif.*2\.1\.0"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": _object(
                {
                    "tool": _object(
                        {
                            "driver": _object(
                                {
                                    "name": _TEXT,
                                    "version": _TEXT,
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": _object(
                                            {
                                                "id": _TEXT,
                                                "shortDescription": _MESSAGE,
                                                "defaultConfiguration": _object({"level": _LEVEL}),
                                            },
                                            {"fullDescription": _MESSAGE, "help": _MESSAGE},
                                        ),
                                    },
                                }
                            )
                        }
                    ),
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": _object(
                            {
                                "ruleId": _TEXT,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": _LEVEL,
                                "message": _MESSAGE,
                                "locations": {"type": "array", "items": _LOCATION, "minItems": 1},
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                            {
                                "relatedLocations": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": _RELATED,
                                },
                                "suppressions": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": _object(
                                        {"kind": {"enum": ["inSource", "external"]}},
                                        {"justification": {"type": "string"}},
                                    ),
                                },
                            },
                        ),
                    },
                }
            ),
        },
    }
)
"""The part of the schema of SARIF 2.1.0 (OASIS, errata 01) that the log uses, and no more."""


def test_sarif(site: Site) -> None:
    site.edit(
        "content/briefs/talks.ja.md",
        "title: 首脳会談",
        "title: 首脳会談\nignore: {anchor-broken: 後で書く}",
    )
    log = json.loads(site.brief("check", "--format", "sarif").stdout)
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    suppressed = [r for r in run["results"] if "suppressions" in r]
    assert [(r["ruleId"], r["suppressions"][0]["justification"]) for r in suppressed] == [
        ("anchor-broken", "後で書く")
    ]
    mismatch = next(r for r in run["results"] if r["ruleId"] == "figure-mismatch")
    region = mismatch["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 9, "startColumn": 36, "endLine": 9, "endColumn": 48}


def test_sarif_of_faults_and_odd_names() -> None:
    finding = Finding("glossary", "error", Place("用語 集/a.yml", 3, 1), "unknown key")
    silence = Silence("link-broken", "later", Place("mkdocs.yml"))
    silenced = Finding("link-broken", "error", Place("a.ja.md"), "gone", silence=silence)
    log = json.loads(reporting.as_sarif([finding], [silenced]))
    jsonschema.validate(log, SARIF)
    assert log["runs"][0]["results"][1]["suppressions"][0]["kind"] == "external"


def test_a_fingerprint_outlives_lines_that_move(site: Site) -> None:
    def prints() -> list[str]:
        log = json.loads(site.brief("check", "--format", "sarif").stdout)
        return sorted(
            r["partialFingerprints"]["briefFinding/v1"] for r in log["runs"][0]["results"]
        )

    before = prints()
    site.edit("content/briefs/talks.en.md", "## The talks", "\n\n## The talks")
    assert prints() == before


def test_junit(site: Site) -> None:
    suites = Xml.fromstring(site.brief("check", "--format", "junit").stdout)
    suite = suites[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    cases = {case.get("name"): case for case in suite}
    failure = cases["content/briefs/talks.en.md"].find("failure")
    assert failure is not None
    assert "figure-mismatch" in (failure.text or "")
    assert "first-mention-bare" in (
        cases["content/briefs/talks.en.md"].findtext("system-out") or ""
    )


def test_junit_holds_no_characters_that_xml_has_not() -> None:
    finding = Finding("source", "error", Place("a.md"), "a \x00 and a \ud800 <&>")
    failure = Xml.fromstring(reporting.as_junit([finding], ["a.md"], "note"))[0][0][0]
    assert failure.get("message") == "a \ufffd and a \ufffd <&>"


# --- what is asked for -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "error"), 1),
        (("--fail-on", "error", "--rule", "anchor-broken"), 0),
        (("--rule", "anchor-broken"), 1),
        (("--rule", "first-mention-bare"), 0),
        (("--rule", "first-mention-bare", "--fail-on", "note"), 1),
        (("--rule", "link-broken"), 0),
        (("--fail-on", "error", "content/briefs/talks.ja.md"), 1),
        (("content/briefs",), 1),
        (("./content/briefs/*.en.md",), 1),
        (("content/glossary",), 0),
        (("content/nothing",), 2),
        (("--rule", "anchor-borken"), 2),
        (("--explain", "anchor-borken"), 2),
        (("--format", "markdown"), 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, site: Site) -> None:
    done = site.brief("check", *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_is_2_whatever_is_asked_for(site: Site) -> None:
    site.write("content/briefs/x.ja.md", "no front matter")
    for format_ in ("text", "json", "github", "sarif", "junit"):
        done = site.brief("check", "--format", format_, "--rule", "link-broken")
        assert done.returncode == 2
        assert "the file has no front matter" in done.stdout


def test_explain(site: Site) -> None:
    said = site.brief("check", "--explain", "conversion-inconsistent").stdout
    assert said.startswith("conversion-inconsistent (warning): a conversion at another rate")
    assert "Wrong:" in said
    assert "Right:" in said
    listed = site.brief("check", "--explain").stdout.splitlines()
    assert listed[0].split()[:2] == ["figure-mismatch", "error"]


def test_show_alignment(site: Site) -> None:
    lines = site.brief("check", "--show", "alignment", "content/briefs/talks.en.md").stdout
    rows = [line.split(" | ") for line in lines.splitlines() if " | " in line]
    assert [cell.strip() for cell in rows[0]] == [
        "content/briefs/talks.ja.md",
        "content/briefs/talks.en.md",
    ]
    assert [cell.strip() for cell in rows[1]] == ["9 ##: 会談", "7 ##: The talks"]
    assert re.match(r"11 paragraph: トランプ", rows[2][0])


def test_the_hook_of_pre_commit() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "brief check"
    assert re.search(hook["files"], "content/briefs/talks.ja.md")
    assert not re.search(hook["files"], "README.md")
