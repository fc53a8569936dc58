"""Sites that know their address: the project's own, one full of markup, one of little."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from brief import fonts, site
from tests.conftest import ROOT, Site, sound_site

URL = "https://example.org/news/"

HOSTILE = "</script><!--<script>alert('1')</script> ]]> & \"q\""
"""A title that ends whatever it is written into carelessly."""
_QUOTED = HOSTILE.replace("'", "''")
_TOPIC = "<script>alert(1)</script>"

FILES = {
    "mkdocs.yml": f"site_name: 'A & B <i>'\nsite_url: {URL}\ndocs_dir: content\nplugins: [brief]\n",
    "content/briefs/hostile.ja.md": f"---\ntitle: '{_QUOTED}'\ndescription: '{_QUOTED}'\ndate: 2025-08-19\n"
    f"updated: 2025-09-01\nsource_language: ja\ntopics: ['{_TOPIC}', 貿易]\nauthors: ['{_QUOTED}']\n"
    f"figures: {{sum: '{_QUOTED}'}}\nsources: [{{title: '{_QUOTED}', publisher: '</script>'}}]\n---\n\n"
    "トランプ氏は[1億円](figure:sum)を払った。\x07\\</script> [表](hostile.md#表)[図](<../図/a b.svg>)\n\n"
    "## 表\n\n| 甲 | 乙 |\n|--|--|\n| 3% | 4% |\n\n注[^1]。\n\n[^1]: ここ。\n",
    "content/briefs/hostile.en.md": '---\ntitle: "Bell \\x07 and ]]>"\n---\n\n'
    "Mr. Trump paid [¥100 million](figure:sum). <script>alert(2)</script>\n",
    "content/briefs/only.ja.md": "---\ntitle: 日本語だけ\ndate: 2025-08-20\n---\n\n本文は3億円。\n",
    "content/briefs/draft.ja.md": "---\ntitle: 下書き\ndate: 2025-08-21\ndraft: true\ntopics: [秘密]\n---\n\n秘密は4億円。\n",
    "content/briefs/draft.en.md": "---\ntitle: A draft\n---\n\nThe secret is ¥400 million.\n",
    "content/guide/undated.en.md": "---\ntitle: Undated\n---\n\nThe first paragraph tells what the page is about.\n",
    "content/図/a b.svg": "<svg/>",
    "content/topics.yml": '貿易: {ja: 貿易, en: "Trade </script>"}\n',
}


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own site, built."""
    folder = tmp_path_factory.mktemp("own")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    content = f"docs_dir: {ROOT / 'content'}\nsite_url: {URL}"
    (folder / "mkdocs.yml").write_text(text.replace("docs_dir: content", content), encoding="utf-8")
    return _built(Site(folder))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of titles, names and topics that are markup, of a draft, of a single language."""
    made = sound_site(tmp_path_factory.mktemp("hostile"))
    for name, text in FILES.items():
        made.write(name, text)
    glossary = made.content / "glossary" / "people.yml"
    named = glossary.read_text(encoding="utf-8").replace(
        "en: Donald Trump", "en: 'D </script> Trump'"
    )
    glossary.write_text(named, encoding="utf-8")
    return _built(made)


@pytest.fixture(params=["own", "hostile"])
def published(request: pytest.FixtureRequest) -> Site:
    """Either of them."""
    built = request.getfixturevalue(request.param)
    assert isinstance(built, Site)
    return built


@pytest.fixture(scope="session")
def found_fonts() -> fonts.Fonts:
    """Those of this computer."""
    found = fonts.find()
    if found is None:
        pytest.skip("this computer has no font that can write Japanese")
    return found


def _built(made: Site) -> Site:
    assert site.build(str(made.folder / "mkdocs.yml"), jobs=1).folder == made.folder / "site"
    return made


def path_of(address: str, directory_urls: bool = True) -> str:
    """The file of the site at `address`."""
    assert address.startswith(URL), address
    path = unquote(address.removeprefix(URL).partition("#")[0])
    return f"{path}index.html" if directory_urls and (not path or path.endswith("/")) else path


class Head(HTMLParser):
    """What the head of a page says."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.meta: dict[str, str] = {}
        self.linked_data: list[str] = []
        self.scripts = 0
        self._in_data = False
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link":
            self.links.append(given)
        elif tag == "meta":
            name = given.get("name") or given.get("property") or ""
            self.meta.setdefault(name, given.get("content") or "")
        elif tag == "script":
            self.scripts += 1
            self._in_data = given.get("type") == "application/ld+json"
            if self._in_data:
                self.linked_data.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.linked_data[-1] += data

    def of(self, **wanted: str) -> list[dict[str, str | None]]:
        """The links with these attributes."""
        return [link for link in self.links if wanted.items() <= link.items()]


def heads(made: Site) -> dict[str, Head]:
    """The head of every page."""
    return {uri: Head(page) for uri, page in made.pages().items() if uri.endswith(".html")}


def of_head(head: Head) -> dict[str, str]:
    """The links in the head only: those of the menu are for readers."""
    return {
        link["hreflang"] or "": path_of(link["href"] or "")
        for link in head.of(rel="alternate")
        if (link["href"] or "").startswith(URL) and "type" not in link
    }
