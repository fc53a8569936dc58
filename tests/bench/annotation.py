"""How fast figures and names are found, beside what tokenizing alone costs.

    python tests/bench/annotation.py

Of two bodies of text: what `tests.bench.corpus` composes, with a figure and a name in every
sentence and few other words, and the Japanese pages of this project's own site, which hold less to
find and more to look up. Prints medians of five runs, taken in turn, of one process on one core;
in time of the processor, so that what else runs on the machine counts less.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import fugashi

from brief import figures, glossary, source
from brief.annotate import Annotator
from brief.glossary import Glossary
from brief.model import Document, FrontMatter, Language
from tests.bench import corpus

CONTENT = Path(__file__).parents[2] / "content"
CHARACTERS = 1_000_000
ENTITIES = 1_000
RUNS = 5
PARAGRAPHS = 18
"""Of a composed text."""
_ALONE = "fugashi alone"
"""Its features as one string each."""
_READ = "fugashi with its features read"


def main() -> None:
    """Measure and print."""
    known = corpus.glossary_of(ENTITIES)
    _compare("composed, ja", _composed("ja"), known)
    _compare("composed, en", _composed("en"), known, tokenized=False)
    _compare("own site, ja", _own(), glossary.load(CONTENT / "glossary", "glossary"))


def _composed(language: Language) -> list[Document]:
    texts = corpus.paragraphs(language, CHARACTERS, ENTITIES)
    return [
        source.parse_body(
            "\n\n".join(texts[i : i + PARAGRAPHS]), f"x.{language}.md", "x", language, FrontMatter()
        )
        for i in range(0, len(texts), PARAGRAPHS)
    ]


def _own() -> list[Document]:
    uris = (path.relative_to(CONTENT).as_posix() for path in sorted(CONTENT.rglob("*.ja.md")))
    return [source.read(CONTENT / uri, uri, uri) for uri in uris]


def _compare(
    title: str, documents: Sequence[Document], known: Glossary, *, tokenized: bool = True
) -> None:
    texts = [block.text for document in documents for block in document.blocks]
    tagger = fugashi.Tagger()
    annotator = Annotator(known)

    def tokenize() -> None:
        for text in texts:
            for node in tagger(text):
                _ = node.surface, node.feature_raw

    def tokenize_and_read() -> None:
        for text in texts:
            for node in tagger(text):
                _ = node.surface, node.feature

    def read() -> None:
        for document in documents:
            for block in document.blocks:
                figures.read(block.text, document.language)

    def annotate() -> None:
        for document in documents:
            annotator.annotate(document)

    peers = {_ALONE: tokenize, _READ: tokenize_and_read}
    ours = {"figures": read, f"annotation, {len(known.entities):,} entities": annotate}
    seconds = _medians({**peers, **ours} if tokenized else ours)
    size = sum(map(len, texts))
    beside = list(peers) if tokenized else []
    print(f"{title}, {size:,} characters a second{''.join(f'{peer:>34}' for peer in beside)}")
    for name, median in seconds.items():
        ratios = "".join(f"{seconds[peer] / median:34.2f}" for peer in beside)
        print(f"  {name:36}{size / median:10,.0f}{ratios}")


def _medians(tasks: Mapping[str, Callable[[], None]]) -> dict[str, float]:
    """The seconds that each takes; what is read once only has been read before."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for run in range(RUNS + 1):
        for name, task in tasks.items():
            began = time.process_time()
            task()
            if run:
                seconds[name].append(time.process_time() - began)
    return {name: statistics.median(measured) for name, measured in seconds.items()}


if __name__ == "__main__":
    main()
