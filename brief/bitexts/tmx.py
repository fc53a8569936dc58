"""Translation memories: TMX 1.4 (https://www.gala-global.org/tmx-14b), and 1.1 to 1.3."""

from __future__ import annotations

from collections.abc import Iterator

from brief.bitexts import inline, stream
from brief.bitexts.pairs import Item, language_of, paired


def read(name: str) -> Iterator[Item]:
    """The pairs of the memory `name`; of many languages, Japanese and English only.

    Raises:
        UnusableInput, OSError: As `stream.units` has it.

    """
    source = ""
    for unit in stream.units(name, "tmx", {"header", "tu"}):
        node = unit.node
        if node.name == "header":
            source = node.attributes.get("srclang", "")
            continue
        texts = [
            (language_of(variant.attributes.get("lang", "")), inline.segment_of(seg))
            for variant in node.all("tuv")
            for seg in variant.all("seg")
        ]
        is_from_english = language_of(node.attributes.get("srclang", source)) == "en"
        yield from paired(node.attributes.get("tuid", ""), texts, "ja" if is_from_english else "en")
