"""The search index of a site, made by Pagefind from the pages as they were written.

What is indexed of a page, and what its filters are, the templates say (``data-pagefind-*``).

Pagefind finds words, and Japanese is written without spaces. Cut into words by its dictionary, a
text is not found by a browser that cuts the query in another way (新幹線 as one word, 新 and 幹線),
nor one number by another one's digits. So Pagefind is given every Japanese character as a word
of its own, and asked for them as a phrase: what is written is found, whatever its words are.
``assets/search.js`` does to queries what `set_apart` does to pages.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import cbor2

from brief.site.folders import Held
from brief.store import digest

FOLDER = "pagefind"
"""Where the index is in a site; Pagefind's own name for it."""

INDEXED = "data-pagefind-body"
"""What marks the parts of a page that are indexed."""

_PROGRAM = (sys.executable, "-m", "pagefind_bin")
_UNUSED = ("*-ui.*", "pagefind-highlight.js", "pagefind-worker.js")
"""What Pagefind puts beside an index for pages that show search in its own way."""

_LETTERS = "々-〇ぁ-ゖゝ-ゟァ-ヺー-ヿ㐀-䶿一-鿿豈-﫿ｦ-ﾝ\U00020000-\U0003ffff"
"""Ranges of the characters that Japanese words are written with."""
_MARKS = "、-〄〈-〿・！-／：-～"
"""Ranges of the punctuation between them, which Pagefind takes off the word before."""
_APART = re.compile(rf"(?=[{_LETTERS}])|(?<=[{_LETTERS}{_MARKS}])(?=[!-/:-@\[-`{{-~]*[A-Za-z0-9])")
_ENDS = re.compile(rf"[{_LETTERS}{_MARKS}]\Z")
_TAG = re.compile(r"(<[^>]*>)")
_SHORT = re.compile(r"(.*?<html[^>]*>).*?(<main\b.*?)(?:</main>|<!-- not indexed -->)", re.DOTALL)
"""What of a page may be indexed: Pagefind takes its time over the rest as well."""
_WIDE = {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ", "，．")
    for code in range(ord(first), ord(last) + 1)
}
"""Letters and digits as wide as a Japanese character -> the usual ones."""


class SearchFault(Exception):
    """The index cannot be made; says why."""


@cache
def version() -> str | None:
    """Of Pagefind; None where there is none for this platform."""
    try:
        return metadata.version("pagefind_bin")
    except metadata.PackageNotFoundError:
        return None


def key(keys: Mapping[str, str]) -> str:
    """A hash of all that the index is made from; `keys` are those of a site's pages by uri."""
    pages = [f"{uri} {keys[uri]}".encode() for uri in sorted(keys)]
    return digest([str(version()).encode(), *pages])


def file_keys(index: str, uris: Iterable[str]) -> dict[str, str]:
    """For each file of the index that has the key `index`, its key: it tells how many there are."""
    uris = list(uris)
    return dict.fromkeys(uris, digest([index.encode(), str(len(uris)).encode()]))


def kept(index: str, left: Mapping[str, Held]) -> dict[str, str]:
    """The keys of the index's files where all are among `left`; else none of them is of use."""
    keys = file_keys(index, (uri for uri in left if uri.startswith(f"{FOLDER}/")))
    return keys if all(left[uri].key == keys[uri] for uri in keys) else {}


def write(site: Path, uris: Iterable[str], *, directory_urls: bool) -> list[str]:
    """Index the pages `uris` in the folder `site`; the uris of the files that hold the index.

    There are none where the templates mark nothing as indexed.

    Raises:
        SearchFault: Pagefind has failed.

    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=site) as name:
        for uri in uris:
            if text := prepared((site / uri).read_text(encoding="utf-8")):
                path = Path(name, uri)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        if not any(Path(name).iterdir()):
            return []
        make(Path(name), folder, directory_urls=directory_urls)
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(site).as_posix() for path in files)


def prepared(html: str) -> str:
    """What Pagefind is given of a page; empty where the page marks nothing as indexed."""
    if INDEXED not in html:
        return ""
    short = _SHORT.match(html)
    return set_apart(short[1] + short[2] if short else html)


def make(
    pages: Path,
    folder: Path,
    *,
    directory_urls: bool,
    begun: Callable[[subprocess.Popen[str]], object] = id,
) -> None:
    """Make the index of the prepared pages in the folder `pages`, in `folder`.

    `begun` is given Pagefind as it runs.

    Raises:
        SearchFault: Pagefind has failed.

    """
    _run(pages, folder, begun, directory_urls=directory_urls)
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    _settle(folder)


def set_apart(html: str) -> str:
    """`html` with a space before every Japanese character, and before a word that follows one."""
    parts = _TAG.split(html)
    after = False
    for place in range(0, len(parts), 2):
        text = parts[place]
        if text:
            apart = text if text.isascii() else _APART.sub(" ", text.translate(_WIDE))
            parts[place] = f" {apart}" if after and text[0].isalnum() else apart
            after = _ENDS.search(text) is not None
    return "".join(parts)


def _run(
    pages: Path,
    folder: Path,
    begun: Callable[[subprocess.Popen[str]], object],
    *,
    directory_urls: bool,
) -> None:
    command = [*_PROGRAM, "--silent", "--site", str(pages), "--output-path", str(folder)]
    if not directory_urls:
        command.append("--keep-index-url")
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(command, cwd=pages, stdout=pipe, stderr=pipe, text=True) as running:
            begun(running)
            out, err = running.communicate()
    except OSError as error:
        raise SearchFault(str(error)) from error
    if running.returncode or not (folder / "pagefind-entry.json").is_file():
        said = " ".join((err or out).split())
        raise SearchFault(said or f"Pagefind ended with {running.returncode}")


# --- the same bytes each time ----------------------------------------------------------

_MAGIC = b"pagefind_dcd"
"""What Pagefind's files begin with once they are unpacked."""
_FILTERS = 3
"""Where the filters are among what a ``pf_meta`` file lists: name, and file, of each."""


def _settle(folder: Path) -> None:
    """Put in order what Pagefind writes as it comes: languages, filters, and values of filters.

    All else is the same each time. The files of these are named for what they hold.
    """
    entry = folder / "pagefind-entry.json"
    said = json.loads(entry.read_text(encoding="utf-8"))
    for language, about in said["languages"].items():
        file = folder / f"pagefind.{about['hash']}.pf_meta"
        meta = _unpacked(file)
        meta[_FILTERS] = sorted(
            [name, _settle_filter(folder / "filter", language, old)] for name, old in meta[_FILTERS]
        )
        data = _packed(meta)
        about["hash"] = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
        file.unlink()
        file.with_name(f"pagefind.{about['hash']}.pf_meta").write_bytes(data)
    entry.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _settle_filter(folder: Path, language: str, old: str) -> str:
    """Put the values of a filter in order; what its file is called now."""
    file = folder / f"{old}.pf_filter"
    name, values = _unpacked(file)
    data = _packed([name, sorted(values)])
    new = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
    file.unlink()
    file.with_name(f"{new}.pf_filter").write_bytes(data)
    return new


def _unpacked(file: Path) -> list[Any]:
    content: list[Any] = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))
    return content


def _packed(content: list[Any]) -> bytes:
    return gzip.compress(_MAGIC + cbor2.dumps(content), mtime=0)
