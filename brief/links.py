"""Links between texts: where an address that an author wrote leads."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from brief.model import Document


def resolve(href: str, document: Document) -> tuple[str, str] | None:
    """Uri and anchor that a link in `document` leads to; None when it leaves the site.

    ``other.md`` stands for the text in the same language: ``other.ja.md`` in a Japanese one.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    anchor = unquote(parts.fragment)
    if not parts.path:
        return document.uri, anchor
    folder = posixpath.dirname(document.uri)
    uri = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if uri.endswith(".md") and not uri.endswith((".ja.md", ".en.md")):
        uri = f"{uri.removesuffix('.md')}.{document.language}.md"
    return uri, anchor
