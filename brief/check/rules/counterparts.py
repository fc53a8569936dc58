"""Whether paragraphs that answer each other speak of the same names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brief.check.rules.subject import NAMES, Hit, Subject
from brief.model import Bead, EntityKind, Language, Mention, Passage, other_language

_KINDS: tuple[EntityKind, ...] = ("person", "organization", "place")


class _Named(NamedTuple):
    entity: str
    text: str
    passage: Passage
    is_pointer: bool
    """Whether it is no name but points to one: 同氏, 両首脳, *the chancellor*."""
    restates: str | None
    """The entity named before the brackets in which it stands, as in 北大西洋条約機構(NATO)."""


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
            for name, source in (*_misplaced(here, there), *_misplaced(there, here)):
                message = f"{name.text} ({name.entity}) in brackets is not {source.entity}"
                advice = "write the other name of what stands before the brackets"
                yield Hit(name.passage, message, advice, source.passage)


def _named(subject: Subject, bead: Bead, language: Language, kind: EntityKind) -> list[_Named]:
    """What the blocks of `bead` name, in their order."""
    text = subject.texts[language]
    found: list[_Named] = []
    for number in bead.side(language):
        block = text.document.blocks[number]
        before: Mention | None = None
        for mention in text.annotations[number].mentions:
            if mention.kind != kind:
                continue
            between = block.text[before.end : mention.start] if before else ""
            in_brackets = between.strip() in ("(", "（")
            is_pointer = mention.reason in ("anaphor", "role")
            passage = text.document.passage(block, mention.start, mention.end)
            found += (
                _Named(
                    entity,
                    mention.text,
                    passage,
                    is_pointer,
                    before.entity if before and in_brackets else None,
                )
                for entity in (mention.entities if is_pointer else (mention.entity,))
            )
            before = mention
    return found


def _misplaced(here: Sequence[_Named], there: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Names in brackets after a name of something else that alone the other side names."""
    first = {name.entity: name for name in reversed(there)}
    for name in here:
        if name.restates in first and name.restates != name.entity and name.entity not in first:
            yield name, first[name.restates]


def _exchanged(here: Sequence[_Named], there: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Names that one side has and the other lacks, set against those that it has instead.

    What only points to a name explains that the other side has it, and is no name too many.
    Where both name as many, each name counts; else a pronoun or a repetition may explain that one
    is there less often, and only what the other side does not name at all counts.
    """
    known_here, known_there = {n.entity for n in here}, {n.entity for n in there}
    here = [name for name in here if not name.is_pointer]
    there = [name for name in there if not name.is_pointer]
    only_here, only_there = _surplus(here, there), _surplus(there, here)
    if len(here) != len(there):
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
