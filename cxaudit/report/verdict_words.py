"""The verdict at the head of the summary, and what failed critical practices do to it."""

from cxaudit.engine.rounding import tenths
from cxaudit.report.document import Report
from cxaudit.report.phrases import count, fitting, listed, points

NAME = 40  # characters; a longer client's name would leave no room for the finding


def verdict(report: Report) -> str:
    """The one-sentence verdict: the score against its target, and what weighs most on it."""
    score, name = report.score, report.audit.subject.client
    if score.raw is None or score.adjusted is None:
        return "There is no score: nothing that applies here was rated."
    short = name if len(name) <= NAME else "The audit"
    against = from_target(score.target - score.raw)
    if score.limited:
        failures = count(len(score.triggered), "critical failure")
        earned, held = points(score.raw), f"held at {points(score.adjusted)} by {failures}"
        return fitting(
            f"{short} earns {earned}, {against}, and is {held}: {listed(_places(report), 2)}.",
            f"{short} earns {earned}, {against}, and is {held}.",
            f"{short} earns {earned} points and is {held}.",
            f"{earned} points, {held}.",
        )
    if score.triggered:
        failures = count(len(score.triggered), "critical practice")
        verb = "fails" if len(score.triggered) == 1 else "fail"
        return f"{short} scores {points(score.raw)}, {against}, and {failures} {verb}."
    if score.undetermined:
        return (
            f"{short} scores {points(score.raw)} so far; the verdict stays open until every critical practice is rated."
        )
    if score.indicative and score.coverage is not None:
        whose = f" for {name}" if len(name) <= NAME else ""
        return (
            f"An indicative {points(score.raw)}{whose}, {against}: "
            f"only {points(score.coverage)} % of the weight was rated."
        )
    place = _dearest(report) if score.raw < score.target - 1e-9 else ""
    plain = f"{short} scores {points(score.raw)}, {against}."
    band = next((part.label for part in report.checklist.bands if part.id == score.band), "")
    worded = f"The verdict on {name} is “{band}”: {points(score.raw)}, {against}." if band else plain
    return fitting(f"{plain[:-1]}; the most is lost at {place}.", worded, plain) if place else fitting(worded, plain)


def from_target(distance: float) -> str:
    """How far a score is from the target, given target minus score: `8.2 points short of target`."""
    if abs(distance) <= 1e-9:
        return "exactly on target"
    side = "short of" if distance > 0 else "above"
    return f"{points(abs(distance))} points {side} target" if tenths(abs(distance)) else f"just {side} target"


def critical(report: Report) -> str:
    """What the failed critical practices do, for the alert under the verdict; empty when none failed."""
    score, checklist = report.score, report.checklist
    if not score.triggered or score.raw is None or score.adjusted is None:
        return ""
    names = {part.id: part for part in report.practices}
    failed = [names[key] for key in score.triggered]
    what = listed([f"“{part.title}” ({part.rating_text})" for part in failed], 4)
    level = f"level {checklist.critical_at_or_below}"
    one = len(failed) == 1
    subject = "the overall score" if checklist.critical_on == "overall" else "the score of the touchpoint"
    if checklist.critical_effect == "cap" and score.limited:
        lifts = "above it the cap lifts" if one else "the cap lifts once all of them stand above it"
        effect = f"At {level} or below {subject} is capped at {points(checklist.critical_cap)}; {lifts}."
    elif checklist.critical_effect == "zero" and score.limited:
        effect = f"At {level} or below {subject} is 0."
    else:
        effect = f"At {level} or below a critical practice fails; mend {'it' if one else 'these'} before anything else."
    return f"{what}. {effect}"


def _dearest(report: Report) -> str:
    """The touchpoint that costs the most printed points; empty where there are not two, or where two share it."""
    lost: dict[str, int] = {}
    for line in report.ledger:
        if line.kind in ("practice", "not_applicable") and line.tenths:
            key = line.practices[0].partition(".")[0]
            lost[key] = lost.get(key, 0) + line.tenths
    most = max(lost.values(), default=0)
    keys = [key for key, part in lost.items() if part >= most - 1]  # a tenth may be owed to rounding alone
    scored = sum(part.score is not None for part in report.touchpoints)
    if scored < 2 or len(keys) != 1:
        return ""
    return next((part.title for part in report.touchpoints if part.id == keys[0]), "")


def _places(report: Report) -> list[str]:
    titles = {part.id: part.title for part in report.touchpoints}
    return list(dict.fromkeys(titles[key.partition(".")[0]] for key in report.score.triggered))
