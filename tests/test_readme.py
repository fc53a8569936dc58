"""What the README shows is what the program does."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Site

READMES = [ROOT / "README.md", ROOT / "README.ja.md"]


@pytest.fixture
def copy(tmp_path: Path) -> Site:
    """The project's own site, in a folder of its own."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return Site(tmp_path)


def test_the_briefs_of_the_project_are_without_findings(copy: Site) -> None:
    done = copy.brief("check")
    assert (done.returncode, "nothing found" in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_finding_that_it_shows(readme: Path, copy: Site) -> None:
    talks = "content/briefs/2025-08-18-white-house-talks.en.md"
    copy.edit(talks, "$100 billion", "$100 million")
    done = copy.brief("check")
    assert done.returncode == 1
    shown = " ".join(readme.read_text(encoding="utf-8").split())
    finding = done.stdout.partition("; compare")[0]
    assert finding.startswith(talks)
    assert finding in shown
    assert copy.brief("build", "--strict").returncode == 1
    assert not (copy.folder / "site").exists()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_record_that_it_shows(readme: Path, copy: Site) -> None:
    line = re.search(r"\$ echo (.*) \| brief (.*)", readme.read_text(encoding="utf-8"))
    assert line is not None
    done = copy.brief(*line[2].split(), stdin=shlex.split(line[1])[0])
    figures = [(f["value"], f["unit"], f["modifier"]) for f in json.loads(done.stdout)["figures"]]
    assert figures == [
        ("100000000000", "USD", None),
        ("14780000000000", "JPY", "approx"),
        ("2025-08-18", None, None),
    ]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_files_that_it_links_to_are_there(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_targets_of_make_that_it_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for readme in READMES:
        for target in re.findall(r"make ([a-z]+)", readme.read_text(encoding="utf-8")):
            assert target == "and" or re.search(rf"^{target}:", makefile, re.MULTILINE), target
