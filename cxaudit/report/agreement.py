"""The agreement of the auditors as a part of the document, and its words."""

from collections.abc import Sequence
from math import ceil

from cxaudit.engine.agreement import ALONE, FEWEST, Agreement, Shared, measure_agreement
from cxaudit.engine.raters import Measure
from cxaudit.model.load import AuditFolder
from cxaudit.report.agreement_parts import AgreementPart, CoefficientPart, SharedPart
from cxaudit.report.phrases import count, fitting, number, sentence

RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff's guides
MILD = 0.25  # levels from the mean of the others; less is no pattern


def describe_agreement(folder: AuditFolder) -> AgreementPart | None:
    """The agreement of an audit's auditors; None where there is only one."""
    found = measure_agreement(folder.checklist, folder.audit, folder.ratings)
    if found is None:
        return None
    auditors = list(folder.audit.auditors)
    return AgreementPart(
        scale=found.scale,
        levels=list(folder.checklist.scales[found.scale].points),
        shared=[_shared(row, auditors, folder) for row in found.shared],
        settle=[_shared(row, auditors, folder) for row in found.settle],
        left_out=found.left_out,
        others=len(found.others),
        reason=found.reason,
        **({} if found.reason else _figures(found)),
        leniency=[found.leniency.get(auditor) for auditor in auditors] if found.leniency else [],
    )


def write_agreement(part: AgreementPart | None) -> dict[str, str]:
    """The heading and the sentences about agreement; none without several auditors."""
    if part is None:
        return {}
    if part.reason or part.alpha is None:
        return {"agreement_why": _why(part)}
    return {"agreement": _headline(part), "agreement_alpha": _in_words(part.alpha), "agreement_mild": _mild(part)}


def _figures(found: Agreement) -> dict[str, CoefficientPart]:
    names = ("exact", "within_one", "kappa", "alpha", "icc")
    return {name: _figure(getattr(found, name)) for name in names}


def _figure(measure: Measure) -> CoefficientPart:
    return CoefficientPart(value=measure.value, reason=measure.reason, low=measure.low, high=measure.high)


def _shared(row: Shared, auditors: Sequence[str], folder: AuditFolder) -> SharedPart:
    practice = folder.checklist.practices()[row.practice]
    keys = list(folder.checklist.scale_of(practice).points)
    places = [row.places.get(auditor) for auditor in auditors]
    return SharedPart(
        practice=row.practice,
        places=places,
        levels=[None if place is None else keys[place] for place in places],
        spread=row.spread,
        settle=row.settle,
    )


def _headline(part: AgreementPart) -> str:
    total, who = len(part.shared), _who(part)
    same = sum(row.spread == 0 for row in part.shared)
    far = sum(row.spread > 1 for row in part.shared)
    if same == total:
        return f"{who} gave the same level on all {number(total)} practices that they share."
    if not far:
        return f"{who} stay within one level on all {number(total)} practices that they share."
    if far * 5 > total:
        return f"{who} lie two levels or more apart on {number(far)} of {number(total)} practices."
    needs = "needs" if far == 1 else "need"
    return fitting(
        f"{who} stay within one level on {number(total - far)} of {number(total)} practices; {number(far)} {needs} a "
        "second look.",
        f"{who} stay within one level on {number(total - far)} of {number(total)} practices.",
    )


def _who(part: AgreementPart) -> str:
    rating = sum(any(row.places[i] is not None for row in part.shared) for i in range(len(part.leniency)))
    return sentence(count(rating, "auditor"))


def _in_words(alpha: CoefficientPart) -> str:
    if alpha.value is None:
        return f"It is undefined: {alpha.reason}."
    if alpha.value >= RELIABLE:
        return "At 0.80 or above: the ratings can be relied on, practice by practice."
    if alpha.value >= TENTATIVE:
        return "Between 0.67 and 0.80: firm enough for the overall score, tentative for a single practice."
    if alpha.value > 0:
        return "Below 0.67: read single ratings with care until the auditors have settled what divides them."
    return "At 0 or below: no more agreement than chance gives; settle the ratings before using them."


def _mild(part: AgreementPart) -> str:
    known = [value for value in part.leniency if value is not None]
    most = max((abs(value) for value in known), default=0.0)
    if most < MILD:
        return f"No auditor is more than {_levels(ceil(most * 100 - 1e-9) / 100)} from the others: no habit shows."
    return f"Up to {_levels(most)} from the others, which looks like a habit. Scores are not corrected for it."


def _levels(value: float) -> str:
    text = f"{value + 1e-9:.2f}"
    return f"{text} of a level" if value <= 1 else f"{text} levels"


def _why(part: AgreementPart) -> str:
    """The sentence that stands in place of the figures."""
    common, left = len(part.shared), part.left_out + part.others
    there = f"here there {'is' if common == 1 else 'are'} {number(common) if common else 'none'}"
    if part.reason == ALONE:
        there = ALONE
    text = f"Figures of agreement need {number(FEWEST)} practices that two auditors rated on one scale; {there}"
    return f"{text}, {number(left)} more case by case, measured or on another scale." if left else f"{text}."
