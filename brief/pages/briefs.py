"""The pages of the briefs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from brief import addresses, descriptions, linked_data, making
from brief.brief_page import BriefPage
from brief.edition import Edition, Entry
from brief.frame import Page, Values, templates_of
from brief.model import Brief, Entity, Language
from brief.pages import archive, figure_table
from brief.pages.plan import Plan, RenderJob, findings
from brief.pages.shared import Shared, text_page, unplaced
from brief.spelling import normal
from brief.views import Context, LinkView, RelatedBrief

COURSE = 60
"""Points of a series that a sparkline shows."""


def plans(shared: Shared) -> Iterator[Plan]:
    """The page of each text."""
    for entry in shared.edition.entries:
        yield from plans_of(shared, entry)


def plans_of(shared: Shared, entry: Entry) -> Iterator[Plan]:
    """The pages of a brief."""
    for outline in entry.texts.values():
        language = outline.language
        above = archive.above_brief(shared, entry, language)
        page = text_page(entry, outline, "brief.html", above)
        inputs = partial(_inputs, shared, entry, language)
        values = partial(_values, shared, entry, language)
        yield Plan(page, inputs, values, lambda: entry.key, entry, show)
        if entry.extract.figures:
            yield _table(entry, language)


def _table(entry: Entry, language: Language) -> Plan:
    """The table of the figures of a text, to be downloaded."""
    title = entry.texts[language].front.title
    page = Page(addresses.figures_table(language, entry.slug), "", language, title)
    return Plan(page, lambda: entry.shown, dict, entry=entry, write=write_table)


def _inputs(shared: Shared, entry: Entry, language: Language) -> object:
    topics = [shared.frame.topic(topic, language) for topic in entry.texts[language].front.topics]
    series = shared.edition.series
    return (
        entry.shown,
        [shared.entity_key(entity_id) for entity_id in entry.extract.names],
        topics,
        {key: series[key].label for key in entry.extract.stands if key in series},
        _values(shared, entry, language),
    )


def _values(shared: Shared, entry: Entry, language: Language) -> Values:
    """What the page of a brief shows of the rest of the site."""
    catalog = shared.catalog
    day = entry.source_text.front.date
    other_briefs = {
        entity_id: [shared.brief_link(other, language) for other in beside]
        for entity_id in entry.extract.names
        if (beside := catalog.beside(entry, entity_id))
    }
    entities = shared.edition.glossary.entities
    related = [
        RelatedBrief(
            shared.brief_link(relation.entry, language),
            tuple(entities[entity_id].name[language] for entity_id in relation.names),
            tuple(
                LinkView(shared.frame.topic(topic, language), addresses.topic(language, topic))
                for topic in relation.topics
            ),
        )
        for relation in catalog.related(entry)
    ]
    points = {
        key: [
            (point.point.date, Decimal(point.point.value))
            for point in catalog.course(key, day, COURSE)
        ]
        for key in entry.extract.stands
        if key in catalog.points
    }
    table = addresses.figures_table(language, entry.slug) if entry.extract.figures else ""
    authors = dict(_known_authors(shared, entry, language))
    return {"context": Context(other_briefs, related, points, authors), "figures_table": table}


def _known_authors(
    shared: Shared, entry: Entry, language: Language
) -> Iterator[tuple[str, Entity]]:
    """The authors whose names mean one person or one organization of the glossary."""
    glossary = shared.edition.glossary
    for author in entry.texts[language].front.authors:
        spelling = normal(author).text
        named = {owner for owners in glossary.owners.values() for owner in owners.get(spelling, ())}
        known = [glossary.entities[owner] for owner in named]
        if len(known) == 1 and known[0].kind in ("person", "organization"):
            yield author, unplaced(known[0])


def write_table(job: RenderJob) -> str:
    """The figures of the text of a page as CSV."""
    language = job.page.language
    figures = _built(job, job.brief(), Context()).figures
    return figure_table.csv_of(figures, language, templates_of(job.frame).words[language])


def show(job: RenderJob) -> Values:
    """What the page of a brief shows of its text."""
    frame, page, brief = job.frame, job.page, job.brief()
    context = job.values["context"]
    assert isinstance(context, Context)
    built = _built(job, brief, context)
    document = brief.texts[page.language].document
    entities = built.edition.glossary.entities
    return {
        "brief": built.view(),
        "description": page.description or descriptions.opening(document),
        "linked_data": linked_data.article(frame, page, brief, entities, context.authors),
        "findings": built.findings,
    }


def _built(job: RenderJob, brief: Brief, context: Context) -> BriefPage:
    assert job.text is not None
    frame, page = job.frame, job.page
    glossary = making.annotator(job.text.glossary).glossary
    return BriefPage(
        brief,
        page.language,
        Edition(glossary=glossary, series=frame.series),
        templates_of(frame),
        partial(frame.link, page),
        frame.topic,
        context,
        findings(job, brief),
    )
