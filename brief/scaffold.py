"""New sites and new briefs, from the templates in ``templates/new/``."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import jinja2

from brief import __version__
from brief.content import BRIEFS
from brief.model import LANGUAGES, BriefError
from brief.render import BUILT_IN

_NEW = BUILT_IN / "new"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SUFFIX = ".j2"


class ScaffoldError(BriefError):
    """It cannot be made there; the text says why and what to do."""


def site(folder: Path) -> list[Path]:
    """Make a site in `folder`; the files that were made.

    Raises:
        ScaffoldError: The folder is there and holds something, or cannot be written.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is there and not empty; name another folder"
        raise ScaffoldError(message)
    values = {"name": folder.resolve().name, "today": date.today(), "version": __version__}
    made = []
    for source in sorted(path for path in (_NEW / "site").rglob("*") if path.is_file()):
        # Kept without its dot, which packaging tools would leave out.
        name = source.relative_to(_NEW / "site").as_posix().removesuffix(_SUFFIX)
        name = re.sub(r"\bdot-", ".", name).replace("TODAY", f"{date.today():%Y-%m-%d}")
        made.append(_write(folder / name, source, values))
    return made


def brief(content: Path, slug: str, day: date) -> list[Path]:
    """Make the two texts of the brief `slug` of `day` in the folder `content`.

    Raises:
        ScaffoldError: The slug is no slug, or a text is there already.

    """
    if not _SLUG.fullmatch(slug):
        suggestion = re.sub(r"[^a-z0-9]+", "-", slug.casefold()).strip("-") or "white-house-talks"
        message = (
            f"{slug!r} is no slug: use small letters, digits and hyphens, such as {suggestion}"
        )
        raise ScaffoldError(message)
    stem = slug if re.match(r"\d{4}-\d{2}-\d{2}-", slug) else f"{day:%Y-%m-%d}-{slug}"
    paths = {lang: content / BRIEFS / f"{stem}.{lang}.md" for lang in LANGUAGES}
    for path in paths.values():
        if os.path.lexists(path):
            message = f"{path} is there already; choose another slug"
            raise ScaffoldError(message)
    values = {"day": day, "title": slug.replace("-", " ")}
    return [_write(path, _NEW / f"brief.{lang}.md.j2", values) for lang, path in paths.items()]


def _write(path: Path, template: Path, values: dict[str, object]) -> Path:
    text = template.read_text(encoding="utf-8")
    if template.suffix == _SUFFIX:
        text = (
            jinja2.Environment(
                autoescape=False,
                undefined=jinja2.StrictUndefined,
                keep_trailing_newline=True,
                variable_start_string="<<",
                variable_end_string=">>",
            )
            .from_string(text)
            .render(values)
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise ScaffoldError(message) from error
    return path
