"""Japanese text -> spans that look like names, whatever the glossary holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.language import ja
from brief.model import Candidate, EntityKind
from brief.words import Words

_UNIDIC_NAME = "名詞,固有名詞,"
_UNIDIC_KINDS: dict[str, EntityKind] = {
    "人名": "person",
    "地名": "place",
    "組織名": "organization",
}
_KATAKANA_NAME = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[・＝][\u30a1-\u30fa\u30fc]+)*")
_COUNTRY_TITLE = re.compile(f"[\u3400-\u9fff]{{1,2}}(?:{ja.COUNTRY_BEFORE_TITLE.pattern})")


def candidates(text: str, words: Words) -> Iterator[Candidate]:
    """Names by the dictionary's tags, and foreign names before an honorific or a title.

    They may overlap; of two that do, the earlier and then the longer is meant.
    """
    yield from _tagged(text, words)
    for name in _KATAKANA_NAME.finditer(text):
        title = _COUNTRY_TITLE.match(text, name.end())
        if title or ja.HONORIFICS.match(text, name.end()):
            yield Candidate(name.start(), name.end(), name[0], "person")


def _tagged(text: str, words: Words) -> list[Candidate]:
    """Runs of words that UniDic tags as one kind of name."""
    names: list[Candidate] = []
    for start, end, features in zip(words.starts, words.ends, words.features, strict=True):
        if not features.startswith(_UNIDIC_NAME):
            continue
        kind = _UNIDIC_KINDS.get(features.split(",", 3)[2])
        if kind is None:
            continue
        last = names[-1] if names else None
        if last and last.end == start and last.kind == kind:
            names[-1] = Candidate(last.start, end, text[last.start : end], kind)
        else:
            names.append(Candidate(start, end, text[start:end], kind))
    return names
