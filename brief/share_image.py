"""The picture that stands for a page where it is shared: title, date and key figures, as a PNG.

The same bytes for the same picture, fonts and version of Pillow, which nothing else uses and which
is loaded when the first picture is drawn.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from brief import addresses, codec
from brief.content import is_draft
from brief.edition import Edition, Entry
from brief.fonts import Font, Fonts
from brief.frame import FRONT, SiteOptions
from brief.line_breaking import clipped, lines
from brief.model import LANGUAGES, Finding, Language, Place, other_language
from brief.outline import Outline
from brief.render import when
from brief.store import digest

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
"""Pixels: what Open Graph pictures have everywhere."""
COLOURS = ("#1b1b1d", "#ffffff", "#b3201b")
"""Ink, paper and accent, as in the style sheet."""

_MARGIN = 72
_TITLE = (104, 92, 80, 72, 64, 56, 48)
"""Sizes: the largest at which there is room counts; at the last, a title is cut."""
_LARGEST_OVER_AMOUNTS = 80
_AMOUNT = (76, 64, 52, 40, 32)
_LEADING: Mapping[Language, float] = {"ja": 1.32, "en": 1.16}
_MOST_AMOUNTS = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """A key figure."""

    label: str
    here: str
    """In the notation of the page."""
    there: str
    """In that of the other language."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows."""

    language: Language
    site: str
    title: str
    lead: str
    """What is told under the title where there are no amounts."""
    day: str
    amounts: tuple[Amount, ...]
    fonts: Fonts


@dataclass(frozen=True, slots=True)
class ShareImage:
    """A file of the site."""

    uri: str
    picture: Picture

    def key(self) -> str:
        """A hash of all that it is made from."""
        return digest([self.uri.encode(), version(), codec.encode(self.picture)])


@cache
def version() -> bytes:
    """Of Pillow, which draws."""
    return metadata.version("pillow").encode()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as PNG, or why there is none."""

    png: bytes
    faults: tuple[Finding, ...] = ()


# --- which there are -------------------------------------------------------------------


def of(edition: Edition, options: SiteOptions, fonts: Fonts) -> Iterator[ShareImage]:
    """A picture for each text of a brief, and one for all other pages of a language."""
    leads = {
        language: outline.front.description
        for entry in edition.plain
        if entry.slug == FRONT
        for language, outline in entry.texts.items()
    }
    for language in LANGUAGES:
        uri = addresses.share_image(addresses.page(language, FRONT))
        lead = leads.get(language, "")
        yield ShareImage(uri, Picture(language, "", options.name, lead, "", (), fonts))
    for entry in edition.entries:
        if not is_draft(entry.texts):
            for outline in entry.texts.values():
                uri = addresses.share_image(addresses.page(outline.language, entry.slug))
                yield ShareImage(uri, _of_text(entry, outline, edition, options.name, fonts))


def _of_text(entry: Entry, outline: Outline, edition: Edition, site: str, fonts: Fonts) -> Picture:
    front, language = outline.front, outline.language
    amounts = tuple(_amounts(entry, outline, edition))[:_MOST_AMOUNTS]
    day = when(front.date.isoformat(), language) if front.date else ""
    return Picture(language, site, front.title, front.description, day, amounts, fonts)


def _amounts(entry: Entry, outline: Outline, edition: Edition) -> Iterator[Amount]:
    labels, stands = outline.front.figures, entry.extract.stands
    language = outline.language
    for key in dict.fromkeys([*(key for key in labels if key in stands), *stands]):
        series = edition.series.get(key)
        label = labels.get(key) or (series.label[language] if series else "")
        shown = stands[key].shown
        yield Amount(label, shown[language], shown[other_language(language)])


# --- drawing, here or in another process --------------------------------------------------


def drawn(image: ShareImage) -> Drawn:
    """`image` as it is drawn."""
    try:
        return Drawn(draw(image.picture))
    except OSError as error:
        place = Place(image.picture.fonts.display.path)
        advice = "name a font file in mkdocs.yml: plugins: - brief: {font: FILE}"
        message = f"the font cannot be used: {error}"
        return Drawn(b"", (Finding("configuration", "error", place, message, advice),))


def draw(picture: Picture) -> bytes:
    """`picture` as PNG.

    Raises:
        OSError: A font cannot be used.

    """
    from PIL import Image, ImageDraw

    # One number a pixel, from ink over paper to accent: whatever is blended is in the palette.
    image = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    sheet = _Sheet(ImageDraw.Draw(image), picture)
    sheet.masthead()
    sheet.title(400 if picture.amounts else 560)
    sheet.amounts()
    image.putpalette(_palette())
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
    return written.getvalue()


_INK, _SOFT, _HAIRLINE, _PAPER, _ACCENT = 0, 40, 108, 127, 255


@cache
def _palette() -> bytes:
    """The colours of the numbers from 0 to 255."""
    ink, paper, accent = (bytes.fromhex(colour[1:]) for colour in COLOURS)

    def between(first: bytes, last: bytes, share: float) -> bytes:
        return bytes(round(a + (b - a) * share) for a, b in zip(first, last, strict=True))

    dark = (between(ink, paper, n / _PAPER) for n in range(_PAPER))
    light = (between(paper, accent, n / (_ACCENT - _PAPER)) for n in range(_ACCENT - _PAPER + 1))
    return b"".join([*dark, *light])


class _Face:
    """A font at a size."""

    def __init__(self, font: Font, size: int) -> None:
        from PIL import ImageFont

        # The layout that is the same whether or not Raqm is installed.
        basic = ImageFont.Layout.BASIC
        self.font: ImageFont.FreeTypeFont = ImageFont.truetype(
            font.path, size, font.index, layout_engine=basic
        )
        self.size = size
        self._advances: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Pixels that `text` takes."""
        advances = self._advances
        for character in text:
            if character not in advances:
                advances[character] = self.font.getlength(character)
        return sum(advances[character] for character in text)


@cache
def _face(font: Font, size: int) -> _Face:
    """Read once in a process."""
    return _Face(font, size)


class _Sheet:
    """A picture as it is drawn, from top to bottom."""

    def __init__(self, pen: ImageDraw.ImageDraw, picture: Picture) -> None:
        self._pen = pen
        self._picture = picture
        self._display, self._text = picture.fonts.display, picture.fonts.text

    def _write(self, text: str, face: _Face, left: float, baseline: float, colour: int) -> None:
        self._pen.text((left, baseline), text, fill=colour, font=face.font, anchor="ls")

    def _rule(self, top: int, height: int, colour: int, width: int = WIDTH - 2 * _MARGIN) -> None:
        self._pen.rectangle((_MARGIN, top, _MARGIN + width - 1, top + height - 1), fill=colour)

    def masthead(self) -> None:
        """The name of the site and the date, over a rule."""
        small = _face(self._text, 28)
        day = self._picture.day
        room = WIDTH - 2 * _MARGIN - small.width(day)
        name = _face(self._display, 32)
        self._write(clipped(self._picture.site, name.width, room - 40), name, _MARGIN, 86, _INK)
        self._write(day, small, _MARGIN + room, 86, _SOFT)
        self._rule(110, 3, _INK)
        self._rule(110, 11, _ACCENT, width=96)

    def title(self, bottom: int) -> None:
        """The title, as large as it has room down to `bottom`, and what is told under it."""
        picture, top, width = self._picture, 146, WIDTH - 2 * _MARGIN
        leading = _LEADING[picture.language]
        largest = _LARGEST_OVER_AMOUNTS if picture.amounts else max(_TITLE)
        for size in (size for size in _TITLE if size <= largest):
            face = _face(self._display, size)
            most = int((bottom - top) / (size * leading))
            set_in = lines(picture.title, picture.language, face.width, width, most)
            if set_in is not None:
                break
        else:
            whole = lines(picture.title, picture.language, face.width, width, len(picture.title))
            assert whole is not None
            rest = "".join(whole[most - 1 :])
            set_in = [*whole[: most - 1], clipped(f"{rest}…", face.width, width)]
        at = top
        for line in set_in:
            self._write(line, face, _MARGIN, at + 0.9 * size, _INK)
            at += round(size * leading)
        if not picture.amounts:
            self._lead(at + 24, bottom)

    def _lead(self, top: int, bottom: int) -> None:
        face, language = _face(self._text, 32), self._picture.language
        width = WIDTH - 2 * _MARGIN
        set_in = lines(self._picture.lead, language, face.width, width, len(self._picture.lead))
        most = max(int((bottom - top) / 48), 0)
        shown = set_in or []
        if len(shown) > most > 0:
            shown = [*shown[: most - 1], clipped(f"{shown[most - 1]}…", face.width, width)]
        for number, line in enumerate(shown[:most]):
            self._write(line, face, _MARGIN, top + 32 + 48 * number, _SOFT)

    def amounts(self) -> None:
        """The key figures, side by side."""
        amounts = self._picture.amounts
        if not amounts:
            return
        self._rule(424, 2, _HAIRLINE)
        gap = 48
        width = (WIDTH - 2 * _MARGIN - gap * (len(amounts) - 1)) / len(amounts)
        small = _face(self._text, 27)
        for number, amount in enumerate(amounts):
            left = _MARGIN + number * (width + gap)
            sizes = (_face(self._display, size) for size in _AMOUNT)
            large = next((face for face in sizes if face.width(amount.here) <= width), None)
            face = large or _face(self._display, _AMOUNT[-1])
            self._write(clipped(amount.label, small.width, width), small, left, 466, _SOFT)
            self._write(clipped(amount.here, face.width, width), face, left, 544, _ACCENT)
            if amount.there != amount.here:
                self._write(clipped(amount.there, small.width, width), small, left, 590, _SOFT)
