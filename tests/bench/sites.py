"""A site of any size: bilingual briefs that say the same, about the same few hundred people.

    python -m tests.bench.sites FOLDER BRIEFS

Each brief has 18 paragraphs, about 1,150 Japanese characters; the glossary has 1,000 persons. The
same for the same number.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from brief.model import Language
from tests.bench import corpus

PARAGRAPHS = 18
ENTITIES = 1_000
_TOPICS = ("trade", "security", "markets", "energy", "elections")
_FIRST_DAY = date(2016, 1, 4)

_SUBJECTS = [
    ("政府", "the government"),
    ("中央銀行", "the central bank"),
    ("与党", "the ruling party"),
    ("交渉団", "the negotiators"),
    ("調査会社", "the research firm"),
]
_OBJECTS = [
    ("追加の支援策", "a further package of support"),
    ("輸出の規制", "the limits on exports"),
    ("投資計画", "the plan to invest"),
    ("防衛費の扱い", "the defense budget"),
    ("金利の見通し", "the outlook for interest rates"),
]
_VERBS = [
    ("検討していることを明らかにした", "is under study"),
    ("めぐって協議を続けている", "is still being discussed"),
    ("見直す方針を固めた", "is to be reviewed"),
    ("求めていると伝えられた", "is being asked for"),
]
_FIGURES = [
    ("約{a}億ドル", "about ${b} billion"),
    ("{c}%", "{c} percent"),
    ("最大{d}人", "up to {d} people"),
    ("{e}週間以内", "within {e} weeks"),
    ("{c}社", "{c} companies"),
    ("{c}万トン", "{f} tons"),
    ("{e}年余り", "more than {e} years"),
]


def make(folder: Path, briefs: int) -> None:
    """Write the site into `folder`."""
    content = folder / "content"
    (content / "briefs").mkdir(parents=True)
    (content / "glossary").mkdir()
    (content / "glossary" / "people.yml").write_text(
        "".join(corpus.glossary_yaml(ENTITIES)), encoding="utf-8"
    )
    (folder / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://example.org/\ndocs_dir: content\n"
        "plugins: [{brief: {search: false}}]\n",
        encoding="utf-8",
    )
    for language, title in (("ja", "速報"), ("en", "Briefs")):
        text = f"---\ntitle: {title}\n---\n\n{title}\n"
        (content / f"index.{language}.md").write_text(text, encoding="utf-8")
    for number in range(briefs):
        for name, text in brief(number).items():
            (content / "briefs" / name).write_text(text, encoding="utf-8")


def brief(number: int) -> dict[str, str]:
    """The two files of a brief, by name."""
    rng = random.Random(number)
    people = corpus.entities(ENTITIES)
    # Some are in the news more often than others.
    named = [people[min(int(rng.expovariate(1 / 150)), ENTITIES - 1)] for _ in range(12)]
    texts: dict[str, list[str]] = {"ja": [], "en": []}
    for paragraph in range(PARAGRAPHS):
        for language, said in _paragraph(rng, named[paragraph % len(named)].name).items():
            texts[language].append(said)
    day = _FIRST_DAY + timedelta(days=number % 3_600)
    topics = ", ".join(rng.sample(_TOPICS, 2))
    heads = {
        "ja": f"title: 協議の行方 {number}\ndescription: 交渉の現状\ndate: {day}\nsource_language: ja\n"
        f"topics: [{topics}]\nsources: [{{title: 声明}}]\n",
        "en": f"title: Where the talks stand {number}\ndescription: The state of the talks\n",
    }
    return {
        f"{day}-talks-{number}.{language}.md": f"---\n{heads[language]}---\n\n"
        + "\n\n".join(paragraphs)
        + "\n"
        for language, paragraphs in texts.items()
    }


def _paragraph(rng: random.Random, name: Mapping[Language, str]) -> dict[str, str]:
    billions, tens = rng.randint(2, 90), rng.randint(11, 98)
    values = {
        "a": str(billions * 10),
        "b": str(billions),
        "c": str(tens),
        "d": str(rng.randint(2, 9) * 100),
        "e": str(rng.randint(2, 9)),
        "f": f"{tens}0,000",
    }
    (subject_ja, subject_en), (object_ja, object_en), (verb_ja, verb_en) = (
        rng.choice(choices) for choices in (_SUBJECTS, _OBJECTS, _VERBS)
    )
    figure_ja, figure_en = rng.choice(_FIGURES)
    return {
        "ja": f"{subject_ja}のアル・{name['ja']}氏は記者団に対し、{figure_ja.format(**values)}を前提に、"
        f"{object_ja}について{verb_ja}。詳しい日程はまだ決まっていない。",
        "en": f"Al {name['en']} of {subject_en} told reporters that, assuming "
        f"{figure_en.format(**values)}, {object_en} {verb_en}. The details of the schedule are open.",
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
