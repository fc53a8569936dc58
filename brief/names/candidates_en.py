"""English text -> spans that look like names, whatever the glossary holds.

Runs of capitalized words are cut into names by the words in them (given names, titles,
*Ministry*, *River*); what is left is judged by what stands around it, in the whole text:
a surname is a person's where somebody of that name was named in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from brief.model import Candidate, EntityKind
from brief.names.context_en import evidence, is_language
from brief.names.cutting_en import Piece, cut
from brief.names.lexicon_en import lexicon
from brief.names.runs_en import runs

_ENOUGH = 1.0
"""Evidence that makes a name of capitalized words."""
_CERTAIN = 3.0
_BRACKETED = re.compile(r" \(([A-Z][A-Za-z&.]{1,9})\)")
_ARTICLE = re.compile("(?:al|el|ul|as|ash)-(?=[A-Z])")
_LISTING = frozenset({", ", " and ", ", and ", " or "})
_LONGEST_PARTICLE = 10
"""Characters before a surname that may hold its small words."""
_SMALL = frozenset({"and", "of", "for", "the", "on", "in", "de", "du", "des", "&"})


def candidates(text: str) -> Iterator[Candidate]:
    """Spans of `text` that look like names of persons, places and organizations.

    In the order of the text, without overlaps.
    """
    return iter(proposals([text])[0])


def proposals(texts: Sequence[str]) -> list[list[Candidate]]:
    """The `candidates` of each of the blocks `texts`, which tell about one another's names."""
    pieces = [
        [piece for run in runs(text) for piece in cut(text, run) if not _is_language(text, piece)]
        for text in texts
    ]
    known = _Known()
    for text, found in zip(texts, pieces, strict=True):
        for piece in found:
            known.learn(text, piece)
        known.learn_lists(text, found)
    known.conclude()
    return [
        [
            Candidate(start, piece.end, text[start : piece.end], kind)
            for piece in found
            if (kind := known.kind_of(piece))
            for start in [_start(text, piece, kind)]
        ]
        for text, found in zip(texts, pieces, strict=True)
    ]


def _start(text: str, piece: Piece, kind: EntityKind) -> int:
    """Where the name begins: a surname may have small words before it, *von der* Leyen."""
    if kind != "person" or piece.words > 1:
        return piece.start
    words = text[max(0, piece.start - _LONGEST_PARTICLE) : piece.start].split(" ")
    for count in (3, 2):
        particle = " ".join(words[-count:-1])
        if len(words) >= count and particle in lexicon()["particle"]:
            return piece.start - len(particle) - 1
    return piece.start


def _is_language(text: str, piece: Piece) -> bool:
    return piece.text in lexicon().people and is_language(text, piece.start, piece.end)


@dataclass
class _Known:
    """What a whole text tells about its names."""

    short: dict[str, EntityKind] = field(default_factory=dict)
    """Surnames, acronyms and short names of what was named in full."""
    no_names: set[str] = field(default_factory=set)
    """Acronyms of what is written small: *gross domestic product (GDP)*."""
    votes: dict[str, dict[EntityKind, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )

    def learn(self, text: str, piece: Piece) -> None:
        """Note what the text around `piece` and the piece itself tell."""
        kind = piece.kind
        if not kind:
            for kind, weight in evidence(text, piece):
                self.votes[piece.text][kind] += weight
        acronym = _BRACKETED.match(text, piece.end)
        if acronym and _initials(piece.text).endswith(acronym[1].replace(".", "").upper()):
            kind = "place" if kind == "place" else "organization"
            self.votes[piece.text][kind] += _CERTAIN
            self.short.setdefault(acronym[1], kind)
        elif piece.is_acronym and _is_of_small_words(text, piece):
            self.no_names.add(piece.text)
        if kind and piece.short:
            self.short.setdefault(piece.short, kind)
            self.short.setdefault(_ARTICLE.sub("", piece.short), kind)

    def learn_lists(self, text: str, pieces: Sequence[Piece]) -> None:
        """Note that the members of a list are of one kind: *Murcia* in *Andalusia and Murcia*."""
        for direction in (1, -1):
            before: tuple[Piece, EntityKind | None] | None = None
            for piece in pieces[::direction]:
                kind = piece.kind
                if before and not kind and _are_listed(text, before[0], piece):
                    kind = before[1]
                    if kind:
                        self.votes[piece.text][kind] += _ENOUGH
                before = piece, kind

    def conclude(self) -> None:
        """Note what stands for those of several words whose kind the text has told."""
        for name in self.votes:
            *before, last = name.split(" ")
            if before and self._voted(name) == "person":
                self.short.setdefault(last, "person")

    def kind_of(self, piece: Piece) -> EntityKind | None:
        """What `piece` names; None: nothing."""
        if piece.text in self.no_names:
            return None
        first, _, rest = piece.text.partition(" ")
        is_surname = first.lower() in lexicon()["particle"]
        short = self.short.get(piece.text) or (
            self.short.get(rest.rsplit(" ", 1)[-1]) if is_surname else None
        )
        if piece.kind and (piece.words > 1 or short != "person"):
            return piece.kind
        if short:
            return short
        return self._voted(piece.text)

    def _voted(self, name: str) -> EntityKind | None:
        votes = self.votes.get(name)
        if not votes:
            return None
        kind, weight = max(votes.items(), key=lambda vote: vote[1])
        return kind if weight >= _ENOUGH else None


def _are_listed(text: str, one: Piece, other: Piece) -> bool:
    first, last = sorted((one, other), key=lambda piece: piece.start)
    return last.start - first.end < len(", and  ") and text[first.end : last.start] in _LISTING


def _initials(name: str) -> str:
    """The letters that an acronym of `name` may be made of: IAEA, and NATO's for its full name."""
    return "".join(
        part[0]
        for word in name.split(" ")
        if word not in _SMALL
        for part in word.split("-")
        if part
    ).upper()


def _is_of_small_words(text: str, piece: Piece) -> bool:
    """Whether `piece` stands in brackets after the words it is short for, written small."""
    if text[piece.start - 2 : piece.start] != " (":
        return False
    letters = piece.text.rstrip("s").lower()
    before = text[max(0, piece.start - 120) : piece.start - 2].replace("-", " ").split(" ")
    words = before[-len(letters) :]
    return [word[:1] for word in words] == list(letters)
