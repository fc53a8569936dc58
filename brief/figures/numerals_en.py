"""English numerals: 1,000 and 1.5 million, twenty-one, two and a half million, one-third, 21st.

`read` takes a text in lower case with plain spaces, hyphens and digits (see ``en.plain_copy``)
and the place where a numeral begins, and gives the longest numeral that stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from brief.figures.calendar import quotient
from brief.figures.lexicon import table

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Sums and products of what a text states are never rounded, however long."""
_LONGEST = 24
"""Words of the longest numeral: it keeps *million million million …* linear."""
_LONGEST_BASE = 8
"""Digits of the longest number that is raised to a power."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral that was read."""

    end: int
    value: Decimal | None
    """None: only its bounds are stated, as by *several* and *hundreds of*."""
    low: Decimal | None = None
    high: Decimal | None = None
    ordinal: bool = False
    fraction: bool = False
    """One-third, a half, 3/4: what follows may be *of a million*."""
    scaled: bool = False
    """With hundred, thousand, million …, as an abbreviation too."""
    spelled: bool = False
    digits: str = ""
    """The digits as they stand, where the numeral is nothing else."""


_ROWS = table("numerals.en")
_WORDS = {word: (kind, Decimal(value)) for word, kind, value in _ROWS if kind[:4] != "part"}
"""A word to its class and value. Classes: small, tens, hundred, scale, ordinal, rank, dozen, …"""
_PARTS = {word: int(value) for word, kind, value in _ROWS if kind[:4] == "part"}
"""A part of one to how many of them make one: third and thirds to 3."""


def _either(*classes: str) -> str:
    words = [word for word, kind, _ in _ROWS if kind in classes]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9]|[.,:/-][0-9])"
    r"|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
)
"""1,000 and 1 000 and 1.5 and .5."""

_DIGITS = re.compile(DIGITS)
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9]|[.,][0-9])")
"""1.234,56, as Germans and Italians write it."""
_SUFFIX = re.compile(r"(?:st|nd|rd|th)(?![^\W_])")
_MIXED = re.compile(r"(?P<whole>[0-9]+)[ -](?P<over>[0-9]{1,3})/(?P<under>[0-9]{1,4})(?![0-9/])")
_SLASHED = re.compile(r"(?P<over>[0-9]{1,4})/(?P<under>[0-9]{1,4})(?![0-9/])")
_EXPONENT = re.compile(r"(?: ?[x×*] ?10\^|e)(?P<sign>[+-]?)(?P<power>[0-9]{1,4})(?![0-9.]|[^\W_])")
_POWER = re.compile(r"\^(?P<sign>-?)(?P<power>[0-9]{1,2})(?![0-9.]|[^\W_])")
_ABBREVIATED = re.compile(
    r"(?: ?(?P<scale>"
    + _either("abbreviation")
    + r")|(?P<stuck>million|billion|trillion))(?![^\W_]|\.[a-z])|(?P<letter>[kb])(?![^\W_])"
)
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
VULGAR = "".join(_VULGAR)
_GAP = r"(?: ?-{1,2} ?| {1,2})"
_WORD = re.compile(
    rf"(?P<word>{_either('small', 'tens', 'hundred', 'scale', 'ordinal', 'rank')})(?![^\W_])"
    r"|(?P<digits>" + DIGITS + r")(?![^\W_])"
)
_NEXT = re.compile(rf"{_GAP}(?P<and>and{_GAP})?")
_ARTICLE = re.compile(rf"an? {{1,2}}(?=(?:{_either('hundred', 'scale', 'dozen')})(?![^\W_]))")
_POINT = re.compile(rf" point((?: {{1,2}}(?:{_either('small')}))+)(?![^\W_])")
_TENS = _either("tens")
_ONES = "|".join(word for word, (kind, n) in _WORDS.items() if kind == "ordinal" and n < 10)
_TENS_PARTS = rf"(?:(?:{_TENS})[ -](?:{_ONES.replace('second|', '')})s|(?:{_TENS})-seconds)"
"""Twenty-firsts; *twenty seconds* are a time."""
_LONG_PARTS = re.compile(rf"{_TENS_PARTS}(?![^\W_])")
_TENS_PART = rf"(?:{_TENS})[ -](?:{_ONES.replace('second|', '')})(?! century)"
_PART = re.compile(
    rf"{_GAP}(?P<part>{_TENS_PART}|{_either('part')})(?![^\W_])"
    rf"|{_GAP}(?P<parts>{_TENS_PARTS}|{_either('parts')})(?![^\W_])"
)
_AND_PART = re.compile(
    rf"(?: {{1,2}}and {{1,2}}|-and-| ?& ?)"
    rf"(?:(?P<count>an?|(?:(?:{_TENS})[ -])?(?:{_either('small')})|{_TENS}) {{0,2}}-? ?)?"
    rf"(?:(?P<part>{_TENS_PART}|{_either('part')})|(?P<parts>{_TENS_PARTS}|{_either('parts')}))"
    rf"(?![^\W_])"
)
_HALF = re.compile(
    r"(?:an? )?(?P<part>half|quarter)(?: of)?(?: an?)?[ -](?=(?:million|billion|trillion"
    r"|dozen)(?![^\W_]))"
)
_A_PART = re.compile(
    rf"an?[ -](?P<part>{_TENS_PART}|{_either('part')})"
    r"(?= of | more| less| fewer| higher| lower|[.,;:!?)]|$)"
)
_LONE_PART = re.compile(r"(?P<part>half)(?= of | the | its | their | his | her | a(?:ll)? )")
_SCALE = re.compile(rf"{_GAP}(?P<scale>{_either('scale', 'hundred')})s?(?![^\W_])")
_DOZEN = re.compile(rf"[ -](?P<dozen>{_either('dozen')})(?![^\W_])")
_VAGUE = re.compile(
    rf"(?:(?P<some>{_either('several')})(?:[ -](?P<of>{_either('hundred', 'scale', 'dozen')}))?"
    rf"|(?P<tens>tens|dozens|scores|hundreds|thousands)(?: of (?P<times>hundreds|thousands|millions"
    rf"|billions|trillions))?"
    rf"|(?P<plural>millions|billions|trillions))(?![^\W_])"
)
_IN_A_ROW = re.compile(r"(?:last|past|previous|next|first|recent|for|time in) $")
"""Before *three quarters* that are nine months."""


def read(text: str, start: int, *, joined: bool = True) -> Numeral | None:
    """The numeral that begins at `start`, or None.

    Without `joined`, *and* ends it: what *between one hundred and fifty* needs.
    """
    first = text[start : start + 1]
    if first in _VULGAR:
        over, under = _VULGAR[first]
        return _scaled(text, Numeral(start + 1, quotient(over, under), fraction=True))
    if first.isdigit() or first == ".":
        return _read_digits(text, start)
    if found := _HALF.match(text, start):
        scale = _WORD_OR_DOZEN.match(text, found.end())
        if scale:
            value = quotient(_WORDS[scale[0]][1], _PARTS[found["part"]])
            return Numeral(scale.end(), value, scaled=True, spelled=True)
    if found := _VAGUE.match(text, start):
        return _vague(found)
    numeral = _read_words(text, start, joined=joined)
    if numeral is None and (found := _A_PART.match(text, start) or _LONE_PART.match(text, start)):
        return Numeral(found.end(), quotient(1, _under(found["part"])), fraction=True, spelled=True)
    return numeral


_WORD_OR_DOZEN = re.compile(rf"(?:{_either('scale', 'dozen')})(?![^\W_])")


def _read_digits(text: str, start: int) -> Numeral | None:
    if found := _MIXED.match(text, start):
        over, under = int(found["over"]), int(found["under"])
        if 0 < over < under:
            value = _EXACT.add(Decimal(found["whole"]), quotient(over, under))
            return _scaled(text, Numeral(found.end(), value, fraction=True))
    if found := _SLASHED.match(text, start):
        over, under = int(found["over"]), int(found["under"])
        if 0 < over < under:
            return _scaled(text, Numeral(found.end(), quotient(over, under), fraction=True))
    found = _DIGITS.match(text, start)
    if not found:
        return None
    digits, end = found[0], found.end()
    if foreign := _CONTINENTAL.match(text, start):
        digits, end = foreign[0].replace(".", "").replace(",", "."), foreign.end()
    value = Decimal(digits.replace(",", "").replace(" ", ""))
    if _SUFFIX.match(text, end) and "." not in digits:
        return Numeral(end + 2, value, ordinal=True)
    if text[end : end + 1] in _VULGAR:
        value = _EXACT.add(value, quotient(*_VULGAR[text[end]]))
        return _scaled(text, Numeral(end + 1, value))
    if exponent := _EXPONENT.match(text, end):
        power = int(exponent["sign"] + exponent["power"])
        return Numeral(exponent.end(), _EXACT.scaleb(value, power), scaled=True)
    if (raised := _POWER.match(text, end)) and value and len(digits) <= _LONGEST_BASE:
        value = _EXACT.power(value, int(raised["power"]))
        value = quotient(1, value) if raised["sign"] else value
        return Numeral(raised.end(), value, scaled=True)
    if abbreviation := _ABBREVIATED.match(text, end):
        scale = _WORDS[abbreviation["scale"] or abbreviation["stuck"] or abbreviation["letter"]][1]
        return Numeral(abbreviation.end(), _EXACT.multiply(value, scale), scaled=True)
    following = text[end : end + 2]
    if following[:1] in (" ", "-") and following[1:].isalpha():
        words = _read_words(text, start)
        if words is not None and words.end > end:
            return words
    return Numeral(end, value, digits=digits)


def _scaled(text: str, numeral: Numeral) -> Numeral:
    """`numeral` times the scale that follows it, if one does: ½ million."""
    found = _SCALE.match(text, numeral.end)
    if not found or numeral.value is None:
        return numeral
    value = _EXACT.multiply(numeral.value, _WORDS[found["scale"]][1])
    return replace(numeral, end=found.end(), value=value, scaled=True)


def _vague(found: re.Match[str]) -> Numeral:
    if found["plural"]:
        scale = _WORDS[found["plural"][:-1]][1]
        low, high = scale * 3, scale * 9
    elif found["tens"]:
        # Dozens of people are as many as 数十人: nobody has counted twelves.
        tens = found["tens"] in ("tens", "dozens", "scores")
        scale = Decimal(10) if tens else _WORDS[found["tens"][:-1]][1]
        if found["times"]:
            scale = _EXACT.multiply(scale, _WORDS[found["times"][:-1]][1])
        low, high = scale * 3, scale * 9
    else:
        scale = _WORDS[found["of"]][1] if found["of"] else Decimal(1)
        low, high = scale * 3, scale * 9
    return Numeral(found.end(), None, low, high, scaled=True, spelled=True)


# --- spelled out ---------------------------------------------------------------------


@dataclass(slots=True)
class _Sum:
    """What has been read of a numeral in words."""

    total: Decimal = Decimal(0)
    """The parts that a scale has closed: 21 trillion."""
    part: Decimal | None = None
    """The part that is open: 300."""
    room: Decimal | None = None
    """What may still be added to `part` is smaller than this; None: nothing has been read of it."""
    ceiling: Decimal | None = None
    """The scale that closed the last part: what follows is smaller."""
    end: int = 0
    ordinal: bool = False
    scaled: bool = False
    digits: bool = False
    """Whether it began with digits."""
    price: bool = False
    """Whether the sign of a currency stands before it."""

    def value(self) -> Decimal:
        return _EXACT.add(self.total, self.part or Decimal(0))


def _read_words(text: str, start: int, *, joined: bool = True) -> Numeral | None:
    state = _Sum(end=start, price=text[max(0, start - 1) : start] in _SIGNS)
    place = start
    if article := _ARTICLE.match(text, start):
        scale = _WORD_OR_DOZEN.match(text, article.end())
        if scale and _WORDS[scale[0]][0] == "dozen":
            return Numeral(scale.end(), _WORDS[scale[0]][1], spelled=True)
        state.part, state.room = Decimal(1), Decimal(0)
        place = article.end()
    kept: _Sum | None = None
    for count in range(_LONGEST):
        link = None
        if count:
            link = _NEXT.match(text, state.end)
            if not link or (link["and"] and (not joined or _and_part(text, state.end))):
                break
            place = link.end()
            if not link["and"] and _LONG_PARTS.match(text, place):
                break
        word = _WORD.match(text, place)
        if not word:
            break
        linked = bool(link and link["and"])
        opens = replace(state) if count and (state.part is None or linked) else None
        if not _add(state, word, linked=linked, first=count == 0):
            # A number of its own has begun: five thousand of *two thousand and five thousand*.
            if kept is not None and _continues(word):
                state = kept
            break
        if state.part is not None or opens is not None:
            kept = opens or kept
        if state.ordinal:
            break
    if state.end == start:
        return None
    return _with_tail(text, start, state, joined=joined)


_SIGNS = ("$", "€", "£", "¥")


def _continues(word: re.Match[str]) -> bool:
    return bool(word["word"]) and _WORDS[word["word"]][0] in ("hundred", "scale")


def _add(state: _Sum, word: re.Match[str], *, linked: bool, first: bool) -> bool:
    """Add a word to `state`; False, with `state` as it was, where it does not belong there."""
    again = not state.price and bool(_SCALE.match(word.string, word.end()))
    if word["digits"]:
        if not (first or (linked and state.scaled and state.ceiling is None) or again):
            return False
        state.digits = state.digits or first
        kind, value = "digits", Decimal(word["digits"].replace(",", "").replace(" ", ""))
    else:
        kind, value = _WORDS[word["word"]]
    if kind in ("small", "tens", "ordinal", "digits"):
        if linked and not state.scaled and not _as_of_old(state, word, kind):
            return False
        if state.digits and state.ceiling is not None and not again:
            # $5 million and two cars; 1.7 million four years ago; but 6 crore and two hundred.
            return False
        limit = state.room if state.part is not None else state.ceiling
        if limit is not None and value >= limit:
            return False
        state.part = _EXACT.add(state.part or Decimal(0), value)
        state.room = Decimal(10) if kind == "tens" else Decimal(0)
        state.ordinal = kind == "ordinal"
    elif value == 100:
        if state.part is None or (state.part >= 100 and kind != "rank") or linked:
            return False
        state.part, state.room, state.scaled = _EXACT.multiply(state.part, value), value, True
        state.ordinal = kind == "rank"
    elif state.part is not None:
        if linked or (state.ceiling is not None and state.part * value >= state.ceiling):
            return False
        state.total = _EXACT.add(state.total, _EXACT.multiply(state.part, value))
        state.part, state.room, state.ceiling = None, None, value
        state.scaled, state.ordinal = True, kind == "rank"
    elif state.total and not linked:
        # A scale on a scale: a hundred thousand million, two lakh crore.
        state.total, state.ceiling = _EXACT.multiply(state.total, value), value
        state.ordinal = kind == "rank"
    else:
        return False
    state.end = word.end()
    return True


_NO_NOUN = re.compile(
    r"(?! (?:of|in|out|on|at|by|to|is|are|was|were|had|has|have|more|others?|or|than|percent)\b)"
)


def _as_of_old(state: _Sum, word: re.Match[str], kind: str) -> bool:
    """Whether *twenty and four* is 24: before a noun, or where the sentence ends."""
    tens = state.room == 10 and kind == "small" and not state.digits
    return tens and bool(_NO_NOUN.match(word.string, word.end()))


def _under(part: str) -> int:
    """How many of a part make one: third, thirds, twenty-firsts."""
    tens, _, ones = part.replace("-", " ").partition(" ")
    if not ones:
        return _PARTS[part]
    return int(_WORDS[tens][1] + _WORDS[ones.removesuffix("s")][1])


def _and_part(text: str, end: int) -> tuple[int, Decimal] | None:
    """The proper fraction that *and* adds to a number that ends at `end`, and where it ends."""
    found = _AND_PART.match(text, end)
    if not found:
        return None
    words = (found["count"] or "").replace("-", " ").split()
    count = sum(int(_WORDS[word][1]) for word in words if word in _WORDS) or 1
    part = found["part"] or found["parts"]
    under = _under(part)
    if count >= under or (count == 1) != (found["part"] is not None):
        return None
    if not words and under not in (2, 4):
        # *Two and third* are no fraction; *two and half* is a slip for *two and a half*.
        return None
    return found.end(), quotient(count, under)


def _with_tail(text: str, start: int, state: _Sum, *, joined: bool) -> Numeral | None:
    """The numeral in `state` with the fraction, the decimals or the dozen that follow it."""
    value, end = state.value(), state.end
    if state.ordinal:
        return Numeral(end, value, ordinal=True, spelled=True)
    spelled = not text[start].isdigit()
    numeral = Numeral(end, value, scaled=state.scaled, spelled=spelled)
    if spelled and (found := _POINT.match(text, end)):
        decimals = "".join(str(_WORDS[word][1]) for word in found[1].split())
        value = _EXACT.add(value, Decimal(f"0.{decimals}"))
        return _scaled(text, replace(numeral, end=found.end(), value=value))
    if found := _DOZEN.match(text, end):
        dozen = _WORDS[found["dozen"]][1]
        return replace(numeral, end=found.end(), value=_EXACT.multiply(value, dozen))
    if joined and (added := _and_part(text, end)):
        end, part = added
        own = _SCALE.match(text, end)
        if state.ceiling is not None and state.part is None:
            part = _EXACT.multiply(part, _WORDS[own["scale"]][1] if own else state.ceiling)
            end = own.end() if own else end
            return replace(numeral, end=end, value=_EXACT.add(value, part))
        return _scaled(text, replace(numeral, end=end, value=_EXACT.add(value, part)))
    if spelled and (found := _PART.match(text, end)):
        single = value == 1 and found["part"] is not None
        spans = found["parts"] == "quarters" and (
            value != 3 or _IN_A_ROW.search(text, max(0, start - 10), start)
        )
        if single or (found["parts"] and not spans):
            value = quotient(value, _under(found["part"] or found["parts"]))
            return _scaled(text, replace(numeral, end=found.end(), value=value, fraction=True))
    return numeral
