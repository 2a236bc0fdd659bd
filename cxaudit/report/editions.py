"""The editions of a report: what each is for, its template, and the name that its file gets. All are listed here."""

from dataclasses import dataclass

from cxaudit.errors import NotFound
from cxaudit.model.words import closest, quoted
from cxaudit.report.document import Report

FULL = "full"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. `carries`: its PDF has the audit, the checklist and the report document attached."""

    name: str
    template: str
    about: str
    carries: bool = True

    def file_name(self, report: Report, form: str) -> str:
        """The name of its file: the audit's id, with the edition behind it unless it is the full one."""
        behind = "" if self.name == FULL else f"-{self.name}"
        return f"{report.audit.id}{behind}.{form}"


EDITIONS = {
    edition.name: edition
    for edition in (
        Edition(FULL, "report/report.html.jinja", "everything"),
        Edition("summary", "report/editions/summary.html.jinja", "two pages for a board"),
        Edition("site", "report/editions/site.html.jinja", "one page in plain words for the manager of the site"),
        Edition(
            "handout",
            "report/editions/handout.html.jinja",
            "for a training room: the story, a blank score sheet, and the key on later pages",
            carries=False,
        ),
    )
}


def find_edition(name: str) -> Edition:
    """The edition of that name.

    Raises: NotFound when there is none.
    """
    if name not in EDITIONS:
        raise NotFound(
            f"there is no edition {quoted(name)}", closest(name, EDITIONS) or f"there are: {', '.join(EDITIONS)}"
        )
    return EDITIONS[name]
