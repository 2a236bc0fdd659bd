"""Headings and sentences written by rules from the numbers, so that each is a finding and each is true."""

from collections.abc import Sequence

from cxaudit.engine.rounding import tenths
from cxaudit.report.document import Report, TouchpointPart
from cxaudit.report.phrases import all_of, count, fitting, listed, number, part_of, points, sentence, whole
from cxaudit.report.verdict_words import critical, verdict

MANY = 12  # from here on numbers are not spelt out


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
        "reading": "How the score is made, and what it cannot say.",
        "appendix": appendix(report),
    }


def coverage(report: Report) -> str:
    """How much was rated, and whether the score is only indicative."""
    score = report.score
    if score.coverage is None:
        return "No practice applies here."
    if score.rated == score.applicable:
        text = (
            "The one practice that applies was rated."
            if score.rated == 1
            else (f"{all_of(score.rated)} practices that apply were rated.")
        )
    else:
        apply = "practice that applies" if score.applicable == 1 else "practices that apply"
        text = f"{score.rated} of {score.applicable} {apply} were rated, {points(score.coverage)} % by weight."
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
    low, high = _lowest(scored), _lowest(scored, sign=-1)
    text = []
    if tenths(_score(low[0])) != tenths(_score(high[0])):
        text.append(
            f"{_named(high)} the strongest {_points(high)} of the journey at {points(_score(high[0]))}, "
            f"{_named(low)} the weakest at {points(_score(low[0]))}."
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
    if report.score.indicative and report.score.coverage is not None:
        text.append(f"Only {points(report.score.coverage)} % of the weight was rated, so the score is indicative.")
    return " ".join(sentence(part) for part in text)


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
        return f"{all_of(len(parts))} {kind}s score {points(low)}."
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
    low = _lowest(scored)
    lowest, target = points(_score(low[0])), whole(report.score.target)
    meeting = sum(_score(part) >= report.score.target - 1e-9 for part in scored)
    if len(scored) == 1:
        return f"{low[0].title} scores {lowest}, {'at or above' if meeting else 'short of'} the target of {target}."
    if meeting == len(scored):
        return f"Every touchpoint meets the target of {target}; the lowest scores {lowest}."
    if len(low) == len(scored):
        return f"{all_of(len(scored))} touchpoints score {lowest}, short of the target of {target}."
    reach = (
        "no touchpoint reaches"
        if not meeting
        else "only one touchpoint reaches"
        if meeting == 1
        else f"{part_of(meeting, len(scored))} touchpoints reach"
    )
    point = "low point is" if len(low) == 1 else "low points are"
    return fitting(
        f"The {point} {listed([part.title for part in low], 2)} at {lowest}; {reach} the target of {target}.",
        f"{sentence(count(len(low), 'touchpoint'))} {'is' if len(low) == 1 else 'are'} lowest at {lowest}; "
        f"{reach} the target of {target}.",
    )


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
    if gain <= 0:
        return f"{sentence(count(len(plan), 'action'))}, none of which moves the score by a tenth of a point."
    worth = f"{sentence(count(len(plan), 'action'))} {'is' if len(plan) == 1 else 'are'} worth {gain / 10:.1f} points"
    won = sum(action.tenths for action in quick)
    if len(quick) in (0, len(plan)) or won <= 0:
        return f"{worth}."
    many = len(quick) if len(plan) > MANY else number(len(quick))
    win = "one quick win brings" if len(quick) == 1 else f"{many} quick wins bring"
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
        return "The one rated practice misses" if rated == 1 else f"{all_of(rated)} rated practices miss"
    return f"{sentence(part_of(missed, rated))} rated practices {'misses' if missed == 1 else 'miss'}"


def _named(parts: Sequence[TouchpointPart]) -> str:
    """Touchpoints that share a score, with their verb."""
    if len(parts) == 1:
        return f"{parts[0].title} is"
    return f"{listed([part.title for part in parts]) if len(parts) == 2 else count(len(parts), 'touchpoint')} are"


def _points(parts: Sequence[TouchpointPart]) -> str:
    return "point" if len(parts) == 1 else "points"


def _lowest(scored: Sequence[TouchpointPart], sign: int = 1) -> list[TouchpointPart]:
    """All that share the lowest printed score, or the highest with a `sign` of -1."""
    least = min(sign * tenths(_score(part)) for part in scored)
    return [part for part in scored if sign * tenths(_score(part)) == least]


def _score(part: TouchpointPart) -> float:
    return part.score if part.score is not None else 0.0
