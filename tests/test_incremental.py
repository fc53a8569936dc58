"""After whatever edits, a build gives the bytes of a clean one: nothing stale is left."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief import site
from brief.model import UnusableInput
from brief.progress import Progress
from tests.conftest import EN, GLOSSARY, JA

TEXTS = {
    "content/briefs/2025-08-18-talks.ja.md": JA,
    "content/briefs/2025-08-18-talks.en.md": EN,
    "content/briefs/2025-08-20-more.ja.md": JA.replace("08-19", "08-20").replace("arms", "aid"),
    "content/briefs/2025-08-20-more.en.md": EN.replace("arms", "aid"),
    "content/guide/a.ja.md": "---\ntitle: 案内\n---\n\n[会談](../briefs/2025-08-18-talks.md#会談)\n",
    "content/guide/a.en.md": "---\ntitle: A guide\n---\n\n[b](b.md#there)\n",
    "content/guide/b.en.md": "---\ntitle: Another\n---\n\n## There\n",
    "content/glossary/people.yml": GLOSSARY,
    "content/figures.yml": "arms: {label: {ja: 武器, en: Arms}, unit: USD}\n",
    "content/topics.yml": "trade: {ja: 貿易, en: Trade}\n",
    "content/picture.svg": "<svg/>",
    "mkdocs.yml": "site_name: Test\ndocs_dir: content\nplugins: [{brief: {search: false}}]\n",
}

_SENTENCES = {
    "ja": [
        "メルツ独首相は20日、500億円を約束した。",
        "トランプ氏は24%と述べた。",
        "ドイツは黙っている。",
        "ルッテ氏も出席した。",
    ],
    "en": [
        "German Chancellor Merz promised ¥50 billion on the 20th.",
        "Mr. Trump said 24 percent.",
        "Germany is silent.",
        "Rutte was there.",
    ],
}
_ENTRIES = """\
merz: {kind: person, name: {ja: フリードリヒ・メルツ, en: Friedrich Merz}, aliases: {ja: [メルツ], en: [Merz]}, \
roles: [{title: {ja: 独首相, en: Chancellor of Germany}, from: 2025-05-06}]}
germany: {kind: place, name: {ja: ドイツ, en: Germany}, aliases: {ja: [独], en: [German]}}
rutte: {kind: person, name: {ja: マルク・ルッテ, en: Mark Rutte}, summary: {ja: 人, en: A man}}
""".splitlines(keepends=True)
_CONFIGURATION = [
    "site_url: https://example.org/\n",
    "use_directory_urls: false\n",
    "site_name: Renamed\n",
    "plugins:\n  - brief:\n      search: false\n      severities: {first-mention-bare: error}\n",
    "plugins:\n  - brief:\n      search: false\n      ignore: {source-missing: none here}\n",
    "plugins:\n  - brief:\n      search: false\n      pages: [guide/b, guide/a]\n",
]


class Folder:
    """The sources of a site, changed by numbers drawn at random."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in TEXTS.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def texts(self) -> list[Path]:
        return sorted((self.root / "content").rglob("*.md"))

    def edit_text(self, rng: random.Random) -> None:
        path = rng.choice(self.texts())
        text = path.read_text(encoding="utf-8")
        language = "ja" if path.name.endswith(".ja.md") else "en"
        sentence = rng.choice(_SENTENCES[language])
        if sentence in text:
            path.write_text(text.replace(f"\n\n{sentence}", ""), encoding="utf-8")
        else:
            path.write_text(f"{text.rstrip()}\n\n{sentence}\n", encoding="utf-8")

    def edit_front_matter(self, rng: random.Random) -> None:
        path = rng.choice(self.texts())
        line = rng.choice(
            [
                "draft: true",
                "topics: [trade]",
                "topics: [arms, trade]",
                "topics: ['<script>', a/b, 貿易]",
                "updated: 2025-09-01",
                "date: 2024-12-31",
                "figures: {arms: Renamed}",
            ]
        )
        text = path.read_text(encoding="utf-8")
        if f"{line}\n" in text:
            text = text.replace(f"{line}\n", "")
        else:
            kept = [old for old in text.splitlines() if not old.startswith(line.split(":")[0])]
            text = "\n".join([kept[0], line, *kept[1:]]) + "\n"
        path.write_text(text, encoding="utf-8")

    def add_text(self, rng: random.Random) -> None:
        name = f"content/briefs/2025-08-{rng.randint(10, 28)}-new"
        for language, text in (("ja", JA), ("en", EN)):
            if rng.random() < 0.8:
                self.write(f"{name}.{language}.md", text)

    def delete_text(self, rng: random.Random) -> None:
        if len(self.texts()) > 2:
            rng.choice(self.texts()).unlink()

    def rename_text(self, rng: random.Random) -> None:
        path = rng.choice(self.texts())
        path.rename(path.with_name(f"x{rng.randint(1, 3)}{path.name}"))

    def edit_glossary(self, rng: random.Random) -> None:
        path = self.root / "content/glossary/people.yml"
        text = path.read_text(encoding="utf-8")
        choice = rng.choice(["entry", "alias", "role", "summary", "order"])
        if choice == "entry":
            entry = rng.choice(_ENTRIES)
            text = text.replace(entry, "") if entry in text else text + entry
        elif choice == "alias":
            old, new = rng.choice(
                [("[メルツ]", "[メルツ氏]"), ("[独]", "[独逸]"), ("[Trump]", "[Tramp]")]
            )
            text = text.replace(new, old) if new in text else text.replace(old, new)
        elif choice == "role":
            text = text.replace("from: 2025-05-06", "from: 2025-05-06, to: 2025-08-01")
        elif choice == "summary":
            text = text.replace("A man", "A Dutchman")
        else:
            text = f"# moved\n{text}"
        path.write_text(text, encoding="utf-8")

    def edit_site_files(self, rng: random.Random) -> None:
        name, text = rng.choice(
            [
                ("content/figures.yml", "arms: {label: {ja: 兵器, en: Weapons}, unit: USD}\n"),
                ("content/figures.yml", "aid: {label: {ja: 援助, en: Aid}, unit: JPY}\n"),
                ("content/topics.yml", "trade: {ja: 通商, en: Commerce}\n"),
                ("content/picture.svg", f"<svg>{rng.random()}</svg>"),
                ("content/files/new.txt", "new"),
            ]
        )
        self.write(name, text)

    def edit_templates(self, rng: random.Random) -> None:
        path = self.root / "templates" / rng.choice(["page.html", "words.en.yml"])
        if path.is_file():
            path.unlink()
        elif path.suffix == ".yml":
            self.write(str(path), "briefs: Dispatches\n")
        else:
            self.write(str(path), f"{{% extends 'brief/page.html' %}}<!-- {rng.random()} -->")

    def edit_configuration(self, rng: random.Random) -> None:
        extra = rng.choice(["", *_CONFIGURATION])
        option = extra.partition(":")[0]
        lines = TEXTS["mkdocs.yml"].splitlines()
        kept = [line for line in lines if line.partition(":")[0] != option]
        self.write("mkdocs.yml", "\n".join(kept) + "\n" + extra)

    def spoil_the_site(self, rng: random.Random) -> None:
        files = sorted(path for path in (self.root / "site").rglob("*") if path.is_file())
        if not files:
            return
        path = rng.choice(files)
        choice = rng.choice(["delete", "write", "add"])
        if choice == "delete":
            path.unlink()
        elif choice == "write":
            path.write_text("spoilt", encoding="utf-8")
        else:
            path.with_name("stray.html").write_text("stray", encoding="utf-8")

    def spoil_the_store(self, rng: random.Random) -> None:
        path = self.root / ".cache/brief/store.sqlite"
        if path.is_file():
            data = bytearray(path.read_bytes())
            for _ in range(20):
                data[rng.randrange(len(data))] ^= 0xFF
            path.write_bytes(data)


EDITS: list[Callable[[Folder, random.Random], None]] = [
    Folder.edit_text,
    Folder.edit_text,
    Folder.edit_front_matter,
    Folder.add_text,
    Folder.delete_text,
    Folder.rename_text,
    Folder.edit_glossary,
    Folder.edit_glossary,
    Folder.edit_site_files,
    Folder.edit_templates,
    Folder.edit_configuration,
    Folder.spoil_the_site,
    Folder.spoil_the_store,
]


def built(root: Path) -> tuple[list[str], Mapping[str, bytes] | None]:
    """What a build in `root` finds, and the files of the site; None where none could be made."""
    with chdir(root):
        try:
            report = site.build(jobs=1)
        except UnusableInput as unusable:
            return [str(finding) for finding in unusable.findings], None
        files = {
            path.relative_to("site").as_posix(): path.read_bytes()
            for path in Path("site").rglob("*")
            if path.is_file()
        }
        return [str(finding) for finding in report.edition.findings], files


def assert_clean(root: Path, found: list[str], files: Mapping[str, bytes]) -> None:
    """A clean build finds what was found, and gives the same files."""
    for kept in ("site", ".cache"):
        shutil.rmtree(root / kept)
    clean_found, clean = built(root)
    assert found == clean_found
    if clean is not None:
        assert sorted(files) == sorted(clean)
        assert [uri for uri in files if files[uri] != clean[uri]] == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/figures.yml", "Arms", "Weapons"),
        ("content/figures.yml", "unit: USD", "unit: USD, points: [{date: 2024, value: 1}]"),
        ("content/topics.yml", "Trade", "Commerce"),
        ("content/glossary/people.yml", "en: Donald Trump", "en: Don Trump"),
        ("content/glossary/people.yml", "President of the United States", "US President"),
        ("content/glossary/people.yml", "from: 2025-01-20", "from: 2025-01-21"),
        (
            "content/glossary/people.yml",
            "aliases: {ja: [トランプ]",
            "aliases: {ja: [トランプ, 武器]",
        ),
        ("content/briefs/2025-08-20-more.en.md", "topics: [trade]", "topics: [<b>, trade]"),
        ("content/briefs/2025-08-20-more.ja.md", "topics: [trade]", "topics: [貿易]"),
        ("content/briefs/2025-08-18-talks.ja.md", "arms: 武器", "arms: 兵器"),
        ("content/briefs/2025-08-18-talks.ja.md", "1000億ドル", "2000億ドル"),
        ("content/briefs/2025-08-18-talks.ja.md", "date: 2025-08-19", "date: 2023-08-19"),
        ("content/briefs/2025-08-18-talks.en.md", "The talks", "Talks"),
        ("content/briefs/2025-08-18-talks.ja.md", "08-19", "08-21"),
        ("content/guide/b.en.md", "Another", "A third"),
        ("mkdocs.yml", "Test", "Renamed"),
    ],
)
def test_a_build_after_one_edit_is_a_clean_build(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    folder = Folder(tmp_path / "site-under-test")
    for path in folder.texts():
        if "briefs" in path.parts:
            path.write_text(path.read_text("utf-8").replace("---\n", "---\ntopics: [trade]\n", 1))
    _, before = built(folder.root)
    text = (folder.root / name).read_text("utf-8")
    assert old in text
    folder.write(name, text.replace(old, new))
    found, files = built(folder.root)
    assert files is not None
    assert files != before
    assert_clean(folder.root, found, files)


_HOOK = (
    "def on_post_page(output, page, config):\n    return output.replace('</body>', '!</body>')\n"
)
_LINKED = (
    "{% extends 'brief/page.html' %}{% block footer %}{% include 'more/part.html' %}{% endblock %}"
)


def _change(folder: Folder, name: str, old: str, new: str) -> None:
    text = (folder.root / name).read_text("utf-8")
    assert old in text
    folder.write(name, text.replace(old, new))


def _have_a_hook(folder: Folder) -> None:
    folder.write("hook.py", _HOOK)
    _change(folder, "mkdocs.yml", "docs_dir", "hooks: [hook.py]\ndocs_dir")


def _have_none(folder: Folder) -> None:
    _change(folder, "mkdocs.yml", "hooks: [hook.py]\n", "")


def _exclude(folder: Folder) -> None:
    _change(folder, "mkdocs.yml", "docs_dir", "exclude_docs: |\n  *.svg\n  b.en.md\ndocs_dir")


def _link_a_template(folder: Folder) -> None:
    folder.write("shared/part.html", "before")
    folder.write("templates/page.html", _LINKED)
    (folder.root / "templates/more").symlink_to("../shared")


def _edit_what_is_linked(folder: Folder) -> None:
    folder.write("shared/part.html", "after")


def _age(folder: Folder) -> None:
    os.utime(folder.root / "content/picture.svg", (1_700_000_000, 1_700_000_000))


def _rewrite_at_the_same_age(folder: Folder) -> None:
    folder.write("content/picture.svg", "<svx/>")
    _age(folder)


def _build_with_mkdocs_in_place(folder: Folder) -> None:
    folder.write("content/picture.svg", "<svg>older</svg>")
    _age(folder)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--dirty"]
    subprocess.run(command, cwd=folder.root, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("prepare", "change"),
    [
        (_have_a_hook, _have_none),
        (_have_none, _exclude),
        (_link_a_template, _edit_what_is_linked),
        (_age, _rewrite_at_the_same_age),
        (_have_none, _build_with_mkdocs_in_place),
    ],
)
def test_a_build_after_what_others_have_done_is_a_clean_build(
    tmp_path: Path, prepare: Callable[[Folder], None], change: Callable[[Folder], None]
) -> None:
    folder = Folder(tmp_path / "site-under-test")
    if prepare is not _have_none:
        prepare(folder)
    _, before = built(folder.root)
    change(folder)
    found, files = built(folder.root)
    assert files is not None
    assert files != before
    assert_clean(folder.root, found, files)


def test_pages_of_a_template_that_changes_meanwhile_are_made_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "site-under-test")
    text = "{% extends 'brief/page.html' %}{% block footer %}as it was{% endblock %}"
    folder.write("templates/page.html", text)

    class Editor(Progress):
        def __call__(self, stage: str, done: int, total: int) -> None:
            del total
            if stage == "Writing" and not done:
                folder.write("templates/page.html", text.replace("as it was", "changed"))

    with chdir(folder.root):
        site.build(jobs=1, progress=Editor())
    folder.write("templates/page.html", text)
    found, files = built(folder.root)
    assert files is not None
    assert_clean(folder.root, found, files)


def test_all_other_files_are_copied(tmp_path: Path) -> None:
    """Also those that MkDocs would take for pages, or leave out."""
    folder = Folder(tmp_path / "site-under-test")
    folder.write("templates/assets/notes.md", "notes")
    folder.write("content/templates/a.svg", "<svg/>")
    _, files = built(folder.root)
    assert files is not None
    assert files["assets/notes.md"] == b"notes"
    assert files["templates/a.svg"] == b"<svg/>"


@pytest.mark.parametrize("seed", range(3))
def test_a_search_index_after_edits_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    folder = Folder(tmp_path / "site-under-test")
    folder.write("mkdocs.yml", TEXTS["mkdocs.yml"].replace("search: false", "search: true"))
    rng = random.Random(seed)
    found, files = built(folder.root)
    edits = (Folder.edit_text, Folder.edit_front_matter, Folder.add_text, Folder.spoil_the_site)
    for edit in (*edits, *edits):
        edit(folder, rng)
        found, now = built(folder.root)
        files = now or files
    assert files is not None
    assert "pagefind/pagefind-entry.json" in files
    assert_clean(folder.root, found, files)


@pytest.mark.parametrize("shard", range(4))
def test_a_build_after_edits_is_a_clean_build(shard: int) -> None:
    @settings(max_examples=55)
    @given(
        st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 1_000)), min_size=1, max_size=6),
        st.just(shard),
    )
    def sequence(
        edits: list[tuple[Callable[[Folder, random.Random], None], int]], shard: int
    ) -> None:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "site-under-test"
            folder = Folder(root)
            found, files = built(root)
            assert files
            for edit, seed in edits:
                edit(folder, random.Random(f"{shard} {seed}"))
                found, now = built(root)
                files = now or files
            assert_clean(root, found, files)

    sequence()
