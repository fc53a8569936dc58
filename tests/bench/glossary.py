"""How a glossary of 100,000 entities with 300,000 aliases is loaded, and what it costs a text.

    python tests/bench/glossary.py

Prints medians of five runs of one process on one core, in processor time.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from brief import glossary, source
from brief.annotate import Annotator
from brief.model import FrontMatter
from brief.store import Store
from tests.bench import corpus

ENTITIES = 100_000
RUNS = 5
_A_FILE = 8_000
"""Entries a file: glossary files may have 2 MB."""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = corpus.glossary_yaml(ENTITIES)
        for first in range(0, ENTITIES, _A_FILE):
            text = "".join(entries[first : first + _A_FILE])
            (folder / f"people-{first}.yml").write_text(text, encoding="utf-8")
        store = Store(folder / "store.sqlite")
        began = time.process_time()
        Annotator(glossary.load(folder, "glossary", store), store)
        print(f"{ENTITIES} entities from YAML:{time.process_time() - began:32.1f} s")

        def load() -> Annotator:
            return Annotator(glossary.load(folder, "glossary", store), store)

        print(f"{ENTITIES} entities from the store:{_median(load):27.2f} s")
        large = Annotator(glossary.load(folder, "glossary", store), store)
    small = Annotator(corpus.glossary_of(1_000))
    paragraphs = corpus.paragraphs("ja", 200_000, 1_000)
    body = "\n\n".join(paragraphs)
    document = source.parse_body(body, "x.ja.md", "x", "ja", FrontMatter())
    costs = {
        size: _median(lambda annotator=annotator: annotator.annotate(document))  # type: ignore[misc]
        for size, annotator in (("1,000", small), (f"{ENTITIES:,}", large))
    }
    for size, seconds in costs.items():
        print(f"annotation with {size:>8} entities:{len(body) / seconds:19,.0f} characters/s")
    fast, slow = costs.values()
    print(f"ratio:{slow / fast:49.2f}")


def _median(task: Callable[[], object]) -> float:
    measured = []
    for _ in range(RUNS):
        began = time.process_time()
        task()
        measured.append(time.process_time() - began)
    return statistics.median(measured)


if __name__ == "__main__":
    main()
