"""What stands on the page about the change: which practices rose and fell most, and what was seen then and now."""

from dataclasses import dataclass

from cxaudit.report.change_parts import PracticeChangePart
from cxaudit.report.document import Report
from cxaudit.report.parts import NotePart

MOST = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """A practice that rose or fell, with the notes of both audits."""

    part: PracticeChangePart
    place: str
    change: float
    then: tuple[NotePart, ...]
    now: tuple[NotePart, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The largest rises and falls, how many more there are of each, and touchpoints that cannot be compared."""

    rose: tuple[Moved, ...]
    fell: tuple[Moved, ...]
    more_rose: int
    more_fell: int
    missing: tuple[str, ...]


def pick_changes(report: Report) -> Changes | None:
    """The practices that moved most, in points, then by their share of the score; None without a baseline."""
    if report.change is None:
        return None
    shares = {part.id: part.share for part in report.practices}
    notes = {part.id: tuple(part.notes) for part in report.practices}
    places = {part.id: part.title for part in report.touchpoints}
    moved = [
        Moved(
            part,
            places.get(part.id.partition(".")[0], ""),
            (part.after or 0.0) - (part.before or 0.0),
            tuple(part.notes),
            notes.get(part.id, ()),
        )
        for part in report.change.practices
        if part.why == "compared" and abs((part.after or 0.0) - (part.before or 0.0)) > 1e-9
    ]
    moved.sort(key=lambda row: (-round(abs(row.change), 9), -shares.get(row.part.id, 0.0)))
    rose, fell = [row for row in moved if row.change > 0], [row for row in moved if row.change < 0]
    compared = {part.id for part in report.change.touchpoints}
    return Changes(
        tuple(rose[:MOST]),
        tuple(fell[:MOST]),
        max(len(rose) - MOST, 0),
        max(len(fell) - MOST, 0),
        tuple(part.title for part in report.touchpoints if part.id not in compared),
    )
