"""Ids for entries that come without one."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60
_LETTERS = str.maketrans("łøđıßæœþð", "lodisaotd")
"""Letters that have no plain letter in them as Unicode sees it."""


def slug(name: str) -> str:
    """The id that an English name gives: ``Erdoğan`` gives ``erdogan``; empty where none can be."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST].rpartition("-")[0] or whole
