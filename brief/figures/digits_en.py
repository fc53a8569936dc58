"""English figures that begin with a digit, and digits that name something, as in Room 101."""

from __future__ import annotations

import re

from brief.figures import amounts_en, numerals_en, times_en
from brief.figures.atoms_en import Atom, Copy, Moment
from brief.figures.lexicon import table
from brief.figures.modifiers_en import LAST_WORDS
from brief.figures.numerals_en import Numeral
from brief.figures.spelled_en import GROUP_BEFORE

TENS = {
    word.removesuffix("y") + "ies": int(value)
    for word, kind, value in table("numerals.en")
    if kind == "tens"
}
"""Twenties to nineties."""
_DIGIT_RUN = re.compile(r"[0-9]+(?:[^\W_]|[.,'-](?=[0-9])|-(?=[^\W_]))*")
_LABELS = frozenset(row[0] for row in table("labels.en"))
_WORD_BEFORE = re.compile(r"(?:^|[^\w'.-])(?P<word>[^\W\d_][^\W_]*\.?)[ ]$")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}|[0-9]{1,3}(?:-[0-9]{1,3}){2,}(?![0-9])")
_TELEPHONE = re.compile(r"\+?\(?[0-9]{1,4}\)?(?:[ -][0-9]{2,4}){2,5}(?![0-9])")
_INTERNATIONAL = re.compile(r"[0-9]{1,3}(?:[ -]\(?[0-9]{1,4}\)?){2,5}(?![0-9])")
_PHONE_PAIR = re.compile(r"[0-9]{3}-[0-9]{4}(?![0-9])")
_DECADE_OF_LIFE = re.compile(
    r"(?P<part>(?:early|mid|late)[ -](?:to late[ -])?)?(?P<decade>(?P<tens>[2-9]0)s"
    rf"|(?P<word>{'|'.join(TENS)}))(?![^\W_])"
)
_TENS_OF = re.compile(r"[0-9]*0s(?![^\W_])")
"""Temperatures in the 80s, people in their 50s: never so many seconds."""
_LIFE_BEFORE = re.compile(r"\bin (?:his|her|their|one's) $")
_FRACTION_ENDS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 32, 64, 100, 1000))


def read(at: Moment, start: int, floor: int) -> Atom | None:
    """The figure that begins with a digit, or None where the digits name something."""
    copy = at.copy
    low = copy.low
    before = low[start - 1 : start] if start else ""
    if low.startswith("24/7", start):
        return None
    if before and (
        before in "#§№_\\"
        or (before == "&" and not low[max(0, start - 2)].isdigit())
        or (before == "=" and low[max(0, start - 2)].isalpha())
        or low[max(0, start - 2) : start] in ("§ ", "# ", "№ ")
    ):
        return None
    if (
        before == "-"
        and start > 1
        and low[start - 2].isalnum()
        and floor < start - 1
        and not _hyphen_joins(low, start)
    ):
        return None
    if before == "/" and start > 1 and low[start - 2].isalnum() and floor < start - 1:
        return None
    time = times_en.longest(at, start, ("digit",))
    if (
        time is not None
        and (time.form in ("hour", "clock", "year") or low[start : time.end].isdigit())
        and _named(at, start, time)
    ):
        time = None
    if time is None and (_VERSION.match(low, start) or _is_phone(low, start)):
        return None
    if before == "(" and _TELEPHONE.match(low, start - 1):
        return None
    if life := decade_of_life(at, start):
        return life
    numeral = numerals_en.read(
        low, start, joined=not (before == " " and low.startswith("between ", start - 8))
    )
    if numeral is None:
        return time
    if time is None and _TENS_OF.match(low, start):
        return None
    if numeral.fraction and "/" in low[start : numeral.end]:
        under = low[low.index("/", start) + 1 : numeral.end].split(" ")[0].split("-")[0]
        if not under.isdigit() or int(under) not in _FRACTION_ENDS:
            return time
    if time is not None and time.form != "year" and time.end >= numeral.end:
        return time
    amount = amounts_en.read(copy, start, numeral, floor)
    if time is not None and (
        amount.kind == "number" or (amount.kind == "count" and time.form != "year")
    ):
        return time
    if time is not None and time.end > amount.end:
        return time
    return amount if _stands(at, amount, start, numeral) else None


def decade_of_life(at: Moment, start: int) -> Atom | None:
    """In his 50s, in her late twenties: an age; *in the mid-30s*: a number."""
    low = at.copy.low
    found = _DECADE_OF_LIFE.match(low, start)
    if not found:
        return None
    tens = int(found["tens"]) if found["tens"] else TENS[found["word"]]
    bounds = str(tens), str(tens + 9)
    if _LIFE_BEFORE.search(low, max(0, start - 12), start):
        return Atom(found.start("decade"), found.end(), "age", None, *bounds, unit="a")
    if found["tens"] and found["part"] and (tens < 50 or not low.endswith("the ", 0, start)):
        return Atom(found.start("decade"), found.end(), "number", None, *bounds)
    return None


def run_end(low: str, start: int) -> int:
    """Where the digits that begin at `start` and state nothing end; a number to call is one."""
    named = _TELEPHONE.match(low, start) if _is_phone(low, start) else None
    run = named or _DIGIT_RUN.match(low, start)
    return run.end() if run else start + 1


def _hyphen_joins(low: str, start: int) -> bool:
    """Whether the hyphen before `start` is that of a range or of a word like *mid-*."""
    return low[start - 2].isdigit() or low.endswith(
        ("mid-", "pre-", "post-", "sub-", "percent-"), max(0, start - 8), start
    )


def _is_phone(low: str, start: int) -> bool:
    if low[start - 1 : start] == "+" and _INTERNATIONAL.match(low, start):
        return True
    found = _TELEPHONE.match(low, start)
    if found and low[start] == "0":
        return True
    if found and (found[0].count("-") >= 2 or (found[0].count(" ") >= 2 and "-" in found[0])):
        return True
    return bool(_PHONE_PAIR.match(low, start)) and low[max(0, start - 2) : start] in (") ", "- ")


def _named(at: Moment, start: int, time: Atom) -> bool:
    """Whether a label stands before the digits: Boeing 737, Room 2001; an Act 2017 is of 2017."""
    found = _WORD_BEFORE.search(at.copy.low, max(0, start - 24), start)
    if not found or found["word"] not in _LABELS:
        return False
    return not (time.form == "year" and found["word"] in _NAMED_BY_YEAR)


_NAMED_BY_YEAR = ("act", "bill")


def _stands(at: Moment, atom: Atom, start: int, numeral: Numeral) -> bool:
    """Whether digits state a figure: not in a name, an identifier or a label."""
    copy = at.copy
    low = copy.low
    following = copy.cased[atom.end : atom.end + 1]
    if atom.kind in ("number", "ordinal") and (following.isalpha() or following == "_"):
        return False
    if _is_programme(copy, atom, numeral):
        return False
    if atom.kind not in ("number", "count", "ordinal") or low[start - 1 : start] != " ":
        return True
    if GROUP_BEFORE.search(copy.cased, max(0, start - 9), start):
        return False
    found = _WORD_BEFORE.search(low, max(0, start - 24), start)
    if not found:
        return True
    word = found["word"]
    if word in _LABELS:
        return False
    if low[atom.end : atom.end + 1] in ("-", "&") and low[atom.end + 1 : atom.end + 2].isdigit():
        # A score: *gave the visitors a 1-0 lead*, *beat Woods 5&4*.
        return True
    if atom.kind == "number" and numeral.digits and "," not in numeral.digits:
        name = copy.cased[found.start("word") : found.end("word")]
        return not (
            name[0].isupper() and not copy.shouting and _is_name(copy, found.start("word"), word)
        )
    return True


_PROGRAMME = re.compile(r" (?:Minutes|Hours|Days|Weeks)(?! [A-Z0-9])(?![^\W_])")


def _is_programme(copy: Copy, atom: Atom, numeral: Numeral) -> bool:
    """Whether a length of time is a title: *60 Minutes aired it*, but not in a headline."""
    if atom.kind != "duration" or not _PROGRAMME.match(copy.cased, numeral.end):
        return False
    before = copy.cased[max(0, atom.start - 24) : atom.start].split()
    return not (before and before[-1][:1].isupper() and before[-1].lower() not in ("the", "on"))


def _is_name(copy: Copy, start: int, word: str) -> bool:
    """Whether a capitalised word is a name: not one that opens a sentence."""
    if word in amounts_en.FUNCTION or word in LAST_WORDS:
        return False
    before = copy.cased[max(0, start - 2) : start]
    return not (before == "" or before.strip(" \n\"'(") == "" or before[0] in ".!?:\n")
