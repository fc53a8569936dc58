"""News-like text in any amount, composed from parts, the same for the same seed."""

from __future__ import annotations

import random

from brief import glossary
from brief.model import Entity, Language, Place

_SUBJECTS = ["政府", "同社", "中央銀行", "与党", "関係者", "交渉団", "調査会社", "市場参加者"]
_OBJECTS = [
    "追加の支援策",
    "新しい枠組み",
    "輸出の規制",
    "投資計画",
    "防衛費の扱い",
    "金利の見通し",
]
_VERBS = [
    "検討していることを明らかにした",
    "めぐって協議を続けている",
    "見直す方針を固めた",
    "求めていると伝えられた",
]
_FIGURES_JA = [
    "{n}億ドル(約{m}兆{k}00億円)",
    "{d}日",
    "{o}月{d}日",
    "約{n}%",
    "最大{n}人",
    "{w}週間以内",
    "{w}年余り",
    "{n}社",
    "{n}万トン",
]
_FIGURES_EN = [
    "${n} billion (about ¥{m}.{k} trillion)",
    "Aug. {d}",
    "about {n}%",
    "up to {n},000 people",
    "within {w} weeks",
    "more than {w} years",
    "{n} companies",
]
_WORDS_EN = [
    "the",
    "government",
    "said",
    "that",
    "it",
    "would",
    "consider",
    "further",
    "support",
    "for",
    "the",
    "region",
    "after",
    "talks",
    "with",
    "officials",
    "who",
    "asked",
    "not",
    "to",
    "be",
    "named",
    "because",
    "the",
    "discussions",
    "are",
    "private",
    "and",
    "a",
    "decision",
    "on",
    "the",
    "plan",
    "is",
    "expected",
    "to",
    "follow",
    "once",
    "ministers",
    "have",
    "met",
    "again",
    "to",
    "settle",
    "the",
    "remaining",
    "questions",
]

_SURNAMES = "アカサタナハマヤラワ"
_VOWELS = "ンルスリトーラク"


def entities(count: int) -> list[Entity]:
    """`count` persons with names in both languages."""
    rng = random.Random(1)
    made = []
    for number in range(count):
        kana = rng.choice(_SURNAMES) + "".join(rng.choice(_VOWELS) for _ in range(4))
        name: dict[Language, str] = {"ja": f"{kana}{number}", "en": f"Person{number}"}
        made.append(Entity(f"e{number}", "person", name, Place("bench")))
    return made


def glossary_of(count: int) -> glossary.Glossary:
    """A glossary of `count` entities."""
    return glossary.of(entities(count))


def glossary_yaml(count: int) -> list[str]:
    """The entries of a glossary of `count` persons, each with three aliases and one in three roles."""
    made: list[str] = []
    for entity in entities(count):
        ja, en = entity.name["ja"], entity.name["en"]
        entry = (
            f"{entity.id}:\n  kind: person\n  name: {{ja: アル・{ja}, en: Al {en}}}\n"
            f"  aliases: {{ja: [{ja}], en: [{en}, A. {en}]}}\n"
        )
        if len(made) % 3 == 0:
            title = f"{{ja: {ja}社長, en: President of {en}}}"
            entry += f"  roles: [{{title: {title}, from: 2020-01-01}}]\n"
        made.append(entry)
    return made


def paragraphs(language: Language, characters: int, names: int) -> list[str]:
    """Paragraphs of about 150 characters (Japanese) or 350 (English), `characters` in all."""
    rng = random.Random(7)
    known = [entity.name[language] for entity in entities(names)]
    made: list[str] = []
    total = 0
    while total < characters:
        sentences = [_sentence(language, rng, known) for _ in range(4)]
        made.append("".join(sentences) if language == "ja" else " ".join(sentences))
        total += len(made[-1])
    return made


def _sentence(language: Language, rng: random.Random, names: list[str]) -> str:
    pattern = rng.choice(_FIGURES_JA if language == "ja" else _FIGURES_EN)
    figure = pattern.format(
        n=rng.randint(2, 900),
        m=rng.randint(1, 90),
        k=rng.randint(1, 9),
        d=rng.randint(1, 28),
        o=rng.randint(1, 12),
        w=rng.randint(2, 9),
    )
    name = rng.choice(names)
    if language == "ja":
        first, second = rng.choice(_SUBJECTS), rng.choice(_OBJECTS)
        return f"{first}の{name}氏は{figure}の{second}について{rng.choice(_VERBS)}。"
    start = rng.randrange(len(_WORDS_EN) - 12)
    middle = " ".join(_WORDS_EN[start : start + rng.randint(6, 12)])
    return f"{name} said that {figure} was agreed and {middle}."
