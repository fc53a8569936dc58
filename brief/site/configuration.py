"""The configuration: ``mkdocs.yml`` -> what the content, the checks and the pages need of it."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import yaml
from mkdocs.config import config_options as options
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from brief import fonts as font_files
from brief.check import RULES, Policy
from brief.edition import Edition
from brief.fonts import Fonts
from brief.frame import SiteOptions
from brief.model import SEVERITIES, Finding, Place, Severity, Silence, UnusableInput
from brief.pipeline import Settings
from brief.schema import LOADER, nearest
from brief.site import search


class BriefConfig(Config):  # type: ignore[no-untyped-call]
    """What ``plugins: - brief:`` takes in ``mkdocs.yml``."""

    templates = options.Type(str, default="templates")
    """Folder of the user's own templates, beside ``mkdocs.yml``; it need not be there."""
    raw_html = options.Type(bool, default=False)
    """Whether HTML in the texts is let through."""
    pages = options.ListOfItems(options.Type(str), default=[])
    """Slugs of the plain pages, in the order in which they are listed."""
    search = options.Type(bool, default=True)
    """Whether the site can be searched."""
    font = options.Type((str, bool), default=True)
    """A font file for pictures of pages, beside ``mkdocs.yml``; else one is found; off: none."""
    severities = options.Type(dict, default={})
    """Rules that are to be taken for an error, a warning or a note, or are off."""
    ignore = options.Type(dict, default={})
    """Rules that the site silences, and why."""


def load(config_file: str | None = None, *, strict: bool = False) -> MkDocsConfig:
    """The configuration in `config_file`, by default ``mkdocs.yml``, with brief among its plugins.

    Raises:
        UnusableInput: There is no such file, or it has faults.

    """
    name = config_file or "mkdocs.yml"

    def fault(message: str, advice: str = "") -> Finding:
        mark = re.search(r"line (\d+), column (\d+)", message)
        place = Place(name, int(mark[1]), int(mark[2])) if mark else Place(name)
        return Finding("configuration", "error", place, message, advice)

    if not Path(name).is_file():
        advice = (
            "run brief in the folder of a site, name the file with -f, or make one: brief new site"
        )
        raise UnusableInput([fault("there is no such file", advice)])
    try:
        with logged() as messages:
            config = load_config(config_file=name, strict=strict or None)
    except (ConfigurationError, Abort, ValueError) as error:
        said = messages or [str(error)]
        raise UnusableInput([fault(" ".join(message.split())) for message in said]) from error
    if unknown := [message for message in messages if "'brief'" in message]:
        advice = f"known options: {', '.join(name for name, _ in BriefConfig._schema)}"
        raise UnusableInput([fault(" ".join(message.split()), advice) for message in unknown])
    if "brief" not in config.plugins:
        raise UnusableInput([fault("the plugin brief is not switched on", "add plugins: [brief]")])
    return config


def sources(config_file: str | None) -> list[Path]:
    """The files that `config_file`, see `load`, consists of: it, and by INHERIT what it adds to."""
    found = [Path(config_file or "mkdocs.yml").resolve()]
    while True:
        try:
            root = yaml.compose(found[-1].read_bytes(), Loader=LOADER)
        except (OSError, yaml.YAMLError):  # Said when it is loaded.
            return found
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        based_on = [value.value for key, value in pairs if key.value == "INHERIT"]
        if not based_on or not isinstance(based_on[-1], str):
            return found
        path = (found[-1].parent / based_on[-1]).resolve()
        if path in found:
            return found
        found.append(path)


@contextmanager
def logged() -> Iterator[list[str]]:
    """What MkDocs warns of meanwhile: it says there what is wrong with a configuration."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.propagate = propagate
        logger.removeHandler(collector)


def options_of(config: MkDocsConfig) -> BriefConfig:
    """What the configuration gives our plugin."""
    options = config.plugins["brief"].config
    assert isinstance(options, BriefConfig)
    return options


def path_of(config: MkDocsConfig) -> Path:
    """The file that a configuration was read from."""
    return Path(config.config_file_path or "mkdocs.yml")


def fault(config: MkDocsConfig, message: str, advice: str, rule: str = "configuration") -> Finding:
    """A finding about what stands in a configuration."""
    return Finding(rule, "error", Place(shown(path_of(config))), message, advice)


def with_faults(edition: Edition, config: MkDocsConfig) -> Edition:
    """`edition` with what is wrong in the configuration."""
    slugs = [entry.slug for entry in edition.plain]
    faults = [
        fault(config, f"there is no page {slug!r}", nearest(slug, slugs))
        for slug in options_of(config).pages
        if slug not in slugs and not edition.faults
    ]
    faults += _bad_rules(config)
    named = _named_font(config)
    if named is not None and not named.is_file():
        message = f"font: there is no file {shown(named)}"
        advice = "name a font file that can write Japanese, or write font: off"
        faults.append(fault(config, message, advice))
    return replace(edition, faults=(*edition.faults, *faults))


def _severity(value: object) -> Severity | Literal["off"] | None:
    """A severity as the configuration states it; to YAML, off is false. None where it is none."""
    if value is False or value == "off":
        return "off"
    return next((severity for severity in SEVERITIES if severity == value), None)


def _bad_rules(config: MkDocsConfig) -> Iterator[Finding]:
    """What is wrong in what the configuration says of rules."""
    options = options_of(config)
    rules = [rule.name for rule in RULES]
    for option in ("severities", "ignore"):
        for name, value in options[option].items():
            if name not in rules:
                advice = nearest(str(name), rules) or "brief check --explain lists the rules"
                yield fault(config, f"{option}: there is no rule {name!r}", advice)
            elif option == "ignore" and not (isinstance(value, str) and value.strip()):
                yield fault(config, f"ignore: {name} is silenced without a reason", "say why")
            elif option == "severities" and _severity(value) is None:
                advice = "write error, warning, note or off"
                yield fault(config, f"severities: {name} is {value!r}", advice)


def _policy(options: BriefConfig, place: Place) -> Policy:
    """What the configuration asks of the checks; what is wrong in it is left out."""
    stated = {str(name): _severity(value) for name, value in options.severities.items()}
    return Policy(
        {name: severity for name, severity in stated.items() if severity is not None},
        tuple(Silence(str(rule), str(why), place) for rule, why in options.ignore.items()),
    )


def content_settings(config: MkDocsConfig, *, preview: bool = False) -> Settings:
    """Where the content is and how to read it."""
    content = Path(config.docs_dir)
    folder = Path(config.config_file_path).parent if config.config_file_path else None
    return Settings(
        content=content,
        shown=shown(content),
        raw_html=options_of(config).raw_html,
        drafts=preview,
        store=folder and folder / ".cache" / "brief" / "store.sqlite",
        policy=_policy(options_of(config), Place(shown(path_of(config)))),
        excluded=config.exclude_docs.match_file if config.exclude_docs else None,
    )


def site_options(config: MkDocsConfig, *, preview: bool = False) -> SiteOptions:
    """What the configuration says of the site as a whole."""
    url = str(config.site_url or "")
    return SiteOptions(
        name=config.site_name,
        url=url if not url or url.endswith("/") else f"{url}/",
        templates=templates_folder(config),
        page_order=tuple(options_of(config).pages),
        preview=preview,
        directory_urls=config.use_directory_urls,
        search=options_of(config).search and search.version() is not None,
    )


def fonts(config: MkDocsConfig) -> Fonts | None:
    """The fonts for pictures of pages; None where there are to be no pictures, or no font is."""
    if not config.site_url or not options_of(config).font:
        return None
    named = _named_font(config)
    return font_files.at(named) if named else font_files.find()


def lacks_fonts(config: MkDocsConfig) -> bool:
    """Whether there would be pictures of pages if this computer had a font for them."""
    return bool(config.site_url) and options_of(config).font is True and fonts(config) is None


def _named_font(config: MkDocsConfig) -> Path | None:
    name = options_of(config).font
    return path_of(config).parent / name if isinstance(name, str) and name else None


def templates_folder(config: MkDocsConfig) -> Path:
    """The user's own templates, whether they are there or not."""
    return path_of(config).parent / options_of(config).templates


def shown(path: Path) -> str:
    """`path` as the user would type it from the current folder."""
    return Path(os.path.relpath(path)).as_posix()
