"""The English grammar: text -> figures.

In the order of the code: a copy of the text that is easier to read (`Copy`), one scan for the
places where a figure may begin, at each place the rules of its class (numerals and amounts,
times), what is no figure after all, neighbours that make one figure (ranges, a day and its
hour), and the modifiers around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from brief.figures import amounts_en, calendar, numerals_en, times_en
from brief.figures.atoms_en import Atom, Copy, Moment
from brief.figures.completions_en import completed
from brief.figures.context_en import listed, referred
from brief.figures.joins_en import joined
from brief.figures.lexicon import currency_codes, table
from brief.figures.modifiers_en import LAST_WORDS, with_modifiers
from brief.figures.numerals_en import Numeral
from brief.figures.time_words_en import words as time_words
from brief.model import Figure


def read(text: str, day: date | None = None) -> list[Figure]:
    """The figures of an English `text`, by position; extents do not overlap.

    `day` is the date of the brief. See ``brief.figures.read``, which calls this.
    """
    copy = Copy.of(text)
    at = Moment(copy, day)
    atoms = referred(at, joined(at, listed(at, list(scan(at)))))
    atoms = with_modifiers(copy, atoms)
    return [_figure(text, atom) for atom in atoms]


def _figure(text: str, atom: Atom) -> Figure:
    extent = atom.extent or (atom.start, atom.end)
    return Figure(
        atom.start,
        atom.end,
        extent,
        text[atom.start : atom.end],
        atom.kind,
        atom.value,
        atom.low,
        atom.high,
        atom.unit,
        atom.modifier,
    )


# --- where a figure may begin --------------------------------------------------------

_NUMERALS = table("numerals.en")
_NUMBER_WORDS = {word for word, kind, _ in _NUMERALS if kind in ("small", "tens", "several")}
_RANK_WORDS = {word for word, kind, _ in _NUMERALS if kind == "ordinal"}
_MULTIPLES = {word: value for word, kind, value in _NUMERALS if kind == "multiple"}
_TENS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50,
    "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_VAGUE = {"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"}


def _classes() -> dict[str, tuple[str, ...]]:
    """Each word that a figure may begin with, and the classes of rules to try there."""
    found: dict[str, tuple[str, ...]] = {}

    def add(words: Sequence[str] | set[str], *classes: str) -> None:
        for word in words:
            found[word] = (*found.get(word, ()), *classes)

    for name in ("month", "weekday", "weekdays", "day", "season", "noon", "set"):
        add(time_words(name), name)
    add(
        {"this", "last", "past", "previous", "prior", "next", "coming", "upcoming", "following"},
        "shift",
    )
    add({"current", "same", "that", "last"}, "shift")
    add({"early", "mid", "late", "later", "earlier"}, "edge", "part", "shift")
    add({"beginning", "start", "middle", "end", "close", "eoy", "eom", "year-end"}, "edge")
    add({"every", "each", "any", "once", "twice", "all", "another"}, "each")
    add({"twenty", "thirty"}, "rank")
    add({"fiscal", "financial", "fy", "cy", "calendar", "year", "week"}, "fiscal")
    add({"q1", "q2", "q3", "q4", "h1", "h2"}, "fiscal")
    add({"the", "on", "in", "at", "during", "day"}, "the", "part")
    add({"week", "weekend"}, "the")
    add({"last", "final"}, "rank")
    add({"half", "quarter"}, "noon", "amount")
    add(_RANK_WORDS, "rank", "amount")
    add({"first", "second"}, "edge")
    add({"final", "last", "hundredth", "thousandth", "millionth"}, "rank")
    add(_NUMBER_WORDS, "hour", "amount")
    add(_VAGUE | {"a", "an", "decades", "centuries"}, "amount")
    add(set(_MULTIPLES), "multiple")
    add(
        set(_TENS),
        "hour",
    )
    add({row[1] for row in table("periods")}, "period")
    for phrase, _ in table("holidays.en"):
        add({phrase}, "holiday")
    return found


_CLASSES = _classes()
_NARROWED = {
    "the": r"the(?= (?:day (?:before|after)|week of|[0-9]|morning|afternoon|evening|night|early"
    r"|late|" + "|".join(sorted(_RANK_WORDS)) + r"|twenty|thirty|last [mtwfsd]|final day|weekend))",
    "on": r"on(?= (?:the )?(?:[0-9]{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b)",
    "in": r"in(?= (?:the )?(?:early |late )?(?:morning|afternoon|evening|night|daytime))",
    "at": r"at(?= (?:the )?night)",
    "during": r"during(?= the (?:morning|afternoon|evening|night|day))",
    "day": r"day(?= (?:before yesterday|after tomorrow))",
    "week": r"week(?= (?:of |[0-9]))",
    "year": r"year(?= [0-9]|-end| end)",
    "calendar": r"calendar(?= year)",
    "fiscal": r"fiscal(?= (?:year |[0-9']))",
    "financial": r"financial(?= year )",
    "fy": r"fy(?= ?[0-9'])",
    "cy": r"cy(?=[0-9])",
    "any": r"any(?= (?:day|week|month|year|weekday|weekend))",
    "all": r"all(?= (?:day|week|month|year)\b)",
    "another": r"another(?= (?:day|week|month|year)\b)",
    "few": r"few(?= (?:hundred|thousand|days|weeks|months|years|hours|minutes|dozen))",
    "once": r"once(?= (?:an? |every|each))",
    "half": r"half(?= (?:an? |the |of |million|billion|trillion|past|dozen)|[ -](?:year|hour|day))",
    "quarter": r"quarter(?= (?:of a|past|to)|-)",
    "a": r"a(?= (?:few|couple|handful|hundred|thousand|million|billion|trillion|dozen|half|quarter"
    r"|third|fourth|fifth"
    r"|year|month|week|day|decade|century|fortnight|second|minute|mile|kilomet(?:er|re)"
    r"|met(?:er|re)|inch|foot|yard|ton|tonne|gallon|barrel|hectare|acre|percentage point"
    r"|per ?cent|hundredth|thousandth|millionth"
    r"|billionth|trillionth)\b)",
    "an": r"an(?= (?:hour|eighth|inch|acre))",
    "that": r"that(?= (?:week|month|year|day|weekend|night|summer|winter))",
    "same": r"same(?= (?:day|week|month|year|quarter))",
    "current": r"current(?= (?:week|month|year|quarter|fiscal|decade|century))",
    "close": r"close(?= of )",
    "start": r"start(?= of )",
    "end": r"end(?= (?:of|in) )",
    "middle": r"middle(?= of )",
    "beginning": r"beginning(?= of )",
    "final": r"final(?= (?:quarter|half))",
    "mid": r"mid(?=[ -])",
}


def _trie(words: Sequence[str]) -> str:
    """A pattern that matches any of `words`, the longest first, by common beginnings."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[0], []).append(word)
    branches = []
    for head, group in sorted(heads.items()):
        rest = sorted({word[1:] for word in group}, key=lambda tail: (-len(tail), tail))
        tails = "|".join(
            _NARROWED[head + tail][1:] if head + tail in _NARROWED else re.escape(tail)
            for tail in rest
        )
        branches.append(f"{re.escape(head)}(?:{tails})")
    return "|".join(branches)


_PLACE = re.compile(
    rf"(?<![^\W_])(?:(?P<word>{_trie(list(_CLASSES))})(?![^\W\d_])|(?P<number>\.?[0-9]"
    rf"|[{numerals_en.VULGAR}]))"
    rf"|(?<=[^\W\d_])(?P<stuck>[0-9])"
)
_DIGIT_RUN = re.compile(r"[0-9]+(?:[^\W_]|[.,'-](?=[0-9])|-(?=[^\W_]))*")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.)[^\s<>]+|[^\s<>@]{1,64}@[^\s<>@]{1,255}")
_CODE_BEFORE = re.compile(r"(?<![^\W_])[A-Za-z]{2,3}$")


def scan(at: Moment) -> Iterator[Atom]:
    """The atoms of the text, by position, not yet joined."""
    copy = at.copy
    low = copy.low
    barred = _addresses(low)
    place = floor = 0
    while found := _PLACE.search(low, place):
        start = found.start()
        place = found.end()
        if barred and start >= barred[0][0]:
            if start < barred[0][1]:
                place = max(place, barred[0][1])
                continue
            barred.pop(0)
            place = start
            continue
        if found["stuck"]:
            code = _CODE_BEFORE.search(copy.cased, max(0, start - 4), start)
            if code is None or code[0] not in currency_codes():
                place = cast("re.Match[str]", _DIGIT_RUN.match(low, start)).end()
                continue
            atom = _number(at, start, floor)
        elif found["number"]:
            atom = _number(at, start, floor)
        else:
            atom = _word(at, start, floor, found["word"].rstrip())
        if atom is None:
            if found["word"] is None:
                named = _TELEPHONE if _is_phone(low, start) else _DIGIT_RUN
                run = named.match(low, start) or _DIGIT_RUN.match(low, start)
                place = run.end() if run else place
            continue
        atom = completed(at, atom, floor)
        place = floor = atom.end
        yield atom


def _addresses(low: str) -> list[tuple[int, int]]:
    """The spans of web and mail addresses."""
    if "://" not in low and "www." not in low and "@" not in low:
        return []
    return [found.span() for found in _ADDRESS.finditer(low)]


def _word(at: Moment, start: int, floor: int, word: str) -> Atom | None:
    """The figure that begins with a word, the longest that any of its rules reads."""
    classes = _CLASSES[word]
    if life := _decade_of_life(at, start):
        return life
    if "multiple" in classes and word != "twice":
        return _multiple(at, start, word)
    best = times_en.longest(at, start, tuple(name for name in classes if name in times_en.RULES))
    if "amount" in classes:
        amount = _amount_in_words(at, start, floor)
        if amount is not None and (best is None or amount.end > best.end):
            best = amount
    if best is None and word == "twice":
        return _multiple(at, start, word)
    return best


def _multiple(at: Moment, start: int, word: str) -> Atom | None:
    end = start + len(word)
    if word == "halves" or at.copy.low.startswith("-", end):
        return None
    return Atom(start, end, "number", _MULTIPLES[word], unit="times")


_JOINED_BEFORE = re.compile(r"\bbetween $")
_COUPLE = re.compile(r"a couple(?: of)?(?= [a-z])")
_ARTICLE_SPAN = re.compile(
    r"(?P<half>half )?an? (?P<grain>year|month|week|day|decade|century|fortnight|hour|minute"
    r"|second)(?P<more> and a half)?(?![^\W_])"
)
_ARTICLE_CONTEXT = re.compile(
    r"\b(?:within|for|in|than|about|almost|nearly|over|just|only|under|after|half|quite|around"
    r"|least|to)(?: about| just| only| over)? $"
)
_SINCE_WHEN = re.compile(
    r" (?:ago|later|earlier|from now|hence|before|after|into|since|in a row)\b"
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


def _amount_in_words(at: Moment, start: int, floor: int) -> Atom | None:
    copy = at.copy
    low = copy.low
    if span := _ARTICLE_SPAN.match(low, start):
        return _article_span(at, span)
    if ages := _AGES.match(low, start):
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
_AGE_OF = {"decades": "decade", "centuries": "century"}
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
)
"""What begins with an ordinal and orders nothing."""


def _stands_in_words(at: Moment, atom: Atom, numeral: Numeral) -> bool:
    """Whether a spelled number is a figure here: not *one of the*, not *one day he …*."""
    low = at.copy.low
    word = low[atom.start : numeral.end]
    if _is_title(at.copy, atom, numeral):
        return False
    if at.copy.cased[atom.start].isupper() and _GROUP_BEFORE.search(
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


# --- digits --------------------------------------------------------------------------

_GROUP_BEFORE = re.compile(r"\b[Gg]roup of $")
_LABELS = frozenset(row[0] for row in table("labels.en"))
_WORD_BEFORE = re.compile(r"(?:^|[^\w'.-])(?P<word>[^\W\d_][^\W_]*\.?)[ ]$")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}|[0-9]{1,3}(?:-[0-9]{1,3}){2,}(?![0-9])")
_TELEPHONE = re.compile(r"\+?\(?[0-9]{1,4}\)?(?:[ -][0-9]{2,4}){2,5}(?![0-9])")
_INTERNATIONAL = re.compile(r"[0-9]{1,3}(?:[ -]\(?[0-9]{1,4}\)?){2,5}(?![0-9])")
_PHONE_PAIR = re.compile(r"[0-9]{3}-[0-9]{4}(?![0-9])")
_DECADE_OF_LIFE = re.compile(
    r"(?P<part>(?:early|mid|late)[ -](?:to late[ -])?)?(?P<decade>(?P<tens>[2-9]0)s"
    r"|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?![^\W_])"
)
_LIFE_BEFORE = re.compile(r"\bin (?:his|her|their|one's) $")
_FRACTION_ENDS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 32, 64, 100, 1000))


def _number(at: Moment, start: int, floor: int) -> Atom | None:
    """The figure that begins with a digit, or None where the digits name something."""
    copy = at.copy
    low = copy.low
    before = low[start - 1 : start] if start else ""
    if low.startswith("24/7", start):
        return None
    if before and (
        before in "#§№_\\&"
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
    if time is not None and time.form in ("hour", "clock", "year") and _named(at, start):
        time = None
    if time is None and (_VERSION.match(low, start) or _is_phone(low, start)):
        return None
    if before == "(" and _TELEPHONE.match(low, start - 1):
        return None
    if life := _decade_of_life(at, start):
        return life
    numeral = numerals_en.read(
        low, start, joined=not (before == " " and low.startswith("between ", start - 8))
    )
    if numeral is None:
        return time
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


def _decade_of_life(at: Moment, start: int) -> Atom | None:
    """In his 50s, in her late twenties: an age; *in the mid-30s*: a number."""
    low = at.copy.low
    found = _DECADE_OF_LIFE.match(low, start)
    if not found:
        return None
    tens = int(found["tens"]) if found["tens"] else _TENS[found["word"]]
    bounds = str(tens), str(tens + 9)
    if _LIFE_BEFORE.search(low, max(0, start - 12), start):
        return Atom(found.start("decade"), found.end(), "age", None, *bounds, unit="a")
    if found["tens"] and found["part"] and (tens < 50 or not low.endswith("the ", 0, start)):
        return Atom(found.start("decade"), found.end(), "number", None, *bounds)
    return None


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


def _named(at: Moment, start: int) -> bool:
    """Whether a label stands before the digits: Boeing 737, version 2.0, Room 2001."""
    found = _WORD_BEFORE.search(at.copy.low, max(0, start - 24), start)
    return bool(found) and cast("re.Match[str]", found)["word"] in _LABELS


def _stands(at: Moment, atom: Atom, start: int, numeral: Numeral) -> bool:
    """Whether digits state a figure: not in a name, an identifier or a label."""
    copy = at.copy
    low = copy.low
    following = copy.cased[atom.end : atom.end + 1]
    if atom.kind in ("number", "ordinal") and (following.isalpha() or following == "_"):
        return False
    if atom.kind not in ("number", "count", "ordinal") or low[start - 1 : start] != " ":
        return True
    if _GROUP_BEFORE.search(copy.cased, max(0, start - 9), start):
        return False
    found = _WORD_BEFORE.search(low, max(0, start - 24), start)
    if not found:
        return True
    word = found["word"]
    if word in _LABELS:
        return False
    if low[atom.end : atom.end + 1] == "-" and low[atom.end + 1 : atom.end + 2].isdigit():
        # A score: *gave the visitors a 1-0 lead*.
        return True
    if atom.kind == "number" and numeral.digits and "," not in numeral.digits:
        name = copy.cased[found.start("word") : found.end("word")]
        return not (
            name[0].isupper() and not copy.shouting and _is_name(copy, found.start("word"), word)
        )
    return True


def _is_name(copy: Copy, start: int, word: str) -> bool:
    """Whether a capitalised word is a name: not one that opens a sentence."""
    if word in amounts_en.FUNCTION or word in LAST_WORDS:
        return False
    before = copy.cased[max(0, start - 2) : start]
    return not (before == "" or before.strip(" \n\"'(") == "" or before[0] in ".!?:\n")
