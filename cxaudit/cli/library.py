"""`checklists`, `show` and `new`: what is there, what it asks, and a new audit from it."""

import datetime as dt
import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.completing import ChecklistType
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table, write_whole
from cxaudit.errors import NotFound

if TYPE_CHECKING:
    from cxaudit.model.checklist import Checklist


@click.command()
@FORMAT
def checklists(form: str) -> None:
    """List the checklists that come with cxaudit.

    Example: cxaudit checklists
    """
    from cxaudit.model.load import load_checklist
    from cxaudit.model.shipped import shipped_checklists

    found = [load_checklist(name) for name in shipped_checklists()]
    if form == "json":
        echo_json([_overview(checklist) for checklist in found])
        return
    echo_table(
        [
            ["checklist", "version", "practices", "minutes", "title"],
            *([part.id, part.version, str(len(part.practices())), _minutes(part), part.title] for part in found),
        ],
        numbers=(2, 3),
    )


@click.command()
@click.argument("checklist", type=ChecklistType())
@FORMAT
def show(checklist: str, form: str) -> None:
    """Show what a checklist asks.

    Prints stages, touchpoints and practices with their weights.

    CHECKLIST is a shipped one, such as core, or the path of a checklist file. An asterisk marks a critical practice.

    Example: cxaudit show core
    """
    from cxaudit.model.checklist import title_from
    from cxaudit.model.load import load_checklist

    loaded = load_checklist(checklist)
    if form == "json":
        echo_json(
            _overview(loaded)
            | {
                "touchpoints": [
                    {
                        "id": key,
                        "title": part.title or title_from(key),
                        "stage": part.stage,
                        "weight": part.weight.is_,
                        "practices": [
                            {
                                "id": f"{key}.{name}",
                                "title": practice.title or title_from(name),
                                "ask": practice.ask,
                                "weight": practice.weight.is_,
                                "critical": practice.critical,
                            }
                            for name, practice in part.practices.items()
                        ],
                    }
                    for key, part in loaded.touchpoints.items()
                ]
            }
        )
        return
    click.echo(f"{loaded.title} ({loaded.id} {loaded.version}), {len(loaded.practices())} practices")
    for key, part in loaded.touchpoints.items():
        stage = f"{loaded.stages[part.stage].title}: " if part.stage in loaded.stages else ""
        click.echo(f"\n{stage}{part.title or title_from(key)} (weight {part.weight.is_:g})")
        for name, practice in part.practices.items():
            click.echo(
                f"  {'*' if practice.critical else ' '} {key}.{name:<18} {practice.weight.is_:>4g}  {practice.ask}"
            )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option(
    "--checklist",
    "reference",
    type=ChecklistType(),
    default="core",
    show_default=True,
    help="A shipped checklist, or the path of one.",
)
@click.option("--client", default="Name of the client", help="The client's name.")
@click.option("--site", default="", help="The site or unit.")
@click.option("--title", default="Customer experience audit", show_default=True, help="Title of the report.")
@click.option(
    "--auditor", "auditors", multiple=True, metavar="NAME", help="Who rates; the first one leads. May be given again."
)
@click.option("--profile", default="full", show_default=True, help="A named selection of the checklist.")
@click.option(
    "--fact", "facts", multiple=True, metavar="ID", help="A fact of the checklist that holds here. May be given again."
)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the audit (default: today).")
def new(folder: Path, reference: str, **given: Any) -> None:
    """Begin an audit in the folder DIR.

    Writes audit.yaml, in which every practice stands with its question and levels, so that it can be filled in without
    another window, and a lock that keeps the checklist as it is today. Several auditors get a file each in ratings/.

    Example: cxaudit new my-audit --checklist core --client "Harbour Hotel" --auditor "Maria Keller"
    """
    from cxaudit.capture.begin import Beginning, audit_text, ratings_text
    from cxaudit.model.load import AUDIT, LOCK, load_checklist
    from cxaudit.model.lock import lock_text
    from cxaudit.model.schema import write_schemas

    if (folder / AUDIT).exists():
        raise NotFound(f"{folder / AUDIT}: exists already; choose another folder")
    checklist = load_checklist(reference)
    _check_choices(checklist, given["profile"], given["facts"])
    written = _reference(checklist, reference, folder)
    names = given["auditors"] or ("Name of the auditor",)
    day = given["day"].date() if given["day"] else dt.datetime.now(tz=dt.UTC).astimezone().date()
    beginning = Beginning(
        id=_slug(folder.resolve().name),
        title=given["title"],
        client=given["client"],
        site=given["site"],
        reference=written,
        date=day,
        auditors=_initials(names),
        profile=given["profile"],
        facts=tuple(dict.fromkeys(given["facts"])),
    )
    files = {folder / AUDIT: audit_text(checklist, beginning), folder / LOCK: lock_text(checklist, written)}
    if len(beginning.auditors) > 1:
        files |= {
            folder / "ratings" / f"{key}.yaml": ratings_text(checklist, beginning, key) for key in beginning.auditors
        }
    try:
        for path in (folder / "photos", folder / ".cxaudit", *(path.parent for path in files)):
            path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NotFound(f"{folder}: cannot be made ({problem.strerror})") from problem
    for path, text in files.items():
        write_whole(path, text)
    write_schemas(folder / ".cxaudit")
    for path in files:
        click.echo(path)
    click.echo(f"Fill in the ratings, then: cxaudit check {folder}", err=True)


def _sum(checklist: "Checklist") -> float | None:
    """The expected minutes on site of the whole checklist; None where no touchpoint says."""
    given = [part.minutes for part in checklist.touchpoints.values() if part.minutes is not None]
    return sum(given) if given else None


def _minutes(checklist: "Checklist") -> str:
    total = _sum(checklist)
    return "-" if total is None else f"{total:g}"


def _overview(checklist: "Checklist") -> dict[str, Any]:
    return {
        "id": checklist.id,
        "version": checklist.version,
        "title": checklist.title,
        "language": checklist.language,
        "practices": len(checklist.practices()),
        "minutes": _sum(checklist),
        "facts": checklist.facts,
        "profiles": ["full", *checklist.profiles],
    }


def _check_choices(checklist: "Checklist", profile: str, facts: tuple[str, ...]) -> None:
    if profile not in ("full", *checklist.profiles):
        raise click.UsageError(
            f"'{checklist.id}' has no profile '{profile}'; known are: {', '.join(['full', *checklist.profiles])}"
        )
    if unknown := [fact for fact in facts if fact not in checklist.facts]:
        raise click.UsageError(
            f"'{checklist.id}' has no fact '{unknown[0]}'; known are: {', '.join(checklist.facts) or 'none'}"
        )


def _reference(checklist: "Checklist", reference: str, folder: Path) -> str:
    """How the audit names its checklist: id@major for a shipped one, else a path from its folder."""
    if not reference.endswith((".yaml", ".yml")):
        return f"{checklist.id}@{checklist.version.partition('.')[0]}"
    try:
        return Path(os.path.relpath(Path(reference).resolve(), folder.resolve())).as_posix()
    except ValueError as problem:  # another drive on Windows
        raise NotFound(f"{reference}: lies on another drive than {folder}; copy it there") from problem


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "audit"


def _initials(names: tuple[str, ...]) -> dict[str, str]:
    """Ids for auditors from their initials; equal ones are numbered."""
    result: dict[str, str] = {}
    for name in names:
        initials = "".join(_slug(word)[0] for word in name.split() if _slug(word) != "audit") or "a"
        key, number = initials, 2
        while key in result:
            key, number = f"{initials}{number}", number + 1
        result[key] = name
    return result
