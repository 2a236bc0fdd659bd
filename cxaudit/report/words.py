"""Headings and sentences written by rules from the numbers, so that each is a finding and each is true."""

from collections.abc import Sequence

from cxaudit.report.document import PracticePart, Report, TouchpointPart
from cxaudit.report.phrases import count, fitting, listed, number, points, sentence, whole


def write_words(report: Report) -> dict[str, str]:
    """All headings and sentences of a report by name; an empty text means that there is nothing to say."""
    return {
        "verdict": verdict(report),
        "critical": critical(report),
        "coverage": coverage(report),
        "lead": lead(report),
        "scorecard": scorecard(report),
        "journey": journey(report),
        "gaps": gaps(report),
        "actions": actions(report),
        "ledger": ledger(report),
        "reading": "How the score comes about, and what it cannot say.",
        "appendix": appendix(report),
    }


def verdict(report: Report) -> str:
    """The one-sentence verdict at the head of the summary."""
    score, name = report.score, report.audit.subject.client
    if score.raw is None or score.adjusted is None:
        return "There is no score: nothing that applies here was rated."
    short = name if len(name) <= 40 else "The audit"
    distance = score.target - score.raw
    against = (
        f"{points(distance)} points short of target"
        if distance > 1e-9
        else "exactly on target"
        if distance > -1e-9
        else f"{points(-distance)} points above target"
    )
    if score.limited:
        failures = count(len(score.triggered), "critical failure")
        where, held = listed(_places(report), 2), points(score.adjusted)
        return fitting(
            f"{short} earns {points(score.raw)}, {against}, and is held at {held} by {failures}: {where}.",
            f"{short} earns {points(score.raw)}, {against}, and is held at {held} by {failures}.",
            f"{points(score.raw)} points, held at {held} by {failures}.",
        )
    if score.triggered:
        failures = count(len(score.triggered), "critical practice")
        verb = "fails" if len(score.triggered) == 1 else "fail"
        return f"{short} scores {points(score.raw)}, {against}, and {failures} {verb}."
    if score.undetermined:
        return (
            f"{short} scores {points(score.raw)} so far; the verdict stays open until every critical practice is rated."
        )
    band = _band(report, score.band)
    return (
        f"{short} scores {points(score.raw)}, {against}: {band.lower()}."
        if band
        else f"{short} scores {points(score.raw)}, {against}."
    )


def critical(report: Report) -> str:
    """What the failed critical practices do, for the alert under the verdict; empty when none failed."""
    score, checklist = report.score, report.checklist
    if not score.triggered or score.raw is None or score.adjusted is None:
        return ""
    names = {part.id: part for part in report.practices}
    failed = [names[key] for key in score.triggered]
    what = listed([f"“{part.title}” ({part.rating_text})" for part in failed], 4)
    level = f"level {checklist.critical_at_or_below}"
    subject = "the overall score" if checklist.critical_on == "overall" else "the score of the touchpoint"
    if checklist.critical_effect == "cap" and score.limited:
        effect = f"At {level} or below {subject} is capped at {points(checklist.critical_cap)}; above it the cap lifts."
    elif checklist.critical_effect == "zero" and score.limited:
        effect = f"At {level} or below {subject} is 0."
    else:
        these = "it" if len(failed) == 1 else "these"
        effect = f"At {level} or below a critical practice fails; mend {these} before anything else."
    return f"{what}. {effect}"


def coverage(report: Report) -> str:
    """How much was rated, and whether the score is only indicative."""
    score = report.score
    if score.coverage is None:
        return "No practice applies here."
    text = f"{score.rated} of {score.applicable} practices that apply were rated, {points(score.coverage)} % by weight."
    if score.indicative:
        text += " Under 80 % the score is indicative."
    if score.undetermined:
        text += " A critical practice is not rated, so the verdict is open."
    return text


def lead(report: Report) -> str:
    """A few sentences in place of the lead auditor's summary."""
    scored = [part for part in report.touchpoints if part.score is not None]
    if report.score.raw is None or not scored:
        return ""
    best, worst = max(scored, key=_score), min(scored, key=_score)
    text = []
    if best.score != worst.score:
        text.append(
            f"{best.title} is the strongest moment of the journey at {points(_score(best))}, "
            f"{worst.title} the weakest at {points(_score(worst))}."
        )
    missed = [part for part in report.practices if part.gap > 0]
    if missed:
        text.append(f"{_of(len(missed), report.score.rated)} the target of {whole(report.score.target)}.")
    elif report.score.rated:
        text.append(f"Every practice that was rated meets the target of {whole(report.score.target)}.")
    causes: dict[str, int] = {}
    for part in missed:
        if part.cause:
            causes[part.cause] = causes.get(part.cause, 0) + 1
    if causes:
        top = max(causes, key=lambda cause: causes[cause])
        if causes[top] > 1:
            text.append(f"The commonest cause is {top}, behind {count(causes[top], 'gap')}.")
    return " ".join(text)


def scorecard(report: Report) -> str:
    """The finding of the scorecard: the weakest and strongest dimension, else touchpoint."""
    dimensions = [(part.title, part.score) for part in report.dimensions if part.score is not None]
    parts = (
        dimensions
        if len(dimensions) > 1
        else [(part.title, part.score) for part in report.touchpoints if part.score is not None]
    )
    kind = "dimension" if len(dimensions) > 1 else "touchpoint"
    if not parts:
        return "Nothing was rated, so no part of the journey has a score."
    low, high = min(score for _, score in parts), max(score for _, score in parts)
    if len(parts) == 1:
        return f"{parts[0][0]} scores {points(low)} of 100."
    if high - low < 1e-9:
        return f"{_all(len(parts))} {kind}s score {points(low)}."
    return fitting(
        f"{_weakest(parts, low, kind)} at {points(low)}; {_leading(parts, high)} with {points(high)}.",
        f"{kind.capitalize()}s run from {points(low)} to {points(high)}.",
    )


def _weakest(parts: Sequence[tuple[str, float]], low: float, kind: str) -> str:
    names = [name for name, score in parts if score - low < 1e-9]
    return f"{names[0]} is the weakest {kind}" if len(names) == 1 else f"{listed(names)} are the weakest {kind}s"


def _leading(parts: Sequence[tuple[str, float]], high: float) -> str:
    names = [name for name, score in parts if high - score < 1e-9]
    return f"{names[0]} leads" if len(names) == 1 else f"{listed(names)} lead"


def journey(report: Report) -> str:
    """The finding of the journey curve: where it dips, and how much of it meets the target."""
    scored = [part for part in report.touchpoints if part.score is not None]
    if not scored:
        return "No touchpoint of the journey has a score."
    low = min(scored, key=_score)
    meeting = sum(_score(part) >= report.score.target - 1e-9 for part in scored)
    if len(scored) == 1:
        return f"{low.title} scores {points(_score(low))}, {'at or above' if meeting else 'short of'} the target."
    if meeting == len(scored):
        return "Every touchpoint meets the target."
    reach = (
        "no touchpoint reaches"
        if not meeting
        else f"{number(meeting)} of {number(len(scored))} touchpoints {'reaches' if meeting == 1 else 'reach'}"
    )
    return fitting(
        f"{low.title} is the low point at {points(_score(low))}; {reach} the target of {whole(report.score.target)}.",
        f"The lowest touchpoint scores {points(_score(low))}; {reach} the target of {whole(report.score.target)}.",
    )


def touchpoint_headline(part: TouchpointPart, practices: list[PracticePart], target: float) -> str:
    """The finding at the head of a touchpoint's section."""
    rated = [practice for practice in practices if practice.points is not None and not practice.advisory]
    if part.score is None or not rated:
        return "No score: too little could be rated here." if rated else "Nothing could be rated here."
    failed = [practice for practice in rated if practice.triggered]
    missed = [practice for practice in rated if practice.gap > 0]
    if failed:
        names = listed([f"“{practice.title}”" for practice in failed], 2)
        verb = "fails" if len(failed) == 1 else "fail"
        rest = len(missed) - len([practice for practice in failed if practice.gap > 0])
        also = (
            f", and {count(rest, 'other practice')} {'misses' if rest == 1 else 'miss'} the target" if rest > 0 else ""
        )
        return fitting(f"{names} {verb}{also}.", f"{sentence(count(len(failed), 'critical practice'))} {verb}{also}.")
    if not missed:
        return "Every practice rated here meets the target."
    most = max(missed, key=lambda practice: practice.lost)
    if len(rated) == 1:
        return f"“{most.title}” falls {points(target - (most.points or 0.0))} points short of the target."
    misses = _of(len(missed), len(rated)).replace(" rated", "")
    return fitting(f"{misses} the target; “{most.title}” costs the most.", f"{misses} the target.")


def gaps(report: Report) -> str:
    """The finding of the gap register."""
    found = [finding for finding in report.findings if finding.kind == "gap"]
    if not found:
        return "No practice that was rated misses the target."
    by = {name: sum(finding.severity == name for finding in found) for name in ("critical", "major", "minor")}
    parts = [f"{by[name]} {name}" for name in by if by[name]]
    return f"{_of(len(found), report.score.rated)} the target: {listed(parts)}."


def actions(report: Report) -> str:
    """The finding of the action plan."""
    plan = report.actions
    if not plan:
        return "There is nothing to plan: no gap carries advice, and nothing was agreed."
    gain = sum(action.tenths for action in plan)
    quick = [action for action in plan if action.quadrant == "quick-win"]
    worth = f"{sentence(count(len(plan), 'action'))} {'is' if len(plan) == 1 else 'are'} worth {gain / 10:.1f} points"
    if len(quick) in (0, len(plan)):
        return f"{worth}."
    won = sum(action.tenths for action in quick)
    win = "one quick win brings" if len(quick) == 1 else f"{count(len(quick), 'quick win')} bring"
    return f"{worth}; {win} {won / 10:.1f} of them."


def ledger(report: Report) -> str:
    """The finding of the points ledger."""
    if not report.ledger or report.score.raw is None:
        return "No point was lost." if report.score.raw is not None else "There is no score to account for."
    held = sum(line.tenths for line in report.ledger if line.kind == "critical")
    lost = sum(line.tenths for line in report.ledger) - held
    if not lost + held:
        return "No point was lost."
    if held:
        failures = "the critical failure" if len(report.score.triggered) == 1 else "critical failures"
        return (
            f"Where {(lost + held) / 10:.1f} points went: {lost / 10:.1f} to practices, {held / 10:.1f} to {failures}."
        )
    titles = {part.id: part.title for part in report.touchpoints}
    by: dict[str, int] = {}
    for line in report.ledger:
        if line.kind in ("practice", "not_applicable") and line.tenths:
            name = line.practices[0].partition(".")[0]
            by[name] = by.get(name, 0) + line.tenths
    if len(by) < 2:
        return f"Where {lost / 10:.1f} points went, practice by practice."
    most = max(by, key=lambda name: by[name])
    return fitting(
        f"Where {lost / 10:.1f} points went: the most, {by[most] / 10:.1f}, at {titles[most]}.",
        f"Where {lost / 10:.1f} points went, practice by practice.",
    )


def appendix(report: Report) -> str:
    """The heading of the appendix."""
    return f"Every rating of {count(len(report.practices), 'practice')}, and where each number comes from."


def _of(missed: int, rated: int) -> str:
    """`13 of 16 rated practices miss`, up to the object of the sentence."""
    if missed == rated:
        return "The one rated practice misses" if rated == 1 else f"{_all(rated)} rated practices miss"
    return f"{sentence(number(missed))} of {number(rated)} rated practices {'misses' if missed == 1 else 'miss'}"


def _score(part: TouchpointPart) -> float:
    return part.score if part.score is not None else 0.0


def _band(report: Report, band: str | None) -> str:
    return next((part.label for part in report.checklist.bands if part.id == band), "")


def _places(report: Report) -> list[str]:
    titles = {part.id: part.title for part in report.touchpoints}
    return list(dict.fromkeys(titles[key.partition(".")[0]] for key in report.score.triggered))


def _all(count: int) -> str:
    return "Both" if count == 2 else f"All {number(count)}"
