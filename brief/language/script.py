"""Scripts: which characters are set without spaces between words."""

from __future__ import annotations

import re

CJK = re.compile(
    "[\u1100-\u11ff"  # Hangul letters
    "\u2e80-\u2fdf"  # radicals
    "\u3000-\u303f"  # CJK symbols and punctuation
    "\u3040-\u30ff"  # kana
    "\u3100-\u31ff"  # bopomofo, small kana, strokes
    "\u3200-\u33ff"  # enclosed and squared forms
    "\u3400-\u4dbf\u4e00-\u9fff"  # ideographs
    "\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\uf900-\ufaff\ufe30-\ufe4f"  # compatibility forms
    "\uff00-\uffef"  # full-width and half-width forms
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"  # kana supplement, further ideographs
)
"""A character that the CJK-friendly amendment to CommonMark counts as CJK.

Source: the specification at github.com/tats-u/markdown-cjk-friendly.
"""

SPACELESS = re.compile(
    "[\u3000-\u30ff\u31f0-\u31ff\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]"
)
"""A character of a script that puts no spaces between words (Korean does)."""
