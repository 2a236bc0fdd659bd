"""The one page for the manager of a site: the score in a sentence, what to keep, what to mend, where we look next."""

import datetime as dt
from dataclasses import dataclass

from cxaudit.engine.rounding import tenths
from cxaudit.engine.scores import leaves_open
from cxaudit.report.document import ActionPart, PracticePart, Report
from cxaudit.report.pages.room import count_lines, cut_to
from cxaudit.report.pages.summary import ROOM
from cxaudit.report.phrases import listed, points, whole
from cxaudit.report.text import show_day

MONTH = dt.timedelta(days=31)
SMALL, LINE = 8.25, 11.14
BODY, BODY_LINE = 9.5, 13.5
PAD = {"a4": 3.2, "letter": 2.7}
GAP = {"a4": 27.0, "letter": 17.0}
EXHIBIT, HEADS = 26.0, 14.0  # rule and title of an exhibit; the heads of a table
FULL, THIRD, WHAT, WHO = 481.9, 147.0, 277.0, 90.0
FEW = 3
MOST_MENDED, MOST_LOOKS = 9, 4
SPARE = 12.0


@dataclass(frozen=True, slots=True)
class Mend:
    """Something to mend this month."""

    what: str
    where: str
    who: str
    when: str
    agreed: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Look:
    """Where the next visit looks."""

    where: str
    ask: str
    why: str


@dataclass(frozen=True, slots=True)
class Visit:
    """The page's content. `more` counts what has no room; `later` names what was agreed for a later month."""

    title: str
    sentence: str
    keep: tuple[tuple[str, str, str], ...]
    mend: tuple[Mend, ...]
    more: int
    later: str
    looks: tuple[Look, ...]
    suggested: bool


def set_visit(report: Report, paper: str) -> Visit:
    """The page's content, so much of it as fits on the page."""
    title, sentence, keep = _title(report), plain_score(report), _keep(report)
    looks, later = _looks(report), _later(report)
    rows = [row for row in report.actions if _this_month(row, report)]
    rows.sort(key=lambda row: (not row.critical, not row.committed, row.due or dt.date.max))
    left = ROOM[paper] - SPARE - _fixed_height(title, sentence, keep, looks, later, paper)
    mend: list[Mend] = []
    for row in rows[:MOST_MENDED]:
        made = _mend(row, report)
        left -= 2 * PAD[paper] + 0.5 + _mend_height(made)
        if left < 0:
            break
        mend.append(made)
    more, suggested = len(rows) - len(mend), any(not row.agreed for row in mend)
    return Visit(title, sentence, keep, tuple(mend), more, later, looks, suggested)


def plain_score(report: Report) -> str:
    """The score in one sentence of plain words."""
    score, day = report.score, show_day(report.audit.date)
    if score.raw is None or score.adjusted is None:
        return "Nothing could be rated on this visit, so there is no score yet."
    goal = f"the goal is {whole(score.target)}"
    known = {part.id: part.title for part in report.practices}
    failed = listed([f"“{known[key]}”" for key in score.triggered if key in known], 2)
    if score.limited:
        counted = f"only {points(score.adjusted)} count" if score.adjusted > 0 else "none of them count"
        return (
            f"On {day} you earned {points(score.raw)} of 100 points, but {counted}, because something that must never "
            f"go wrong did: {failed}."
        )
    if failed:
        return (
            f"On {day} you earned {points(score.raw)} of 100 points; {goal}, and something that must never go wrong "
            f"did: {failed}."
        )
    if score.undetermined:
        missing = [f"“{part.title}”" for part in report.practices if _is_open(part)]
        return (
            f"So far you have earned {points(score.raw)} of 100 points; the result stays open until we have seen "
            f"{listed(missing, 2)}."
        )
    if tenths(score.raw) >= tenths(score.target):  # as printed: 75.0 reaches 75
        return f"On {day} you earned {points(score.raw)} of 100 points and reached the goal of {whole(score.target)}."
    return f"On {day} you earned {points(score.raw)} of 100 points; {goal}."


def _is_open(part: PracticePart) -> bool:
    return leaves_open(critical=part.critical, state=part.state)


def _title(report: Report) -> str:
    name = report.audit.subject.site or report.audit.subject.client
    return cut_to(2, f"What to keep and what to mend: {name}", 20, 440, serif=True)


def _keep(report: Report) -> tuple[tuple[str, str, str], ...]:
    known = {part.id: part for part in report.practices}
    places = {part.id: part.title for part in report.touchpoints}
    found = [known[row.practice] for row in report.findings if row.kind == "strength" and row.practice in known]
    return tuple(
        (
            cut_to(2, part.title, BODY, THIRD - 6, bold=True),
            cut_to(1, places.get(part.touchpoint, ""), SMALL, THIRD - 6),
            cut_to(5, _seen(part), SMALL, THIRD - 6),
        )
        for part in found[:FEW]
    )


def _seen(part: PracticePart) -> str:
    return next((note.text for note in part.notes), "") or part.anchor or part.ask


def _this_month(row: ActionPart, report: Report) -> bool:
    if row.status == "done":
        return False
    if row.committed:
        return row.due is None or row.due <= report.plan.start + MONTH
    return row.critical or row.effort == "S"


def _mend(row: ActionPart, report: Report) -> Mend:
    places = {part.id: part.title for part in report.touchpoints}
    return Mend(
        cut_to(3, row.do, BODY, WHAT - 14),
        cut_to(1, places.get(row.practice.partition(".")[0], ""), SMALL, WHAT - 14),
        cut_to(2, row.owner or "to be named", SMALL, WHO - 9),
        f"by {show_day(row.due)}" if row.due else "this month",
        row.committed,
        row.critical,
    )


def _mend_height(row: Mend) -> float:
    return (count_lines(row.what, BODY, WHAT - 14) + 1) * BODY_LINE


def _later(report: Report) -> str:
    rows = [row for row in report.actions if row.committed and row.status != "done" and not _this_month(row, report)]
    rows.sort(key=lambda row: row.due or dt.date.max)
    known = {part.id: part.title for part in report.practices}
    named = [f"{known[row.practice]} ({row.owner + ', ' if row.owner else ''}{show_day(row.due)})" for row in rows]
    return cut_to(3, f"Agreed for later: {listed(named, 6)}.", SMALL, FULL) if named else ""


def _looks(report: Report) -> tuple[Look, ...]:
    """First what must not go wrong, then what was not seen, then what is furthest from the goal."""
    known = {part.id: part for part in report.practices}
    places = {part.id: part.title for part in report.touchpoints}
    missing = [part for part in report.practices if part.state in ("not_observed", "unrated") and not part.advisory]
    gaps = [known[row.practice] for row in report.findings if row.kind == "gap" and row.practice in known]
    why = {part.id: "furthest from the goal" for part in gaps}
    why |= {part.id: "not seen this time" for part in missing}
    first = [part for part in known.values() if part.triggered] + [part for part in missing if _is_open(part)]
    why |= {part.id: "must never go wrong" for part in first}
    order = dict.fromkeys(part.id for part in [*first, *missing[:2], *gaps, *missing])
    return tuple(
        Look(
            cut_to(1, places.get(known[key].touchpoint, ""), SMALL, 104, bold=True),
            cut_to(2, known[key].ask, SMALL, 260),
            why[key],
        )
        for key in list(order)[:MOST_LOOKS]
    )


def _fixed_height(
    title: str, sentence: str, keep: tuple[tuple[str, str, str], ...], looks: tuple[Look, ...], later: str, paper: str
) -> float:
    """Everything but the rows of what to mend."""
    height = count_lines(title, 20, 447.8, serif=True) * 24.4 + 8
    height += count_lines(sentence, 13, FULL, serif=True) * 18.5 + 18
    tallest = max(
        (
            count_lines(text, SMALL, THIRD - 6) * LINE + count_lines(name, BODY, THIRD - 6, bold=True) * BODY_LINE
            for name, _, text in keep
        ),
        default=0,
    )
    height += EXHIBIT + LINE + tallest + 6 + GAP[paper]
    height += EXHIBIT + HEADS + (count_lines(later, SMALL, FULL) * LINE + 7 if later else 0) + 14 + GAP[paper]
    return (
        height
        + EXHIBIT
        + sum(2 * PAD[paper] + 0.5 + LINE * count_lines(look.ask, SMALL, 260) for look in looks)
        + HEADS
    )
