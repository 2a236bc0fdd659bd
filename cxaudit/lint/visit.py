"""Rules on the visit: what a day on site can hold."""

import re
from collections.abc import Iterator

from cxaudit.lint.finding import Fault
from cxaudit.lint.text import number_of, stem, words
from cxaudit.lint.words import words_in
from cxaudit.model.checklist import Checklist

BUDGET = 240.0
_FROM_ABOUT = re.compile(
    r"\b(\w+)(?: [a-z]+){0,2} (?:files?|cases?|records?|complaints?|orders?|contacts?|accounts?)\b"
)


def visit_minutes(checklist: Checklist) -> Iterator[Fault]:
    """More minutes at the touchpoints than the visit has."""
    budget = checklist.visit_minutes or BUDGET
    total = sum(part.minutes or 0 for part in checklist.touchpoints.values())
    if total > budget:
        longest = max(checklist.touchpoints, key=lambda key: checklist.touchpoints[key].minutes or 0)
        allowed = "" if checklist.visit_minutes else " (no visit_minutes is given)"
        yield Fault(
            ("visit_minutes",) if checklist.visit_minutes else ("touchpoints",),
            f"the touchpoints take {total:g} minutes, a visit {budget:g}{allowed}",
            f"shorten the visit ('{longest}' is the longest), make profiles, or write visit_minutes: {total:g}",
        )


def evidence_load(checklist: Checklist) -> Iterator[Fault]:
    """More pieces of evidence than a visit has minutes, unless the checklist plans its minutes or shares its cases."""
    if any(part.minutes for part in checklist.touchpoints.values()):
        return
    shared = {number for found in _FROM_ABOUT.findall((checklist.about or "").lower()) if (number := number_of(found))}
    total, asking = 0.0, 0
    for practice in checklist.practices().values():
        pieces = sum(number for number in _pieces(practice.evidence or "") if number not in shared)
        total, asking = total + pieces, asking + (pieces > 0)
    budget = checklist.visit_minutes or BUDGET
    if total > budget:
        yield Fault(
            ("touchpoints",),
            f"{asking} practices ask for {total:g} pieces of evidence, for a visit of {budget:g} minutes",
            "say once in 'about' which ten case files are pulled, and let each look_for read in the same ten",
        )


def _pieces(evidence: str) -> Iterator[float]:
    """The numbers of things asked for: `10 cases`, `five case logs`; no hours, days and shares."""
    said = words(evidence)
    for position, word in enumerate(said):
        number = number_of(word)
        following = said[position + 1 : position + 3]
        if number is not None and number > 1 and not {stem(name) for name in following} & _NO_THINGS:
            yield number


_NO_THINGS = {stem(word) for word in words_in("minute hour day week month year second percent working")}
