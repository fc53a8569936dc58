"""English text -> spans that look like names, whatever the glossary holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.model import Candidate, EntityKind

_NAME = re.compile(
    r"\b(?P<title>(?:President|Vice President|Prime Minister|Chancellor|Secretary|Minister|"
    r"Governor|Senator|Mr\.|Mrs\.|Ms\.|Dr\.|Sir|King|Queen|Pope)\s+)?"
    r"(?P<name>[A-Z][\w’'-]*[a-z]\b(?:\s+(?:(?:de|von|van|der|of|the|and|bin|al)\s+)*[A-Z][\w’'-]*[a-z]\b)*)"
)
_ORGANIZATION = re.compile(
    r"\b(?:Ministry|Bank|University|Party|Commission|Council|Agency|Corporation|Company|Inc|Corp|"
    r"Ltd|Committee|Court|Institute|Department|Association|Union|Office|Group)\b"
)


def candidates(text: str) -> Iterator[Candidate]:
    """Capitalised words that a title or a word of institutions shows to be a name."""
    for found in _NAME.finditer(text):
        name = found["name"]
        kind: EntityKind
        if _ORGANIZATION.search(name) and " " in name:
            kind = "organization"
        elif found["title"]:
            kind = "person"
        else:
            continue
        yield Candidate(found.start("name"), found.end("name"), name, kind)
