"""`sheet` and `import`: a workbook for an auditor, and what comes back."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.exits import DONE, NEGATIVE, WRONG
from cxaudit.cli.messages import format_issues
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table, write_whole
from cxaudit.errors import InputError, Issue, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxaudit.capture.incoming.importing import Opened
    from cxaudit.cli.tables import Taken
    from cxaudit.model.load import AuditFolder


@click.command()
@click.argument("audit", type=click.Path(path_type=Path))
@click.option("--auditor", metavar="ID", help="For whom. May be left out where the audit has only one auditor.")
@click.option("--all", "everyone", is_flag=True, help="One workbook for each auditor.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Where to write it (a folder or an .xlsx file).")
@click.option("--force", is_flag=True, help="Write over a workbook that is there already.")
def sheet(audit: Path, auditor: str | None, output: Path | None, *, everyone: bool, force: bool) -> None:
    """Write a workbook in which an auditor rates with Excel or LibreOffice.

    AUDIT is an audit's folder. The workbook holds every practice with a list of its levels, what was answered so far,
    and on its first sheet how to fill it in. `cxaudit import` takes the answers over.

    Example: cxaudit sheet my-audit --auditor tn
    """
    from cxaudit.capture.workbook.filling import fill_workbook
    from cxaudit.model.load import load_audit

    folder = load_audit(audit)
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    for who in _auditors(folder, auditor, everyone=everyone):
        path = _target(output, f"{folder.audit.id}.{who}.xlsx", several=everyone)
        if path.exists() and not force:
            raise NotFound(f"{path}: exists already", "import what was filled in, then use --force or --output")
        write_whole(path, fill_workbook(folder, who, file=path.name, now=now))
        click.echo(path)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--into", type=click.Path(path_type=Path), metavar="DIR", help="The audit's folder, if it is not near.")
@click.option("--auditor", metavar="ID", help="Refuse files of anybody else; of a table, take only these rows.")
@click.option(
    "--photos",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="The folder of the photos that a workbook names.",
)
@click.option(
    "--map",
    "how",
    metavar="NAME|FILE",
    help="What the columns of a CSV file are: kobo, odk, google or limesurvey, or a map file of your own. "
    "With --dry-run and without it, a map is suggested.",
)
@click.option("--practice", metavar="ID", help="Of a photo: the practice that it supports.")
@click.option("--caption", metavar="TEXT", help="Of a photo: what it shows.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option(
    "--prefer",
    type=click.Choice(["file", "import"]),
    help="Where an answer was changed in both places: keep the one in the ratings file, or take the imported one.",
)
@click.option("--reconcile", is_flag=True, help="Take what fits from a file that was made for another checklist.")
@FORMAT
def import_answers(files: tuple[Path, ...], form: str, **options: Any) -> int:
    """Take over what auditors filled in.

    FILE is a workbook of `cxaudit sheet`, saved as .xlsx, .ods or .xls, or the .cxratings.json that the form saved; or
    with --map the CSV file of a form program, where rows may be of several auditors, or of several cases; or with
    --practice a photo.
    What is taken is listed with what stood there before. A file with a mistake is not taken at all, and every mistake
    is named with its cell. Importing a file twice changes nothing.

    Exit code 1: an answer was changed in both places and nobody has decided (--prefer).

    Example: cxaudit import harbour-hotel.tn.xlsx

    Example: cxaudit import answers.csv --map kobo --dry-run

    Example: cxaudit import IMG_1.jpg --into harbour-hotel --practice front-desk.queue --auditor tn
    """
    results = [result for path in files for result in _results(path, options, form)]
    if form == "json":
        for result in results:
            echo_json(result)
    else:
        _print(results, dry_run=options["dry_run"])
    if any(result["issues"] for result in results if not result["ok"]):
        return WRONG
    open_ends = not options["prefer"] and any(result["conflicts"] for result in results)
    return NEGATIVE if open_ends else DONE


def _results(path: Path, options: dict[str, Any], form: str) -> list[dict[str, Any]]:
    """What became of one file: one result, or one for each auditor of a table."""
    from cxaudit.cli import attaching, tables

    if attaching.is_photo(path):
        return _import(path, lambda: [attaching.take_photo(path, options, _only)])
    if not tables.is_table(path, options):
        return _import(path, lambda: [_take(path, options)])
    columns = tables.show_columns(path, options) if options["dry_run"] else []
    if columns and form == "text":
        tables.print_columns(columns)
    results = _import(path, lambda: tables.take_table(path, options))
    return [result | {"columns": columns} for result in results] if columns else results


def _open(path: Path, options: dict[str, Any]) -> "Opened":
    """A file by its kind. The one place that knows which kinds there are on the command line."""
    from cxaudit.capture.incoming.opening import open_incoming

    return open_incoming(path, photos=options["photos"])


def _import(path: Path, take: "Callable[[], list[Taken]]") -> list[dict[str, Any]]:
    """What became of one file, for each auditor; the same for `--format json`."""
    result: dict[str, Any] = {"file": str(path), "ok": False, "audit": None, "auditor": None}
    result |= {"changes": [], "conflicts": [], "skipped": [], "issues": []}
    try:
        taken = take()
    except InputError as problem:
        return [result | {"issues": [_plain(issue) for issue in problem.issues]}]
    except NotFound as problem:
        message = problem.message.removeprefix(f"{path}: ")
        return [result | {"issues": [_plain(Issue(str(path), 0, 0, message, problem.hint))]}]
    except OSError as problem:
        message = f"the audit's folder cannot be written ({problem.strerror}), so nothing of this file is taken"
        return [result | {"issues": [_plain(Issue(str(path), 0, 0, message))]}]
    return [
        result
        | {
            "ok": True,
            "audit": str(folder.folder),
            "auditor": who,
            "changes": [_row(change) for change in outcome.changes],
            "conflicts": [_row(change) for change in outcome.conflicts],
            "skipped": [{"practice": key, "why": why} for key, why in outcome.skipped],
            "issues": [_plain(issue) for issue in outcome.warnings],
        }
        for folder, who, outcome in taken
    ]


def _take(path: Path, options: dict[str, Any]) -> "Taken":
    from cxaudit.capture.incoming.importing import take_in
    from cxaudit.capture.incoming.opening import find_audit
    from cxaudit.model.load import load_audit

    opened = _open(path, options)
    wanted, written = options["auditor"], opened.auditor
    if wanted and written and wanted != written:
        message = f"these answers are of '{written}', not of '{wanted}'"
        raise InputError([Issue(str(path), 0, 0, message, "leave --auditor out, or name the right file")])
    folder = load_audit(options["into"] or find_audit(path, opened.audit, [Path(), path.parent]), with_baseline=False)
    incoming = opened.bring(folder)
    incoming.auditor = incoming.auditor or wanted or _only(folder)
    outcome = take_in(
        folder,
        incoming,
        now=dt.datetime.now(tz=dt.UTC).astimezone(),
        prefer=options["prefer"],
        reconcile=options["reconcile"],
        write=not options["dry_run"],
    )
    return folder, incoming.auditor, outcome


def _print(results: list[dict[str, Any]], *, dry_run: bool) -> None:
    if issues := [Issue(place, 0, 0, **rest) for result in results for place, rest in map(_split, result["issues"])]:
        click.echo(format_issues(issues), err=True)
    for result in results:
        if not result["ok"]:
            click.echo(f"{result['file']}: not taken")
            continue
        _print_one(result, dry_run=dry_run)
    files = {result["file"]: result["ok"] for result in results}
    if len(files) > 1:
        click.echo(f"{sum(files.values())} of {len(files)} files {'would be ' if dry_run else ''}taken", err=True)


def _print_one(result: dict[str, Any], *, dry_run: bool) -> None:
    number = len(result["changes"])
    what = "nothing has changed" if not number else f"{number} {'change' if number == 1 else 'changes'}"
    done = " (dry run, nothing is written)" if dry_run and number else ""
    click.echo(f"{result['file']}: {what} in {result['audit']}, auditor {result['auditor']}{done}")
    if number:
        echo_table([["practice", "before", "after"], *(list(change.values()) for change in result["changes"])])
    if result["conflicts"]:
        click.echo("Changed in both places; what stands is kept unless you say --prefer import:")
        echo_table([["practice", "stands", "in the file"], *(list(change.values()) for change in result["conflicts"])])
    for part in result["skipped"]:
        click.echo(f"left out: {part['practice']} ({part['why']})")


def _row(change: Any) -> dict[str, str]:
    return {"practice": change.practice, "before": change.before, "after": change.after}


def _plain(issue: Issue) -> dict[str, Any]:
    place = f"{issue.file}:{issue.line}:{issue.column}" if issue.line else issue.file
    return {"place": place, "message": issue.message, "hint": issue.hint, "level": issue.level}


def _split(issue: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return issue["place"], {name: value for name, value in issue.items() if name != "place"}


def _auditors(folder: "AuditFolder", auditor: str | None, *, everyone: bool) -> list[str]:
    known = list(folder.audit.auditors)
    if auditor and auditor not in known:
        raise NotFound(f"'{auditor}' is not an auditor of this audit", f"known are: {', '.join(known) or 'none'}")
    if everyone and known:
        return known
    return [auditor or _only(folder, "--auditor or --all")]


def _only(folder: "AuditFolder", option: str = "--auditor") -> str:
    known = list(folder.audit.auditors)
    if len(known) == 1:
        return known[0]
    if not known:
        raise NotFound(f"{folder.folder}: this audit names no auditor", "add one under 'auditors' in audit.yaml")
    raise NotFound(f"{folder.folder}: this audit has {len(known)} auditors", f"say {option}: {', '.join(known)}")


def _target(output: Path | None, name: str, *, several: bool) -> Path:
    if output is None:
        return Path(name)
    if output.is_dir():
        return output / name
    if several:
        raise NotFound(f"{output}: is no folder", "--all writes several files; name a folder")
    return output if output.suffix.lower() == ".xlsx" else output.with_name(f"{output.name}.xlsx")
