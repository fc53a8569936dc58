"""How fast figures and names are found, beside what tokenizing alone costs.

    python tests/bench/annotation.py

Prints medians of five runs, taken in turn, of one process on one core.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import fugashi

from brief import figures
from brief.annotate import Annotator
from brief.model import Language
from tests.bench import corpus

CHARACTERS = 1_000_000
ENTITIES = 1_000
RUNS = 5


def main() -> None:
    """Measure and print."""
    japanese = corpus.paragraphs("ja", CHARACTERS, ENTITIES)
    english = corpus.paragraphs("en", CHARACTERS, ENTITIES)
    tagger = fugashi.Tagger()
    annotator = Annotator(corpus.glossary_of(ENTITIES))

    def tokenize() -> None:
        for text in japanese:
            for node in tagger(text):
                _ = node.surface, node.feature_raw

    def read(language: Language, texts: list[str]) -> None:
        for text in texts:
            figures.read(text, language)

    def annotate() -> None:
        for text in japanese:
            annotator.annotate_text(text, "ja")

    tasks: list[tuple[str, Callable[[], None], list[str]]] = [
        ("fugashi alone, ja", tokenize, japanese),
        ("figures, ja", partial(read, "ja", japanese), japanese),
        ("figures, en", partial(read, "en", english), english),
        (f"annotation, ja, {ENTITIES} entities", annotate, japanese),
    ]
    speeds: dict[str, list[float]] = {name: [] for name, _, _ in tasks}
    for _ in range(RUNS):
        for name, task, texts in tasks:
            began = time.perf_counter()
            task()
            speeds[name].append(sum(map(len, texts)) / (time.perf_counter() - began))
    alone = statistics.median(speeds["fugashi alone, ja"])
    print(f"{'':34}{'characters/s':>14}{'to fugashi':>12}")
    for name, measured in speeds.items():
        median = statistics.median(measured)
        print(f"{name:34}{median:14,.0f}{median / alone:12.2f}")


if __name__ == "__main__":
    main()
