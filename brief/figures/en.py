"""The English grammar: text -> figures.

A copy of the text that is easier to read (`Copy`); one scan for the places where a figure may
begin; at each place the rules of its class: ``digits_en``, ``spelled_en`` and ``times_en``; what
completes it (``completions_en``); neighbours that make one figure (``joins_en``: ranges, a day
and its hour); what leans on a date before it (``context_en``); the modifiers (``modifiers_en``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from brief.figures import digits_en, numerals_en, spelled_en, times_en
from brief.figures.atoms_en import Atom, Copy, Moment
from brief.figures.clock_en import zoned
from brief.figures.completions_en import completed
from brief.figures.context_en import listed, referred
from brief.figures.digits_en import TENS
from brief.figures.joins_en import joined
from brief.figures.lexicon import currency_codes, first_word, table
from brief.figures.modifiers_en import with_modifiers
from brief.figures.time_words_en import HOLIDAYS, STEP
from brief.figures.time_words_en import words as time_words
from brief.model import Figure


def read(text: str, day: date | None = None) -> list[Figure]:
    """The figures of an English `text`, by position; extents do not overlap.

    `day` is the date of the brief. See ``brief.figures.read``, which calls this.
    """
    copy = Copy.of(text)
    at = Moment(copy, day)
    atoms = referred(at, joined(at, listed(at, list(scan(at)))))
    atoms = with_modifiers(copy, zoned(at, atoms))
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
_VAGUE = {"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"}


_NARROWED = {
    "the": r"the(?= (?:day (?:before|after)|week of|[0-9]|morning|afternoon|evening|night|early"
    r"|late|ides|closest|nearest|month|"
    + "|".join(sorted(_RANK_WORDS))
    + r"|twenty|thirty|last [mtwfsd]|final day|weekend))",
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
    "ad": r"ad(?= [0-9])",
    "fy": r"fy(?= ?[0-9'])",
    "cy": r"cy(?=[0-9])",
    "any": r"any(?= (?:day|week|month|year|weekday|weekend))",
    "all": r"all(?=[ -](?:day|week|month|year)\b)",
    "another": r"another(?= (?:day|week|month|year)\b)",
    "few": r"few(?= (?:hundred|thousand|days|weeks|months|years|hours|minutes|dozen))",
    "once": r"once(?= (?:an? |every|each))",
    "half": r"half(?= (?:an? |the |of |million|billion|trillion|past|dozen)|[ -](?:year|hour|day))",
    "quarter": r"quarter(?= (?:of a|past|to)|-)",
    "a": r"a(?= (?:few|couple|handful|hundred|thousand|million|billion|trillion|dozen|half|quarter"
    r"|third|fourth|fifth|sixth|seventh|ninth|tenth|twentieth"
    r"|year|month|week|day|decade|century|fortnight|second|minute|mile|kilomet(?:er|re)"
    r"|met(?:er|re)|inch|foot|yard|ton|tonne|gallon|barrel|hectare|acre|percentage point"
    r"|per ?cent|hundredth|thousandth|millionth"
    r"|billionth|trillionth)\b| (?:twen|thir|for|fif|six|seven|eigh|nine)ty[ -])",
    "some": r"some(?= (?:seconds|minutes|hours|days|weeks|months|years|decades)\b)",
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


def _classes() -> dict[str, tuple[str, ...]]:
    """Each word that a figure may begin with, and the classes of rules to try there."""
    found: dict[str, tuple[str, ...]] = {}

    def add(words: Iterable[str], *classes: str) -> None:
        for word in words:
            known = found.get(word, ())
            found[word] = (*known, *(name for name in classes if name not in known))

    for name in ("month", "weekday", "weekdays", "day", "season", "noon", "set"):
        add(time_words(name), name)
    add({*STEP, "this", "current", "same", "that"}, "shift")
    add({"early", "mid", "late", "later", "earlier"}, "edge", "part", "shift")
    add({"mid", "mid-night"}, "noon")
    add({"beginning", "start", "middle", "end", "close", "eoy", "eom", "year-end"}, "edge")
    add({"every", "each", "any", "once", "twice", "all", "another"}, "each")
    add({"one", "two", "three"}, "each")
    add({"twenty", "thirty"}, "rank")
    add({"ad", "fiscal", "financial", "fy", "cy", "calendar", "year", "week"}, "fiscal")
    add({"q1", "q2", "q3", "q4", "h1", "h2"}, "fiscal")
    add({"the", "on", "in", "at", "during", "day"}, "the", "part")
    add({"week", "weekend", "ides"}, "the")
    add({"the", "week", "closest", "nearest"}, "around")
    add({"last", "final"}, "rank")
    add({"half", "quarter"}, "noon", "amount")
    add(_RANK_WORDS, "rank", "amount")
    add({"first", "second"}, "edge")
    add({"final", "last", "hundredth", "thousandth", "millionth"}, "rank")
    add(_NUMBER_WORDS, "hour", "amount")
    add(_VAGUE | {"a", "an", "some", "decades", "centuries"}, "amount")
    add(set(_MULTIPLES), "multiple")
    add(set(TENS), "hour")
    add({row[1] for row in table("periods")}, "period")
    add({"this", "last", "next"}, "holiday")
    for phrase in HOLIDAYS.entries:
        # By the first word alone, where that word by itself may begin a figure anywhere.
        word = first_word(phrase)
        add({phrase if word in _NARROWED or word[0].isdigit() else word}, "holiday")
    return found


_CLASSES = _classes()


def _trie(tails: Iterable[str], stem: str = "") -> str:
    """A pattern that matches any of `tails` after `stem`, the longest first, letter by letter."""
    heads: dict[str, list[str]] = {}
    for tail in tails:
        heads.setdefault(tail[:1], []).append(tail[1:])
    ends = "" in heads
    branches = [
        re.escape(head) + _trie(rest, stem + head) for head, rest in sorted(heads.items()) if head
    ]
    if ends:
        branches.append(_NARROWED.get(stem, stem)[len(stem) :])
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


_PLACE = re.compile(
    rf"(?<![^\W_])(?:(?P<word>{_trie(_CLASSES)})(?![^\W\d_])|(?P<number>\.?[0-9]"
    rf"|[{numerals_en.VULGAR}]))"
    rf"|(?<=[^\W\d_])(?P<stuck>[0-9])"
)
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
                place = digits_en.run_end(low, start)
                continue
            atom = digits_en.read(at, start, floor)
        elif found["number"]:
            atom = digits_en.read(at, start, floor)
        else:
            atom = _word(at, start, floor, found["word"].rstrip())
        if atom is None:
            if found["word"] is None:
                place = max(place, digits_en.run_end(low, start))
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
    if life := digits_en.decade_of_life(at, start):
        return life
    if "multiple" in classes and word != "twice":
        return _multiple(at, start, word)
    best = times_en.longest(at, start, classes)
    if "amount" in classes:
        amount = spelled_en.read(at, start, floor)
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
