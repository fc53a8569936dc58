"""The command line: contracts, exit codes, help."""

from __future__ import annotations

import json
import sys

import click
import pytest

from brief.cli import cli
from tests.conftest import ROOT, MakeSite, run

EXAMPLE = {
    "id": 1,
    "lang": "ja",
    "text": "欧州は1000億ドル(約14兆7800億円)を18日に払う",
    "date": "2025-08-19",
}


def commands() -> list[str]:
    found = []
    for name, command in cli.commands.items():
        if isinstance(command, click.Group):
            found += [f"{name} {inner}" for inner in command.commands]
        else:
            found.append(name)
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_and_is_documented(command: str, make_site: MakeSite) -> None:
    done = make_site().brief(*command.split(), "--help")
    assert done.returncode == 0
    guide = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "content/guide").glob("*.en.md"))
    assert f"brief {command}" in guide
    guide = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "content/guide").glob("*.ja.md"))
    assert f"brief {command}" in guide


HEAVY = {
    "asyncio",
    "babel",
    "brief.site",
    "fugashi",
    "jinja2",
    "mkdocs",
    "sqlite3",
    "watchfiles",
    "yaml",
}


def test_help_loads_nothing_heavy(make_site: MakeSite) -> None:
    """So that it is there at once."""
    script = "import sys, brief.cli; print(*sys.modules)"
    done = run([sys.executable, "-c", script], make_site().folder)
    assert "brief.cli" in done.stdout.split()
    assert not HEAVY & set(done.stdout.split())


def test_annotate_jsonl(make_site: MakeSite) -> None:
    done = make_site().brief("annotate", "--jsonl", stdin=json.dumps(EXAMPLE) + "\n")
    record = json.loads(done.stdout)
    assert list(record) == ["id", "figures", "mentions", "candidates"]
    assert record["id"] == 1
    dollars, yen, day = record["figures"]
    assert dollars == {
        "start": 3,
        "end": 10,
        "extent": [3, 10],
        "text": "1000億ドル",
        "kind": "money",
        "value": "100000000000",
        "low": None,
        "high": None,
        "unit": "USD",
        "modifier": None,
    }
    assert (yen["value"], yen["unit"], yen["modifier"]) == ("14780000000000", "JPY", "approx")
    assert (yen["text"], yen["extent"]) == ("14兆7800億円", [11, 21])
    assert (day["value"], day["kind"], day["text"]) == ("2025-08-18", "date", "18日")


def test_annotate_jsonl_keeps_order_and_ids(make_site: MakeSite) -> None:
    records = [EXAMPLE | {"id": id_} for id_ in ("b", 7, None, "a")]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    done = make_site().brief("annotate", "--jsonl", stdin=lines)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b", 7, None, "a"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: "),
        ("[]", "line 1: expected an object"),
        ('{"id": 1, "lang": "fr", "text": "x"}', "lang is 'fr'; it should be ja or en"),
        ('{"id": 1, "lang": "en"}', "the key text is missing"),
        ('{"id": 1, "lang": "en", "text": "x", "date": "soon"}', "date is 'soon'"),
    ],
)
def test_bad_records(line: str, said: str, make_site: MakeSite) -> None:
    done = make_site().brief("annotate", "--jsonl", stdin=line + "\n")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_lone_surrogates_come_back(make_site: MakeSite) -> None:
    line = '{"id": "\\ud800", "lang": "ja", "text": "\\ud83d 5人 \\u0000 6人", "date": null}\n'
    done = make_site().brief("annotate", "--jsonl", stdin=line)
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "\ud800"
    assert [f["value"] for f in json.loads(done.stdout)["figures"]] == ["5", "6"]


def test_compare_jsonl(make_site: MakeSite) -> None:
    pairs = [
        {"id": 1, "ja": "1000億ドルを払う", "en": "It pays $100 billion", "date": None},
        {"id": 2, "ja": "1000億ドルを払う", "en": "It pays $100 million", "date": None},
        {"id": 3, "ja": "1000億ドルを払う", "en": "It pays", "date": None},
        {"id": 4, "ja": "18日に会う", "en": "They meet on Aug. 18", "date": None},
        {"id": 5, "ja": "18日に会う", "en": "They meet on Aug. 19", "date": None},
    ]
    lines = "".join(json.dumps(pair) + "\n" for pair in pairs)
    done = make_site().brief("compare", "--jsonl", stdin=lines)
    assert done.returncode == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(record) for record in records] == [["id", "figures", "pairs", "findings"]] * 5
    assert [[f["rule"] for f in record["findings"]] for record in records] == [
        [],
        ["figure-mismatch"],
        ["figure-unmatched"],
        [],
        ["figure-mismatch"],
    ]
    assert records[0]["pairs"] == [[0, 0]]
    assert records[1]["findings"][0] == {
        "rule": "figure-mismatch",
        "severity": "error",
        "lang": "en",
        "start": 8,
        "end": 20,
        "text": "$100 million",
        "message": "1000億ドル is $100 billion; the English says $100 million "
        "(億 read as million?)",
    }


def test_compare_two_files(make_site: MakeSite) -> None:
    site = make_site()
    assert site.brief("compare", "content/briefs/talks.ja.md").returncode == 0
    site.edit("content/briefs/talks.en.md", "billion]", "million]")
    done = site.brief("compare", "content/briefs/talks.ja.md", "content/briefs/talks.en.md")
    assert "content/briefs/talks.en.md:9:46: figure-mismatch" in done.stdout
    assert done.returncode == 1
    done = site.brief("compare", "--format", "json")
    assert json.loads(done.stdout)["results"][0]["findings"][0]["line"] == 9


def test_compare_a_table(make_site: MakeSite) -> None:
    site = make_site({"t.tsv": "id\tja\ten\na\t3人\tthree people\nb\t5%\t6%\n"})
    done = site.brief("compare", "t.tsv")
    assert "t.tsv:3:6: figure-mismatch: " in done.stdout
    assert done.returncode == 1


def test_annotate_a_file(make_site: MakeSite) -> None:
    done = make_site().brief("annotate", "content/briefs/talks.ja.md")
    assert done.returncode == 0
    assert "100000000000 USD" in done.stdout
    assert "trump" in done.stdout
    done = make_site().brief("annotate", "content/briefs/talks.ja.md", "--format", "json")
    assert json.loads(done.stdout)["date"] == "2025-08-19"


def test_annotate_standard_input(make_site: MakeSite) -> None:
    done = make_site().brief("annotate", "-", "--date", "2025-08-19", stdin="彼は18日に来た。\n")
    assert "2025-08-18" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["annotate", "none.md"],
        ["annotate", "--date", "soon"],
        ["annotate", "--glossary", "none"],
        ["compare", "one.txt"],
        ["new", "brief", "A Slug"],
        ["new", "site", "content"],
        ["no-such-command"],
    ],
)
def test_bad_arguments(arguments: list[str], make_site: MakeSite) -> None:
    done = make_site().brief(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_new_site_builds_without_findings(make_site: MakeSite) -> None:
    site = make_site()
    assert site.brief("new", "site", "fresh").returncode == 0
    fresh = type(site)(site.folder / "fresh")
    assert "nothing found" in fresh.brief("check").stdout
    assert fresh.brief("build", "--strict").returncode == 0
    assert fresh.brief("new", "brief", "tariffs", "--date", "2025-07-22").returncode == 0
    assert (fresh.content / "briefs/2025-07-22-tariffs.en.md").is_file()
    assert fresh.brief("new", "brief", "tariffs", "--date", "2025-07-22").returncode == 2


def test_check_as_json(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("content/briefs/talks.en.md", "billion]", "million]")
    done = site.brief("check", "--format", "json")
    assert done.returncode == 1
    assert [(f["rule"], f["line"]) for f in json.loads(done.stdout)] == [("figure-mismatch", 9)]
