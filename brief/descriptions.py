"""What a page is about in a line or two, for search engines and where it is shared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief.language import quotes
from brief.model import Document, Entity, Language

_LONGEST: Mapping[Language, int] = {"ja": 120, "en": 160}
"""Characters; search engines show about as many."""


def shortened(text: str, language: Language) -> str:
    """`text` as far as there is room for it, whole words where it has spaces."""
    longest = _LONGEST[language]
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    if line[longest - 1] != " " and language == "en" and " " in cut:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip(" ,;:、") + "…"


def opening(document: Document) -> str:
    """How a text begins."""
    paragraphs = (block.text for block in document.blocks if block.kind == "paragraph")
    return shortened(next(paragraphs, ""), document.language)


def of_entity(entity: Entity, language: Language, words: Mapping[str, Any]) -> str:
    """Who or what an entity is: both names, the posts it holds, what the glossary says of it."""
    other = entity.name["en" if language == "ja" else "ja"]
    name = entity.name[language]
    titles = words["comma"].join(role.title[language] for role in entity.roles_on(None))
    who = words["entity"].format(
        name=name if name == other else words["both_names"].format(name=name, other=other),
        what=titles or words["kinds"][entity.kind],
    )
    said = quotes(language, entity.summary.get(language, ""))
    return shortened(f"{who}{'' if language == 'ja' else ' '}{said}", language)
