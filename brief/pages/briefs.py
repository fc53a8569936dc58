"""The pages of the briefs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from brief import making
from brief.brief_page import BriefPage
from brief.edition import Edition, Entry
from brief.frame import Values, templates_of
from brief.model import Brief, Language
from brief.pages.plan import Plan, RenderJob, findings
from brief.pages.shared import Shared, text_page, unplaced
from brief.views import Context, RelatedBrief


def plans(shared: Shared) -> Iterator[Plan]:
    """The page of each text."""
    for entry in shared.edition.entries:
        yield from plans_of(shared, entry)


def plans_of(shared: Shared, entry: Entry) -> Iterator[Plan]:
    """The pages of a brief."""
    for outline in entry.texts.values():
        language = outline.language
        page = text_page(entry, outline, "brief.html")
        inputs = partial(_inputs, shared, entry, language)
        yield Plan(page, inputs, partial(_values, shared, entry, language), entry, show)


def _inputs(shared: Shared, entry: Entry, language: Language) -> object:
    entities = shared.edition.glossary.entities
    topics = [shared.frame.topic(topic, language) for topic in entry.texts[language].front.topics]
    series = shared.edition.series
    return (
        entry.shown,
        [unplaced(entities[entity_id]) for entity_id in entry.extract.names],
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
            tuple(shared.frame.topic(topic, language) for topic in relation.topics),
        )
        for relation in catalog.related(entry)
    ]
    points = {
        key: [
            (point.point.date, Decimal(point.point.value))
            for point in catalog.points[key]
            if day is None or point.point.date <= day.isoformat()
        ]
        for key in entry.extract.stands
        if key in catalog.points
    }
    return {"context": Context(other_briefs, related, points)}


def show(job: RenderJob, brief: Brief) -> Values:
    """What the page of a brief shows of its text."""
    frame, page = job.frame, job.page
    context = job.values["context"]
    assert isinstance(context, Context)
    assert job.text is not None
    glossary = making.annotator(job.text.glossary).glossary
    built = BriefPage(
        brief,
        page.language,
        Edition(glossary=glossary, series=frame.series),
        templates_of(frame),
        partial(frame.link, page),
        frame.topic,
        context,
        findings(job, brief),
    )
    return {"brief": built.view(), "findings": findings(job, brief)}
