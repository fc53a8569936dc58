"""Lists over several pages: bounded, complete, and steady when something is added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brief.frame import Page
from brief.pages import paging

SIZES = st.integers(1, 12)
COUNTS = st.integers(0, 100)


@given(COUNTS, SIZES)
def test_pages_by_time_hold_everything_once(count: int, size: int) -> None:
    items = list(range(count))
    pages = paging.by_time(items, size)
    assert [item for page in pages for item in page.items] == items
    assert [page.number for page in pages] == [0, *range(len(pages) - 1, 0, -1)]
    assert all(len(page.items) == size for page in pages[1:])
    assert len(pages[0].items) < 2 * size


@given(COUNTS, SIZES)
def test_what_is_new_changes_the_first_page_alone(count: int, size: int) -> None:
    """The older pages stay, but for a new one."""
    before = {page.number: page.items for page in paging.by_time(range(count, 0, -1), size)}
    after = {page.number: page.items for page in paging.by_time(range(count + 1, 0, -1), size)}
    for number in before.keys() - {0}:
        assert list(before[number]) == list(after[number])
    assert len(after) <= len(before) + 1


@given(COUNTS, SIZES)
def test_pages_in_order(count: int, size: int) -> None:
    items = list(range(count))
    pages = paging.in_order(items, size)
    assert [item for page in pages for item in page.items] == items
    assert [page.number for page in pages] == [0, *range(2, len(pages) + 1)]
    assert all(len(page.items) <= size for page in pages)


def test_neighbours() -> None:
    pages = [Page(f"{n}.html", "", "en", str(n)) for n in range(3)]
    links = [(p.before and p.before.uri, p.after and p.after.uri) for p in paging.pagers(pages)]
    assert links == [(None, "1.html"), ("0.html", "2.html"), ("1.html", None)]
    alone = paging.pagers(pages[:1])[0]
    assert (alone.before, alone.after) == (None, None)
    assert paging.pagers([]) == []
