"""What a brief costs: time of processors, memory, disk, and network where a cluster works.

    python -m tests.bench.costs [BRIEFS]

Builds sites of a quarter of so many briefs and of so many from nothing, without a search index;
what one more brief costs is the difference. The last column is what 1,000,000 briefs need, if
each costs as much.
"""

from __future__ import annotations

import multiprocessing
import pickle
import resource
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from dataclasses import astuple, dataclass
from pathlib import Path

from brief import making, site
from brief.making import Job
from brief.pages import Pages, render
from brief.progress import silent
from brief.site import configuration, plan
from brief.store import Store
from tests.bench import sites

BRIEFS = 1_000
_SAMPLE = 50
"""Briefs whose way to a cluster and back is measured."""


@dataclass(frozen=True)
class Cost:
    """Of a site, or of a brief; in seconds and bytes."""

    processors: float
    memory: float
    """Of the main process at most."""
    site: float
    store: float


def main(briefs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        small, large = (_cost(Path(name), count) for count in (briefs // 4, briefs))
        added = briefs - briefs // 4
        each = Cost(*((b - a) / added for a, b in zip(astuple(small), astuple(large), strict=True)))
        with chdir(Path(name) / str(briefs)):
            sent, returned = _network()
    hours = each.processors * 1_000_000 / 3600
    print(f"a brief, from {briefs:,} of them{'':<14}{'1,000,000 briefs':>24}")
    _print("processor", f"{1000 * each.processors:.0f} ms", f"{hours:.0f} hours of one")
    _print("memory of the main process", *_sizes(each.memory))
    _print("site on disk", *_sizes(each.site))
    _print("store on disk", *_sizes(each.store))
    _print("sent to a cluster", *_sizes(sent))
    _print("returned by it", *_sizes(returned))


def _print(label: str, each: str, all_of_them: str) -> None:
    print(f"{label:<28}{each:>12}{all_of_them:>24}")


def _sizes(each: float) -> tuple[str, str]:
    return f"{each / 1000:.1f} kB", f"{each / 1000:.0f} GB"


def _cost(parent: Path, briefs: int) -> Cost:
    folder = parent / str(briefs)
    sites.make(folder, briefs)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as executor:
        processors, memory = executor.submit(_build, folder).result()
    return Cost(processors, memory, _size(folder / "site"), _size(folder / ".cache"))


def _build(folder: Path) -> tuple[float, int]:
    """Processor time of a build in `folder`, all processes together, and this one's memory."""
    with chdir(folder):
        site.build()
    own, workers = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    seconds = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
    return seconds, own.ru_maxrss * 1024


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _network() -> tuple[float, float]:
    """Bytes a brief that go to a cluster, and that come back, in the site of this folder."""
    config = configuration.load(None)
    settings = configuration.content_settings(config)
    edition = plan.load(config, Store(settings.store), silent)
    library = edition.library
    assert library is not None
    pages = Pages(edition, configuration.site_options(config, preview=False))
    sent = returned = 0
    entries = edition.entries[:_SAMPLE]
    for entry in entries:
        job = Job(entry.task, library.documents(entry.task), library.glossary)
        sent += len(pickle.dumps(job))
        returned += len(pickle.dumps(making.make(job)))
    shown = {entry.slug for entry in entries}
    plans = [each for each in pages if each.entry is not None and each.entry.slug in shown]
    jobs = [pages.job(each) for each in plans]
    # All before the first is rendered: what that has read stays with it, and would be sent too.
    sent += sum(len(pickle.dumps(job)) for job in jobs)
    returned += sum(len(pickle.dumps(render(job))) for job in jobs)
    return sent / len(entries), returned / len(entries)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2] or [str(BRIEFS)]))
