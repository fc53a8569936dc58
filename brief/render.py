"""Templates -> HTML: brief's own Jinja environment, its filters and the interface's words.

A template of the same name in the user's ``templates/`` folder takes the place of the one
that comes with brief; it can extend that one as ``brief/NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import yaml
from babel.dates import format_date
from jinja2.bccache import Bucket

from brief import __version__, xml
from brief.files import holds, walked
from brief.model import LANGUAGES, Finding, Language, Place, UnusableInput
from brief.schema import LOADER
from brief.store import digest

BUILT_IN = next(
    folder
    for folder in (Path(__file__).parent / "templates", Path(__file__).parents[1] / "templates")
    if folder.is_dir()
)
"""The templates that come with brief: in an installed package its own folder, in a checkout
the one beside it."""
ASSETS = "assets"
"""The folder among templates whose files are copied as they are: no template can include them, so
that a changed picture is no reason to make pages anew."""

_DAY_FORMATS: dict[Language, str] = {"ja": "y年M月d日(E)", "en": "EEEE, d MMMM y"}
_PLAIN_DAY_FORMATS: dict[Language, str] = {"ja": "y年M月d日", "en": "d MMMM y"}
_MONTH_FORMATS: dict[Language, str] = {"ja": "y年M月", "en": "MMMM y"}
_YEAR_FORMATS: dict[Language, str] = {"ja": "y年", "en": "y"}

_LONG_NUMBER = re.compile(r"(?<![\d.-])\d{5,}")


class TemplateFault(UnusableInput):
    """A template that cannot be rendered: which, on which line, and why."""

    def __init__(self, path: str, line: int, message: str) -> None:
        advice = "correct it, or delete it to use the one that comes with brief"
        place = Place(_shown(path), line)
        super().__init__([Finding("template", "error", place, message, advice)])


def fingerprint(folder: Path | None) -> str:
    """A hash of all templates and words, those in `folder` and those that come with brief."""
    parts: list[bytes] = []
    for root in (BUILT_IN, *([folder] if folder and folder.is_dir() else [])):
        for name, path in sources(root):
            parts += (name.encode(), path.read_bytes())
    return digest(parts)


def sources(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files in `folder` that pages are made with, by name."""
    for name, entry in walked(folder):
        if not name.startswith(f"{ASSETS}/") and holds(entry.is_file):
            yield name, Path(entry.path)


class _Loader(jinja2.FileSystemLoader):
    """Finds what `sources` finds: that, and nothing else, is what pages are made anew for."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its path, and whether that is still so.

        Raises:
            jinja2.TemplateNotFound: There is none.

        """
        parts = template.split("/")
        if parts[0] == ASSETS or any(part.startswith(".") for part in parts):
            raise jinja2.TemplateNotFound(template)
        return super().get_source(environment, template)


class Templates:
    """The templates of a site."""

    def __init__(self, folder: Path | None = None) -> None:
        """Find templates in `folder`, the user's own, then among those that come with brief."""
        self._folders = [BUILT_IN, *([folder] if folder and folder.is_dir() else [])]
        built_in = _Loader(BUILT_IN)
        loaders: list[jinja2.BaseLoader] = [
            *(_Loader(f) for f in reversed(self._folders)),
            jinja2.PrefixLoader({"brief": built_in}),
        ]
        self._environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_compiled(),
        )
        self._environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        self._environment.filters |= {
            "day": _day,
            "month": _month,
            "when": when,
            "grouped": _grouped,
        }
        self.words = {language: self._words(language) for language in LANGUAGES}
        """The words of the interface by language."""

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The HTML, or XML, of the template `name`.

        Raises:
            TemplateFault: The template, or one that it uses, has a fault.

        """
        with _faults(name):
            text = self._environment.get_template(name).render(values)
        return xml.writable(text) if name.endswith(".xml") else text

    def macro(self, template: str, name: str) -> Any:
        """The macro `name` of `template`, to be called with the values it takes."""
        with _faults(template):
            module = self._environment.get_template(template).module
        if not hasattr(module, name):
            raise TemplateFault(f"templates/{template}", 1, f"it lacks the macro {name!r}")
        return getattr(module, name)

    def _words(self, language: Language) -> dict[str, Any]:
        """The user's words over those that come with brief, key by key."""
        words: dict[str, Any] = {}
        for folder in self._folders:
            path = folder / f"words.{language}.yml"
            if not path.is_file():
                continue
            try:
                read = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
            except (yaml.YAMLError, ValueError, OSError) as error:
                mark = getattr(error, "problem_mark", None)
                line = mark.line + 1 if mark else 1
                reason = getattr(error, "problem", None) or str(error).splitlines()[0]
                raise TemplateFault(str(path), line, f"not valid YAML: {reason}") from error
            if not isinstance(read, dict):
                raise TemplateFault(str(path), 1, "expected a mapping of keys to words")
            words |= read
        return words


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled before, each under a hash of its text."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template if that can be."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> jinja2.BytecodeCache | None:
    """The compiled templates in the folder that this user has for them; None where there is none.

    Another version of brief may compile them in another way.
    """
    try:
        return _Compiled(pattern=f"brief-{__version__}-%s.cache")
    except (OSError, RuntimeError):
        return None


@contextmanager
def _faults(name: str) -> Iterator[None]:
    """Turn what a template does wrong into a finding with its file and line."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        message = f"there is no template {error.name!r}"
        if (error.name or "").startswith(f"{ASSETS}/"):
            message += f": what is in {ASSETS}/ is copied; put what is included beside it"
        raise TemplateFault(f"templates/{name}", 1, message) from error
    except jinja2.TemplateSyntaxError as error:
        path = error.filename or error.name or name
        raise TemplateFault(path, error.lineno, error.message or "syntax error") from error
    except Exception as error:
        place = _template_line(error)
        if place is None:
            raise
        raise TemplateFault(*place, str(error)) from error


def _template_line(error: BaseException) -> tuple[str, int] | None:
    """File and line of the innermost template frame that `error` passed through."""
    place = None
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path.endswith((".html", ".xml", ".txt")):
            place = path, trace.tb_lineno
        trace = trace.tb_next
    return place


def _shown(path: str) -> str:
    """`path` as the user would type it, where it lies below the current folder."""
    try:
        return Path(path).resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path


# --- filters -------------------------------------------------------------------------


def _day(value: date, language: Language, *, weekday: bool = True) -> str:
    """A day in full: 2025年8月18日(月), Monday, 18 August 2025; on request without weekday."""
    formats = _DAY_FORMATS if weekday else _PLAIN_DAY_FORMATS
    return format_date(value, formats[language], locale=language)


def _month(value: date, language: Language) -> str:
    """A month: 2025年8月, August 2025."""
    return format_date(value, _MONTH_FORMATS[language], locale=language)


@lru_cache(maxsize=10_000)
def when(value: str, language: Language) -> str:
    """A year, month or day in ISO 8601: 2024-03 becomes 2024年3月, March 2024."""
    parts = [int(part) for part in value.split("-")]
    formats = (_YEAR_FORMATS, _MONTH_FORMATS, _PLAIN_DAY_FORMATS)[len(parts) - 1]
    year, month, day = (*parts, 1, 1)[:3]
    return format_date(date(year, month, day), formats[language], locale=language)


def _grouped(value: str) -> str:
    """An exact value with its long numbers in groups of three digits: 100,000,000,000 USD."""
    return _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}", value)
