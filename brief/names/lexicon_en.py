"""The tables of words that English names are made of and stand among."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from babel import Locale

from brief.model import EntityKind
from brief.spelling import normal

_CUT = (" (", " SAR ", " - ")
"""What CLDR adds to names of territories: *Myanmar (Burma)*, *Hong Kong SAR China*."""
_NO_TERRITORIES = frozenset({"EU", "UN", "XA", "XB", "ZZ"})
_HEADS = ("head", "office", "company", "paper")


def plain(name: str) -> str:
    """`name` as the tables write it: one kind of apostrophe, one kind of space."""
    return name.replace("'", "’").replace("\n", " ").replace("\u00a0", " ")


class Lexicon:
    """The tables, read once; every entry as `plain` has it."""

    def __init__(self) -> None:
        places = _table("places")
        self._words = _table("words") | _table("organizations") | places
        self.given = frozenset(_given_names())
        self.known: dict[str, EntityKind] = dict.fromkeys(self._words["known"], "organization")
        """Names of places and organizations."""
        for names in places.values():
            self.known |= dict.fromkeys(names, "place")
        self.known |= dict.fromkeys(_territories(), "place")
        self.people = places["people"]
        """Adjectives of nationality."""
        self.nations = self.people | places["country"] | frozenset(_territories())
        self.longest: dict[str, int] = {}
        """How many words the longest known name that begins with a word may have."""
        for name in self.known:
            words = name.split(" ")
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))
        self.abbreviations = frozenset(
            word[:-1]
            for entries in self._words.values()
            for entry in entries
            for word in entry.split(" ")
            if word.endswith(".") and "." not in word[:-1]
        )
        self.heads = frozenset().union(*(self._words[name] for name in _HEADS))
        """Words that make those around them the name of an organization."""

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of the class `name`, see the head of the tables."""
        return self._words[name]


@cache
def lexicon() -> Lexicon:
    """The one lexicon."""
    return Lexicon()


def _table(name: str) -> dict[str, frozenset[str]]:
    """The rows of ``data/<name>.en.tsv``: a class and its entries."""
    rows: dict[str, frozenset[str]] = {}
    for line in _lines(f"{name}.en.tsv"):
        group, entries = line.split("\t")
        rows[group] = frozenset(plain(entry) for entry in entries.split(", "))
    return rows


def _given_names() -> Iterator[str]:
    for line in _lines("given_names.en.txt"):
        for name in line.split(" "):
            yield name
            yield normal(name).text


def _lines(name: str) -> Iterator[str]:
    source = resources.files("brief.names").joinpath("data", name)
    for line in source.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line


def _territories() -> Iterator[str]:
    """The names of states and territories in CLDR, as texts write them."""
    for code, name in Locale("en").territories.items():
        if code.isalpha() and code not in _NO_TERRITORIES:
            for cut in _CUT:
                name = name.split(cut)[0]
            yield plain(name)
            yield plain(name.replace(" & ", " and ").replace("St.", "Saint"))
