"""Where pages are: the file of each page in the site, and the links between them."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from hashlib import sha256
from urllib.parse import quote

from brief.content import page_slug
from brief.model import Language


def page(language: Language, slug: str) -> str:
    """The file of the page of the text `slug`: ``ja/briefs/talks/index.html``."""
    name = page_slug(slug)
    return f"{language}/{name}/index.html" if name else f"{language}/index.html"


def names(language: Language, letter: str = "") -> str:
    """The index of names, or those of them that begin with a letter."""
    return posixpath.join(
        language, "names", letter and f"_{_LETTERS.get(letter, letter).lower()}", "index.html"
    )


_LETTERS = dict(
    zip(
        "あかさたなはまやらわ#",
        ("a", "ka", "sa", "ta", "na", "ha", "ma", "ya", "ra", "wa", "other"),
        strict=True,
    )
)
"""Letters of the index that are spelt otherwise in addresses."""


def name(language: Language, entity: str) -> str:
    """The page of an entity."""
    return f"{language}/names/{entity}/index.html"


def archive(language: Language, *period: str) -> str:
    """The list of all briefs, or of those of a year (``2025``), or a month (``2025``, ``08``)."""
    return "/".join((language, "briefs", *period, "index.html"))


def topics(language: Language) -> str:
    """The index of topics."""
    return f"{language}/topics/index.html"


def topic(language: Language, topic: str) -> str:
    """The page of a topic, which may be any text; no two topics share an address."""
    return f"{language}/topics/{_segment(topic)}/index.html"


def figures_table(language: Language, slug: str) -> str:
    """The table of the figures of a brief, beside its page."""
    return f"{language}/{page_slug(slug)}/figures.csv"


def figures(language: Language) -> str:
    """The page of the figure series."""
    return f"{language}/figures/index.html"


def series(language: Language, series_id: str) -> str:
    """The page of a figure series."""
    return f"{language}/figures/{series_id}/index.html"


def feed(listed: str) -> str:
    """The Atom feed of the briefs that the page at `listed` lists."""
    return f"{listed.removesuffix('index.html')}feed.xml"


def share_image(page: str) -> str:
    """The picture that stands for the page at `page` where it is shared."""
    return f"{page.removesuffix('index.html')}share.png"


def continued(address: str, number: int) -> str:
    """The page `number` of those that the list at `address` goes on with.

    No id and no topic begins with an underscore, so it is nobody else's.
    """
    return f"{address.removesuffix('index.html')}_{number}/index.html"


_PLAIN = re.compile(r"[^\W_]+(-[^\W_]+)*")
"""Text that is a segment of an address as it is: letters and digits with hyphens between them."""
_LONGEST = 40


def _segment(text: str) -> str:
    """`text` as one segment of an address, in which no other text ends up.

    Small letters, digits and hyphens stay what they are, 貿易 as well as ``trade``. Whatever a
    file system might confuse or refuse loses what is not plain, and has a hash at its end.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if text == folded and len(text) <= _LONGEST and _PLAIN.fullmatch(text):
        return text
    words = re.findall(r"[^\W_]+", folded)
    return (
        "-".join(words)[:_LONGEST]
        + "~"
        + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    )


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


def absolute(site: str, to: str, *, directory_urls: bool = True) -> str:
    """The address of the file at `to`, which may end in ``#id``, on the site at `site`."""
    return site + relative(to, "", directory_urls=directory_urls).removeprefix("./")
