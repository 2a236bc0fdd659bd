"""`new`: an audit that can be filled in, from a checklist or from the last wave."""

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from cxaudit.cli.completing import ChecklistType
from cxaudit.cli.output import write_whole
from cxaudit.errors import NotFound

if TYPE_CHECKING:
    from cxaudit.capture.beginning.begin import Beginning
    from cxaudit.model.checklist import Checklist
    from cxaudit.model.load import AuditFolder


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
@click.option("--wave", help="The round, such as 2026-Q4.")
@click.option(
    "--from",
    "previous",
    type=click.Path(path_type=Path),
    metavar="PREVIOUS",
    help="The last wave: an audit's folder. Everything but ratings, summary and sign-off is carried over; the other "
    "options win.",
)
@click.option(
    "--keep",
    type=click.Choice(["notes"]),
    help="With --from: show the notes of the last wave as comments beside each practice. They never count.",
)
@click.pass_context
def new(ctx: click.Context, /, folder: Path, reference: str, **given: Any) -> None:
    """Begin an audit in the folder DIR.

    Writes audit.yaml, in which every practice stands with its question and levels, so that it can be filled in without
    another window, and a lock that keeps the checklist as it is today. Several auditors get a file each in ratings/.

    With --from it begins the next wave of an audit: client, site, facts, auditors, weights and open actions are carried
    over, the ratings are blank, and the last wave becomes the baseline of the report.

    Example: cxaudit new my-audit --checklist core --client "Harbour Hotel" --auditor "Maria Keller"

    Example: cxaudit new 2026-10 --from 2026-04
    """
    from cxaudit.model.load import AUDIT

    if (folder / AUDIT).exists():
        raise NotFound(f"{folder / AUDIT}: exists already; choose another folder")
    if given["keep"] and not given["previous"]:
        raise click.UsageError("--keep shows notes of the last wave; name it with --from")
    asked = {name for name in ctx.params if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT}
    day = given["day"].date() if given["day"] else dt.datetime.now(tz=dt.UTC).astimezone().date()
    if given["previous"]:
        beginning, checklist, files, said = _next(folder, reference, day, asked, given)
    else:
        beginning, checklist = _first(folder, reference, day, given)
        files, said = {}, ()
    _write(folder, checklist, beginning, files)
    for sentence in said:
        click.echo(f"note: {sentence}", err=True)
    click.echo(f"Fill in the ratings, then: cxaudit check {folder}", err=True)


def _first(folder: Path, reference: str, day: dt.date, given: dict[str, Any]) -> "tuple[Beginning, Checklist]":
    """A first audit, from a checklist."""
    from cxaudit.capture.beginning.begin import Beginning
    from cxaudit.capture.beginning.next_checklist import name_checklist
    from cxaudit.model.load import load_checklist

    checklist = load_checklist(reference)
    _check_choices(checklist, given["profile"], given["facts"])
    beginning = Beginning(
        id=_slug(folder.resolve().name),
        title=given["title"],
        client=given["client"],
        site=given["site"],
        reference=name_checklist(checklist, reference, folder),
        date=day,
        auditors=_initials(given["auditors"] or ("Name of the auditor",)),
        profile=given["profile"],
        facts=tuple(dict.fromkeys(given["facts"])),
        settings={"wave": given["wave"]} if given["wave"] else {},
    )
    return beginning, checklist


def _next(
    folder: Path, reference: str, day: dt.date, asked: set[str], given: dict[str, Any]
) -> "tuple[Beginning, Checklist, dict[str, bytes], tuple[str, ...]]":
    """The next wave of the audit `given["previous"]`; only what was asked for replaces what it says."""
    from cxaudit.capture.beginning.next_checklist import keep_checklist, take_checklist
    from cxaudit.capture.beginning.next_wave import Wanted, begin_next
    from cxaudit.model.load import load_audit

    last = load_audit(given["previous"], with_baseline=False)
    chosen = take_checklist(last, folder, reference) if "reference" in asked else keep_checklist(last, folder)
    _check_choices(
        chosen.checklist,
        given["profile"] if "profile" in asked else "full",
        given["facts"] if "facts" in asked else (),
    )
    texts = {name: given[name] for name in ("title", "client", "site", "profile", "wave") if name in asked}
    wanted = Wanted(
        id=_next_id(last, folder),
        date=day,
        facts=tuple(dict.fromkeys(given["facts"])),
        auditors=_initials(given["auditors"]),
        keep_notes=given["keep"] == "notes",
        **texts,
    )
    made = begin_next(last, folder, chosen, wanted)
    return made.beginning, made.checklist, dict(made.files), made.said


def _next_id(last: "AuditFolder", folder: Path) -> str:
    """The id from the folder's name, as ever; `hotel-2026-04` in the folder 2026-04 makes it `hotel-2026-10`."""
    before, name = _slug(last.folder.resolve().name), _slug(folder.resolve().name)
    owner = last.audit.id.removesuffix(before) if last.audit.id.endswith(f"-{before}") else ""
    return name if name.startswith(owner) else f"{owner}{name}"[:60].strip("-")


def _write(folder: Path, checklist: "Checklist", beginning: "Beginning", more: dict[str, bytes]) -> None:
    from cxaudit.capture.beginning.begin import audit_text, ratings_text
    from cxaudit.model.load import AUDIT, LOCK
    from cxaudit.model.lock import lock_text
    from cxaudit.model.schema import write_schemas

    files: dict[Path, bytes | str] = {
        folder / AUDIT: audit_text(checklist, beginning),
        folder / LOCK: lock_text(checklist, beginning.reference),
    }
    if len(beginning.auditors) > 1:
        files |= {
            folder / "ratings" / f"{key}.yaml": ratings_text(checklist, beginning, key) for key in beginning.auditors
        }
    files |= {folder / name: content for name, content in more.items()}
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


def _check_choices(checklist: "Checklist", profile: str, facts: tuple[str, ...]) -> None:
    if profile not in ("full", *checklist.profiles):
        raise click.UsageError(
            f"'{checklist.id}' has no profile '{profile}'; known are: {', '.join(['full', *checklist.profiles])}"
        )
    if unknown := [fact for fact in facts if fact not in checklist.facts]:
        raise click.UsageError(
            f"'{checklist.id}' has no fact '{unknown[0]}'; known are: {', '.join(checklist.facts) or 'none'}"
        )


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
