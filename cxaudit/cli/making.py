"""From an audit, or a saved document, to the bytes of one edition for one audience."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from cxaudit.errors import NotFound, RenderError

if TYPE_CHECKING:
    from cxaudit.model.load import AuditFolder
    from cxaudit.report.document import Report


@dataclass(frozen=True)
class Wanted:
    """What to make. `audience` None: the client for what is read, and everything for a saved document."""

    form: str = "pdf"
    paper: str = "a4"
    templates: Path | None = None
    edition: str = "full"
    audience: str | None = None
    theme: str | None = None

    @property
    def reader(self) -> str:
        """For whom it is made."""
        return self.audience or ("internal" if self.form == "json" else "client")


class EditionType(click.ParamType[str]):
    """An edition's name."""

    name = "edition"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the editions with what each is for."""
        from cxaudit.report.editions import EDITIONS

        return [CompletionItem(name, help=part.about) for name, part in EDITIONS.items() if name.startswith(incomplete)]


EDITION = click.option(
    "--edition",
    type=EditionType(),
    default="full",
    show_default=True,
    metavar="[full|summary|site|handout]",
    help="full: everything. summary: two pages for a board. site: one page in plain words for the manager of the site. "
    "handout: for a training room, from the story.md and key.yaml beside the audit.",
)
AUDIENCE = click.option(
    "--audience",
    type=click.Choice(["client", "internal"]),
    default=None,
    help="client: no auditor is named but the one who signed, and what is marked internal is left out, also from the "
    "files inside the PDF. internal: everything; each page says so.  [default: client; with --format json: internal]",
)


def make(path: Path, wanted: Wanted) -> tuple[bytes, str, "Report"]:
    """The bytes of the report of one audit or saved document, the name for its file, and the document."""
    from cxaudit.report.audience import redact
    from cxaudit.report.editions import find_edition

    edition = find_edition(wanted.edition)
    folder, whole = read_document(path, handout=edition.name == "handout")
    whole = _themed(whole, folder, wanted)
    made = redact(whole) if wanted.reader == "client" else whole
    _remark(whole, wanted)
    name = edition.file_name(made, wanted.form)
    if wanted.form == "json":
        return (made.to_json(indent=2) + "\n").encode(), name, made
    from cxaudit.report.render import render_html, render_pdf

    look: Any = {"paper": wanted.paper, "templates": wanted.templates, "edition": edition.name}
    if wanted.form == "html":
        return render_html(made, **look).encode(), name, made
    attachments: Any = ()
    if folder and edition.carries:
        from cxaudit.report.attached import attachments_of

        attachments = attachments_of(folder, whole, client=wanted.reader == "client", warn=_warn)
    _note_speed()
    data = render_pdf(made, None, **look, attachments=attachments, warn=_warn)
    if edition.name == "handout":
        _say_where_the_key_begins(data)
    return data, name, made


def read_document(path: Path, *, handout: bool = False) -> "tuple[AuditFolder | None, Report]":
    """The document of an audit, with its folder, or a saved document."""
    if path.suffix == ".json":
        return None, _saved(path, handout=handout)
    from cxaudit.cli.messages import format_issues
    from cxaudit.cli.steps import describe
    from cxaudit.model.load import load_audit
    from cxaudit.report.pictures import load_pictures

    folder = load_audit(path)
    if folder.warnings:
        click.echo(format_issues(folder.warnings), err=True)
    made = describe(folder, load_pictures(folder))
    if handout:
        from cxaudit.report.handout.build import build_handout

        made = made.model_copy(update={"handout": build_handout(folder)})
    return folder, made


def _themed(whole: "Report", folder: "AuditFolder | None", wanted: Wanted) -> "Report":
    """The document in the theme of the command line, else of the audit; a saved document has kept its own."""
    if not wanted.theme and not (folder and folder.audit.theme):
        return whole
    from cxaudit.cli.messages import format_issues
    from cxaudit.model.theme_files import load_theme, load_theme_of
    from cxaudit.report.theming import apply_theme

    theme = load_theme(wanted.theme, wanted.templates) if wanted.theme else None
    if folder and not theme:
        theme = load_theme_of(folder, wanted.templates)
    if theme and theme.warnings:
        click.echo(format_issues(theme.warnings), err=True)
    return apply_theme(whole, theme)


def _saved(path: Path, *, handout: bool) -> "Report":
    from cxaudit.report.document import report_from_json

    try:
        made = report_from_json(path.read_bytes())
    except OSError as problem:
        raise NotFound(f"{path}: cannot be read ({problem.strerror})") from problem
    if handout and made.handout is None:
        raise RenderError(f"{path}: holds no story and no key; save it with --edition handout --format json")
    return made


def _warn(text: str) -> None:
    click.echo(f"warning: {text}", err=True)


def _note_speed() -> None:
    from cxaudit.report.weasy import lacks_subset

    if lacks_subset():
        click.echo(
            "note: libharfbuzz-subset is not installed; without it a report takes about 1.7 times as long", err=True
        )


def _remark(whole: "Report", wanted: Wanted) -> None:
    """Say what choosing an audience cannot do."""
    if wanted.reader == "internal":
        if whole.audience == "client":
            _warn("this document was saved for the client; what is internal is not in it")
        return
    if whole.audience == "client" or wanted.edition == "handout":
        return
    from cxaudit.report.audience import names_left
    from cxaudit.report.text import shorten

    for part, text in names_left(whole).items():
        at = max(text.find(part) - 30, 0)
        _warn(f"'{part}', part of an auditor's name, still stands in '{shorten(text[at:], 80)}'; is the auditor meant?")


def _say_where_the_key_begins(data: bytes) -> None:
    from cxaudit.report.attached import page_of
    from cxaudit.report.handout.parts import KEY_HEADING

    page = page_of(data, KEY_HEADING)
    if page:
        click.echo(f"the key begins on page {page}: hand out pages 1 to {page - 1} first", err=True)
