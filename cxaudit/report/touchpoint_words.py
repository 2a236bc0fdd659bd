"""The finding at the head of a touchpoint's section."""

from cxaudit.engine.rounding import tenths
from cxaudit.engine.scores import leaves_open
from cxaudit.report.document import PracticePart, TouchpointPart
from cxaudit.report.phrases import all_of, count, fitting, listed, number, part_of, points, sentence


def touchpoint_headline(part: TouchpointPart, practices: list[PracticePart], target: float) -> str:
    """What stands out at a touchpoint: a failed critical practice, else the dearest gap, else what goes well."""
    rated = [practice for practice in practices if practice.points is not None and not practice.advisory]
    if part.score is None or not rated:
        return "No score: too little could be rated here." if rated else "Nothing could be rated here."
    failed = [practice for practice in rated if practice.triggered]
    missed = [practice for practice in rated if practice.gap > 0]
    if failed:
        return _failed(failed, missed)
    if not missed:
        return _met(rated, practices)
    if len(missed) == 1:
        return _one_missed(missed[0], len(rated), target)
    misses = (
        f"{all_of(len(rated))} practices miss"
        if len(missed) == len(rated)
        else f"{sentence(part_of(len(missed), len(rated)))} practices miss"
    )
    most = max(missed, key=lambda practice: practice.lost)
    second = max((practice.lost for practice in missed if practice is not most), default=0.0)
    if tenths(most.lost) == tenths(second):  # two that cost the same in print: neither costs the most
        return f"{misses} the target."
    return fitting(f"{misses} the target; “{most.title}” costs the most.", f"{misses} the target.")


def _failed(failed: list[PracticePart], missed: list[PracticePart]) -> str:
    names = listed([f"“{practice.title}”" for practice in failed], 2)
    verb = "fails" if len(failed) == 1 else "fail"
    rest = len(missed) - len([practice for practice in failed if practice.gap > 0])
    also = f", and {count(rest, 'other practice')} {'misses' if rest == 1 else 'miss'} the target" if rest > 0 else ""
    return fitting(f"{names} {verb}{also}.", f"{sentence(count(len(failed), 'critical practice'))} {verb}{also}.")


def _met(rated: list[PracticePart], practices: list[PracticePart]) -> str:
    """Everything meets the target; a critical practice that nobody rated is said all the same."""
    full = all((practice.points or 0.0) >= 1 - 1e-9 for practice in rated)
    does = "earns full points" if full else "meets the target"
    text = f"“{rated[0].title}” {does}" if len(rated) == 1 else f"Every practice rated here {does}"
    unseen = [part for part in practices if leaves_open(critical=part.critical, state=part.state)]
    if not unseen:
        return f"{text}."
    return fitting(f"{text}; critical “{unseen[0].title}” is still open.", f"{text}; a critical one is still open.")


def _one_missed(missed: PracticePart, rated: int, target: float) -> str:
    """The only gap by its name, with what the others do."""
    short = target - (missed.points or 0.0)
    by = f"{points(short)} points" if tenths(short) else "a little"
    if rated == 1:
        return f"“{missed.title}” falls {by} short of the target."
    others = "the other practice meets it" if rated == 2 else f"the other {number(rated - 1)} meet it"
    return fitting(
        f"“{missed.title}” misses the target by {by}; {others}.",
        f"One practice misses the target by {by}; {others}.",
    )
