"""Japanese words -> letters: what part of a name each word can be, one letter a word.

Patterns over letters are found at the speed of regular expressions, whatever the words are.

    S surname   G given name   N other name of a person   L place   C country
    O well-known organization   H other name in katakana   h other name
    K katakana that is cut into pieces or in no dictionary   M parts of a foreign person's name
    W the same of an organization   A Latin capitals   a other Latin word   U other unknown word
    k katakana noun   n noun   v noun of time   x suffix   p prefix   D numeral   d 第
    B ends an organization's name   b ends one after a name   P ends a place's name
    F 株式 before 会社   j 代表   i FC   l 東, 南   u 米, 英   w 世   g 地方, 民間
    t honorific or title   T office   e what stands before a name   y what may follow a name
    q は, が, を, も, と   r に, で, へ, から   ~ the word goes on   - anything else
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources

from brief.words import Words

_ROLES = {
    "body": "B",
    "branch": "b",
    "firm": "F",
    "maker": "m",
    "seat": "s",
    "motor": "Y",
    "car": "Z",
    "house": "Q",
    "council": "c",
    "stem": "o",
    "union": "z",
    "nation": "u",
    "team": "j",
    "known": "O",
    "club": "i",
    "acronym": "-",
    "era": "n",
    "facility": "f",
    "plain": "g",
    "place": "P",
    "part": "l",
    "bound": "x",
    "person": "t",
    "office": "T",
    "reign": "w",
    "before": "e",
    "apart": "e",
    "after": "y",
}
_PROPER_NOUNS = {
    "人名,姓": "S",
    "人名,名": "G",
    "人名,一般": "N",
    "地名,一般": "L",
    "地名,国": "C",
    "組織名,*": "O",
}
_PARTICLES = dict.fromkeys("はがをもと", "q") | dict.fromkeys(("に", "で", "へ", "から"), "r")
_TOGETHER = (
    ("Fb", "F~"),
    ("ms", "vB"),
    ("YZ", "nb"),
    ("Qs", "nB"),
    ("cb", "gB"),
    ("ob", "nB"),
    ("zb", "nB"),
    ("lb", "yy"),
)
"""株式会社, 製作所, 委員会, 自衛隊, 連合会, 北西部: what two words are together."""
_ALONE = str.maketrans("mcoszfYZQ", "nnnxBknnn")
"""What the words of such pairs are on their own."""

_KATAKANA = re.compile(
    "(?:[A-Z]・){0,3}[\u30a1-\u30fa\u30fc]{2,}(?:[・＝=](?:[\u30a1-\u30fa\u30fc]+|[A-Z](?=・)))*"
)
"""ジョン・J・テイラー, which the dictionary knows, or cuts into pieces."""
_JOINTS = re.compile("[・＝=]")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9&.-]{0,3}[A-Z0-9]")
_LATIN = re.compile("[ -~\u00c0-\u03ff]")
_ORTH = 8
"""The field of the features that holds the word as it is written; unknown words lack it."""


def letters(text: str, words: Words) -> str:
    """One letter for each of `words`."""
    spelled = list(map(_letter, words.features))
    starts, ends = words.starts, words.ends
    for run in _KATAKANA.finditer(text):
        first = bisect_left(starts, run.start())
        last = bisect_left(starts, run.end(), first)
        if first < last and starts[first] == run.start() and ends[last - 1] == run.end():
            letter = _katakana(run[0], "".join(spelled[first:last]))
            if letter:
                spelled[first:last] = letter + "~" * (last - first - 1)
    for unknown in re.finditer(r"\?", "".join(spelled)):
        index = unknown.start()
        spelled[index] = _unknown(text, starts[index], ends[index])
    joined = "".join(spelled)
    for apart, together in _TOGETHER:
        joined = joined.replace(apart, together)
    return joined.translate(_ALONE)


@lru_cache(maxsize=1 << 16)
def _letter(features: str) -> str:
    """The letter of a word, ``?`` where that depends on how it is written."""
    fields = features.split(",", _ORTH + 1)
    part, kind, detail, more = fields[:4]
    if len(fields) <= _ORTH:
        if kind == "数詞":
            return "D"
        return "?" if part == "名詞" and detail == "一般" else _proper_noun(detail, more)
    orth = fields[_ORTH]
    if part == "助詞":
        return _PARTICLES.get(orth, "-")
    if part not in ("名詞", "接尾辞", "接頭辞", "形状詞"):
        return "-"
    if kind == "数詞":
        return "D"
    role = _roles().get(orth)
    if role:
        return role
    is_katakana = "\u30a1" <= orth[0] <= "\u30fc"
    if kind == "固有名詞":
        if detail == "一般":
            return "H" if is_katakana else "h"
        return _proper_noun(detail, more)
    if part in ("接尾辞", "接頭辞"):
        return "d" if orth == "第" else "x" if part == "接尾辞" else "p"
    if is_katakana:
        return "k"
    return "v" if detail == "副詞可能" else "n"


def _proper_noun(detail: str, more: str) -> str:
    return _PROPER_NOUNS.get(f"{detail},{more}", "-")


def _katakana(run: str, letters: str) -> str:
    """The letter of a `run` of katakana that the dictionary cuts so, none if it may stay cut."""
    if _JOINTS.search(run):
        return _foreign_name(_JOINTS.split(run), letters)
    if len(letters) == 1:
        return ""
    role = _roles().get(run)
    if role:
        return role
    if not letters.strip("kBbgDPf"):
        return ""
    if letters[0] in "HO" or letters[-1] in "bB":
        return "W"
    if letters[0] in "LCN" and not letters[1:].strip("kBbPf"):
        return ""
    return "K"


def _foreign_name(parts: list[str], letters: str) -> str:
    """The letter of katakana with ・ between: a name, nouns side by side, or countries."""
    role = _roles().get(parts[-1])
    if len(letters) == 1:
        return "W" if role in ("B", "b") else "k" if role == "f" else "M"
    cut = letters.split("-")
    if len(cut) == len(parts) and all(part in ("L", "C") for part in cut):
        return ""
    if not letters.strip("kgf-"):
        return ""
    if letters[-1] == "f":
        return "k"
    if role in ("B", "b") or letters[-1] in "bB":
        return "W"
    if cut[0] == "N":
        return "M"
    is_place_first = cut[0] in ("L", "C")
    return "W" if is_place_first or cut[-1] in ("L", "C", "k", "O", "H") else "M"


def _unknown(text: str, start: int, end: int) -> str:
    word = text[start:end]
    role = _roles().get(word)
    if role:
        return role
    if _KATAKANA.fullmatch(word):
        return "K"
    if "\u3400" <= word[0] <= "\u9fff":
        return "U"
    if not "A" <= word[0] <= "Z":
        return "-"
    beside = _LATIN.match(text, end) or (start and _LATIN.match(text, start - 1))
    return "A" if _CAPITALS.fullmatch(word) and not beside else "a"


@cache
def _roles() -> dict[str, str]:
    source = resources.files("brief.names").joinpath("data", "name_parts.ja.tsv")
    roles: dict[str, str] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            role, listed = line.split("\t")
            roles |= dict.fromkeys(listed.split(), _ROLES[role])
    return roles
