"""XLIFF 1.2 and 2.x.

http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html and
https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from brief.bitexts import inline, stream
from brief.bitexts.pairs import Item, PassedOver, Reason, language_of, paired
from brief.bitexts.stream import Node

_STATES: Mapping[str, Reason] = MappingProxyType(
    {
        "new": "untranslated",
        "needs-translation": "untranslated",
        "initial": "untranslated",
        "fuzzy-match": "fuzzy",
    }
)
"""What says that a target is no translation yet: ``state`` and ``state-qualifier`` of the target in
1.2, ``state`` of the segment in 2. What only needs review is compared: that is what helps it.
"""


def read(name: str) -> Iterator[Item]:
    """The pairs of the file `name`: of each ``trans-unit`` in 1.2, each ``segment`` in 2.x.

    Raises:
        UnusableInput, OSError: As `stream.units` has it.

    """
    for unit in stream.units(name, "xliff", {"trans-unit", "unit"}):
        given = {**unit.around, **unit.node.attributes}
        id_ = unit.node.attributes.get("id", "")
        if unit.node.name == "trans-unit":
            yield from _items(id_, unit.node, given)
        for segment in unit.node.all("segment"):
            yield from _items(
                f"{id_}/{segment.attributes.get('id', '')}".strip("/"), segment, given
            )


def _items(id_: str, node: Node, given: Mapping[str, str]) -> Iterator[Item]:
    """What the element `node`, which holds source and target, makes."""
    source, target = node.first("source"), node.first("target")
    if given.get("translate") == "no":
        yield PassedOver("not for translation")
        return
    if source is None or target is None:
        yield PassedOver("untranslated")
        return
    stated = node.attributes if node.name == "segment" else target.attributes
    for state in (stated.get("state", ""), stated.get("state-qualifier", "")):
        if state in _STATES:
            yield PassedOver(_STATES[state])
            return
    languages = (
        language_of(
            source.attributes.get("lang")
            or given.get("source-language")
            or given.get("srcLang", "")
        ),
        language_of(
            target.attributes.get("lang")
            or given.get("target-language")
            or given.get("trgLang", "")
        ),
    )
    texts = zip(languages, map(inline.segment_of, (source, target)), strict=True)
    yield from paired(id_, list(texts), languages[1] or "en")
