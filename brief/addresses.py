"""Where pages are: the file of each page in the site, and the links between them."""

from __future__ import annotations

from urllib.parse import quote

from brief.content import page_slug
from brief.model import Language


def page(language: Language, slug: str) -> str:
    """The file of the page of the text `slug`: ``ja/briefs/talks/index.html``."""
    name = page_slug(slug)
    return f"{language}/{name}/index.html" if name else f"{language}/index.html"


def names(language: Language) -> str:
    """The index of names."""
    return f"{language}/names/index.html"


def name(language: Language, entity: str) -> str:
    """The page of an entity."""
    return f"{language}/names/{entity}/index.html"


def archive(language: Language) -> str:
    """The list of all briefs."""
    return f"{language}/briefs/index.html"


def figures(language: Language) -> str:
    """The page of the figure series."""
    return f"{language}/figures/index.html"


def series(language: Language, series_id: str) -> str:
    """The page of a figure series."""
    return f"{language}/figures/{series_id}/index.html"


def relative(to: str, start: str, *, directory_urls: bool = True) -> str:
    """The link from the page at `start` to the file at `to`, which may end in ``#id``.

    With `directory_urls` a page is linked as the folder that it is the index of.
    """
    path, hash_sign, anchor = to.partition("#")
    parts, here = path.split("/"), start.split("/")[:-1]
    shared = 0
    while shared < min(len(here), len(parts) - 1) and here[shared] == parts[shared]:
        shared += 1
    target = "../" * (len(here) - shared) + "/".join(parts[shared:])
    if directory_urls and parts[-1] == "index.html":
        target = target.removesuffix("index.html") or "./"
    return quote(target) + hash_sign + quote(anchor)
