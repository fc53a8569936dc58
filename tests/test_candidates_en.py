from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model import EntityKind
from brief.names.candidates_en import candidates, proposals

CASES = Path(__file__).parent / "data/candidates.en.tsv"
"""``held`` or ``open``, and a sentence with its names as ``[text](kind)``; add as ``open``."""
KINDS: tuple[EntityKind, ...] = ("person", "place", "organization")
_MARKED = re.compile(rf"\[([^\]]+)\]\(({'|'.join(KINDS)})\)")

Names = set[tuple[int, int, str]]


def unmarked(marked: str) -> tuple[str, Names]:
    """The sentence without its marks, and where its names stand."""
    text, names, end = "", set(), 0
    for mark in _MARKED.finditer(marked):
        text += marked[end : mark.start()]
        names.add((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        end = mark.end()
    return text + marked[end:], names


def found(text: str) -> Names:
    return {(name.start, name.end, name.kind) for name in candidates(text)}


@cache
def counts(part: str) -> Counter[tuple[str, str]]:
    """How many names of each kind are found, missed and made up."""
    counted: Counter[tuple[str, str]] = Counter()
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{part}\t"):
            text, expected = unmarked(line.split("\t")[1])
            got = found(text)
            counted.update((kind, "found") for _, _, kind in expected & got)
            counted.update((kind, "missed") for _, _, kind in expected - got)
            counted.update((kind, "extra") for _, _, kind in got - expected)
    return counted


@pytest.mark.parametrize(
    ("part", "kind", "floor"),
    [
        ("held", "person", 0.98),
        ("held", "place", 0.97),
        ("held", "organization", 0.96),
        ("open", "person", 0.99),
        ("open", "place", 0.98),
        ("open", "organization", 0.99),
    ],
)
def test_as_many_names_are_found(part: str, kind: EntityKind, floor: float) -> None:
    counted = counts(part)
    hits, missed, extra = (counted[kind, what] for what in ("found", "missed", "extra"))
    f = 2 * hits / (2 * hits + missed + extra)
    print(
        f"{part} {kind}: P {hits / (hits + extra):.3f} R {hits / (hits + missed):.3f} F {f:.3f}"
        f" on {hits + missed} names"
    )
    assert f >= floor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what tells about a name may stand anywhere in the text
        ("Ada Quill spoke. Later Quill left.", ["Ada Quill=person", "Quill=person"]),
        ("Plumtree Motor Corp. grew. Plumtree won.", ["Plumtree Motor Corp.", "Plumtree"]),
        ("the Zed Growth Pact Office (ZGPO) and ZGPO", ["Zed Growth Pact Office", "ZGPO", "ZGPO"]),
        ("He told Orvane Tullik that Tullik lies.", ["Orvane Tullik=person", "Tullik=person"]),
        ("Bashar al-Assad fled. Later Assad spoke.", ["Bashar al-Assad=person", "Assad=person"]),
        (
            "Ursula von der Leyen came. Von der Leyen left, and von der Leyen spoke.",
            ["Ursula von der Leyen=person", "Von der Leyen=person", "von der Leyen=person"],
        ),
        ("They toured Sicily, Malta and Gozo.", ["Sicily=place", "Malta=place", "Gozo=place"]),
        # no names
        ("On Monday, AI and GDP rose; COVID-19 fell in March.", []),
        ("Most Russians and Germans speak English.", []),
        ("small modular reactors (SMR) and SMR", []),
        ("The Lisbon Treaty and Hurricane Rosa", []),
        ("Stocks Slide as Oil Jumps", []),
        # cut where they end
        ("US-made arms", ["US=place"]),
        ("the Israel-Hamas war", ["Israel=place", "Hamas=organization"]),
        ("President von der Leyen spoke", ["von der Leyen=person"]),
        ("Yoon Suk-yeol’s party", ["Yoon Suk-yeol=person"]),
        ("Japan's Ministry of Finance", ["Japan=place", "Ministry of Finance=organization"]),
        ("the Russian Defense Ministry", ["Russian=place", "Defense Ministry=organization"]),
        ("Jim Jordan left Jordan", ["Jim Jordan=person", "Jordan=person"]),
        ("Amazon left the Amazon", ["Amazon=organization", "Amazon=place"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    got = [f"{name.text}={name.kind}" for name in candidates(text)]
    assert len(got) == len(expected)
    assert all(one.startswith(other) for one, other in zip(got, expected, strict=True)), got


def test_blocks_tell_about_one_another() -> None:
    first, second = proposals(["Ada Quill spoke.", "Nobody believed Quill."])
    assert [(c.text, c.kind) for c in (*first, *second)] == [
        ("Ada Quill", "person"),
        ("Quill", "person"),
    ]


@given(st.text(alphabet=st.sampled_from("AÉbc .,'’-&()\n1U.S.Mr. of de al-Bank"), max_size=80))
def test_any_text(text: str) -> None:
    end = 0
    for name in candidates(text):
        assert text[name.start : name.end] == name.text
        assert end <= name.start < name.end
        end = name.end


@pytest.mark.parametrize(
    "unit", ["A ", "Bank of ", "a", "A", "Ministry and ", "A-", "U.S.", ", ", "X’", "Mr. ", "(A) "]
)
def test_long_text_takes_no_longer_than_its_length(unit: str) -> None:
    """A square would take hours."""
    assert len(list(candidates(f"{unit * 30_000}. President Ortega spoke."))) >= 1
