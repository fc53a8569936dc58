"""How fast figures and names are found, beside what tokenizing alone costs.

    python tests/bench/annotation.py

Prints medians of five runs, taken in turn, of one process on one core; in time of the processor,
so that what else runs on the machine counts less.
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

from brief import figures, source
from brief.annotate import Annotator
from brief.model import FrontMatter, Language
from tests.bench import corpus

CHARACTERS = 1_000_000
ENTITIES = 1_000
RUNS = 5
_ALONE = "fugashi alone, ja"
"""Its features as one string each."""


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

    def tokenize_and_read() -> None:
        for text in japanese:
            for node in tagger(text):
                _ = node.surface, node.feature

    def read(language: Language, texts: list[str]) -> None:
        for text in texts:
            figures.read(text, language)

    documents = [
        source.parse_body("\n\n".join(japanese[i : i + 18]), "x.ja.md", "x", "ja", FrontMatter())
        for i in range(0, len(japanese), 18)
    ]

    def annotate() -> None:
        for document in documents:
            annotator.annotate(document)

    tasks: list[tuple[str, Callable[[], None], list[str]]] = [
        (_ALONE, tokenize, japanese),
        ("fugashi with its features read, ja", tokenize_and_read, japanese),
        ("figures, ja", partial(read, "ja", japanese), japanese),
        ("figures, en", partial(read, "en", english), english),
        (f"annotation, ja, {ENTITIES} entities", annotate, japanese),
    ]
    speeds: dict[str, list[float]] = {name: [] for name, _, _ in tasks}
    for _ in range(RUNS):
        for name, task, texts in tasks:
            began = time.process_time()
            task()
            speeds[name].append(sum(map(len, texts)) / (time.process_time() - began))
    alone = statistics.median(speeds[_ALONE])
    print(f"{'':36}{'characters/s':>14}{'to fugashi':>12}")
    for name, measured in speeds.items():
        median = statistics.median(measured)
        print(f"{name:36}{median:14,.0f}{median / alone:12.2f}")


if __name__ == "__main__":
    main()
