"""The wheel and the sdist: what they hold, and a site built from a fresh installation."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, MakeSite, run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


def test_what_the_wheel_holds(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    templates = {
        f"brief/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert templates <= names
    assert {name.split("/")[0] for name in names} == {"brief", "brief_site-0.1.0.dist-info"}
    assert any(name.startswith("brief/figures/data/") for name in names)


def test_what_the_sdist_holds(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        tops = {name.split("/")[1] for name in sdist.getnames() if "/" in name}
    assert {"brief", "templates", "pyproject.toml", "LICENSE", "README.md"} <= tops
    assert not tops & {"content", "tests", "site"}


def test_a_fresh_installation_builds_a_site(
    built: Path, make_site: MakeSite, tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(built.glob("*.whl"))
    constraints = ROOT / "constraints.txt"
    install = ["-m", "pip", "-q", "--disable-pip-version-check", "install", "-c", str(constraints)]
    done = run([str(scripts / "python"), *install, str(wheel)], tmp_path)
    assert done.returncode == 0, done.stderr
    site = make_site()
    done = run([str(scripts / "brief"), "build", "--strict"], site.folder)
    assert done.returncode == 0, done.stderr
    assert "assets/brief.css" in site.pages()
    assert "ja/briefs/talks/index.html" in site.pages()
