"""`form`: the page on which auditors rate, as one file or as a folder for a website."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.output import write_whole
from cxaudit.errors import NotFound

if TYPE_CHECKING:
    from cxaudit.model.load import AuditFolder


@click.command()
@click.argument("audit", type=click.Path(path_type=Path))
@click.option("--file", "one_file", is_flag=True, help="One HTML file, for laptops and Android.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="A folder for any HTTPS host: works without network, on iPhones too.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the file of --file."
)
@click.option("--auditor", metavar="ID", help="Who will rate with it; left out, the page asks.")
def form(audit: Path, *, one_file: bool, site: Path | None, output: Path | None, auditor: str | None) -> None:
    """Make the page on which auditors rate, without a server.

    Each answer is saved on the device the moment it is given. What the page saves as a file (.cxratings.json) is read
    with `cxaudit import`. For phones in the same room `cxaudit serve` is simpler.

    Example: cxaudit form my-audit --file --auditor mk
    """
    from cxaudit.model.load import load_audit

    if one_file == (site is not None):
        raise click.UsageError("give either --file or --site DIR")
    if site and output:
        raise click.UsageError("--output goes with --file; --site names its folder itself")
    loaded = load_audit(audit, with_baseline=False)
    data = _data(loaded, audit, auditor)
    if site:
        _write_site(site, data, loaded.audit.language)
    else:
        from cxaudit.capture.form.page import form_page

        path = output or Path(f"{loaded.audit.id}.form.html")
        write_whole(path, form_page(data, loaded.audit.language))
        click.echo(path)
        click.echo("Open it in a browser on a laptop or Android (on an iPhone files are previews only).", err=True)
    click.echo(f"What it saves comes back with: cxaudit import FILE.cxratings.json --into {loaded.folder}", err=True)


def _data(loaded: "AuditFolder", audit: Path, auditor: str | None) -> dict[str, Any]:
    from cxaudit.capture.form.data import form_data

    auditors = loaded.audit.auditors
    if not auditors:
        raise NotFound(f"{audit}: this audit lists no auditors", "add who rates under 'auditors' in audit.yaml")
    if auditor is not None and auditor not in auditors:
        raise click.UsageError(f"'{auditor}' is not an auditor of this audit; known are: {', '.join(auditors)}")
    return form_data(loaded, auditor=auditor)


def _write_site(site: Path, data: dict[str, Any], language: str) -> None:
    from cxaudit.capture.form.site import form_site

    try:
        site.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NotFound(f"{site}: cannot be made ({problem.strerror})") from problem
    for name, content in form_site(data, language).items():
        write_whole(site / name, content)
        click.echo(site / name)
    said = "Put the folder on any HTTPS host; whoever knows its address can read the questions and the auditors' names."
    click.echo(said, err=True)
