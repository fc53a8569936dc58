"""What XML 1.0 can hold (https://www.w3.org/TR/xml/#charsets)."""

from __future__ import annotations

import re

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML file can hold, escaped or not."""


def writable(text: str) -> str:
    """`text` with a replacement character in the place of each that XML cannot hold."""
    return UNWRITABLE.sub("\ufffd", text)
