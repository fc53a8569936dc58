"""The list of all briefs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from brief import addresses
from brief.frame import Page, Values
from brief.model import LANGUAGES, Language
from brief.pages.plan import Plan, of_values
from brief.pages.shared import Shared


def plans(shared: Shared) -> Iterator[Plan]:
    """A list a language."""
    alternates = {language: addresses.archive(language) for language in LANGUAGES}
    for language, address in alternates.items():
        title = shared.words[language]["briefs"]
        page = Page(address, "archive.html", language, title, alternates=alternates)
        yield of_values(page, partial(_archive, shared, language))


def _archive(shared: Shared, language: Language) -> Values:
    links = shared.newest(language)
    years = groupby(links, key=lambda link: link.date.year if link.date else 0)
    return {"years": [(year, list(links)) for year, links in years]}
