"""`demo`, `report` and `open`: from an audit to the PDF, and back."""

import gc
from pathlib import Path

import click

from cxaudit.cli.making import AUDIENCE, EDITION, Wanted, make
from cxaudit.cli.options import THEME
from cxaudit.cli.output import progress, write_whole
from cxaudit.cli.verdict import FAIL_ON, FAIL_UNDER, judge
from cxaudit.cli.watching import watch
from cxaudit.errors import CxAuditError, NotFound

SAMPLE = "northline-it"
PAPER = click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper size."
)


@click.command()
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(f"{SAMPLE}.pdf"),
    show_default=True,
    help="Where to write the PDF.",
)
@PAPER
@THEME
def demo(output: Path, paper: str, theme: str | None) -> None:
    """Render the report of a sample audit.

    The audit is finished: notes, photos, the client's replies, a plan. Just to see what you will get.

    Example: cxaudit demo
    """
    from cxaudit.resources import folder

    with progress("rendering a sample audit"):
        made, _, _ = make(folder("checklists") / "samples" / SAMPLE, Wanted(paper=paper, theme=theme))
    write_whole(output, made)
    click.echo(output)


@click.command()
@click.argument("audits", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="AUDIT...")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the report of one audit."
)
@click.option(
    "--out", "out", type=click.Path(path_type=Path, file_okay=False), help="A folder for the reports of several audits."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "html", "json"]),
    default=None,
    help="What to write (default: pdf, or what the name given with --output says).",
)
@EDITION
@AUDIENCE
@PAPER
@THEME
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder with your own templates; they win over ours by name.",
)
@click.option("--watch", "watching", is_flag=True, help="Render again whenever a file changes, until Ctrl-C.")
@FAIL_UNDER
@FAIL_ON
def report(
    audits: tuple[Path, ...],
    *,
    output: Path | None,
    out: Path | None,
    form: str | None,
    edition: str,
    audience: str | None,
    paper: str,
    theme: str | None,
    templates: Path | None,
    watching: bool,
    fail_under: float | None,
    fail_on: str | None,
) -> int:
    """Render the report of one or several audits.

    AUDIT is an audit's folder, its audit.yaml, or a report saved with --format json. The PDF is written into the
    audit's folder under the audit's id, with the edition behind it (harbour-hotel-summary.pdf), unless --output or
    --out says otherwise. A report that cannot be made leaves the existing file untouched and does not stop the others.

    What you hand to the client is the default: no internal notes, and no auditor's name but that of whoever signs.

    \b
    Example: cxaudit report my-audit                        for the client
             cxaudit report my-audit --audience internal    with everything, for your own team
             cxaudit report my-audit --edition summary      two pages for the board
    """  # noqa: D301
    if output and len(audits) > 1:
        raise click.UsageError("--output takes one audit; use --out with a folder for several")
    if output and out:
        raise click.UsageError("give --output or --out, not both")
    suffix = output.suffix.lstrip(".").lower() if output else ""
    wanted = Wanted(
        form or (suffix if suffix in ("pdf", "html", "json") else "pdf"), paper, templates, edition, audience, theme
    )
    if out:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise NotFound(f"{out}: cannot be made ({problem.strerror})") from problem

    def act() -> int:
        return _report_all(audits, output, out, wanted, fail_under, fail_on)

    return watch(audits, act, templates, theme) if watching else act()


@click.command("open")
@click.argument("pdf", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def open_report(pdf: Path, folder: Path) -> None:
    """Take the audit out of a report.

    PDF is a report made by cxaudit, DIR a new folder. It then holds audit.yaml, the ratings, the locked checklist,
    the pictures as printed, report.json, and from an internal report the documents that support ratings.

    Example: cxaudit open report.pdf my-copy
    """
    from cxaudit.report.attached import not_restored, restored_files

    if folder.exists() and any(folder.iterdir()):
        raise NotFound(f"{folder}: is not empty; choose a new folder")
    files = restored_files(pdf)
    for name, data in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise NotFound(f"{path.parent}: cannot be made ({problem.strerror})") from problem
        write_whole(path, data)
        click.echo(path)
    for name in not_restored(files):
        click.echo(f"warning: '{name}' is not in the report; copy it into {folder} yourself", err=True)


def _report_all(
    audits: tuple[Path, ...],
    output: Path | None,
    out: Path | None,
    wanted: Wanted,
    fail_under: float | None,
    fail_on: str | None,
) -> int:
    from cxaudit.cli.app import exit_code, print_error

    worst, failed = 0, 0
    for number, path in enumerate(audits, 1):
        if number > 1:
            gc.collect()  # what the one before left
        label = f"rendering {path}" + (f" ({number} of {len(audits)})" if len(audits) > 1 else "")
        try:
            with progress(label):
                content, name, made = make(path, wanted)
            target = output or (out or _home(path)) / name
            write_whole(target, content)
        except CxAuditError as problem:
            print_error(problem)
            worst, failed = max(worst, exit_code(problem)), failed + 1
            continue
        click.echo(target)
        worst = max(worst, judge(made, fail_under, fail_on))
    if len(audits) > 1:
        click.echo(f"{len(audits) - failed} of {len(audits)} reports written", err=True)
    return worst


def _home(path: Path) -> Path:
    return path if path.is_dir() else path.parent
