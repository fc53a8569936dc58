"""Rules of links and images."""

from __future__ import annotations

from collections.abc import Iterator

from brief.check.rules.subject import Hit, Subject, at
from brief.links import resolve
from brief.model import Document, Passage, Place
from brief.schema import nearest


def link_broken(subject: Subject) -> Iterator[Hit]:
    """A link to a file of the site that is not there."""
    for _, place, uri, _ in _internal_links(subject, images=False):
        if uri not in subject.index.anchors and uri not in subject.index.files:
            known = [*subject.index.anchors, *subject.index.files]
            yield Hit(place, f"the link leads to {uri}, which is not there", nearest(uri, known))


def anchor_broken(subject: Subject) -> Iterator[Hit]:
    """A link to a place on a page that has no such id."""
    for document, place, uri, anchor in _internal_links(subject, images=False):
        anchors = subject.index.anchors.get(uri)
        if anchor and anchors is not None and anchor not in anchors:
            where = "this page" if uri == document.uri else uri
            message = f"there is no heading with the id #{anchor} on {where}"
            yield Hit(place, message, nearest(anchor, anchors))


def image_missing(subject: Subject) -> Iterator[Hit]:
    """An image that is not there."""
    for _, place, uri, _ in _internal_links(subject, images=True):
        if uri not in subject.index.files:
            yield Hit(place, f"there is no image at {uri}", nearest(uri, subject.index.files))


def image_without_alt(subject: Subject) -> Iterator[Hit]:
    """An image without words for those who do not see it."""
    for document in subject.documents():
        for block in document.blocks:
            for link in block.links:
                if link.image and not link.alt:
                    place = Place(document.path, link.line, link.column)
                    advice = "say what it shows: ![The two presidents shake hands](...)"
                    yield Hit(at(place), f"the image {link.href} has no text in its place", advice)


def _internal_links(
    subject: Subject, *, images: bool
) -> Iterator[tuple[Document, Passage, str, str]]:
    """Document, place, target's uri and anchor of each link that stays on the site."""
    for document in subject.documents():
        for block in document.blocks:
            for link in block.links:
                if link.image == images and (target := resolve(link.href, document)):
                    yield document, at(Place(document.path, link.line, link.column)), *target
