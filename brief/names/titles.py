"""Titles of roles: how texts write them, and who holds one where no name stands beside it.

ドイツ首相 is 独首相 and ドイツの首相; *Chancellor of Germany* is *the German chancellor*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.glossary import Glossary
from brief.model import Language
from brief.spelling import normal

_OF = re.compile(" (?:of|for) (?:the )?")


def spellings(title: str, language: Language, glossary: Glossary) -> Iterator[str]:
    """The ways to write `title`, in their normal form, that say whose it is: not 首相 alone."""
    owners, office = parted(title, language, glossary)
    yield normal(title).text
    for owner in owners:
        if language == "ja":
            yield f"{owner}{office}"
            yield f"{owner}の{office}"
        else:
            for written in (office, _lowered(office)):
                yield f"{owner} {written}"
                yield f"{written} of {owner}"
                yield f"{written} of the {owner}"


def parted(title: str, language: Language, glossary: Glossary) -> tuple[tuple[str, ...], str]:
    """The spellings of whose office `title` is, and the office: (ドイツ, 独), 首相.

    In their normal form. Without spellings where the glossary does not know whose it is.
    """
    title = normal(title).text
    known = glossary.owners[language]
    for owner, office in _cuts_ja(title) if language == "ja" else _cuts_en(title):
        if owner in known:
            entities = (glossary.entities[entity_id] for entity_id in known[owner])
            names = (name for entity in entities for name in entity.spellings(language))
            return tuple(normal(name).text for name in names), office
    return (), title


def _cuts_ja(title: str) -> Iterator[tuple[str, str]]:
    for cut in range(len(title) - 1, 0, -1):
        yield title[:cut], title[cut:].removeprefix("の")


def _cuts_en(title: str) -> Iterator[tuple[str, str]]:
    for of in _OF.finditer(title):
        yield title[of.end() :], title[: of.start()]
    for space in re.finditer(" ", title):
        yield title[: space.start()], title[space.end() :]


def _lowered(office: str) -> str:
    """The office as running text has it: *chancellor*, *prime minister*, *EU envoy*."""
    words = office.split(" ")
    return " ".join(word if word.isupper() else word[:1].lower() + word[1:] for word in words)
