"""The rules: for each, texts in which it finds something, and texts in which it does not."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from brief.check import RULES
from brief.check.rules import documentation, markdown_table
from brief.language.recognition import mixed_up
from brief.model import Finding, Language
from brief.pipeline import Settings, load
from tests.conftest import JA, ROOT, MakeSite, Site, run

FRONT = {
    "ja": "title: 例\ndate: 2025-08-19\nsource_language: ja\nsources: [{title: 声明}]\n",
    "en": "title: An example\n",
}
SERIES = 'policy-rate: {label: {ja: 政策金利, en: Policy rate}, unit: "%"}\n'


def in_a_site(folder: Path, texts: dict[Language, str]) -> tuple[Finding, ...]:
    """What is found in a pair of texts among the names and files that examples are about."""
    site = Site(folder)
    site.write("content/briefs/chart.svg", "<svg/>")
    site.write("content/figures.yml", SERIES)
    people = ROOT / "tests/data/check/people.yml"
    site.write("content/glossary/people.yml", people.read_text(encoding="utf-8"))
    for language, text in texts.items():
        fenced = text if text.startswith("---") else f"---\n{_front(language, text)}---\n{text}"
        site.write(f"content/briefs/example.{language}.md", fenced.rstrip() + "\n")
    edition = load(Settings(site.content))
    assert not edition.faults
    return edition.findings


def _front(language: Language, text: str) -> str:
    marked = "(figure:" in text
    keys = [key for key in ("budget", "policy-rate") if f"(figure:{key})" in text]
    labels = "".join(f"  {key}: {key}\n" for key in keys)
    return FRONT[language] + (f"figures:\n{labels}" if marked else "")


@pytest.mark.parametrize("rule", documentation())
def test_the_examples_of_a_rule(rule: str, tmp_path: Path) -> None:
    about = documentation()[rule]
    wrong = in_a_site(tmp_path / "wrong", dict(about.wrong))
    assert {finding.rule for finding in wrong} == {rule}, wrong
    assert in_a_site(tmp_path / "right", dict(about.right)) == ()


def test_every_rule_is_documented() -> None:
    assert list(documentation()) == [rule.name for rule in RULES]
    for about in documentation().values():
        assert set(about.summary) == {"ja", "en"}
        assert about.explanation.endswith((".", "?"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_guide_lists_the_rules(language: Language) -> None:
    guide = (ROOT / f"content/guide/checking.{language}.md").read_text(encoding="utf-8")
    table = "\n".join(markdown_table(language))
    assert table in guide, "put in what 'brief check --explain --format markdown' prints"


@dataclass(frozen=True)
class Pair:
    """A pair of texts, and where a rule finds something: the text that stands there."""

    rule: str
    ja: str
    en: str
    found: tuple[str, ...] = ()


PAIRS = [
    # A bound may be said beside the figure; two of one value may be paired crosswise.
    Pair("modifier-lost", "刑は最高で3年となる。", "The sentence is up to three years."),
    Pair("modifier-lost", "死者は300人にも上る。", "As many as 300 people died."),
    Pair("modifier-lost", "3.5%以上、残りも3.5%だ。", "3.5% for the rest, at least 3.5% here."),
    Pair("modifier-lost", "5年以上続く。", "It has lasted more than 5 years."),
    Pair("modifier-lost", "5年未満だった。", "It was more than 5 years.", ("more than 5 years",)),
    Pair("modifier-lost", "死者は120人を超えた。", "The death toll is 120.", ("120",)),
    Pair("modifier-lost", "金利は0〜0.1%程度だ。", "The rate is at least 0–0.1%.", ("at least 0–0.1%",)),
    Pair("modifier-lost", "金利は0〜0.1%程度だ。", "The rate is around 0–0.1%."),
    Pair("approximation-lost", "約1000人が来た。", "There came 1,000 people."),
    Pair("approximation-lost", "約14兆7800億円だ。", "It is ¥14.78 trillion."),
    Pair("approximation-lost", "1243人が来た。", "About 1,243 people came.", ("About 1,243 people",)),
    # Conversions.
    Pair("conversion-inconsistent", "100億円(約7000万ドル)と2億円(約130万ドル)だ。", "It is ¥10 billion and ¥200 million."),
    Pair("conversion-inconsistent", "距離は30マイル(約48キロ)だ。", "The distance is 30 miles."),
    Pair("conversion-inconsistent", "距離は30マイル(約80キロ)だ。", "The distance is 30 miles.", ("約80キロ",)),
    Pair(
        "conversion-inconsistent",
        "1億ドル(約148億円)、2億ドル(約296億円)、3億ドル(約520億円)だ。",
        "They are $100 million, $200 million and $300 million.",
        ("約520億円",),
    ),
    # Days.
    Pair("weekday-wrong", "18日(月)に会う。", "They meet on Monday, Aug. 18."),
    Pair("weekday-wrong", "会談は8月18日だ。", "The talks are on Tuesday, Aug. 18.", ("Tuesday, Aug. 18",)),
    Pair("weekday-wrong", "会談は8月18日だ。", "The talks are on 18 August (Tuesday).", ("18 August (Tuesday)",)),
    Pair("weekday-wrong", "来週の土曜日に会う。", "They meet on Saturday next week."),
    Pair("weekday-wrong", "18日(火)に会う。", "They meet on Aug. 18.", ("18日(火)",)),
    Pair("date-impossible", "2024年2月29日に会った。", "They met on Feb. 29, 2024."),
    Pair("date-impossible", "2023年2月29日に会った。", "They met on Feb. 29, 2023.", ("2023年2月29日", "Feb. 29, 2023")),
    Pair("date-ambiguous", "2025年12月25日だ。", "It is 25/12/2025."),
    Pair("date-ambiguous", "2025年4月4日だ。", "It is 4/4/2025."),
    # Titles: whoever had one before, or is said to have had it then.
    Pair("role-outdated", "2023年にショルツ独首相が訪れた。", "In 2023, German Chancellor Scholz paid a visit."),
    Pair("role-outdated", "元独首相のショルツ氏。", "Scholz, the former German chancellor, spoke."),
    Pair("role-outdated", "独首相のショルツ氏。", "Scholz, the German chancellor, spoke.", ("独首相のショルツ", "Scholz, the German chancellor")),
    Pair("role-outdated", "ドイツのショルツ首相。", "Chancellor Scholz of Germany.", ("ショルツ首相", "Chancellor Scholz")),
    Pair("role-mismatch", "石破首相が会見した。", "Prime Minister Ishiba met the press."),
    Pair("role-mismatch", "石破総理大臣が会見した。", "Premier Ishiba met the press."),
    Pair("role-mismatch", "バンス副大統領が来た。", "Vice President Vance came."),
    Pair("role-mismatch", "バンス大統領が来た。", "President Vance came.", ("バンス大統領", "President Vance")),
    Pair("role-mismatch", "ウィットコフ特使が来た。", "Special envoy Witkoff came."),
    Pair("role-mismatch", "メルツ大統領が来た。", "President Merz came.", ("メルツ大統領", "President Merz")),
    Pair("role-mismatch", "フランスのメルツ首相だ。", "France has Chancellor Merz.", ("メルツ首相",)),
    Pair("role-mismatch", "マクロン大統領府の声明だ。", "It is a statement of Macron’s office."),
    # The title that the other text has, and the glossary too.
    Pair("role-mismatch", "メルツ独首相が来た。", "Governor Merz came.", ("Governor Merz",)),
    Pair("role-mismatch", "メルツ独首相が来た。", "The chancellor is Merz."),
    Pair("role-mismatch", "メルツ独首相が来た。", "The governor is Merz.", ("governor is Merz",)),
    # Spellings.
    Pair("alias-varies", "スティーブ・ウィットコフ氏。ウィットコフ氏。", "Steve Witkoff. Mr. Witkoff."),
    Pair("alias-varies", "ウィットコフ氏だ。", "Mr. Witkoff or Mr. Wittkoff.", ("Wittkoff",)),
    Pair("alias-varies", "米国と米とドイツ。", "The US, the United States, German and Germany."),
    # Who is introduced.
    Pair("first-mention-bare", "トランプ、メルツ両氏が会う。", "Mr. Trump and Donald Trump."),
    Pair("first-mention-bare", "首相のメルツが話した。", "Merz, the chancellor, spoke."),
    Pair("first-mention-bare", "フリードリヒ・メルツが話した。", "Friedrich Merz spoke."),
    Pair("first-mention-bare", "メルツは話した。", "Chancellor Merz spoke.", ("メルツ",)),
    # Quotations.
    Pair("quote-unclosed", "「『声明』を出す」と言う。", "“It is so,” he said. “Yes.”"),
    Pair("quote-unclosed", "声明を出す」と言う。", "They will issue it.", ("」",)),
    Pair("quote-unclosed", "身長だ。", 'He is 6\'2" tall.'),
    Pair("quote-unclosed", "彼は話した。\n\n続けた。", "“I spoke.\n\n“And went on.”"),
    Pair("quote-unmatched", "「程度」が付く。", "It says around."),
    Pair("quote-unmatched", "「トゥルース・ソーシャル」だ。", "It is Truth Social."),
    # Languages.
    Pair("language-mixed", "> The text of the treaty is in English only, as it was signed in 1951.", "> It is."),
    Pair("language-mixed", "OECDとNATOの声明。", "日米 means Japan and the US."),
]  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.rule}-{pair.ja[:12]}")
def test_where_a_rule_finds_something(pair: Pair, tmp_path: Path) -> None:
    findings = in_a_site(tmp_path, {"ja": pair.ja, "en": pair.en})
    found = [finding for finding in findings if finding.rule == pair.rule]
    shown = []
    for finding in found:
        assert finding.end is not None
        text = pair.ja if finding.place.path.endswith(".ja.md") else pair.en
        shown.append(text[finding.place.column - 1 : finding.end.column - 1])
    assert sorted(shown) == sorted(pair.found), findings


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
    (silenced,) = edition.briefs[0].silenced
    assert silenced.silence is not None
    assert (silenced.rule, silenced.silence.reason) == ("figure-unmatched", "英語版では日付を略す")


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


# --- silences --------------------------------------------------------------------------------

COMMENT = "<!-- brief: ignore figure-unmatched: 英語版には要らない。 -->"
ABOUT = "Residents were evacuated."


@pytest.mark.parametrize(
    "ja",
    [
        f"{COMMENT}\n避難した住民は3200人に上った。",
        f"{COMMENT}\n\n避難した住民は3200人に上った。",
        f"{COMMENT}\n- 避難した住民\n- 3200人",
        f"- 避難した住民\n  {COMMENT}\n- 3200人",
        f"{COMMENT}\n| 避難 |\n|---|\n| 3200人 |",
        f"{COMMENT}\n<!-- brief: ignore block-unaligned: 別の理由。 -->\n避難した住民は3200人だ。",
        "<!--\n brief: ignore figure-unmatched:\n 英語版には\n 要らない。\n-->\n3200人が避難した。",
    ],
)
def test_a_place_is_silenced(ja: str, tmp_path: Path) -> None:
    found = in_a_site(tmp_path, {"ja": ja, "en": ABOUT})
    assert "figure-unmatched" not in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("ja", "line"),
    [
        (f"避難した住民は3200人に上った。\n\n{COMMENT}", 9),
        (f"{COMMENT}\n\n## 避難\n\n避難した住民は3200人に上った。", 7),
        ("<!-- brief: ignore figure-umatched: x -->\n3200人が避難した。", 7),
        ("<!-- brief: ingore figure-unmatched: x -->\n3200人が避難した。", 7),
    ],
)
def test_a_silence_of_another_place_is_told(ja: str, line: int, tmp_path: Path) -> None:
    found = in_a_site(tmp_path, {"ja": ja, "en": ABOUT})
    assert "figure-unmatched" in {finding.rule for finding in found}
    assert [f.place.line for f in found if f.rule == "ignore-unused"] == [line]


def test_a_misspelt_rule_is_guessed(tmp_path: Path) -> None:
    ja = "<!-- brief: ignore figure-umatched: x -->\n協議は続く。"
    (finding,) = in_a_site(tmp_path, {"ja": ja, "en": "The talks go on."})
    assert finding.advice == "did you mean 'figure-unmatched'?"


def test_a_silence_at_the_counterpart_counts(tmp_path: Path) -> None:
    comment = "<!-- brief: ignore figure-mismatch: 原文の誤り。 -->"
    texts: dict[Language, str] = {
        "ja": f"{comment}\n費用は5億円だ。",
        "en": "It costs ¥500 billion.",
    }
    assert in_a_site(tmp_path, texts) == ()


PLUGIN = "site_name: Test\ndocs_dir: content\nplugins:\n  - brief: {OPTIONS}\n"


def test_a_site_silences_and_weighs_rules(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("content/briefs/talks.en.md", " on Aug. 18", "")

    def found(options: str) -> list[tuple[str, str]]:
        site.write("mkdocs.yml", PLUGIN.replace("OPTIONS", options))
        said = json.loads(site.brief("check", "--format", "json").stdout)
        return [(f["rule"], f["severity"]) for f in said]

    assert found("") == [("figure-unmatched", "warning")]
    assert found("severities: {figure-unmatched: error}") == [("figure-unmatched", "error")]
    assert found("severities: {figure-unmatched: off}") == []
    assert found("ignore: {figure-unmatched: We leave out dates.}") == []
    assert found("ignore: {link-broken: There are none.}") == [
        ("figure-unmatched", "warning"),
        ("ignore-unused", "warning"),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("severities: {figure-umatched: error}", "did you mean 'figure-unmatched'?"),
        ("severities: {figure-unmatched: grave}", "figure-unmatched is 'grave'"),
        ("severities: {figure-unmatched: [error]}", "figure-unmatched is ['error']"),
        ("ignore: {figure-unmatched: }", "silenced without a reason"),
        ("ignore: {nothing: why}", "there is no rule 'nothing'"),
        ("ignore: [figure-unmatched]", "Expected type"),
    ],
)
def test_bad_options(options: str, said: str, make_site: MakeSite) -> None:
    site = make_site({"mkdocs.yml": PLUGIN.replace("OPTIONS", options)})
    done = site.brief("check")
    assert done.returncode == 2
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_page_says_what_was_silenced(make_site: MakeSite) -> None:
    site = make_site()
    site.edit("content/briefs/talks.en.md", " on Aug. 18", "")
    silence = "title: 首脳会談\nignore: {figure-unmatched: 英語版では日付を略す}"
    site.edit("content/briefs/talks.ja.md", "title: 首脳会談", silence)
    assert site.brief("build", "--strict").returncode == 0
    for language in ("ja", "en"):
        page = site.pages()[f"{language}/briefs/talks/index.html"].decode()
        assert "figure-unmatched" in page
        assert "英語版では日付を略す" in page


# --- git -------------------------------------------------------------------------------------


def test_a_source_changed_after_its_translation(make_site: MakeSite) -> None:
    site = make_site()

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.hooksPath="]
        done = run(["git", *who, *arguments], site.folder)
        assert done.returncode == 0, done.stderr

    def stale() -> list[str]:
        findings = load(Settings(site.content)).findings
        return [f.place.path for f in findings if f.rule == "translation-stale"]

    assert stale() == []
    git("init", "-q")
    assert stale() == []
    git("add", ".")
    git("commit", "-qm", "both")
    assert stale() == []
    site.edit("content/briefs/talks.ja.md", "話し合った", "協議した")
    assert stale() == []
    git("commit", "-qam", "the source")
    assert stale() == ["content/briefs/talks.en.md"]
    site.edit("content/briefs/talks.en.md", "discussed", "talked about")
    assert stale() == []
    git("commit", "-qam", "the translation")
    assert stale() == []


@pytest.mark.parametrize(
    ("ja", "en", "said"),
    [
        (
            "協議は続くが、日程は決まっていない。",
            "The talks go on, but no date has been set.",
            None,
        ),
        ("OECDとNATO", "日米 means Japan and the US.", None),
        ("", "", None),
        (
            "The talks of the leaders will go on, but no date has been set.",
            "協議は続くが、日程は決まっていない。",
            "exchanged",
        ),
        (
            "The talks of the leaders will go on, but no date has been set.",
            "The talks go on, but no date has been set.",
            "both texts are in English",
        ),
        ("協議は続く。", "協議は続くが、日程は決まっていない。", "both texts are in Japanese"),
    ],
)
def test_languages_that_are_mixed_up(ja: str, en: str, said: str | None) -> None:
    found = mixed_up(ja, en)
    assert found == said or (said is not None and found is not None and said in found)


# --- very long texts -------------------------------------------------------------------------


def test_ten_thousand_figures_in_a_paragraph(tmp_path: Path) -> None:
    numbers = " ".join("7" for _ in range(9_900))
    assert in_a_site(tmp_path, {"ja": numbers, "en": numbers}) == ()
