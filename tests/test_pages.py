"""The pages of large sites: bounded, linked, and rewritten only where something changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from brief import addresses
from brief.edition import Edition
from brief.frame import SiteOptions
from brief.model import Place
from brief.pages import Pages, Plan, archive, figures, names, topics
from brief.pipeline import Settings, load
from brief.series import Point, Series
from tests.conftest import EN, JA
from tests.made_up import MadeUp, days, edition, stand
from tests.test_incremental import Folder

NEWEST = date(2025, 8, 30)
NAMES = [f"{letter}-{n}" for letter in "abcdefghij" for n in range(50)]
SERIES = {"arms": Series("arms", {"ja": "武器", "en": "Arms"}, Place(""), "USD")}


def large(count: int = 5000, **changed: MadeUp) -> Edition:
    """`count` briefs, two a day, on few topics, with a few names each; some are changed."""
    briefs = [
        MadeUp(
            count - n,
            day,
            names=("a-0", NAMES[n % 500], NAMES[(7 * n) % 500]),
            topics=("trade",) if n % 3 else ("<script>", "貿易"),
            stands={"arms": stand(str(n + 1))} if n % 5 == 0 else {},
        )
        for n, day in enumerate(day for day in days(NEWEST, count // 2) for _ in range(2))
    ]
    briefs = [changed.get(f"n{brief.number}", brief) for brief in briefs]
    return edition(briefs, NAMES, SERIES)


def pages(of: Edition) -> Pages:
    return Pages(of, SiteOptions())


def plans(of: Edition) -> dict[str, Plan]:
    found = list(pages(of))
    by_uri = {plan.page.uri: plan for plan in found}
    assert len(by_uri) == len(found)
    return by_uri


@pytest.fixture(scope="module")
def site() -> dict[str, Plan]:
    return plans(large())


def links(value: object) -> list[str]:
    """Every address in the values of a page."""
    return re.findall(r"uri='([^'#]+)", repr(value))


LISTS = re.compile(r"en/(briefs/(\d{4}/.*)?|topics/.*|names/|names/_.*|figures/.*)index\.html")


def test_no_page_grows_with_the_site(site: dict[str, Plan]) -> None:
    """5,000 briefs, 500 names: every list is cut into pages."""
    seen = 0
    for uri, plan in site.items():
        if LISTS.fullmatch(uri):
            seen += 1
            assert len(links(plan.values())) < 700, uri
        elif uri.startswith("en/names/"):
            assert len(links(plan.inputs())) < 700, uri
    assert seen > 100


def test_every_page_of_a_list_is_reached(site: dict[str, Plan]) -> None:
    lists = {uri for uri, plan in site.items() if LISTS.fullmatch(uri)}
    reached: set[str] = set()
    waiting = [
        uri
        for uri in ("en/briefs/", "en/topics/", "en/names/", "en/figures/")
        for uri in [f"{uri}index.html"]
    ]
    while waiting:
        uri = waiting.pop()
        if uri in lists and uri not in reached:
            reached.add(uri)
            waiting += links(site[uri].values())
    assert reached == lists


def test_no_link_leads_nowhere(site: dict[str, Plan]) -> None:
    for uri, plan in site.items():
        is_entity = "/names/" in uri and not LISTS.fullmatch(f"en{uri[2:]}")
        shown = plan.inputs() if is_entity else plan.values()
        targets = {*links(shown), *links(plan.page.above), *plan.page.alternates.values()}
        assert targets <= site.keys(), uri


def test_the_archive(site: dict[str, Plan]) -> None:
    first = site["en/briefs/index.html"].values()
    assert "'2025'" in repr(first["periods"])
    briefs = {
        target
        for uri, plan in site.items()
        if uri.startswith("en/briefs/20")
        for target in links(plan.values())
        if re.fullmatch(r"en/briefs/\d{5}/index\.html", target)
    }
    assert len(briefs) == 5000
    august = site["en/briefs/2025/08/index.html"].page
    assert [link.uri for link in august.above] == [
        "en/briefs/index.html",
        "en/briefs/2025/index.html",
    ]


def test_a_topic_of_any_text(site: dict[str, Plan]) -> None:
    for topic in ("<script>", "貿易", "trade"):
        address = addresses.topic("ja", topic)
        assert site[address].page.title == topic
        assert addresses.continued(address, 1) in site


def test_letters_have_pages(site: dict[str, Plan]) -> None:
    assert "en/names/_a/index.html" in site
    page = site["en/names/_a/index.html"].page
    assert page.alternates == {"en": page.uri}
    assert page.beside == {"ja": "ja/names/index.html"}
    assert "ja/names/_other/index.html" in site


def rewritten(before: Edition, after: Edition) -> set[str]:
    """The pages whose keys are not the same."""

    def keys(of: Edition) -> dict[str, str]:
        made = pages(of)
        return {plan.page.uri: made.key(plan) for plan in made}

    old, new = keys(before), keys(after)
    assert old.keys() == new.keys()
    return {uri for uri in old if old[uri] != new[uri]}


def brief(number: int) -> MadeUp:
    """One of the briefs of `large`, as it is there."""
    n = 1000 - number
    day = [day for day in days(NEWEST, 500) for _ in range(2)][n]
    return MadeUp(
        number,
        day,
        names=("a-0", NAMES[n % 500], NAMES[(7 * n) % 500]),
        topics=("trade",) if n % 3 else ("<script>", "貿易"),
        stands={"arms": stand(str(n + 1))} if n % 5 == 0 else {},
    )


def test_a_changed_sentence_rewrites_what_quotes_it() -> None:
    old = brief(400)
    found = rewritten(large(1000), large(1000, n400=replace(old, said="anew")))
    own = {f"{language}/briefs/00400/index.html" for language in ("ja", "en")}
    assert own <= found
    assert len(found - own) == 2 * len(set(old.names))
    assert all("/names/" in uri for uri in found - own)


CHANGES: list[tuple[Callable[[MadeUp], MadeUp], str]] = [
    (lambda b: replace(b, topics=("<script>", "trade", "貿易")), "en/topics/trade/_"),
    (lambda b: replace(b, names=(*b.names, "j-49")), "en/names/j-49/index.html"),
    (lambda b: replace(b, stands={"arms": stand("7")}), "en/figures/arms/"),
    (lambda b: replace(b, stands={**b.stands, "other": stand("7")}), "en/figures/_"),
]


@pytest.mark.parametrize(("change", "where"), CHANGES)
def test_other_changes(change: Callable[[MadeUp], MadeUp], where: str) -> None:
    found = rewritten(large(1000), large(1000, n400=change(brief(400))))
    assert any(uri.startswith(where) for uri in found)
    # The most: a point of a series, which the sparklines of the next 60 briefs show.
    assert len(found) < 140


def test_briefs_in_one_language_are_listed_in_both() -> None:
    only = MadeUp(1, NEWEST, names=("a-0",), topics=("x",), languages=("ja",))
    found = plans(edition([only], ["a-0"]))
    assert "en/briefs/00001/index.html" not in found
    for uri in ("en/briefs/index.html", "en/briefs/2025/index.html", "en/topics/x/index.html"):
        assert "ja/briefs/00001/index.html" in links(found[uri].values())


def test_undated_briefs_have_their_place() -> None:
    found = plans(edition([MadeUp(2, NEWEST), MadeUp(1, None)]))
    assert "ja/briefs/00001/index.html" in links(found["ja/briefs/undated/index.html"].values())
    assert "ja/briefs/undated/index.html" in links(found["ja/briefs/index.html"].values())


def test_company() -> None:
    briefs = [
        MadeUp(3, NEWEST, names=("a", "b", "c")),
        MadeUp(2, NEWEST, names=("a", "b")),
        MadeUp(1, NEWEST, names=("a",)),
    ]
    catalog = pages(edition(briefs, "abc")).catalog
    assert catalog.company("a", 5) == [("b", 2)]
    assert catalog.company("c", 5) == [("a", 1), ("b", 1)]


def test_names_of_a_brief_s_own_do_not_hide_what_it_shares() -> None:
    alone = [f"a{number}" for number in range(10)]
    first, other = MadeUp(2, NEWEST, names=(*alone, "z")), MadeUp(1, NEWEST, names=("z",))
    catalog = pages(edition([first, other], [*alone, "z"])).catalog
    (relation,) = catalog.related(catalog.edition.entries[0])
    assert (relation.entry.slug, relation.names) == ("briefs/00001", ("z",))


def test_key_figures_without_a_number_are_listed_but_not_drawn() -> None:
    day = replace(stand("2025-08-18", None), kind="date")
    newest, before = days(NEWEST, 2)
    series = {"arms": replace(SERIES["arms"], points=(Point("2024", "1"), Point("2025-01", "2")))}
    for unit, drawn in (("USD", ["$1", "$2", "$3", "$5"]), ("JPY", [])):
        briefs = [
            MadeUp(3, newest, stands={"arms": day}),
            MadeUp(2, newest, stands={"arms": stand("5", unit)}),
            MadeUp(1, before, stands={"arms": stand("3")}),
        ]
        found = plans(edition(briefs, (), series))
        figures: Any = found["en/figures/index.html"].values()["figures"]
        assert [row.number for row in figures] == ["2025-08-18", "5", "3"]
        chart: Any = found["en/figures/arms/index.html"].values()["chart"]
        # Yen are not drawn among dollars; one point alone is not drawn either.
        assert [dot.point.shown for dot in (chart.dots if chart else ())] == drawn


# --- rendered ------------------------------------------------------------------------


class Links(HTMLParser):
    """The links of a page, each with its ``rel``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and (href := given.get("href")):
            self.found.append((href, given.get("rel") or ""))


@pytest.fixture
def cut_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of a single line a page."""
    for room, name in (
        (archive, "SIZE"),
        (archive, "NEWEST"),
        (topics, "SIZE"),
        (topics, "MOST"),
        (names, "SIZE"),
        (names, "BRIEFS"),
        (figures, "SIZE"),
    ):
        monkeypatch.setattr(room, name, 1)


@pytest.mark.usefixtures("cut_small")
def test_the_links_of_pages_that_are_cut(tmp_path: Path) -> None:
    """Every link on every page leads to a page; neighbours lead to one another."""
    folder = Folder(tmp_path)
    for day in range(1, 4):
        for language, text in (("ja", JA), ("en", EN)):
            text = text.replace("---\n", f"---\ntopics: [trade, '<b>{day}']\n", 1)
            text = text.replace("2025-08-19", f"2025-0{day}-19")
            folder.write(f"content/briefs/{day}.{language}.md", text)
    made = Pages(load(Settings(tmp_path / "content")), SiteOptions())
    html = {plan.page.uri: page.html for plan, page in made.rendered(list(made))}
    rels: dict[str, dict[str, str]] = {}
    for uri, text in html.items():
        if uri.endswith(".html") and uri != "404.html":
            for href, rel in Links(text).found:
                parts = urlsplit(urljoin(f"https://site/{uri}", href))
                target = unquote(parts.path)[1:] + ("index.html" if parts.path[-1] == "/" else "")
                if parts.netloc == "site":
                    assert target in html, (uri, href)
                    rels.setdefault(uri, {})[rel] = target
    for uri, of_page in rels.items():
        if "next" in of_page:
            assert rels[of_page["next"]]["prev"] == uri
    for uri in (
        "ja/briefs/2025/02/index.html",
        "en/topics/trade/_1/index.html",
        "en/names/trump/_2/index.html",
        "ja/figures/_1/index.html",
        "ja/figures/arms/_1/index.html",
    ):
        assert "prev" in rels[uri], uri
    assert "ドナルド・トランプ(その2)" in html["ja/names/trump/_2/index.html"]


def test_a_sentence_that_names_twice_stands_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    path = "content/briefs/2025-08-18-talks.ja.md"
    folder.write(path, JA + "\nトランプ氏は「トランプ氏だ」と言った。トランプ氏は帰った。\n")
    made = Pages(load(Settings(tmp_path / "content")), SiteOptions())
    wanted = [plan for plan in made if plan.page.uri == "en/names/trump/index.html"]
    (_, page), *_ = made.rendered(wanted)
    assert page.html.count("と言った。") == 1
    sentence = next(line for line in page.html.splitlines() if "と言った。" in line)
    assert re.sub(r"</?a[^>]*>", "", sentence) == (
        "<li><mark>トランプ</mark>氏は「<mark>トランプ</mark>氏だ」と言った。</li>"
    )
    assert "<details>" in page.html
