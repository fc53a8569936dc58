"""The preview: what it shows is what a build makes, whatever is changed; and who is answered."""

from __future__ import annotations

import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.model import Finding
from brief.progress import silent
from brief.site import configuration
from brief.site.preview import Preview
from brief.site.server import Server
from brief.site.watching import Watcher
from tests.conftest import JA, UNSEARCHED, MakeSite, Site
from tests.test_incremental import EDITS, Folder

URL = "http://127.0.0.1:8000/"


def ignored(_findings: Sequence[Finding]) -> None:
    """Tell nobody."""


def files(root: Path) -> dict[Path, bytes]:
    return {
        path.resolve(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] not in ("site", ".cache")
    }


def all_shown(preview: Preview) -> dict[str, bytes]:
    """Every page and file of a preview."""
    pages = preview.state.pages
    assert pages is not None
    shown = {}
    for uri in [*(plan.page.uri for plan in pages), *preview.state.copies]:
        answer = preview.answer(uri)
        shown[uri] = answer.body.read_bytes() if isinstance(answer.body, Path) else answer.body
    return shown


@pytest.mark.parametrize("shard", range(3))
def test_after_edits_it_shows_what_a_new_one_shows(shard: int) -> None:
    """A preview that has followed many edits, and one that begins with the files as they are."""
    often_texts = [*EDITS, *[Folder.edit_text, Folder.edit_front_matter] * 3]

    @settings(max_examples=15)
    @given(
        st.lists(
            st.tuples(st.sampled_from(often_texts), st.integers(0, 1_000)), min_size=1, max_size=6
        ),
        st.just(shard),
    )
    def sequence(edits: list[tuple[object, int]], shard: int) -> None:
        with tempfile.TemporaryDirectory() as name, chdir(name):
            folder = Folder(Path(name) / "site-under-test")
            with chdir(folder.root):
                preview = Preview(None, URL, silent, None, ignored)
                preview.show(preview.load(()))
                for edit, seed in edits:
                    before = files(folder.root)
                    assert callable(edit)
                    edit(folder, random.Random(f"serve {shard} {seed}"))
                    now = files(folder.root)
                    changed = {path for path, _ in before.items() ^ now.items()}
                    preview.show(preview.load(changed))
                    preview.answer("ja/briefs/2025-08-18-talks/index.html")
                shutil.rmtree(".cache")
                new = Preview(None, URL, silent, None, ignored)
                new.show(new.load(()))
                assert preview.state.findings == new.state.findings
                assert all_shown(preview) == all_shown(new)

    sequence()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("guide/a.ja.md", "## 見出し", "## 別"),  # others link to it
        ("guide/a.ja.md", "本文", "変えた本文"),
        ("guide/b.ja.md", "#見出し", "#ない"),
        ("guide/b.ja.md", "a.ja.md", "c.ja.md"),
        ("briefs/talks.ja.md", "date: 2025-08-19", "date: 2020-01-01"),
        ("briefs/talks.ja.md", "date: 2025-08-19", "datum: x"),
        ("briefs/talks.ja.md", "date: 2025-08-19", "date: 2025-08-19\ndraft: true"),
        ("briefs/talks.ja.md", "1000億ドル", "[1000億ドル](entity:nobody)"),
        ("briefs/talks.ja.md", "1000億ドル", "900億ドル"),
        ("briefs/talks.ja.md", "トランプ米大統領", "だれか"),
    ],
)
def test_an_edit_reaches_what_it_must(name: str, old: str, new: str, make_site: MakeSite) -> None:
    made = make_site(
        {
            "content/guide/a.ja.md": "---\ntitle: 甲\n---\n\n## 見出し\n\n本文\n",
            "content/guide/b.ja.md": "---\ntitle: 乙\n---\n\n[甲](a.ja.md#見出し)\n",
            "content/briefs/later.ja.md": "---\ntitle: 後\ndate: 2025-09-01\n---\n\nトランプ氏。\n",
        }
    )
    config = str(made.folder / "mkdocs.yml")
    preview = Preview(config, URL, silent, None, ignored)
    preview.show(preview.load(()))
    for was, now in ((old, new), (new, old)):
        made.edit(f"content/{name}", was, now)
        preview.show(preview.load({(made.content / name).resolve()}))
        begun = Preview(config, URL, silent, None, ignored)
        begun.show(begun.load(()))
        assert preview.state.findings == begun.state.findings
        assert all_shown(preview) == all_shown(begun)


def test_it_shows_what_a_build_makes(make_site: MakeSite) -> None:
    """But for what is for machines, which it leaves out."""
    made = make_site({"content/img/chart.svg": "<svg/>"})
    made.edit("mkdocs.yml", "docs_dir", f"site_url: {URL}\ndocs_dir")
    made.edit("mkdocs.yml", "search: false", "search: false, font: off")
    made.brief("build")
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        assert not preview.state.findings
        shown, built = all_shown(preview), made.pages()
    assert {"ja/briefs/talks/index.html", "en/names/trump/index.html", "404.html"} <= shown.keys()
    assert shown.keys() <= built.keys()
    for uri in shown:
        if uri.endswith(".html"):
            assert shown[uri].partition(b"<body")[2] == built[uri].partition(b"<body")[2], uri


def test_a_brief_without_a_date_is_shown_with_its_fault(make_site: MakeSite) -> None:
    made = make_site()
    made.edit("mkdocs.yml", "docs_dir", f"site_url: {URL}\ndocs_dir")
    made.edit("content/briefs/talks.ja.md", "date: 2025-08-19\n", "")
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        body = preview.answer("en/briefs/talks/index.html").body
    assert isinstance(body, bytes)
    assert b"a brief needs a date" in body
    assert b"$100 billion" in body


def test_only_what_has_changed_has_another_version(make_site: MakeSite) -> None:
    made = make_site({"content/guide/a.en.md": "---\ntitle: A\n---\nText"})
    uris = ["ja/briefs/talks/index.html", "en/briefs/talks/index.html", "en/guide/a/index.html"]
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        before = [preview.version(uri, "", 1) for uri in uris]
        assert [preview.version(uri, seen, 0) for uri, seen in zip(uris, before, strict=True)] == (
            before
        )
        made.edit("content/guide/a.en.md", "Text", "Other text")
        preview.show(preview.load({(made.content / "guide/a.en.md").resolve()}))
        after = [preview.version(uri, "", 1) for uri in uris]
    assert [a == b for a, b in zip(after, before, strict=True)] == [True, True, False]


def test_who_waits_for_another_version_gets_it(make_site: MakeSite) -> None:
    made = make_site()
    uri = "en/briefs/talks/index.html"
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        seen = preview.version(uri, "", 1)
        got: list[str] = []
        waiting = threading.Thread(target=lambda: got.append(preview.version(uri, seen, 60)))
        waiting.start()
        made.edit("content/briefs/talks.en.md", "A summary", "Another")
        preview.show(preview.load({(made.content / "briefs/talks.en.md").resolve()}))
        waiting.join(60)
        assert got == [preview.version(uri, "", 1)] != [seen]


def test_what_is_new_is_told_once(make_site: MakeSite) -> None:
    made = make_site()
    told: list[str] = []
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, lambda found: told.extend(f.rule for f in found))
        preview.show(preview.load(()))
        assert told == []
        made.edit("content/briefs/talks.en.md", "$100 billion", "$100 million")
        preview.show(preview.load(()))
        assert "figure-mismatch" in told
        told.clear()
        preview.show(preview.load(()))
        assert told == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("mkdocs.yml", "site_name: [", "mkdocs.yml"),
        (
            "mkdocs.yml",
            "site_name: x\ndocs_dir: content\nplugins: []\n",
            "the plugin brief is not switched on",
        ),
        ("templates/words.ja.yml", "[", "not valid YAML"),
        ("templates/brief.html", "{% if %}", "templates/brief.html"),
        ("content/briefs/talks.ja.md", "---\ntitel: x\n---\n", "did you mean &#39;title&#39;?"),
        ("content/glossary/people.yml", "- x", "expected a mapping"),
    ],
)
def test_a_fault_is_a_page_and_goes_when_it_is_mended(
    name: str, text: str, said: str, make_site: MakeSite
) -> None:
    made = make_site()
    uri = "ja/briefs/talks/index.html"
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        sound = preview.answer(uri)
        path = made.folder / name
        before = path.read_bytes() if path.exists() else None
        made.write(name, text)
        preview.show(preview.load({path.resolve()}))
        broken = preview.answer(uri)
        assert isinstance(broken.body, bytes)
        assert said in broken.body.decode()
        assert broken.version != sound.version
        path.unlink() if before is None else path.write_bytes(before)
        preview.show(preview.load({path.resolve()}))
        assert preview.answer(uri).body == sound.body


# --- over HTTP -------------------------------------------------------------------------


@contextmanager
def served(made: Site, host: str = "127.0.0.1") -> Iterator[Server]:
    with chdir(made.folder), Server(host, 0) as server:
        config = configuration.load(None)
        server.mount = "/docs/" if config.site_url else "/"
        server.preview = Preview(None, server.url(server.mount), silent, None, ignored)
        server.preview.show(server.preview.load(()))
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def asked(
    server: Server, path: str, host: str | None = None, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.request(method, path, headers={**({"Host": host} if host else {}), **headers})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, body


def test_addresses(make_site: MakeSite) -> None:
    made = make_site({"content/img/chart.svg": "<svg/>", "content/data.bin": "x"})
    with served(made) as server:
        status, headers, page = asked(server, "/ja/briefs/talks/")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert "livereload" in page
        assert "1000億ドル" in page
        assert asked(server, "/ja/briefs/talks/index.html")[2] == page
        status, headers, _ = asked(server, "/ja/briefs/talks")
        assert (status, headers["Location"]) == (302, "/ja/briefs/talks/")
        status, headers, body = asked(server, "/img/chart.svg")
        assert (status, headers["Content-Type"], body) == (200, "image/svg+xml", "<svg/>")
        tag = {"If-None-Match": headers["ETag"]}
        assert asked(server, "/img/chart.svg", **tag)[::2] == (304, "")
        assert asked(server, "/data.bin")[1]["Content-Type"] == "application/octet-stream"
        assert asked(server, "/assets/brief.css")[0] == 200
        status, _, body = asked(server, "/none/such")
        assert status == 404
        assert "livereload" in body
        status, headers, body = asked(server, "/ja/briefs/talks/", method="HEAD")
        assert (status, body) == (200, "")
        assert asked(server, "/ja/briefs/talks/", method="POST")[0] == 501


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/assets/../../mkdocs.yml",
        "/assets/%2e%2e%2f%2e%2e%2fmkdocs.yml",
        "//etc/passwd",
        "/briefs/talks.ja.md",
        "/glossary/people.yml",
        "/%00",
        "/ja/briefs/talks/%ff",
    ],
)
def test_nothing_but_the_site_is_shown(path: str, make_site: MakeSite) -> None:
    with served(make_site()) as server:
        status, _, body = asked(server, path)
        assert status == 404
        assert "site_name" not in body


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:1", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.example", 403),
        ("evil.example:8000", 403),
        ("127.0.0.1.evil.example", 403),
        ("192.168.1.1", 403),
        ("[", 403),
    ],
)
def test_only_requests_for_this_machine_are_answered(
    host: str, status: int, make_site: MakeSite
) -> None:
    with served(make_site()) as server:
        assert asked(server, "/en/", host)[0] == status


def test_the_path_of_the_site(make_site: MakeSite) -> None:
    made = make_site()
    made.edit("mkdocs.yml", "docs_dir", "site_url: https://example.org/docs/\ndocs_dir")
    with served(made) as server:
        assert asked(server, "/")[1]["Location"] == "/docs/"
        assert asked(server, "/docs/en/")[0] == 200
        _, _, body = asked(server, "/docs/none/")
        assert 'href="/docs/assets/brief.css"' in body


def test_a_page_hears_of_its_next_version(make_site: MakeSite) -> None:
    made = make_site()
    with served(made) as server:
        page = asked(server, "/en/briefs/talks/")[2]
        found = re.search(r'let version = "([^"]+)"', page)
        assert found is not None
        question = f"/livereload/{found[1]}?page=/en/briefs/talks/"
        made.edit("content/briefs/talks.en.md", "A summary", "Another")
        preview = server.preview
        preview.show(preview.load({(made.content / "briefs/talks.en.md").resolve()}))
        status, _, version = asked(server, question)
        assert status == 200
        assert version != found[1]
        assert f'"{version}"' in asked(server, "/en/briefs/talks/")[2]


# --- the command -----------------------------------------------------------------------


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:x", ":8000", "127.0.0.1:70000"])
def test_an_address_that_is_none_is_said(address: str, make_site: MakeSite) -> None:
    done = make_site().brief("serve", "--address", address)
    assert done.returncode == 2
    assert "brief serve --address" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_in_use_is_said(make_site: MakeSite) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = make_site().brief("serve", "--address", f"127.0.0.1:{port}")
    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be used: Address already in use" in done.stderr
    assert "brief serve --address" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_ends_it(how: signal.Signals, make_site: MakeSite, tmp_path: Path) -> None:
    made = make_site({"mkdocs.yml": UNSEARCHED.replace("search: false", "search: true")})
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "brief", "serve", "--address", "127.0.0.1:0"],
        cwd=made.folder,
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert re.match(r"Serving on http://127\.0\.0\.1:\d+/ until", process.stderr.readline())
    process.send_signal(how)
    assert process.stderr.read() == "Stopped.\n"
    process.stderr.close()
    assert process.wait() == 0
    assert list(temporary.glob("brief-*")) == []
    assert not (made.folder / "site").exists()


# --- watching --------------------------------------------------------------------------


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    """It follows the folder `content`, and a file beside it."""
    (tmp_path / "content/deep").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    watcher = Watcher()
    watcher.follow([tmp_path / "content", tmp_path / "templates"], [tmp_path / "mkdocs.yml"])
    # It has begun once it tells of something.
    while not watcher.wait(0.05):
        (tmp_path / "content/begun").write_text("x")
    while watcher.wait(0.2):
        pass
    yield watcher
    watcher.close()


def named(changed: frozenset[Path], root: Path) -> set[str]:
    return {path.relative_to(root.resolve()).as_posix() for path in changed}


def test_it_tells_of_files_in_the_folders_and_of_the_file(tmp_path: Path, watcher: Watcher) -> None:
    (tmp_path / "content/deep/a.md").write_text("a")
    assert "content/deep/a.md" in named(watcher.wait(30), tmp_path)
    (tmp_path / "mkdocs.yml").write_text("a")
    assert named(watcher.wait(30), tmp_path) == {"mkdocs.yml"}
    (tmp_path / "templates").mkdir()
    assert named(watcher.wait(30), tmp_path) == {"templates"}
    (tmp_path / "content/deep/a.md").rename(tmp_path / "content/b.md")
    assert {"content/deep/a.md", "content/b.md"} <= named(watcher.wait(30), tmp_path)
    (tmp_path / "content/b.md").unlink()
    assert "content/b.md" in named(watcher.wait(30), tmp_path)


def test_it_does_not_tell_of_anything_else(tmp_path: Path, watcher: Watcher) -> None:
    (tmp_path / "notes.txt").write_text("a")
    for name in (".a.md.swp", "a.md~", ".#a.md"):
        (tmp_path / "content" / name).write_text("a")
    assert watcher.wait(0.5) == frozenset()


def test_a_file_saved_by_renaming_is_told_of(tmp_path: Path, watcher: Watcher) -> None:
    (tmp_path / "content/a.md.tmp").write_text("a")
    (tmp_path / "content/a.md.tmp").rename(tmp_path / "content/a.md")
    assert "content/a.md" in named(watcher.wait(30), tmp_path)


@pytest.mark.parametrize("name", ["content/\udcff.md", "\udcff.md"])
def test_a_name_that_is_no_text_does_not_end_it(
    name: str, tmp_path: Path, watcher: Watcher
) -> None:
    odd = tmp_path / name
    odd.write_text("a")
    assert tmp_path.resolve() / "content" in watcher.wait(30)
    odd.unlink()
    folders = [tmp_path / "content", tmp_path / "templates"]
    watcher.follow(folders, [])  # As whoever is told of a folder does.
    while not watcher.wait(0.05):
        (tmp_path / "content/b.md").write_text("x")


def test_it_tells_of_what_links_lead_to(tmp_path: Path) -> None:
    for name in ("content/deep", "elsewhere/deep"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "alone.md").touch()
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "content")
    (tmp_path / "content/deep/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/deep/one.md").symlink_to(tmp_path / "alone.md")
    (tmp_path / "content/round").symlink_to(tmp_path / "content/round")
    watcher = Watcher()
    watcher.follow([tmp_path / "content"], [])
    links = {"elsewhere/deep/a.md": "content/deep/more/deep/a.md", "alone.md": "alone.md"}
    for name, told in links.items():
        while not (changed := watcher.wait(0.05)):
            (tmp_path / name).write_text("x")
        assert named(changed, tmp_path) == {told}
        while watcher.wait(0.2):
            pass
    watcher.close()


# --- what reaches further than a text --------------------------------------------------


def followed_by(preview: Preview) -> set[Path]:
    """The single files whose changes reach the site."""
    return {path.resolve() for path in preview.followed()[1]}


def test_a_linked_text_is_followed(make_site: MakeSite, tmp_path: Path) -> None:
    made = make_site({"content/guide/a.en.md": "---\ntitle: A\n---\n\nA.\n"})
    linked = tmp_path / "b.en.md"
    linked.write_text("---\ntitle: Before\n---\n\nB.\n")
    (made.content / "guide/b.en.md").symlink_to(linked)
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        linked.write_text("---\ntitle: Afterwards\n---\n\nB.\n")
        preview.show(preview.load([linked.resolve()]))
        body = preview.answer("en/guide/a/index.html").body
        assert isinstance(body, bytes)
        assert b"Afterwards" in body


def test_a_configuration_that_another_is_based_on_is_followed(make_site: MakeSite) -> None:
    made = make_site({"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": UNSEARCHED})
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        base = (made.folder / "base.yml").resolve()
        assert base in followed_by(preview)
        for name in ("Renamed", "[", "Renamed again"):
            made.write("base.yml", UNSEARCHED.replace("site_name: Test", f"site_name: {name}"))
            preview.show(preview.load([base]))
            body = preview.answer("en/index.html").body
            assert isinstance(body, bytes)
            assert (f"<title>{name}" in body.decode()) == (name != "[")


def test_search_that_is_switched_on_is_there(make_site: MakeSite) -> None:
    made = make_site()
    config = (made.folder / "mkdocs.yml").resolve()
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        for wanted in ("true", "false"):
            made.write("mkdocs.yml", UNSEARCHED.replace("search: false", f"search: {wanted}"))
            preview.show(preview.load([config]))
            assert preview.answer("pagefind/pagefind-entry.json").found == (wanted == "true")
        preview.close()


def test_a_commit_is_followed(make_site: MakeSite) -> None:
    made = make_site()
    git = partial(subprocess.run, cwd=made.folder, check=True, capture_output=True)
    told: list[Finding] = []

    def commit() -> None:
        git(["git", "add", "."])
        git(["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"])

    git(["git", "init", "-q"])
    made.write("content/briefs/talks.ja.md", JA)
    commit()
    with chdir(made.folder):
        made.edit("content/briefs/talks.ja.md", "1000億ドル", "900億ドル")
        preview = Preview(None, URL, silent, None, told.extend)
        preview.show(preview.load(()))
        log = (made.folder / ".git/logs/HEAD").resolve()
        assert log in followed_by(preview)
        told.clear()
        commit()
        preview.show(preview.load([log]))
        assert "translation-stale" in [finding.rule for finding in told]


# --- its search index ------------------------------------------------------------------


def test_its_index_is_of_what_is_shown(make_site: MakeSite) -> None:
    made = make_site({"mkdocs.yml": UNSEARCHED.replace("search: false", "search: true")})
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        first = preview.answer("pagefind/pagefind-entry.json").body
        assert isinstance(first, Path)
        entry = first.read_bytes()

        text = made.content / "briefs/talks.en.md"
        made.edit("content/briefs/talks.en.md", "arms purchases", "purchases of arms")
        preview.show(preview.load([text.resolve()]))
        while (newest := preview.answer("pagefind/pagefind-entry.json").body) == first:
            time.sleep(0.1)
        assert isinstance(newest, Path)
        assert newest.read_bytes() != entry
        assert first.is_file()  # A page that was open goes on with it.
        assert not preview.answer("pagefind/../pagefind-entry.json").found
        preview.close()
        assert not first.exists()


def test_an_index_that_is_being_made_holds_nobody_up(make_site: MakeSite) -> None:
    made = make_site({"mkdocs.yml": UNSEARCHED.replace("search: false", "search: true")})
    with chdir(made.folder):
        preview = Preview(None, URL, silent, None, ignored)
        preview.show(preview.load(()))
        preview.close()
        preview.show(preview.load(()))
        assert not preview.answer("pagefind/pagefind-entry.json").found
