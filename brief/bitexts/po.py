"""PO, the format of gettext, through translate-toolkit, which holds the whole file.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from brief.bitexts.inline import untagged
from brief.bitexts.pairs import (
    Item,
    PassedOver,
    Run,
    Segment,
    fault,
    joined,
    language_of,
    paired,
)
from brief.model import Language, Place, UnusableInput, other_language

if TYPE_CHECKING:
    from translate.storage.pypo import pounit

SIZE_LIMIT = 50_000_000
"""Bytes of one file: it takes about twenty times as much memory."""

_KEYWORD = re.compile(r"\s*(msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*\"")
_CHARSET = re.compile(rb'"Content-Type:[^"\n]{0,80}charset=([\w.:-]{1,40})', re.IGNORECASE)
_SAID = re.compile(r"(.*) on line \d+: (.*)", re.DOTALL)
"""The message of a ``PoParseError``."""
_UNESCAPED = re.compile(r"\\.|[^\\]+", re.DOTALL)


def read(name: str) -> Iterator[Item]:
    """The pairs of the catalogue `name`, whose header says the language of the translations.

    Of a unit with a plural, a sole translation is compared with the plural, several with the forms
    in their order.

    Raises:
        UnusableInput: After what stands before the fault: the file breaks the syntax, says no
            language, is too large, or translate-toolkit is not there.
        OSError: The file cannot be read.

    """
    try:
        from translate.storage import poparser, pypo
    except ImportError as error:
        message, advice = "PO files need translate-toolkit", "pip install 'brief-site[cat]'"
        raise fault(Place(name), message, advice) from error
    text, failure = _text(name)
    lines = StringIO(f"{text}\n", newline=None).readlines()
    store = pypo.pofile()
    store.units.clear()  # It begins with a header of its own.
    # Not store.parse, which takes what is not UTF-8 for Latin-1.
    state = poparser.PoParseState(lines, store.create_unit)
    try:
        poparser.parse_units(state, store)
    except Exception as error:  # It has no error of its own for some of what breaks the syntax.
        failure = failure or _failure(Place(name, state.lineno), error)
    language = store.parseheader().get("Language") if store.units else None
    if not (language or failure):
        message = "the header does not say the language of the translations"
        raise fault(Place(name), message, 'add "Language: ja\\n" to it')
    translation = language_of(language or "")
    for unit in store.units:
        if not unit.isheader():
            yield from _items(unit, lines, translation)
    if failure:
        raise failure


def _text(name: str) -> tuple[str, UnusableInput | None]:
    """The text of the file, up to the line that is not in its encoding; what is wrong there."""
    path = Path(name)
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        message = f"the file has {size / 1e6:.1f} MB; the limit is {SIZE_LIMIT / 1e6:.0f} MB"
        raise fault(Place(name), message, "split it")
    data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    declared = _CHARSET.search(data)
    charset = declared[1].decode() if declared and declared[1] != b"CHARSET" else "utf-8"
    try:
        return data.decode(charset), None
    except LookupError:
        raise fault(Place(name), f"the header names an unknown charset, {charset}") from None
    except UnicodeDecodeError as error:
        begins = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[begins : error.start].decode(charset, "replace")) + 1
        place = Place(name, data.count(b"\n", 0, begins) + 1, column)
        message = f"this is not in the charset that the header names, {charset}"
        return data[:begins].decode(charset, "replace"), fault(place, message, "save it as UTF-8")


def _failure(place: Place, error: Exception) -> UnusableInput:
    """What kept translate-toolkit from reading on at `place`."""
    said = _SAID.fullmatch(str(error))
    message = f"{said[1]}: {said[2].strip()}" if said else "what stands here or above is no unit"
    message = f"{message[:1].lower()}{message[1:100]}"
    return fault(place, message, "msgfmt --check says more")


def _items(unit: pounit, lines: Sequence[str], translation: Language | None) -> Iterator[Item]:
    if unit.isobsolete():
        yield PassedOver("obsolete")
    elif translation is None:
        yield PassedOver("other languages")
    elif unit.isfuzzy():
        yield PassedOver("fuzzy")
    else:
        keywords = [("msgid", unit.msgid)]
        if unit.hasplural():
            keywords.append(("msgid_plural", unit.msgid_plural))
        sources = [_segment(unit, lines, *given) for given in keywords]
        forms = unit.msgstr
        targets = (
            [_segment(unit, lines, f"msgstr[{form}]", forms[form]) for form in sorted(forms)]
            if isinstance(forms, dict)
            else [_segment(unit, lines, "msgstr", forms)]
        )
        for source, target in zip(sources[-len(targets) :], targets, strict=False):
            texts = [(other_language(translation), source), (translation, target)]
            yield from paired(unit.getcontext(), texts, translation)


def _segment(unit: pounit, lines: Sequence[str], keyword: str, quoted: Sequence[str]) -> Segment:
    """The text of the strings `quoted`, which stand after `keyword` in the lines of `unit`."""
    return untagged(joined(_runs(lines, _line(lines, unit.line_number or 1, keyword), quoted)))


def _line(lines: Sequence[str], first: int, keyword: str) -> int:
    """Index of the line that begins with `keyword`, of those from the line `first` on."""
    for index in range(first - 1, len(lines)):
        found = _KEYWORD.match(lines[index])
        if found and found[1] == keyword:
            return index
    return first - 1


def _runs(lines: Sequence[str], index: int, quoted: Sequence[str]) -> Iterator[Run]:
    from translate.storage.pypo import unescape

    for string in quoted:
        index = next((at for at in range(index, len(lines)) if string in lines[at]), index)
        column = lines[index].find(string) + 2
        for found in _UNESCAPED.finditer(string[1:-1]):
            yield unescape(found[0]), index + 1, column + found.start()
        index = min(index + 1, len(lines) - 1)
