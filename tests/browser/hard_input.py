"""A site of briefs that are hard to set: too long, too many, markup where none belongs.

What it holds is sound: each brief is built, and its page has to stay whole.
"""

from __future__ import annotations

from pathlib import Path

from brief import site

MISSING = "map.png"
"""An image that a text shows and that is not there."""

_MANY = 300

TOPIC = "<script>alert(1)</script>"

_MARKUP = """\
markup:
  kind: person
  name: {ja: "<b>王</b>&\\"甲\\"", en: "<b>O'Hara</b> & \\"Sons\\""}
  summary: {ja: "<script>alert(1)</script>", en: "<img src=x onerror=alert(1)>"}
"""

_WORD_JA = "長い段落は折り返されて枠の中に収まり、読点があっても途中で切れない"
_WORD_EN = "a long paragraph is wrapped within its column and "


def _glossary() -> str:
    people = (
        f"person-{n}: {{kind: person, name: {{ja: 人物第{n}号, en: Person No {n}}},"
        f" summary: {{ja: {n}番目の人物。, en: The person with the number {n}.}}}}\n"
        for n in range(1, _MANY + 1)
    )
    return _MARKUP + "".join(people)


def _text(title: str, body: str, **front: str) -> str:
    given = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\ntitle: {title}\ndate: 2025-08-19\n{given}---\n\n{body}\n"


BRIEFS: dict[str, dict[str, str]] = {
    "long-title": {
        "ja": _text("首脳会談" * 50, "本文。", description="説明が続く。" * 20),
        "en": _text("Talks about talks " * 11, "Text.", description="It goes on. " * 20),
    },
    "unbroken-title": {"en": _text("W" * 200, "Text.")},
    "long-line": {
        "ja": _text("一行の段落", _WORD_JA * 160),
        "en": _text("One line", _WORD_EN * 100 + "x" * 5000),
    },
    "markup-in-name": {
        "ja": _text("'<i>題</i>'", '昨日、&lt;b>王&lt;/b>&"甲"氏が来た。', topics=f"['{TOPIC}']"),
        "en": _text("'<i>Title</i>'", 'Yesterday &lt;b>O\'Hara&lt;/b> & "Sons" came.'),
    },
    "nothing": {
        "ja": _text("何もない記事", "これは短い。"),
        "en": _text("An empty brief", "This is short."),
    },
    "many-figures": {
        "ja": _text("数字ばかり", "\n\n".join(f"合計は{n}億円、つまり{n}00人。" for n in range(1, _MANY // 2 + 1))),
        "en": _text(
            "Figures",
            "\n\n".join(f"The total is ¥{n}00 million, or {n}00 people." for n in range(1, _MANY // 2 + 1)),
        ),
    },
    "many-names": {
        "ja": _text("名前ばかり", "、".join(f"人物第{n}号" for n in range(1, _MANY + 1)) + "が来た。"),
        "en": _text("Names", ", ".join(f"Person No {n}" for n in range(1, _MANY + 1)) + " came."),
    },
    "one-language": {"ja": _text("日本語だけ", "人物第1号は3億円を払った。")},
    "missing-image": {
        "ja": _text("画像がない", f"![地図：会談の場所]({MISSING})\n\n本文。"),
        "en": _text("No image", f"![A map: where they met]({MISSING})\n\nText."),
    },
}  # fmt: skip
"""The texts of each brief by language."""


def build(folder: Path) -> Path:
    """The built site of all of them, in `folder`."""
    content = folder / "content"
    (content / "briefs").mkdir(parents=True)
    (content / "glossary").mkdir()
    (content / "glossary" / "all.yml").write_text(_glossary(), encoding="utf-8")
    for slug, texts in BRIEFS.items():
        for language, text in texts.items():
            path = content / "briefs" / f"{slug}.{language}.md"
            path.write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        "site_name: '<b>Test</b>'\nsite_url: https://example.invalid/\n"
        f"docs_dir: {content}\nsite_dir: {folder / 'site'}\n"
        "plugins: [brief]\n",
        encoding="utf-8",
    )
    return site.build(str(config)).folder
