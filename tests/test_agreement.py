"""Whether two sentences say the same: pairs with what is found in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import figures
from brief.check import absence, assignment, sides
from brief.check.assignment import Side, compare
from brief.model import Figure
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


LONG = [
    ("18日(火)、", "Tuesday, Aug. 18, "),
    ("7 ", "7 "),
    ("{}人、", "{} people, "),
    ("{}人、", "{} euros, "),
    ("{}キロ、", "{} miles, "),
    ("{}〜{}円、", "{} to {} years, "),
    ("{}人に1人、", "one in {}, "),
]
"""What a very long paragraph is made of, with a number that grows."""


@pytest.mark.parametrize(("ja", "en"), LONG)
def test_the_work_grows_with_the_figures_not_with_their_pairs(
    ja: str, en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(count: int) -> int:
        calls = 0

        def counted(judge: Callable[[Figure, Figure], bool]) -> Callable[[Figure, Figure], bool]:
            def counting(a: Figure, b: Figure) -> bool:
                nonlocal calls
                calls += 1
                return judge(a, b)

            return counting

        with monkeypatch.context() as patched:
            for module in (assignment, absence, sides):
                for name in ("agree", "restates"):
                    if hasattr(module, name):
                        patched.setattr(module, name, counted(getattr(module, name)))
            ja_text, en_text = (
                "".join(text.format(n % 900, n % 900 + 3) for n in range(count))
                for text in (ja, en)
            )
            found = compare(
                Side(figures.read(ja_text, "ja"), ja_text, "ja"),
                Side(figures.read(en_text, "en"), en_text, "en"),
            )
        assert len(found.pairs) + len(found.unmatched_ja) + len(found.differing) > 0
        return calls

    few, many = asked(500), asked(1_000)
    assert many <= 2.5 * few + 1_000
