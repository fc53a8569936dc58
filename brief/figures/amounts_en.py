"""English amounts: a numeral with its unit is money, a percentage, a measure, a count.

`read` takes a numeral that was read and looks at both its sides: $ and US$ and EUR before
it, *dollars*, *%*, *square kilometers*, *-year-old*, *prisoners of war* after it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

from brief.figures import numerals_en
from brief.figures.atoms_en import Atom, Copy
from brief.figures.calendar import duration, plain
from brief.figures.lexicon import Unit, currency_codes, table, units
from brief.figures.numerals_en import Numeral

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)

_UNITS = {unit.word: unit for unit in units("en")}
_SCALES = {"m": 6, "k": 3, "b": 9, "t": 12, "million": 6, "billion": 9, "trillion": 12}
FUNCTION = frozenset(row[0] for row in table("function_words.en"))
"""Words that stand between no number and its noun, and are no noun themselves."""

_SIGNS = "|".join(
    re.escape(unit.word)
    for unit in units("en")
    if unit.kind == "money" and not re.search("[A-Za-z]", unit.word)
)
"""Signs of currencies, whatever their script."""
_BEFORE = re.compile(
    r"(?:(?P<country>(?<![^\W\d_])(?<!')(?:[A-Za-z]{1,4}"
    rf"|[uU]\.[sS]\.?)) ?)?(?P<symbol>{_SIGNS}) ?$"
    r"|(?<![^\W_])(?P<code>[A-Z]{3}|Rs\.?|RM|Rp) ?$"
)
_SIGN = re.compile(
    r"(?:(?<![^\s(\[,:;])(?P<sign>[-−+±]) ?|(?<![^\W_])(?P<word>minus|negative|plus) )$"
)
_WORD = r"[^\W\d_]{1,24}(?:\.[^\W\d_]{1,24})*(?:[23²³](?![^\W_]))?"
_GAP = r"(?:\.? |-|/)"
_AFTER = re.compile(
    rf"(?P<gap> ?-? ?)(?P<unit>(?:[%‰℃℉\"″]|{_SIGNS})(?: points|-points)?"
    rf"|° ?(?:[CcFf](?![^\W_])|(?:celsius|fahrenheit))?"
    rf"|(?:(?P<one>{_WORD})(?P<two>{_GAP}{_WORD})?(?P<three>{_GAP}{_WORD})?(?P<four>{_GAP}{_WORD})?))",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"/|-[0-9]")
"""After a letter that is no unit: that of *L-202*."""
_BRACKETED = re.compile(r" [(<](?P<unit>[^\W\d_]{1,3}[23]?)[)>]")
_MONEY_SCALE = re.compile(
    r" ?(?P<scale>[mkbtMKBT])(?![^\W_])| (?P<word>million|billion|trillion)(?![^\W_])"
)
_MILLIONS = re.compile(r" ?M(?P<code>USD|EUR|GBP|JPY|CNY)(?![^\W_])")
_AND = re.compile(r",? (?:and )?(?=[0-9a-z])")
_MINOR = re.compile(r"[ -](?:cents?|pence|sen|kopecks)(?![^\W_])")
_CLOSING = re.compile(r"(?=[.;!?](?: |$)|$)")
_LETTER = re.compile(r" {0,2}(?P<letter>[kM]|G(?! [a-z]))(?![^\W_])")
_LETTERS = {"k": 3, "M": 6, "G": 9}
"""Powers of ten; with a space k is no unit, and 5G no number."""
_PRICED = re.compile(r"\b(?:cost\w*|pric\w+|pay\w*|paid|charg\w+|sell\w*|sold|fares?|fees?)\b")
_AFTER_CENTS = re.compile(r"(?= (?:and|or|but|for|each|apiece)\b|[.,;!?]|$)")
_OTHER = re.compile(
    r"[ -](?:upcoming|coming|next|last|past|previous|more|additional|full|whole|long|consecutive"
    r"|straight|further"
    r"|extra|calendar|business|working|trading|short|solid|entire|successive|other)(?= )"
)
_ANGLE = re.compile(
    r"\b(?:angle|rotat|turn|latitude|longitude|slope|tilt|degrees (?:north|south|east|west))"
)
"""Degrees are of temperature, unless something turns."""
_HEIGHT = re.compile(r"['′](?P<inches>1[01]|[0-9])(?:[\"″]|(?= tall\b))")
"""5'11": feet and inches."""
_INCH_JOINT = re.compile(r"-| (?:and )?")
_INCH = re.compile(r" ?[\"″]|[ -]?in(?:ch|ches)?(?![^\W_])")
_NO_INCH = re.compile(r"(?= ?[.,;:!?)]| (?:and|but|tall|high|in)\b| ?$)")
_WEIGHING = re.compile(
    r"\b(?:weigh\w*|weight|heav\w+|baby|lift\w*|beef|meat|gained|explosives)\b"
    r"|\bk(?:g|ilos?|ilograms?) ?\("
)
_NOUN = re.compile(r"[^\W\d_]{3,}s")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")


def read(copy: Copy, start: int, numeral: Numeral, floor: int) -> Atom:
    """The amount whose numeral begins at `start`; nothing before `floor` belongs to it."""
    begin, sign = _sign(copy, start, floor)
    if numeral.ordinal:
        return _ordinal(start, numeral)
    money = _money_before(copy, start, numeral, floor)
    if money is not None:
        return money
    if numeral.value is None and copy.low.startswith(" of ", numeral.end):
        # Hundreds of people: the unit follows *of*; without one, *of* does not belong here.
        numeral = replace(numeral, end=numeral.end + 3)
        unit_or_noun = _unit_after(copy, numeral) or _counted(copy, numeral)
        if unit_or_noun is None:
            numeral = replace(numeral, end=numeral.end - 3)
    if height := _HEIGHT.match(copy.low, numeral.end) if numeral.digits else None:
        inches = Decimal(numeral.digits.replace(",", "")) * 12 + int(height["inches"])
        return Atom(begin, height.end(), "measure", plain(inches), unit="[in_i]")
    found = _unit_after(copy, numeral)
    if found is not None:
        unit, end = found
        return _with_unit(copy, begin, numeral, unit, end, sign)
    letter = _LETTER.match(copy.cased, numeral.end) if numeral.digits else None
    if letter and (letter["letter"] != "G" or len(numeral.digits) > 1):
        factor = Decimal(10) ** _LETTERS[letter["letter"]]
        return _atom(begin, letter.end(), "number", replace(numeral, digits=""), factor, sign)
    if million := _MILLIONS.match(copy.cased, numeral.end):
        value = _scaled(numeral.value, Decimal(10) ** 6, sign)
        return Atom(begin, million.end(), "money", value, unit=million["code"])
    if not numeral.fraction and (counted := _counted(copy, numeral)):
        noun, end = counted
        return _atom(begin, end, "count", numeral, Decimal(1), sign, noun)
    return _atom(begin, numeral.end, "number", numeral, Decimal(1), sign)


def _sign(copy: Copy, start: int, floor: int) -> tuple[int, int]:
    """Where the sign before `start` begins, and 1 or -1."""
    if start == floor or copy.low[start - 1] not in " -−+±":
        return start, 1
    found = _SIGN.search(copy.low, max(floor, start - 10), start)
    if (
        not found
        or copy.low[max(floor, found.start() - 1) : found.start()].isdigit()
        or copy.low[max(0, found.start() - 2) : found.start() - 1].isdigit()
    ):
        return start, 1
    sign = found["sign"] or found["word"]
    return found.start(), -1 if sign in ("-", "−", "minus", "negative") else 1


def _ordinal(start: int, numeral: Numeral) -> Atom:
    value = None if numeral.value is None else plain(numeral.value)
    return Atom(
        start, numeral.end, "ordinal", value, digits=(value or "") if len(value or "") < 5 else ""
    )


def _scaled(value: Decimal | None, factor: Decimal, sign: int) -> str | None:
    if value is None:
        return None
    if factor != 1:
        value = _EXACT.multiply(value, factor)
    return plain(value.copy_negate() if sign < 0 else value)


def _atom(
    start: int,
    end: int,
    kind: str,
    numeral: Numeral,
    factor: Decimal,
    sign: int,
    unit: str | None = None,
) -> Atom:
    return Atom(
        start,
        end,
        kind,  # type: ignore[arg-type]
        _scaled(numeral.value, factor, sign),
        _scaled(numeral.low, factor, sign),
        _scaled(numeral.high, factor, sign),
        unit=unit,
        digits=numeral.digits,
        spelled=numeral.spelled,
        scaled=numeral.scaled,
    )


# --- money ---------------------------------------------------------------------------


def _money_before(copy: Copy, start: int, numeral: Numeral, floor: int) -> Atom | None:
    """Money whose symbol or code stands before the number: US$, €, EUR."""
    if start == floor:
        return None
    last = copy.cased[start - 1]
    if not (last in " sp" or last.isupper() or not last.isalnum()):
        return None
    found = _BEFORE.search(copy.cased, max(floor, start - 10), start)
    if not found:
        return None
    begin = found.start()
    if found["symbol"]:
        country = (found["country"] or "").replace(".", "")
        word = f"{country.upper()}{found['symbol']}"
        unit = _UNITS.get(word) or _UNITS.get(country.capitalize() + found["symbol"])
        if unit is None and len(country) == 3:
            unit = _UNITS.get(country.upper())
        if copy.low.startswith("a ", found.start()):
            # An article: *a $5 bill*.
            unit = None
        if unit is None:
            # Some other word, as in *to $ 5*.
            unit, begin = _UNITS[found["symbol"]], found.start("symbol")
    else:
        unit = _UNITS.get(found["code"])
        if unit is None or found["code"] not in currency_codes():
            return None
    begin, sign = _sign(copy, begin, floor)
    end, factor = numeral.end, Decimal(1)
    scale = _MONEY_SCALE.match(copy.cased, end)
    if scale and (scale["word"] or not numeral.scaled):
        end = scale.end()
        factor = Decimal(10) ** _SCALES[(scale["scale"] or scale["word"]).lower()]
    atom = _atom(begin, end, "money", numeral, factor, sign, unit.code or None)
    return _with_name(copy, atom)


def _with_name(copy: Copy, atom: Atom) -> Atom:
    """`atom` with a currency that is named again after it: $50 US dollars, $20 Canadian."""
    found = _AFTER.match(copy.cased, atom.end)
    if found and found["one"] and found["gap"] == " " and found["one"].isupper():
        unit = _UNITS.get(found["one"])
        if unit and unit.kind == "money":
            return atom.to(found.end("one"), unit=unit.code)
    return atom


# --- units ---------------------------------------------------------------------------


def _unit_after(copy: Copy, numeral: Numeral) -> tuple[Unit, int] | None:
    """The longest unit that follows the numeral, and where it ends."""
    if other := _OTHER.match(copy.low, numeral.end):
        further = _unit_after(copy, replace(numeral, end=other.end()))
        if further and further[0].kind == "duration" and copy.low[further[1] - 1] == "s":
            return further
    found = _AFTER.match(copy.cased, numeral.end)
    if not found:
        if bracketed := _BRACKETED.match(copy.cased, numeral.end):
            unit = _UNITS.get(bracketed["unit"])
            if unit is not None and unit.kind == "measure":
                return unit, bracketed.end()
        return None
    start = found.start("unit")
    gap = found["gap"]
    if gap not in ("", " ", "-"):
        return None
    for group in ("four", "three", "two", "one", "unit"):
        end = found.end(group)
        if end < 0 or (group == "unit" and found["one"]):
            continue
        unit = _lookup(copy, start, end)
        if unit is not None and _bounded(copy, end) and _fits(copy, numeral, unit, gap, start, end):
            return unit, end
    return None


def _lookup(copy: Copy, start: int, end: int) -> Unit | None:
    word = copy.cased[start:end]
    unit = _UNITS.get(word)
    if unit is None and (len(word) > 3 or not word.isalpha()):
        low = copy.low[start:end]
        unit = _UNITS.get(low) or _UNITS.get(low.replace("-", " "))
    elif unit is None and word.isupper() and len(word) == 3:
        unit = _UNITS.get(word.lower()) if copy.shouting else None
    return unit


def _bounded(copy: Copy, end: int) -> bool:
    following = copy.cased[end : end + 1]
    return not (following.isalnum() and copy.cased[end - 1].isalnum())


def _fits(copy: Copy, numeral: Numeral, unit: Unit, gap: str, start: int, end: int) -> bool:
    """Whether a word that has other uses is this unit here."""
    word = copy.cased[start:end]
    if numeral.ordinal:
        return False
    if len(word) == 1 and word.isalpha():
        # 5m and 5 m; not 5 A, which may begin a name.
        return (
            bool(numeral.digits)
            and (gap == "" or word in "mghLWVtCF")
            and word != "A"
            and not _NO_LETTER.match(copy.cased, end)
            and (word == "m" or gap == "" or not copy.cased[end : end + 2].strip().isalpha())
        )
    if word in ('"', "″"):
        return bool(numeral.digits) and copy.cased.count('"', max(0, start - 60), start) % 2 == 0
    if word == "in" or (word in ("in.", "mi", "pc") and gap != ""):
        return False
    if word.lower() == "night" and gap == " " and numeral.value != 1:
        return False
    if word in ("second", "sec") and unit.kind == "duration":
        return gap == "-" or numeral.spelled or bool(numeral.digits)
    if unit.kind == "count" and copy.low[start:end] in _BEFORE_NOUNS:
        following = _following(copy, end)
        if following and _plural(following[0]):
            # 27 member states: the states are counted.
            return False
    if unit.kind == "count" and unit.code != "person" and _YEAR.fullmatch(numeral.digits):
        # The 1996 Games
        return False
    if unit.kind == "count" and gap == "-":
        return word.islower()
    if word.lower() in ("real", "won", "rand", "pound", "mark", "marks", "lei", "crown"):
        return word.islower() and _is_currency_word(numeral, word)
    return True


def _is_currency_word(numeral: Numeral, word: str) -> bool:
    if word == "won":
        # *The 12 won prizes* is rarer than a sum, but *3 won* is a score.
        return numeral.scaled or (numeral.value is not None and numeral.value >= 100)
    if word == "real":
        return False
    if word in ("mark", "marks", "crown"):
        return numeral.scaled
    return True


def _with_unit(copy: Copy, begin: int, numeral: Numeral, unit: Unit, end: int, sign: int) -> Atom:
    word = copy.low[numeral.end : end].strip(" -")
    if unit.kind == "money" and word in ("pounds", "pound"):
        return _pounds(copy, begin, numeral, end, sign)
    if unit.kind == "money":
        atom = _atom(begin, end, "money", numeral, unit.factor, sign, unit.code)
        scale = _MONEY_SCALE.match(copy.low, end)
        if scale and scale["word"] and not numeral.scaled:
            factor = Decimal(10) ** _SCALES[scale["word"]]
            return _atom(begin, scale.end(), "money", numeral, factor, sign, unit.code)
        return _with_cents(copy, atom, numeral, sign) if unit.factor == 1 else atom
    if word in ("degrees", "degree") and _ANGLE.search(copy.low, max(0, begin - 60), end + 40):
        return _atom(begin, end, "measure", numeral, Decimal(1), sign, "deg")
    if unit.kind == "duration":
        return _duration(begin, numeral, unit, end)
    if unit.kind == "age":
        return _age(begin, numeral, unit, end)
    if unit.kind == "count" and copy.low[numeral.end] == "-":
        return _atom(begin, end, "count", numeral, unit.factor, sign, unit.code)
    atom = _atom(begin, end, unit.kind, numeral, unit.factor, sign, unit.code)
    return _with_inches(copy, atom, numeral, sign) if unit.code == "[ft_i]" else atom


def _with_inches(copy: Copy, atom: Atom, numeral: Numeral, sign: int) -> Atom:
    """5 feet 11 inches, 6-foot-6, *six foot two*: in inches."""
    joint = _INCH_JOINT.match(copy.low, atom.end)
    more = numerals_en.read(copy.low, joint.end(), joined=False) if joint else None
    if joint is None or more is None or more.value is None or numeral.value is None:
        return atom
    if more.ordinal or more.scaled or not 0 <= more.value < 12:
        return atom
    mark = _INCH.match(copy.low, more.end)
    if not mark and not (
        copy.low.endswith("foot", 0, atom.end)
        and numeral.value != 1
        and (joint[0] == "-" or _NO_INCH.match(copy.low, more.end))
    ):
        return atom
    inches = _EXACT.add(_EXACT.multiply(numeral.value, Decimal(12)), more.value)
    end = mark.end() if mark else more.end
    return atom.to(end, value=_scaled(inches, Decimal(1), sign), unit="[in_i]", digits="")


def _with_cents(copy: Copy, atom: Atom, numeral: Numeral, sign: int) -> Atom:
    """Three dollars and fifty cents."""
    link = _AND.match(copy.low, atom.end)
    cents = numerals_en.read(copy.low, link.end()) if link else None
    if cents is None or cents.value is None or numeral.value is None:
        return atom
    minor = _MINOR.match(copy.low, cents.end)
    if not 0 < cents.value < 100 or not (minor or _is_price(copy, atom, cents)):
        return atom
    whole = _EXACT.add(numeral.value, cents.value.scaleb(-2))
    return atom.to(minor.end() if minor else cents.end, value=_scaled(whole, Decimal(1), sign))


def _is_price(copy: Copy, atom: Atom, cents: Numeral) -> bool:
    """Whether a bare number after dollars counts cents: *a seat is 30 dollars 75*."""
    if cents.spelled and atom.spelled:
        priced = _PRICED.search(copy.low, max(0, atom.start - 30), atom.start)
        return bool(priced and _AFTER_CENTS.match(copy.low, cents.end))
    return len(cents.digits) == 2 and bool(_CLOSING.match(copy.low, cents.end))


def _pounds(copy: Copy, begin: int, numeral: Numeral, end: int, sign: int) -> Atom:
    """Pounds are money, unless something is weighed."""
    low = copy.low
    small = numeral.value is not None and numeral.value < 1000 and not numeral.scaled
    weighed = (
        low.startswith(" of ", end)
        or low[numeral.end] == "-"
        or (low.endswith(" pound", 0, end) and numeral.value != 1)
        or bool(_WEIGHING.search(low, max(0, begin - 80), end + 40))
    )
    if small and weighed:
        return _atom(begin, end, "measure", numeral, Decimal(1), sign, "[lb_av]")
    return _atom(begin, end, "money", numeral, Decimal(1), sign, "GBP")


_PARTS = {
    "Y": "years",
    "M": "months",
    "W": "weeks",
    "D": "days",
    "TH": "hours",
    "TM": "minutes",
    "TS": "seconds",
}


def _duration(begin: int, numeral: Numeral, unit: Unit, end: int) -> Atom:
    part = _PARTS[unit.code or "D"]

    def length(value: Decimal | None) -> str | None:
        if value is None:
            return None
        return duration(**{part: _EXACT.multiply(value, unit.factor)})

    amount = None if numeral.value is None else _EXACT.multiply(numeral.value, unit.factor)
    return Atom(
        begin,
        end,
        "duration",
        length(numeral.value),
        length(numeral.low),
        length(numeral.high),
        digits=numeral.digits,
        spelled=numeral.spelled,
        grain=part,
        amount=amount,
    )


def _age(begin: int, numeral: Numeral, unit: Unit, end: int) -> Atom:
    return _atom(begin, end, "age", numeral, Decimal(1), 1, unit.code)


# --- counts --------------------------------------------------------------------------


def _counted(copy: Copy, numeral: Numeral) -> tuple[str, int] | None:
    """What is counted, in the singular, and where its noun ends: 1,000 Ukrainian prisoners."""
    if numeral.digits.startswith("0"):
        return None
    year = bool(_YEAR.fullmatch(numeral.digits))
    # The shortest stretch that ends in a noun: the head first, then with more words before it.
    place = numeral.end + 1
    words = _following(copy, numeral.end)
    for number, word in enumerate(words):
        end = place + len(word)
        if word in FUNCTION:
            return None
        pair = _UNITS.get(word)
        if pair is not None and pair.kind == "count" and not (year and pair.code != "person"):
            following = words[number + 1] if number + 1 < len(words) else ""
            if number < 2 and word in _BEFORE_NOUNS and _plural(following):
                # Two police vans: the vans are counted.
                return _singular(following), end + 1 + len(following)
            if number and numeral.value == 1 and not numeral.digits:
                return None
            longer = _longer(copy, place)
            return longer or (pair.code or word, end)
        if (
            number == 0
            and not year
            and _NOUN.fullmatch(word)
            and not word.endswith(("ss", "us", "is"))
        ):
            return _singular(word), end
        place = end + 1
    return None


_FOLLOWING = re.compile(
    r" (?P<one>[^\W\d_]{2,24}(?:-[^\W\d_]{1,24})*)"
    r"(?: (?P<two>[^\W\d_]{2,24}(?:-[^\W\d_]{1,24})*)(?: (?P<three>[^\W\d_]{2,24}))?)?(?![^\W_])"
)
_OF_WAR = re.compile(
    r"(?:prisoners? of war|heads of state|members of (?:parliament|congress))(?![^\W_])"
)


_BEFORE_NOUNS = frozenset(
    row[0] for row in table("units.en") if row[1] == "count" and not row[0].endswith("s")
) - {"people", "men", "women", "children", "others"}
"""Nouns that count as they stand and may also stand before the noun that is counted."""


def _plural(word: str) -> bool:
    return (
        word not in FUNCTION
        and bool(_NOUN.fullmatch(word))
        and not word.endswith(("ss", "us", "is"))
    )


def _following(copy: Copy, end: int) -> list[str]:
    """Up to three words that follow with a single space between them."""
    found = _FOLLOWING.match(copy.low, end)
    return [word for word in found.groups() if word] if found else []


def _longer(copy: Copy, place: int) -> tuple[str, int] | None:
    found = _OF_WAR.match(copy.low, place)
    return ("person", found.end()) if found else None


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zes")):
        return noun[:-2]
    return noun[:-1]
