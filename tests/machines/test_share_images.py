"""Pictures of pages: which there are, what they are made of, and that they are the same."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from brief import cli, fonts, share_image, site
from brief.fonts import Fonts
from brief.model import Language
from brief.share_image import Amount, Picture
from tests.conftest import MakeSite, Site
from tests.machines.conftest import FILES, HOSTILE, heads, path_of

CONFIGURATION = {"mkdocs.yml": FILES["mkdocs.yml"]}


def picture(found: Fonts, title: str = "首脳会談", language: Language = "ja") -> Picture:
    return Picture(language, "Site", title, "要約", "2025年8月19日", (), found)


def chunks(png: bytes) -> list[str]:
    names, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        names.append(png[at + 4 : at + 8].decode())
        at += length + 12
    return names


def test_every_page_has_a_picture_in_its_language(published: Site, found_fonts: Fonts) -> None:
    del found_fonts
    files = published.pages()
    for uri, head in heads(published).items():
        if uri == "404.html":
            continue
        shown = path_of(head.meta["og:image"])
        assert head.meta["twitter:card"] == "summary_large_image"
        assert head.meta["twitter:image"] == head.meta["og:image"]
        with Image.open(io.BytesIO(files[shown])) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        size = head.meta["og:image:width"], head.meta["og:image:height"]
        assert size == ("1200", "630")
        if "/briefs/" in uri and "article:published_time" in head.meta:
            assert shown == uri.replace("index.html", "share.png")
        elif uri != "index.html":
            assert shown == f"{uri[:2]}/share.png"


def test_the_same_bytes_in_another_process(found_fonts: Fonts) -> None:
    shown = replace(picture(found_fonts), amounts=(Amount("武器", "1000億ドル", "$100 billion"),))
    code = (
        "import sys; from brief import codec, share_image;"
        "shown = codec.decode(sys.stdin.buffer.read(), share_image.Picture);"
        "sys.stdout.buffer.write(share_image.draw(shown))"
    )
    from brief import codec

    done = subprocess.run(
        [sys.executable, "-c", code],
        input=codec.encode(shown),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert done.stdout == share_image.draw(shown)


def test_nothing_but_the_picture_is_in_it(found_fonts: Fonts) -> None:
    assert set(chunks(share_image.draw(picture(found_fonts)))) == {"IHDR", "PLTE", "IDAT", "IEND"}


@pytest.mark.parametrize(
    "title",
    [
        "W" * 200,
        "首脳会談" * 50,
        HOSTILE,
        "A",
        "改\n行\tと\x07鈴",
        "👍 絵文字",
        "「" * 30,
        "、" * 90,
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_any_title_stays_within_the_margins(
    title: str, language: Language, found_fonts: Fonts
) -> None:
    amounts = (Amount(title, title, "x" * 300), Amount("b", "1", "2"))
    for shown in (
        picture(found_fonts, title, language),
        replace(picture(found_fonts, title, language), amounts=amounts),
        replace(picture(found_fonts, title, language), lead=title, site=title),
    ):
        with Image.open(io.BytesIO(share_image.draw(shown))) as image:
            grey = image.convert("L")
        edges = [
            grey.crop(box) for box in ((0, 0, 60, 630), (1145, 0, 1200, 630), (0, 612, 1200, 630))
        ]
        assert [edge.getextrema() for edge in edges] == [(255, 255)] * 3


def test_what_it_shows_is_seen(found_fonts: Fonts) -> None:
    shown = picture(found_fonts)
    others = [
        replace(shown, title="別の題"),
        replace(shown, day="2025年8月20日"),
        replace(shown, site="Other"),
        replace(shown, lead=""),
        replace(shown, amounts=(Amount("武器", "1000億ドル", ""),)),
    ]
    drawn = {share_image.draw(each) for each in (shown, *others)}
    assert len(drawn) == 6


def test_its_key_is_all_that_it_is_made_from(found_fonts: Fonts) -> None:
    image = share_image.ShareImage("ja/share.png", picture(found_fonts))
    other = replace(found_fonts, display=replace(found_fonts.display, mtime=1))
    changed = [
        replace(image, uri="en/share.png"),
        replace(image, picture=replace(image.picture, title="別")),
        replace(image, picture=replace(image.picture, fonts=other)),
    ]
    assert len({each.key() for each in (image, *changed)}) == 4


def test_key_figures_are_on_it(own: Site) -> None:
    from brief.frame import SiteOptions
    from brief.pipeline import Settings, load
    from tests.conftest import ROOT

    nowhere = fonts.Font("", 0, 0, 0)
    edition = load(Settings(ROOT / "content"))
    images = share_image.of(edition, SiteOptions("brief", "https://x/"), Fonts(nowhere, nowhere))
    by_uri = {image.uri: image.picture for image in images}
    talks = by_uri["ja/briefs/2025-08-18-white-house-talks/share.png"]
    assert talks.amounts[0] == Amount("米国製武器の購入", "1000億ドル", "$100 billion")
    assert talks.day == "2025年8月19日"
    assert len(talks.amounts) == 2
    del own


def test_a_picture_that_has_not_changed_is_not_drawn(
    make_site: MakeSite, found_fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    del found_fonts
    made = make_site(CONFIGURATION)
    config = str(made.folder / "mkdocs.yml")
    site.build(config, jobs=1)
    drawn = []
    draw = share_image.draw

    def noted(shown: Picture) -> bytes:
        drawn.append(shown.title)
        return draw(shown)

    monkeypatch.setattr(share_image, "draw", noted)
    made.edit("content/briefs/talks.ja.md", "title: 首脳会談", "title: 会談")
    site.build(config, jobs=1)
    assert drawn == ["会談"]


# --- fonts -------------------------------------------------------------------------------


def test_without_a_font_there_are_no_pictures_and_it_is_said(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "find", lambda: None)
    made = make_site(CONFIGURATION)
    monkeypatch.chdir(made.folder)
    done = CliRunner().invoke(cli.cli, ["build"])
    assert done.exit_code == 0
    assert done.output.count("No font that can write Japanese was found") == 1
    assert not any(uri.endswith("share.png") for uri in made.pages())
    head = heads(made)["ja/briefs/talks/index.html"]
    assert "og:image" not in head.meta
    assert head.meta["twitter:card"] == "summary"


def test_pictures_can_be_switched_off(make_site: MakeSite) -> None:
    off = CONFIGURATION["mkdocs.yml"].replace("[brief]", "[{brief: {font: off}}]")
    made = make_site({"mkdocs.yml": off})
    done = made.brief("build")
    assert "font" not in done.stderr
    assert not any(uri.endswith("share.png") for uri in made.pages())


def test_a_font_of_one_s_own(make_site: MakeSite, found_fonts: Fonts) -> None:
    made = make_site()
    (made.folder / "my.ttc").symlink_to(found_fonts.text.path)
    own = CONFIGURATION["mkdocs.yml"].replace("[brief]", "[{brief: {font: my.ttc}}]")
    made.write("mkdocs.yml", own)
    assert made.brief("build").returncode == 0
    assert "ja/briefs/talks/share.png" in made.pages()


@pytest.mark.parametrize(
    ("name", "said"), [("gone.otf", "there is no file gone.otf"), ("mkdocs.yml", "cannot be used")]
)
def test_a_font_that_is_none(name: str, said: str, make_site: MakeSite) -> None:
    text = CONFIGURATION["mkdocs.yml"].replace("[brief]", f"[{{brief: {{font: {name}}}}}]")
    done = make_site({"mkdocs.yml": text}).brief("build")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_fontconfig_is_only_believed_when_it_finds_japanese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "latin.ttf"
    file.write_bytes(b"")
    script = tmp_path / "fc-match"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    for languages, found in (("de|en", None), ("en|ja|zh", str(file))):
        script.write_text(f"#!/bin/sh\nprintf '%s\\n0\\n%s' '{file}' '{languages}'\n")
        script.chmod(0o755)
        matched = fonts._matched("any")
        assert (matched.path if matched else None) == found


def test_known_files_stand_in_for_fontconfig(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(fonts, "_DISPLAY_FILES", ())
    monkeypatch.setattr(fonts, "_TEXT_FILES", (str(tmp_path / "a.ttc"), str(tmp_path / "b.ttc")))
    assert fonts.find() is None
    (tmp_path / "b.ttc").write_bytes(b"12")
    found = fonts.find()
    assert found is not None
    assert (found.text, found.display.path, found.text.size) == (
        found.display,
        str(tmp_path / "b.ttc"),
        2,
    )
