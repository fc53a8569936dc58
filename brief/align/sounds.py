"""Names as Japanese hears them: ロンドン and London have the same consonants."""

from __future__ import annotations

import re
from functools import lru_cache

_KANA = {
    "k": "カキクケコガギグゲゴ",
    "s": "サシスセソザジズゼゾヂチ",
    "t": "タツテトダヅデド",
    "n": "ナニヌネノマミムメモン",
    "h": "ハヒフヘホ",
    "b": "バビブベボパピプペポヴ",
    "r": "ラリルレロ",
}
"""What Japanese tells apart in foreign names, loosely: l is r, v is b; m is as n, p as b."""
_LETTERS = {
    "k": ("ck", "qu", "c", "g", "q"),
    "s": ("tch", "ch", "sh", "th", "ce", "ci", "ge", "gi", "z", "j"),
    "t": ("d",),
    "n": ("m",),
    "h": ("ph", "f"),
    "b": ("v", "p"),
    "r": ("l",),
    "ks": ("x",),
}
_OF_KANA = {ord(kana): sound for sound, row in _KANA.items() for kana in row}
_OF_LETTERS = {letters: sound for sound, row in _LETTERS.items() for letters in row}
_SPELLING = re.compile("|".join(sorted(_OF_LETTERS, key=len, reverse=True)))
_SILENT = re.compile("[^kstnhbr]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(20_000)
def consonants(name: str) -> str:
    """The consonants of a name in 片仮名 or Latin letters: rntn for ロンドン and London."""
    kana = name.translate(_OF_KANA)
    heard = kana if kana != name else _SPELLING.sub(lambda f: _OF_LETTERS[f[0]], name.lower())
    return _DOUBLED.sub(r"\1", _SILENT.sub("", heard))
