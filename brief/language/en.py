"""English: soft line breaks are spaces, but not inside a quoted Japanese phrase."""

from __future__ import annotations

import re

from brief.language.script import SPACELESS

SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Jan|Feb|Mar|Apr|Aug|Sep|Oct|Nov|Dec|Gen|Sen))"
    r"(?<!\bSept)[.!?][”’\"')]*(?=\s)|\n"
)
"""A full stop before a space, unless an initial or a common abbreviation stands before it."""


def joint(before: str, after: str) -> str:
    """A space, unless both characters are Japanese."""
    return "" if SPACELESS.match(before) and SPACELESS.match(after) else " "
