"""The commands of ``brief glossary``: arguments and printing. What they do is elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brief.model import ENTITY_KINDS, LANGUAGES, Finding

if TYPE_CHECKING:
    from yaml import ScalarNode

    from brief.glossary import Glossary
    from brief.model import Entity
    from brief.terminology.nodes import Read

_FOLDER = "content/glossary"
_SUFFIXES = (".yml", ".yaml")


@click.group()
def glossary() -> None:
    """Bring names into the glossary, and take them elsewhere."""


_folder = click.option("--glossary", "folder", metavar="DIR", help=f"Default: {_FOLDER}.")
_into = click.option("--into", metavar="FILE", help="Where new entries go. Default: by their kind.")
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")


@glossary.command("import")
@click.argument("sources", metavar="[FILE|QID]...", nargs=-1)
@click.option("--wikidata-dump", "dump", metavar="FILE", help="Read items from this file.")
@click.option("--wikidata", "url", metavar="URL", help="The api.php of Wikidata or of a mirror.")
@_into
@_folder
@_dry_run
def import_(
    sources: Sequence[str],
    dump: str | None,
    url: str | None,
    into: str | None,
    folder: str | None,
    dry_run: bool,
) -> None:
    """Add entries from tables, termbases or Wikidata.

    FILE is a table (x.csv) or a termbase (x.tbx); QID is the id of an item of Wikidata, such as
    Q3874799. With --wikidata-dump the items are read from that file (JSON, also .gz or .bz2), all
    of them where no QID is given. What the glossary says already stays as it is.
    """
    known = _load(folder)
    imported, notes = _imported(sources, dump, url, known)
    _add(known, folder, imported, into, dry_run=dry_run, notes=notes)


@glossary.command()
@click.option("--format", "format_", type=click.Choice(["csv", "tbx", "json-ld"]), required=True)
@click.option("-o", "--output", metavar="FILE", help="Default: standard output.")
@_folder
def export(format_: str, output: str | None, folder: str | None) -> None:
    """Write the glossary as a table, as a termbase, or as linked data."""
    from brief.terminology import json_ld, tables, tbx

    entities = _load(folder).entities.values()
    if format_ == "csv":
        data = tables.write(entities).encode()
    elif format_ == "tbx":
        data = tbx.write(entities)
    else:
        text = json.dumps(json_ld.document(entities), ensure_ascii=False, indent=2)
        data = f"{text}\n".encode()
    if output is None or output == "-":
        sys.stdout.buffer.write(data)
    else:
        Path(output).write_bytes(data)
        click.echo(f"{_count(len(entities), 'entry', 'entries')} in {output}")


@glossary.command()
@click.argument("entry_id", metavar="ID")
@click.option("--kind", type=click.Choice(ENTITY_KINDS), help="Needed for a new entry.")
@click.option("--ja", help="The name in Japanese; needed for a new entry.")
@click.option("--en", help="The name in English; needed for a new entry.")
@click.option("--reading", help="The name in kana.")
@click.option("--alias-ja", multiple=True, help="Another spelling in Japanese; as often as needed.")
@click.option("--alias-en", multiple=True, help="Another spelling in English; as often as needed.")
@click.option("--title-ja", help="The title of a role in Japanese.")
@click.option("--title-en", help="The title of a role in English.")
@click.option("--from", "since", metavar="DATE", help="The first day of the role.")
@click.option("--to", "until", metavar="DATE", help="The last day of the role.")
@click.option("--summary-ja", help="One sentence in Japanese.")
@click.option("--summary-en", help="One sentence in English.")
@click.option("--wikidata", metavar="QID", help="The item of Wikidata.")
@_into
@_folder
@_dry_run
def add(entry_id: str, into: str | None, folder: str | None, dry_run: bool, **values: Any) -> None:
    """Add the entry ID, or spellings and a role to it."""
    known = _load(folder)
    entity = _described(entry_id, values, known)
    _add(known, folder, [entity], into, dry_run=dry_run)


@glossary.command()
@click.option(
    "-f", "--config-file", metavar="FILE", help="The site's configuration. Default: mkdocs.yml."
)
@click.option("--format", "format_", type=click.Choice(["text", "yaml", "json"]), default="text")
@click.option("--write", metavar="FILE", help="Append the entries to this file, to be completed.")
def suggest(config_file: str | None, format_: str, write: str | None) -> None:
    """List the names that the briefs hold and the glossary lacks.

    With --write they are appended to FILE as entries; what could not be paired stands there as a
    comment.
    """
    from brief import site
    from brief.model import UnusableInput
    from brief.terminology.suggestions import stub, suggestions

    edition = site.check(config_file)
    if edition.faults:
        raise UnusableInput(edition.faults)
    found = suggestions(edition)
    stubs = "\n".join(map(stub, found))
    if write:
        from brief.terminology import editing

        editing.appended(Path(write), stubs).write()
        click.echo(f"{_count(len(found), 'suggestion', 'suggestions')} appended to {write}")
    elif format_ == "json":
        click.echo(json.dumps([s.as_dict() for s in found], ensure_ascii=False, indent=2))
    elif format_ == "yaml":
        click.echo(stubs, nl=False)
    else:
        for suggestion in found:
            click.echo(str(suggestion))
        click.echo(f"{_count(len(found), 'name', 'names')} not in the glossary")


@glossary.command()
def schema() -> None:
    """Print the JSON Schema of glossary files, for editors."""
    from brief.terminology import json_schema

    click.echo(json_schema.text(), nl=False)


# --- reading -------------------------------------------------------------------------


def _load(folder: str | None) -> Glossary:
    from brief import glossary

    if folder and not Path(folder).is_dir():
        message = f"there is no folder {folder!r}"
        raise click.BadParameter(message, param_hint="--glossary")
    path = Path(folder or _FOLDER)
    if not folder and not path.parent.is_dir():
        message = f"there is no {_FOLDER} here; go to the folder of the site, or name a --glossary"
        raise click.UsageError(message)
    return glossary.load(path, path.as_posix())


def _imported(
    sources: Sequence[str], dump: str | None, url: str | None, known: Glossary
) -> tuple[list[Entity], list[Finding]]:
    """The entities that `sources` give, and notes of what is left out."""
    from brief.terminology import wikidata
    from brief.terminology.wikidata_api import URL, Api
    from brief.terminology.wikidata_dump import Dump

    ids = [source for source in sources if wikidata.ID.fullmatch(source)]
    paths = [Path(source) for source in sources if not wikidata.ID.fullmatch(source)]
    if not sources and not dump:
        message = "name a FILE.csv, a FILE.tbx, or items of Wikidata such as Q3874799"
        raise click.UsageError(message)
    if dump and url:
        message = "--wikidata and --wikidata-dump exclude each other"
        raise click.UsageError(message)
    if url and not url.startswith(("http://", "https://")):
        message = f"{url!r} does not begin with https:// or http://"
        raise click.BadParameter(message, param_hint="--wikidata")
    for name in (*paths, *([Path(dump)] if dump else [])):
        if not name.is_file():
            message = f"there is no file {str(name)!r}, and it is no item such as Q3874799"
            raise click.UsageError(message)
    read_wikidata = partial(wikidata.read, known=known)
    reads = [_reader(path)(path, path.as_posix()) for path in paths]
    if dump:
        reads.append(read_wikidata(Dump(Path(dump), dump).items, ids or None))
    elif ids:
        reads.append(read_wikidata(Api(url or URL).items, ids))
    entities = [entity for read in reads for entity in read.entities]
    return entities, [note for read in reads for note in read.notes]


def _reader(path: Path) -> Callable[[Path, str], Read]:
    from brief.terminology import tables, tbx

    readers = {".csv": tables.read, ".tsv": tables.read, ".tbx": tbx.read, ".xml": tbx.read}
    reader = readers.get(path.suffix.casefold())
    if reader is None:
        known = ", ".join(f"*{suffix}" for suffix in readers)
        message = f"{path}: expected one of {known}; JSON of Wikidata goes with --wikidata-dump"
        raise click.UsageError(message)
    return reader


def _described(entry_id: str, values: Mapping[str, Any], known: Glossary) -> Entity:
    """The entity that the options of ``add`` describe; an entry that is there gives the rest."""
    from brief.schema import Reading
    from brief.terminology.nodes import Value, entities, localized, mapping, scalar, sequence, texts

    before = known.entities.get(entry_id)
    if before is None and not (values["kind"] and values["ja"] and values["en"]):
        message = f"there is no entry {entry_id!r} yet: a new one needs --kind, --ja and --en"
        raise click.UsageError(message)
    given = {name: Value(value) for name, value in values.items() if isinstance(value, str)}

    def one(name: str, default: str | None = None) -> ScalarNode | None:
        value = given.get(name, Value(default) if default else None)
        return scalar(value) if value else None

    names = before.name if before else {}
    role = mapping(
        [
            ("title", localized((code, one(f"title_{code}")) for code in LANGUAGES)),
            ("from", one("since")),
            ("to", one("until")),
        ]
    )
    aliases = {code: [Value(alias) for alias in values[f"alias_{code}"]] for code in LANGUAGES}
    entry = mapping(
        [
            ("kind", one("kind", before.kind if before else None)),
            ("name", localized((code, one(code, names.get(code))) for code in LANGUAGES)),
            ("reading", one("reading")),
            ("aliases", localized((code, texts(aliases[code])) for code in LANGUAGES)),
            ("roles", sequence([role]) if role else None),
            ("summary", localized((code, one(f"summary_{code}")) for code in LANGUAGES)),
            ("wikidata", one("wikidata")),
        ]
    )
    assert entry is not None
    return entities([(Value(entry_id), entry)], Reading("arguments", "glossary"))[0]


# --- doing ---------------------------------------------------------------------------


def _add(
    known: Glossary,
    folder: str | None,
    wanted: Sequence[Entity],
    into: str | None,
    *,
    dry_run: bool,
    notes: Sequence[Finding] = (),
) -> None:
    from brief.terminology import editing

    root = Path(folder or _FOLDER)
    target = Path(into) if into else None
    if target is not None:
        inside = target.resolve().is_relative_to(root.resolve())
        if not inside or target.suffix not in _SUFFIXES:
            message = f"{into} would not be read: name a *.yml file in {root.as_posix()}"
            raise click.BadParameter(message, param_hint="--into")
        target = root / target.resolve().relative_to(root.resolve())
    edit = editing.plan(known, root, root.as_posix(), wanted, target)
    if not dry_run:
        edit.write()
    for note in (*notes, *edit.notes):
        click.echo(str(note), err=True)
    for sign, ids in (("+", edit.added), ("~", edit.extended)):
        for entry_id in ids[:_SHOWN]:
            click.echo(f"  {sign} {entry_id}")
        if len(ids) > _SHOWN:
            click.echo(f"  {sign} and {len(ids) - _SHOWN} more")
    done = (
        f"{_count(len(edit.added), 'entry', 'entries')} added, {len(edit.extended)} extended, "
        f"{edit.unchanged} as before"
    )
    files = ", ".join(path.as_posix() for path in edit.texts)
    where = f" ({files})" if files else ""
    click.echo(f"{'Would be: ' if dry_run else ''}{done}{where}")


_SHOWN = 40
"""Ids that are listed by name."""


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
