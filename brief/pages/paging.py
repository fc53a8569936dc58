"""Lists over several pages, so that no page grows with the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from brief import addresses
from brief.frame import Page
from brief.model import Language
from brief.views import LinkView, PagerView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """What one page of a list holds."""

    items: Sequence[T]
    number: int = 0
    """0 for the first page, which has the address of the list itself."""


def by_time(items: Sequence[T], size: int) -> list[Stretch[T]]:
    """`items`, the newest first, over pages of `size`; the first holds up to twice as many.

    The pages after the first are numbered from the oldest, so that what is new changes the first
    page alone, until that is long enough to leave its older half to a new page.
    """
    full = max(len(items) // size - 1, 0)
    head = len(items) - full * size
    older = (
        Stretch(items[end - size : end], number)
        for number in range(full, 0, -1)
        for end in (len(items) - (number - 1) * size,)
    )
    return [Stretch(items[:head]), *older]


def in_order(items: Sequence[T], size: int) -> list[Stretch[T]]:
    """`items` over pages of `size`, the second with the number 2."""
    starts = range(0, max(len(items), 1), size)
    return [
        Stretch(items[start : start + size], place and place + 1)
        for place, start in enumerate(starts)
    ]


def page_of(stretch: Stretch[T], first: Page, words: Mapping[Language, Mapping[str, Any]]) -> Page:
    """The page that shows `stretch` of the list that begins on the page `first`."""
    if not stretch.number:
        return first
    form = words[first.language]["part"]
    return replace(
        first,
        uri=addresses.continued(first.uri, stretch.number),
        title=form.format(title=first.title, n=stretch.number),
        above=(*first.above, LinkView(first.title, first.uri)),
        alternates={
            language: addresses.continued(uri, stretch.number)
            for language, uri in first.alternates.items()
        },
    )


def pagers(pages: Sequence[Page]) -> list[PagerView]:
    """For each of `pages`, which follow one another, the ways to its neighbours."""
    around = [None, *(LinkView(page.title, page.uri) for page in pages), None]
    return [PagerView(around[place], around[place + 2]) for place in range(len(pages))]
