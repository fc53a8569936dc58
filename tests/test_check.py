"""The rules: for each, texts in which it finds something, and texts in which it does not."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from brief.check import RULES
from brief.pipeline import Settings, load
from tests.conftest import JA, MakeSite, Site


@dataclass(frozen=True)
class Case:
    """Changes to a sound pair of texts, and where the rule then finds something.

    A place is a language and the text that stands there: ``en:$100 million``.
    """

    rule: str
    ja: tuple[str, str] = ("", "")
    en: tuple[str, str] = ("", "")
    files: dict[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    said: str = ""


CASES = [
    Case(
        "figure-mismatch",
        en=("$100 billion", "$100 million"),
        found=("en:$100",),
        said="1000億ドル is $100 billion; the English says $100 million (億 read as million?)",
    ),
    Case(
        "figure-mismatch",
        en=("Aug. 18", "Aug. 19"),
        found=("en:Aug. 19",),
        said="(a day off?)",
    ),
    Case(
        "figure-mismatch",
        ja=("1000億ドル", "1000億円"),
        found=("en:$100",),
        said="(another currency?)",
    ),
    Case("figure-mismatch", ja=("18日", "2025年8月18日")),
    Case(
        "figure-unmatched",
        en=(" on Aug. 18", ""),
        found=("ja:18日",),
        said="18日 has no counterpart in the English",
    ),
    Case(
        "figure-unmatched",
        en=("discussed", "and 7 others discussed"),
        found=("en:7 others",),
    ),
    Case(
        "identifier-unmatched",
        ja=("話し合った", "G7で話し合った"),
        en=("discussed", "at the G20 discussed"),
        found=("ja:7で", "en:20 discussed"),
        said="7 has no counterpart in the English",
    ),
    Case("identifier-unmatched", ja=("話し合った", "F16を話し合った"), en=("discussed", "of F-16s discussed")),
    Case(
        "key-figure-missing",
        en=("[$100 billion](figure:arms)", "$100 billion"),
        found=("en:figures:", "ja:1000億"),
    ),
    Case(
        "key-figure-missing",
        ja=("の武器", "の[武器](figure:weapons)"),
        found=("ja:武器](figure", "ja:武器](figure"),
        said="no figure is read in '武器'",
    ),
    Case(
        "name-unmatched",
        en=("President Trump", "The president"),
        found=("ja:トランプ",),
        said="トランプ (trump) is not named in the English text",
    ),
    Case(
        "name-ambiguous",
        ja=("話し合った", "岸田氏と話し合った"),
        files={
            "content/glossary/two.yml": """\
kishida-fumio: {kind: person, name: {ja: 岸田文雄, en: Fumio Kishida}, aliases: {ja: [岸田]}}
kishida-toru: {kind: person, name: {ja: 岸田徹, en: Toru Kishida}, aliases: {ja: [岸田]}}
"""
        },
        found=("ja:岸田",),
        said="岸田 may be kishida-fumio (content/glossary/two.yml:1:1) or kishida-toru",
    ),
    Case(
        "heading-mismatch",
        ja=("話し合った。", "話し合った。\n\n## 余談"),
        found=("ja:余談",),
    ),
    Case(
        "front-matter-differs",
        en=("description: A summary", "description: A summary\ndate: 2025-08-20"),
        found=("en:date:",),
        said="'date' differs from content/briefs/talks.ja.md:4:1",
    ),
    Case("front-matter-differs", en=("description: A", "date: 2025-08-19\ndescription: A")),
    Case(
        "link-broken",
        ja=("話し合った", "[話し合った](talk.md)"),
        found=("ja:[話し合った]",),
        said="did you mean 'briefs/talks.ja.md'?",
    ),
    Case("link-broken", ja=("話し合った", "[話し合った](talks.en.md)[公式](https://example.org/x)")),
    Case("link-broken", ja=("話し合った", "[話](../chart.csv)"), files={"content/chart.csv": "1"}),
    Case(
        "anchor-broken",
        ja=("話し合った", "[話し合った](#会議)"),
        found=("ja:[話し合った]",),
    ),
    Case("anchor-broken", ja=("話し合った", "[話](#会談)と[英](talks.en.md#the-talks)")),
    Case(
        "image-missing",
        ja=("話し合った", "![図](chart.svg)"),
        found=("ja:![図]",),
    ),
    Case(
        "translation-missing",
        files={"content/briefs/alone.ja.md": JA},
        found=("alone:---",),
        said="there is no alone.en.md beside it",
    ),
]  # fmt: skip


def edited(make_site: MakeSite, case: Case) -> Site:
    site = make_site(case.files)
    for name, change in (("ja", case.ja), ("en", case.en)):
        if change[0]:
            site.edit(f"content/briefs/talks.{name}.md", *change)
    return site


def place(site: Site, where: str) -> str:
    name, _, snippet = where.partition(":")
    path = f"content/briefs/{'alone.ja' if name == 'alone' else f'talks.{name}'}.md"
    before = (site.folder / path).read_text(encoding="utf-8").partition(snippet)[0]
    return f"{path}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.said[:20]}")
def test_rule(case: Case, make_site: MakeSite) -> None:
    site = edited(make_site, case)
    edition = load(Settings(site.content))
    assert not edition.faults
    found = [finding for finding in edition.findings if finding.rule == case.rule]
    expected = [place(site, where) for where in case.found]
    assert sorted(str(finding.place) for finding in found) == sorted(expected)
    assert not case.said or any(case.said in str(finding) for finding in found)


def test_every_rule_has_a_case_that_finds_something() -> None:
    assert {case.rule for case in CASES if case.found} == {rule.name for rule in RULES}


def test_a_sound_pair_has_no_findings(make_site: MakeSite) -> None:
    edition = load(Settings(make_site().content))
    assert (edition.faults, edition.findings) == ((), ())
    assert [match.agrees for match in edition.briefs[0].matches] == [True, True, True]


def test_a_rule_is_silenced_with_a_reason(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("content/briefs/talks.en.md", " on Aug. 18", "")
    silence = "title: 首脳会談\nignore: {figure-unmatched: 英語版では日付を略す}"
    site.edit("content/briefs/talks.ja.md", "title: 首脳会談", silence)
    edition = load(Settings(site.content))
    assert not edition.findings
    assert [finding.rule for finding in edition.briefs[0].silenced] == ["figure-unmatched"]


def test_a_figure_that_moved_to_another_paragraph_is_accounted_for(make_site: MakeSite) -> None:
    site = make_site()
    site.edit(
        "content/briefs/talks.ja.md",
        "話し合った。",
        "話し合った。\n\n二人は長く話し、文書も残した。",
    )
    site.edit(
        "content/briefs/talks.en.md", " on Aug. 18.", ".\n\nThe two spoke at length on Aug. 18."
    )
    found = [f.rule for f in load(Settings(site.content)).findings]
    assert "figure-mismatch" not in found
