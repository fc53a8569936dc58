"""The command line: arguments, printing, exit codes. What the commands do is elsewhere.

Exit codes: 0 done, 1 findings, 2 unusable input, 130 interrupted.
"""

from __future__ import annotations

import atexit
import errno
import gc
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brief import __version__, glossary_commands
from brief.model import (
    LANGUAGES,
    SEVERITIES,
    BriefError,
    Finding,
    Language,
    Severity,
    UnusableInput,
    date_of,
)

if TYPE_CHECKING:
    from brief.edition import Edition
    from brief.progress import Journal

FINDINGS = 1
UNUSABLE = 2
INTERRUPTED = 130

_COLORS = {"error": "red", "warning": "yellow", "note": "cyan"}

config_option = click.option(
    "-f", "--config-file", metavar="FILE", help="The site's configuration. Default: mkdocs.yml."
)


def main() -> None:
    """Run the command that the arguments name."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # What is printed is often Japanese, whatever the locale; a lone surrogate must not end it.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # What a command has loaded stays until its end: it is not looked through for garbage so often,
    # and not once more when the process ends.
    gc.set_threshold(200_000, 20, 100)
    atexit.register(gc.freeze)
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(UNUSABLE)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except UnusableInput as error:
        _print_findings(error.findings)
        _print_summary(error.findings)
        sys.exit(UNUSABLE)
    except BriefError as error:
        click.secho(f"brief: {error}", fg="red", err=True)
        sys.exit(UNUSABLE)
    except BrokenPipeError:
        # Whoever read the output has enough. The rest must not be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        advice = "; make room, and run it again" if error.errno == errno.ENOSPC else ""
        click.secho(f"brief: {where}{error.strerror or error}{advice}", fg="red", err=True)
        sys.exit(UNUSABLE)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="brief")
def cli() -> None:
    """Annotated bilingual briefs: Japanese and English, every figure checked."""


cli.add_command(glossary_commands.glossary)


# --- the site ------------------------------------------------------------------------


@cli.command()
@config_option
@click.option("--strict", is_flag=True, help="Fail when the checks find anything.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes. Default: one a core."
)
@click.option("--cluster", metavar="ADDRESS", help="Work on a Dask cluster: tcp://host:8786.")
@click.option("--no-search", is_flag=True, help="Make no search index.")
@click.option("--timings", is_flag=True, help="Say how long each stage took, and what it kept.")
@click.option(
    "--profile",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was done when, for ui.perfetto.dev or chrome://tracing.",
)
def build(
    config_file: str | None,
    strict: bool,
    jobs: int | None,
    cluster: str | None,
    no_search: bool,
    timings: bool,
    profile: Path | None,
) -> None:
    """Build the site."""
    from brief import progress, site

    if jobs and cluster:
        message = "--jobs is for this machine, --cluster for others: give one of them"
        raise click.UsageError(message)
    if profile and not profile.absolute().parent.is_dir():
        message = f"there is no folder {str(profile.parent)!r}"
        raise click.BadParameter(message, param_hint="--profile")
    journal = _journal()
    try:
        report = site.build(
            config_file,
            strict=strict,
            progress=journal,
            jobs=jobs,
            cluster=cluster,
            search=not no_search,
        )
    except site.Faulty as faulty:
        _print_findings(faulty.findings)
        _print_summary(faulty.findings)
        click.echo("Nothing was built: the site is as it was.", err=True)
        sys.exit(FINDINGS)
    _print_findings(report.edition.findings)
    folder = Path(report.folder)
    written = "" if report.written == report.pages else f", {report.written} of them new"
    click.echo(
        f"{_counted(report.edition)}: {report.pages} pages{written}, in {report.seconds:.1f} s"
    )
    _print_summary(report.edition.findings)
    if report.lacks_fonts:
        click.echo(
            "No font that can write Japanese was found, so pages have no pictures for where they"
            " are shared: install Noto CJK, or name a font file (font: FILE) or font: off under"
            " brief in mkdocs.yml",
            err=True,
        )
    click.echo(f"The site is in {_relative(folder)}{'/' if folder.name else ''}")
    if timings:
        for line in progress.table(journal):
            click.echo(line)
    if profile:
        progress.write_trace(journal, profile)
        click.echo(f"The trace is in {_relative(profile)}: open it in https://ui.perfetto.dev")


@cli.command()
@config_option
def clean(config_file: str | None) -> None:
    """Remove the built site and .cache/brief/, and nothing else."""
    from brief import site

    is_clean = True
    for path in site.clean(config_file, _journal(lines=False)):
        click.echo(f"Removed {_relative(path)}")
        is_clean = False
    if is_clean:
        click.echo("There was nothing to remove")


@cli.command()
@config_option
@click.option("-a", "--address", metavar="HOST:PORT", help="Default: 127.0.0.1:8000.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in a browser.")
def serve(config_file: str | None, address: str | None, open_browser: bool) -> None:
    """Preview the site; the browser follows your files."""
    from brief import site

    site.serve(
        config_file,
        address=address,
        open_browser=open_browser,
        progress=_journal(lines=False),
        tell=_print_findings,
    )


@cli.command()
@config_option
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif", "junit", "markdown"]),
    default="text",
    help="markdown: the table of --explain, for a guide.",
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="Tell of this rule only.")
@click.option(
    "--explain", metavar="[RULE]", is_flag=False, flag_value="", help="Say what a rule is about."
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Of the markdown table.")
@click.option(
    "--show", type=click.Choice(["alignment"]), help="Print which paragraph answers which."
)
def check(
    config_file: str | None,
    paths: Sequence[str],
    format_: str,
    fail_on: Severity,
    rules: Sequence[str],
    explain: str | None,
    lang: Language,
    show: str | None,
) -> None:
    """Say what is wrong in the texts; nothing is written.

    With PATHs (files, folders, patterns with *), only what is wrong there.
    """
    from brief import reporting, site

    for rule in filter(None, [*rules, explain]):
        _known_rule(rule)
    if explain is not None:
        for line in _explanation(explain, format_, lang):
            click.echo(line)
        return
    if format_ == "markdown":
        message = "markdown is a format of --explain"
        raise click.UsageError(message)
    edition = site.check(config_file, _journal(lines=False))
    entries = [*edition.entries, *edition.plain]
    files = sorted(text.path for entry in entries for text in entry.texts.values())
    for path in paths:
        if not any(reporting.is_in(file, [path]) for file in files) and not Path(path).exists():
            message = f"there is no file {path!r} in the site"
            raise click.BadParameter(message, param_hint="PATH")
    if show:
        for brief in (*edition.briefs, *edition.pages):
            if not paths or any(
                reporting.is_in(t.document.path, paths) for t in brief.texts.values()
            ):
                for line in reporting.alignment_lines(brief, _width(), _paint):
                    click.echo(line)
        return

    def is_asked(finding: Finding) -> bool:
        if rules and finding.rule not in rules:
            return False
        places = [finding.place, *([finding.related.start] if finding.related else ())]
        return not paths or any(reporting.is_in(place.path, paths) for place in places)

    findings = [*edition.faults, *filter(is_asked, edition.findings)]
    silenced = list(filter(is_asked, edition.silenced))
    if format_ == "json":
        click.echo(reporting.as_json(findings))
    elif format_ == "sarif":
        click.echo(reporting.as_sarif(findings, silenced))
    elif format_ == "junit":
        asked = [file for file in files if not paths or reporting.is_in(file, paths)]
        click.echo(reporting.as_junit(findings, asked, fail_on))
    elif format_ == "github":
        for line in reporting.as_github(findings):
            click.echo(line)
    else:
        for line in reporting.as_text(findings, _width(), _paint):
            click.echo(line)
        click.echo(f"{_counted(edition)} checked: {_summary(findings) or 'nothing found'}")
    if edition.faults:
        sys.exit(UNUSABLE)
    if reporting.at_least(findings, fail_on):
        sys.exit(FINDINGS)


def _known_rule(name: str) -> None:
    from brief.check import RULES
    from brief.schema import nearest

    names = [rule.name for rule in RULES]
    if name not in names:
        advice = nearest(name, names) or "brief check --explain lists the rules"
        message = f"there is no rule {name!r}; {advice}"
        raise click.BadParameter(message, param_hint="RULE")


def _explanation(rule: str, format_: str, language: Language) -> Iterable[str]:
    """What `rule` is about; what every rule is about, where it is empty."""
    from brief import reporting
    from brief.check.rules import markdown_table

    if format_ == "markdown":
        return markdown_table(language)
    return reporting.explanation_lines(rule, _paint) if rule else reporting.rule_lines(_paint)


@cli.command()
@config_option
@click.option("--remote", default="origin", show_default=True, help="Where to push.")
@click.option("--branch", default="gh-pages", show_default=True, help="Branch of the site.")
@click.option("-m", "--message", help="Message of the commit.")
@click.option("--dry-run", is_flag=True, help="Say what would be published, and do nothing.")
def publish(
    config_file: str | None, remote: str, branch: str, message: str | None, dry_run: bool
) -> None:
    """Build the site and push it to GitHub Pages."""
    from brief import publishing

    try:
        result = publishing.publish(
            config_file,
            remote=remote,
            branch=branch,
            message=message,
            dry_run=dry_run,
            progress=_journal(lines=False),
        )
    except publishing.Refused as refused:
        _print_findings(refused.findings)
        _print_summary(refused.findings)
        click.echo("Nothing was published.", err=True)
        sys.exit(FINDINGS)
    done = "Would publish" if dry_run else "Published"
    click.echo(f"{done} {result.files} files ({result.size / 1e6:.1f} MB) to {remote} {branch}")
    for line in result.changes:
        click.echo(f"  {line}")


@cli.group()
def new() -> None:
    """Begin a site or a brief."""


@new.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_site(folder: Path) -> None:
    """Make the folder DIR with a site that builds."""
    from brief import scaffold

    for path in scaffold.site(folder):
        click.echo(f"  {path}")
    click.echo(f"A new site. See it: cd {folder} && brief serve")


@new.command("brief")
@click.argument("slug")
@click.option("--date", "day", metavar="DATE", help="Default: today.")
@config_option
def new_brief(slug: str, day: str | None, config_file: str | None) -> None:
    """Make the two texts of a brief, to be filled in."""
    from brief import scaffold, site

    content = Path(site.load(config_file).docs_dir)
    for path in scaffold.brief(content, slug, _day(day) or date.today()):
        click.echo(f"  {_relative(path)}")


# --- texts ---------------------------------------------------------------------------


@cli.command()
@click.argument("file", default="-")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Default: by the file's name or text.")
@click.option("--date", "day", metavar="DATE", help="What 18日 and Monday are read against.")
@click.option("--glossary", metavar="DIR", help="Default: content/glossary, where there is one.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--explain", is_flag=True, help="Say of each name why it was linked.")
@click.option("--jsonl", is_flag=True, help="Read and write one JSON record a line.")
def annotate(
    file: str,
    lang: Language | None,
    day: str | None,
    glossary: str | None,
    format_: str,
    explain: bool,
    jsonl: bool,
) -> None:
    """Show the figures and the names in a text.

    FILE is an article (x.ja.md, x.en.md) or plain text; without it, standard input is read.
    """
    from brief import records, texts
    from brief.annotate import Annotator

    annotator = Annotator(_glossary(glossary))
    if jsonl:
        if file != "-":
            message = "--jsonl reads standard input, and no FILE"
            raise click.UsageError(message)
        process = partial(records.annotate, annotator=annotator)
        for line in records.each_line(sys.stdin.buffer, process):
            click.echo(line)
        return
    text = texts.read(file, lang, _day(day))
    annotated = annotator.annotate(text)
    if format_ == "json":
        click.echo(
            json.dumps(texts.as_dict(annotated, explain=explain), ensure_ascii=False, indent=2)
        )
        return
    for line in texts.as_lines(annotated, explain=explain):
        click.echo(line)


@cli.command()
@config_option
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--date", "day", metavar="DATE", help="What 18日 and Monday are read against.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--jsonl", is_flag=True, help="Read and write one JSON record a line.")
def compare(
    config_file: str | None, files: Sequence[str], day: str | None, format_: str, jsonl: bool
) -> None:
    """Compare the figures of texts in Japanese and English.

    Give two FILEs, a text in each language; or one text of a brief; or what translators work
    with: a translation memory (x.tmx), XLIFF (x.xlf, x.xliff), PO (x.po), or a table (x.tsv) with
    the columns ja and en. Without FILE the briefs of the site are compared.
    """
    from brief import comparing, records

    if jsonl:
        if files:
            message = "--jsonl reads standard input, and no FILE"
            raise click.UsageError(message)
        for line in records.each_line(sys.stdin.buffer, records.compare):
            click.echo(line)
        return
    outcomes, tally = comparing.compare(files, _day(day), config_file), comparing.Tally()
    if format_ == "json":
        lines = comparing.json_lines(outcomes, tally)
    else:
        lines = comparing.text_lines(outcomes, tally, _width(), _paint)
    for line in lines:
        click.echo(line)
    if tally.faults:
        sys.exit(UNUSABLE)
    if tally.found:
        sys.exit(FINDINGS)


# --- reading arguments ---------------------------------------------------------------


def _day(text: str | None) -> date | None:
    try:
        return date_of(text) if text else None
    except ValueError as error:
        message = f"{text!r} is no date; write year, month and day: 2025-08-18"
        raise click.BadParameter(message, param_hint="--date") from error


def _glossary(folder: str | None) -> Any:
    from brief import glossary

    path = Path(folder or "content/glossary")
    if folder and not path.is_dir():
        raise click.BadParameter(f"there is no folder {folder!r}", param_hint="--glossary")
    return glossary.load(path, path.as_posix())


# --- printing ------------------------------------------------------------------------


def _journal(*, lines: bool = True) -> Journal:
    """Shows the work on the terminal as it goes on; where the output is piped, with `lines`."""
    from brief.progress import Lines, LiveLine

    if sys.stderr.isatty():
        return LiveLine(sys.stderr)
    return Lines(sys.stderr, stages=lines)


def _width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((100, 24)).columns


def _paint(text: str, color: str) -> str:
    """`text` in a color; click leaves the color out where the output is no terminal."""
    return click.style(text, bold=True) if color == "bold" else click.style(text, fg=color)


def _print_findings(findings: Iterable[Finding], *, err: bool = True) -> None:
    for finding in findings:
        place = click.style(str(finding.place), bold=True)
        rule = click.style(finding.rule, fg=_COLORS[finding.severity])
        advice = f"; {finding.advice}" if finding.advice else ""
        click.echo(f"{place}: {rule}: {finding.message}{advice}", err=err)


def _print_summary(findings: Sequence[Finding]) -> None:
    if findings:
        click.echo(_summary(findings), err=True)


def _summary(findings: Sequence[Finding]) -> str:
    """``2 errors, 1 warning``."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        _count(counts[severity], severity)
        for severity in ("error", "warning", "note")
        if counts[severity]
    )


def _counted(edition: Edition) -> str:
    """``4 briefs and 8 pages``."""
    return f"{_count(len(edition.briefs), 'brief')} and {_count(len(edition.pages), 'plain page')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _relative(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
