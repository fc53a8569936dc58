"""A page and how it is made, in this process or another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from brief import making, markup
from brief.edition import Entry
from brief.frame import Frame, Page, Values
from brief.making import GlossarySource, Task
from brief.model import Brief, Document, Finding, Language
from brief.render import TemplateFault


@dataclass(frozen=True, slots=True)
class Plan:
    """A page, and how it is made."""

    page: Page
    inputs: Callable[[], object]
    """All that it shows, or what that is known by: while it stays, so does the page."""
    values: Callable[[], Values]
    """What its template is given beside what all templates are given."""
    told_by: Callable[[], str] | None = None
    """While this and `Pages.structure` stay, so do its inputs, which take longer to find out."""
    entry: Entry | None = None
    """The pair of texts of which it shows one."""
    show: Callable[[RenderJob], Values] | None = None
    """What its template is given beside, worked out where the page is rendered."""
    write: Callable[[RenderJob], str] | None = None
    """What a file holds that is no page: it has no template."""


def of_values(page: Page, values: Callable[[], Values]) -> Plan:
    """A page whose values are all that it depends on."""
    return Plan(page, values, values)


def of_structure(page: Page, values: Callable[[], Values]) -> Plan:
    """A page of nothing but what the structure of the site holds, see `Pages.structure`."""
    return Plan(page, values, values, told_by=lambda: "")


# --- rendering, here or in another process -----------------------------------------------


@dataclass(frozen=True)
class TextSource:
    """A pair of texts on its way to its pages."""

    task: Task
    documents: Mapping[Language, bytes]
    record: bytes
    glossary: GlossarySource

    @cached_property
    def brief(self) -> Brief:
        """The brief, or plain page, that the texts are: read once where all its pages are made."""
        return making.assembled(self.task, self.documents, self.record)


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A page and all that it is made from."""

    frame: Frame
    page: Page
    values: Values
    text: TextSource | None = None
    show: Callable[[RenderJob], Values] | None = None
    write: Callable[[RenderJob], str] | None = None

    def brief(self) -> Brief:
        """The brief, or plain page, of which it shows one text."""
        assert self.text is not None
        return self.text.brief


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, or what the file holds that it is; with faults, a page that shows them."""

    html: str
    faults: tuple[Finding, ...] = ()


def render(job: RenderJob) -> Rendered:
    """The HTML of a page, or what another file holds."""
    try:
        if job.write is not None:
            return Rendered(job.write(job))
        values = {**job.values, **(job.show(job) if job.show is not None else {})}
        return Rendered(job.frame.render(job.page, values))
    except TemplateFault as fault:
        return Rendered(job.frame.render_broken(job.page, fault.findings), fault.findings)


def findings(job: RenderJob, brief: Brief) -> Sequence[Finding]:
    """What a page shows of the findings in its texts: in a preview, all."""
    return brief.findings if job.frame.options.preview else ()


def body(job: RenderJob, document: Document) -> Markup:
    """The whole of a text as it is on a page, without annotations."""
    link = partial(job.frame.link, job.page, document)
    return markup.render(document, (0, len(document.tokens)), {}, link)
