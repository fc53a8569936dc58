"""What stands inside a segment and is none of its text: tags, codes, placeholders.

A tag that begins or ends something is taken out, so that ``$<b>100</b> billion`` is one figure.
What stands for something else, a picture or a value that a program puts in, leaves an object
replacement character: there is something, and what is left and right of it are two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from brief.bitexts.pairs import Run, Segment, joined
from brief.bitexts.stream import Node
from brief.model import position_in

OBJECT = "\ufffc"

_CODES = {"bpt": "", "ept": "", "it": "", "ph": OBJECT, "ut": OBJECT, "x": OBJECT}
"""Elements of TMX and XLIFF that hold no text of the segment, and what is left of them.

All others either hold text (g, pc, mrk, hi) or are empty (bx, ex, sc, ec, sm, em).
"""

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PLACEHOLDER = re.compile(
    r"""
    \$?\{[A-Za-z_][\w.:,]{0,40}\}                               # {name}, ${name}
  | \{[0-9]{0,2}(?:[:,][\w.:,#]{0,40})?\}                       # {}, {0}, {0:N2}
  | (?<!\d)%(?:[0-9]\$|\([A-Za-z_]\w{0,40}\))?                  # %1$s, %(name)s, but not 5%
    [-+\#]?[0-9]{0,3}(?:\.[0-9]{1,2})?(?:hh|h|ll|l|z)?[diouxXeEfgGcs](?![a-z])
    """,
    re.VERBOSE | re.ASCII,
)


def segment_of(node: Node) -> Segment:
    """The segment that an element holds."""
    return untagged(joined(_runs(node)))


def _runs(node: Node) -> Iterator[Run]:
    for child in node.children:
        if not isinstance(child, Node):
            yield child
        elif child.name not in _CODES:
            yield from _runs(child)
        elif _CODES[child.name]:
            yield _CODES[child.name], child.line, child.column


def untagged(segment: Segment) -> Segment:
    """`segment` without the HTML tags that are written in it as text."""
    tags = {found.start(): found.end() for found in _TAG.finditer(segment.text)}
    if not tags:
        return segment
    bounds = {*tags, *tags.values(), *(piece.start for piece in segment.pieces)}
    kept: list[Run] = []
    resumes = 0
    for start, end in pairwise(sorted({*bounds, 0, len(segment.text)})):
        resumes = tags.get(start, resumes)
        if start >= resumes:
            kept.append((segment.text[start:end], *position_in(segment.pieces, start)))
    return joined(kept)


def without_placeholders(text: str) -> str:
    """`text` with as many objects in the place of each placeholder as it has characters."""
    return _PLACEHOLDER.sub(lambda found: OBJECT * len(found[0]), text)
