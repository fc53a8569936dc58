"""How well and how fast blocks are aligned.

    python tests/bench/alignment.py [FILE]

Without a file, what 200 blocks a side of made-up text take. Each line of a file is one segment,
``{"doc", "ja", "en"}``; the segments of a `doc`, which stand together, are the blocks of two
texts. In one of the two, drawn anew for each, a share of the blocks is merged with the next,
split in two, or left out. A link is a pair of blocks, one of each text, that hold characters of
the same segment; printed are precision, recall and F of the links found, mean and worst seed.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, groupby, islice
from pathlib import Path
from statistics import fmean, median
from time import perf_counter
from typing import NamedTuple

from brief.align import align
from brief.annotate import Annotator
from brief.glossary import Glossary
from brief.model import LANGUAGES, Block, Document, FrontMatter, Language, Part

SHARES = (0.0, 0.2)
"""Of the blocks that are merged, split or left out."""
SEEDS = range(5)
SIZE = 200
"""Blocks a side of the text that is timed."""
RUNS = 9

Segment = tuple[str, str]
"""What stands in Japanese, and in English."""


class Piece(NamedTuple):
    """A block, and the segments that it is made from."""

    text: str
    segments: frozenset[int]


Sides = dict[Language, list[Piece]]

JOINT: dict[Language, str] = {"ja": "", "en": " "}
CUT: dict[Language, re.Pattern[str]] = {
    "ja": re.compile("(?<=[。！？、])(?=.)"),
    "en": re.compile("(?<=[.,!?;:]) (?=.)"),
}


def altered(segments: Sequence[Segment], share: float, chance: random.Random) -> Sides:
    """The two texts of `segments`, `share` of which are altered in one of them."""
    sides: Sides = {
        language: [Piece(segment[side], frozenset([n])) for n, segment in enumerate(segments)]
        for side, language in enumerate(LANGUAGES)
    }
    for number in range(len(segments)):
        if chance.random() < share:
            language = chance.choice(LANGUAGES)
            change = chance.choice((merge, split, leave_out))
            pieces = sides[language]
            at = next((i for i, p in enumerate(pieces) if p.segments == {number}), None)
            if at is not None:
                change(pieces, at, language)
    return sides


def merge(pieces: list[Piece], at: int, language: Language) -> None:
    """Make one of a block and the next."""
    both = pieces[at : at + 2]
    text = JOINT[language].join(piece.text for piece in both)
    pieces[at : at + 2] = [Piece(text, frozenset().union(*(p.segments for p in both)))]


def split(pieces: list[Piece], at: int, language: Language) -> None:
    """Make two of a block, at the mark nearest its middle, else at its middle."""
    text, segments = pieces[at]
    cuts = [found.start() for found in CUT[language].finditer(text)] or [len(text) // 2]
    cut = min(cuts, key=lambda place: abs(place - len(text) / 2))
    halves = (text[:cut].strip(), text[cut:].strip())
    pieces[at : at + 1] = [Piece(half, segments) for half in halves if half]


def leave_out(pieces: list[Piece], at: int, _language: Language) -> None:
    """Drop a block."""
    del pieces[at]


def links(sides: Sides) -> set[tuple[int, int]]:
    """The pairs of blocks that share a segment."""
    return {
        (i, j)
        for i, ja in enumerate(sides["ja"])
        for j, en in enumerate(sides["en"])
        if ja.segments & en.segments
    }


def document(texts: Iterable[str], language: Language) -> Document:
    """A document of paragraphs."""
    blocks = tuple(Block("paragraph", text, n, n, ()) for n, text in enumerate(texts))
    parts = tuple(Part((n, n + 1), "paragraph") for n in range(len(blocks)))
    return Document("a.md", "a.md", "a", language, FrontMatter(), (), parts, blocks)


class Score(NamedTuple):
    """How many of the links found are true, and of the true ones found."""

    f: float
    precision: float
    recall: float


def score(texts: Sequence[Sequence[Segment]], share: float, seed: int) -> Score:
    """How well the links of all `texts` are found after `share` of them is altered."""
    annotator = Annotator(Glossary())
    chance = random.Random(seed)
    right = found = true = 0
    for segments in texts:
        sides = altered(segments, share, chance)
        ja, en = (
            annotator.annotate(document((piece.text for piece in sides[language]), language))
            for language in LANGUAGES
        )
        told = {(i, j) for bead in align(ja, en).blocks for i in bead.ja for j in bead.en}
        meant = links(sides)
        right, found, true = right + len(told & meant), found + len(told), true + len(meant)
    return Score(2 * right / (found + true), right / found, right / true)


def seconds(segments: Iterable[Segment]) -> float:
    """What aligning the two texts takes, as a median; annotating them is not counted."""
    annotator = Annotator(Glossary())
    ja, en = (
        annotator.annotate(document(texts, language))
        for texts, language in zip(zip(*segments, strict=True), LANGUAGES, strict=True)
    )
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        align(ja, en)
        times.append(perf_counter() - start)
    return median(times)


PLACES = (("東京", "Tokyo"), ("ロンドン", "London"), ("パリ", "Paris"), ("ローマ", "Rome"))
SENTENCES = (
    (
        "{place}の会議には{n}人が参加し、政府は計画を発表した。",
        "The conference in {place} was attended by {n} people, and the government announced a plan.",
    ),
    (
        "会社の利益は前年より{n}%増えたが、来年の見通しはまだ分からないという。",
        "The profit of the company rose by {n}% on the year, but the outlook for the next is open.",
    ),
    (
        "住民はこの決定を批判し、{place}で抗議した。",
        "Residents criticized the decision and protested in {place}.",
    ),
    (
        "調査によると、費用は{n}億円に上り、工事が終わるのは早くても2030年になる。",
        "According to the survey, the cost is {n}00 million yen; work will not end before 2030.",
    ),
)


def made_up() -> Iterator[Segment]:
    """Paragraphs without end, of one to three sentences; the same at every run."""
    chance = random.Random(1)
    sentences = cycle(SENTENCES)
    while True:
        ja, en = [], []
        for before, after in islice(sentences, chance.randint(1, 3)):
            place, n = chance.choice(PLACES), chance.randint(2, 99)
            ja.append(before.format(place=place[0], n=n))
            en.append(after.format(place=place[1], n=n))
        yield "".join(ja), " ".join(en)


def main(path: Path | None) -> None:
    """Print the time and, of a file, the scores."""
    segments: Iterable[Segment] = made_up()
    if path:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        texts = [
            [(row["ja"], row["en"]) for row in group]
            for _, group in groupby(rows, key=lambda row: row["doc"])
        ]
        segments = [segment for text in texts for segment in text]
        for share in SHARES:
            scores = [score(texts, share, seed) for seed in SEEDS]
            f, precision, recall = (fmean(values) for values in zip(*scores, strict=True))
            print(
                f"{share:.0%} altered: precision {precision:.4f}, recall {recall:.4f}, F {f:.4f}, "
                f"worst of {len(SEEDS)} seeds {min(scores).f:.4f}"
            )
    print(
        f"aligning {SIZE} blocks a side: {seconds(islice(segments, SIZE)) * 1000:.0f} ms, "
        f"median of {RUNS}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
