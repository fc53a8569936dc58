"""Translation memories: TMX 1.4 (https://www.gala-global.org/tmx-14b), and 1.1 to 1.3."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import replace

from brief import __version__
from brief.bitexts import inline, stream
from brief.bitexts.pairs import Item, Pair, language_of, paired
from brief.bitexts.stream import Node
from brief.model import LANGUAGES, Language, date_of
from brief.xml import writable

_DATE = "x-brief-date"
"""The property that holds the day that the dates of a unit are read against."""


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
        pairs = paired(node.attributes.get("tuid", ""), texts, "ja" if is_from_english else "en")
        day = _day(node)
        yield from (replace(item, date=day) if isinstance(item, Pair) else item for item in pairs)


def _day(node: Node) -> datetime.date | None:
    for prop in node.all("prop"):
        if prop.attributes.get("type") == _DATE:
            try:
                return date_of(inline.segment_of(prop).text.strip())
            except ValueError:
                return None
    return None


# --- writing -------------------------------------------------------------------------

HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="brief" creationtoolversion="{__version__}" segtype="paragraph"\
 o-tmf="brief" adminlang="en" srclang="*all*" datatype="plaintext"/>
<body>
"""
TAIL = "</body>\n</tmx>\n"

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def unit(
    name: str,
    texts: Mapping[Language, str],
    source: Language | None,
    day: datetime.date | None,
    changed: datetime.date | None,
) -> str:
    """A translation unit, between `HEAD` and `TAIL`.

    Args:
        name: Its id, without spaces.
        texts: What the two texts say.
        source: The language of the original.
        day: The day that its dates are read against.
        changed: When it was last changed.

    """
    given = {
        "tuid": writable(name),
        "srclang": source or "",
        "creationdate": _timestamp(day),
        "changedate": _timestamp(changed),
    }
    element = ET.Element("tu", {key: value for key, value in given.items() if value})
    if day is not None:
        ET.SubElement(element, "prop", {"type": _DATE}).text = day.isoformat()
    for language in LANGUAGES:
        variant = ET.SubElement(element, "tuv", {_XML_LANG: language})
        ET.SubElement(variant, "seg").text = writable(texts[language])
    return ET.tostring(element, encoding="unicode") + "\n"


def _timestamp(day: datetime.date | None) -> str:
    """The beginning of a day in the form of ISO 8601 that TMX wants."""
    return day.isoformat().replace("-", "") + "T000000Z" if day else ""
