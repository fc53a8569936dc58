"""English: soft line breaks are spaces, but not inside a quoted Japanese phrase; curly quotes."""

from __future__ import annotations

import re

from brief.language.script import SPACELESS

SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Jan|Feb|Mar|Apr|Aug|Sep|Oct|Nov|Dec|Gen|Sen))"
    r"(?<!\bSept)[.!?][”’\"')]*(?=\s)|\n"
)
"""A full stop before a space, unless an initial or a common abbreviation stands before it."""


_HEIGHT = re.compile(r"(?<=\d)'(\d{1,2})(\"?)(?!\w)")
_ELISION = re.compile(r"(?<!\w)'(?=\d\ds\b|(?i:tis|twas|em|n)\b)")
_OPENING = re.compile(r"(?<![^\s(\[{“‘\"'—–/-])[\"'](?=[^\s)\]},;:!?—–])")
_CURLED = {'"': "“", "'": "‘"}
_CLOSING = str.maketrans("\"'", "”’")


def quotes(text: str) -> str:
    """`text` with “ ” ‘ ’ for straight quotes and ′ ″ in heights (5′11″), one for one."""
    if '"' not in text and "'" not in text:
        return text
    text = _HEIGHT.sub(lambda found: f"′{found[1]}{found[2] and '″'}", text)
    text = _ELISION.sub("’", text)
    return _OPENING.sub(lambda found: _CURLED[found[0]], text).translate(_CLOSING)


def joint(before: str, after: str) -> str:
    """A space, unless both characters are Japanese."""
    return "" if SPACELESS.match(before) and SPACELESS.match(after) else " "
