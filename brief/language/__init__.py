"""What differs from language to language, one module a language.

A language module offers ``joint(before, after)``, what a soft line break between two
characters becomes, ``quotes(text)``, the text with the marks of quotation that print has for
those of the keyboard, and ``SENTENCE_END``, a pattern that matches where a sentence ends.
"""

from __future__ import annotations

from types import ModuleType

from brief.language import en, ja
from brief.model import Language

_MODULES: dict[Language, ModuleType] = {"ja": ja, "en": en}


def joint(language: Language, before: str, after: str) -> str:
    """What stands for a line break in the source between the characters `before` and `after`."""
    joined: str = _MODULES[language].joint(before, after)
    return joined


def quotes(language: Language, text: str) -> str:
    """`text` with the marks of quotation that print has; each character for one."""
    marked: str = _MODULES[language].quotes(text)
    return marked


def sentence(text: str, language: Language, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence of `text` that holds the span from `start` to `end`."""
    first, last = 0, len(text)
    for found in _MODULES[language].SENTENCE_END.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.end() >= end:
            last = found.end()
            break
    while first < start and text[first].isspace():
        first += 1
    return first, last
