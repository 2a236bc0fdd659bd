"""What the templates of the other editions need beside what the full report has."""

from typing import Any

from cxaudit.report.charts.text import width_of
from cxaudit.report.document import Report
from cxaudit.report.pages.board import set_board
from cxaudit.report.pages.room import cut_to
from cxaudit.report.pages.visit import set_visit

STRIP = 350.0  # points for whom and what, on one line


def set_edition(report: Report, paper: str, edition: str) -> dict[str, Any]:
    """The values by their names in the templates."""
    made: dict[str, Any] = {"edition": edition}
    if edition == "summary":
        made |= {"board": set_board(report, paper), "strip": _strip(report)}
    elif edition == "site":
        made["visit"] = set_visit(report, paper)
    elif edition == "handout":
        rounds = report.handout.rounds if report.handout else []
        made["hard"] = [str(part.number) for group in rounds for part in group.questions if part.answer.hard]
    return made


def _strip(report: Report) -> tuple[str, str]:
    """Whom it is about, and what it is where there is room behind the name."""
    subject = report.audit.subject
    name = cut_to(1, ", ".join(part for part in (subject.client, subject.site) if part), 9.5, STRIP - 60, bold=True)
    left = STRIP - width_of(name, 9.5, bold=True) - 8
    what = cut_to(1, report.audit.title, 8.25, left)
    return name, what if what.rstrip("\N{HORIZONTAL ELLIPSIS}") and left > 60 else ""
