"""`templates`: what a report is drawn with, where each piece comes from, and copies to change."""

from dataclasses import asdict, dataclass
from pathlib import Path

import click

from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table, write_whole
from cxaudit.errors import NotFound

OURS = "cxaudit"
SUFFIXES = (".jinja", ".css", ".yaml")
NOT_TEMPLATES = "form/"  # one program: a piece of another version would break the page


@dataclass(frozen=True)
class Template:
    """A file below the templates folder: its name, and the folder it is taken from."""

    name: str
    origin: str
    path: Path
    overrides: bool = False


@click.command()
@click.option(
    "--templates",
    "own",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder with your own templates, as for `report`: shows which of them win.",
)
@click.option(
    "--copy-to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Copy ours into DIR, to change what you need; files that are there already are kept.",
)
@FORMAT
def templates(own: Path | None, target: Path | None, form: str) -> None:
    """List the templates of the report, or copy them to change them.

    Each piece of the report is a file. A file of the same name in a folder of yours replaces ours
    (`cxaudit report my-audit --templates DIR`) and runs in a sandbox; nothing in the installation changes. After
    `cxaudit templates --copy-to DIR` delete what you do not change, so that it stays up to date.

    For colours, fonts, logos and the cover no template is needed: see `--theme`.

    Example: cxaudit templates
    """
    if target:
        _copy(target)
        return
    found = list_templates(own)
    if form == "json":
        echo_json([asdict(part) for part in found])
        return
    echo_table([["template", "from"], *([part.name, part.origin] for part in found)])
    ours = {part.name for part in list_templates()}
    for part in found:
        if part.origin != OURS and part.name not in ours and not part.name.startswith("themes/"):
            said = f"note: {part.path} replaces none of ours; it is read only where a template of yours names it"
            click.echo(said, err=True)


def list_templates(own: Path | None = None) -> list[Template]:
    """Every template by name; one of the folder `own` stands in the place of ours."""
    from cxaudit.resources import folder

    ours = {
        name: Template(name, OURS, path)
        for name, path in _files(folder("templates")).items()
        if not name.startswith(NOT_TEMPLATES)
    }
    theirs = _files(own) if own else {}
    found = ours | {name: Template(name, str(own), path, name in ours) for name, path in theirs.items()}
    return [found[name] for name in sorted(found)]


def _copy(target: Path) -> None:
    copied = 0
    for part in list_templates():
        place = target / part.name
        if place.exists():
            click.echo(f"kept {place}, which was there already", err=True)
            continue
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise NotFound(f"{place.parent}: cannot be made ({problem.strerror})") from problem
        write_whole(place, part.path.read_bytes())
        click.echo(place)
        copied += 1
    click.echo(f"{copied} templates copied to {target}; delete those that you do not change", err=True)


def _files(home: Path) -> dict[str, Path]:
    """The templates of a folder by their names; hidden files are left out."""
    named = {path.relative_to(home).as_posix(): path for path in sorted(home.rglob("*")) if path.suffix in SUFFIXES}
    return {name: path for name, path in named.items() if path.is_file() and "/." not in f"/{name}"}
