"""English amounts in words: *seven leaders*, *an hour and a half*, *several days*.

A word that counts is not always a figure: *one of them*, *the Seven Dwarfs*, *first of all*.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from brief.figures import amounts_en, calendar, numerals_en
from brief.figures.atoms_en import Atom, Copy, Moment
from brief.figures.numerals_en import Numeral
from brief.figures.time_words_en import SMALL

GROUP_BEFORE = re.compile(r"\b[Gg]roup of $")
"""The Group of Seven and the Group of 20 are names."""
_JOINED_BEFORE = re.compile(r"\bbetween $")
_COUPLE = re.compile(r"a couple(?: of)?(?= [a-z])")
_ARTICLE_SPAN = re.compile(
    r"(?P<half>half )?an? (?P<grain>year|month|week|day|decade|century|fortnight|hour|minute"
    r"|second)(?P<more> and a half)?(?![^\W_])"
)
_ARTICLE_CONTEXT = re.compile(
    r"\b(?:within|for|in|than|about|almost|nearly|over|just|only|under|after|half|quite|around"
    r"|least|to|spent|spends?|spending|took|takes?|taking|lasts?|lasted|lasting|waited|waits?"
    r")(?: about| just| only| over| almost| nearly)? $"
)
_SINCE_WHEN = re.compile(
    r" (?:ago|later|earlier|from now|hence|before|after|into|since|in a row|or so)\b"
)
_SPANS = {
    "year": ("years", 1),
    "month": ("months", 1),
    "week": ("weeks", 1),
    "day": ("days", 1),
    "decade": ("years", 10),
    "century": ("years", 100),
    "fortnight": ("weeks", 2),
    "hour": ("hours", 1),
    "minute": ("minutes", 1),
    "second": ("seconds", 1),
}


def read(at: Moment, start: int, floor: int) -> Atom | None:
    """The amount in words that begins at `start`; nothing before `floor` belongs to it."""
    copy = at.copy
    low = copy.low
    if span := _ARTICLE_SPAN.match(low, start):
        return _article_span(at, span)
    if some := _SOME.match(low, start):
        return _some_time(at, some)
    if (ages := _AGES.match(low, start)) and not _NUMBERED_BEFORE.search(low, 0, start):
        least, most = (_SPANS[_AGE_OF[ages[0]]][1] * count for count in _SEVERAL)
        bounds = (calendar.duration(years=least), calendar.duration(years=most))
        return Atom(start, ages.end(), "duration", None, *bounds, grain="years")
    if one := _ONE_MEASURE.match(low, start):
        return _one_measure(at, one, floor)
    between = low[start - 1 : start] == " " and bool(
        _JOINED_BEFORE.search(low, max(0, start - 8), start)
    )
    if couple := _COUPLE.match(low, start):
        numeral: Numeral | None = Numeral(couple.end(), Decimal(2), spelled=True)
        approx = True
    else:
        numeral = numerals_en.read(low, start, joined=not between)
        approx = False
    if numeral is None:
        return None
    atom = amounts_en.read(copy, start, numeral, floor)
    if approx:
        atom = replace(atom, modifier="approx")
        if atom.kind == "number":
            return None
    return atom if _stands_in_words(at, atom, numeral) else None


_SEVERAL = (3, 9)
"""What a bare plural of a number or of a length of time is taken to count."""
_AGES = re.compile(r"(?:decades|centuries)(?![^\W_])")
_NUMBERED_BEFORE = re.compile(r"(?:st|nd|rd|th) $")
"""The 4th to the 6th centuries are no length of time."""
_AGE_OF = {"decades": "decade", "centuries": "century"}
_SOME = re.compile(r"some (?P<grain>second|minute|hour|day|week|month|year|decade)s(?![^\W_])")
_LASTING = re.compile(
    r"\b(?:for|in|within|after|over|take|takes|took|last|lasts|lasted|wait|waited|spent|spend) $"
)


def _some_time(at: Moment, some: re.Match[str]) -> Atom | None:
    """For some days, some years ago; not *some days are better*."""
    low = at.copy.low
    lasting = _LASTING.search(low, max(0, some.start() - 9), some.start())
    if not (lasting or _SINCE_WHEN.match(low, some.end())):
        return None
    grain, size = _SPANS[some["grain"]]
    least, most = (calendar.duration(**{grain: size * count}) for count in _SEVERAL)
    return Atom(*some.span(), "duration", None, least, most, grain=grain)


_ONE_MEASURE = re.compile(
    r"(?P<half>half )?an? (?=(?:mile|kilomet(?:er|re)|met(?:er|re)|inch|foot|yard|ton|tonne"
    r"|gallon|barrel|hectare|acre|percentage point|per ?cent)(?![^\W_]))"
)


def _one_measure(at: Moment, one: re.Match[str], floor: int) -> Atom | None:
    """Half an inch; *about a mile*, but not *a mile of*, which is no more than an article."""
    low = at.copy.low
    if not (one["half"] or _ARTICLE_CONTEXT.search(low, max(0, one.start() - 18), one.start())):
        return None
    value = Decimal("0.5") if one["half"] else Decimal(1)
    numeral = Numeral(one.end() - 1, value, spelled=True)
    return amounts_en.read(at.copy, one.start(), numeral, floor)


_AND_SO_MUCH = re.compile(
    rf" and (?:[0-9]+|(?:{'|'.join(SMALL)}))[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?)"
    r"(?![^\W_])"
)
"""What follows *an hour* in *an hour and 15 minutes*."""


def _article_span(at: Moment, span: re.Match[str]) -> Atom | None:
    """A year ago, half an hour, an hour and a half, within a week."""
    low = at.copy.low
    grain, size = _SPANS[span["grain"]]
    amount = Decimal(size)
    if span["half"]:
        amount /= 2
    if span["more"]:
        amount += Decimal(size) / 2
    if not (
        span["half"]
        or span["more"]
        or _AND_SO_MUCH.match(low, span.end())
        or _SINCE_WHEN.match(low, span.end())
        or _ARTICLE_CONTEXT.search(low, max(0, span.start() - 18), span.start())
    ):
        return None
    if (
        span["grain"] == "second"
        and not (span["half"] or span["more"])
        and low[span.end() : span.end() + 2].strip(" ")[:1].isalpha()
    ):
        return None
    value = calendar.duration(**{grain: amount})
    return Atom(span.start(), span.end(), "duration", value, grain=grain, amount=amount)


_ONE_BEFORE = re.compile(
    r"\b(?:in|for|within|about|than|only|just|least|over|under|nearly|almost|of|with|by|after|last"
    r"|past|next) $"
)
_RATIO_AFTER = re.compile(
    r" (?:in|out of|over|to) (?:every )?(?:[0-9]|two|three|four|five|six|seven|eight|nine|ten"
    r"|twenty|one hundred|a hundred)"
)


_FEW = ("several", "a few")
_IDIOM = re.compile(
    r"(?:first|second|third)(?:-hand\b| hand\b)|first (?:of all|and foremost|lady|ladies|name|names"
    r"|aid)\b|first-(?:ever|time)\b|(?<=for the )first time\b|(?<=in the )first place\b"
    r"|(?<=at )first(?! \w)|second (?:thoughts?|nature|guess\w*)\b|second to none\b"
    r"|(?:first|second|third|fourth) (?:world|punic|boer|opium|gulf|intifada|reich|republic)\b"
)
"""What begins with an ordinal and orders nothing."""


def _stands_in_words(at: Moment, atom: Atom, numeral: Numeral) -> bool:
    """Whether a spelled number is a figure here: not *one of the*, not *one day he …*."""
    low = at.copy.low
    word = low[atom.start : numeral.end]
    if _is_title(at.copy, atom, numeral):
        return False
    if at.copy.cased[atom.start].isupper() and GROUP_BEFORE.search(
        at.copy.cased, max(0, atom.start - 9), atom.start
    ):
        return False
    if atom.kind == "ordinal":
        return not _IDIOM.match(low, atom.start)
    if word == "one":
        if atom.kind == "number":
            return bool(_RATIO_AFTER.match(low, atom.end))
        if atom.kind == "count":
            return not low.startswith("s", atom.end - 1)
        if low[atom.start : atom.end] == "one day":
            return bool(_ONE_BEFORE.search(low, max(0, atom.start - 8), atom.start))
    if word == "zero" and atom.kind == "number" and low.startswith("-", atom.end):
        return False
    if numeral.value is None and atom.kind == "number" and not atom.unit and word in _FEW:
        # Several of them: vague, and of nothing that is named.
        return False
    return not (
        word in ("half", "quarter") and low.startswith("-", atom.end) and atom.kind == "number"
    )


def _is_title(copy: Copy, atom: Atom, numeral: Numeral) -> bool:
    """Whether a spelled number is part of a name: *the Seven Dwarfs*, *the Four Corners*."""
    start, end = atom.start, numeral.end
    if not copy.cased[start].isupper() or copy.shouting or atom.kind not in ("number", "count"):
        return False
    if not copy.cased[end + 1 : end + 2].isupper():
        return False
    return copy.cased[max(0, start - 2) : start].strip(" \n\"'(")[-1:].isalpha()
