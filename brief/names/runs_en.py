"""English text -> runs of capitalized words, what names are cut from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from brief.names.lexicon_en import lexicon, plain

Joint = Literal["", " ", "of", "for", "and", "particle", "comma", "s"]
"""What joins a word to the one before it: nothing, a space, *of the*, *for*, *and*, *von der*,
a comma, a possessive *'s*.
"""


@dataclass(slots=True)
class Word:
    """A capitalized word, or initials."""

    start: int
    end: int
    text: str
    """As the tables write it."""
    joint: Joint
    first: bool
    """Whether a sentence begins with it, so that its capital says nothing."""
    heading: bool = False
    """Whether all words are capitalized around it."""


_UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())
_WORD = re.compile(
    rf"[{_UPPER}](?<!\w.)(?:(?:\.[{_UPPER}](?!\w))+\.?|\.(?=[ \n]?[{_UPPER}])"
    r"|\w*(?:[’'](?!s\b)\w+|-\w+|&[A-Z](?!\w))*\+?)"
)
_ARABIC_ARTICLE = re.compile(r"(?<![\w-])(?:al|el|as|ash|an|ar|ul)-\Z")
_JOINTS: dict[str, Joint] = {
    **dict.fromkeys((" ", "\n", "\u00a0"), " "),
    **dict.fromkeys((" of ", " of the ", " of\n"), "of"),
    **dict.fromkeys((" for ", " for the ", " on "), "for"),
    **dict.fromkeys((" and ", " & ", ", and "), "and"),
    **dict.fromkeys(("’s ", "'s ", "’ ", "' "), "s"),
    ", ": "comma",
}
_LONGEST_JOINT = len(" van der ")
_BEFORE_SENTENCE = re.compile(
    '(?:\\A|[.?!:;\n•|][”’"\')\\]]*|[–—]|\\A[-*#>])\\s*[“‘"\'(\\[]*\\Z|[“"]\\Z'
)
_BACK = 8
"""Characters before a word that tell whether a sentence begins with it."""

_LONGEST_RUN = 50
"""Words; what is longer is a list, or no text at all."""
_LINE = re.compile(r"[^\n]+")
_LONGEST_HEADING = 160
_WORDS_OF_HEADING = 4
"""Beside the first: so many capitals in a row are a heading, unless somebody's title."""
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]+")
_PARTS_OF_NAME = 2
_ENGLISH_ENDING = re.compile(
    "(?:.*ed|era|style|wide|run|owned|made|born|held|led|like|only|based|free|first|type|related|"
    "friendly|area|time|to|in|on|up|off|old|year|bound|class|level|linked|run|sized|speaking|watchers?)\\Z"
)
"""What follows a hyphen in English compounds; not so in *Jae-in* and *Suk-yeol*."""


def runs(text: str) -> Iterator[list[Word]]:
    """The runs of capitalized words in `text`: those that a joint joins to the one before."""
    run: list[Word] = []
    for word in _words(text):
        if run and (not word.joint or len(run) == _LONGEST_RUN):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _words(text: str) -> Iterator[Word]:
    headings = _headings(text)
    heading = next(headings, None)
    end = -1
    for found in _WORD.finditer(text):
        for start, stop in _parts(found[0], found.start()):
            if (
                stop < len(text)
                and text[stop] == "."
                and text[start:stop] in lexicon().abbreviations
            ):
                stop += 1
            if article := _ARABIC_ARTICLE.search(text, max(0, start - 4), start):
                start = article.start()
            gap = text[end:start] if end >= 0 and start - end <= _LONGEST_JOINT else ""
            joint = _joint(gap)
            while heading and heading[1] <= start:
                heading = next(headings, None)
            yield Word(
                start,
                stop,
                plain(text[start:stop]),
                joint,
                not joint and bool(_BEFORE_SENTENCE.search(text[max(0, start - _BACK) : start])),
                heading is not None and heading[0] <= start,
            )
            end = stop


def _joint(gap: str) -> Joint:
    if gap in _JOINTS:
        return _JOINTS[gap]
    is_particle = gap[:1] == " " and plain(gap).strip() in lexicon()["particle"]
    return "particle" if is_particle else ""


def _parts(word: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the names in `word` stand: *US-made* holds one, *Israel-Hamas* two, *Jae-in* one."""
    known = lexicon().known
    parts = word.split("-")
    if len(parts) == 1 or word in known:
        yield start, start + len(word)
    elif all(part in known or part in lexicon()["combining"] for part in parts):
        for part in parts:
            if part in known:
                yield start, start + len(part)
            start += len(part) + 1
    else:
        kept = len(parts)
        is_name = kept == _PARTS_OF_NAME and parts[0] not in known
        if not (is_name and not _ENGLISH_ENDING.match(parts[-1])):
            while kept > 1 and parts[kept - 1].islower():
                kept -= 1
        yield start, start + len("-".join(parts[:kept]))


def _headings(text: str) -> Iterator[tuple[int, int]]:
    """The lines whose words all begin with a capital: *Stocks Slide as Oil Jumps*."""
    table = lexicon()
    for line in _LINE.finditer(text):
        if len(line[0]) > _LONGEST_HEADING:
            continue
        if not table["small"].issuperset(_SMALL_WORD.findall(line[0])):
            continue
        if not line[0][0].isupper():
            continue
        others = [word for word in line[0].split(" ")[1:] if word[:1].isupper()]
        is_sentence = any(word in table["function"] or word in table["none"] for word in others)
        is_title = any(word in table["title"] or word in table.heads for word in others)
        is_full = line[0][-1] == "." or "," in line[0]
        if is_sentence or (len(others) >= _WORDS_OF_HEADING and not is_title and not is_full):
            yield line.span()
