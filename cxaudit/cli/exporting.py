"""`export`: an audit for other programs."""

from pathlib import Path

import click

from cxaudit.cli.output import write_whole


@click.group()
def export() -> None:
    """Write an audit for other programs.

    Example: cxaudit export xlsform my-audit
    """


@export.command()
@click.argument("audit", type=click.Path(path_type=Path), metavar="AUDIT")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it.  [default: ID-xlsform.xlsx in the audit's folder]",
)
def xlsform(audit: Path, output: Path | None) -> None:
    """Write the form for KoboToolbox or ODK.

    It is an XLSForm with every practice of AUDIT. Upload the workbook there, collect with their apps, and read the
    answers back: in Kobo export them as CSV with "XML values and headers", in ODK Central download the CSV, then

    \b
      cxaudit import answers.csv --map kobo --into my-audit --dry-run
      cxaudit import answers.csv --map odk --into my-audit --dry-run

    A page is a touchpoint; the levels have the words of the practice; a reason is asked where there is no rating.
    Practices that are rated case by case take ten cases in one sending.

    Example: cxaudit export xlsform my-audit
    """  # noqa: D301
    from cxaudit.capture.xlsform.survey import build_xlsform, write_xlsform
    from cxaudit.cli.messages import format_issues
    from cxaudit.model.load import load_audit

    folder = load_audit(audit)
    if folder.warnings:
        click.echo(format_issues(folder.warnings), err=True)
    form = build_xlsform(folder)
    target = output or folder.folder / f"{folder.audit.id}-xlsform.xlsx"
    write_whole(target, write_xlsform(form))
    click.echo(target)
    version = form.settings[0]["version"]
    click.echo(f"Upload it to KoboToolbox or ODK Central (version {version}).", err=True)
