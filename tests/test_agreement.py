"""Whether two sentences say the same: pairs with what is found in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import figures
from brief.check.assignment import Side, compare
from brief.records import compare_texts

CASES = Path(__file__).parent / "data" / "agreement.tsv"
"""Japanese, English, and the rules that find something, each with a part of its message."""


def cases() -> list[tuple[str, str, list[str]]]:
    rows = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            ja, en, found = (line + "\t").split("\t")[:3]
            rows.append((ja, en, [part.strip() for part in found.split(",") if part.strip()]))
    return rows


@pytest.mark.parametrize(("ja", "en", "expected"), cases())
def test_pair(ja: str, en: str, expected: list[str]) -> None:
    found = compare_texts(ja, en, None)["findings"]
    assert [finding["rule"] for finding in found] == [e.partition("=")[0] for e in expected]
    for finding, wanted in zip(found, expected, strict=True):
        assert wanted.partition("=")[2] in finding["message"]


TEXTS = st.lists(
    st.sampled_from(["1000億ドル ", "18日 ", "5% ", "3人 ", "2週間 ", "3年 ", "第2 ", "15時 "]),
    max_size=8,
).map("".join)


@given(TEXTS, TEXTS)
def test_every_figure_is_used_at_most_once(first: str, second: str) -> None:
    ja, en = figures.read(first, "ja"), figures.read(second, "ja")
    found = compare(Side(ja), Side(en))
    used = [i for i, _ in (*found.pairs, *found.differing)] + list(found.unmatched_ja)
    assert len(used) == len(set(used))
    used = [j for _, j in (*found.pairs, *found.differing)] + list(found.unmatched_en)
    assert len(used) == len(set(used))


@given(TEXTS)
def test_a_text_agrees_with_itself(text: str) -> None:
    read = figures.read(text, "ja")
    found = compare(Side(read), Side(read))
    assert len(found.pairs) == len(read)
    assert (found.differing, found.unmatched_ja, found.unmatched_en) == ((), (), ())
