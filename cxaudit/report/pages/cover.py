"""What the cover has room for: names of any length in at most so many lines."""

from dataclasses import dataclass

from cxaudit.report.document import Report
from cxaudit.report.pages.room import count_lines, cut_to

NAME, TITLE, FACT, LINE = 374.0, 420.0, 98.0, 480.0  # points: beside the logo, over the drawing, a quarter, the page
NAMES = (("", 24.0, 2), ("small", 17.0, 3), ("smallest", 13.0, 3))  # class, size, lines
TOP, WAVE, TALL = 141.8, 20.4, 1.1  # points above the title, of the line with the wave; a line of the title to its size
TITLES = (("", 42.0, 3), ("long", 28.0, 4), ("longest", 17.0, 6))


@dataclass(frozen=True, slots=True)
class Cover:
    """The texts of the cover, cut where they must be, the classes that set their sizes, and where the title ends."""

    title: str
    bottom: float  # where the title ends, in points from the upper edge
    title_class: str
    client: str
    client_class: str
    place: str
    lead: str
    checklist: str
    notice: str


def set_cover(report: Report) -> Cover:
    """The texts of the cover, so that it is one page whatever the names."""
    audit, checklist = report.audit, report.checklist
    title_class, title, title_height = _set(audit.title, TITLES, TITLE)
    client_class, client, _ = _set(audit.subject.client, NAMES, NAME)
    count = len(report.practices)
    what = f"{checklist.version}, {count} {'practice' if count == 1 else 'practices'}"
    return Cover(
        title,
        TOP + WAVE * bool(audit.wave) + title_height * TALL,
        title_class,
        client,
        client_class,
        cut_to(1, audit.subject.site or "", 11.5, NAME),
        cut_to(3, audit.lead or "", 8.25, FACT),
        f"{cut_to(2, checklist.title, 8.25, FACT)} {what}",
        cut_to(1, audit.subject.client, 7.25, LINE - 80),
    )


def _set(text: str, sizes: tuple[tuple[str, float, int], ...], room: float) -> tuple[str, str, float]:
    """The class of the largest size in which the text fits, the text, and its lines in points."""
    for name, size, most in sizes:
        lines = count_lines(text, size, room, serif=True)
        if lines <= most:
            return name, text, lines * size
    name, size, most = sizes[-1]
    return name, cut_to(most, text, size, room, serif=True), most * size
