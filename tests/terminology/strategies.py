"""Glossaries for property tests."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from brief import glossary
from brief.model import ENTITY_KINDS, Entity, Place, Role

_ODD = "|\\\"',;:#[]{}=+-@*&!%<>~`?\n ・日本ゼレ長Aaé𠮷"
TEXTS = (
    st.text(
        st.sampled_from(_ODD) | st.characters(codec="utf-8", exclude_categories=["C", "Z"]),
        max_size=8,
    )
    .map(str.strip)
    .filter(bool)
)
SPELLINGS = TEXTS.filter(lambda text: "\n" not in text and glossary.unusable(text) is None)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def _roles(draw: st.DrawFn) -> tuple[Role, ...]:
    roles = []
    day = draw(DAYS)
    title = {"ja": draw(TEXTS), "en": draw(TEXTS)}
    for _ in range(draw(st.integers(0, 3))):
        until = day + timedelta(draw(st.integers(1, 900)))
        roles.append(Role(dict(title), day, until))  # type: ignore[arg-type]
        day = until
    if draw(st.booleans()):
        roles.append(Role({"ja": draw(TEXTS) + "長", "en": draw(TEXTS) + "!"}, draw(DAYS), None))
    return tuple(roles)


def _localized(
    values: st.SearchStrategy[tuple[str, ...]],
) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    return st.fixed_dictionaries({}, optional={"ja": values, "en": values}).map(
        lambda found: {
            language: found[language] for language in ("ja", "en") if found.get(language)
        }
    )


@st.composite
def entities(draw: st.DrawFn) -> list[Entity]:
    """Entities that stand in a glossary without a fault."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        name = {"ja": f"{draw(SPELLINGS)}{number}号", "en": f"{draw(SPELLINGS)} no. {number}"}
        aliases = draw(_localized(st.lists(SPELLINGS, max_size=3, unique=True).map(tuple)))
        links = st.sampled_from(
            [("https://example.org/a?b=c&d",), ("http://x.example/|", "https://y.example/é")]
        )
        found.append(
            Entity(
                id=draw(st.sampled_from(["a", "7-b", "list-of"])) + f"-{number}",
                kind=draw(st.sampled_from(ENTITY_KINDS)),
                name=name,  # type: ignore[arg-type]
                place=Place("here"),
                reading=draw(st.none() | st.just("どなるど・とらんぷ")),
                aliases=aliases,  # type: ignore[arg-type]
                roles=draw(_roles()),
                summary=draw(st.just({}) | st.fixed_dictionaries({"ja": TEXTS, "en": TEXTS})),
                topics=draw(st.lists(TEXTS, max_size=2, unique=True).map(tuple)),
                wikidata=draw(st.none() | st.just("Q42")),
                links=draw(_localized(links)),  # type: ignore[arg-type]
            )
        )
    return found
