"""`import --map`: a table of answers, as form programs export it, taken over or only shown."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.output import echo_table
from cxaudit.errors import InputError, Issue, NotFound

if TYPE_CHECKING:
    from cxaudit.capture.incoming.importing import Incoming, Outcome
    from cxaudit.capture.tables.reading import Table
    from cxaudit.model.load import AuditFolder

    Taken = tuple[AuditFolder, str, Outcome]

SUFFIXES = (".csv", ".tsv", ".txt")


def is_table(path: Path, options: dict[str, Any]) -> bool:
    """Whether a file is read as a table: by its name, or since a map was given."""
    return options["how"] is not None or path.suffix.lower() in SUFFIXES


def take_table(path: Path, options: dict[str, Any]) -> "list[Taken]":
    """Take a table into the ratings of every auditor who has rows in it, all or nothing; without a map, suggest one.

    What the whole table has to say is among the warnings of the first auditor.

    Raises: InputError with every problem of the table and of its map; NotFound when a file, a map, the audit or the
        auditor is missing; OSError when the audit's folder cannot be written.
    """
    from cxaudit.capture.incoming.importing import take_in

    if options["how"] is None:
        _suggest(path, options)
        return []
    folder, brought = _read(path, options)
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    taken: list[Taken] = []
    for write in (False,) if options["dry_run"] else (False, True):  # nothing is written before all of it is checked
        taken = [
            (folder, part.auditor, take_in(folder, part, now=now, prefer=options["prefer"], write=write))
            for part in brought
        ]
    return taken


def show_columns(path: Path, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Where each column of a table would go and what its answers mean; nothing where that cannot be said at all."""
    from cxaudit.capture.tables.importing import read_answers

    if options["how"] is None:
        return []
    try:
        folder, table = _open(path, options)
        return read_answers(table, folder, options["how"], options["auditor"]).columns()
    except (InputError, NotFound):  # the import itself says why
        return []


def print_columns(columns: list[dict[str, Any]]) -> None:
    """Print where each column would go; columns that hold nothing, or nothing for the audit, are only counted."""
    from cxaudit.capture.tables.importing import describe_answers
    from cxaudit.capture.tables.reading import shorten

    shown = [part for part in columns if part["to"] and part["rows"]]
    rows = [
        [shorten(part["column"], 48), str(part["rows"]), part["to"], describe_answers(part["answers"])]
        for part in shown
    ]
    echo_table([["column", "rows", "goes to", "answers"], *rows], numbers=(1,))
    if empty := sum(not part["rows"] for part in columns):
        click.echo(f"nothing stands in {empty} more column{'' if empty == 1 else 's'}")
    if ignored := [shorten(part["column"], 30) for part in columns if not part["to"] and part["rows"]]:
        click.echo(f"ignored: {', '.join(ignored)}")


def _suggest(path: Path, options: dict[str, Any]) -> None:
    """Print a map to begin with for a table that comes without one.

    Raises: InputError when a map is needed to take the table over, or when a preset fits.
    """
    from cxaudit.capture.tables.suggesting import fitting_preset, suggest_map

    folder, table = _open(path, options)
    if preset := fitting_preset(table, folder):
        hint = f"add --map {preset}: its columns are named as that program would name them"
        raise InputError([Issue(str(path), 0, 0, "nothing says what the columns of this table are", hint)])
    if not options["dry_run"]:
        hint = "name a map with --map; with --dry-run instead, one is suggested"
        raise InputError([Issue(str(path), 0, 0, "nothing says what the columns of this table are", hint)])
    click.echo(suggest_map(table, folder, path.name), nl=False)
    click.echo("This is a map to begin with: save it as map.yaml, complete it, and add --map map.yaml.", err=True)


def _read(path: Path, options: dict[str, Any]) -> "tuple[AuditFolder, list[Incoming]]":
    from cxaudit.capture.photos.incoming import find_photo
    from cxaudit.capture.tables.importing import read_answers

    folder, table = _open(path, options)
    reading = read_answers(table, folder, options["how"], options["auditor"])
    beside = path.parent / "media"  # where ODK Central puts the photos of its download
    photos = options["photos"] or (beside if beside.is_dir() else None)
    brought = reading.incoming(lambda name: find_photo(name, folder.folder, photos))
    warnings = [Issue(str(path), 0, 0, sentence, level="warning") for sentence in reading.said]
    if not brought:
        hint = "nothing stands in the columns of practices"
        raise InputError([Issue(str(path), 0, 0, "this table holds no answers", hint), *warnings])
    brought[0].warnings.extend(warnings)
    return folder, brought


def _open(path: Path, options: dict[str, Any]) -> "tuple[AuditFolder, Table]":
    """The audit, and the table."""
    from cxaudit.capture.incoming.opening import find_audit
    from cxaudit.capture.tables.importing import audit_of
    from cxaudit.capture.tables.reading import read_table
    from cxaudit.model.load import load_audit

    table = read_table(path)
    home = options["into"] or find_audit(path, audit_of(table), [Path(), path.parent])
    return load_audit(home, with_baseline=False), table
