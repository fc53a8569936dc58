"""The modifiers on either side of a figure, and the extent they give it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from brief.figures.atoms_en import Atom, Copy
from brief.figures.lexicon import table
from brief.model import Modifier

_TIMES = ("date", "time", "datetime", "set")
_MODIFIERS = {
    (scope, phrase): cast("Modifier", modifier) for phrase, modifier, scope in table("modifiers.en")
}
LAST_WORDS = frozenset(phrase.rsplit(" ", 1)[-1] for _, phrase in _MODIFIERS)
"""The words that a modifier before a figure ends with."""
_LONGEST_MODIFIER = max(phrase.count(" ") + 1 for _, phrase in _MODIFIERS)
_AFTER = re.compile(
    r" (?:or (?P<more>more|over|above|higher|later|greater|older|longer)|or (?P<less>less|fewer"
    r"|under|below|lower|earlier|younger)"
    r"|(?P<so>or so|or thereabouts)|and (?P<up>above|over|up(?! to)|after|greater|later|older)"
    r"|at (?P<least>least|the least)|at (?P<most>most|the most)"
    r"|(?P<onwards>onwards?|on(?= ?[.,;:!?)])))\b"
    r"|(?P<odd>-odd)\b|(?P<plus>\+|-plus\b| plus\b(?! [a-z0-9$]))"
)
_AFTER_MEANS: dict[str, Modifier] = {
    "more": "equal_or_more",
    "less": "equal_or_less",
    "so": "approx",
    "up": "equal_or_more",
    "least": "equal_or_more",
    "most": "equal_or_less",
    "odd": "approx",
    "plus": "equal_or_more",
    "onwards": "equal_or_more",
}
_FROM = re.compile(
    r"(?P<begun>\b(?:appl\w+|valid|effective|effect|force|start\w*|beg[aiu]n\w*|introduc\w+|available|allow\w*|requir\w*|bann?\w*"
    r"|free|opens?|(?:will|shall|to|would) be [a-z]{2,20}(?:ed|de|en|t)) )?from (?:the )?$"
)
_CLAUSE_END = re.compile(
    r" ?[.,;:!?)]| ?$| (?:onwards?|as|when|and|but|under|in|by|for|at|with|while|because|if)\b"
)


_SIGN_BEFORE = re.compile(r"(?:~|(?<![-=<>])(?:[<>] ?=?|[≤≥])) ?$")
_SIGN_MEANS: dict[str, Modifier] = {
    "~": "approx",
    "<": "less_than",
    ">": "more_than",
    "<=": "equal_or_less",
    "≤": "equal_or_less",
    ">=": "equal_or_more",
    "≥": "equal_or_more",
}


def with_modifiers(copy: Copy, atoms: list[Atom]) -> list[Atom]:
    """`atoms` with their modifiers; no word belongs to two of them."""
    done: list[Atom] = []
    floor = 0
    for index, atom in enumerate(atoms):
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        ceiling = (following.extent or (following.start, 0))[0] if following else len(copy.low)
        made = _modified(copy, atom, floor, ceiling)
        floor = (made.extent or (0, made.end))[1]
        done.append(made)
    return done


def _modified(copy: Copy, atom: Atom, floor: int, ceiling: int) -> Atom:
    low = copy.low
    start, end = atom.extent or (atom.start, atom.end)
    time = atom.kind in _TIMES
    # Two weeks ago is a date that is stated as an amount: *more than two weeks ago*.
    scope = "amount" if not time or atom.grain else "time"
    modifier: Modifier | None = atom.modifier
    place = start
    if time and place > 4 and atom.form != "set":
        place -= 4 * low.startswith("the ", place - 4)
    for _ in range(2):
        found = _modifier_before(low, place, scope)
        if found is None or found[0] < floor:
            break
        if time and low.startswith("'s", end):
            break
        place, stated = found
        modifier = stated if modifier in (None, "approx") else modifier
        start = place
    after = _AFTER.match(low, end, ceiling) if low[end : end + 1] in (" ", "-", "+") else None
    onwards = bool(after and after["onwards"])
    if after and (time or not onwards):
        modifier = _AFTER_MEANS[cast("str", after.lastgroup)]
        end = after.end()
    if time and modifier in (None, "equal_or_more") and not atom.low:
        # From March 2024: a start where the text tells of one, else where something comes from.
        opening = _FROM.search(low, max(floor, start - 40), start)
        if opening and (onwards or (opening["begun"] and _CLAUSE_END.match(low, end))):
            start, modifier = low.rindex("from", 0, start), "equal_or_more"
    if (start, end) == (atom.extent or (atom.start, atom.end)) and modifier == atom.modifier:
        return atom
    return replace(atom, extent=(start, end), modifier=modifier)


def _modifier_before(low: str, end: int, scope: str) -> tuple[int, Modifier] | None:
    """The longest modifier that ends before the space at `end` - 1, and where it begins."""
    near = low[max(0, end - 4) : end]
    if not near[-2:].strip().isalnum() and (signed := _SIGN_BEFORE.search(near)):
        return end - len(near) + signed.start(), _SIGN_MEANS[signed[0].replace(" ", "")]
    if end < 2 or low[end - 1] != " ":
        return None
    stop = end - 1
    place = stop
    best: tuple[int, Modifier] | None = None
    for count in range(_LONGEST_MODIFIER):
        place = low.rfind(" ", max(0, stop - 40), place)
        word = low[place + 1 : stop].lstrip("(\"'")
        if count == 0 and word not in LAST_WORDS:
            return None
        modifier = _MODIFIERS.get((scope, word))
        if modifier and not (
            word == "about" and low.endswith(("how ", "what "), 0, max(place + 1, 0))
        ):
            best = stop - len(word), modifier
        if place < 0:
            break
    return best
