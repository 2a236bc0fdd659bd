"""The photos in the appendix: under which letter each is printed, and whether it still is what was taken in."""

import datetime as dt
from dataclasses import dataclass

from cxaudit.report.document import Report
from cxaudit.report.pages.sections import group_practices
from cxaudit.report.text import show_day

NONE = "\N{EN DASH}"
SHOWN = 12  # characters of a hash: enough to compare by eye
UNCHANGED = {"unchanged": "yes", "printed": "smaller copy"}


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo as the table prints it."""

    letter: str
    practice: str
    touchpoint: str
    file: str
    taken: str
    added: str
    auditor: str
    sha256: str
    unchanged: str


@dataclass(frozen=True, slots=True)
class PhotoTable:
    """Photos in the order in which they are printed, and how many pictures nothing is recorded of."""

    rows: tuple[PhotoRow, ...]
    unrecorded: int


def list_photos(report: Report) -> PhotoTable:
    """Every printed photo that the manifest knows; no rows where the audit has none."""
    rows, unrecorded = [], set()
    for touchpoint in report.touchpoints:
        for part in (part for _, group in group_practices(report, touchpoint.id) for part in group):
            pictures = [seen for seen in part.evidence if seen.picture]
            for seen in pictures:
                photo = report.photos.get(seen.picture or "")
                if photo is None:
                    unrecorded.add(seen.picture or "")
                    continue
                rows.append(
                    PhotoRow(
                        letter=seen.letter if len(pictures) > 1 else NONE,  # a single one is printed without
                        practice=part.title,
                        touchpoint=touchpoint.title,
                        file=(seen.picture or "").rpartition("/")[2],
                        taken=_moment(photo.taken),
                        added=_moment(photo.added),
                        auditor=photo.auditor,
                        sha256=photo.sha256[:SHOWN],
                        unchanged=UNCHANGED.get(photo.state, "no"),
                    )
                )
    return PhotoTable(tuple(rows), len(unrecorded))


def _moment(text: str | None) -> str:
    """A time as people read it, as the clock on site showed it; of a day or an hour alone, what there is."""
    try:
        when = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return text or NONE
    day = show_day(when.date())
    return day if len(text or "") <= len("2026-10-14") else f"{day}, {when:%H:%M}"
