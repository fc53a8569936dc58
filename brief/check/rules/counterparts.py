"""Whether paragraphs that answer each other speak of the same names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brief.check.rules.subject import NAMES, Hit, Subject
from brief.model import Bead, EntityKind, Language, Passage, other_language

_KINDS: tuple[EntityKind, ...] = ("person", "organization", "place")


class _Named(NamedTuple):
    entity: str
    text: str
    passage: Passage


def name_mismatch(subject: Subject) -> Iterator[Hit]:
    """A name where the paragraph that answers it has another of the same kind."""
    if subject.alignment is None or subject.kind == "page":
        return
    language = subject.translation()
    other = other_language(language)
    for bead in subject.alignment.blocks:
        for kind in _KINDS:
            here = _named(subject, bead, language, kind)
            there = _named(subject, bead, other, kind)
            for name, source in _exchanged(here, there):
                message = f"{source.text} ({source.entity}) is {name.text} here ({name.entity})"
                advice = f"correct one of the two, {NAMES[language]} or {NAMES[other]}"
                yield Hit(name.passage, message, advice, source.passage)


def _named(subject: Subject, bead: Bead, language: Language, kind: EntityKind) -> list[_Named]:
    """What the blocks of `bead` name, in their order."""
    text = subject.texts[language]
    return [
        _Named(mention.entity, mention.text, text.document.passage(block, *span))
        for number in bead.side(language)
        for block in (text.document.blocks[number],)
        for mention in text.annotations[number].mentions
        for span in ((mention.start, mention.end),)
        if mention.kind == kind
    ]


def _exchanged(here: Sequence[_Named], there: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Names that one side has and the other lacks, set against those that it has instead.

    Where both name as many, each name counts; else a pronoun or a repetition may explain that
    one is there less often, and only what the other side does not name at all counts.
    """
    only_here, only_there = _surplus(here, there), _surplus(there, here)
    if len(here) != len(there):
        known_here, known_there = {n.entity for n in here}, {n.entity for n in there}
        only_here = [name for name in only_here if name.entity not in known_there]
        only_there = [name for name in only_there if name.entity not in known_here]
    yield from zip(only_here, only_there, strict=False)


def _surplus(names: Sequence[_Named], others: Sequence[_Named]) -> list[_Named]:
    """The names that stand more often among `names` than among `others`: the last of each."""
    left = Counter(name.entity for name in names)
    left.subtract(name.entity for name in others)
    found = []
    for name in reversed(names):
        if left[name.entity] > 0:
            left[name.entity] -= 1
            found.append(name)
    return found[::-1]
