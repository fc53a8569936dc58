"""Whether a text is written in the language that it should be in."""

from __future__ import annotations

import re

from brief.model import Language

_LENGTH: dict[Language, int] = {"ja": 40, "en": 10}
"""Letters from which on a text in the wrong language is one, and no name or example."""
_LATIN = re.compile("[A-Za-z]")
_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_LATIN_IN_JAPANESE = 9
"""How many Latin letters a Japanese text may have for each of its own: names, abbreviations."""


def is_other(text: str, language: Language) -> bool:
    """Whether `text`, which should be in `language`, is plainly in the other one."""
    latin, japanese = _letters(text)
    return latin + japanese >= _LENGTH[language] and _leans(text, language)


def mixed_up(ja: str, en: str) -> str | None:
    """What is wrong with the languages of a pair of texts, one line for people; None: nothing."""
    if not (is_other(ja, "ja") or is_other(en, "en")):
        return None
    # Beside a text that is plainly in the wrong language, a short one tells by fewer letters.
    match _leans(ja, "ja"), _leans(en, "en"):
        case True, True:
            return "the texts are exchanged: the Japanese one is in English, the other in Japanese"
        case True, False:
            return "both texts are in English"
    return "both texts are in Japanese"


def _leans(text: str, language: Language) -> bool:
    """Whether the letters of `text`, however few, are those of the other language."""
    latin, japanese = _letters(text)
    return japanese > latin if language == "en" else japanese * _LATIN_IN_JAPANESE < latin


def _letters(text: str) -> tuple[int, int]:
    """How many Latin and how many Japanese letters `text` has."""
    return len(_LATIN.findall(text)), len(_JAPANESE.findall(text))
