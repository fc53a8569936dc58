"""The same site, made on a Dask cluster: two processes on this machine, one of them killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from brief import site
from brief.model import BriefError
from brief.progress import Progress, silent
from tests.bench import sites

pytestmark = pytest.mark.filterwarnings("ignore:.*:ResourceWarning", "ignore::DeprecationWarning")
BRIEFS = 40


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a cluster that stops by itself."""
    folder = tmp_path_factory.mktemp("dask")
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=":0",
        worker_dashboard_address=None,
        local_directory=str(folder),
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a template of its own, which the workers have to be sent."""
    folder = tmp_path_factory.mktemp("content")
    sites.make(folder, BRIEFS)
    (folder / "templates").mkdir()
    (folder / "templates/brief.html").write_text(
        "{% extends 'brief/brief.html' %}{% block footer %}On a cluster{% endblock %}"
    )
    return folder


def built(
    content: Path,
    folder: Path,
    *,
    jobs: int | None = None,
    cluster: str | None = None,
    progress: Progress = silent,
) -> dict[str, bytes]:
    """The files of the site in `content`, built in `folder`."""
    folder.mkdir()
    for name in ("content", "templates", "mkdocs.yml"):
        (folder / name).symlink_to(content / name)
    with chdir(folder):
        site.build(jobs=jobs, cluster=cluster, progress=progress)
    return {
        path.relative_to(folder / "site").as_posix(): path.read_bytes()
        for path in (folder / "site").rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("stage", ["Annotating", "Writing"])
def test_same_bytes_after_a_worker_was_killed(
    stage: str, content: Path, address: str, tmp_path: Path
) -> None:
    done_by: set[int] = set()

    class Killing(Progress):
        def __call__(self, now: str, done: int, total: int) -> None:
            if now == stage and done >= total / 4 and not done_by:
                with Client(address, set_as_default=False) as client:
                    pids = client.run(os.getpid)
                done_by.update(pids.values())
                os.kill(min(pids.values()), signal.SIGKILL)

    here = built(content, tmp_path / "here", jobs=1)
    there = built(content, tmp_path / "there", cluster=address, progress=Killing())
    assert len(done_by) == 2
    assert os.getpid() not in done_by
    assert b"On a cluster" in there["en/briefs/" + next(_slugs(there)) + "/index.html"]
    assert sorted(here) == sorted(there)
    assert [uri for uri in here if here[uri] != there[uri]] == []


def _slugs(pages: dict[str, bytes]) -> Iterator[str]:
    return (
        uri.split("/")[2] for uri in pages if uri.startswith("en/briefs/") and uri.count("/") == 3
    )


def test_workers_do_the_work(address: str) -> None:
    from brief import cluster, workers

    with cluster.connected(address) as executor:
        batches = list(workers.in_order(executor, _pid, range(100), 100))
    assert os.getpid() not in {pid for batch in batches for _, pid in batch}


def _pid(_: int) -> int:
    return os.getpid()


def test_no_cluster(content: Path, tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="no cluster answers"):
        built(content, tmp_path / "site", cluster="tcp://127.0.0.1:9")
    assert not (tmp_path / "site/site").exists()
