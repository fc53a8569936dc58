"""The sitemap (https://www.sitemaps.org/protocol.html), in parts, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from brief.frame import Page
from brief.pages.plan import Plan, of_values
from brief.pages.shared import Shared

SIZE = 1_000
"""Pages of a part; the protocol allows 50,000. What is new changes one part or two."""

ROBOTS = "robots.txt"
_HIDDEN = ("404.html", "broken.html", "")
_MANY = ("brief", "page", "name", "topic")
"""Kinds that have parts of their own."""


def plans(shared: Shared, pages: Iterable[Page]) -> Iterator[Plan]:
    """The index and its parts, which list `pages`; they need the address of the site.

    A preview, which has drafts, has none.
    """
    site = shared.frame.options
    if site.url and not site.preview:
        parts = list(_parts(page for page in pages if page.template not in _HIDDEN))
        for part, listed in parts:
            yield of_values(part, partial(dict[str, object], pages=listed))
        index = Page("sitemap.xml", "sitemap-index.xml", "en", site.name)
        uris = [part.uri for part, _ in parts]
        yield of_values(index, partial(dict[str, object], parts=uris))
    if ROBOTS not in shared.edition.files:
        yield of_values(Page(ROBOTS, ROBOTS, "en", site.name), dict)


def _parts(pages: Iterable[Page]) -> Iterator[tuple[Page, Sequence[Page]]]:
    """Pages of one kind in the order of their addresses, most of which begin with a date."""

    def kind(page: Page) -> str:
        name = page.template.removesuffix(".html")
        return name if name in _MANY else "list"

    def order(page: Page) -> tuple[str, str, str]:
        return kind(page), page.uri.partition("/")[2], page.uri

    for name, of_kind in groupby(sorted(pages, key=order), key=kind):
        listed = list(of_kind)
        for start in range(0, len(listed), SIZE):
            uri = f"sitemap-{name}-{start // SIZE + 1}.xml"
            yield Page(uri, "sitemap.xml", "en", name), listed[start : start + SIZE]
