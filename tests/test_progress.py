"""What is told of long work: a line that follows it, lines of what was done, a table, a trace."""

from __future__ import annotations

import io
import json
import os
import re
from contextlib import chdir
from pathlib import Path

import pytest

from brief import progress, site
from brief.progress import Journal, Lines, LiveLine, Span, Stage
from tests.conftest import MakeSite
from tests.test_safe import MANY


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage("Reading", seconds=0, done=0, total=9), "Reading 0 of 9 (0%)"),
        (Stage("Reading", seconds=8, done=4, total=9), "Reading 4 of 9 (44%)"),
        (
            Stage("Writing", seconds=10, done=1_000, total=3_000),
            "Writing 1,000 of 3,000 (33%), 100 a second, 20 s left",
        ),
    ],
)
def test_the_line_that_follows(stage: Stage, said: str) -> None:
    assert progress.live_line(stage) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59.4, "59 s"), (185, "3 min 05 s"), (7_800, "2 h 10 min")],
)
def test_durations(seconds: float, said: str) -> None:
    assert progress.duration(seconds) == said


def test_the_line_is_renewed_in_place_and_gone_at_the_end() -> None:
    stream = io.StringIO()
    line = LiveLine(stream)
    line._renewed = 0  # Long ago.
    line("Parsing", 1, 2)
    line("Parsing", 2, 2)
    assert re.fullmatch(
        r"\r\x1b\[2KParsing 1 of 2 \(50%\), [\d,]+ a second, 0 s left\r\x1b\[2K", stream.getvalue()
    )


def test_a_line_a_stage() -> None:
    stream = io.StringIO()
    lines = Lines(stream)
    lines("Reading", 0, 3)
    lines("Reading", 3, 3)
    lines.kept("Parsing", 2)
    lines("Parsing", 1, 1)
    lines.kept("Annotating", 3)
    lines.say("Something else")
    assert stream.getvalue().splitlines() == [
        "Reading: 3, in 0.0 s",
        "Parsing: 1, 2 kept, in 0.0 s",
        "Something else",
    ]


def test_what_is_made_and_kept_is_in_the_table(make_site: MakeSite) -> None:
    made = make_site()
    first, again = Journal(), Journal()
    with chdir(made.folder):
        site.build(jobs=1, progress=first)
        made.edit("content/briefs/talks.en.md", "A summary", "Another")
        site.build(jobs=1, progress=again)
    counts = {name: (s.done, s.kept) for name, s in first.stages.items()}
    pages = counts["Writing"][0]
    assert counts == {
        "Reading": (2, 0),
        "Parsing": (2, 0),
        "Annotating": (1, 0),
        "Planning": (pages, 0),
        "Writing": (pages, 0),
    }
    assert again.stages["Parsing"].kept == 1
    written = again.stages["Writing"]
    assert written.done + written.kept == pages
    assert 0 < written.done < pages
    rows = [line.split() for line in progress.table(again)]
    assert rows[0] == ["stage", "seconds", "made", "kept"]
    assert ["Parsing", "1", "1"] in [[row[0], *row[2:]] for row in rows]
    seconds = [float(row[-1]) for row in rows if row[0] in ("the", "in")]
    assert len(seconds) == 2


def test_the_command_prints_a_table_and_writes_a_trace(make_site: MakeSite) -> None:
    made = make_site(MANY)
    done = made.brief("build", "--jobs", "2", "--timings", "--profile", "trace.json")
    assert done.returncode == 0
    assert re.search(r"^Annotating +\d+\.\d\d +13 +0$", done.stdout, re.MULTILINE)
    assert "The trace is in trace.json" in done.stdout
    assert re.search(r"^Annotating: 13, in \d+\.\d s", done.stderr, re.MULTILINE)
    trace = json.loads((made.folder / "trace.json").read_text("utf-8"))
    events = trace["traceEvents"]
    names = {e["pid"]: e["args"]["name"] for e in events if e["ph"] == "M"}
    complete = [e for e in events if e["ph"] == "X"]
    assert sorted(names.values()) in (["brief", "worker 1"], ["brief", "worker 1", "worker 2"])
    assert {e["name"] for e in complete} == {
        "Reading",
        "Parsing",
        "Annotating",
        "Planning",
        "Writing",
    }
    assert {e["pid"] for e in complete} == set(names)
    assert all(e["ts"] >= 0 and e["dur"] >= 0 for e in complete)
    stages = {e["name"]: e for e in complete if names[e["pid"]] == "brief"}
    for event in complete:
        stage = stages[event["name"]]
        assert stage["ts"] - 5_000 <= event["ts"] <= stage["ts"] + stage["dur"] + 5_000


def test_nothing_is_no_trace(tmp_path: Path) -> None:
    progress.write_trace(Journal(), tmp_path / "trace.json")
    journal = Journal()
    journal.ran("Reading", Span(os.getpid(), 1, 2))
    progress.write_trace(journal, tmp_path / "trace.json")
    events = json.loads((tmp_path / "trace.json").read_text("utf-8"))["traceEvents"]
    assert [event["ph"] for event in events] == ["M"]
