"""Headings and sentences about the change since the baseline, written by rules from the printed numbers."""

from collections.abc import Mapping
from typing import Any

from cxaudit.report.change_parts import ChangePart
from cxaudit.report.document import Report
from cxaudit.report.phrases import count, fitting, listed, number, points, printed, sentence
from cxaudit.report.text import show_day

LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
WHY = {
    "state": "not rated in both audits",
    "scale": "rated on another scale or by other words for its levels",
    "new": "asked for the first time",
    "gone": "no longer asked",
}
STANDARD = (
    "One visit per wave: this is the change that was seen. Nothing here says how much two visits differ by chance, so "
    "no test is printed."
)


def write_change(report: Report) -> dict[str, str]:
    """The heading and the sentences about the change; none without a baseline."""
    change = report.change
    if change is None:
        return {}
    return {
        "change": headline(report, change),
        "change_waves": waves(report, change),
        "change_compared": compared(change),
        "change_left": left_out(change),
        "change_causes": causes(change),
        "change_chance": STANDARD,
    }


def headline(report: Report, change: ChangePart) -> str:
    """The finding: how far and why, such as `Up 19.2 points since April: 27 of 38 practices rose, four fell`."""
    since = f"since {_since(report, change)}"
    if change.before is None or change.after is None:
        which = "this audit" if change.after is None else "the audit before"
        return f"No change {since} can be given: {which} has no score."
    total = change.after - change.before
    if not change.compared:
        return "Nothing can be compared like for like: no practice was rated in the same way in both audits."
    way = "Up" if total > 0 else "Down"
    head = f"{way} {printed(abs(total))} points {since}" if total else f"No change of the score {since}"
    practices = _practices(change)
    by = {part.cause: part.tenths for part in change.causes}
    ratings, rule = by.get("ratings", total), by.get("critical", 0)
    if report.score.limited and rule * (total - rule) < 0 and abs(rule) * 2 >= abs(total - rule):
        way = "up" if total > rule else "down"
        moved = printed(abs(total - rule))
        return f"Held at {printed(change.after)} by the critical rule; without it {way} {moved} points {since}."
    if total and change.causes and ratings * total <= 0 and ratings:
        verb = "took" if ratings < 0 else "added"
        practices = f"ratings {verb} {printed(abs(ratings))}, and other causes outweigh them"
    elif total and change.causes and abs(ratings) * 2 < abs(total):
        part = printed(abs(ratings)) if ratings else "none"
        return fitting(
            f"{head}: {part} of them through ratings, the rest through {_rest(by, total)}.",
            f"{head}, {part} of them through ratings.",
        )
    return fitting(f"{head}: {practices}.", f"{head}.")


def waves(report: Report, change: ChangePart) -> str:
    """Which two audits are compared, with their scores as they were printed."""
    base, audit = change.baseline, report.audit
    label = next((band.label for band in report.checklist.bands if band.id == report.score.band), "")
    then = f"{_wave(base.wave)}{show_day(base.date)}: {_score(change.before, base.band)}"
    now = f"{_wave(audit.wave)}{show_day(audit.date)}: {_score(change.after, label)}"
    other = f" The earlier audit names its subject “{base.subject}”." if base.subject else ""
    return f"{sentence(then)}. {sentence(now)}.{other}"


def compared(change: ChangePart) -> str:
    """What is compared, and the scores of that alone."""
    if not change.compared or change.like_before is None or change.like_after is None:
        return ""
    were = "was" if change.compared == 1 else "were"
    return (
        f"{sentence(count(change.compared, 'practice'))} {were} rated in both audits on the same scale; "
        f"on these alone, with today’s weights, the score goes from {points(change.like_before)} to "
        f"{points(change.like_after)}."
    )


def left_out(change: ChangePart) -> str:
    """What is not compared, and why; empty where everything is."""
    found = []
    for why, text in WHY.items():
        titles = [part.title for part in change.practices if part.why == why]
        if titles:
            named = f" ({', '.join(titles)})" if len(titles) <= 3 else ""
            found.append(f"{number(len(titles))} {text}{named}")
    same = "" if change.baseline.same_checklist else " The audits used different checklists or versions of one."
    return f"Not compared: {'; '.join(found)}.{same}" if found else same.strip()


def causes(change: ChangePart) -> str:
    """Why there is no bridge; empty where there is one."""
    if change.causes or change.before is None or change.after is None:
        return ""
    return "The change cannot be split into its causes: a mixture of both audits would have no score."


def _practices(change: ChangePart) -> str:
    total = change.compared
    if change.rose == change.fell == 0:
        return "the one practice kept its rating" if total == 1 else f"all {number(total)} practices kept their ratings"
    if total == 1:
        return f"the one practice {'rose' if change.rose else 'fell'}"
    if total in (change.rose, change.fell):
        return f"all {number(total)} practices {'rose' if change.rose else 'fell'}"
    if not change.fell:
        return f"{number(change.rose)} of {number(total)} practices rose, none fell"
    if not change.rose:
        return f"{number(change.fell)} of {number(total)} practices fell, none rose"
    return f"{number(change.rose)} of {number(total)} practices rose, {number(change.fell)} fell"


def _rest(by: Mapping[Any, int], total: int) -> str:
    """The other causes that worked in the same direction, the largest first."""
    names = {
        "applicability": "what could be rated",
        "checklist": "a changed checklist",
        "scale": "changed scales",
        "critical": "the critical rule",
    }
    acting = sorted((key for key in names if by.get(key, 0) * total > 0), key=lambda key: -abs(by[key]))
    return listed([names[key] for key in acting], 2)


def _since(report: Report, change: ChangePart) -> str:
    """The month of the baseline, with its year where another April lies between, or its day in the same month."""
    day, now = change.baseline.date, report.audit.date
    if (day.year, day.month) == (now.year, now.month):
        return show_day(day)
    month = [*LONG, "December"][day.month - 1]
    return month if (now - day).days < 330 else f"{month} {day.year}"


def _wave(name: str | None) -> str:
    return f"wave {name}, " if name else ""


def _score(tenths: int | None, band: str) -> str:
    if tenths is None:
        return "no score"
    return f"{printed(tenths)} ({band})" if band else printed(tenths)
